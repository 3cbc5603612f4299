//! Test manuals that are judged on 23 November 2026.

use jiff::civil::date;

use super::{ClauseCoverage, Coverage, assess};
use crate::manual::{ClauseKey, Manual, RecordIx, StandardIx};
use crate::resolve::resolve;
use crate::resolve::testing::assembled;

/// Fields of a document in force.
pub(super) const IN_FORCE: &str =
    "status: approved; approver: QM; effective: 2026-02-01; review_due: 2027-02-01";

/// A manual and its coverage.
pub(super) struct Judged {
    pub(super) manual: Manual,
    pub(super) coverage: Coverage,
}

impl Judged {
    /// Builds a manual of these pages (kind, id, further fields, text), with `config` appended to
    /// `manual.toml`.
    pub(super) fn new(config: &str, pages: &[(&str, &str, &str, &str)]) -> Self {
        let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
        let files: Vec<(String, String)> = pages
            .iter()
            .enumerate()
            .map(|(at, (kind, id, fields, text))| {
                let fields = fields.replace("; ", "\n");
                let revision = match kind {
                    &("procedure" | "policy" | "form" | "external") => "revision: 1\n",
                    _ => "",
                };
                let front = format!("id: {id}\ntitle: T\nkind: {kind}\nowner: Buyer\n{revision}");
                let page = format!("---\n{front}{fields}\n---\n{text}\n");
                (format!("{at}.md"), page)
            })
            .collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        let (manual, _) = assembled(&config, &files);
        let resolved = resolve(&manual);
        let coverage = assess(&manual, &resolved, date(2026, 11, 23));
        Self { manual, coverage }
    }

    pub(super) fn key(&self, number: &str) -> ClauseKey {
        let standard = StandardIx(0);
        let clause = self.manual.standards[standard].find(number).unwrap();
        ClauseKey { standard, clause }
    }

    /// The coverage of a clause of the first standard.
    pub(super) fn clause(&self, number: &str) -> &ClauseCoverage {
        self.coverage.clause(self.key(number))
    }

    pub(super) fn ids(&self, records: &[RecordIx]) -> Vec<String> {
        let id = |ix: &RecordIx| self.manual.record(*ix).id.value.to_string();
        records.iter().map(id).collect()
    }
}
