//! Coverage for machines, spreadsheets and the terminal.
//!
//! One file for each form: JSON for programs (DESIGN 3), CSV and XLSX for auditors, a table and an
//! explanation for the terminal. What a row of a matrix says is in `row`, for all of them.

mod csv;
mod documents;
mod explain;
mod icalendar;
mod json;
mod reasons;
mod registers;
mod row;
mod table;
#[cfg(test)]
mod testing;
mod xlsx;

pub use self::csv::coverage_csv;
pub use documents::documents_csv;
pub use explain::explain_clause;
pub use icalendar::{CalendarEvent, icalendar};
pub use json::coverage_json;
pub use registers::{register_csv, registers_csv, registers_json, registers_table};
pub use table::coverage_table;
pub use xlsx::{WorkbookError, coverage_xlsx};

use crate::coverage::{
    Bearing, ClauseCoverage, Coverage, DocumentStanding, StandardCoverage, Standing,
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
    fn claim(self, bearing: &Bearing) -> BearingClaim<'a> {
        let claim = &self.resolved.claims[bearing.claim as usize];
        BearingClaim {
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
struct BearingClaim<'a> {
    claim: &'a Claim,
    document: &'a Document,
    standing: &'a DocumentStanding,
}

impl BearingClaim<'_> {
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
