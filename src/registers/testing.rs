//! Test manuals with registers.

use std::sync::Arc;

use jiff::civil::date;

use super::{Entry, Registers, build_registers};
use crate::coverage::assess;
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::manual::{Manual, RecordIx};
use crate::parse::parse_table;
use crate::resolve::resolve;
use crate::resolve::testing::assembled;

/// A manual and its registers on 23 November 2026.
pub(super) struct TestManual {
    pub(super) manual: Manual,
    pub(super) registers: Registers,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl TestManual {
    /// Builds a manual of these records: kind, id, and further fields separated by `; `.
    pub(super) fn of_records(records: &[(&str, &str, &str)]) -> Self {
        Self::new("", records, &[])
    }

    /// Like [`TestManual::of_records`], with `config` appended to `manual.toml`, and further files.
    pub(super) fn new(
        config: &str,
        records: &[(&str, &str, &str)],
        files: &[(&str, &str)],
    ) -> Self {
        let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
        let pages: Vec<(String, String)> = records
            .iter()
            .map(|(kind, id, fields)| {
                let fields = fields.replace("; ", "\n");
                let text = format!(
                    "---\nid: {id}\ntitle: Title of {id}\nkind: {kind}\nowner: QM\n{fields}\n---\n"
                );
                (format!("records/{id}.md"), text)
            })
            .collect();
        let is_table = |path: &str| path.ends_with(".csv");
        let mut all: Vec<(&str, &str)> = pages.iter().map(|(p, t)| (&**p, &**t)).collect();
        all.extend(files.iter().filter(|(path, _)| !is_table(path)));
        let (mut manual, mut diagnostics) = assembled(&config, &all);
        let tables = files.iter().filter(|(path, _)| is_table(path));
        manual.tables = tables
            .map(|(path, text)| Arc::new(parse_table(&Source::new(SourcePath::new(path), text))))
            .collect();
        manual
            .tables
            .as_mut_vec()
            .sort_by(|a, b| a.path.cmp(&b.path));
        let resolved = resolve(&manual);
        diagnostics.extend(resolved.diagnostics(&manual));
        let coverage = assess(&manual, &resolved, date(2026, 11, 23));
        let (registers, of_tables) = build_registers(&manual, &resolved, &coverage);
        diagnostics.extend(of_tables);
        Self {
            manual,
            registers,
            diagnostics,
        }
    }

    /// Returns the record with this id.
    pub(super) fn record(&self, id: &str) -> RecordIx {
        match self.manual.names.by_id.get(id) {
            Some(crate::manual::PageKey::Record(ix)) => *ix,
            _ => panic!("no record {id}: {:#?}", self.diagnostics),
        }
    }

    /// Returns the entry of the record with this id.
    pub(super) fn entry(&self, id: &str) -> &Entry {
        self.registers.entry(self.record(id))
    }

    /// Returns whether the record is open, its due date, and whether it is overdue.
    pub(super) fn facts(&self, id: &str) -> (bool, String, bool) {
        let entry = self.entry(id);
        let due = entry.due.map(|due| due.to_string()).unwrap_or_default();
        (entry.open, due, entry.overdue)
    }

    /// Returns every diagnostic as `rule file:line:column`.
    pub(super) fn reported(&self) -> Vec<String> {
        let all = self.diagnostics.iter();
        all.map(|one| {
            let span = one.location.span;
            let place = format!("{}:{}:{}", one.location.path, span.line, span.column);
            format!("{} {place}", one.rule.name)
        })
        .collect()
    }
}

/// Returns the path and text of a procedure in force, with these further fields.
pub(super) fn procedure(id: &str, revision: &str, fields: &str) -> (String, String) {
    let fields = fields.replace("; ", "\n");
    let text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: procedure\nrevision: {revision}\n\
         status: approved\nowner: Purchasing manager\napprover: QM\neffective: 2026-02-01\n\
         {fields}\n---\nText.\n"
    );
    (format!("procedures/{id}.md"), text)
}
