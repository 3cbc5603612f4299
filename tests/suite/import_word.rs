//! `import word` converts all given Word files to drafts or none, and reports what it could not
//! convert.

use std::fs;
use std::io::{Cursor, Write};
use std::path::PathBuf;

use snapbox::{assert_data_eq, str};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::manual_test::{ManualTest, PLAIN_MANUAL, Run, files_below};

/// A minimal Word file whose document has these blocks.
fn docx(blocks: &str) -> Vec<u8> {
    let of_package = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"a\" Target=\"word/document.xml\" Type=\"http://schemas.openxmlformats.org/\
         officeDocument/2006/relationships/officeDocument\"/></Relationships>";
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{blocks}</w:body></w:document>"
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", of_package),
        ("word/document.xml", &document),
    ] {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn row(label: &str, value: &str) -> String {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    format!("<w:tr>{}{}</w:tr>", cell(label), cell(value))
}

/// A Word file of a procedure with a table of fields, where the status is "Approved".
fn procedure(id: &str, text: &str) -> Vec<u8> {
    let rows = [
        row("Document No", id),
        row("Title:", "Control of suppliers"),
        row("Revision", "3"),
        row("Status:", "Approved"),
        row("Owner", "Purchasing manager"),
    ];
    docx(&format!(
        "<w:tbl>{}</w:tbl>{}",
        rows.concat(),
        paragraph(text)
    ))
}

/// Word files next to a manual that only has settings.
struct ImportTest(ManualTest);

impl ImportTest {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let test = ManualTest::new::<&str>(&[]);
        for (name, bytes) in files {
            fs::write(test.beside(name), bytes).unwrap();
        }
        Self(test)
    }

    /// Imports files into the manual.
    fn import(&self, arguments: &[&str]) -> Run {
        let call = [&["import", "word", "-o", "manual"], arguments].concat();
        self.0.run(&call)
    }

    /// The files of the manual without its settings.
    fn imported(&self) -> Vec<String> {
        let files = files_below(&self.0.manual()).into_iter();
        let names = files.map(|(name, _)| name);
        names.filter(|name| name != "manual.toml").collect()
    }

    fn page(&self, path: &str) -> PathBuf {
        self.0.manual().join(path)
    }
}

#[test]
fn a_word_file_becomes_a_draft_that_the_manual_takes_in() {
    let deleted = "<w:p><w:del w:author=\"Ann\" w:date=\"2026-03-01T00:00:00Z\"><w:r><w:delText>Old \
                   words.</w:delText></w:r></w:del></w:p>";
    let other = docx(&(paragraph("Buyers wear shoes, by 8.4.1.") + deleted));
    let test = ImportTest::new(&[
        ("QP-07.docx", &procedure("QP-07", "Buyers choose.")),
        ("Shoes.docx", &other),
    ]);
    let run = test.import(&["QP-07.docx", "Shoes.docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(
        run.stdout,
        str![[r#"
QP-07.docx -> procedures/qp-07.md
  left out: "Status: Approved" (a person sets the status)
  doubtful: the file has no styles: which paragraphs are headings can only be guessed
  taken into the front-matter: "Document No: QP-07", "Title: Control of suppliers", "Revision: 3", "Owner: Purchasing manager"
  not set: clauses (a claim is yours to make)
Shoes.docx -> procedures/shoes.md
  left out, please decide: 1 deletion nobody has accepted yet: "Old words." (Ann, 2026-03-01)
  doubtful: the file has no styles: which paragraphs are headings can only be guessed
  not set: id, title, kind, revision, owner (not found)
  not set: clauses (a claim is yours to make)

"#]]
    );
    assert_data_eq!(
        run.stderr,
        str![[r#"
2 imported as drafts, 0 refused; read each, then run `clausebook check`

"#]]
    );
    assert_eq!(
        test.imported(),
        ["procedures/qp-07.md", "procedures/shoes.md"]
    );
    let page = fs::read_to_string(test.page("procedures/qp-07.md")).unwrap();
    assert_data_eq!(
        page,
        str![[r#"
---
# Imported from QP-07.docx. Read each field, then set the status yourself.
id: QP-07                      # header block; also file name
title: Control of suppliers    # header block
kind: procedure                # "QP-07"
revision: 3                    # header block
status: draft                  # never taken from a file
owner: Purchasing manager      # header block
---
Buyers choose.

"#]]
    );

    // The imported page is a draft although the file says "Approved", and it has no claims.
    let clause = test.0.clause("iso-9001-2015", "8.4.1");
    assert_eq!(clause["status"], "gap");
}

#[test]
fn where_one_page_is_there_already_nothing_is_written() {
    let test = ImportTest::new(&[
        ("a.docx", &procedure("QP-01", "First.")),
        ("b.docx", &procedure("QP-02", "Second.")),
    ]);
    test.0.write("procedures/qp-02.md", "Mine.\n");
    let run = test.import(&["a.docx", "b.docx"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: `manual/procedures/qp-02.md` is there already; nothing was written

"#]]
    );
    assert_eq!(test.imported(), ["procedures/qp-02.md"]);
    let kept = fs::read_to_string(test.page("procedures/qp-02.md")).unwrap();
    assert_eq!(kept, "Mine.\n");
}

#[test]
fn a_file_that_is_no_word_file_is_refused_with_advice_and_the_others_are_imported() {
    let test = ImportTest::new(&[
        ("a.docx", &procedure("QP-01", "First.")),
        ("b.docx", b"%PDF-1.7"),
        ("~$a.docx", b"locked"),
    ]);
    let run = test.import(&["a.docx", "b.docx", "~$a.docx"]);
    assert_eq!(run.status, 1);
    assert_data_eq!(
        run.stderr,
        str![[r#"
b.docx: the file is a PDF, not a Word document; ask for the Word file that it was made from
1 imported as drafts, 1 refused; read each, then run `clausebook check`

"#]]
    );
    assert_eq!(test.imported(), ["procedures/qp-01.md"]);

    let run = test.import(&["b.docx", "~$a.docx"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
b.docx: the file is a PDF, not a Word document; ask for the Word file that it was made from
error: no file was imported, and nothing was written

"#]]
    );
}

#[test]
fn files_of_one_id_are_named_as_their_word_files_are() {
    let page = procedure("QP-01", "First.");
    let test = ImportTest::new(&[("a.docx", &page), ("b.docx", &page)]);
    let run = test.import(&["a.docx", "b.docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(test.imported(), ["procedures/a.md", "procedures/b.md"]);

    let run = test.import(&["a.docx", "a.docx"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: `a.docx` and `a.docx` would both become `procedures/a.md`; import them one after the other, into folders of their own

"#]]
    );
}

#[test]
fn a_folder_is_imported_with_those_below_it() {
    let first = docx(&paragraph("First."));
    let second = docx(&paragraph("Second."));
    let test = ImportTest::new(&[]);
    for (path, bytes) in [
        ("in/Plan.docx", &first),
        ("in/Old/Plan.docx", &second),
        ("in/Old/Other.DOCM", &second),
        ("in/~$Plan.docx", &first),
        ("in/notes.txt", &first),
    ] {
        let file = test.0.beside(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let run = test.import(&["in"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let files: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(
        files,
        [
            "Old/Other.DOCM -> procedures/other.md",
            "Old/Plan.docx -> procedures/old-plan.md",
            "Plan.docx -> procedures/plan.md",
        ]
    );
    assert_eq!(
        test.imported(),
        [
            "procedures/old-plan.md",
            "procedures/other.md",
            "procedures/plan.md"
        ]
    );

    fs::write(
        test.0.beside("in/old.doc"),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    )
    .unwrap();
    fs::create_dir(test.0.beside("empty")).unwrap();
    assert_eq!(test.import(&["empty"]).status, 2);
}

#[test]
fn strict_ends_with_1_where_something_was_left_out() {
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Unseen.</w:t></w:r></w:p>";
    let with_losses = docx(&(paragraph("Text.") + hidden));
    let test = ImportTest::new(&[
        ("a.docx", &with_losses),
        ("b.docx", &docx(&paragraph("All of it."))),
    ]);
    assert_eq!(test.import(&["--strict", "a.docx"]).status, 1);
    assert_eq!(test.import(&["--strict", "b.docx"]).status, 0);
    assert_eq!(test.imported(), ["procedures/a.md", "procedures/b.md"]);
}

#[test]
fn calls_that_cannot_be_done_write_nothing() {
    let test = ImportTest::new(&[("a.docx", &procedure("QP-01", "First."))]);
    for call in [&["a.docx", "gone.docx"][..], &["a.docx", "manual"], &[]] {
        assert_eq!(test.import(call).status, 2, "{call:?}");
    }
    let no_folder = test.0.run(&["import", "word", "a.docx", "-o", "a.docx"]);
    assert_eq!(no_folder.status, 2);
    assert_eq!(test.imported(), [""; 0]);
    let settings = fs::read_to_string(test.page("manual.toml")).unwrap();
    assert_eq!(settings, PLAIN_MANUAL);
}
