//! What an auditor takes away (`audit pack`) and brings back (`audit take`).

mod filled;
mod misread;
mod pack;
mod refused;
mod take;

use crate::manual_test::ManualTest;

const CONFIG: &str =
    "title = \"Manual\"\norganisation = \"Harrow\"\nstandards = [\"iso-9001-2015\"]\n";

fn manual() -> ManualTest {
    ManualTest::new(&files())
}

/// A document, a planned audit of 8.4, an audit before it and its finding.
fn files() -> [(&'static str, &'static str); 6] {
    let page = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: approved\n\
        owner: Buyer\napprover: Manager\neffective: 2026-02-01\nreview_due: 2027-02-01\n\
        clauses: [8.4.2, 7.2]\n---\n## Choosing a supplier {#choosing clause=8.4.1}\n\nBuyers choose suppliers.\n";
    let before = "---\nid: AU-1\ntitle: Audit of purchasing\nkind: audit\nowner: Manager\ndate: 2026-06-01\n\
        type: internal\nauditor: Ann Smith\nstate: done\nclauses: [8.4]\n---\nDone.\n";
    let audit = "---\nid: AU-2\ntitle: Purchasing again\nkind: audit   # planned in May\nowner: Manager\n\
        date: 2026-11-20\ntype: internal\nauditor: Ann Smith\nclauses: [8.4]\nstate: planned\n---\n\
        Two hours.\n";
    let finding = "---\nid: NC-2026-04\ntitle: Certificate missing\nkind: finding\nowner: Buyer\naudit: AU-1\n\
        date: 2026-06-01\ngrade: minor\nstate: closed\nclauses: [8.4.1]\n---\nText.\n";
    let action = "---\nid: CA-1\ntitle: Ask for certificates\nkind: action\nowner: Buyer\nsource: NC-2026-04\n\
        type: correction\nstate: closed\n---\nText.\n";
    [
        ("manual.toml", CONFIG),
        ("qp.md", page),
        ("records/audits/au-1.md", before),
        ("records/audits/au-2.md", audit),
        ("records/findings/nc-2026-04.md", finding),
        ("records/actions/ca-1.md", action),
    ]
}
