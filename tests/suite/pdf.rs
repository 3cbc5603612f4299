//! `clausebook pdf` with a stand-in for the printing program: the PDFs that are made, their paths,
//! and the files after a failure. `tests/browser/pdf.test.mjs` checks the PDFs of a real browser.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::manual_test::{ManualTest, Run, files_below};

/// A stand-in for WeasyPrint. Its "PDF" contains the HTML of the page.
const PRINTS: &str = "{ printf '%%PDF-1.7\\n'; cat \"$2\"; printf '%%%%EOF'; } > \"$3\"";

struct PdfTest {
    manual: ManualTest,
    program: PathBuf,
}

impl PdfTest {
    fn new(script: &str) -> Self {
        let document = |id: &str, status: &str| {
            format!(
                "---\nid: {id}\ntitle: About {id}\nkind: procedure\nrevision: 1\nstatus: {status}\n\
                 owner: Buyer\napprover: Manager\neffective: 2026-02-01\n---\nSee [[QP-02]].\n"
            )
        };
        let files = [
            ("a.md", document("QP-01", "approved")),
            ("b.md", document("QP-02", "draft")),
            ("c.md", document("QP-03", "obsolete")),
        ];
        let manual = ManualTest::new(&files);
        let program = manual.beside("weasyprint");
        let test = Self { manual, program };
        test.prints_by(script);
        test
    }

    fn prints_by(&self, script: &str) {
        fs::write(&self.program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&self.program, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let program = self.program.to_str().unwrap();
        let mut all = vec!["pdf"];
        all.extend(arguments);
        self.manual
            .run_with(&all, &[("CLAUSEBOOK_PDF_PROGRAM", program)])
    }

    /// The files in a folder next to the manual.
    fn files(&self, folder: &str) -> Vec<String> {
        let files = files_below(&self.manual.beside(folder)).into_iter();
        files.map(|(name, _)| name).collect()
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.manual.beside(path)).unwrap()
    }
}

#[test]
fn the_set_is_the_manual_and_every_document_that_is_not_obsolete() {
    let test = PdfTest::new(PRINTS);
    let run = test.run(&[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stderr.contains("3 PDFs in "), "{}", run.stderr);
    assert!(run.stderr.contains("open pdf/manual.pdf"), "{}", run.stderr);
    assert_eq!(
        test.files("pdf"),
        [
            "documents/QP-01.pdf",
            "documents/QP-02.pdf",
            "manifest.json",
            "manual.pdf"
        ]
    );
    // The PDF has the content of the page, without scripts and without links that have no target in
    // a PDF.
    let page = test.text("pdf/documents/QP-01.pdf");
    assert!(page.contains("About QP-01"), "{page}");
    assert!(!page.contains("<script"), "{page}");
    assert!(!page.contains("href=\"../index.html\""), "{page}");
    assert!(page.contains("href=\"QP-02.html\""), "{page}");

    // The PDF of a deleted document is deleted.
    fs::remove_file(test.manual.manual().join("a.md")).unwrap();
    assert_eq!(test.run(&[]).status, 0);
    let expected = ["documents/QP-02.pdf", "manifest.json", "manual.pdf"];
    assert_eq!(test.files("pdf"), expected);
}

#[test]
fn documents_by_id_go_beside_whatever_is_there() {
    let test = PdfTest::new(PRINTS);
    let run = test.run(&["qp-01", "QP-03", "-o", "out"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    fs::write(test.manual.beside("out/mine.txt"), "mine").unwrap();
    assert_eq!(test.run(&["QP-02", "-o", "out"]).status, 0);
    let expected = ["QP-01.pdf", "QP-02.pdf", "QP-03.pdf", "mine.txt"];
    assert_eq!(test.files("out"), expected);
    assert_eq!(test.run(&["QP-02"]).status, 0);
    assert!(test.text("QP-02.pdf").contains("About QP-02"));
}

#[test]
fn a_file_takes_one_pdf() {
    let test = PdfTest::new(PRINTS);
    assert_eq!(test.run(&["-o", "whole.pdf"]).status, 0);
    assert!(test.text("whole.pdf").contains("class=\"cover\""));
    assert_eq!(test.run(&["QP-01", "-o", "one.pdf"]).status, 0);
    assert!(test.text("one.pdf").contains("About QP-01"));
    let run = test.run(&["QP-01", "QP-02", "-o", "two.pdf"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("name a folder"), "{}", run.stderr);
}

#[test]
fn a_manual_of_many_documents_is_in_volumes() {
    let test = PdfTest::new(PRINTS);
    for at in 0..499 {
        let text = format!(
            "---\nid: WI-{at:03}\ntitle: T\nkind: instruction\nrevision: 1\nstatus: draft\n\
             owner: Buyer\n---\nx\n"
        );
        test.manual.write(&format!("w/{at}.md"), text);
    }
    let run = test.run(&["-o", "out/whole.pdf"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(test.files("out"), ["whole-1.pdf", "whole-2.pdf"]);
    let (first, second) = (test.text("out/whole-1.pdf"), test.text("out/whole-2.pdf"));
    assert!(first.contains("Volume 1 of 2") && second.contains("Volume 2 of 2"));
    assert_eq!(first.matches("<article class=\"sheet\"").count(), 500);
    assert_eq!(second.matches("<article class=\"sheet\"").count(), 1);
    // The matrix is at the end of the last volume.
    assert!(!first.contains("id=\"m0\"") && second.contains("id=\"m0\""));
}

#[test]
fn a_failure_leaves_what_was_there() {
    let test = PdfTest::new(PRINTS);
    assert_eq!(test.run(&[]).status, 0);
    assert_eq!(test.run(&["-o", "whole.pdf"]).status, 0);
    let whole = test.text("whole.pdf");
    let before = test.files("pdf");
    for script in [
        "printf '%%PDF-1.7 half' > \"$3\"; echo 'out of ink' >&2",
        "echo 'out of ink' >&2; exit 3",
    ] {
        test.prints_by(script);
        let run = test.run(&[]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains("out of ink"), "{}", run.stderr);
        assert_eq!(test.run(&["-o", "whole.pdf"]).status, 2);
        assert_eq!(test.files("pdf"), before);
        assert_eq!(test.text("whole.pdf"), whole);
    }
}

#[test]
fn a_mistake_makes_no_pdf() {
    let test = PdfTest::new(PRINTS);
    test.manual
        .write("d.md", "---\nid: QP-04\n---\n[[QP-99]]\n");
    let run = test.run(&[]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("no PDF was made"), "{}", run.stderr);
    assert!(!test.manual.beside("pdf").exists());
}

#[test]
fn a_site_is_not_overwritten_by_pdfs() {
    let test = PdfTest::new(PRINTS);
    assert_eq!(test.manual.build().status, 0);
    let run = test.run(&["-o", "site"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("holds the site"), "{}", run.stderr);
    assert!(test.manual.site().join("index.html").exists());
}

#[test]
fn an_unknown_document_is_named_with_the_nearest() {
    let run = PdfTest::new(PRINTS).run(&["QP-011"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("no document `QP-011`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("`QP-01`"), "{}", run.stderr);
}

#[test]
fn without_a_program_it_is_said_how_to_get_one() {
    let test = PdfTest::new(PRINTS);
    let nowhere = [
        ("PATH", ""),
        ("HOME", "/nowhere"),
        ("CLAUSEBOOK_PDF_PROGRAM", ""),
    ];
    let run = test.manual.run_with(&["pdf"], &nowhere);
    if !cfg!(target_os = "macos") {
        assert_eq!(run.status, 2);
        assert!(
            run.stderr.contains("apt install chromium"),
            "{}",
            run.stderr
        );
    }
    let run = test.run(&["--with", "no-such-program"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("--with names `no-such-program`"),
        "{}",
        run.stderr
    );
}
