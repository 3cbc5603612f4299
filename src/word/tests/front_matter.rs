//! Tests of the front matter.

use super::docx::{Docx, paragraph, plain, run, styled, texts};

fn block() -> String {
    texts(&[
        ["Document No", "QP-07", "Revision", "3"],
        [
            "Owner",
            "Purchasing manager",
            "Effective date",
            "01.03.2026",
        ],
    ])
}

#[test]
fn a_table_at_the_start_becomes_fields() {
    let docx = Docx::new(&(styled("Title", "Control of suppliers") + &block() + &plain("Text")));
    assert_eq!(
        docx.fields("file.docx"),
        [
            "id: QP-07",
            "title: Control of suppliers",
            "kind: procedure",
            "revision: 3",
            "status: draft",
            "owner: Purchasing manager",
            "effective: 2026-03-01",
        ]
    );
    assert_eq!(docx.text(), "Text");
    let imported = docx.read("file.docx").unwrap();
    assert_eq!(imported.path, "procedures/qp-07.md");
    let told = "taken into the front-matter: \"Document No: QP-07\"";
    assert!(imported.report.to_string().contains(told));
}

#[test]
fn two_places_that_differ_set_nothing_and_are_both_told() {
    let docx = Docx::new(&block());
    let fields = docx.fields("SOP-IT-002.docx");
    assert_eq!(fields[0], "id:");
    let imported = docx.read("SOP-IT-002.docx").unwrap();
    let told = "id: the places differ, so none was taken: \"QP-07\" (header block), \
                \"SOP-IT-002\" (file name)";
    assert!(imported.report.to_string().contains(told));
    assert!(
        imported
            .markdown
            .contains("\"QP-07\" (header block), \"SOP-IT-002\" (file name)")
    );
}

#[test]
fn the_pages_and_the_properties_say_it_where_the_text_does_not() {
    let docx = Docx::new(&plain("Text"))
        .page("header", &plain("Harrow Ltd\tDocument No.: QP-07\tRev. 3"))
        .custom("EffectiveDate", "2026-02-01T00:00:00Z");
    let fields = docx.fields("file.docx");
    assert_eq!(fields[0], "id: QP-07");
    assert_eq!(fields[3], "revision: 3");
    assert_eq!(fields[6], "effective: 2026-02-01");
    let told = "page header: \"Harrow Ltd Document No.: QP-07 Rev. 3\"";
    assert!(docx.report().contains(told));
}

#[test]
fn lines_at_the_start_become_fields_too() {
    let lines = "Document No: QP-07<w:br/>Version: 2.0";
    let lines = lines.replace("<w:br/>", "</w:t><w:br/><w:t>");
    let lines = format!("<w:r><w:t>{lines}</w:t></w:r>");
    let docx = Docx::new(&(paragraph("", &lines) + &plain("Text")));
    let fields = docx.fields("file.docx");
    assert_eq!(
        (fields[0].as_str(), fields[3].as_str()),
        ("id: QP-07", "revision: \"2.0\"")
    );
    assert_eq!(docx.text(), "Text");
}

#[test]
fn what_does_not_fit_its_field_stays_and_is_told() {
    let rows = [
        ["Document No", "QP-07"],
        ["Revision", "3"],
        ["Effective date", "03/04/2026"],
        ["Approved by", "Dr. Ä. Öz"],
        ["Review date", "[DATE]"],
    ];
    let docx = Docx::new(&texts(&rows));
    let fields = docx.fields("file.docx");
    assert!(fields.contains(&"effective:".to_owned()));
    assert!(fields.contains(&"approver:".to_owned()));
    let report = docx.report();
    assert!(
        report.contains("effective: \"Effective date: 03/04/2026\" in the header block can be")
    );
    assert!(
        report.contains("approver: \"Approved by: Dr. Ä. Öz\" in the header block names a person")
    );
    assert_eq!(
        docx.text(),
        "| Effective date | Review date |\n|---|---|\n| 03/04/2026 | \\[DATE\\] |"
    );
}

#[test]
fn a_blank_form_and_a_matrix_stay_in_the_text() {
    let form = texts(&[["Document No", ""], ["Revision", ""]]);
    assert_eq!(
        Docx::new(&form).text(),
        "|  |  |\n|---|---|\n| Document No |  |\n| Revision |  |"
    );
    let matrix = texts(&[["Title", "Version", "Owner"], ["A", "2", "Buyer"]]);
    assert_eq!(
        Docx::new(&matrix).text(),
        "|  |  |  |\n|---|---|---|\n| Title | Version | Owner |\n| A | 2 | Buyer |"
    );
}

#[test]
fn a_table_of_revisions_becomes_the_history() {
    let rows = [
        ["Rev", "Date", "Change", "Author"],
        ["1", "2026-01-02", "First", "A. Smith"],
    ];
    let body = styled("H1", "Scope") + &plain("Text") + &styled("H1", "Revision history");
    let docx = Docx::new(&(body + &texts(&rows)));
    let fields = docx.fields("file.docx");
    let change = "- { revision: 1, date: 2026-01-02, change: \"First\" }";
    assert_eq!(fields.last().unwrap(), change);
    assert_eq!(docx.text(), "## Scope {#scope}\n\nText");
    let report = docx.report();
    assert!(report.contains("the column \"Author\" of the table of revisions: \"A. Smith\""));
}

#[test]
fn the_row_that_names_a_table_of_revisions_is_told() {
    let cells = |texts: [&str; 2]| {
        texts
            .map(|text| super::docx::cell("", &plain(text)))
            .to_vec()
    };
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let rows = [
        vec![super::docx::cell(wide, &plain("REVISION HISTORY"))],
        cells(["Rev. #", "Released Date (YYYY-MM-DD)"]),
        cells(["1", "2026-01-02"]),
    ];
    let docx = Docx::new(&(styled("H1", "Scope") + &plain("Text") + &super::docx::table(&rows)));
    let change = "- { revision: 1, date: 2026-01-02, change: \"\" }";
    assert_eq!(docx.fields("file.docx").last().unwrap(), change);
    let told = "the table of revisions \"REVISION HISTORY\" (Rev. #, Released Date (YYYY-MM-DD))";
    assert!(docx.report().contains(told), "{}", docx.report());
}

#[test]
fn a_clause_that_is_named_is_a_mention_and_no_claim() {
    let docx = Docx::new(&plain(
        "As ISO 9001:2015, clause 8.4.1 and clause 8.4.1 ask.",
    ));
    let imported = docx.read("file.docx").unwrap();
    assert!(!imported.markdown.contains("clauses"));
    let report = imported.report.to_string();
    assert!(report.contains("mentioned: the text names 8.4.1 twice (a mention is no claim)"));
    assert!(report.contains("not set: clauses (a claim is yours to make)"));
}

#[test]
fn no_notation_of_a_claim_survives() {
    let notation = "[[satisfies:8.4.1]] and {clause=8.4.1}";
    let rows = [
        vec![super::docx::cell(
            "<w:gridSpan w:val=\"2\"/>",
            &plain(notation),
        )],
        vec![
            super::docx::cell("", &plain("a")),
            super::docx::cell("", &plain("b")),
        ],
    ];
    let body = [
        styled("H1", notation),
        plain("[[satisfies:8.4.1]]"),
        super::docx::table(&rows),
    ];
    let text = Docx::new(&body.concat()).text();
    assert!(!text.contains("[[satisfies"), "{text}");
    let attribute = text.matches("{clause").count();
    assert_eq!(attribute, text.matches("\\{clause").count(), "{text}");
    let id = "{#satisfies-8-4-1-and-clause-8-4-1}";
    let heading = format!("\\[\\[satisfies:8.4.1\\]\\] and \\{{clause=8.4.1}} {id}");
    assert!(text.contains(&heading), "{text}");
}

#[test]
fn the_status_is_draft_whatever_the_file_says() {
    let rows = [
        ["Document No", "QP-07"],
        ["Revision", "3"],
        ["Status", "Approved"],
    ];
    let docx = Docx::new(&texts(&rows));
    let imported = docx.read("file.docx").unwrap();
    let line = "status: draft                  # never taken from a file\n";
    assert!(imported.markdown.contains(line), "{}", imported.markdown);
    assert_eq!(docx.text(), "");
    let told = "left out: \"Status: Approved\" (a person sets the status)";
    assert!(docx.report().contains(told), "{}", docx.report());
}

#[test]
fn labels_that_are_common_as_values_count_beside_others() {
    let rows = [
        ["Document ID", "POL-02", "Version", "2"],
        ["Title", "Access control", "Status", "In review"],
        ["Approved", "Managing director", "Issue", "7"],
    ];
    let docx = Docx::new(&texts(&rows));
    let fields = docx.fields("file.docx");
    assert_eq!(fields[0], "id: POL-02");
    assert_eq!(fields[1], "title: Access control");
    // The kind is that of the code in the id.
    assert_eq!(fields[2], "kind: policy");
    assert_eq!(fields[3], "revision: 2");
    assert!(fields.contains(&"approver: Managing director".to_owned()));
    // The revision has a label of its own, so this cell may mean something else.
    assert_eq!(docx.text(), "| Issue |\n|---|\n| 7 |");

    let alone = texts(&[["Title", "Access control"], ["Status", "Approved"]]);
    assert_eq!(
        Docx::new(&alone).text(),
        "|  |  |\n|---|---|\n| Title | Access control |\n| Status | Approved |"
    );
}

#[test]
fn an_id_in_a_title_is_not_repeated() {
    let header = "DOCUMENT NAME: Supplier checklist (F-002A)\tRevision: 2";
    let docx = Docx::new(&plain("Text")).page("header", &plain(header));
    for name in ["F-002A Supplier checklist Rev2.docx", "checklist.docx"] {
        let fields = docx.fields(name);
        assert_eq!(fields[0], "id: F-002A", "{name}");
        assert_eq!(fields[1], "title: Supplier checklist", "{name}");
        assert_eq!(fields[2], "kind: form", "{name}");
    }
    assert_eq!(docx.fields("F-003 Supplier checklist.docx")[0], "id:");
    let title = styled("Title", "QP-07: Control of suppliers");
    let fields = Docx::new(&(title + &plain("Text"))).fields("file.docx");
    assert_eq!(fields[..2], ["id: QP-07", "title: Control of suppliers"]);
}

#[test]
fn a_name_is_the_title_where_the_text_begins_with_it() {
    let body = styled("H1", "Backup") + &plain("Text") + &styled("H1", "Scope");
    let named = Docx::new(&body);
    assert_eq!(named.fields("x1.docx")[1], "title:");
    assert_eq!(named.fields("Backup.docx")[1], "title: Backup");
    assert_eq!(named.fields("9QAD 7ABC.docx")[1], "title:");
    let section = Docx::new(&(styled("H1", "1. Scope") + &plain("Text")));
    assert_eq!(section.fields("x1.docx")[1], "title:");
    let property = named.core_title("BACKUP");
    assert_eq!(property.fields("x1.docx")[1], "title: Backup");
    let other = Docx::new(&body).core_title("Template");
    assert_eq!(other.fields("x1.docx")[1], "title:");
}

#[test]
fn names_with_accents_of_their_own_are_written_in_one_form() {
    let imported = Docx::new(&plain("Text"))
        .read("Cre\u{301}er TU.docx")
        .unwrap();
    assert_eq!(imported.path, "procedures/créer-tu.md");
    let imported = Docx::new(&plain("Text")).read("con.docx").unwrap();
    assert_eq!(imported.path, "procedures/con-1.md");
}

#[test]
fn comments_are_in_the_language_of_the_document() {
    let body = run("Gilt für die Standorte und das Lager der Firma.", "");
    let imported = Docx::new(&paragraph("", &body)).read("file.docx").unwrap();
    assert!(imported.markdown.contains("# nicht gefunden"));
}
