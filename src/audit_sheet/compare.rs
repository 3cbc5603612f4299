//! Compares a row of a filled-in workbook with the row as it was made, and with the matrix as it is
//! now. Nobody must judge a row that says something else than the manual.

use std::collections::HashMap;

use super::rows::matrices;
use super::short;
use crate::digest::Digest;
use crate::export::workbook::{Book, Cell, Column, Holds, RowDigests, digests};
use crate::manual::Manual;

/// A row of the matrix as it is now.
pub(super) struct ExpectedRow {
    texts: Vec<String>,
    digests: RowDigests,
}

impl ExpectedRow {
    /// See [`without_key`].
    pub(super) fn without_key(&self, columns: &[Column]) -> String {
        without_key(columns, &self.texts)
    }
}

/// A digest of what a row with these texts says, apart from its key, from what records decide and from
/// what is filled in.
pub(super) fn without_key(columns: &[Column], texts: &[String]) -> String {
    let cells = columns.iter().zip(texts);
    let said = cells.filter(|(column, _)| {
        !column.is_of_records && matches!(column.holds, Holds::Results | Holds::Documents)
    });
    let texts: Vec<&str> = said.map(|(_, text)| text.as_str()).collect();
    Digest::of(texts.join("\u{1f}").as_bytes()).short()
}

/// What has become of a row. The first cell that says something else is given by its column.
pub(super) enum Compared {
    /// It says what the matrix says now, apart from records.
    Same,
    /// Somebody has changed it in the workbook.
    Changed(usize, String),
    /// The manual has changed since the workbook was made.
    Older(usize, String),
}

/// The most cells of a row that are told.
const MOST_TOLD: usize = 3;

/// The rows of the matrices of a workbook, by their keys.
pub(super) fn expected(book: &Book) -> HashMap<String, ExpectedRow> {
    let mut rows = HashMap::new();
    for sheet in matrices(book) {
        let key = sheet
            .columns
            .iter()
            .position(|column| column.holds == Holds::Keys);
        let Some(key) = key else { continue };
        for row in &sheet.rows {
            let texts: Vec<String> = row.cells.iter().map(Cell::plain).collect();
            let expected = ExpectedRow {
                digests: digests(&sheet.columns, &texts),
                texts,
            };
            rows.insert(
                expected.texts.get(key).cloned().unwrap_or_default(),
                expected,
            );
        }
    }
    rows
}

/// Compares a row with these texts.
pub(super) fn row(
    columns: &[Column],
    texts: &[String],
    carried: &RowDigests,
    expected: &ExpectedRow,
    manual: &Manual,
) -> Compared {
    let found = digests(columns, texts);
    if found.results == expected.digests.results {
        return Compared::Same;
    }
    let was_changed = found.results != carried.results;
    // What counts is what the row says, not what the workbook says of it: anybody can write a digest.
    if !was_changed && found.judged == expected.digests.judged {
        return Compared::Same;
    }
    // Whether the manual or a person has changed a cell is certain where only one of them has.
    let is_certain = carried.results == expected.digests.results;
    let mut cells = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let is_compared = match was_changed {
            true => matches!(
                column.holds,
                Holds::Results | Holds::Documents | Holds::Keys
            ),
            false => {
                !column.is_of_records && matches!(column.holds, Holds::Results | Holds::Documents)
            }
        };
        let (now, then) = (text(&expected.texts, index), text(texts, index));
        if !is_compared || now == then {
            continue;
        }
        cells.push((
            index,
            said(column, then, now, was_changed && is_certain, manual),
        ));
    }
    let first = cells.first().map_or(0, |(index, _)| *index);
    let mut said: Vec<&str> = cells
        .iter()
        .map(|(_, said)| &**said)
        .take(MOST_TOLD)
        .collect();
    let more = format!(
        "and {} more cells say something else",
        cells.len().saturating_sub(MOST_TOLD)
    );
    if cells.is_empty() {
        said.push("the row is not as the workbook was made");
    } else if cells.len() > MOST_TOLD {
        said.push(&more);
    }
    let said = said.join("; ");
    match was_changed {
        true => Compared::Changed(first, said),
        false => Compared::Older(first, said),
    }
}

fn text(texts: &[String], index: usize) -> &str {
    texts.get(index).map_or("", String::as_str)
}

/// What is said of a cell that says something else than the matrix now.
fn said(column: &Column, then: &str, now: &str, is_by_hand: bool, manual: &Manual) -> String {
    let label = short(&column.label);
    let is_unknown = column.holds == Holds::Documents && manual.names.find(then).is_none();
    let shown = |text: &str| match text.is_empty() {
        true => "nothing".to_owned(),
        false => format!("`{}`", short(text)),
    };
    let (then_shown, now_shown) = (shown(then), shown(now));
    match (is_unknown && !then.is_empty(), is_by_hand) {
        (true, _) => format!(
            "{label} names {then_shown}, which the manual does not have; the matrix has {now_shown}"
        ),
        (false, true) => format!("{label} was changed to {then_shown}; the matrix has {now_shown}"),
        (false, false) => format!("{label} is {then_shown}; the matrix now has {now_shown}"),
    }
}
