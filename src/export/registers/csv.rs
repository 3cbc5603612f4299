//! Registers as CSV, with a header: commas, UTF-8 without a byte order mark.

use super::cells::{self, Column};
use super::{Chosen, entries_of};
use crate::export::list::List;
use crate::manual::KindIx;
use crate::pipeline::Compiled;
use crate::registers::Entry;

/// The register of one kind, with its columns.
pub(crate) fn register_csv(compiled: &Compiled, kind: KindIx) -> String {
    register_list(compiled, kind).csv()
}

/// The chosen records of one kind, with its columns.
pub(crate) fn chosen_csv(compiled: &Compiled, kind: KindIx, chosen: Chosen<'_>) -> String {
    list_of(compiled, kind, &entries_of(compiled, chosen)).csv()
}

/// The register of one kind as a table.
pub(crate) fn register_list(compiled: &Compiled, kind: KindIx) -> List {
    let entries = entries_of(compiled, Chosen::kinds(&[kind]));
    list_of(compiled, kind, &entries)
}

fn list_of(compiled: &Compiled, kind: KindIx, entries: &[&Entry]) -> List {
    let of_kind = cells::of_kind(compiled.manual.kind(kind));
    let mut columns = cells::names();
    columns.extend(of_kind);
    columns.push(cells::owner());
    if columns.iter().all(|column| column.name != "clauses") {
        columns.push(cells::clauses());
    }
    columns.extend(cells::facts());
    list(compiled, &columns, entries)
}

/// The chosen records in one table, with the columns that all registers share.
pub(crate) fn registers_csv(compiled: &Compiled, chosen: Chosen<'_>) -> String {
    let mut columns = cells::names();
    columns.insert(1, cells::kind());
    columns.extend([cells::owner(), cells::clauses()]);
    columns.extend(cells::facts());
    list(compiled, &columns, &entries_of(compiled, chosen)).csv()
}

fn list(compiled: &Compiled, columns: &[Column], entries: &[&Entry]) -> List {
    let row = |entry: &&Entry| {
        let cells = columns.iter().map(|column| column.cell(compiled, entry));
        cells.collect()
    };
    let numbers = columns.iter().enumerate();
    let numbers = numbers.filter(|(_, column)| column.is_number);
    List {
        columns: columns.iter().map(|column| column.name.clone()).collect(),
        numbers: numbers.map(|(at, _)| at).collect(),
        rows: entries.iter().map(row).collect(),
    }
}
