//! A small manual with every status, for tests of the exports.

use jiff::civil::date;

use super::{MatrixForm, Screen, coverage_csv, coverage_json, documents_csv, explain_clause};
use crate::manual::StandardIx;
use crate::pipeline::{self, Compiled, compile};
use crate::resolve::find_clause;
use crate::sources::MemorySources;

const CONFIG: &str = r#"
title = "Quality Manual"
organisation = "Harrow Bearings Ltd"
standards = ["iso-9001-2015", "own"]

[[exclusion]]
clause = "own:2.10"
justification = "=Customers supply every drawing."
approved_by = "Managing director"
date = 2026-01-12
"#;

const STANDARD: &str = r#"
id = "own"
designation = "Own: rules [2026]"
title = "Rules of our own"

[[clause]]
number = "1"
title = "Purchasing"

[[clause]]
number = "1.1"
title = "Suppliers"
records = "retain"

[[clause]]
number = "1.2"
title = "Orders"

[[clause]]
number = "1.3"
title = "Goods in"
records = "both"

[[clause]]
number = "2"

[[clause]]
number = "2.1"
title = "-1 is no formula"

[[clause]]
number = "2.2"

[[clause]]
number = "2.10"
title = "Design, and whatever comes before it: plans, drawings, specifications"

[[clause]]
number = "3"
title = "Terms"
requirement = false
"#;

/// The path and the text of a document. `rest` is the end of its front-matter and its body.
fn document(id: &str, status: &str, effective: &str, rest: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: About {id}\nkind: procedure\nrevision: 3\nstatus: {status}\n\
         owner: Purchasing manager\napprover: Quality manager\neffective: {effective}\n{rest}"
    );
    (format!("procedures/{id}.md"), text)
}

fn record(id: &str, rest: &str) -> (String, String) {
    let text = format!("---\nid: {id}\ntitle: About {id}\nowner: Quality manager\n{rest}---\n");
    (format!("records/{id}.md"), text)
}

/// A compiled manual.
pub(super) struct Sample(Compiled);

impl Sample {
    pub(super) fn json(&self, standards: &[StandardIx]) -> String {
        coverage_json(&self.0, standards)
    }

    pub(super) fn csv(&self, standard: StandardIx) -> String {
        coverage_csv(&self.0, &[standard])
    }

    pub(super) fn documents(&self) -> String {
        documents_csv(&self.0)
    }

    #[cfg(feature = "xlsx")]
    pub(super) fn documents_workbook(&self) -> Vec<u8> {
        super::documents_xlsx(&self.0).unwrap()
    }

    pub(super) fn oscal(&self, standards: &[StandardIx]) -> String {
        let oscal = self.matrix(MatrixForm::Oscal, standards, Screen::default());
        String::from_utf8(oscal).unwrap()
    }

    fn matrix(&self, form: MatrixForm, standards: &[StandardIx], screen: Screen) -> Vec<u8> {
        form.write(&self.0, standards, screen).unwrap()
    }

    pub(super) fn table(
        &self,
        standards: &[StandardIx],
        colour: bool,
        width: Option<usize>,
    ) -> String {
        let screen = Screen { colour, width };
        let table = self.matrix(MatrixForm::Table, standards, screen);
        String::from_utf8(table).unwrap()
    }

    pub(super) fn explain(&self, clause: &str) -> String {
        let clause = find_clause(&self.0.manual, clause).unwrap().clause;
        explain_clause(&self.0, clause)
    }
}

/// The manual, judged on 23 November 2026.
pub(super) fn sample() -> Sample {
    let pages = [
        document(
            "QP-1",
            "approved",
            "2026-02-01",
            "clauses:\n  - { clause: 'own:1.1', section: scoring, note: Since 2024 }\n  \
             - own:1.3 b)\nrecords: [FM-1, action]\n---\n## Scoring {#scoring}\n\nBuyers score each supplier.\n",
        ),
        document(
            "QP-2",
            "approved",
            "2025-02-01",
            "review_due: 2026-02-01\nclauses: ['own:1.2', 'own:1']\n---\nBuyers order.\n",
        ),
        document("QP-3", "draft", "2026-02-01", "clauses: ['own:2.1']\n---\nText.\n"),
        document("QP-4", "approved", "2027-02-01", "clauses: ['own:2.1']\n---\nText.\n"),
        document("QP-5", "approved", "2026-02-01", "supersedes: [QP-6]\n---\nText.\n"),
        document("QP-6", "approved", "2024-02-01", "clauses: ['own:2.2']\n---\nText.\n"),
        (
            "forms/FM-1.md".to_owned(),
            "---\nid: FM-1\ntitle: Score\nkind: form\nrevision: 1\nstatus: approved\nowner: Buyer\n\
             approver: Quality manager\neffective: 2026-01-01\n---\n"
                .to_owned(),
        ),
        record(
            "AU-1",
            "kind: audit\ndate: 2026-05-04\ntype: internal\nauditor: Auditor\nstate: done\n\
             clauses: ['own:1']\n",
        ),
        record(
            "AU-0",
            "kind: audit\ndate: 2020-05-04\ntype: internal\nauditor: Auditor\nstate: done\n\
             clauses: ['own:2']\n",
        ),
        record(
            "NC-1",
            "kind: finding\naudit: AU-1\ndate: 2026-05-04\ngrade: minor\nstate: open\n\
             clauses: ['own:1.1']\n",
        ),
        record(
            "NC-2",
            "kind: finding\naudit: AU-1\ndate: 2026-05-04\ngrade: major\nstate: closed\n\
             clauses: ['own:1.1']\n",
        ),
        record("SC-1", "kind: supplier\nscope: Steel\nform: FM-1\n"),
    ];
    let settings = [
        ("manual.toml".to_owned(), CONFIG.to_owned()),
        ("standards/own.toml".to_owned(), STANDARD.to_owned()),
    ];
    let parts = pipeline::read(&MemorySources::new(settings.into_iter().chain(pages))).unwrap();
    let compiled = compile(parts, date(2026, 11, 23));
    let denied = compiled
        .report
        .entries
        .iter()
        .filter(|entry| entry.diagnostic.rule.sort != crate::diagnostics::Sort::Finding);
    assert_eq!(denied.count(), 0, "{:#?}", compiled.report.entries);
    Sample(compiled)
}
