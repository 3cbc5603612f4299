//! Reads the clauses of a standard's file, without their relations to each other.

use std::collections::HashSet;

use super::{text, unknown};
use crate::diagnostics::{Span, Spanned};
use crate::manual::look_alike::invisible_in;
use crate::manual::{CatalogDamage, Clause, ClauseNumber, ControlId, Documented};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table};
use crate::rules;

pub(in crate::parse) const SETTINGS: [&str; 9] = [
    "number",
    "title",
    "summary",
    "records",
    "items",
    "exhaustive",
    "requirement",
    "parent",
    "control",
];

/// A clause before its place in the tree is determined.
pub(super) struct StatedClause {
    pub(super) clause: Clause,
    pub(super) requirement: Option<bool>,
    pub(super) parent: Option<Spanned<String>>,
    /// The place of the written id of the control.
    pub(super) control_span: Option<Span>,
}

/// The clauses of a file, and the first mistake because of which one of them is missing.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    table: &Table,
) -> (Vec<StatedClause>, Option<CatalogDamage>) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut clauses = Vec::new();
    let mut lost = None;
    for item in table.get("clause").map(Node::items).unwrap_or_default() {
        let told = decoder.diagnostics.len();
        let numbered = decoder.table("clause", item).and_then(|table| {
            unknown(decoder, table, &SETTINGS);
            if is_misspelt("parent", &table.0, &SETTINGS) {
                // Which clauses are requirements depends on the parents.
                decoder.always_deny_from(told);
            }
            decoder.no_blank_settings(table, &["number", "title", "summary"]);
            Some((table, number(decoder, table, item)?))
        });
        let Some((table, number)) = numbered else {
            // Without its number, the clause would be missing from the matrix.
            decoder.always_deny_from(told);
            let mistake = decoder.diagnostics.get(told);
            lost = lost.or_else(|| mistake.map(CatalogDamage::of));
            continue;
        };
        if !seen.insert(number.value.clone()) {
            let message = format!("clause {} is listed twice", number.value);
            let twice = decoder.diagnostic(&rules::DUPLICATE_ID, number.span, message);
            // One of them may be another clause, which would be missing from the matrix.
            let twice = twice.help("keep one of them").always_denied();
            decoder.diagnostics.push(twice);
            continue;
        }
        let words = Documented::ALL.map(Documented::word);
        let records = table.get("records").map(|node| {
            let word = decoder.one_of("records", node, words.into_iter());
            let known = word.and_then(|word| {
                let mut all = Documented::ALL.into_iter();
                all.find(|documented| documented.word() == word.value)
            });
            // An unreadable value may require records.
            known.unwrap_or(Documented::Unknown)
        });
        let exhaustive = table
            .get("exhaustive")
            .and_then(|node| decoder.flag("exhaustive", node));
        let (items, all_items) = items(decoder, table);
        let place = table.get("exhaustive").filter(|_| exhaustive == Some(true));
        if let Some(node) = place.filter(|_| table.get("items").is_none()) {
            let message = format!(
                "clause {} lists no items that could be all of them",
                number.value
            );
            let help = "add items = [\"a\", \"b\"], or take `exhaustive` out";
            decoder.invalid(node.span, message, help);
        }
        // An unreadable value may mean that the clause is a requirement.
        let requirement = table
            .get("requirement")
            .map(|node| decoder.flag("requirement", node).unwrap_or(true));
        let is_misspelt = is_misspelt("requirement", &table.0, &SETTINGS);
        let requirement = requirement.or(is_misspelt.then_some(true));
        let before_parent = decoder.diagnostics.len();
        let parent = text(decoder, table, "parent");
        decoder.always_deny_from(before_parent);
        let control = control(decoder, table);
        clauses.push(StatedClause {
            control_span: control.as_ref().map(|control| control.span),
            clause: Clause {
                number: ClauseNumber::new(&number.value),
                number_span: number.span,
                title: text(decoder, table, "title").map(|text| text.value),
                summary: text(decoder, table, "summary")
                    .map(|t| t.value)
                    .unwrap_or_default(),
                records: records.unwrap_or_default(),
                is_exhaustive: exhaustive == Some(true) && all_items && !items.is_empty(),
                items,
                requirement: false,
                control: control.map(|control| control.value),
                parent: None,
                children: Vec::new(),
            },
            requirement,
            parent,
        });
    }
    (clauses, lost)
}

/// The number of a clause, if it can be one.
fn number(decoder: &mut Decoder<'_>, table: &Table, item: &Node) -> Option<Spanned<String>> {
    let known = (table, &SETTINGS[..]);
    let (message, help) = ("a clause has no number", "add number = \"8.4.1\"");
    let number = decoder.required("number", known, item.span, message, help)?;
    if number.value.contains([':', '/', '|', '#']) || number.value.chars().any(char::is_control) {
        let message = format!("`{}` cannot be a clause number", number.value);
        decoder.invalid(
            number.span,
            message,
            "colons, slashes, bars and hashes mean something else",
        );
        return None;
    }
    if let Some(letter) = invisible_in(&number.value) {
        let message = format!(
            "a clause number may not contain a letter that cannot be seen, such as {letter}"
        );
        decoder.invalid(number.span, message, "take it out");
        return None;
    }
    Some(number)
}

/// The id of the control in OSCAL.
fn control(decoder: &mut Decoder<'_>, table: &Table) -> Option<Spanned<ControlId>> {
    let written = text(decoder, table, "control")?;
    let id = ControlId::new(&written.value);
    if id.is_none() {
        let message = format!("`{}` cannot be the id of a control", written.value);
        let help = "begin with a letter, and write letters, digits, dots, hyphens and underscores \
                    behind it";
        decoder.invalid(written.span, message, help);
    }
    id.map(|id| Spanned::new(id, written.span))
}

/// The letters of a clause's items in alphabetical order, and whether all of them could be read.
fn items(decoder: &mut Decoder<'_>, table: &Table) -> (Vec<char>, bool) {
    let Some(node) = table.get("items") else {
        return (Vec::new(), true);
    };
    let mut letters: Vec<char> = Vec::new();
    let written = decoder.texts("items", node);
    let mut all = written.len() == node.items().len();
    for item in written {
        let mut written = item.value.chars();
        match (written.next(), written.next()) {
            (Some(letter), None) if letter.is_ascii_alphabetic() => {
                let letter = letter.to_ascii_lowercase();
                match letters.contains(&letter) {
                    true => decoder.twice("items", &item),
                    false => letters.push(letter),
                }
            }
            _ => {
                all = false;
                let message = format!("`{}` is no item: an item is one letter", item.value);
                decoder.invalid(item.span, message, "write items = [\"a\", \"b\", \"c\"]");
            }
        }
    }
    letters.sort_unstable();
    (letters, all)
}
