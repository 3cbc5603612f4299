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
        "8.4.1,9.2",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.ends_with("records/nc-2026-04.md\n"),
        "{}",
        run.stdout
    );
    assert_data_eq!(
        run.stderr,
        str![[r#"

Next:
  fill in grade, and write its text
  clausebook --manual [..]/manual --as-of 2026-11-23 check   # says what is still missing
  link to it from where it belongs

"#]]
    );
    let errors: Vec<String> = test
        .errors()
        .into_iter()
        .map(|error| error.message)
        .collect();
    assert_eq!(errors, ["a finding needs `grade`"]);
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
    for (arguments, expected) in [
        (
            &["new"][..],
            "name a kind and a title, such as clausebook --manual [..] new procedure Purchasing; the manual has policy, [..]",
        ),
        (
            &["new", "audit"],
            "name its title too: clausebook --manual [..] new audit Title",
        ),
        (
            &["new", "procedure", "Control", "of", "records"],
            "a title of several words stands in quotation marks: clausebook --manual [..] new procedure 'Control of records'",
        ),
        (
            &["new", "procedure", "T", "--clauses", "8.4.1", "8.4.2"],
            "a list of clauses is written with commas: --clauses 8.4.1,8.4.2",
        ),
    ] {
        assert_data_eq!(refused(arguments), format!("error: {expected}\n"));
    }
    // An existing file is never overwritten, even if it is not a document.
    test.write("procedures/qp-01-t.md", "Notes.\n");
    assert_data_eq!(
        refused(&["new", "procedure", "T"]),
        str![[r#"
error: `procedures/qp-01-t.md` is there already, and stays as it is: name another id with --id

"#]]
    );
    let kept = std::fs::read_to_string(test.manual().join("procedures/qp-01-t.md")).unwrap();
    assert_eq!(kept, "Notes.\n");
}

#[test]
fn a_list_of_clauses_does_not_swallow_the_title() {
    let test = manual(&[]);
    for (arguments, written) in [
        (
            &["--clauses", "8.4.1,8.4.2", "procedure", "T"][..],
            "[8.4.1, 8.4.2]",
        ),
        (
            &["procedure", "T", "--clauses", "8.4.1, 8.4.2"],
            "[8.4.1, 8.4.2]",
        ),
        (
            &[
                "procedure",
                "--clauses",
                "8.4.1",
                "T",
                "--clauses",
                "4.4.1 b),8.4.2,",
            ],
            "[8.4.1, \"4.4.1 b)\", 8.4.2]",
        ),
        // An id says which kind is meant.
        (&["--clauses", "8.4.1", "QP-17", "T"], "[8.4.1]"),
    ] {
        let run = test.run(&[&["new"], arguments].concat());
        assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
        let file = test.beside(run.stdout.trim());
        let text = std::fs::read_to_string(&file).unwrap();
        let line = format!("\nclauses: {written}\n");
        assert!(text.contains(&line), "{arguments:?}: {text}");
        assert!(text.contains("\ntitle: T\n"), "{arguments:?}: {text}");
    }
    let last = test.manual().join("procedures/qp-17-t.md");
    assert!(last.exists());
}

#[test]
fn a_new_file_is_named_and_owned_as_those_of_its_kind() {
    let page = |id: &str, owner: &str| {
        format!(
            "---\nid: {id}\ntitle: T\nkind: procedure\nrevision: 1\nstatus: draft\nowner: \
             {owner}\n---\nText.\n"
        )
    };
    let test = ManualTest::new(&[
        ("sop/buying.md", page("SOP-1", "Buyer")),
        ("sop/selling.md", page("SOP-2", "Buyer")),
        ("sop/sop-3-making.md", page("SOP-3", "Works manager")),
    ]);
    let run = test.run(&["new", "procedure", "Storing of goods"]);
    assert!(
        run.stdout.ends_with("sop/storing-of-goods.md\n"),
        "{}",
        run.stdout
    );
    let text = std::fs::read_to_string(test.manual().join("sop/storing-of-goods.md")).unwrap();
    let head = "---\nid: SOP-4\ntitle: \"Storing of goods\"\nkind: procedure\nrevision: 0\n";
    assert!(text.starts_with(head), "{text}");
    assert!(
        text.contains("\nowner: Buyer   # a role, never a person's name\n"),
        "{text}"
    );
    assert_eq!(test.errors(), []);
}

#[test]
fn a_manual_with_words_of_its_own_gets_them_in_new_files() {
    let manual = format!(
        "{PLAIN_MANUAL}[fields]\nversion = \"revision\"\n[values.status]\n\"In preparation\" = \"draft\"\n"
    );
    let test = ManualTest::new(&[("manual.toml", manual)]);
    let run = test.run(&["new", "procedure", "Purchasing", "--owner", "Buyer"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text =
        std::fs::read_to_string(test.manual().join("procedures/qp-01-purchasing.md")).unwrap();
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
# approver: …   # once it is approved
# effective: …   # once it is approved
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
