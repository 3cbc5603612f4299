//! Reads `[[crosswalk]]`: which clauses of another standard correspond to those of this one.

use std::collections::HashSet;

use super::{clause, text, unknown};
use crate::diagnostics::Spanned;
use crate::manual::{
    ClauseIx, ClauseNumber, Confidence, Correspondence, Crosswalk, Relation, Standard, StandardId,
};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table, Value};
use crate::rules;

pub(in crate::parse) const SETTINGS: [&str; 5] =
    ["standard", "relation", "confidence", "pairs", "new"];
/// The keys of a pair that is written as a table.
pub(in crate::parse) const PAIR_SETTINGS: [&str; 4] =
    ["clause", "relation", "confidence", "change"];

/// What a crosswalk says of all its pairs that say nothing themselves.
#[derive(Clone, Copy)]
struct OfAll {
    relation: Relation,
    confidence: Confidence,
}

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
        let of_all = OfAll {
            relation: Relation::Corresponds,
            confidence: Confidence::High,
        };
        let of_all = of_all.refined(decoder, table);
        crosswalks.push(Crosswalk {
            pairs: pairs(decoder, standard, table, &other, of_all),
            new: new(decoder, standard, table),
            standard: other.map(|id| StandardId::new(&id)),
        });
    }
    crosswalks
}

impl OfAll {
    /// The same with what a table says. What cannot be read leaves the most doubt.
    fn refined(self, decoder: &mut Decoder<'_>, table: &Table) -> Self {
        let relation = table.get("relation").map(|node| {
            let words = Relation::ALL.map(Relation::word);
            let word = decoder.one_of("relation", node, words.into_iter());
            let known = word.and_then(|word| {
                let mut all = Relation::ALL.into_iter();
                all.find(|relation| relation.word() == word.value)
            });
            known.unwrap_or(Relation::Corresponds)
        });
        let confidence = table.get("confidence").map(|node| {
            let words = Confidence::ALL.map(Confidence::word);
            let word = decoder.one_of("confidence", node, words.into_iter());
            let known = word.and_then(|word| {
                let mut all = Confidence::ALL.into_iter();
                all.find(|confidence| confidence.word() == word.value)
            });
            known.unwrap_or(Confidence::Low)
        });
        Self {
            relation: relation.unwrap_or(self.relation),
            confidence: confidence.unwrap_or(self.confidence),
        }
    }
}

fn pairs(
    decoder: &mut Decoder<'_>,
    standard: &Standard,
    table: &Table,
    other: &Spanned<String>,
    of_all: OfAll,
) -> Vec<(ClauseIx, Vec<Correspondence>)> {
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
        let mut others = Vec::new();
        for item in entry.node.items() {
            if !decoder.is_blank_entry(&entry.key, &entry.node, item) {
                others.extend(correspondence(decoder, &entry.key, item, of_all));
            }
        }
        if let Some(own) = clause(decoder, standard, &own) {
            read.push((own, others));
        }
    }
    read.sort_by_key(|(own, _): &(ClauseIx, Vec<Correspondence>)| *own);
    read
}

/// Reads a clause of the other standard: its number, or a table that says how it corresponds.
fn correspondence(
    decoder: &mut Decoder<'_>,
    own: &str,
    node: &Node,
    of_all: OfAll,
) -> Option<Correspondence> {
    let Value::Table(table) = &node.value else {
        let number = decoder.text(own, node)?;
        return Some(Correspondence {
            number: number.map(|number| ClauseNumber::new(&number)),
            relation: of_all.relation,
            confidence: of_all.confidence,
            change: String::new(),
        });
    };
    unknown(decoder, table, &PAIR_SETTINGS);
    decoder.no_blank_settings(table, &["clause"]);
    let known = (table, &PAIR_SETTINGS[..]);
    let message = format!("a pair of {own} names no clause");
    let number = decoder.required("clause", known, node.span, message, "add clause = \"…\"")?;
    let of_pair = of_all.refined(decoder, table);
    let change = text(decoder, table, "change");
    Some(Correspondence {
        number: number.map(|number| ClauseNumber::new(&number)),
        relation: of_pair.relation,
        confidence: of_pair.confidence,
        change: change.map(|change| change.value).unwrap_or_default(),
    })
}

/// The clauses that are stated to have no counterpart.
fn new(decoder: &mut Decoder<'_>, standard: &Standard, table: &Table) -> Vec<ClauseIx> {
    let Some(node) = table.get("new") else {
        return Vec::new();
    };
    let numbers = decoder.texts("new", node);
    let found = numbers.iter();
    found
        .filter_map(|number| clause(decoder, standard, number))
        .collect()
}
