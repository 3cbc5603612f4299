//! Reads the workbook that an auditor has filled in, and concludes what is to be written: the samples
//! of the audit, and a finding for each verdict that asks for one (`docs/design.md`, "Audits that come
//! back").
//!
//! - `identity`: whose matrix the workbook is, and of which day
//! - `rows`: the rows, compared with the matrix as it is now
//! - `compare`: the rows that somebody or the manual has changed
//! - `plan`: what has been taken before, and what is new
//! - `finding`: the title and the text of a finding
//! - `front_matter`: the audit's file with the new samples in it
//!
//! Nothing here reads or writes a file.

mod compare;
mod finding;
mod front_matter;
mod identity;
mod plan;
mod rows;

#[cfg(test)]
mod tests;

use finding::says_anything;
pub(crate) use finding::{as_code, text, title};
pub(crate) use front_matter::{NewSample, with_samples};
pub(crate) use identity::identify;
pub(crate) use plan::{Finding, Plan, Planned, finding_kind, plan};
pub(crate) use rows::read;

use crate::manual::{AuditVerdict, ClauseKey};
use crate::workbook_reader::Place;

/// What a workbook says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FilledIn {
    /// The rows that are filled in, in the order of the sheets.
    pub(crate) rows: Vec<FilledRow>,
    /// What keeps the workbook from being taken.
    pub(crate) mistakes: Vec<Told>,
    /// Rows that the manual has changed since the workbook was made.
    pub(crate) older: Vec<Told>,
    /// What a person should know.
    pub(crate) remarks: Vec<Told>,
}

/// A row that is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FilledRow {
    pub(crate) clause: ClauseKey,
    /// The place of the verdict.
    pub(crate) place: SheetPlace,
    pub(crate) verdict: AuditVerdict,
    pub(crate) sample: String,
    pub(crate) note: String,
}

/// The place of a cell in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SheetPlace {
    /// The name of the sheet, [`short`]: a file may have thousands of places to tell.
    pub(crate) sheet: String,
    /// The cell; `None` for the sheet as a whole.
    pub(crate) cell: Option<Place>,
}

/// What is told of a place in a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) place: SheetPlace,
    pub(crate) message: String,
    /// What to do; may be empty.
    pub(crate) help: String,
}

impl std::fmt::Display for SheetPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.cell {
            Some(cell) => write!(f, "sheet `{}`, {cell}", self.sheet),
            None => write!(f, "sheet `{}`", self.sheet),
        }
    }
}

/// The beginning of a text of a workbook, on one line, for a message.
pub(crate) fn short(text: &str) -> String {
    const MOST: usize = 60;
    /// The most bytes that are looked at.
    const LONGEST: usize = 10 * MOST;
    let end = text.floor_char_boundary(LONGEST);
    let line = text[..end].split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None if end < text.len() => format!("{line}…"),
        None => line,
    }
}
