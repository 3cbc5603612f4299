//! Coverage for machines, spreadsheets and the terminal.
//!
//! One file for each form: JSON for programs (`docs/design.md`, coverage as JSON), CSV and XLSX for
//! auditors, a table and an explanation for the terminal. What a row of a matrix says is in `row`,
//! for all of them.

mod calendar;
mod documents;
mod explain;
mod matrix;
mod reasons;
mod registers;
#[cfg(test)]
mod testing;

pub use crate::export::calendar::{CalendarEvent, icalendar};
pub use crate::export::matrix::csv::coverage_csv;
pub use crate::export::matrix::json::coverage_json;
pub use crate::export::matrix::table::coverage_table;
pub use crate::export::matrix::xlsx::{WorkbookError, coverage_xlsx};
pub use documents::documents_csv;
pub use explain::explain_clause;
pub use registers::{register_csv, registers_csv, registers_json, registers_table};

use crate::coverage::{
    ClauseCoverage, Coverage, DocumentStanding, StandardCoverage, Standing, WeighedClaim,
};
use crate::manual::{Clause, ClauseIx, Document, Manual, Standard, StandardIx};
use crate::resolve::{Claim, Exclusion, Resolved};

/// A manual, its names looked up and its clauses judged: what every export is made from.
#[derive(Clone, Copy)]
struct Assessed<'a> {
    manual: &'a Manual,
    resolved: &'a Resolved,
    coverage: &'a Coverage,
}

impl<'a> Assessed<'a> {
    fn new(manual: &'a Manual, resolved: &'a Resolved, coverage: &'a Coverage) -> Self {
        Self {
            manual,
            resolved,
            coverage,
        }
    }

    /// A standard and its coverage.
    fn standard(self, ix: StandardIx) -> (&'a Standard, &'a StandardCoverage) {
        let coverage = &self.coverage.standards[ix.0 as usize];
        (self.manual.standard(ix), coverage)
    }

    /// The clauses of a standard, each with what is known of it, in reading order.
    fn clauses(
        self,
        ix: StandardIx,
    ) -> impl Iterator<Item = (ClauseIx, &'a Clause, &'a ClauseCoverage)> {
        let (standard, coverage) = self.standard(ix);
        standard
            .iter()
            .map(|(clause_ix, clause)| (clause_ix, clause, coverage.clause(clause_ix)))
    }

    /// The claim that bears on a clause, its document, and where that stands.
    fn claim(self, weighed: &WeighedClaim) -> ExplainedClaim<'a> {
        let claim = &self.resolved.claims[weighed.claim as usize];
        ExplainedClaim {
            claim,
            document: self.manual.document(claim.document),
            standing: &self.coverage.standings[claim.document.0 as usize],
        }
    }

    /// The exclusion that takes a clause out.
    fn exclusion(self, clause: &ClauseCoverage) -> Option<&'a Exclusion> {
        self.resolved.exclusions.get(clause.exclusion? as usize)
    }
}

/// A claim with its document and where that stands on the as-of date.
#[derive(Clone, Copy)]
struct ExplainedClaim<'a> {
    claim: &'a Claim,
    document: &'a Document,
    standing: &'a DocumentStanding,
}

impl ExplainedClaim<'_> {
    /// In force, and its review is overdue.
    fn is_overdue(self) -> bool {
        self.standing.standing == Standing::Overdue
    }

    /// In force, whether its review is overdue or not.
    fn is_in_force(self) -> bool {
        matches!(
            self.standing.standing,
            Standing::InForce | Standing::Overdue
        )
    }
}
