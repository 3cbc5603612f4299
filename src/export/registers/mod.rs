//! Writes registers for programs, spreadsheets and the terminal.

mod cells;
mod csv;
mod json;
mod table;

#[cfg(feature = "xlsx")]
pub(crate) use self::csv::register_list;
pub(crate) use self::csv::{chosen_csv, register_csv, registers_csv};
pub(crate) use json::chosen_json;
pub use json::registers_json;
pub(crate) use table::registers_table;

use std::collections::HashSet;

use crate::coverage::DocumentStanding;
use crate::manual::{ClauseKey, Date, Document, KindIx, RecordIx};
use crate::pipeline::Compiled;
use crate::registers::{CalendarItem, Entry};

/// The records that are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen<'a> {
    /// The kinds of records.
    pub(crate) kinds: &'a [KindIx],
    /// Only what falls due by this day, or is late.
    pub(crate) due_by: Option<Date>,
    /// Whether reviews of documents that fall due are written as well.
    pub(crate) with_documents: bool,
}

impl<'a> Chosen<'a> {
    /// All records of these kinds.
    pub(crate) fn kinds(kinds: &'a [KindIx]) -> Self {
        Self {
            kinds,
            due_by: None,
            with_documents: false,
        }
    }

    /// The documents in force whose reviews fall due or are late, each with its standing, by date. A
    /// date that cannot be read counts as past.
    fn documents(self, compiled: &Compiled) -> Vec<(&Document, &DocumentStanding)> {
        let Some(day) = self.due_by.filter(|_| self.with_documents) else {
            return Vec::new();
        };
        let is_due = |standing: &DocumentStanding| {
            let falls_due = standing.review_due.is_some_and(|due| due <= day);
            standing.is_in_force() && (standing.is_overdue || falls_due)
        };
        let standings = compiled.coverage.standings.enumerated();
        let due = standings.filter(|(_, standing)| is_due(standing));
        let mut due: Vec<_> = due
            .map(|(ix, standing)| (compiled.manual.document(ix), standing))
            .collect();
        due.sort_by_key(|(_, standing)| standing.review_due);
        due
    }
}

/// The entries of the chosen records, sorted by the kind's name, then by id.
fn entries_of<'a>(compiled: &'a Compiled, chosen: Chosen<'_>) -> Vec<&'a Entry> {
    let manual = &compiled.manual;
    let mut entries: Vec<&Entry> = compiled.registers.entries.iter().collect();
    entries.retain(|entry| chosen.kinds.contains(&manual.record(entry.record).kind));
    if let Some(day) = chosen.due_by {
        let calendar = compiled.registers.calendar.iter();
        let due: HashSet<RecordIx> = calendar
            .take_while(|entry| entry.date <= day)
            .filter_map(|entry| match &entry.item {
                CalendarItem::Due(ix) | CalendarItem::Date(ix, _) => Some(*ix),
                CalendarItem::Review(_) => None,
            })
            .collect();
        entries.retain(|entry| due.contains(&entry.record));
    }
    // The sort is stable, and the entries are already sorted by id.
    entries.sort_by_key(|entry| &manual.kind(manual.record(entry.record).kind).name);
    entries
}

/// A clause with its standard: `iso-9001-2015:8.4.1`.
fn clause_of(compiled: &Compiled, key: ClauseKey) -> String {
    let standard = &compiled.manual.standard(key.standard).id;
    format!("{standard}:{}", compiled.manual.clause(key).number)
}

/// The id of a record.
fn id_of(compiled: &Compiled, record: RecordIx) -> &str {
    compiled.manual.record(record).id.value.as_str()
}
