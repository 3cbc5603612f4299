//! The calendar of due dates: reviews of documents, audits, calibrations, actions, certificates.

use super::Entry;
use crate::coverage::Coverage;
use crate::index::IndexVec;
use crate::manual::{Date, DocumentIx, FieldName, Manual, RecordIx};

/// An entry of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The day.
    pub date: Date,
    /// The due item.
    pub item: CalendarItem,
    /// Whether the day lies before the as-of date.
    pub late: bool,
}

/// An item that is due on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarItem {
    /// The review of a document that is in force.
    Review(DocumentIx),
    /// A record on its due date: an audit, an action, a calibration, a certificate.
    Due(RecordIx),
    /// A further date of a record, in this field, such as the next surveillance of a certificate.
    Date(RecordIx, FieldName),
}

/// Builds the calendar of a manual, by date. Closed, obsolete and replaced items are left out, and
/// further dates are listed only from the as-of date on.
pub(super) fn calendar(
    manual: &Manual,
    coverage: &Coverage,
    entries: &IndexVec<RecordIx, Entry>,
) -> Vec<CalendarEntry> {
    let mut calendar = Vec::new();
    let mut add = |date, item| {
        let late = date < coverage.as_of;
        calendar.push(CalendarEntry { date, item, late });
    };
    for (ix, standing) in coverage.standings.enumerated() {
        if let Some(due) = standing.review_due.filter(|_| standing.is_in_force()) {
            add(due, CalendarItem::Review(ix));
        }
    }
    for entry in entries {
        if let Some(due) = entry.coming(manual) {
            add(due, CalendarItem::Due(entry.record));
        }
        let record = manual.record(entry.record);
        for field in &manual.kind(record.kind).calendar {
            let date = record.fields.date(field.as_str());
            let coming = date.filter(|date| *date >= coverage.as_of);
            if let Some(date) = coming.filter(|_| entry.replaced_by.is_none()) {
                add(date, CalendarItem::Date(entry.record, field.clone()));
            }
        }
    }
    calendar.sort_by(|a, b| (a.date, &a.item).cmp(&(b.date, &b.item)));
    calendar
}

#[cfg(test)]
mod tests {
    use super::super::testing::{TestManual, procedure};
    use super::*;

    #[test]
    fn the_calendar_has_what_is_still_to_be_done() {
        let (path, text) = procedure("QP-1", "4", "review_due: 2027-02-01");
        let manual = TestManual::new(
            "",
            &[
                ("audit", "AUD-1", "state: planned; date: 2026-12-01"),
                ("audit", "AUD-2", "state: done; date: 2026-11-01"),
                ("action", "CA-1", "state: open; due: 2026-11-01"),
                ("action", "CA-2", "state: closed; due: 2026-11-01"),
                (
                    "equipment",
                    "EQ-1",
                    "result: pass; calibrated: 2026-01-15; interval: 12 months",
                ),
                ("review", "MR-1", "date: 2025-01-20; next: 2026-01-20"),
                ("review", "MR-2", "date: 2026-01-20; next: 2027-01-20"),
                (
                    "certificate",
                    "C-1",
                    "issued: 2024-01-01; valid_until: 2027-06-02; next_surveillance: 2027-05-18",
                ),
                (
                    "certificate",
                    "C-2",
                    "standard: X; next_surveillance: 2026-05-18",
                ),
            ],
            &[(&path, &text)],
        );
        let named: Vec<String> = manual
            .registers
            .calendar
            .iter()
            .map(|entry| {
                let what = match &entry.item {
                    CalendarItem::Review(ix) => manual.manual.document(*ix).id.value.to_string(),
                    CalendarItem::Due(ix) => manual.manual.record(*ix).id.value.to_string(),
                    CalendarItem::Date(ix, field) => {
                        format!("{} {field}", manual.manual.record(*ix).id.value)
                    }
                };
                format!(
                    "{} {what}{}",
                    entry.date,
                    if entry.late { ", late" } else { "" }
                )
            })
            .collect();
        assert_eq!(
            named,
            [
                "2026-11-01 CA-1, late",
                "2026-12-01 AUD-1",
                "2027-01-15 EQ-1",
                "2027-01-20 MR-2",
                "2027-02-01 QP-1",
                "2027-05-18 C-1 next_surveillance",
                "2027-06-02 C-1",
            ]
        );
    }
}
