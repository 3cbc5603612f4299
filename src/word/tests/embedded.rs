//! Pieces of other files within a document, and parts that no page shows.

use super::docx::{Docx, plain, text_box, texts, zipped};

/// A document with a line, a piece of another file and a line.
fn with_chunk(name: &str, bytes: &[u8]) -> Docx {
    let body = format!(
        "{}<w:altChunk r:id=\"x\"/>{}",
        plain("Before"),
        plain("After")
    );
    Docx::new(&body).chunk("x", name, bytes)
}

/// The text and what the report says first.
fn read(docx: &Docx) -> (String, String) {
    let report = docx.report();
    let first = report.lines().next().unwrap_or_default().trim();
    (docx.text(), first.to_owned())
}

#[test]
fn the_words_of_embedded_texts_are_taken_over() {
    let html = "<!DOCTYPE html><html><head><title>No</title><style>p { no }</style></head><body><p>One \
        <b>t</b>wo &amp; [[three]]</p><script>no()</script><ul><li>four<li>five</ul><!-- no --></body></html>";
    let inner = format!("{}{}", plain("In Word"), texts(&[["a", "b"]]))
        + &format!("<w:p>{}</w:p>", text_box(&plain("boxed")));
    let word = Docx::new(&inner).bytes();
    let wide: Vec<u8> = "\u{feff}Plain ü\n\nwords"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes, text, told) in [
        (
            "a.html",
            html.as_bytes(),
            "One two & \\[\\[three\\]\\]\n\nfour\n\nfive",
            "changed: an embedded HTML file (a.html) became plain paragraphs",
        ),
        (
            "b.txt",
            &*wide,
            "Plain ü\n\nwords",
            "changed: an embedded text file (b.txt) became plain paragraphs",
        ),
        (
            "c.txt",
            b"Pr\xFCfung",
            "Prüfung",
            "changed: an embedded text file (c.txt) became plain paragraphs",
        ),
        (
            "d.docx",
            &*word,
            "In Word\n\na\n\nb\n\nboxed",
            "changed: an embedded Word file (d.docx) became plain paragraphs",
        ),
    ] {
        let expected = (format!("Before\n\n{text}\n\nAfter"), told.to_owned());
        assert_eq!(read(&with_chunk(name, bytes)), expected, "{name}");
    }
}

#[test]
fn embedded_files_that_cannot_be_read_are_told_with_their_words() {
    let archive = b"MIME-Version: 1.0\n\n<html><body>two words</body></html>";
    for (name, bytes, told) in [
        (
            "a.rtf",
            b"{\\rtf1\\ansi Three plain words.}".as_slice(),
            "left out: an embedded RTF file (a.rtf) of about 5 words",
        ),
        (
            "b.mht",
            archive,
            "left out: an embedded web archive (b.mht) of about 4 words",
        ),
        (
            "c.docx",
            b"PK\x03\x04 damaged",
            "left out: an embedded file that cannot be read (c.docx) of about 0 words",
        ),
    ] {
        let expected = ("Before\n\nAfter".to_owned(), told.to_owned());
        assert_eq!(read(&with_chunk(name, bytes)), expected, "{name}");
    }
    // One small file many times is no reason to write a text without end.
    let body = "<w:altChunk r:id=\"x\"/>".repeat(3);
    let docx = Docx::new(&body).chunk("x", "a.txt", b"once");
    assert_eq!(
        read(&docx),
        (
            "once".to_owned(),
            "left out: the embedded file a.txt, once more".to_owned()
        )
    );
}

#[test]
fn the_words_of_building_blocks_are_told() {
    let blocks = format!(
        "<w:docParts><w:docPart><w:docPartBody>{}{}</w:docPartBody></w:docPart></w:docParts>",
        plain("Company"),
        plain("clause")
    );
    let docx = Docx::new(&plain("Text")).part("glossaryDocument", "glossaryDocument", &blocks);
    assert_eq!(
        read(&docx),
        (
            "Text".to_owned(),
            "left out: building blocks, which no page shows: \"Company clause\"".to_owned()
        )
    );
}

#[test]
fn a_comment_of_the_file_splits_no_words() {
    let body = "<w:p><w:r><w:t>One<!-- no --> word<![CDATA[s]]></w:t></w:r></w:p>";
    assert_eq!(Docx::new(body).text(), "One words");
}

#[test]
fn two_documents_in_one_file_are_refused() {
    let docx = Docx::new(&plain("Text"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx.bytes())).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().to_string(), bytes));
    }
    parts.push(("Word/Document.XML".to_owned(), b"<other/>".to_vec()));
    let labels = crate::conventions::Labels::default();
    let refusal = super::super::read("a.docx", "a", &zipped(&parts), &labels).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the file is damaged (it has the part `Word/Document.XML` twice); copy it again, or open it in \
         Word, let Word repair it, and save it as .docx"
    );
}
