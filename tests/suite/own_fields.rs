//! Names and fields of a manual's own: nested names, fields of a class, claims in other fields and by
//! standard.

use serde_json::json;

use crate::manual_test::{ManualTest, one, page, told};

/// Further settings begin in line 7.
const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"soc2-tsc-2017\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\npartly-addressed-requirement = \"allow\"\n";

fn manual(settings: &str, files: &[(&str, &str)]) -> ManualTest {
    let test = ManualTest::new(files);
    test.write("manual.toml", format!("{PLAIN}{settings}"));
    test
}

/// A procedure with further fields, which begin in line 10.
fn procedure(fields: &str) -> String {
    format!(
        "---\nid: QP-1\ntitle: Buying\nkind: procedure\nrevision: 1\nstatus: approved\nowner: Buyer\n\
         approver: Quality manager\neffective: 2026-01-01\n{fields}---\nText.\n"
    )
}

/// The status of clauses of a standard, each with the extent, item and line of its claims.
fn claims(test: &ManualTest, standard: &str, numbers: &[&str]) -> Vec<serde_json::Value> {
    let clause = |number: &&str| {
        let clause = test.clause(standard, number);
        let claims = clause["claims"].as_array().unwrap().iter();
        let claims = claims.map(|one| json!([one["extent"], one["item"], one["line"]]));
        json!([clause["status"], claims.collect::<Vec<_>>()])
    };
    numbers.iter().map(clause).collect()
}

#[test]
fn a_list_of_tables_is_read_as_a_history() {
    let fields = "majorRevisions:\n  - { date: 2025-06-01, comment: First }\n  - { date: 2026-01-01, comment: Second }\n";
    let test = manual(
        "[fields]\n\"majorRevisions.comment\" = \"change\"\n",
        &[("a.md", &procedure(fields))],
    );
    assert_eq!(told(&test), []);
    let page = page(&test, "documents/QP-1.html");
    let rows: Vec<String> = page
        .texts("[aria-labelledby=_history] tr")
        .into_iter()
        .skip(1)
        .collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    assert!(
        rows[0].contains("1 Jan 2026") && rows[0].contains("Second"),
        "{rows:?}"
    );
    // An unknown part of an entry is told at its place.
    test.write(
        "a.md",
        procedure(&fields.replace("comment: Second", "note: Second")),
    );
    let mistake = test.only("unknown-field");
    assert_eq!((mistake.line, mistake.column), (12, 25));
    assert_eq!(mistake.message, "unknown field of the history `note`");
    // Two names of one part.
    test.write(
        "a.md",
        procedure(&fields.replace("comment: Second", "comment: S, change: T")),
    );
    let mistake = test.only("invalid-value");
    assert_eq!(
        mistake.message,
        "`comment` gives change, which is given already"
    );
}

#[test]
fn nested_names_stand_in_defaults_as_well() {
    let fields = "log:\n  - { no: 1, on: 2026-01-01, what: First }\n";
    let settings = "[[defaults]]\nfiles = \"*.md\"\n\
        fields = { log = \"history\", \"log.no\" = \"revision\", \"log.on\" = \"history.date\", \"log.what\" = \"change\", \
        \"log.who\" = \"change\" }\n";
    let test = manual(settings, &[("a.md", &procedure(fields))]);
    assert_eq!(
        told(&test),
        [one(
            "setting-without-effect",
            "manual.toml",
            9,
            102,
            "no file of this entry has a field `log.who`"
        )]
    );
    // With a name for the revision, it is required.
    test.write("a.md", procedure(&fields.replace("no: 1, ", "")));
    assert_eq!(
        test.only("missing-field").message,
        "an entry of the history names no revision"
    );
}

#[test]
fn nested_names_that_mean_nothing_are_told() {
    for (line, column, message) in [
        (
            "\"log.on\" = \"date\"",
            12,
            "`date` does not say which field `log` is",
        ),
        (
            "\"history.what\" = \"chnage\"",
            18,
            "a value of `history` has no part `chnage`",
        ),
        (
            "\"owner.name\" = \"change\"",
            16,
            "a value of `owner` has no part `change`",
        ),
        (
            "\"log.what\" = \"histroy.change\"",
            14,
            "no kind has a field `histroy`",
        ),
    ] {
        let test = manual(&format!("[fields]\n{line}\n"), &[("a.md", &procedure(""))]);
        assert_eq!(
            told(&test),
            [one("invalid-value", "manual.toml", 8, column, message)],
            "{line}"
        );
    }
}

#[test]
fn every_kind_of_a_class_gets_further_fields() {
    let settings = "[class.document.fields]\nclassification = { one_of = [\"public\", \"internal\"], required = true }\n\
        soc2_criteria = { type = \"claims\", standard = \"soc2-tsc-2017\" }\n\
        [class.record.fields]\nsite = \"text\"\n[kind.sop]\nclass = \"document\"\n";
    let fields = "classification: internal\nsoc2_criteria: [CC6.1, CC6.99]\nclauses: [8.4.1]\n";
    let test = manual(
        settings,
        &[
            ("a.md", &procedure(fields)),
            (
                "b.md",
                &procedure("")
                    .replace("QP-1", "S-1")
                    .replace("kind: procedure", "kind: sop"),
            ),
            (
                "c.md",
                "---\nid: F-1\ntitle: Complaint\nkind: feedback\nowner: Buyer\ndate: 2026-01-01\ntype: praise\nsite: Ware\n---\n",
            ),
        ],
    );
    assert_eq!(
        told(&test),
        [
            one(
                "unknown-clause",
                "a.md",
                11,
                24,
                "SOC 2 (TSC 2017) has no clause CC6.99"
            ),
            one(
                "missing-field",
                "b.md",
                1,
                1,
                "a sop needs `classification`"
            ),
        ]
    );
    assert_eq!(
        claims(&test, "soc2-tsc-2017", &["CC6.1"]),
        [json!(["covered", [["full", null, 11]]])]
    );
    assert_eq!(
        claims(&test, "iso-9001-2015", &["8.4.1"]),
        [json!(["covered", [["full", null, 12]]])]
    );
    test.write("a.md", procedure(&fields.replace(", CC6.99", "")));
    test.write("b.md", "# Text\n");
    let document = page(&test, "documents/QP-1.html");
    assert!(document.text("main").contains("Internal"));
    let record = page(&test, "records/F-1.html");
    assert!(record.text("main").contains("Ware"));
    assert!(
        page(&test, "registers/customer-feedback.html")
            .text("table")
            .contains("Ware")
    );
}

#[test]
fn fields_of_a_class_that_are_wrong_are_told() {
    for (settings, line, column, message) in [
        (
            "[class.document.fields]\nowner = \"text\"\n",
            8,
            1,
            "every document has a field `owner` already",
        ),
        (
            "[class.record.fields]\nmet = \"claims\"\n",
            8,
            7,
            "`met` of a record holds claims, and records make none",
        ),
        (
            "[class.documents.fields]\na = \"text\"\n",
            7,
            8,
            "unknown class `documents`",
        ),
        (
            "[class.document]\nfield = \"text\"\n",
            8,
            1,
            "unknown setting `field`",
        ),
        (
            "[class.document.fields]\na = { type = \"text\", standard = \"x\" }\n",
            8,
            33,
            "`a` has `standard`, but holds no clauses",
        ),
    ] {
        let test = manual(settings, &[("a.md", &procedure("a: b\n"))]);
        let told = told(&test);
        let [(_, file, at, column_at, what)] = &*told else {
            panic!("{settings}: {told:?}")
        };
        assert_eq!(
            (&**file, *at, *column_at, &**what),
            ("manual.toml", line, column, message),
            "{settings}"
        );
    }
}

#[test]
fn a_standard_of_a_field_that_is_unknown_is_told_once() {
    let test = manual(
        "[class.document.fields]\nmet = { type = \"claims\", standard = \"iso-9001-1066\" }\n",
        &[
            ("a.md", &procedure("met: [8.4.1]\n")),
            (
                "b.md",
                &procedure("met: [8.4.1, 8.4.2]\n").replace("QP-1", "QP-2"),
            ),
        ],
    );
    let mistake = test.only("unknown-standard");
    assert_eq!(
        (&*mistake.file, mistake.line, mistake.column),
        ("manual.toml", 8, 37)
    );
}

#[test]
fn clauses_are_written_by_standard() {
    let fields =
        "clauses:\n  TSC: [CC6.1, { clause: CC6.2, extent: partial }]\n  ISO 9001: [8.4.1]\n";
    let test = manual("", &[("a.md", &procedure(fields))]);
    assert_eq!(told(&test), []);
    assert_eq!(
        claims(&test, "soc2-tsc-2017", &["CC6.1", "CC6.2"]),
        [
            json!(["covered", [["full", null, 11]]]),
            json!(["partial", [["partial", null, 11]]])
        ]
    );
    assert_eq!(
        claims(&test, "iso-9001-2015", &["8.4.1"]),
        [json!(["covered", [["full", null, 12]]])]
    );
    test.write(
        "a.md",
        procedure(
            "clauses: [8.4.1, { TCS: [CC6.1] }, { TSC: [CC6.1], ISO 9001: }, { claus: 8.4.2 }]\n",
        ),
    );
    let told = told(&test)
        .into_iter()
        .map(|(rule, _, _, column, message)| (rule, column, message));
    let expected = [
        (
            "unknown-standard",
            20,
            "there is no standard `TCS` in this manual",
        ),
        ("invalid-value", 52, "`ISO 9001` names no clause"),
        ("unknown-field", 67, "unknown field of a claim `claus`"),
    ];
    let expected =
        expected.map(|(rule, column, message)| (rule.to_owned(), column, message.to_owned()));
    assert_eq!(told.collect::<Vec<_>>(), expected);
    // The scope of a record.
    test.write("a.md", procedure(""));
    test.write(
        "b.md",
        "---\nid: AU-1\ntitle: Audit\nkind: audit\nowner: Auditor\ndate: 2026-02-01\nstate: done\nauditor: A\n\
         type: internal\nclauses: { TSC: [CC6.1], ISO 9001: [8.4.1] }\n---\nText.\n",
    );
    assert_eq!(
        test.clause("soc2-tsc-2017", "CC6.1")["audited"],
        "2026-02-01"
    );
    assert_eq!(
        test.clause("iso-9001-2015", "8.4.1")["audited"],
        "2026-02-01"
    );
}

#[test]
fn letters_that_follow_a_number_belong_to_it() {
    for fields in [
        "clauses:\n  - 9.3.2 a, b and c\n",
        "clauses: [9.3.2 a, b, c]\n",
        "clauses:\n  - { clause: \"9.3.2 a, b, c\" }\n",
    ] {
        let test = manual("", &[("a.md", &procedure(fields))]);
        assert_eq!(told(&test), [], "{fields}");
        let clause = &test.clause("iso-9001-2015", "9.3.2")["claims"];
        let items: Vec<_> = clause
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["item"].clone())
            .collect();
        assert_eq!(items, ["a)", "b)", "c)"], "{fields}");
    }
    let test = manual(
        "",
        &[(
            "a.md",
            &procedure("clauses:\n  - \"9.3.2 a, z\"\n  - 8.4.1, 8.4.2\n"),
        )],
    );
    let told = told(&test);
    assert_eq!(
        (&*told[0].0, told[0].2, told[0].3),
        ("unknown-item", 11, 15),
        "{told:?}"
    );
    assert_eq!((told[1].2, told[1].3), (12, 5), "{told:?}");
}
