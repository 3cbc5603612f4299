//! Open findings and audits to come, by the clauses that they name.

use std::collections::HashMap;

use crate::manual::{ClauseKey, Manual, RecordIx};
use crate::resolve::Resolved;

/// What the audits of a manual say about its clauses, gathered once for all pages.
#[derive(Debug, Default)]
pub(crate) struct AuditIndex {
    open_findings: HashMap<ClauseKey, Vec<RecordIx>>,
    planned_audits: HashMap<ClauseKey, Vec<RecordIx>>,
}

impl AuditIndex {
    pub(crate) fn new(manual: &Manual, resolved: &Resolved) -> Self {
        let mut index = Self::default();
        for (ix, record) in manual.records.enumerated() {
            let kind = manual.kind(record.kind).name.as_str();
            let by_clause = match (kind, record.fields.text("state")) {
                ("finding", Some("open")) => &mut index.open_findings,
                ("audit", Some("planned")) => &mut index.planned_audits,
                _ => continue,
            };
            for scope in resolved.scopes.get(ix).into_iter().flatten() {
                let records = by_clause.entry(scope.clause).or_default();
                // A scope may name several items of one clause.
                if records.last() != Some(&ix) {
                    records.push(ix);
                }
            }
        }
        index
    }

    /// The open findings that name this clause, by id.
    pub(crate) fn open_findings(&self, clause: ClauseKey) -> &[RecordIx] {
        self.open_findings.get(&clause).map_or(&[], Vec::as_slice)
    }

    /// The planned audits whose scope names this clause, by id.
    pub(crate) fn planned_audits(&self, clause: ClauseKey) -> &[RecordIx] {
        self.planned_audits.get(&clause).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manual::StandardIx;
    use crate::site::tests::fixture::TestSite;

    #[test]
    fn open_findings_are_those_that_coverage_counts() {
        let finding = |id: &str, state: &str, clauses: &str| {
            format!(
                "---\nid: {id}\ntitle: F\nkind: finding\nowner: QM\ndate: 2026-05-04\ngrade: minor\nstate: {state}\nclauses: [{clauses}]\n---\n"
            )
        };
        let pages = [
            (
                "a.md",
                finding("NC-1", "open", "\"8.4.1 b)\", \"8.4.1 c)\", 9.2"),
            ),
            ("b.md", finding("NC-2", "closed", "8.4.1")),
            ("c.md", finding("NC-3", "open", "8.4.1")),
        ];
        let pages: Vec<(&str, &str)> = pages.iter().map(|(p, t)| (*p, t.as_str())).collect();
        let config = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";
        let site = TestSite::new(config, &pages);
        let index = AuditIndex::new(&site.manual, &site.resolved);
        let mut seen = 0;
        for (clause_ix, clause) in site.manual.standards[StandardIx(0)].clauses.enumerated() {
            let key = ClauseKey {
                standard: StandardIx(0),
                clause: clause_ix,
            };
            let counted = site.coverage.standards[StandardIx(0)].clauses[clause_ix]
                .open_findings
                .total();
            if clause.requirement {
                let listed = index.open_findings(key).len();
                assert_eq!(listed, counted as usize, "{}", clause.number);
                seen += listed;
            }
        }
        assert_eq!(seen, 2);
    }
}
