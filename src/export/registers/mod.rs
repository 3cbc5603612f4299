//! Registers for machines, spreadsheets and the terminal.

mod cells;
mod csv;
mod json;
mod table;

pub use self::csv::{register_csv, registers_csv};
pub use json::registers_json;
pub use table::registers_table;

use crate::manual::{ClauseKey, KindIx, Manual, RecordIx};
use crate::registers::{Entry, Registers};

/// A manual and its registers: what every export of them is made from.
#[derive(Clone, Copy)]
struct Kept<'a> {
    manual: &'a Manual,
    registers: &'a Registers,
}

impl<'a> Kept<'a> {
    /// The entries of these kinds, by the kind's name, then by id.
    fn entries(self, kinds: &[KindIx]) -> Vec<&'a Entry> {
        let mut entries: Vec<&Entry> = self.registers.entries.iter().collect();
        entries.retain(|entry| kinds.contains(&self.manual.record(entry.record).kind));
        // Records stand by id already.
        entries.sort_by_key(|entry| {
            let kind = self.manual.record(entry.record).kind;
            &self.manual.kind(kind).name
        });
        entries
    }

    /// A clause with its standard: `iso-9001-2015:8.4.1`.
    fn clause(self, key: ClauseKey) -> String {
        let standard = &self.manual.standard(key.standard).id;
        format!("{standard}:{}", self.manual.clause(key).number)
    }

    /// The id of a record.
    fn id(self, record: RecordIx) -> &'a str {
        self.manual.record(record).id.value.as_str()
    }
}
