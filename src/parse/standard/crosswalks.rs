//! Reads `[[crosswalk]]`: which clauses of another standard correspond to those of this one.

use std::collections::HashSet;

use super::{clause, unknown};
use crate::diagnostics::Spanned;
use crate::manual::{ClauseIx, ClauseNumber, Crosswalk, Standard, StandardId};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table};
use crate::rules;

pub(in crate::parse) const SETTINGS: [&str; 2] = ["standard", "pairs"];

/// Reads the crosswalks. The clause numbers of the other standard are not checked here.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    table: &Table,
    standard: &Standard,
) -> Vec<Crosswalk> {
    let mut crosswalks = Vec::new();
    let mut seen = HashSet::new();
    for item in table.get("crosswalk").map(Node::items).unwrap_or_default() {
        let Some(table) = decoder.table("crosswalk", item) else {
            continue;
        };
        unknown(decoder, table, &SETTINGS);
        decoder.no_blank_settings(table, &["standard"]);
        let known = (table, &SETTINGS[..]);
        let message = "a crosswalk names no standard";
        let help = "add standard = \"…\"";
        let Some(other) = decoder.required("standard", known, item.span, message, help) else {
            continue;
        };
        if other.value == standard.id.as_str() {
            let message = format!("`{}` is this standard itself", other.value);
            decoder.invalid(other.span, message, "name another standard");
            continue;
        }
        if !seen.insert(other.value.clone()) {
            let message = format!("there is a crosswalk to `{}` already", other.value);
            decoder.invalid(other.span, message, "put its pairs into one");
        }
        crosswalks.push(Crosswalk {
            pairs: pairs(decoder, standard, table, &other),
            standard: other.map(|id| StandardId::new(&id)),
        });
    }
    crosswalks
}

fn pairs(
    decoder: &mut Decoder<'_>,
    standard: &Standard,
    table: &Table,
    other: &Spanned<String>,
) -> Vec<(ClauseIx, Vec<Spanned<ClauseNumber>>)> {
    let Some(node) = table.get("pairs") else {
        if !is_misspelt("pairs", &table.0, &SETTINGS) {
            let message = format!("the crosswalk to `{}` has no pairs", other.value);
            let help = "add pairs = { \"8.4.1\" = [\"4.6.1\"] }";
            decoder.report(&rules::MISSING_FIELD, other.span, message, help);
        }
        return Vec::new();
    };
    let mut read = Vec::new();
    let pairs = decoder.table("pairs", node);
    for entry in pairs.map_or(&[][..], |pairs| &pairs.0) {
        let own = Spanned::new(entry.key.clone(), entry.key_spot);
        let others = decoder.texts(&entry.key, &entry.node).into_iter();
        let others = others.map(|other| other.map(|number| ClauseNumber::new(&number)));
        let others = others.collect();
        if let Some(own) = clause(decoder, standard, &own) {
            read.push((own, others));
        }
    }
    read.sort_by_key(|(own, _): &(ClauseIx, Vec<Spanned<ClauseNumber>>)| *own);
    read
}
