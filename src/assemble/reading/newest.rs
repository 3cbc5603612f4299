//! The newest row of a table of revisions (`docs/design.md`, "Metadata in texts").

use std::cmp::Ordering;

use crate::by_parts::compare_by_parts;
use crate::manual::Date;
use crate::markdown::{Cell, FoundBlock, FoundField, HistoryRow};

/// The row of a block that gives its fields.
pub(crate) enum Newest<'b> {
    /// The block is no history.
    NoHistory,
    Row(&'b HistoryRow),
    /// It cannot be told, for this reason.
    Untold(String),
}

impl<'b> Newest<'b> {
    /// The fields that count; of a history whose newest row cannot be told, those of any row.
    pub(crate) fn fields(&self, block: &'b FoundBlock) -> &'b [FoundField] {
        match self {
            Self::NoHistory => &block.fields,
            Self::Row(row) => &row.fields,
            Self::Untold(_) => block.history.first().map_or(&[], |row| &row.fields),
        }
    }
}

/// Finds the newest row: the one with the highest revision, by its parts, else the one with the latest
/// day. `day` reads a day.
pub(crate) fn newest<'b>(
    block: &'b FoundBlock,
    mut day: impl FnMut(&str) -> Option<Date>,
) -> Newest<'b> {
    let counting = block.history.iter().filter(|row| !row.counts_nowhere());
    let rows: Vec<&HistoryRow> = counting.collect();
    match rows.as_slice() {
        [] => return Newest::NoHistory,
        [row] => return Newest::Row(row),
        _ => {}
    }
    let revisions: Option<Vec<String>> = rows
        .iter()
        .map(|row| revision(row.revision.as_ref()))
        .collect();
    let (rows, reason) = match revisions {
        None => (rows, "a row of this table names no revision".to_owned()),
        Some(revisions) => {
            let last = revisions
                .iter()
                .max_by(|one, other| compare_by_parts(one, other));
            let last = last.cloned().unwrap_or_default();
            let is_last = |one: &str| compare_by_parts(one, &last) == Ordering::Equal;
            let newest = rows.into_iter().zip(&revisions);
            let newest = newest.filter(|(_, revision)| is_last(revision));
            let rows: Vec<&HistoryRow> = newest.map(|(row, _)| row).collect();
            (
                rows,
                format!("several rows of this table have the revision `{last}`"),
            )
        }
    };
    if let [row] = rows.as_slice() {
        return Newest::Row(row);
    }
    let days = rows
        .iter()
        .map(|row| day(row.date.as_ref()?.unstruck_text().trim()));
    let days: Option<Vec<Date>> = days.collect();
    let Some(days) = days else {
        return Newest::Untold(reason);
    };
    let last = days.iter().max();
    let mut newest = rows.iter().zip(&days).filter(|(_, day)| Some(*day) == last);
    match (newest.next(), newest.next()) {
        (Some((row, _)), None) => Newest::Row(row),
        _ => Newest::Untold(reason),
    }
}

/// The revision that a cell names, without the word before its number: `v1.0`, `Rev. 2`. `None` if it
/// has no number and is no single letter.
fn revision(cell: Option<&Cell>) -> Option<String> {
    let text = cell?.unstruck_text();
    let bare = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_letter = |text: &str| text.len() == 1 && text.chars().all(char::is_alphabetic);
    match bare.is_empty() {
        false => Some(bare.to_owned()),
        true => is_letter(text.trim()).then(|| text.trim().to_uppercase()),
    }
}
