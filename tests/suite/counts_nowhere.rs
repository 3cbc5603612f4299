//! What is struck out, open, in code, or beside a name counts nowhere, whatever reads it: `[[claims]]`,
//! `[[metadata]]` and our own form.

use crate::manual_test::{ManualTest, files_below};

const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-iec-27001-2022\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\n\
    partly-addressed-requirement = \"allow\"\nplanned-requirement = \"allow\"\n\
    uncontrolled-page = \"allow\"\nno-reason = \"allow\"\n";

const COLUMNS: &str = "[[claims]]\ncolumns = { clause = \"Clause\", document = \"Document\" }\n";

fn document(id: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: Document {id}\nkind: procedure\nrevision: 1\nstatus: approved\n\
         owner: Buyer\napprover: Quality manager\neffective: 2026-01-01\n---\n{text}\n"
    )
}

/// A manual with these settings, and with the documents QP-1 and QP-12 beside the page.
fn manual(settings: &str, page: &str) -> ManualTest {
    let test = ManualTest::new(&[
        ("one.md", document("QP-1", "Buyers buy.")),
        ("two.md", document("QP-12", "Fitters fit.")),
        ("page.md", page.to_owned()),
    ]);
    test.write("manual.toml", format!("{PLAIN}\n{settings}"));
    test
}

/// The rules that are told, each with the line and the message.
fn told(test: &ManualTest) -> Vec<String> {
    let all = test.diagnostics().into_iter();
    let shown = all.map(|one| format!("{}:{} {}", one.rule, one.line, one.message));
    shown.collect()
}

/// The documents that claim A.8.1 and A.8.12, and how much they count.
fn claims(test: &ManualTest) -> Vec<String> {
    let mut found = Vec::new();
    for number in ["A.8.1", "A.8.12"] {
        let clause = test.clause("iso-iec-27001-2022", number);
        for claim in clause["claims"].as_array().unwrap() {
            let word = |key: &str| claim[key].as_str().unwrap_or("-").to_owned();
            found.push(format!("{number} {} {}", word("document"), word("counts")));
        }
    }
    found
}

/// A table of one row in Markdown, and the same in HTML.
fn tables(clause: &str, document: &str) -> [String; 2] {
    [
        format!("| Clause | Document |\n|--|--|\n| {clause} | {document} |\n"),
        format!(
            "<table>\n<tr><th>Clause</th><th>Document</th></tr>\n\
             <tr><td>{clause}</td><td>{document}</td></tr>\n</table>\n"
        ),
    ]
}

#[test]
fn a_note_mark_is_no_part_of_a_clause_or_a_document() {
    let link = ["[QP-1](one.md)", "<a href=\"one.md\">QP-1</a>"];
    for (at, link) in link.into_iter().enumerate() {
        let text = tables("A.8.1<sup>2</sup>", &format!("{link}<sup>*2*</sup>"))[at].clone();
        let test = manual(COLUMNS, &document("MAP", &text));
        assert_eq!(
            (told(&test), claims(&test)),
            (Vec::new(), vec!["A.8.1 QP-1 covered".to_owned()]),
            "{text}"
        );
    }
}

#[test]
fn what_stands_beside_a_clause_or_a_document_is_told() {
    let picture = "<img alt=\"2\" src=\"\">";
    for (clause, document_cell, message) in [
        (
            "A.8.1<sub>2</sub>",
            "QP-1",
            "unknown-clause ISO/IEC 27001:2022 has no clause A.8.1 <sub>2",
        ),
        (
            "A.8.1",
            "QP-1<sub>2</sub>",
            "broken-reference there is no document or record `QP-1 <sub>2`",
        ),
        (
            &format!("A.8.1{picture}"),
            "QP-1",
            "unknown-clause ISO/IEC 27001:2022 has no clause A.8.1 ![2]",
        ),
        (
            "A.8.1",
            &format!("QP-1{picture}"),
            "broken-reference there is no document or record `QP-1 ![2]`",
        ),
    ] {
        for text in tables(clause, document_cell) {
            let test = manual(COLUMNS, &document("MAP", &text));
            let all = test.diagnostics().into_iter();
            let all = all.map(|one| format!("{} {}", one.rule, one.message));
            let all: Vec<String> = all
                .filter(|one| !one.starts_with("html-left-out"))
                .collect();
            assert_eq!(
                (all, claims(&test)),
                (vec![message.to_owned()], Vec::new()),
                "{text}"
            );
        }
    }
    let inner = "A.8.1<table><tr><td>2</td></tr></table>";
    let test = manual(COLUMNS, &document("MAP", &tables(inner, "QP-1")[1]));
    assert_eq!(
        (told(&test), claims(&test)),
        (
            vec!["unknown-clause:13 ISO/IEC 27001:2022 has no clause A.8.1 <table>".to_owned()],
            Vec::new()
        )
    );
}

#[test]
fn a_note_mark_is_no_part_of_a_field() {
    let names = "[[metadata]]\nnames = { ID = \"id\", Version = \"revision\" }\n";
    let page = document(
        "X",
        "**ID:** QP-2<sup>3</sup>  \n**Version:** 4<sup>5</sup>\n\n## Scope\n\nText.",
    );
    let page = page.replace("id: X\n", "").replace("revision: 1\n", "");
    let test = manual(names, &page);
    assert_eq!(told(&test), [""; 0]);
    assert_eq!(test.build().status, 0);
    let list = std::fs::read_to_string(test.site().join("documents/index.csv")).unwrap();
    let row = list.lines().find(|row| row.starts_with("QP-2,")).unwrap();
    assert!(
        row.starts_with("QP-2,Document X,procedure,4,approved,"),
        "{row}"
    );
}

const STATUS: &str = "[[metadata]]\nnames = { Status = \"status\" }\n";
const PATTERN: &str = "[[metadata]]\npattern = 'Status: (?<status>\\w+)'\n";
const DEFAULT: &str = "[[defaults]]\nstatus = \"approved\"\n";

/// A document that claims A.8.1, whose status stands in its text.
fn with_status(settings: &str, text: &str) -> ManualTest {
    let page = document(
        "QP-2",
        &format!("# Selling\n\n{text}\n\n## Scope\n\nSellers sell."),
    );
    let page = page.replace("status: approved\n", "clauses: [A.8.1]\n");
    manual(&format!("{settings}\n{DEFAULT}"), &page)
}

/// The messages about fields that are not read.
fn not_read(test: &ManualTest) -> Vec<String> {
    let all = test.diagnostics().into_iter();
    let not_read = all.filter(|one| one.rule == "metadata-not-read");
    not_read.map(|one| one.message).collect()
}

#[test]
fn a_status_that_is_struck_out_or_open_approves_nothing() {
    for (settings, text) in [
        (STATUS, "- [ ] **Status:** approved"),
        (STATUS, "☐ **Status:** approved"),
        (STATUS, "<input type=\"checkbox\"> **Status:** approved"),
        (STATUS, "| ~~Status~~ | approved |\n|--|--|"),
        (STATUS, "~~\n\n**Status:** approved\n\n~~"),
        (PATTERN, "~~Status: approved~~"),
        (PATTERN, "- [ ] Status: approved"),
    ] {
        let test = with_status(settings, text);
        assert_eq!(
            (not_read(&test), claims(&test)),
            (
                vec![
                    "status stands only here, in struck-out text or in a task that is not ticked, so that \
                     the page has none"
                        .to_owned()
                ],
                vec!["A.8.1 QP-2 planned".to_owned()]
            ),
            "{text}"
        );
    }
    for (settings, text, counts) in [
        (
            STATUS,
            "- [ ] **Status:** approved\n- [x] **Status:** draft",
            "planned",
        ),
        (
            STATUS,
            "~~**Status:** draft~~\n\n**Status:** approved",
            "covered",
        ),
        (PATTERN, "~~Status: approved~~ Status: draft", "planned"),
        (PATTERN, "~~Status: draft~~ Status: approved", "covered"),
    ] {
        let test = with_status(settings, text);
        assert_eq!(not_read(&test), [""; 0], "{text}");
        assert_eq!(claims(&test), [format!("A.8.1 QP-2 {counts}")], "{text}");
    }
}

#[test]
fn clauses_that_are_struck_out_or_open_are_not_claimed() {
    let pattern = "[[metadata]]\npattern = 'Covers: (?<clauses>[.\\w]+)'\n";
    for text in ["~~Covers: A.8.1~~", "- [ ] Covers: A.8.1"] {
        let test = manual(
            pattern,
            &document("QP-2", &format!("{text}\n\n## Scope\n\nText.")),
        );
        assert_eq!(claims(&test), [""; 0], "{text}");
        assert_eq!(not_read(&test).len(), 1, "{text}");
    }
}

#[test]
fn a_finding_whose_state_is_struck_out_or_open_is_open() {
    let finding = |text: &str| {
        format!(
            "---\nid: F-1\nkind: finding\nowner: Buyer\ngrade: major\nclauses: [A.8.1]\n\
             date: 2026-01-01\ndue: 2027-01-01\n---\n{text}\n"
        )
    };
    for (settings, text, open) in [
        ("pattern = 'State: (?<state>\\w+)'", "State: closed", 0),
        ("pattern = 'State: (?<state>\\w+)'", "~~State: closed~~", 1),
        (
            "pattern = 'State: (?<state>\\w+)'",
            "~~State: closed~~ State: open",
            1,
        ),
        (
            "names = { State = \"state\" }",
            "- [ ] **State:** closed",
            1,
        ),
        (
            "names = { State = \"state\" }",
            "- [x] **State:** closed",
            0,
        ),
    ] {
        let test = manual(&format!("[[metadata]]\n{settings}\n"), &finding(text));
        let clause = test.clause("iso-iec-27001-2022", "A.8.1");
        assert_eq!(clause["open_findings"]["major"], open, "{text}");
    }
}

#[test]
fn a_page_whose_audience_is_struck_out_is_in_no_edition() {
    let settings = "[audiences]\npublic = []\ninternal = [\"public\"]\n\
        [[metadata]]\npattern = 'Audience: (?<audience>\\w+)'\n\
        [[defaults]]\naudience = \"public\"\n";
    for (text, audience, is_there) in [
        ("Audience: public", "public", true),
        ("~~Audience: public~~ Audience: internal", "public", false),
        ("~~Audience: public~~ Audience: internal", "internal", true),
        ("~~Audience: public~~", "public", false),
        ("~~Audience: public~~", "internal", false),
    ] {
        let test = manual(
            settings,
            &document("HID-1", &format!("{text}\n\nA secret text.")),
        );
        let folder = test.beside("edition");
        let out = test.run(&[
            "build",
            "--audience",
            audience,
            "-o",
            folder.to_str().unwrap(),
        ]);
        assert_eq!(out.status, 0, "{}", out.stderr);
        let names = files_below(&folder).into_iter().map(|(name, _)| name);
        let found = names
            .filter(|name| name.to_lowercase().contains("hid-1"))
            .count();
        assert_eq!(found > 0, is_there, "{text} {audience}");
    }
}

#[test]
fn a_row_with_an_empty_box_claims_nothing_in_markdown_or_html() {
    for done in ["☐", "[ ]", "&#9744;", "<input type=\"checkbox\">"] {
        for text in [
            format!(
                "| Clause | Document | Done |\n|--|--|--|\n| A.8.1 | QP-1 | {done} |\n| A.8.12 | QP-1 | |\n"
            ),
            format!(
                "<table>\n<tr><th>Clause</th><th>Document</th><th>Done</th></tr>\n\
                 <tr><td>A.8.1</td><td>QP-1</td><td>{done}</td></tr>\n\
                 <tr><td>A.8.12</td><td>QP-1</td><td></td></tr>\n</table>\n"
            ),
        ] {
            let test = manual(COLUMNS, &document("MAP", &text));
            assert_eq!(
                claims(&test),
                ["A.8.1 QP-1 none", "A.8.12 QP-1 covered"],
                "{text}"
            );
            let struck = test.only("struck-claim").message;
            assert!(struck.contains("stands behind a box"), "{struck}");
        }
    }
}

#[test]
fn nothing_is_claimed_in_code_of_html() {
    let pattern = "[[claims]]\npattern = '\\[C:(?<clause>[^\\]]+)\\]'\n";
    let text = "We write <code>[C:A.8.1]</code>:\n\n<pre>\n[C:A.8.12]\n</pre>\n\n<kbd>[[satisfies:A.8.1]]</kbd>";
    let test = manual(pattern, &document("QP-2", text));
    assert_eq!(claims(&test), [""; 0]);
    let table = tables("A.8.1", "QP-1")[1].clone();
    let test = manual(COLUMNS, &document("MAP", &format!("<pre>\n{table}</pre>")));
    assert_eq!(claims(&test), [""; 0]);
    let test = with_status(PATTERN, "<pre>Status: approved</pre>\n\nStatus: draft");
    assert_eq!(claims(&test), ["A.8.1 QP-2 planned"]);
}
