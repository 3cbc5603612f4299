//! Tests of the state of records, judged on 23 November 2026.

use jiff::civil::date;

use crate::manual::PageKey;
use crate::resolve::testing::assembled;

/// Whether a record has happened, is open, is future-dated and is coming, on 23 November 2026.
fn state_in(config: &str, kind: &str, fields: &str) -> (bool, Option<bool>, bool, bool) {
    let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
    let fields = fields.replace("; ", "\n");
    let text = format!("---\nid: R-1\ntitle: T\nkind: {kind}\nowner: QM\n{fields}\n---\n");
    let (manual, diagnostics) = assembled(&config, &[("r.md", &text)]);
    let Some(PageKey::Record(ix)) = manual.names.by_id.get("R-1") else {
        panic!("{diagnostics:?}");
    };
    let record = manual.record(*ix);
    let (kind, fields) = (manual.kind(record.kind), &record.fields);
    let as_of = date(2026, 11, 23);
    (
        kind.has_happened(fields, as_of),
        kind.says_open(fields, as_of),
        kind.is_future_dated(fields, as_of),
        kind.is_coming(fields, as_of),
    )
}

fn state(kind: &str, fields: &str) -> (bool, Option<bool>, bool, bool) {
    state_in("", kind, fields)
}

const HAPPENED: (bool, Option<bool>, bool, bool) = (true, Some(false), false, false);
const HAPPENED_OPEN: (bool, Option<bool>, bool, bool) = (true, Some(true), false, false);
const AHEAD: (bool, Option<bool>, bool, bool) = (false, Some(false), false, false);
const COMING: (bool, Option<bool>, bool, bool) = (false, Some(false), false, true);
const TOO_EARLY: (bool, Option<bool>, bool, bool) = (false, Some(true), true, false);

#[test]
fn what_lies_ahead_or_says_so_has_not_happened() {
    for (kind, fields, expected) in [
        ("audit", "state: done; date: 2026-11-23", HAPPENED),
        ("audit", "state: done", HAPPENED),
        (
            "audit",
            "state: planned; date: 2026-11-23",
            (false, Some(true), false, true),
        ),
        ("audit", "state: cancelled; date: 2026-11-01", AHEAD),
        ("review", "date: 2026-11-23", HAPPENED),
        ("review", "date: 2026-11-24", COMING),
        ("training", "result: passed; date: 2026-11-23", HAPPENED),
        ("training", "date: 2026-11-23", HAPPENED),
        ("training", "result: pending; date: 2026-11-01", COMING),
        ("training", "date: 2026-11-24", COMING),
        (
            "equipment",
            "result: pass; calibrated: 2026-11-23",
            HAPPENED,
        ),
        ("supplier", "approved: yes", HAPPENED),
        ("certificate", "issued: 2026-11-23", HAPPENED),
        ("certificate", "issued: 2026-11-24", AHEAD),
        ("inspection", "product: Ring", HAPPENED),
    ] {
        assert_eq!(state(kind, fields), expected, "{kind}: {fields}");
    }
}

#[test]
fn what_nobody_can_read_has_not_happened() {
    for written in [
        "01.12.2027",
        "2027",
        "next year",
        "[2026-01-01]",
        "{ on: 2026-01-01 }",
    ] {
        for (kind, fields) in [
            ("audit", "state: done; date"),
            ("review", "date"),
            ("training", "result: passed; date"),
            ("equipment", "result: pass; calibrated"),
            ("supplier", "approved: yes; evaluated"),
            ("certificate", "issued"),
            ("finding", "state: closed; date"),
            ("action", "state: closed; completed"),
            (
                "action",
                "state: closed; effective: { verified: yes, date: 2026-01-01 }; completed",
            ),
        ] {
            let fields = format!("{fields}: {written}");
            assert!(!state(kind, &fields).0, "{kind}: {fields}");
        }
    }
    let verified = "state: closed; effective: { verified: yes, date: soon }";
    assert!(!state("action", verified).0);
    for (kind, fields) in [
        ("review", "date:"),
        (
            "action",
            "state: closed; completed: 2026-01-01; effective: soon",
        ),
        ("finding", "state: open; date: soon"),
    ] {
        assert!(state(kind, fields).0, "{kind}: {fields}");
    }
}

#[test]
fn a_state_that_is_written_twice_is_in_doubt() {
    assert!(state("audit", "state: done; date: 2026-11-01").0);
    for second in ["State: cancelled", "sate: planned", "Date: 2027-11-01"] {
        let fields = format!("state: done; date: 2026-11-01; {second}");
        assert!(!state("audit", &fields).0, "{second}");
    }
    assert_eq!(state("finding", "state: closed; State: open").1, Some(true));
}

#[test]
fn what_nobody_can_read_leaves_a_record_open() {
    let open = |kind: &str, fields: &str| state(kind, fields).1 == Some(true);
    for (kind, fields) in [
        (
            "equipment",
            "result: pass; calibrated: 2026-08-31; interval: yearly",
        ),
        (
            "equipment",
            "result: pass; calibrated: spring; interval: 6 months",
        ),
        (
            "supplier",
            "approved: yes; evaluated: spring; interval: 6 months",
        ),
        (
            "supplier",
            "approved: yes; evaluated: 2026-08-31; interval: yearly",
        ),
        ("certificate", "valid_until: 31.12.2027"),
        ("review", "date: 2026-01-20; next: spring"),
        ("risk", "state: accepted; review: spring"),
        ("audit", "state: done; date: spring"),
        ("finding", "state: closed; date: spring"),
        ("action", "state: closed; completed: spring"),
        ("training", "result: passed; date: spring"),
    ] {
        assert!(open(kind, fields), "{kind}: {fields}");
    }
    for (kind, fields) in [
        (
            "equipment",
            "result: pass; calibrated: 2026-08-31; interval: 6 months",
        ),
        ("equipment", "result: pass"),
        (
            "supplier",
            "approved: no; evaluated: spring; interval: yearly",
        ),
        (
            "certificate",
            "valid_until: 2027-12-31; next_surveillance: spring",
        ),
        ("risk", "state: closed; review: spring"),
        ("finding", "state: closed; due: spring"),
        ("audit", "state: cancelled; date: spring"),
    ] {
        assert!(!open(kind, fields), "{kind}: {fields}");
    }
}

#[test]
fn a_result_that_nobody_can_read_counts_for_nothing() {
    let kinds = "[kind.trial]\nclass = \"record\"\n\
        counts_when = { result = [\"fail\"], not = true }\n\
        pending_when = { state = [\"agreed\"] }\n\
        fields = { date = \"date\", state = { one_of = [\"agreed\", \"over\"] }, \
        result = { one_of = [\"pass\", \"fail\"] } }\n";
    let happened = |fields: &str| state_in(kinds, "trial", fields).0;
    assert!(happened("state: over; date: 2026-11-01"));
    assert!(!happened("state: agred; date: 2026-11-01"));
}

#[test]
fn what_was_found_is_being_done_or_was_complained_of_is_there() {
    for (kind, fields) in [
        ("finding", "state: open; date: 2026-11-24"),
        ("action", "state: in-progress; completed: 2026-11-24"),
        ("action", "state: open"),
        ("feedback", "type: complaint; state: open; date: 2026-11-24"),
    ] {
        assert_eq!(state(kind, fields), HAPPENED_OPEN, "{kind}: {fields}");
    }
}

#[test]
fn nothing_is_done_on_a_day_that_is_still_to_come() {
    for (kind, fields) in [
        ("audit", "state: done; date: 2026-11-24"),
        ("finding", "state: closed; date: 2026-11-24"),
        ("action", "state: implemented; completed: 2026-11-24"),
        ("action", "state: done; completed: 2026-11-24"),
        ("action", "state: closed; completed: 2026-11-24"),
        (
            "action",
            "state: verified; effective: { verified: yes, date: 2026-11-24 }",
        ),
        ("training", "result: passed; date: 2026-11-24"),
        ("feedback", "state: closed; date: 2026-11-24"),
        ("equipment", "result: pass; calibrated: 2026-11-24"),
        ("equipment", "calibrated: 2026-11-24"),
        ("supplier", "approved: yes; evaluated: 2026-11-24"),
        ("supplier", "evaluated: 2026-11-24"),
    ] {
        let (happened, open, future_dated, _) = state(kind, fields);
        let expected = (TOO_EARLY.0, TOO_EARLY.1, TOO_EARLY.2);
        assert_eq!((happened, open, future_dated), expected, "{kind}: {fields}");
    }
    let turned_down = state("supplier", "approved: no; evaluated: 2026-11-24");
    assert_eq!(turned_down, (false, Some(false), true, false));
}

#[test]
fn what_leaves_out_the_deciding_field_is_open() {
    for (kind, fields) in [
        ("finding", "grade: minor"),
        ("action", "type: correction"),
        ("feedback", "type: complaint"),
        ("feedback", "customer: C-1"),
        ("supplier", "scope: Steel"),
        ("equipment", "instrument: Gauge"),
        ("risk", "likelihood: 2"),
    ] {
        assert_eq!(state(kind, fields).1, Some(true), "{kind}: {fields}");
    }
    assert_eq!(state("audit", "date: 2026-01-01").1, Some(true));
    for fields in ["type: praise", "type: praise; state: closed"] {
        assert_eq!(state("feedback", fields).1, Some(false), "{fields}");
    }
    assert_eq!(state("feedback", "type: praise; state: open").1, Some(true));
}

/// Whether a record of an own kind has happened and counts, and whether it is open.
fn own(kind: &str, settings: &str, fields: &str) -> (bool, bool) {
    let config = format!(
        "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n[kind.own]\nclass = \"record\"\n{settings}\n"
    );
    let fields = fields.replace("; ", "\n");
    let text = format!("---\nid: R-1\ntitle: T\nkind: {kind}\nowner: QM\n{fields}\n---\n");
    let (manual, _) = assembled(&config, &[("r.md", &text)]);
    let Some(PageKey::Record(ix)) = manual.names.by_id.get("R-1") else {
        panic!("{text}");
    };
    let record = manual.record(*ix);
    let (kind, fields) = (manual.kind(record.kind), &record.fields);
    let as_of = date(2026, 11, 23);
    let counts = kind.has_happened(fields, as_of) && kind.is_counted(fields);
    (counts, kind.says_open(fields, as_of) == Some(true))
}

#[test]
fn a_word_that_nobody_knows_closes_nothing_and_counts_for_nothing() {
    let words = |role: &str, field: &str, words: &str| {
        format!("{role}\nfields = {{ date = \"date\", {field} = {{ one_of = [{words}] }} }}")
    };
    let role = |name: &str| format!("role = \"{name}\"");
    let states = "\"open\", \"in Arbeit\", \"closed\"";
    for (settings, fields, expected) in [
        (
            words(
                &role("training"),
                "result",
                "\"bestanden\", \"durchgefallen\"",
            ),
            "result: durchgefallen",
            (false, false),
        ),
        (
            words(
                &role("training"),
                "result",
                "\"bestanden\", \"durchgefallen\"",
            ),
            "result: bestanden",
            (false, false),
        ),
        (
            words(&role("training"), "result", "\"passed\", \"nicht\""),
            "result: passed",
            (true, false),
        ),
        (
            words(&role("training"), "result", "\"passed\", \"nicht\""),
            "date: 2026-01-01",
            (true, false),
        ),
        (
            words(&role("finding"), "state", states),
            "state: in Arbeit",
            (true, true),
        ),
        (
            words(&role("finding"), "state", states),
            "state: closed",
            (true, false),
        ),
        (
            words(&role("action"), "state", states),
            "state: in Arbeit",
            (true, true),
        ),
        (
            words(&role("risk"), "state", states),
            "state: in Arbeit",
            (true, true),
        ),
        (
            words(&role("feedback"), "state", states),
            "state: in Arbeit",
            (true, true),
        ),
        (words("", "state", states), "state: in Arbeit", (true, true)),
        (words("", "state", states), "state: closed", (true, false)),
        (words("", "state", states), "state: open", (true, true)),
        (
            words(&role("equipment"), "result", "\"ok\", \"nok\""),
            "result: nok",
            (true, true),
        ),
        (
            words(&role("equipment"), "result", "\"pass\", \"nok\""),
            "result: pass",
            (true, false),
        ),
        (
            words("", "state", "\"planned\", \"done\", \"cancelled\""),
            "state: planned",
            (false, false),
        ),
        (
            words("", "state", "\"planned\", \"done\", \"cancelled\""),
            "state: done",
            (true, false),
        ),
        (
            words("", "state", "\"planned\", \"done\", \"cancelled\""),
            "state: cancelled",
            (false, false),
        ),
        (
            words("", "state", "\"geplant\", \"done\""),
            "state: geplant",
            (false, false),
        ),
        (
            words(&role("audit"), "result", "\"planned\", \"held\""),
            "result: planned",
            (false, false),
        ),
        (
            words(&role("audit"), "result", "\"planned\", \"held\""),
            "result: held",
            (true, false),
        ),
        (
            words(
                "open_when = { state = [\"open\"] }\ncounts_when = { state = [\"in Arbeit\"] }",
                "state",
                states,
            ),
            "state: in Arbeit",
            (true, false),
        ),
        (
            "fields = { held = \"date\" }".to_owned(),
            "held: 2027-01-01",
            (false, false),
        ),
        (
            "fields = { held = \"date\" }".to_owned(),
            "held: 2026-01-01",
            (true, false),
        ),
        (
            "fields = { valid_until = \"date\" }".to_owned(),
            "valid_until: 2027-01-01",
            (true, false),
        ),
    ] {
        assert_eq!(
            own("own", &settings, fields),
            expected,
            "{settings}: {fields}"
        );
    }
}

#[test]
fn a_kind_of_the_manual_s_own_follows_the_same_rules() {
    let kinds = "[kind.drill]\nclass = \"record\"\nfields = { date = \"date\", \
        state = { one_of = [\"open\", \"held\", \"dropped\"] } }\n\
        [kind.visit]\nclass = \"record\"\nrole = \"audit\"\n\
        open_when = { state = [\"agreed\"] }\ncounts_when = { state = [\"seen\"] }\n\
        fields = { date = \"date\", state = { one_of = [\"agreed\", \"seen\", \"dropped\"] } }\n";
    let state = |kind: &str, fields: &str| state_in(kinds, kind, fields);
    assert_eq!(state("drill", "state: held; date: 2026-11-23"), HAPPENED);
    assert_eq!(state("drill", "state: held; date: 2026-11-24"), TOO_EARLY);
    assert_eq!(state("drill", "state: dropped; date: 2026-11-24"), AHEAD);
    assert_eq!(state("drill", "date: 2026-11-01"), HAPPENED_OPEN);
    assert_eq!(state("visit", "state: seen; date: 2026-11-23"), HAPPENED);
    assert!(state("visit", "state: seen; date: 2026-11-24").2);
    assert!(!state("visit", "state: dropped; date: 2026-11-01").0);
}
