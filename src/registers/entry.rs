//! The entry of each record: **the rules of open, due and overdue**.
//!
//! All rules read the row of the record's kind in the table of kinds (`src/parse/kinds.toml`).
//!
//! - *open*: the kind's `open_when` holds; or the field that decides it is missing; or the record
//!   says that it was done on a day after the as-of date, or on a day that cannot be read
//!   (`Kind::says_open`). With `target-missed`: unless the last measured value meets the target.
//! - *due*: a record of a coming event is due on its date: a planned audit, a pending training, a
//!   coming review. Any other record is due on the date that the kind's `due` gives, if any. A date
//!   plus an interval is counted in calendar months, with the day clamped to the month's end;
//!   without an interval there is no date. For `next-period`: the last day of the period after the
//!   one in which the last measured period ends. For `revision-moves-on`: the effective date of the
//!   document that the record names, if the document is approved, not obsolete, and has another
//!   revision than the record; else there is none.
//! - *overdue*: open, and due before the as-of date; in a kind without `open_when`, due before the
//!   as-of date. On the day itself nothing is overdue.
//!
//! Two further facts are needed. Without them, a gauge that passed a year ago would look fine, and
//! last year's review would look overdue although this year's was held:
//!
//! - *lapsed*: not open and due before the as-of date, but `recurs_while` holds, so that the date
//!   is binding nevertheless.
//! - *replaced*: a later record of the same kind replaces this one, by `replaced`: it counts
//!   (`counts_when`), has the same values, and has a later date that is not after the as-of date. A
//!   replaced record has no due dates any more.
//!
//! [`Entry::is_late`] combines these facts: whether the output shows a record as late.

use std::collections::HashSet;

use super::{Objective, due, succession};
use crate::coverage::Coverage;
use crate::index::IndexVec;
use crate::manual::{
    ClauseKey, Date, DocumentIx, FieldName, FieldType, FieldValue, Kind, KindRole, Manual, PageKey,
    Record, RecordIx, Role,
};
use crate::resolve::Resolved;

/// The state of a record on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub record: RecordIx,
    /// Whether the recorded event has happened.
    pub happened: bool,
    /// Whether the record says that something was done on a day after the as-of date.
    pub future_dated: bool,
    /// Whether the record is of a coming event, and is due on the event's date.
    pub coming: bool,
    /// Whether the record is open.
    pub open: bool,
    /// The due date.
    pub due: Option<Date>,
    /// Whether the record is overdue: open and due before the as-of date; in a kind whose records
    /// are never open, due before the as-of date.
    pub overdue: bool,
    /// Whether the record is not open, but a recurring due date has passed: a calibration, a
    /// re-evaluation.
    pub lapsed: bool,
    /// The later record that replaces this one.
    pub replaced_by: Option<Successor>,
    /// The date since when the record is open, by the kind's `since`. Set for closed records as
    /// well.
    pub since: Option<Date>,
    /// The number of days for which the record has been open; `None` if it is not open, or `since`
    /// is unknown or after the as-of date.
    pub days_open: Option<u32>,
    /// The number of days since the due date; `None` if the record is not late.
    pub days_late: Option<u32>,
    /// The clauses that the record names, in the order written, each once.
    pub clauses: Vec<ClauseKey>,
    /// The documents and records that the record's fields name, in the order written.
    pub mentions: Vec<Mention>,
}

/// A record that replaces another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Successor {
    /// This record.
    Record(RecordIx),
    /// A record that an edition does not hold.
    Withheld,
}

impl Entry {
    /// The later record that replaces this one, if the manual holds it.
    pub fn successor(&self) -> Option<RecordIx> {
        match self.replaced_by? {
            Successor::Record(ix) => Some(ix),
            Successor::Withheld => None,
        }
    }

    /// Whether the output shows the record as late: overdue or lapsed, and not replaced.
    pub fn is_late(&self) -> bool {
        (self.overdue || self.lapsed) && self.replaced_by.is_none()
    }

    /// The date on which something is still to be done; `None` for closed and replaced records.
    pub fn coming(&self, manual: &Manual) -> Option<Date> {
        let record = manual.record(self.record);
        let kind = manual.kind(record.kind);
        let binds = self.open || kind.open.is_never() || kind.recurs.holds(&record.fields);
        self.due.filter(|_| binds && self.replaced_by.is_none())
    }

    /// The documents in an audit that the auditor's own role owns, in the order in which the record
    /// names them (ISO 9001:2015, 9.2.2). Empty if the record is not an audit, or the audit was
    /// cancelled.
    pub fn own_work(&self, manual: &Manual) -> Vec<DocumentIx> {
        let record = manual.record(self.record);
        let kind = manual.kind(record.kind);
        // An audit that is neither planned nor held was cancelled.
        let stands = self.open || kind.counts.holds(&record.fields);
        let auditor = record.fields.text("auditor").map(Role::new);
        let Some(auditor) = auditor.filter(|_| kind.has_role(KindRole::Audit) && stands) else {
            return Vec::new();
        };
        let documents = self
            .mentions
            .iter()
            .filter_map(|mention| match mention.page {
                PageKey::Document(ix) => Some(ix),
                _ => None,
            });
        let owned = |ix: &DocumentIx| manual.document(*ix).owner.as_ref() == Some(&auditor);
        documents.filter(owned).collect()
    }

    /// The first page that the field names.
    pub fn mention(&self, field: &str) -> Option<PageKey> {
        let named = self.mentions.iter().find(|one| one.field.as_str() == field);
        named.map(|one| one.page)
    }
}

/// A document or record that a field names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The field.
    pub field: FieldName,
    /// The page.
    pub page: PageKey,
}

/// The entries of all records, with the indices of the manual's records.
pub(super) fn entries(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    objectives: &[Objective],
) -> IndexVec<RecordIx, Entry> {
    let replaced = succession::replacements(manual, coverage.as_of);
    let mut measured = objectives.iter().peekable();
    let mut entries: IndexVec<RecordIx, Entry> = manual
        .records
        .enumerated()
        .zip(replaced)
        .map(|((ix, record), replaced_by)| {
            let objective = measured.next_if(|objective| objective.record == ix);
            let mut entry = enter(manual, coverage, ix, record, objective);
            entry.replaced_by = replaced_by.map(Successor::Record);
            entry.clauses = clauses(resolved, ix);
            entry
        })
        .collect();
    for record in manual.records.positions() {
        age(manual, &mut entries, record, coverage.as_of);
    }
    entries
}

fn enter(
    manual: &Manual,
    coverage: &Coverage,
    ix: RecordIx,
    record: &Record,
    objective: Option<&Objective>,
) -> Entry {
    let kind = manual.kind(record.kind);
    let mentions = mentions(manual, kind, record);
    let (fields, as_of) = (&record.fields, coverage.as_of);
    // An objective that cannot be judged counts as missed.
    let missed = || {
        objective.is_none_or(|objective| objective.missed != Some(false))
            || manual.is_in_doubt(record)
    };
    let open = manual.says_open(record, as_of).unwrap_or_else(missed);
    let future_dated = kind.is_future_dated(fields, as_of);
    let coming = kind.is_coming(fields, as_of);
    let document = mentions
        .iter()
        .find(|mention| mention.field.as_str() == "document");
    let document = match document.map(|mention| mention.page) {
        Some(PageKey::Document(document)) => Some(document),
        _ => None,
    };
    let due = match coming {
        true => kind.happened_on(fields),
        // The interval runs from an event that has not happened yet.
        false if future_dated && kind.is_due_from_event() => None,
        false => due::date(manual, coverage, record, objective, document),
    };
    let passed = due.is_some_and(|due| due < as_of);
    Entry {
        record: ix,
        happened: kind.has_happened(fields, as_of),
        future_dated,
        coming,
        open,
        due,
        overdue: passed && (open || kind.open.is_never()),
        lapsed: passed && !open && !kind.open.is_never() && kind.recurs.holds(fields),
        replaced_by: None,
        since: None,
        days_open: None,
        days_late: None,
        clauses: Vec::new(),
        mentions,
    }
}

/// The existing pages that the reference fields name.
fn mentions(manual: &Manual, kind: &Kind, record: &Record) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut add = |field: &FieldName, id: &str| {
        let page = manual.names.find(id);
        mentions.extend(page.map(|page| Mention {
            field: field.clone(),
            page,
        }));
    };
    for (name, value) in &record.fields.values {
        let of = kind.field(name.as_str()).map(|field| &field.of);
        match (of, &value.value) {
            (Some(FieldType::Reference), FieldValue::Text(id)) => add(name, id),
            (Some(FieldType::References), FieldValue::Texts(ids)) => {
                ids.iter().for_each(|id| add(name, &id.value));
            }
            _ => {}
        }
    }
    mentions
}

/// The clauses in the scope of a record, each once.
fn clauses(resolved: &Resolved, ix: RecordIx) -> Vec<ClauseKey> {
    let scope = resolved.scopes.get(ix).into_iter().flatten();
    let mut seen = HashSet::new();
    scope
        .map(|scope| scope.clause)
        .filter(|clause| seen.insert(*clause))
        .collect()
}

/// Sets since when and for how many days an entry has been open, and by how many days it is late.
fn age(manual: &Manual, entries: &mut IndexVec<RecordIx, Entry>, record: RecordIx, as_of: Date) {
    let since = since(manual, entries, record);
    let entry = &mut entries[record];
    entry.since = since;
    entry.days_open = since
        .filter(|_| entry.open)
        .and_then(|since| days(since, as_of));
    entry.days_late = entry
        .due
        .filter(|_| entry.is_late())
        .and_then(|due| days(due, as_of));
}

/// The first date in the fields of the kind's `since`. If none is given, the date of the first
/// record that one of these fields names.
fn since(manual: &Manual, entries: &IndexVec<RecordIx, Entry>, of: RecordIx) -> Option<Date> {
    let own = |ix: RecordIx| {
        let record = manual.record(ix);
        let fields = &manual.kind(record.kind).since;
        let mut dates = fields.iter();
        dates.find_map(|field| record.fields.date(field.as_str()))
    };
    own(of).or_else(|| {
        let kind = manual.kind(manual.record(of).kind);
        kind.since.iter().find_map(|field| {
            let PageKey::Record(named) = entries[of].mention(field.as_str())? else {
                return None;
            };
            let date = manual.record(named).fields.date("date");
            own(named).or(date)
        })
    })
}

/// The number of days from one date to another; `None` if the first is later.
fn days(from: Date, to: Date) -> Option<u32> {
    let days = from.until(to).ok()?.get_days();
    u32::try_from(days).ok()
}

#[cfg(test)]
mod tests;
