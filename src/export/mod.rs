//! Coverage for machines, spreadsheets and the terminal.
//!
//! One file for each form: JSON for programs (`docs/design.md`, coverage as JSON), CSV and XLSX for
//! auditors, a table and an explanation for the terminal. What a row of a matrix says is in `row`,
//! for all of them.

mod calendar;
mod diff;
mod documents;
mod explain;
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
mod words;

pub(crate) use crate::export::calendar::{CalendarEvent, icalendar};
pub use crate::export::matrix::csv::coverage_csv;
pub use crate::export::matrix::json::coverage_json;
pub(crate) use crate::export::matrix::xlsx::WorkbookError;
pub(crate) use crate::export::matrix::{MatrixForm, Screen, csv::for_spreadsheets};
pub(crate) use diff::{Compared, StateName, diff_json, diff_markdown, diff_table};
pub(crate) use documents::documents_csv;
pub(crate) use explain::explain_briefly;
pub use explain::explain_clause;
pub(crate) use list_xlsx::{documents_xlsx, register_xlsx};
pub use registers::registers_json;
pub(crate) use registers::{register_csv, registers_csv, registers_table};

use crate::coverage::{DocumentStanding, Standing, WeighedClaim};
use crate::manual::Document;
use crate::pipeline::Compiled;
use crate::resolve::Claim;

/// What stands for workbooks of lists in a program that was built without them.
#[cfg(not(feature = "xlsx"))]
mod list_xlsx {
    use crate::export::WorkbookError;
    use crate::manual::KindIx;
    use crate::pipeline::Compiled;

    /// Never makes one.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn documents_xlsx(_: &Compiled) -> Result<Vec<u8>, WorkbookError> {
        Err(WorkbookError)
    }

    /// Never makes one.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn register_xlsx(_: &Compiled, _: KindIx) -> Result<Vec<u8>, WorkbookError> {
        Err(WorkbookError)
    }
}

/// A claim with its document and where that stands on the as-of date.
#[derive(Clone, Copy)]
struct ExplainedClaim<'a> {
    claim: &'a Claim,
    document: &'a Document,
    standing: &'a DocumentStanding,
}

impl<'a> ExplainedClaim<'a> {
    /// The claim that bears on a clause.
    fn new(compiled: &'a Compiled, weighed: &WeighedClaim) -> Self {
        let claim = &compiled.resolved.claims[weighed.claim];
        Self {
            claim,
            document: compiled.manual.document(claim.document),
            standing: compiled.coverage.standing(claim.document),
        }
    }

    /// In force, and its review is overdue.
    fn is_overdue(self) -> bool {
        self.standing.standing == Standing::Overdue
    }

    /// The letter of the item that it is on, without the brackets around it.
    fn item(self) -> Option<&'a str> {
        let item = self.claim.item.as_deref()?;
        Some(item.trim_matches(['(', ')', ' ']))
    }

    /// In force, whether its review is overdue or not.
    fn is_in_force(self) -> bool {
        self.standing.is_in_force()
    }
}
