//! A single mistake gives exactly one diagnostic, located at the wrong value, with a help text.

use crate::manual_test::ManualTest;

const SETTINGS: &str =
    "title = \"Manual\"\norganisation = \"Harrow\"\nstandards = [\"iso-9001-2015\"]\n";

const PAGE: &str = "---
id: QP-01
title: Purchasing
kind: procedure
revision: 2
status: approved
owner: Purchasing manager
approver: Quality manager
effective: 2026-02-01
review_due: 2027-02-01
clauses: [8.4.1]
---
Buyers score each supplier.
";

const OBJECTIVE: &str = "---
id: OB-01
title: On time
kind: objective
owner: Buyer
target: 95
direction: at-least
data: on-time.csv
period: month
---
Text.
";

const FIGURES: &str = "period,value\n2026-10,96\n";

const CATALOG: &str = "id = \"own\"
designation = \"Own\"
[[clause]]
number = \"1\"
summary = \"Be good.\"
[[clause]]
number = \"2\"
summary = \"Be better.\"
";

const FILES: [(&str, &str); 5] = [
    ("manual.toml", SETTINGS),
    ("procedures/a.md", PAGE),
    ("records/o.md", OBJECTIVE),
    ("records/on-time.csv", FIGURES),
    ("standards/own.toml", CATALOG),
];

/// Rules that report something in every variant of the manual.
const ALWAYS: [&str; 3] = [
    "unaddressed-requirement",
    "evidence-missing",
    "planned-requirement",
];

/// Checks each row: the file, the text to replace, its replacement (appended to the file if the
/// text to replace is empty), and the expected diagnostic as `rule file:line:column`.
#[track_caller]
fn check(rows: &[(&str, &str, &str, &str)]) {
    let mut wrong = Vec::new();
    for (file, written, instead, expected) in rows {
        let files = FILES.map(|(path, text)| {
            let text = match (path == *file, *written) {
                (true, "") => format!("{text}{instead}"),
                (true, written) => {
                    assert!(text.contains(written), "{written}");
                    text.replacen(written, instead, 1)
                }
                (false, _) => text.to_owned(),
            };
            (path, text)
        });
        let told = ManualTest::new(&files).diagnostics();
        let told = told.iter().filter(|one| !ALWAYS.contains(&&*one.rule));
        let told: Vec<String> = told
            .map(|one| {
                let without = if one.help.is_empty() {
                    " without help"
                } else {
                    ""
                };
                format!("{} {}{without}", one.rule, one.location())
            })
            .collect();
        if told != [*expected] {
            wrong.push(format!("{file}: {instead:?}: {told:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn without_a_slip_nothing_is_told() {
    let told = ManualTest::new(&FILES).diagnostics();
    assert!(
        told.iter().all(|one| ALWAYS.contains(&&*one.rule)),
        "{told:#?}"
    );
}

#[test]
fn slips_in_the_settings() {
    let at = |file, written, instead, expected| (file, written, instead, expected);
    let add = |instead, expected| at("manual.toml", "", instead, expected);
    check(&[
        at(
            "manual.toml",
            "title",
            "titel",
            "unknown-setting manual.toml:1:1",
        ),
        at(
            "manual.toml",
            "\"Manual\"",
            "[\"Manual\"]",
            "invalid-value manual.toml:1:9",
        ),
        at(
            "manual.toml",
            "\"Manual\"",
            "\"\"",
            "missing-field manual.toml:1:9",
        ),
        at(
            "manual.toml",
            "standards",
            "standard",
            "unknown-setting manual.toml:3:1",
        ),
        at(
            "manual.toml",
            "[\"iso-9001-2015\"]",
            "{ a = 1 }",
            "invalid-value manual.toml:3:13",
        ),
        at(
            "manual.toml",
            "-2015\"]",
            "-2015\", \"\"]",
            "invalid-value manual.toml:3:31",
        ),
        at(
            "manual.toml",
            "-2015\"]",
            "-2015\", \"iso-9001-2015\"]",
            "invalid-value manual.toml:3:31",
        ),
        add(
            "<<<<<<< a\nx = 1\n=======\nx = 2\n>>>>>>> b\n",
            "syntax-error manual.toml:4:1",
        ),
        add("language = \"\"\n", "invalid-value manual.toml:4:12"),
        add("language = \"English\"\n", "invalid-value manual.toml:4:12"),
        add("theme = \"nowhere\"\n", "theme-error manual.toml:4:9"),
        add(
            "exclude = [\"drafts/**\"]\n",
            "setting-without-effect manual.toml:4:12",
        ),
        add(
            "publish = [\"procedures/a.md\"]\n",
            "setting-without-effect manual.toml:4:12",
        ),
        add(
            "[fields]\nversion = \"revison\"\n",
            "invalid-value manual.toml:5:11",
        ),
        add(
            "[values.stauts]\nReleased = \"approved\"\n",
            "unknown-setting manual.toml:4:9",
        ),
        add(
            "[values.status]\nReleased = \"aproved\"\n",
            "invalid-value manual.toml:5:12",
        ),
        add(
            "[rules]\nreview-overdue = \"\"\n",
            "invalid-value manual.toml:5:18",
        ),
        add(
            "[kind.lot]\nclas = \"record\"\n",
            "unknown-setting manual.toml:5:1",
        ),
        add(
            "[kind.lot]\nclass = \"\"\n",
            "missing-field manual.toml:5:9",
        ),
        add(
            "[kind.lot]\nclass = \"record\"\nfields = { steel = { one_of = [] } }\n",
            "invalid-value manual.toml:6:31",
        ),
        add(
            "[kind.lot]\nclass = \"record\"\nfields = { steel = { oneof = [\"a\"] } }\n",
            "unknown-setting manual.toml:6:22",
        ),
    ]);
}

#[test]
fn slips_in_exclusions() {
    let add = |instead, expected| ("manual.toml", "", instead, expected);
    check(&[
        add(
            "[[exclusion]]\nclause = [\"8.3\"]\njustification = \"None here.\"\napproved_by = \"MD\"\n",
            "invalid-value manual.toml:5:10",
        ),
        add(
            "[[exclusion]]\nclause = \"8.3\"\njustification = \"TBD\"\napproved_by = \"MD\"\n",
            "unjustified-exclusion manual.toml:6:17",
        ),
        add(
            "[[exclusion]]\nclause = \"8.3\"\njustification = \"None here.\"\naproved_by = \"MD\"\n",
            "unknown-setting manual.toml:7:1",
        ),
        add(
            "[[exclusion]]\nclause = \"8.3\"\njustification = \"None here.\"\napproved_by = [\"MD\"]\n",
            "invalid-value manual.toml:7:15",
        ),
    ]);
}

#[test]
fn slips_in_a_catalog() {
    const OWN: &str = "standards/own.toml";
    let crosswalk = |standard: &str, pairs: &str| {
        format!("[[crosswalk]]\nstandard = \"{standard}\"\npairs = {{ {pairs} }}\n")
    };
    check(&[
        (
            OWN,
            "id = ",
            "di = ",
            "unknown-setting standards/own.toml:1:1",
        ),
        (
            OWN,
            "number = \"1\"",
            "numer = \"1\"",
            "unknown-setting standards/own.toml:4:1",
        ),
        (
            OWN,
            "number = \"1\"",
            "number = [\"1\"]",
            "invalid-value standards/own.toml:4:10",
        ),
        (
            OWN,
            "summary",
            "items = [\"a\", \"A\"]\nsummary",
            "invalid-value standards/own.toml:5:15",
        ),
        (
            OWN,
            "summary",
            "exhaustive = true\nsummary",
            "invalid-value standards/own.toml:5:14",
        ),
        (
            OWN,
            "",
            "<<<<<<< a\n=======\n>>>>>>> b\n",
            "syntax-error standards/own.toml:9:1",
        ),
        (
            OWN,
            "",
            &crosswalk("iso-9001-2051", "\"1\" = [\"8.4.1\"]"),
            "unknown-standard standards/own.toml:10:12",
        ),
        (
            OWN,
            "",
            &crosswalk("iso-9001-2015", "\"1\" = [\"8.4.1\", \"8.99\"]"),
            "unknown-clause standards/own.toml:11:27",
        ),
        (
            OWN,
            "",
            &crosswalk("iso-9001-2015", "\"9\" = [\"8.4.1\"]"),
            "unknown-clause standards/own.toml:11:11",
        ),
    ]);
}

#[test]
fn clause_numbers_that_can_have_no_page_are_told_at_the_number() {
    const OWN: &str = "standards/own.toml";
    const LISTED: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"own\"]\n";
    for (numbers, expected) in [
        (["A", "a"], "clashing-names standards/own.toml:7:10"),
        (
            ["\u{e9}.1", "e\u{301}.1"],
            "clashing-names standards/own.toml:7:10",
        ),
        (
            ["4\u{2011}1", "4-1"],
            "clashing-names standards/own.toml:7:10",
        ),
        (
            ["1", &"1".repeat(300)],
            "invalid-name standards/own.toml:7:10",
        ),
    ] {
        let catalog = CATALOG
            .replacen("\"1\"", &format!("\"{}\"", numbers[0]), 1)
            .replacen("\"2\"", &format!("\"{}\"", numbers[1]), 1);
        let test = ManualTest::new(&[("manual.toml", LISTED), (OWN, &catalog)]);
        let told = test.errors();
        let told: Vec<String> = told
            .iter()
            .map(|one| format!("{} {}", one.rule, one.location()))
            .collect();
        assert_eq!(told, [expected]);
    }
}

#[test]
fn slips_in_front_matter() {
    const A: &str = "procedures/a.md";
    check(&[
        (A, "kind:", "kidn:", "unknown-field procedures/a.md:4:1"),
        (
            A,
            "kind: procedure",
            "kind: [procedure]",
            "invalid-value procedures/a.md:4:7",
        ),
        (
            A,
            "kind: procedure",
            "kind: procedur",
            "unknown-kind procedures/a.md:4:7",
        ),
        (
            A,
            "id: QP-01",
            "id:QP-01",
            "syntax-error procedures/a.md:2:1",
        ),
        (
            A,
            "id: QP-01",
            "id = QP-01",
            "syntax-error procedures/a.md:2:1",
        ),
        (
            A,
            "id: QP-01",
            "\tid: QP-01",
            "syntax-error procedures/a.md:2:1",
        ),
        (
            A,
            "clauses:",
            "  clauses:",
            "syntax-error procedures/a.md:11:1",
        ),
        (
            A,
            "[8.4.1]",
            "[\"\", 8.4.1]",
            "invalid-value procedures/a.md:11:11",
        ),
        (
            A,
            "[8.4.1]",
            "{ a: b }",
            "unknown-field procedures/a.md:11:12",
        ),
        (
            A,
            "[8.4.1]",
            "[{ clause: 8.4.1, section: }]",
            "invalid-value procedures/a.md:11:28",
        ),
        (
            A,
            "clauses:",
            "history: [{ date: 2026-02-01 }]\nclauses:",
            "missing-field procedures/a.md:11:11",
        ),
        (
            A,
            "Buyers",
            "[satisfies:8.4.2] Buyers",
            "unread-claim procedures/a.md:13:1",
        ),
        (
            A,
            "Buyers",
            "<p hidden>Buyers</p>\n\nBuyers",
            "html-left-out procedures/a.md:13:1",
        ),
    ]);
}

#[test]
fn slips_in_a_record_and_its_table() {
    const O: &str = "records/o.md";
    const CSV: &str = "records/on-time.csv";
    check(&[
        (
            O,
            "data: on-time.csv",
            "data: a.md",
            "broken-reference records/o.md:8:7",
        ),
        (O, "data:", "daat:", "unknown-field records/o.md:8:1"),
        (
            CSV,
            "period",
            "perid",
            "invalid-value records/on-time.csv:1:1",
        ),
        (
            CSV,
            "value",
            "vlaue",
            "invalid-value records/on-time.csv:1:8",
        ),
        (CSV, "96", "good", "invalid-value records/on-time.csv:2:9"),
        (
            CSV,
            "period,",
            "# figures\nperiod,",
            "invalid-value records/on-time.csv:1:1",
        ),
        (
            CSV,
            "2026-10,96",
            "<<<<<<< a\n2026-10,96\n=======\n2026-10,97\n>>>>>>> b",
            "syntax-error records/on-time.csv:2:1",
        ),
    ]);
}

#[test]
fn fields_that_nothing_marks_as_front_matter_are_told() {
    let page = "id: QP-02\nkind: procedure\n\nText.\n";
    let test = ManualTest::new(&[("procedures/b.md", page)]);
    let error = test.only("syntax-error");
    assert_eq!(error.location(), "procedures/b.md:1:1");
    assert_eq!(
        error.help,
        "write a line `---` before the first field, and one behind the last"
    );
    for text in [
        "kind: a sort of thing\n\nText.\n",
        "Text.\n\nid: QP-02\nkind: x\n",
    ] {
        let test = ManualTest::new(&[("procedures/b.md", text)]);
        assert_eq!(test.errors(), [], "{text}");
    }
}

#[test]
fn an_allowed_rule_does_not_hide_what_it_leads_to() {
    let settings =
        "titel = \"M\"\nstandards = [\"iso-9001-2015\"]\n[rules]\nunknown-setting = \"allow\"\n";
    let test = ManualTest::new(&[("manual.toml", settings)]);
    assert_eq!(test.only("missing-field").location(), "manual.toml:1:1");
}

#[test]
fn a_site_is_not_written_into_a_folder_of_the_manual() {
    let test = ManualTest::new(&FILES);
    let run = test.run(&[
        "build",
        "-o",
        test.manual().join("procedures").to_str().unwrap(),
    ]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("files that no build wrote"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_page_that_a_link_shows_twice_is_read_once() {
    let test = ManualTest::new(&FILES);
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(to, test.manual().join(from)).unwrap();
    };
    link("procedures/b.md", "a.md");
    link("standards/b.toml", "own.toml");
    assert_eq!(test.errors(), []);
    link("procedures/c.md", "c.md");
    let error = test.only("unreadable-file");
    assert_eq!(error.location(), "procedures/c.md:1:1");
    assert_eq!(
        error.message,
        "the link cannot be followed: it leads back to itself"
    );
}

#[test]
fn what_a_document_may_replace_is_not_covered() {
    let newer = PAGE
        .replace("QP-01", "QP-02")
        .replace("clauses: [8.4.1]", "supersedes: [qp-01]");
    let test = ManualTest::new(&[("procedures/a.md", PAGE), ("procedures/b.md", &newer)]);
    let error = test.only("broken-reference");
    assert_eq!(error.location(), "procedures/b.md:11:14");
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "gap");
}

#[test]
fn documents_that_a_circle_supersedes_are_not_in_it() {
    let page = |id: &str, supersedes: &str| {
        PAGE.replace("QP-01", id)
            .replace("clauses: [8.4.1]", &format!("supersedes: [{supersedes}]"))
    };
    let test = ManualTest::new(&[
        ("a.md", &page("QP-01", "QP-02")),
        ("b.md", &page("QP-02", "QP-03")),
        ("c.md", &page("QP-03", "QP-02, QP-04")),
        ("d.md", &page("QP-04", "QP-05")),
        ("e.md", &page("QP-05", "")),
    ]);
    let errors = test.errors();
    let errors: Vec<String> = errors.iter().map(|one| one.location()).collect();
    assert_eq!(errors, ["b.md:11:14", "c.md:11:14"]);
}
