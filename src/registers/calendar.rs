//! What falls due when: reviews of documents, audits, calibrations, actions, certificates.

use super::Entry;
use crate::coverage::{Coverage, Standing};
use crate::manual::{Date, DocumentIx, FieldName, Manual, RecordIx};

/// Something that falls due on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The day.
    pub date: Date,
    /// What.
    pub item: CalendarItem,
    /// Whether the day is past.
    pub late: bool,
}

/// What falls due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarItem {
    /// The review of a document that is in force.
    Review(DocumentIx),
    /// What a record's kind calls due: an audit, an action, a calibration, a certificate.
    Due(RecordIx),
    /// A further date of a record, in this field: the next surveillance of a certificate.
    Date(RecordIx, FieldName),
}

/// The calendar of a manual, by date. What is closed, obsolete or replaced is not in it, and of
/// further dates only those that are still to come.
pub(super) fn calendar(
    manual: &Manual,
    coverage: &Coverage,
    entries: &[Entry],
) -> Vec<CalendarEntry> {
    let mut calendar = Vec::new();
    let mut add = |date, item| {
        let late = date < coverage.as_of;
        calendar.push(CalendarEntry { date, item, late });
    };
    for (at, standing) in coverage.standings.iter().enumerate() {
        let in_force = matches!(standing.standing, Standing::InForce | Standing::Overdue);
        if let Some(due) = standing.review_due.filter(|_| in_force) {
            add(due, CalendarItem::Review(DocumentIx(at as u32)));
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
