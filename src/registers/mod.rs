//! Builds the registers from the records: open, due and overdue records, trainings, the audit
//! programme, corrective actions and objectives (`docs/design.md`, "Registers").
//!
//! [`build_registers`] is the entry point; it maps plain data to plain data. The properties of each
//! kind are in the table of kinds; the rules of open and overdue are in `entry`, those of due dates in `due`.
//!
//! - [`Entry`], one for each record: open, due, overdue, ageing, references
//! - [`Objective`]: measurements against target and limits
//! - [`TrainingMatrix`]: roles × documents, with who is current, outdated or missing
//! - [`AuditProgramme`]: clauses × audits over the cycle
//! - [`CorrectiveChain`]: finding → actions → verification
//! - [`ManagementReview`]: the inputs of a period, gathered on demand
//! - [`CalendarEntry`]: a due date and its item

mod audit_programme;
mod calendar;
mod corrective;
mod due;
mod entry;
mod management_review;
mod objective;
mod objectives;
mod succession;
mod training;

pub(crate) use audit_programme::{AuditProgramme, ProgrammeAudit};
pub(crate) use calendar::{CalendarEntry, CalendarItem};
pub(crate) use corrective::{ActionTrail, CorrectiveChain, FindingTrail, Verified};
pub use entry::Entry;
pub(crate) use entry::Successor;
pub(crate) use management_review::{ManagementReview, ReviewPeriod, gather_review, review_period};
pub(crate) use objective::{Direction, Objective, Trend};
pub(crate) use training::{TrainingCell, TrainingMatrix, TrainingStatus};

use crate::coverage::Coverage;
use crate::diagnostics::Diagnostic;
use crate::index::IndexVec;
use crate::manual::{Date, KindIx, Manual, RecordIx};
use crate::resolve::Resolved;

/// The registers of a manual on a day.
#[derive(Clone, Debug)]
pub struct Registers {
    /// The day of the registers.
    pub as_of: Date,
    /// The entry of each record, with the indices of the manual's records.
    pub entries: IndexVec<RecordIx, Entry>,
    /// The objectives: records with measurements, in the order of the records.
    pub objectives: Vec<Objective>,
    /// The training matrix.
    pub training: TrainingMatrix,
    /// The audit programme.
    pub programme: AuditProgramme,
    /// The findings and their actions.
    pub corrective: CorrectiveChain,
    /// The calendar, by date.
    pub calendar: Vec<CalendarEntry>,
}

/// Builds the registers of a manual on the as-of date of its coverage.
///
/// The diagnostics are the mistakes in tables of measurements.
pub fn build_registers(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
) -> (Registers, Vec<Diagnostic>) {
    let (objectives, diagnostics) = objectives::measure_all(manual, resolved, coverage.as_of);
    let entries = entry::entries(manual, resolved, coverage, &objectives);
    let registers = gathered(manual, resolved, coverage, objectives, entries);
    (registers, diagnostics)
}

/// Builds the registers of a manual whose records have these entries.
pub(crate) fn registers_of(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    entries: IndexVec<RecordIx, Entry>,
) -> Registers {
    let (objectives, _) = objectives::measure_all(manual, resolved, coverage.as_of);
    gathered(manual, resolved, coverage, objectives, entries)
}

fn gathered(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    objectives: Vec<Objective>,
    entries: IndexVec<RecordIx, Entry>,
) -> Registers {
    let training = training::matrix(manual, coverage, &entries);
    let programme = audit_programme::programme(manual, resolved, coverage);
    let corrective = corrective::chain(manual, &entries);
    let calendar = calendar::calendar(manual, coverage, &entries);
    Registers {
        as_of: coverage.as_of,
        entries,
        objectives,
        training,
        programme,
        corrective,
        calendar,
    }
}

impl Registers {
    /// Returns the entry of a record.
    pub fn entry(&self, ix: RecordIx) -> &Entry {
        &self.entries[ix]
    }

    /// The measurements of a record, if it is an objective.
    pub fn objective(&self, ix: RecordIx) -> Option<&Objective> {
        let at = self.objectives.binary_search_by_key(&ix, |one| one.record);
        self.objectives.get(at.ok()?)
    }

    /// The entries of a kind, by id.
    pub fn of_kind<'a>(
        &'a self,
        manual: &'a Manual,
        kind: KindIx,
    ) -> impl Iterator<Item = &'a Entry> {
        let entries = self.entries.iter();
        entries.filter(move |entry| manual.record(entry.record).kind == kind)
    }
}

#[cfg(test)]
mod testing;
