//! Each row of the table of kinds: open, due and overdue, lapsed and aged.

use crate::registers::testing::{TestManual, procedure};

fn facts(kind: &str, fields: &str) -> (bool, String, bool) {
    TestManual::of_records(&[(kind, "R-1", fields)]).facts("R-1")
}

fn of(open: bool, due: &str, overdue: bool) -> (bool, String, bool) {
    (open, due.to_owned(), overdue)
}

#[test]
fn every_row_of_the_table_of_kinds() {
    let past = "2026-11-22";
    let today = "2026-11-23";
    for (kind, fields, expected) in [
        (
            "audit",
            "state: planned; date: 2026-11-22",
            of(true, past, true),
        ),
        (
            "audit",
            "state: planned; date: 2026-11-23",
            of(true, today, false),
        ),
        (
            "audit",
            "state: done; date: 2026-11-22",
            of(false, past, false),
        ),
        (
            "audit",
            "state: cancelled; date: 2026-11-22",
            of(false, past, false),
        ),
        (
            "finding",
            "state: open; due: 2026-11-22",
            of(true, past, true),
        ),
        (
            "finding",
            "state: closed; due: 2026-11-22",
            of(false, past, false),
        ),
        ("finding", "state: open", of(true, "", false)),
        (
            "action",
            "state: verified; due: 2026-11-22",
            of(true, past, true),
        ),
        (
            "action",
            "state: closed; due: 2026-11-22",
            of(false, past, false),
        ),
        ("action", "due: 2026-11-22", of(true, past, true)),
        (
            "review",
            "date: 2025-11-22; next: 2026-11-22",
            of(false, past, true),
        ),
        (
            "review",
            "date: 2025-11-22; next: 2026-11-23",
            of(false, today, false),
        ),
        (
            "feedback",
            "date: 2026-01-01; state: open; due: 2026-11-22",
            of(true, past, true),
        ),
        ("inspection", "product: Ring", of(false, "", false)),
        (
            "supplier",
            "approved: conditional; evaluated: 2026-05-22; interval: 6 months",
            of(true, past, true),
        ),
        (
            "supplier",
            "approved: yes; evaluated: 2026-05-22; interval: 6 months",
            of(false, past, false),
        ),
        (
            "supplier",
            "approved: conditional; evaluated: 2026-05-22",
            of(true, "", false),
        ),
        (
            "equipment",
            "result: fail; calibrated: 2026-08-31; interval: 3 months",
            of(true, "2026-11-30", false),
        ),
        (
            "risk",
            "state: open; review: 2026-11-22",
            of(true, past, true),
        ),
        (
            "risk",
            "state: treated; review: 2026-11-22",
            of(false, past, false),
        ),
        (
            "certificate",
            "valid_until: 2026-11-22",
            of(false, past, true),
        ),
        (
            "certificate",
            "valid_until: 2026-11-23",
            of(false, today, false),
        ),
    ] {
        assert_eq!(facts(kind, fields), expected, "{kind}: {fields}");
    }
}

#[test]
fn an_interval_that_nobody_can_read_is_not_the_default() {
    let config = "[kind.permit]\nclass = \"record\"\n\
         due = { from = \"given\", interval = \"for\", default = \"10 days\" }\n\
         fields = { given = \"date\", for = \"interval\" }\n";
    for (interval, expected) in [
        ("", of(false, "2026-11-30", false)),
        ("; for: monthly", of(true, "", false)),
    ] {
        let fields = format!("given: 2026-11-20{interval}");
        let manual = TestManual::new(config, &[("permit", "P-1", &fields)], &[]);
        assert_eq!(manual.facts("P-1"), expected, "{interval}");
        let reported = manual.reported();
        assert!(reported.len() <= 1, "{reported:?}");
    }
}

#[test]
fn a_date_that_binds_whatever_the_state_lapses() {
    let manual = TestManual::of_records(&[
        (
            "equipment",
            "EQ-1",
            "result: pass; calibrated: 2025-11-10; interval: 12 months",
        ),
        (
            "supplier",
            "SUP-1",
            "approved: yes; evaluated: 2025-11-10; interval: 12 months",
        ),
        (
            "supplier",
            "SUP-2",
            "approved: no; evaluated: 2025-11-10; interval: 12 months",
        ),
        ("risk", "RSK-1", "state: accepted; review: 2026-11-10"),
        ("risk", "RSK-2", "state: closed; review: 2026-11-10"),
        ("finding", "NC-1", "state: closed; due: 2026-11-10"),
    ]);
    let lapsed = |id: &str| (manual.entry(id).lapsed, manual.entry(id).is_late());
    for id in ["EQ-1", "SUP-1", "RSK-1"] {
        assert_eq!(lapsed(id), (true, true), "{id}");
        assert_eq!(manual.entry(id).days_late, Some(13), "{id}");
    }
    for id in ["SUP-2", "RSK-2", "NC-1"] {
        assert_eq!(lapsed(id), (false, false), "{id}");
    }
}

#[test]
fn a_training_is_due_when_another_revision_takes_effect() {
    let tr = |document: &str, revision: &str| {
        let record =
            format!("person: A; document: {document}; revision: {revision}; date: 2026-01-05");
        let later = "status: approved";
        let files = [
            procedure("QP-1", "4", ""),
            ("procedures/QP-2.md".to_owned(), format!(
                "---\nid: QP-2\ntitle: T\nkind: procedure\nrevision: 4\n{later}\nowner: A\napprover: B\neffective: 2026-11-23\n---\n"
            )),
            ("procedures/QP-3.md".to_owned(), "---\nid: QP-3\ntitle: T\nkind: procedure\nrevision: 4\nstatus: draft\nowner: A\neffective: 2026-02-01\n---\n".to_owned()),
            procedure("QP-4", "1", "supersedes: [QP-5]"),
            procedure("QP-5", "4", ""),
        ];
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        TestManual::new("", &[("training", "TR-1", &record)], &files).facts("TR-1")
    };
    assert_eq!(tr("QP-1", "4"), of(false, "", false));
    assert_eq!(tr("QP-1", "3"), of(false, "2026-02-01", true));
    assert_eq!(
        tr("QP-2", "3"),
        of(false, "2026-11-23", false),
        "on the day itself"
    );
    assert_eq!(
        tr("QP-3", "3"),
        of(false, "", false),
        "a draft moves nothing"
    );
    assert_eq!(
        tr("QP-5", "3"),
        of(false, "", false),
        "nobody needs an obsolete document"
    );
}

#[test]
fn age_counts_from_the_record_s_date_or_from_what_it_came_from() {
    let manual = TestManual::of_records(&[
        ("finding", "NC-1", "state: open; date: 2026-11-03"),
        ("finding", "NC-2", "state: closed; date: 2026-11-03"),
        ("action", "CA-1", "state: open; source: NC-1"),
        (
            "action",
            "CA-2",
            "state: open; source: NC-1; date: 2026-11-13",
        ),
        ("action", "CA-3", "state: open"),
    ]);
    let age = |id: &str| manual.entry(id).days_open;
    assert_eq!(age("NC-1"), Some(20));
    assert_eq!(age("NC-2"), None);
    assert_eq!(age("CA-1"), Some(20));
    assert_eq!(age("CA-2"), Some(10));
    assert_eq!(age("CA-3"), None);
}

#[test]
fn a_kind_of_the_manual_has_the_same_power() {
    let config = "[kind.permit]\nclass = \"record\"\nopen_when = { state = [\"void\"], not = true }\n\
         due = { from = \"given\", interval = \"for\", default = \"10 days\" }\n\
         fields = { state = \"text\", given = \"date\", for = \"interval\", by = { type = \"reference\", to = \"audit\" } }\n";
    let records = [
        ("permit", "P-1", "given: 2026-11-12"),
        ("permit", "P-2", "given: 2026-11-12; for: 1 month; by: P-1"),
        ("permit", "P-3", "given: 2026-11-12; state: Void"),
    ];
    let manual = TestManual::new(config, &records, &[]);
    assert_eq!(manual.facts("P-1"), of(true, "2026-11-22", true));
    assert_eq!(manual.facts("P-2"), of(true, "2026-12-12", false));
    assert_eq!(manual.facts("P-3"), of(false, "2026-11-22", false));
    assert_eq!(manual.reported(), ["broken-reference records/P-2.md:8:5"]);
}

#[test]
fn clauses_and_mentions_are_looked_up() {
    let manual = TestManual::of_records(&[
        (
            "audit",
            "AUD-1",
            "state: done; date: 2026-05-04; clauses: [8.4.1, \"8.4.1 b)\", 9.2]",
        ),
        (
            "finding",
            "NC-1",
            "audit: AUD-1; state: open; documents: [AUD-1]",
        ),
    ]);
    let clauses = &manual.entry("AUD-1").clauses;
    let numbers: Vec<&str> = clauses
        .iter()
        .map(|key| manual.manual.clause(*key).number.as_str())
        .collect();
    assert_eq!(numbers, ["8.4.1", "9.2"]);
    assert!(manual.entry("NC-1").mention("audit").is_some());
}
