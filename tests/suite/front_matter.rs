//! Front-matter in the forms that people and their editors write.

use crate::manual_test::{ManualTest, PLAIN_MANUAL};

/// The front-matter of a document in force that claims 8.4.1.
const LINES: [&str; 9] = [
    "id: QP-07",
    "title: Purchasing",
    "kind: procedure",
    "revision: 3",
    "status: approved",
    "owner: Purchasing manager",
    "approver: Quality manager",
    "effective: 2026-02-01",
    "clauses: [8.4.1]",
];

fn page(lines: &[&str]) -> String {
    format!("---\n{}\n---\n\n## Evaluation\n\nText.\n", lines.join("\n"))
}

/// The page with the line of the field `name` replaced by `lines`.
fn page_with(name: &str, lines: &str) -> String {
    let kept = LINES
        .iter()
        .copied()
        .filter(|line| !line.starts_with(&format!("{name}:")));
    page(&kept.chain([lines]).collect::<Vec<_>>())
}

fn manual(text: impl AsRef<[u8]>) -> ManualTest {
    let test = ManualTest::new::<&str>(&[]);
    test.write("procedures/purchasing.md", text);
    test
}

fn claims(test: &ManualTest, number: &str) -> Vec<String> {
    let clause = test.clause("iso-9001-2015", number);
    let claims = clause["claims"].as_array().unwrap().iter();
    claims
        .map(|claim| format!("{} {}", claim["document"], claim["line"]))
        .collect()
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let plain = page(&LINES);
    for text in [
        plain.clone(),
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
    ] {
        let test = manual(&text);
        assert_eq!(test.errors(), []);
        assert_eq!(claims(&test, "8.4.1"), ["\"QP-07\" 10"], "{text:?}");
    }
}

#[test]
fn toml_is_read_as_well() {
    let toml = "+++\nid = \"QP-07\"\ntitle = \"P\"\nkind = \"procedure\"\nrevision = \"3\"\n\
                status = \"approved\"\nowner = \"B\"\napprover = \"Q\"\neffective = 2026-02-01\n\
                clauses = [\"8.4.1\", { clause = \"8.4.2\", extent = \"partial\" }]\n+++\nText.\n";
    let test = manual(toml);
    assert_eq!(test.errors(), []);
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
    assert_eq!(test.clause("iso-9001-2015", "8.4.2")["status"], "partial");
}

#[test]
fn a_clause_number_keeps_its_zero_without_quotation_marks() {
    let standard = "id = \"s\"\ndesignation = \"S\"\ntitle = \"S\"\npublisher = \"P\"\n\
                    edition = \"1\"\n[[clause]]\nnumber = \"8.1\"\ntitle = \"A\"\nsummary = \"A.\"\n\
                    [[clause]]\nnumber = \"8.10\"\ntitle = \"B\"\nsummary = \"B.\"\n";
    let test = ManualTest::new(&[
        (
            "manual.toml",
            PLAIN_MANUAL.replace("iso-9001-2015", "s").as_str(),
        ),
        ("standards/s.toml", standard),
        ("p.md", &page_with("clauses", "clauses: [8.10]")),
    ]);
    assert_eq!(test.errors(), []);
    assert_eq!(test.clause("s", "8.10")["status"], "covered");
    assert_eq!(test.clause("s", "8.1")["status"], "gap");
}

#[test]
fn a_revision_is_text() {
    for (written, revision) in [("1.10", "1.10"), ("007", "007"), ("B", "B"), ("\"3\"", "3")] {
        let test = manual(page_with("revision", &format!("revision: {written}")));
        let clause = test.clause("iso-9001-2015", "8.4.1");
        assert_eq!(clause["claims"][0]["revision"], revision, "{written}");
    }
}

#[test]
fn what_is_no_text_is_an_unreadable_file_and_hides_no_other() {
    let test = manual(b"---\nid: \xff\xfe\n---\n");
    test.write(
        "procedures/other.md",
        page_with("clauses", "clauses: [99.9]"),
    );
    let rules: Vec<String> = test.errors().into_iter().map(|error| error.rule).collect();
    assert_eq!(rules, ["unknown-clause", "unreadable-file"]);
}

#[test]
fn an_empty_file_and_one_without_front_matter_are_uncontrolled_pages() {
    for text in ["", "\n", "# Visitors\n\nSign in at the gate.\n"] {
        let test = manual(text);
        assert_eq!(test.errors(), [], "{text:?}");
        assert_eq!(test.only("uncontrolled-page").severity, "warning");
    }
}

#[test]
fn empty_front_matter_lacks_its_fields() {
    let test = manual("---\n---\nText.\n");
    assert!(!test.errors().is_empty());
    assert!(
        test.errors()
            .iter()
            .all(|error| error.rule == "missing-field")
    );
}

#[test]
fn a_missing_closing_line_is_an_error_and_claims_nothing() {
    let test = manual(page(&LINES).replace("\n---\n\n", "\n\n"));
    assert_eq!(test.only("syntax-error").file, "procedures/purchasing.md");
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "gap");
}

#[test]
fn a_field_written_twice_is_an_error_at_the_second() {
    let test = manual(page(&[&LINES[..], &["status: draft"]].concat()));
    assert_eq!(
        test.only("syntax-error").location(),
        "procedures/purchasing.md:11:1"
    );
    assert_eq!(test.clause("iso-9001-2015", "8.4.1")["status"], "gap");
}

#[test]
fn a_bomb_of_aliases_is_refused_at_once() {
    let mut lines = vec!["a0: &a0 [x, x, x, x, x, x, x, x, x]".to_owned()];
    for level in 1..12 {
        let before = level - 1;
        let many = vec![format!("*a{before}"); 9].join(", ");
        lines.push(format!("a{level}: &a{level} [{many}]"));
    }
    let test = manual(format!("---\n{}\n---\n", lines.join("\n")));
    assert!(
        test.errors()
            .iter()
            .any(|error| error.rule == "syntax-error")
    );
}

#[test]
fn nesting_without_end_is_an_error_and_no_crash() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        let deep = format!("clauses: {}{}", open.repeat(20_000), close.repeat(20_000));
        let test = manual(page_with("clauses", &deep));
        assert!(!test.errors().is_empty());
        assert_eq!(test.run(&["check"]).status, 1);
    }
}

#[test]
fn an_unknown_field_names_the_nearest_known_one() {
    let test = manual(page(&[&LINES[..], &["aprover: Quality manager"]].concat()));
    let error = test.only("unknown-field");
    assert_eq!(error.location(), "procedures/purchasing.md:11:1");
    assert_eq!(error.help, "did you mean `approver`?");
}

#[test]
fn an_unknown_status_is_never_in_force() {
    let test = manual(page_with("status", "status: Approvd"));
    assert!(!test.errors().is_empty());
    assert_ne!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
}

#[test]
fn a_date_that_is_none_is_an_error_at_its_place() {
    for date in ["2026-02-30", "01/02/2026", "soon", "20260201"] {
        let test = manual(page_with("effective", &format!("effective: {date}")));
        assert_eq!(
            test.errors()[0].location(),
            "procedures/purchasing.md:10:12",
            "{date}"
        );
        assert_ne!(
            test.clause("iso-9001-2015", "8.4.1")["status"],
            "covered",
            "{date}"
        );
    }
}

#[test]
fn an_unknown_extent_is_never_full() {
    let claim = "clauses: [{ clause: 8.4.1, extent: mostly }]";
    let test = manual(page_with("clauses", claim));
    assert!(!test.errors().is_empty());
    assert_ne!(test.clause("iso-9001-2015", "8.4.1")["status"], "covered");
}

#[test]
fn another_tools_field_names_and_words_are_mapped() {
    let text = page(&LINES)
        .replace("revision:", "version:")
        .replace("status: approved", "status: Released")
        .replace("clauses:", "next_review_date: 2026-11-22\nclauses:");
    let mapping = "[fields]\nversion = \"revision\"\nnext_review_date = \"review_due\"\n\
                   [values.status]\n\"Released\" = \"approved\"\n";
    let test = manual(&text);
    assert!(!test.errors().is_empty());
    test.write("manual.toml", format!("{PLAIN_MANUAL}{mapping}"));
    assert_eq!(test.errors(), []);
    let clause = test.clause("iso-9001-2015", "8.4.1");
    assert_eq!(clause["status"], "overdue");
    assert_eq!(clause["claims"][0]["revision"], "3");
}

#[test]
fn an_id_stands_for_one_document() {
    let test = manual(page(&LINES));
    test.write("procedures/zz-copy.md", page(&LINES));
    let error = test.only("duplicate-id");
    assert_eq!(error.location(), "procedures/zz-copy.md:2:5");
}

#[test]
fn a_misspelt_name_is_one_mistake() {
    let page = |front: &str| {
        format!(
            "---\nid: QP-01\ntitle: T\nkind: procedure\nrevision: 1\nstatus: approved\n\
             approver: Manager\neffective: 2026-02-01\n{front}---\nText.\n"
        )
    };
    let test = ManualTest::new(&[("a.md", page("ownr: Buyer\nclauses: [{claus: 8.4.1}]\n"))]);
    let told = |test: &ManualTest| -> Vec<(String, String)> {
        let errors = test.errors().into_iter();
        errors.map(|one| (one.location(), one.rule)).collect()
    };
    let told_once = [
        ("a.md:9:1", "unknown-field"),
        ("a.md:10:12", "unknown-field"),
    ];
    let told_once = told_once.map(|(at, rule)| (at.to_owned(), rule.to_owned()));
    assert_eq!(told(&test), told_once);

    // Unknown fields are allowed, so only the missing owner can be reported.
    let config = format!("{PLAIN_MANUAL}[rules]\nunknown-field = \"allow\"\n");
    test.write("manual.toml", config);
    test.write("a.md", page("ownr: Buyer\n"));
    assert_eq!(
        told(&test),
        [("a.md:1:1".to_owned(), "missing-field".to_owned())]
    );
}

#[test]
fn a_mistake_in_an_exclusion_is_told_once() {
    for (lines, at, rule) in [
        (
            "justification = [\"No design.\"]\n",
            "manual.toml:6:17",
            "invalid-value",
        ),
        (
            "justificaton = \"No design.\"\n",
            "manual.toml:6:1",
            "unknown-setting",
        ),
        (
            "justification = \"Nothing is designed here.\"\ndate = \"soon\"\n",
            "manual.toml:7:8",
            "invalid-value",
        ),
        ("", "manual.toml:5:10", "unjustified-exclusion"),
    ] {
        let config = format!("{PLAIN_MANUAL}[[exclusion]]\nclause = \"8.3\"\n{lines}");
        let test = ManualTest::new(&[("manual.toml", config)]);
        let all = test.diagnostics().into_iter();
        let told: Vec<(String, String)> = all
            .filter(|one| one.file == "manual.toml" && one.line > 3)
            .map(|one| (one.location(), one.rule))
            .collect();
        assert_eq!(told, [(at.to_owned(), rule.to_owned())], "{lines}");
    }
}
