//! The status of a requirement: each row of the table in `docs/design.md`, "The status of a
//! requirement", and its boundary cases.

use crate::manual_test::ManualTest;

const STANDARD: &str = r#"id = "small"
designation = "Small:2020"
title = "A small standard"
publisher = "Harrow"
edition = "2020"

[[clause]]
number = "1"
title = "Purchasing"
summary = "What is bought."

[[clause]]
number = "1.1"
title = "Suppliers"
summary = "Who it is bought from."
records = "retain"

[[clause]]
number = "1.10"
title = "Orders"
summary = "How it is bought."

[[clause]]
number = "2"
title = "Release"
summary = "What is shipped."
"#;

const MANUAL: &str = "title = \"M\"\norganisation = \"O\"\nstandards = [\"small\"]\n";

/// A procedure with these lines added to its front-matter.
fn procedure(id: &str, lines: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Purchasing\nkind: procedure\nrevision: 1\nowner: Buyer\n\
         approver: Quality manager\n{lines}\n---\n## Evaluation {{#evaluation}}\n\nText.\n"
    )
}

fn manual(exclusion: &str, procedures: &[&str]) -> ManualTest {
    let test = ManualTest::new(&[("standards/small.toml", STANDARD)]);
    test.write("manual.toml", format!("{MANUAL}{exclusion}"));
    for (index, lines) in procedures.iter().enumerate() {
        let id = format!("QP-{index}");
        test.write(&format!("procedures/{id}.md"), procedure(&id, lines));
    }
    test
}

/// The status of 1.1 in a manual with these procedures.
fn status_of(procedures: &[&str]) -> String {
    status(&manual("", procedures), "1.1")
}

fn status(test: &ManualTest, number: &str) -> String {
    test.clause("small", number)["status"]
        .as_str()
        .unwrap_or("null")
        .to_owned()
}

const CURRENT: &str = "status: approved\neffective: 2026-02-01";

fn current(clauses: &str) -> String {
    format!("{CURRENT}\nclauses: {clauses}")
}

#[test]
fn nothing_claimed_is_a_gap() {
    assert_eq!(status_of(&[]), "gap");
}

#[test]
fn a_full_exact_claim_in_force_covers() {
    assert_eq!(status_of(&[&current("[1.1]")]), "covered");
}

#[test]
fn a_document_effective_today_is_in_force_and_tomorrow_is_not() {
    let effective = |day: &str| format!("status: approved\neffective: {day}\nclauses: [1.1]");
    assert_eq!(status_of(&[&effective("2026-11-23")]), "covered");
    assert_eq!(status_of(&[&effective("2026-11-24")]), "planned");
}

#[test]
fn a_review_due_today_is_not_overdue_and_due_yesterday_is() {
    let due = |day: &str| format!("{CURRENT}\nreview_due: {day}\nclauses: [1.1]");
    assert_eq!(status_of(&[&due("2026-11-23")]), "covered");
    assert_eq!(status_of(&[&due("2026-11-22")]), "overdue");
}

#[test]
fn a_review_interval_counts_calendar_months_up_to_the_months_end() {
    let test = manual(
        "",
        &["status: approved\neffective: 2026-08-31\nreview_interval: 6 months\nclauses: [1.1]"],
    );
    assert_eq!(status(&test.judged_on("2027-02-28"), "1.1"), "covered");
    let test = manual(
        "",
        &["status: approved\neffective: 2026-08-31\nreview_interval: 6 months\nclauses: [1.1]"],
    );
    assert_eq!(status(&test.judged_on("2027-03-01"), "1.1"), "overdue");
}

#[test]
fn the_documents_interval_goes_before_the_manuals() {
    let old = "status: approved\neffective: 2025-11-22\nclauses: [1.1]";
    assert_eq!(status(&manual("", &[old]), "1.1"), "overdue");
    assert_eq!(
        status(&manual("review_interval = \"24 months\"\n", &[old]), "1.1"),
        "covered"
    );
    let short = "status: approved\neffective: 2026-10-22\nreview_interval: 1 month\nclauses: [1.1]";
    assert_eq!(
        status(
            &manual("review_interval = \"24 months\"\n", &[short]),
            "1.1"
        ),
        "overdue"
    );
}

#[test]
fn one_current_document_beside_an_overdue_one_covers() {
    let overdue = format!("{CURRENT}\nreview_due: 2026-03-01\nclauses: [1.1]");
    assert_eq!(status_of(&[&overdue, &current("[1.1]")]), "covered");
}

#[test]
fn a_partial_claim_stays_partial_even_when_its_document_is_overdue() {
    let claim = "[{ clause: 1.1, extent: partial }]";
    assert_eq!(status_of(&[&current(claim)]), "partial");
    let overdue = format!("{CURRENT}\nreview_due: 2026-03-01\nclauses: {claim}");
    assert_eq!(status_of(&[&overdue]), "partial");
}

#[test]
fn what_a_claim_says_in_a_field_that_is_not_known_makes_it_doubtful() {
    let proposed = current("{ clause: '1.1', status: proposed }");
    assert_eq!(status_of(&[&proposed]), "planned");
    let other = current("{ clause: '1.1', status: agreed }");
    assert_eq!(status_of(&[&other]), "gap");
    let unknown = current("{ clause: '1.1', extend: partial }");
    assert_eq!(status_of(&[&unknown]), "partial");
}

#[test]
fn two_halves_do_not_make_a_whole() {
    let half = current("[{ clause: 1.1, extent: partial }]");
    assert_eq!(status_of(&[&half, &half, &current("[1]")]), "partial");
}

#[test]
fn an_item_of_a_clause_is_a_part_of_it() {
    for item in ["1.1 b)", "1.1(b)", "1.1b"] {
        assert_eq!(
            status_of(&[&current(&format!("[\"{item}\"]"))]),
            "partial",
            "{item}"
        );
    }
}

#[test]
fn a_claim_on_the_clause_above_is_only_partial() {
    let test = manual("", &[&current("[1]")]);
    assert_eq!(status(&test, "1.1"), "partial");
    assert_eq!(status(&test, "1.10"), "partial");
    assert_eq!(status(&test, "2"), "gap");
}

#[test]
fn an_exact_claim_beside_a_broad_one_covers() {
    assert_eq!(status_of(&[&current("[1]"), &current("[1.1]")]), "covered");
}

#[test]
fn a_clause_number_is_text_and_not_a_number() {
    let test = manual("", &[&current("[1.10]")]);
    assert_eq!(status(&test, "1.10"), "covered");
    assert_eq!(status(&test, "1.1"), "gap");
}

#[test]
fn documents_not_in_force_only_plan() {
    for state in ["draft", "review"] {
        let exact = format!("status: {state}\neffective: 2026-02-01\nclauses: [1.1]");
        assert_eq!(status_of(&[&exact]), "planned", "{state}");
        let broad = format!("status: {state}\nclauses: [1]");
        assert_eq!(status_of(&[&broad]), "planned", "{state}, broadly");
    }
}

#[test]
fn approved_without_a_date_is_a_mistake_and_not_in_force() {
    let test = manual("", &["status: approved\nclauses: [1.1]"]);
    assert_eq!(status(&test, "1.1"), "planned");
    assert_eq!(test.only("missing-field").severity, "error");
}

#[test]
fn an_obsolete_document_alone_leaves_a_gap() {
    assert_eq!(
        status_of(&["status: obsolete\neffective: 2020-02-01\nclauses: [1.1]"]),
        "gap"
    );
}

#[test]
fn a_superseded_document_counts_no_longer_from_the_day_on_which_the_new_one_is_effective() {
    let supersedes = |status: &str, day: &str| {
        status_of(&[
            &current("[1.1]"),
            &format!("status: {status}\neffective: {day}\nsupersedes: [QP-0]"),
        ])
    };
    assert_eq!(supersedes("approved", "2026-11-23"), "gap");
    assert_eq!(supersedes("approved", "2026-11-24"), "covered");
    assert_eq!(supersedes("draft", "2026-11-23"), "covered");
}

const EXCLUDE_1: &str = "\n[[exclusion]]\nclause = \"1\"\njustification = \"Nothing is bought.\"\n\
                         approved_by = \"Managing director\"\ndate = 2026-01-12\n";

#[test]
fn the_exclusion_of_a_clause_takes_its_sub_clauses_along() {
    let test = manual(EXCLUDE_1, &[]);
    for number in ["1", "1.1", "1.10"] {
        assert_eq!(status(&test, number), "excluded", "{number}");
    }
    assert_eq!(status(&test, "2"), "gap");
}

#[test]
fn an_exclusion_without_a_reason_excludes_nothing() {
    for reason in ["", "justification = \"\"\n", "justification = \"  \"\n"] {
        let exclusion = format!("\n[[exclusion]]\nclause = \"1\"\n{reason}");
        let test = manual(&exclusion, &[]);
        assert_eq!(status(&test, "1.1"), "gap", "{reason:?}");
        assert_eq!(
            test.only("unjustified-exclusion").severity,
            "error",
            "{reason:?}"
        );
    }
}

#[test]
fn an_exclusion_goes_before_a_claim_and_the_contradiction_is_reported() {
    let test = manual(EXCLUDE_1, &[&current("[1.1]")]);
    assert_eq!(status(&test, "1.1"), "excluded");
    test.only("excluded-but-claimed");
}

#[test]
fn a_heading_shows_the_worst_of_the_requirements_below_it() {
    assert_eq!(status(&manual("", &[&current("[1.1]")]), "1"), "gap");
    assert_eq!(
        status(&manual("", &[&current("[1.1, 1.10]")]), "1"),
        "covered"
    );
    assert_eq!(status(&manual("", &[&current("[1]")]), "1"), "partial");
}

#[test]
fn an_unknown_clause_counts_nowhere() {
    let test = manual("", &[&current("[1.2, 1.1.1, 11]")]);
    assert_eq!(status(&test, "1"), "gap");
    assert_eq!(
        test.errors()
            .iter()
            .filter(|one| one.rule == "unknown-clause")
            .count(),
        3
    );
}

#[test]
fn a_claim_for_an_unknown_section_counts_for_the_document() {
    let test = manual("", &[&current("[{ clause: 1.1, section: nowhere }]")]);
    let clause = test.clause("small", "1.1");
    assert_eq!(clause["status"], "covered");
    assert!(clause["claims"][0]["section"].is_null());
    assert_eq!(test.only("unknown-section").severity, "error");
}

#[test]
fn every_way_to_claim_leads_to_its_place() {
    let test = manual(
        "",
        &[&current("[1.1, { clause: 1.10, section: evaluation }]")],
    );
    let page = procedure("QP-8", CURRENT)
        + "\n## Release {#release clause=2}\n\nIt is checked.\n\nSee [[satisfies:1.1]].\n";
    test.write("procedures/release.md", page);
    let claims = |number: &str| {
        let clause = test.clause("small", number);
        let mut claims: Vec<String> = Vec::new();
        for claim in clause["claims"].as_array().unwrap() {
            let section = claim["section"].as_str().unwrap_or("-");
            let file = claim["file"].as_str().unwrap();
            claims.push(format!("{file}:{} {section}", claim["line"]));
        }
        claims
    };
    assert_eq!(claims("1.10"), ["procedures/QP-0.md:10 evaluation"]);
    assert_eq!(claims("2"), ["procedures/release.md:15 release"]);
    assert_eq!(
        claims("1.1"),
        [
            "procedures/QP-0.md:10 -",
            "procedures/release.md:19 release"
        ]
    );
}

#[test]
fn percent_is_rounded_half_up_and_null_where_nothing_is_to_be_covered() {
    let percent = |test: &ManualTest| test.coverage()["standards"][0]["summary"]["percent"].clone();
    assert_eq!(percent(&manual("", &[&current("[1.1]")])), 33.3);
    assert_eq!(percent(&manual("", &[&current("[1.1, 2]")])), 66.7);
    assert_eq!(percent(&manual(EXCLUDE_1, &[&current("[2]")])), 100.0);
    let nothing = EXCLUDE_1.to_owned() + &EXCLUDE_1.replace("\"1\"", "\"2\"");
    assert!(percent(&manual(&nothing, &[])).is_null());
}

#[test]
fn evidence_is_missing_named_or_on_file() {
    let evidence = |records: &str, files: &[(&str, &str)]| {
        let test = manual("", &[&(current("[1.1]") + records)]);
        test.write(
            "forms/FM-1.md",
            procedure("FM-1", CURRENT).replace("procedure", "form"),
        );
        for (path, text) in files {
            test.write(path, text);
        }
        test.clause("small", "1.1")["evidence"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let filled_in = "---\nid: REC-1\ntitle: R\nkind: inspection\nowner: Buyer\nform: FM-1\n---\n";
    assert_eq!(evidence("", &[]), "missing");
    assert_eq!(evidence("\nrecords: [FM-1]", &[]), "named");
    assert_eq!(evidence("\nrecords: [inspection]", &[]), "named");
    assert_eq!(
        evidence("\nrecords: [FM-1]", &[("records/r.md", filled_in)]),
        "on-file"
    );
    assert_eq!(
        evidence("\nrecords: [inspection]", &[("records/r.md", filled_in)]),
        "on-file"
    );
    assert_eq!(evidence("\nrecords: [nothing-known]", &[]), "missing");
}

#[test]
fn an_audit_counts_from_its_day_until_a_cycle_later() {
    let audited = |date: &str, state: &str| {
        let audit = format!(
            "---\nid: AUD-1\ntitle: A\nkind: audit\nowner: Auditor\ndate: {date}\nstate: {state}\n\
             clauses: [\"1\"]\n---\n"
        );
        let test = manual("", &[]);
        test.write("records/a.md", audit);
        let clause = test.clause("small", "1.1");
        (
            clause["audited"].as_str().map(str::to_owned),
            clause["audit_due"].as_bool().unwrap(),
        )
    };
    let on = |day: &str| Some(day.to_owned());
    assert_eq!(audited("2026-11-23", "done"), (on("2026-11-23"), false));
    assert_eq!(audited("2026-11-24", "done"), (None, true));
    assert_eq!(audited("2026-11-01", "planned"), (None, true));
    assert_eq!(audited("2023-11-23", "done"), (on("2023-11-23"), false));
    assert_eq!(audited("2023-11-22", "done"), (on("2023-11-22"), true));
}

#[test]
fn claims_and_evidence_in_fields_of_a_manual_s_own_count() {
    let kind = "[kind.plan]\nclass = \"document\"\n\
        fields = { implements = \"claims\", proof = \"evidence\" }\n\
        [kind.visit]\nclass = \"record\"\nfields = { seen_in = \"evidence\" }\n";
    let test = ManualTest::new(&[("standards/small.toml", STANDARD)]);
    test.write("manual.toml", format!("{MANUAL}{kind}"));
    test.write(
        "plans/pl-1.md",
        "---\nid: PL-1\ntitle: Plan\nkind: plan\nrevision: 1\nstatus: approved\nowner: Buyer\n\
         approver: Quality manager\neffective: 2026-02-01\nclauses: [2]\n\
         implements:\n  - { clause: 1.1, extent: partial }\n  - 1.10\n  - 1.99\n\
         proof: [visit, FM-9]\n---\nText.\n",
    );
    test.write(
        "records/v.md",
        "---\nid: V-1\ntitle: Visit\nkind: visit\nowner: Buyer\nseen_in: [FM-8]\n---\nText.\n",
    );
    let clause = |number: &str| test.clause("small", number)["status"].clone();
    assert_eq!(clause("1.1"), "partial");
    assert_eq!(clause("1.10"), "covered");
    assert_eq!(clause("2"), "covered");
    assert_eq!(test.clause("small", "1.1")["evidence"], "on-file");
    let told: Vec<(String, String)> = test
        .errors()
        .into_iter()
        .map(|one| (one.rule.clone(), one.location()))
        .collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(r, p)| (&**r, &**p)).collect();
    assert_eq!(
        told,
        [
            ("unknown-clause", "plans/pl-1.md:14:5"),
            ("broken-reference", "plans/pl-1.md:15:16"),
            ("broken-reference", "records/v.md:6:11"),
        ]
    );
}
