//! `clausebook new`: the content and path of a new document or record.

use super::*;

#[test]
fn a_new_record_has_the_next_id_and_says_what_is_missing() {
    let test = manual(&[
        record("finding", "NC-2026-03", "grade: minor\nstate: closed"),
        record("finding", "NC-2025-09", "grade: minor\nstate: closed"),
    ]);
    let run = test.run(&[
        "new",
        "finding",
        "Cards without a date",
        "--clauses",
        "8.4.1",
        "9.2",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.ends_with("records/nc-2026-04.md\n"),
        "{}",
        run.stdout
    );
    let errors: Vec<String> = test
        .errors()
        .into_iter()
        .map(|error| error.message)
        .collect();
    assert_eq!(
        errors,
        ["a finding needs `owner`", "a finding needs `grade`"]
    );
    let printed = registers(&test, &["finding"]);
    let new = &printed["records"][2];
    assert_eq!(new["id"], "NC-2026-04");
    assert_eq!(new["title"], "Cards without a date");
    assert_eq!(new["open"], true);
    assert_eq!(new["fields"]["date"], "2026-11-23");
    let clauses = serde_json::json!(["iso-9001-2015:8.4.1", "iso-9001-2015:9.2"]);
    assert_eq!(new["clauses"], clauses);
}

#[test]
fn a_new_document_of_any_kind_builds_once_its_owner_is_named() {
    let test = manual(&[]);
    for kind in [
        "policy",
        "procedure",
        "instruction",
        "form",
        "specification",
        "external",
        "audit",
        "action",
        "objective",
        "review",
        "feedback",
        "inspection",
        "supplier",
        "equipment",
        "risk",
        "certificate",
    ] {
        let run = test.run(&[
            "new",
            kind,
            "A \"new\": thing",
            "--owner",
            "Quality manager",
        ]);
        assert_eq!(run.status, 0, "{kind}: {}", run.stderr);
    }
    assert_eq!(test.errors(), []);
    assert_eq!(test.build().status, 0);
    let run = test.run(&["new", "procedure", "A \"new\": thing", "--id", "qp-01"]);
    assert_eq!(run.status, 2, "the id is taken: {}", run.stderr);
}

#[test]
fn nothing_new_is_begun_where_the_call_is_wrong() {
    let test = manual(&[]);
    let refused = |arguments: &[&str]| {
        let run = test.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}");
        run.stderr
    };
    assert_data_eq!(
        refused(&["new", "proceedure", "T"]),
        str![[r#"
error: there is no kind `proceedure`; did you mean `procedure`?

"#]]
    );
    assert_data_eq!(
        refused(&["new", "procedure", "T", "--clauses", "8.4.9"]),
        str![[r#"
error: ISO 9001:2015 has no clause 8.4.9; did you mean `8.4.1`?

"#]]
    );
    assert_data_eq!(
        refused(&["new", "procedure", "  "]),
        str![[r#"
error: a title is one line of text, and not blank

"#]]
    );
    // An existing file is never overwritten, even if it is not a document.
    test.write("procedures/t.md", "Notes.\n");
    let run = test.run(&["new", "procedure", "T"]);
    assert!(
        run.stdout.ends_with("procedures/qp-01-t.md\n"),
        "{}",
        run.stdout
    );
    let kept = std::fs::read_to_string(test.manual().join("procedures/t.md")).unwrap();
    assert_eq!(kept, "Notes.\n");
}

#[test]
fn a_manual_with_words_of_its_own_gets_them_in_new_files() {
    let manual = format!(
        "{PLAIN_MANUAL}[fields]\nversion = \"revision\"\n[values.status]\n\"In preparation\" = \"draft\"\n"
    );
    let test = ManualTest::new(&[("manual.toml", manual)]);
    let run = test.run(&["new", "procedure", "Purchasing", "--owner", "Buyer"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = std::fs::read_to_string(test.manual().join("procedures/purchasing.md")).unwrap();
    assert_data_eq!(
        text,
        str![[r#"
---
id: QP-01
title: Purchasing
kind: procedure
version: 0
status: "In preparation"   # "In preparation" | review | approved | obsolete
owner: Buyer
# approver: …
# effective: …
# review_due: …
# review_interval: 12 months
# clauses: ["8.4.1"]
# records: […]
# roles: […]
# supersedes: […]
history: [{ revision: 0, date: 2026-11-23, change: First draft }]
---
## Purpose

Say what this procedure is for, and for whom.

"#]]
    );
    assert_eq!(test.errors(), []);
}
