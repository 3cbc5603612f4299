//! Gathers the inputs of a management review for a period from the records (ISO 9001:2015, 9.3.2).
//!
//! - The *period* runs from the day of the last review before the as-of date to the as-of date,
//!   both days included. Without a review it starts twelve months before the as-of date.
//! - A record *belongs* to the inputs that its kind's `review` names. It is listed if it is open,
//!   late, or recurring (`recurs_while`), or if one of its dates lies in the period.
//! - Input a contains the actions whose source is a review: those of the last review, those that
//!   are open, and those with a date in the period.
//! - Documents whose history has a change in the period are listed separately.

use std::collections::BTreeMap;

use super::{Registers, TrainingCell, TrainingStatus};
use crate::manual::{
    Date, DocumentIx, FieldValue, Interval, KindRole, Manual, PageKey, RecordIx, ReviewInput,
    Revision,
};

/// The period of a management review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReviewPeriod {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The last review before the as-of date, if there is one.
    pub previous: Option<RecordIx>,
}

impl ReviewPeriod {
    /// Whether a day lies in the period.
    pub(crate) fn has(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}

/// The inputs of a management review.
#[derive(Clone, Debug)]
pub(crate) struct ManagementReview {
    /// The records of each input, by kind, then by id. Every input has an entry.
    pub inputs: BTreeMap<ReviewInput, Vec<RecordIx>>,
    /// The documents that changed, by date, then by id.
    pub changed: Vec<ChangedDocument>,
    /// The cells of the training matrix in which somebody is outdated or missing.
    pub untrained: Vec<TrainingCell>,
}

/// A document that changed in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangedDocument {
    /// The document.
    pub document: DocumentIx,
    /// The date of the change.
    pub date: Date,
    /// The revision of the change.
    pub revision: Revision,
    /// The description of the change.
    pub change: String,
}

/// Returns the period of the next management review.
pub(crate) fn review_period(manual: &Manual, registers: &Registers) -> ReviewPeriod {
    let to = registers.as_of;
    let held = registers.entries.iter().filter_map(|entry| {
        let record = manual.record(entry.record);
        let date = record.fields.date("date").filter(|date| *date < to)?;
        let is_review = manual.role(entry.record) == Some(KindRole::Review);
        is_review.then_some((date, entry.record))
    });
    match held.max() {
        Some((from, previous)) => ReviewPeriod {
            from,
            to,
            previous: Some(previous),
        },
        None => ReviewPeriod {
            from: Interval::Months(12).before(to),
            to,
            previous: None,
        },
    }
}

/// Gathers the inputs of a management review.
pub(crate) fn gather_review(
    manual: &Manual,
    registers: &Registers,
    period: ReviewPeriod,
) -> ManagementReview {
    let mut inputs: BTreeMap<ReviewInput, Vec<RecordIx>> = ReviewInput::ALL
        .into_iter()
        .map(|input| (input, Vec::new()))
        .collect();
    for (ix, input) in placed(manual, registers, &period) {
        inputs.entry(input).or_default().push(ix);
    }
    for records in inputs.values_mut() {
        records.sort_by_key(|ix| (manual.record(*ix).kind, *ix));
    }
    let untrained = registers.training.cells.iter();
    ManagementReview {
        inputs,
        changed: changed(manual, &period),
        untrained: untrained
            .filter(|cell| cell.status != TrainingStatus::Current)
            .cloned()
            .collect(),
    }
}

fn placed(
    manual: &Manual,
    registers: &Registers,
    period: &ReviewPeriod,
) -> Vec<(RecordIx, ReviewInput)> {
    let mut placed = Vec::new();
    for entry in &registers.entries {
        let ix = entry.record;
        let record = manual.record(ix);
        let kind = manual.kind(record.kind);
        let dated = in_period(manual, ix, period);
        if kind.has_role(KindRole::Action) {
            let source = entry.mention("source");
            let from = source.filter(|source| is_review(manual, *source));
            let last = from.is_some() && from == period.previous.map(PageKey::Record);
            if from.is_some() && (last || entry.open || dated) {
                placed.push((ix, ReviewInput::A));
            }
        }
        if entry.open || entry.is_late() || kind.recurs.holds(&record.fields) || dated {
            let inputs = kind.review.iter();
            let belongs = inputs.filter(|(_, condition)| condition.holds(&record.fields));
            placed.extend(belongs.map(|(input, _)| (ix, *input)));
        }
    }
    placed
}

/// Whether one of the record's dates lies in the period.
fn in_period(manual: &Manual, ix: RecordIx, period: &ReviewPeriod) -> bool {
    let fields = manual.record(ix).fields.values.iter();
    fields.into_iter().any(|(_, value)| match &value.value {
        FieldValue::Date(date) => period.has(*date),
        FieldValue::Verification { date, .. } => date.is_some_and(|date| period.has(date)),
        _ => false,
    })
}

fn is_review(manual: &Manual, page: PageKey) -> bool {
    matches!(page, PageKey::Record(ix) if manual.role(ix) == Some(KindRole::Review))
}

fn changed(manual: &Manual, period: &ReviewPeriod) -> Vec<ChangedDocument> {
    let mut changed = Vec::new();
    for (ix, document) in manual.documents.enumerated() {
        for change in &document.history {
            let Some(date) = change.date.filter(|date| period.has(*date)) else {
                continue;
            };
            changed.push(ChangedDocument {
                document: ix,
                date,
                revision: change.revision.clone(),
                change: change.change.clone(),
            });
        }
    }
    changed.sort_by_key(|change| (change.date, change.document));
    changed
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TestManual, procedure};
    use super::*;

    #[test]
    fn records_stand_at_the_inputs_that_they_belong_to() {
        let history = "roles: [Buyer]; history: [{ revision: 3, date: 2025-12-01, change: A }, { revision: 4, date: 2026-02-01, change: B }]";
        let (path, text) = procedure("QP-1", "4", history);
        let manual = TestManual::new(
            "",
            &[
                ("review", "MR-1", "date: 2025-01-20"),
                ("review", "MR-2", "date: 2026-01-20"),
                ("review", "MR-3", "date: 2026-11-23"),
                (
                    "action",
                    "CA-1",
                    "source: MR-2; state: closed; type: improvement",
                ),
                (
                    "action",
                    "CA-2",
                    "source: MR-1; state: closed; completed: 2025-05-01",
                ),
                ("action", "CA-3", "source: MR-1; state: open"),
                ("action", "CA-4", "state: closed; completed: 2026-01-20"),
                (
                    "feedback",
                    "FB-1",
                    "date: 2026-05-04; type: suggestion; state: closed",
                ),
                (
                    "feedback",
                    "FB-2",
                    "date: 2025-05-04; type: complaint; state: open",
                ),
                (
                    "feedback",
                    "FB-3",
                    "date: 2025-05-04; type: complaint; state: closed",
                ),
                ("audit", "AUD-1", "date: 2026-05-04; state: done"),
                ("supplier", "SUP-1", "approved: yes"),
                ("risk", "RSK-1", "state: closed"),
            ],
            &[(&path, &text)],
        );
        let period = review_period(&manual.manual, &manual.registers);
        assert_eq!(period.previous, Some(manual.record("MR-2")));
        assert_eq!(period.from.to_string(), "2026-01-20");
        let review = gather_review(&manual.manual, &manual.registers, period);
        let at = |input: ReviewInput| -> Vec<String> {
            let records = review.inputs[&input].iter();
            records
                .map(|ix| manual.manual.record(*ix).id.value.to_string())
                .collect()
        };
        assert_eq!(review.inputs.len(), 12);
        assert_eq!(at(ReviewInput::A), ["CA-1", "CA-3"]);
        assert_eq!(at(ReviewInput::C1), ["FB-1", "FB-2"]);
        assert_eq!(at(ReviewInput::C4), ["CA-3", "CA-4"]);
        assert_eq!(at(ReviewInput::C6), ["AUD-1"]);
        assert_eq!(at(ReviewInput::C7), ["SUP-1"]);
        assert_eq!(at(ReviewInput::E), Vec::<String>::new());
        assert_eq!(at(ReviewInput::F), ["FB-1"]);
        assert_eq!(review.changed.len(), 1);
        assert_eq!(review.changed[0].change, "B");
        assert_eq!(review.untrained.len(), 1);
    }

    #[test]
    fn without_a_review_the_period_is_a_year() {
        let manual = TestManual::of_records(&[]);
        let period = review_period(&manual.manual, &manual.registers);
        assert_eq!(period.from.to_string(), "2025-11-23");
        assert_eq!(period.previous, None);
    }
}
