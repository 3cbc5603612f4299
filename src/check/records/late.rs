//! Records that are late, that have no due date, or whose dates contradict each other.

use super::at_field;
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{
    Date, DueWhen, FieldName, FieldValue, Kind, KindRole, Manual, OpenWhen, Record,
};
use crate::registers::{Entry, Registers};
use crate::rules;

pub(super) fn check(manual: &Manual, registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    for entry in &registers.entries {
        let record = manual.record(entry.record);
        let kind = manual.kind(record.kind);
        let objective = registers.objective(entry.record);
        let is_guessed = is_guessed(kind, record)
            || objective.is_some_and(|objective| objective.is_misread)
            || is_order_unknown(kind, record);
        // What follows from a value that cannot be read is told only if that value is not.
        let told = |diagnostic: Diagnostic| match is_guessed {
            true => diagnostic.follows(&rules::INVALID_VALUE),
            false => diagnostic,
        };
        // An outdated training is reported by `training`, with the revisions.
        if kind.due != DueWhen::RevisionMovesOn || entry.coming {
            let binds = kind.recurs.holds(&record.fields);
            let late = late(kind, record, entry);
            diagnostics.extend(late.map(|one| if binds { one } else { told(one) }));
        }
        diagnostics.extend(undated(kind, record, entry).map(told));
        diagnostics.extend(future_dated(registers, kind, record, entry));
        diagnostics.extend(out_of_order(kind, record));
    }
}

fn late(kind: &Kind, record: &Record, entry: &Entry) -> Option<Diagnostic> {
    let due = entry.due.filter(|_| entry.is_late())?;
    let (title, id) = (kind.title.to_lowercase(), &record.id.value);
    let (message, help) = match &kind.due {
        _ if entry.coming && kind.open.is_never() => (
            format!("{title} {id} was to be held on {due}, and its result is not known"),
            "write what came of it, or the new date",
        ),
        DueWhen::NextPeriod => (
            format!("the next value of {id} was due on {due}"),
            "add it to the measurements",
        ),
        DueWhen::After { .. } => (
            format!("{id} was due again on {due}"),
            match kind.role {
                Some(KindRole::Equipment) => "calibrate it, and write the new date and result",
                _ => "do it again, and write the new date",
            },
        ),
        _ if kind.open.is_never() => (
            format!("the record that replaces {title} {id} was due on {due}"),
            "add the record that takes its place",
        ),
        _ => (
            format!("{title} {id} was due on {due}"),
            "do what is due and close it, or agree on a new date",
        ),
    };
    let (field, rule) = match kind.happened_in(&record.fields) {
        // The training was not held; no revision has moved on.
        Some((field, _)) if entry.coming && kind.due == DueWhen::RevisionMovesOn => {
            (Some(field), &rules::RECORD_OVERDUE)
        }
        Some((field, _)) if entry.coming => (Some(field), kind.overdue_rule),
        _ => (kind.due_fields().next(), kind.overdue_rule),
    };
    Some(Diagnostic::new(rule, at_field(record, field), message).help(help))
}

/// Whether a field that decides if a record is open or pending has an invalid value. That was
/// reported, and the record counts as open only because of it.
pub(super) fn is_guessed(kind: &Kind, record: &Record) -> bool {
    if kind.is_done_on_unreadable_day(&record.fields) {
        return true;
    }
    let open = match &kind.open {
        OpenWhen::Fields(condition) => condition.field(),
        OpenWhen::TargetMissed => None,
    };
    let deciding = open.into_iter().chain(kind.open_unasked.field());
    let mut deciding = deciding.chain(kind.pending.field());
    deciding.any(|field| record.misread.contains(field))
}

/// Whether the date by which later records replace this one has an invalid value, so that it is not
/// known whether one has replaced it.
fn is_order_unknown(kind: &Kind, record: &Record) -> bool {
    let succession = kind.succession.as_ref();
    succession.is_some_and(|succession| record.misread.contains(&succession.by))
}

/// Reports an open or recurring record without a due date.
fn undated(kind: &Kind, record: &Record, entry: &Entry) -> Option<Diagnostic> {
    let binds = entry.open || kind.recurs.holds(&record.fields);
    // A future-dated record is reported as such.
    let binds = binds && !entry.future_dated;
    if kind.due == DueWhen::Never || entry.due.is_some() || !binds {
        return None;
    }
    // An unreadable value was reported already.
    if kind
        .due_fields()
        .any(|field| record.misread.contains(field))
    {
        return None;
    }
    let id = &record.id.value;
    let (message, help) = match &kind.due {
        DueWhen::NextPeriod => (
            format!("it is not known when the next value of {id} is due"),
            "add measurements with their periods".to_owned(),
        ),
        DueWhen::After { from, interval, .. } => {
            let given = record.fields.get(from.as_str()).is_some();
            let missing = interval.as_ref().filter(|_| given).unwrap_or(from);
            (
                format!("it is not known when {id} is due again"),
                format!("add `{missing}`"),
            )
        }
        _ => {
            let field = kind.due_fields().next().map_or("due", FieldName::as_str);
            (
                format!("{} {id} is open and has no date", kind.title.to_lowercase()),
                format!("add `{field}: …`"),
            )
        }
    };
    let location = Location::in_file(&record.path, record.id.span);
    Some(Diagnostic::new(&rules::NO_DUE_DATE, location, message).help(help))
}

/// Reports a record that says that something was done on a day after the as-of date.
fn future_dated(
    registers: &Registers,
    kind: &Kind,
    record: &Record,
    entry: &Entry,
) -> Option<Diagnostic> {
    let (field, date) = kind.dated_in(&record.fields)?;
    if !entry.future_dated {
        return None;
    }
    let id = &record.id.value;
    let as_of = registers.as_of;
    let message = format!("{id} says that it was done on {date}, which is after {as_of}");
    let location = at_field(record, Some(field));
    let until = match kind.word_of_coming() {
        Some((state, word)) => format!("while it is still to come, write `{state}: {word}`"),
        None => "while it is still to come, do not say that it is done".to_owned(),
    };
    let help =
        format!("write the day on which it was done, {as_of} or earlier, as `{field}: …`; {until}");
    Some(Diagnostic::new(&rules::FUTURE_DATED, location, message).help(help))
}

/// Reports a date that lies before one that should be earlier by the kind's `order`.
fn out_of_order(kind: &Kind, record: &Record) -> Option<Diagnostic> {
    let mut last: Option<(&FieldName, Date)> = None;
    for field in &kind.order {
        let Some(date) = date(record, field) else {
            continue;
        };
        if let Some((earlier, before)) = last.filter(|(_, before)| date < *before) {
            let message = format!(
                "`{field}` of {} is {date}, before `{earlier}`, {before}",
                record.id.value
            );
            let location = at_field(record, Some(field));
            let diagnostic = Diagnostic::new(&rules::DATES_OUT_OF_ORDER, location, message);
            return Some(diagnostic.help("correct the date that is wrong"));
        }
        last = Some((field, date));
    }
    None
}

fn date(record: &Record, field: &FieldName) -> Option<Date> {
    match &record.fields.get(field.as_str())?.value {
        FieldValue::Date(date) => Some(*date),
        FieldValue::Verification { date, .. } => *date,
        _ => None,
    }
}
