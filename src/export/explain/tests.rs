//! The explanations of clauses of every status.

use crate::export::testing;
use snapbox::{IntoData, assert_data_eq, str};

#[test]
fn a_short_answer_keeps_to_its_lines_and_counts_what_it_leaves_out() {
    let pages: Vec<(String, String)> = (0..40)
        .map(|at| {
            let status = if at == 39 { "approved" } else { "draft" };
            let page = format!(
                "---\nid: QP-{at}\ntitle: P\nkind: procedure\nrevision: 1\nstatus: {status}\n\
                 owner: Buyer\napprover: Manager\neffective: 2026-02-01\nclauses: [\"8.4.1\"]\n\
                 records: [audit, review, action, finding, training, risk, supplier]\n---\nWe buy.\n"
            );
            (format!("p{at}.md"), page)
        })
        .collect();
    let settings = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n".to_owned();
    let files = pages
        .into_iter()
        .chain([("manual.toml".to_owned(), settings)]);
    let sources = crate::sources::MemorySources::new(files);
    let as_of = "2026-11-23".parse().unwrap();
    let compiled = crate::pipeline::compile(crate::pipeline::read(&sources).unwrap(), as_of);
    let found = crate::resolve::find_clause(&compiled.manual, "8.4.1").unwrap();

    let short = super::explain_briefly(&compiled, found.clause);
    assert!(short.lines().count() <= 30, "{short}");
    let claims = short.split("Claims\n").nth(1).unwrap();
    assert!(
        claims.starts_with("  QP-39 rev 1"),
        "what covers comes first: {short}"
    );
    assert!(
        short.contains("more: `coverage --format json` has every claim"),
        "{short}"
    );
    let whole = super::explain_clause(&compiled, found.clause);
    assert_eq!(whole.matches(" rev 1").count(), 40);
}

#[test]
fn a_covered_clause() {
    assert_data_eq!(testing::sample().explain("own:1.1"), str![[r#"
Own: rules [2026] 1.1 Suppliers
covered on 2026-11-23: a document in force whose review is not overdue claims it itself and in full

Claims
  QP-1 rev 3 §scoring, procedures/QP-1.md:11
    covers it: the document is in force since 2026-02-01, review due on 2027-02-01
    note: Since 2024
  QP-2 rev 3, procedures/QP-2.md:11
    counts as partial: it claims clause 1 above this one; the document is in force since 2025-02-01, but its review was due on 2026-02-01

Evidence
  on file
  QP-1 names FM-1: 1 record
  QP-1 names kind action: no record yet

Last audit
  AU-1 on 2026-05-04; the next is due by 2029-05-04

Open findings
  1 minor: NC-1

"#]].raw());
}

#[test]
fn an_overdue_clause() {
    assert_data_eq!(testing::sample().explain("own:1.2"), str![[r#"
Own: rules [2026] 1.2 Orders
overdue on 2026-11-23: documents in force claim it itself and in full, but the review of each is overdue

Claims
  QP-2 rev 3, procedures/QP-2.md:11
    would cover it: the document is in force since 2025-02-01, but its review was due on 2026-02-01
  QP-2 rev 3, procedures/QP-2.md:11
    counts as partial: it claims clause 1 above this one; the document is in force since 2025-02-01, but its review was due on 2026-02-01

Evidence
  not required: the clause asks for no records to be kept

Last audit
  AU-1 on 2026-05-04; the next is due by 2029-05-04

Open findings
  none

"#]].raw());
}

#[test]
fn a_clause_of_which_a_part_is_addressed() {
    assert_data_eq!(testing::sample().explain("own:1.3"), str![[r#"
Own: rules [2026] 1.3 Goods in
partial on 2026-11-23: documents in force address it only in part, or only through a clause above it

Claims
  QP-1 rev 3, procedures/QP-1.md:12
    counts as partial: it claims item b only; the document is in force since 2026-02-01, review due on 2027-02-01
  QP-2 rev 3, procedures/QP-2.md:11
    counts as partial: it claims clause 1 above this one; the document is in force since 2025-02-01, but its review was due on 2026-02-01

Evidence
  on file
  QP-1 names FM-1: 1 record
  QP-1 names kind action: no record yet

Last audit
  AU-1 on 2026-05-04; the next is due by 2029-05-04

Open findings
  none

"#]].raw());
}

#[test]
fn a_planned_clause() {
    assert_data_eq!(
        testing::sample().explain("own:2.1"),
        str![[r#"
Own: rules [2026] 2.1 -1 is no formula
planned on 2026-11-23: only documents that are not in force yet claim it

Claims
  QP-3 rev 3, procedures/QP-3.md:10
    does not count yet: the status of the document is draft
  QP-4 rev 3, procedures/QP-4.md:10
    does not count yet: the document takes effect on 2027-02-01

Evidence
  not required: the clause asks for no records to be kept

Last audit
  AU-0 on 2020-05-04; the next was due by 2023-05-04

Open findings
  none

"#]]
        .raw()
    );
}

#[test]
fn a_gap_that_obsolete_documents_left() {
    assert_data_eq!(
        testing::sample().explain("own:2.2"),
        str![[r#"
Own: rules [2026] 2.2
gap on 2026-11-23: only obsolete documents claim it

Claims
  QP-6 rev 3, procedures/QP-6.md:10
    does not count: the document is superseded by QP-5

Evidence
  not required: the clause asks for no records to be kept

Last audit
  AU-0 on 2020-05-04; the next was due by 2023-05-04

Open findings
  none

"#]]
        .raw()
    );
}

#[test]
fn an_excluded_clause() {
    assert_data_eq!(
        testing::sample().explain("own:2.10"),
        str![[r#"
Own: rules [2026] 2.10 Design, and whatever comes before it: plans, drawings, specifications
excluded on 2026-11-23: the manual excludes it, with a justification

Exclusion
  =Customers supply every drawing.
  approved by: Managing director, on 2026-01-12

Claims (none counts: the clause is excluded)
  no document claims it or a clause above it

Evidence
  not required: the clause asks for no records to be kept

Last audit
  AU-0 on 2020-05-04; the next was due by 2023-05-04

Open findings
  none

"#]]
        .raw()
    );
}

#[test]
fn headings() {
    let sample = testing::sample();
    assert_data_eq!(sample.explain("own:1"), str![[r#"
Own: rules [2026] 1 Purchasing
partial on 2026-11-23: a heading shows the worst status of the requirements below it, which is that of:
  1.3 Goods in

Claims
  QP-2 rev 3, procedures/QP-2.md:11
    claims the heading, which is partial for what is below it: the document is in force since 2025-02-01, but its review was due on 2026-02-01

Evidence
  not required: the clause asks for no records to be kept

Last audit
  AU-1 on 2026-05-04; the next is due by 2029-05-04

Open findings
  1 minor: NC-1

"#]].raw());
    assert_data_eq!(
        sample.explain("own:3"),
        str![[r#"
Own: rules [2026] 3 Terms
no status on 2026-11-23: it is a heading without requirements below it, so there is nothing to cover

Claims
  no document claims it or a clause above it

Evidence
  not required: the clause asks for no records to be kept

Last audit
  none has reached it, so one is due

Open findings
  none

"#]]
        .raw()
    );
}
