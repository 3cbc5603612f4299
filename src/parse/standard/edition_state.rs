//! Reads `[edition_state]`: whether an edition is current, and what takes its place.

use super::{text, unknown};
use crate::manual::{EditionState, StandardId, StateDay};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table};

pub(in crate::parse) const SETTINGS: [&str; 6] = [
    "replaced_by",
    "replaced_on",
    "no_new_after",
    "transition_ends",
    "checked",
    "low_confidence",
];

/// Reads the table. `None` if there is none, or if a mistake leaves open whether the edition is
/// current.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table) -> Option<EditionState> {
    let table = decoder.table("edition_state", table.get("edition_state")?)?;
    unknown(decoder, table, &SETTINGS);
    decoder.no_blank_settings(table, &[]);
    let replaced_by = text(decoder, table, "replaced_by");
    let is_unread = replaced_by.is_none()
        && (table.get("replaced_by").is_some() || is_misspelt("replaced_by", &table.0, &SETTINGS));
    let mut day = |name: &str| {
        let date = decoder.date(name, table.get(name)?)?;
        Some(date.value)
    };
    let state = EditionState {
        replaced_by: replaced_by.map(|id| id.map(|id| StandardId::new(&id))),
        replaced_on: day(StateDay::ReplacedOn.word()),
        no_new_after: day(StateDay::NoNewAfter.word()),
        transition_ends: day(StateDay::TransitionEnds.word()),
        checked: day("checked"),
        low_confidence: low_confidence(decoder, table),
    };
    (!is_unread).then_some(state)
}

/// The days that are marked as resting on one source.
fn low_confidence(decoder: &mut Decoder<'_>, table: &Table) -> Vec<StateDay> {
    let entries = table.get("low_confidence").map(Node::items);
    let words = || StateDay::ALL.into_iter().map(StateDay::word);
    let mut days = Vec::new();
    for entry in entries.unwrap_or_default() {
        if let Some(word) = decoder.one_of("low_confidence", entry, words()) {
            let known = StateDay::ALL.into_iter();
            days.extend(known.filter(|day| day.word() == word.value));
        }
    }
    days
}
