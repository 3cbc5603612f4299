//! Registers as CSV: commas, UTF-8 without a byte order mark, a header.

use super::cells::{self, Column};
use super::entries_of;
use crate::export::matrix::csv::harmless;
use crate::manual::KindIx;
use crate::pipeline::Compiled;
use crate::registers::Entry;

/// The register of one kind, with its columns.
pub fn register_csv(compiled: &Compiled, kind: KindIx) -> String {
    let of_kind = cells::of_kind(compiled.manual.kind(kind));
    let mut columns = cells::names();
    columns.extend(of_kind);
    columns.push(cells::owner());
    if columns.iter().all(|column| column.name != "clauses") {
        columns.push(cells::clauses());
    }
    columns.extend(cells::facts());
    write(compiled, &columns, &entries_of(compiled, &[kind]))
}

/// All records of these kinds in one table, with the columns that all registers have.
pub fn registers_csv(compiled: &Compiled, kinds: &[KindIx]) -> String {
    let mut columns = cells::names();
    columns.insert(1, cells::kind());
    columns.extend([cells::owner(), cells::clauses()]);
    columns.extend(cells::facts());
    write(compiled, &columns, &entries_of(compiled, kinds))
}

fn write(compiled: &Compiled, columns: &[Column], entries: &[&Entry]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory, always as many columns, cannot fail.
    let _ = writer.write_record(columns.iter().map(|column| column.name.as_str()));
    for entry in entries {
        let cells = columns.iter().map(|column| column.cell(compiled, entry));
        let _ = writer.write_record(cells.map(harmless));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}
