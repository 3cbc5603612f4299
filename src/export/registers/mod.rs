//! Writes registers for programs, spreadsheets and the terminal.

mod cells;
mod csv;
mod json;
mod table;

#[cfg(feature = "xlsx")]
pub(crate) use self::csv::register_list;
pub(crate) use self::csv::{register_csv, registers_csv};
pub use json::registers_json;
pub(crate) use table::registers_table;

use crate::manual::{ClauseKey, KindIx, RecordIx};
use crate::pipeline::Compiled;
use crate::registers::Entry;

/// The entries of these kinds, sorted by the kind's name, then by id.
fn entries_of<'a>(compiled: &'a Compiled, kinds: &[KindIx]) -> Vec<&'a Entry> {
    let manual = &compiled.manual;
    let mut entries: Vec<&Entry> = compiled.registers.entries.iter().collect();
    entries.retain(|entry| kinds.contains(&manual.record(entry.record).kind));
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
