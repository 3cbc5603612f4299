//! Records with contradictory, future or unknown values.

use super::*;

#[test]
fn a_word_that_is_no_result_is_told_and_counts_as_pending() {
    let training = |at: usize, result: &str| {
        record(
            "training",
            &format!("TR-{at}"),
            &format!(
                "person: BU-0{at}\nrole: Buyer\ndocument: QP-07\nrevision: 4\ndate: 2026-02-03\nresult: {result}"
            ),
        )
    };
    let words = ["ausstehend", "was ill", "false", "\"--\"", "Passed"];
    let mut files = vec![procedure("QP-07", "4", "roles: [Buyer]")];
    files.extend((1..).zip(words).map(|(at, word)| training(at, word)));
    let test = manual(&files);
    let places: Vec<String> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "invalid-value")
        .map(|one| one.location())
        .collect();
    let expected: Vec<String> = (1..=5)
        .map(|at| format!("records/TR-{at}.md:11:9"))
        .collect();
    assert_eq!(places, expected);
    let late = test.diagnostics().into_iter();
    assert!(!late.into_iter().any(|one| one.rule == "record-overdue"));
    let missing = test.only("training-missing");
    assert_eq!(
        missing.message,
        "of role Buyer, not trained on QP-07: BU-01, BU-02, BU-03, BU-04, BU-05"
    );
}

#[test]
fn a_role_in_other_letters_is_the_same_role() {
    let test = manual(&[
        procedure("QP-07", "4", "roles: [Final inspector]"),
        record(
            "training",
            "TR-1",
            "person: FI-01\nrole: Final inspector\ndocument: QP-07\nrevision: 4\ndate: 2026-02-03\nresult: passed",
        ),
        record(
            "training",
            "TR-2",
            "person: FI-02\nrole: final  Inspector\ndocument: QP-07\nrevision: 4\ndate: 2026-02-03\nresult: failed",
        ),
    ]);
    assert_eq!(
        test.only("training-missing").message,
        "of role Final inspector, not trained on QP-07: FI-02"
    );
}

#[test]
fn what_is_said_too_early_stands_at_its_date() {
    let test = manual(&[
        record(
            "equipment",
            "EQ-1",
            "calibrated: 2027-01-10\ninterval: 12 months\nresult: pass",
        ),
        record("audit", "AUD-1", "date: 2026-11-24\nstate: done"),
        record("review", "MR-1", "date: 2026-12-01"),
        record(
            "training",
            "TR-1",
            "person: A\ndocument: QP-07\nrevision: 4\ndate: 2026-12-03\nresult: pending",
        ),
        procedure("QP-07", "4", ""),
    ]);
    let places: Vec<String> = test
        .diagnostics()
        .into_iter()
        .filter(|one| ["future-dated", "no-due-date", "record-overdue"].contains(&&*one.rule))
        .map(|one| format!("{} {}", one.rule, one.location()))
        .collect();
    assert_eq!(
        places,
        [
            "future-dated records/AUD-1.md:6:7",
            "future-dated records/EQ-1.md:6:13"
        ]
    );
    let helps: Vec<String> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "future-dated")
        .map(|one| one.help)
        .collect();
    assert_eq!(
        helps,
        [
            "write the day on which it was done, 2026-11-23 or earlier, as `date: …`; while it is still to come, \
             write `state: planned`",
            "write the day on which it was done, 2026-11-23 or earlier, as `calibrated: …`; while it is still to \
             come, do not say that it is done",
        ]
    );
    let printed = registers(&test, &[]);
    let records = printed["records"].as_array().unwrap();
    let facts: Vec<(&str, bool, Option<&str>)> = records
        .iter()
        .map(|one| {
            (
                one["id"].as_str().unwrap(),
                one["open"].as_bool().unwrap(),
                one["due"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        facts,
        [
            ("AUD-1", true, Some("2026-11-24")),
            ("EQ-1", true, None),
            ("MR-1", false, Some("2026-12-01")),
            ("TR-1", false, Some("2026-12-03")),
        ]
    );
}

#[test]
fn a_training_whose_day_is_past_without_a_result_is_late() {
    let test = manual(&[
        procedure("QP-07", "4", ""),
        record(
            "training",
            "TR-1",
            "person: A\ndocument: QP-07\nrevision: 3\ndate: 2026-10-03\nresult: pending",
        ),
    ]);
    assert_eq!(
        test.only("record-overdue").location(),
        "records/TR-1.md:9:7"
    );
}

#[test]
fn a_finding_is_closed_by_an_action_that_is_closed() {
    let finding = |id: &str, grade: &str| {
        record(
            "finding",
            id,
            &format!("grade: {grade}\ndate: 2026-05-04\nstate: closed"),
        )
    };
    let action = |id: &str, source: &str, state: &str| {
        record(
            "action",
            id,
            &format!("source: {source}\ntype: correction\ndue: 2026-12-01\nstate: {state}"),
        )
    };
    let test = manual(&[
        finding("NC-1", "major"),
        finding("NC-2", "minor"),
        finding("NC-3", "observation"),
        finding("NC-4", "minor"),
        action("CA-2", "NC-2", "verified"),
        action("CA-4", "NC-4", "closed"),
    ]);
    let early: Vec<(String, String)> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "finding-closed-early")
        .map(|one| (one.location(), one.message))
        .collect();
    let early: Vec<(&str, &str)> = early.iter().map(|(p, m)| (&**p, &**m)).collect();
    assert_eq!(
        early,
        [
            (
                "records/NC-1.md:8:8",
                "NC-1 is closed, but no action deals with it"
            ),
            (
                "records/NC-2.md:8:8",
                "NC-2 is closed, but CA-2, which deals with it, is still open"
            ),
        ]
    );
}

#[test]
fn a_history_that_cannot_be_true_is_told_at_its_line() {
    let history = |lines: &[(&str, &str)]| {
        let lines: Vec<String> = lines
            .iter()
            .map(|(revision, date)| {
                format!("  - {{ revision: {revision}, date: {date}, change: c }}")
            })
            .collect();
        let test = manual(&[procedure(
            "QP-07",
            "10",
            &format!("history:\n{}", lines.join("\n")),
        )]);
        let found = test.diagnostics().into_iter();
        let found = found.filter(|one| one.rule == "history-contradicts");
        found.map(|one| one.location()).collect::<Vec<String>>()
    };
    let in_order = [
        ("10", "2026-02-01"),
        ("9", "2025-02-01"),
        ("9", "2025-01-01"),
    ];
    assert_eq!(history(&in_order), [""; 0]);
    let later = [("9", "2026-02-02"), ("10", "2026-02-01")];
    assert_eq!(history(&later), ["procedures/QP-07.md:13:5"]);
    let beyond = [("10", "2026-02-01"), ("11", "2026-05-01")];
    assert_eq!(history(&beyond), ["procedures/QP-07.md:13:5"]);
}

#[test]
fn owner_and_approver_are_the_same_person_whatever_the_case() {
    let (path, text) = procedure("QP-07", "4", "");
    let owner = text
        .lines()
        .find_map(|line| line.strip_prefix("owner: "))
        .unwrap()
        .to_uppercase();
    let text: Vec<String> = text
        .lines()
        .map(|line| match line.starts_with("approver: ") {
            true => format!("approver: {owner}"),
            false => line.to_owned(),
        })
        .collect();
    let test = manual(&[(path, text.join("\n"))]);
    test.only("self-approved");
}

#[test]
fn what_only_follows_from_a_state_that_was_reported_is_not_told() {
    let test = manual(&[
        record(
            "finding",
            "NC-1",
            "grade: minor\ndate: 2026-05-04\nstate: opne",
        ),
        record("finding", "NC-2", "grade: minor\ndue: 2026-05-04"),
        record("risk", "RSK-1", "likelihood: 2"),
    ]);
    let told: Vec<String> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.location().starts_with("records/"))
        .map(|one| format!("{} {}", one.rule, one.location()))
        .collect();
    assert_eq!(
        told,
        [
            "invalid-value records/NC-1.md:8:8",
            "missing-field records/NC-2.md:1:1",
            "no-due-date records/RSK-1.md:2:5",
        ]
    );
}
