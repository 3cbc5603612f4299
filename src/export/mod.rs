//! Writes coverage, registers, lists and comparisons for programs, spreadsheets and the terminal.
//!
//! Each format of the matrix has its own file in `matrix`: JSON for programs (`docs/design.md`,
//! "Coverage as JSON"), CSV, a table for the terminal. All except JSON write the rows of
//! `matrix::row`. `workbook` writes XLSX files; the site makes the workbook of the matrix, which is in
//! the words of its theme. `explain` explains the status of one clause.

mod calendar;
mod diff;
mod documents;
mod explain;
mod kinds;
mod list;
#[cfg(feature = "xlsx")]
mod list_xlsx;
mod matrix;
mod reasons;
mod registers;
#[cfg(feature = "xlsx")]
mod rows_xlsx;
#[cfg(test)]
mod testing;
mod transition;
mod words;
pub(crate) mod workbook;

pub(crate) use crate::export::calendar::{CalendarEvent, icalendar};
pub use crate::export::matrix::csv::coverage_csv;
pub(crate) use crate::export::matrix::csv::{for_spreadsheets, harmless};
pub use crate::export::matrix::json::coverage_json;
pub(crate) use crate::export::matrix::{MatrixForm, Screen};
pub(crate) use crate::export::words::edition_state::{edition_lines, edition_mark};
pub(crate) use crate::export::workbook::WorkbookError;
pub(crate) use diff::{Compared, StateName, diff_json, diff_markdown, diff_table};
pub(crate) use documents::documents_csv;
pub(crate) use explain::explain_briefly;
pub use explain::explain_clause;
pub(crate) use kinds::{kind_table, kinds_json, kinds_table};
pub(crate) use list_xlsx::{documents_xlsx, register_xlsx};
pub use registers::registers_json;
pub(crate) use registers::{
    Chosen, chosen_csv, chosen_json, register_csv, registers_csv, registers_table,
};
pub(crate) use transition::{transition_csv, transition_json, transition_table};

use crate::coverage::{DocumentStanding, Standing, WeighedClaim};
use crate::manual::Document;
use crate::pipeline::Compiled;
use crate::resolve::Claim;

/// Replaces the workbooks of lists in a program that was built without them.
#[cfg(not(feature = "xlsx"))]
mod list_xlsx {
    use crate::export::WorkbookError;
    use crate::manual::KindIx;
    use crate::pipeline::Compiled;

    /// Always fails, because the feature `xlsx` was left out.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn documents_xlsx(_: &Compiled) -> Result<Vec<u8>, WorkbookError> {
        Err(WorkbookError)
    }

    /// Always fails, because the feature `xlsx` was left out.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn register_xlsx(_: &Compiled, _: KindIx) -> Result<Vec<u8>, WorkbookError> {
        Err(WorkbookError)
    }
}

/// A claim with its document, and the document's standing on the as-of date.
#[derive(Clone, Copy)]
struct ExplainedClaim<'a> {
    claim: &'a Claim,
    document: &'a Document,
    standing: &'a DocumentStanding,
}

impl<'a> ExplainedClaim<'a> {
    /// The claim behind a weighed claim.
    fn new(compiled: &'a Compiled, weighed: &WeighedClaim) -> Self {
        let claim = &compiled.resolved.claims[weighed.claim];
        Self {
            claim,
            document: compiled.manual.document(claim.document),
            standing: compiled.coverage.standing(claim.document),
        }
    }

    /// Whether the document is in force and its review is overdue.
    fn is_overdue(self) -> bool {
        self.standing.standing == Standing::Overdue
    }

    /// The letter of the claimed item, without brackets.
    fn item(self) -> Option<&'a str> {
        let item = self.claim.item.as_deref()?;
        Some(item.trim_matches(['(', ')', ' ']))
    }

    /// Whether the document is in force, overdue or not.
    fn is_in_force(self) -> bool {
        self.standing.is_in_force()
    }
}
