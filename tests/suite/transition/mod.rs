//! `clausebook transition`, the page of a transition, and the finding for a replaced edition.

mod written;

use std::fs;

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, page};

fn procedure(id: &str, claims: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: procedure\nrevision: 2\nstatus: approved\n\
         owner: Quality manager\napprover: Managing director\neffective: 2026-02-01\n\
         clauses: [{claims}]\n---\n{text}\n"
    )
}

/// Every clause of these standards is claimed by one document, in full.
fn all_of(standard: &str, numbers: &[&str]) -> String {
    let claims: Vec<String> = numbers
        .iter()
        .map(|n| format!("\"{standard}:{n}\""))
        .collect();
    procedure("QP-01", &claims.join(", "), "It is done so.")
}

fn config(standards: &[&str]) -> String {
    let standards: Vec<String> = standards.iter().map(|id| format!("\"{id}\"")).collect();
    format!(
        "title = \"Quality manual\"\nstandards = [{}]\n",
        standards.join(", ")
    )
}

const READS_CLAIMS: &str = "[[claims]]\nfile = \"claims.csv\"\n";

/// A manual that follows ISO 9001:2015 and lists the edition of 2026 too.
fn moving(files: &[(&str, String)]) -> ManualTest {
    let config = config(&["iso-9001-2015", "iso-9001-2026"]) + READS_CLAIMS;
    let mut all = vec![("manual.toml", config)];
    all.extend(files.iter().cloned());
    ManualTest::new(&all)
}

const TO_2026: [&str; 3] = ["transition", "iso-9001-2015", "iso-9001-2026"];

fn plan(test: &ManualTest, from: &str, to: &str) -> Value {
    let run = test.run(&["transition", from, to, "--format", "json"]);
    assert_eq!(
        run.stderr
            .lines()
            .filter(|line| line.contains("panicked"))
            .count(),
        0
    );
    serde_json::from_str(&run.stdout).unwrap()
}

/// What is to be done with a requirement, and the old clauses from which something is carried over,
/// each with its relation.
fn carried(plan: &Value, number: &str) -> (String, Vec<(String, String)>) {
    let all = plan["requirements"].as_array().unwrap();
    let one = all.iter().find(|one| one["number"] == number).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let from = one["from"].as_array().unwrap().iter();
    let from = from.filter(|old| !old["paragraphs"].as_array().unwrap().is_empty());
    let from = from.map(|old| (text(&old["number"]), text(&old["relation"])));
    (text(&one["carry"]), from.collect())
}

fn is(carry: &str, from: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let from = from.iter();
    let from = from.map(|(number, relation)| ((*number).to_owned(), (*relation).to_owned()));
    (carry.to_owned(), from.collect())
}

#[test]
fn nothing_of_iso_9001_is_carried_over_by_its_number_alone() {
    let risks = procedure(
        "QP-12",
        "\"6.1.2\"",
        "Risks and opportunities are acted on.",
    );
    let general = procedure("QP-13", "\"10.1\"", "Improvements are chosen.");
    let test = moving(&[("procedures/a.md", risks), ("procedures/b.md", general)]);
    let plan = plan(&test, "iso-9001-2015", "iso-9001-2026");
    assert_eq!(
        carried(&plan, "6.1.2"),
        is("read-again", &[("6.1.2", "intersects")])
    );
    assert_eq!(
        carried(&plan, "6.1.3"),
        is("read-again", &[("6.1.2", "intersects")])
    );
    assert_eq!(
        carried(&plan, "10.1"),
        is("read-again", &[("10.1", "superset")])
    );
    assert_eq!(carried(&plan, "8.4.1"), is("nothing-there", &[]));
    for number in ["6.1.2", "6.1.3", "10.1"] {
        assert_eq!(test.clause("iso-9001-2026", number)["status"], "gap");
    }
}

#[test]
fn nothing_of_iso_14001_is_carried_over_by_its_number_alone() {
    let planning = all_of("iso-14001-2015", &["6.1.4"]);
    let test = ManualTest::new(&[
        ("manual.toml", config(&["iso-14001-2015", "iso-14001-2026"])),
        ("procedures/a.md", planning),
    ]);
    let plan = plan(&test, "iso-14001-2015", "iso-14001-2026");
    // What was 6.1.4 in 2015 is planning of action.
    assert_eq!(carried(&plan, "6.1.4"), is("nothing-there", &[]));
    assert_eq!(
        carried(&plan, "6.1.5"),
        is("read-again", &[("6.1.4", "corresponds")])
    );
    assert_eq!(carried(&plan, "6.3"), is("new", &[]));
}

#[test]
fn what_is_the_same_in_both_editions_is_carried_over() {
    let buying = procedure(
        "QP-07",
        "\"8.4.1\", { clause: \"8.5\", section: making }, 7.3",
        "Buyers score suppliers.\n\n## Making {#making}\n\nBy the traveller.",
    );
    let test = moving(&[("procedures/a.md", buying)]);
    let plan = plan(&test, "iso-9001-2015", "iso-9001-2026");
    assert_eq!(
        carried(&plan, "8.4.1"),
        is("carried-over", &[("8.4.1", "equal")])
    );
    // Through the clause above.
    assert_eq!(
        carried(&plan, "8.5.4"),
        is("carried-over", &[("8.5.4", "equal")])
    );
    assert_eq!(
        carried(&plan, "7.3"),
        is("read-again", &[("7.3", "changed")])
    );
    let run = test.run(&["transition", "iso-9001-2015", "iso-9001-2026"]);
    let text = run.stdout;
    let row = |number: &str, lines: usize| {
        let rows = text.lines().skip_while(|line| !line.starts_with(number));
        rows.take(lines).collect::<Vec<_>>().join("\n")
    };
    assert_data_eq!(
        row("8.5.4 ", 2),
        str![[r#"
8.5.4 Preservation                                           carry over             gap
    8.5.4 partial (equal): QP-07 § making (on 8.5)
"#]]
    );
    assert_data_eq!(
        row("7.3 ", 3),
        str![[r#"
7.3 Awareness                                                read again             gap
    7.3 covered (changed): QP-07
      People are also aware of the culture of quality and of ethical conduct.
"#]]
    );
    assert!(
        text.ends_with("so far: 0 done, 0 begun, 65 open\n"),
        "{text}"
    );
}

#[test]
fn obsolete_struck_empty_and_proposed_claims_carry_nothing() {
    let old = procedure("QP-01", "\"8.4.1\"", "Old.").replace("approved\n", "obsolete\n");
    let struck = procedure("QP-02", "", "## ~~Buying~~ {#buying clause=8.4.2}\n\nOld.");
    let empty = procedure("QP-03", "\"8.4.3\"", "TBD");
    let proposed = "document,clause,standard,status\nQP-03,8.6,iso-9001-2015,proposed\n";
    let test = moving(&[
        ("procedures/a.md", old),
        ("procedures/b.md", struck),
        ("procedures/c.md", empty),
        ("claims.csv", proposed.to_owned()),
    ]);
    let plan = plan(&test, "iso-9001-2015", "iso-9001-2026");
    for number in ["8.4.1", "8.4.2", "8.4.3", "8.6"] {
        assert_eq!(carried(&plan, number), is("nothing-there", &[]), "{number}");
    }
}

#[test]
fn an_exclusion_is_to_be_decided_anew() {
    let config = config(&["iso-9001-2015", "iso-9001-2026"])
        + READS_CLAIMS
        + "[[exclusion]]\nclause = \"8.3\"\njustification = \"Customers design.\"\n\
           approved_by = \"Managing director\"\ndate = 2026-01-12\n";
    let test = ManualTest::new(&[("manual.toml", config)]);
    let plan = plan(&test, "iso-9001-2015", "iso-9001-2026");
    assert_eq!(carried(&plan, "8.3.4"), is("excluded", &[]));
    assert_eq!(test.clause("iso-9001-2026", "8.3.4")["status"], "gap");
    assert_eq!(plan["summary"]["carry"]["excluded"], 6);
}

#[test]
fn standards_that_cannot_be_moved_between_are_told() {
    let test = ManualTest::new(&[("manual.toml", config(&["iso-9002-1994"]))]);
    let error = |from: &str, to: &str| {
        let run = test.run(&["transition", from, to]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    assert!(error("iso-9001-2015", "iso-9001-2026").contains("does not follow `iso-9001-2015`"));
    assert!(error("9002", "9002").contains("name another edition"));
    assert!(error("9002", "9001").contains("may mean iso-9001-1994, iso-9001-2008"));
    let steps = error("9002", "iso-9001-2026");
    assert!(
        steps.contains("the first step is `clausebook --manual")
            && steps.contains("transition iso-9002-1994 iso-9001-2015`"),
        "{steps}"
    );
}

#[test]
fn the_site_shows_the_transition_and_its_progress() {
    let buying = procedure(
        "QP-07",
        "\"8.4.1\", \"iso-9001-2026:8.4.1\"",
        "Buyers score.",
    );
    let test = moving(&[
        ("procedures/a.md", buying),
        (
            "claims.csv",
            "document,clause,status\nQP-07,iso-9001-2026:8.4.2,proposed\n".to_owned(),
        ),
    ]);
    assert_eq!(test.build().status, 0);
    let home = page(&test, "index.html");
    assert_data_eq!(
        home.linked(".panel-wide"),
        str![[r#"
[Transition from ISO 9001:2015 to ISO 9001:2026](transitions/iso-9001-2015/iso-9001-2026.html)
Of 65 requirements 1 are done, 1 begun and 63 open. Certificates to ISO 9001:2015 end on 30 Sep 2029. (low confidence)
Carry over 1
Nothing to carry over 64
"#]]
    );
    let list = page(&test, "transitions/iso-9001-2015/iso-9001-2026.html");
    assert_data_eq!(
        list.linked("#clause-8.4.1"),
        str![[r#"
[8.4.1 General](../../standards/iso-9001-2026/8.4.1.html) | Covered [QP-07](../../documents/QP-07.html) | Carry over | [8.4.1 General](../../standards/iso-9001-2015/8.4.1.html) (the same) Covered / [QP-07](../../documents/QP-07.html) rev 2 Title of QP-07
"#]]
    );
    // A proposed claim is no badge in the text.
    let document = page(&test, "documents/QP-07.html");
    assert!(!document.text("article").contains("8.4.2 8.4.2"));
    let standard = page(&test, "standards/iso-9001-2015/index.html");
    assert!(standard.linked("aside").contains(
        "[Replaced by ISO 9001:2026](../iso-9001-2026/index.html) / Replaced on 16 Sep 2026"
    ));
}

#[test]
fn without_the_new_edition_there_is_no_page() {
    let test = ManualTest::new(&[("index.md", "Text.\n")]);
    assert_eq!(test.build().status, 0);
    assert!(!test.site().join("transitions").exists());
    let home = page(&test, "index.html");
    assert!(!home.text("body").contains("Transition"));
}

#[test]
fn a_replaced_edition_is_a_finding_until_the_current_one_is_listed() {
    let told = |standards: &[&str], day: &str| {
        let test = ManualTest::new(&[("manual.toml", config(standards))]).judged_on(day);
        let all = test.all_diagnostics().into_iter();
        let replaced = all.filter(|one| one.rule == "replaced-edition");
        let told = replaced.map(|one| {
            assert_eq!(
                (one.severity.as_str(), one.file.as_str()),
                ("warning", "manual.toml")
            );
            assert_eq!(one.line, 2);
            format!("{}. {}", one.message, one.help)
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        told(&["iso-9001-2015"], "2026-11-23"),
        [
            "ISO 9001:2015 was replaced by ISO 9001:2026 on 2026-09-16; certificates to it end on \
          2029-09-30 (from one source). add `iso-9001-2026` to the standards of manual.toml; \
          `clausebook transition iso-9001-2015 iso-9001-2026` says what can be carried over"
        ]
    );
    // The day before, it was current.
    assert!(told(&["iso-9001-2015"], "2026-09-15").is_empty());
    assert!(told(&["iso-9001-2015", "iso-9001-2026"], "2026-11-23").is_empty());
    assert!(told(&["iso-9001-2026"], "2026-11-23").is_empty());
    // Once certificates to it have ended, the old edition is one too many.
    assert_eq!(
        told(&["iso-9001-2015", "iso-9001-2026"], "2029-10-01"),
        [
            "ISO 9001:2015 was replaced by ISO 9001:2026 on 2026-09-16; certificates to it ended on \
          2029-09-30 (from one source). take `iso-9001-2015` out of the standards of manual.toml \
          once nothing rests on it any more"
        ]
    );
    // The current edition is two steps away.
    assert_eq!(
        told(&["iso-9002-1994"], "2026-11-23"),
        [
            "ISO 9002:1994 is replaced, and ISO 9001:2026 is current; certificates to it ended on \
          2003-12-15. add `iso-9001-2026` to the standards of manual.toml; `clausebook transition \
          iso-9002-1994 iso-9001-2015` says what can be carried over"
        ]
    );
    assert!(told(&["iso-iec-27001-2022"], "2026-11-23").is_empty());
}

#[test]
fn the_state_of_an_edition_is_read_with_its_mistakes() {
    let catalog = |state: &str| {
        format!(
            "id = \"ssr-4\"\n[edition_state]\n{state}\n[[clause]]\nnumber = \"1\"\nsummary = \"x\"\n"
        )
    };
    let told = |state: &str| {
        let test = ManualTest::new(&[
            ("manual.toml", config(&["ssr-4"])),
            ("standards/ssr.toml", catalog(state)),
        ]);
        let all = test.errors().into_iter();
        all.map(|one| format!("{}:{} {}: {}", one.line, one.column, one.rule, one.message))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("checked = 2026-11-29"), [""; 0]);
    assert_eq!(
        told("replaced_by = \"ssr-5\""),
        ["3:15 unknown-standard: there is no standard `ssr-5`"]
    );
    assert_eq!(
        told("replaced_by = \"ssr-4\""),
        ["3:15 invalid-value: `ssr-4` is this standard itself"]
    );
    assert_eq!(
        told("replaced_on = \"soon\""),
        ["3:15 invalid-value: `replaced_on` holds a date, and `soon` is none"]
    );
    assert_eq!(
        told("low_confidence = [\"replaced\"]"),
        ["3:19 invalid-value: `replaced` is no low_confidence"]
    );
    assert_eq!(
        told("replaced_bye = \"iso-9001-2026\""),
        ["3:1 unknown-setting: unknown setting `replaced_bye`"]
    );
}
