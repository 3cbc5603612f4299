//! Resolves the CSV files that records take values from.

use std::collections::HashMap;

use super::paths::join;
use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::index::Position as _;
use crate::manual::{FieldName, FieldValue, Manual, Record, TableIx};
use crate::resolve::published::kept_back;
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// Returns the CSV files of a record, by field. Mistakes in a CSV file are reported here, since
/// they matter only if a record takes values from it.
pub(super) fn resolve(
    manual: &Manual,
    record: &Record,
    unresolved: &mut Vec<Unresolved>,
) -> HashMap<FieldName, TableIx> {
    let mut tables = HashMap::new();
    for (name, value) in &record.fields.values {
        let FieldValue::File(written) = &value.value else {
            continue;
        };
        let path = join(record.path.folder(), written).map(|path| SourcePath::new(&path));
        if let Some((message, help)) = path.as_ref().and_then(|path| kept_back(manual, path)) {
            let location = Location::new(&record.path, value.span);
            let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message);
            unresolved.push(Unresolved::plain(diagnostic.help(help)));
            continue;
        }
        match find(manual, path.as_ref()) {
            Ok(table) => {
                let of_file = manual.table(table).diagnostics.iter().cloned();
                unresolved.extend(of_file.map(Unresolved::plain));
                tables.insert(name.clone(), table);
            }
            Err(NoTable::Unread) => {}
            Err(fault) => {
                let message = match fault {
                    NoTable::OtherFile => format!("`{written}` is no CSV file"),
                    _ => format!("there is no file `{written}`"),
                };
                let location = Location::new(&record.path, value.span);
                let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message)
                    .help("name a CSV file by its path from this page, or write the rows here");
                let mut missing = Unresolved::plain(diagnostic);
                if fault == NoTable::Missing {
                    missing.written.clone_from(written);
                    missing.among = Among::Files(record.path.folder().to_owned());
                }
                unresolved.push(missing);
            }
        }
    }
    tables
}

/// Why a named file gives no table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NoTable {
    /// The file does not exist.
    Missing,
    /// The file is not a CSV file.
    OtherFile,
    /// The file cannot be read. That is reported at the file itself.
    Unread,
}

fn find(manual: &Manual, path: Option<&SourcePath>) -> Result<TableIx, NoTable> {
    let found = path.and_then(|path| {
        let tables = manual.tables.as_slice();
        tables.binary_search_by(|one| one.path.cmp(path)).ok()
    });
    match (found, path) {
        (Some(at), _) => Ok(TableIx::new(at)),
        (None, Some(path)) if manual.unread.binary_search(path).is_ok() => Err(NoTable::Unread),
        (None, Some(path))
            if manual.assets.binary_search(path).is_ok()
                || manual.names.by_path.contains_key(path) =>
        {
            Err(NoTable::OtherFile)
        }
        _ => Err(NoTable::Missing),
    }
}
