//! What is struck out, open, in code, or beside a name counts nowhere, whatever reads it: `[[claims]]`,
//! `[[metadata]]` and our own form.

use crate::manual_test::ManualTest;

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
            vec!["unknown-clause:12 ISO/IEC 27001:2022 has no clause A.8.1 <table>".to_owned()],
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
