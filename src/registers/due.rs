//! The due date of a record, by its kind's `due` (`docs/design.md`, "Happened, open, due, overdue").

use super::Objective;
use crate::coverage::Coverage;
use crate::manual::{
    Date, DocumentIx, DueWhen, FieldName, FieldValue, Fields, Interval, Manual, Record, Status,
};

/// The due date of a record that is not of a coming event. `document` is the document that its field
/// of this name gives.
pub(super) fn date(
    manual: &Manual,
    coverage: &Coverage,
    record: &Record,
    objective: Option<&Objective>,
    document: Option<DocumentIx>,
) -> Option<Date> {
    let kind = manual.kind(record.kind);
    let fields = &record.fields;
    match &kind.due {
        DueWhen::Never => None,
        DueWhen::On(field) => fields.date(field.as_str()),
        DueWhen::After {
            from,
            interval,
            default,
        } => after(fields, from, interval.as_ref(), *default),
        DueWhen::NextPeriod => objective.and_then(|objective| objective.next_due),
        DueWhen::RevisionMovesOn => moves_on(manual, coverage, document?, fields),
    }
}

fn after(
    fields: &Fields,
    from: &FieldName,
    interval: Option<&FieldName>,
    default: Option<Interval>,
) -> Option<Date> {
    let start = fields.date(from.as_str())?;
    // The default applies if no interval is given, not if the interval cannot be read.
    if interval.is_some_and(|field| fields.is_unreadable(field.as_str())) {
        return None;
    }
    let written = interval.and_then(|field| fields.get(field.as_str()));
    let interval = match written.map(|field| &field.value) {
        Some(FieldValue::Interval(interval)) => Some(*interval),
        _ => default,
    };
    Some(interval?.after(start))
}

/// The effective date of the document's present revision, if that is not the record's.
fn moves_on(manual: &Manual, coverage: &Coverage, ix: DocumentIx, fields: &Fields) -> Option<Date> {
    let document = manual.document(ix);
    let obsolete = coverage.standing(ix).standing.is_obsolete();
    let same = fields.text("revision") == Some(document.revision.as_str());
    if obsolete || same || document.status != Some(Status::Approved) {
        return None;
    }
    document.effective
}
