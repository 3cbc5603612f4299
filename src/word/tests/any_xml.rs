//! Any XML in a document is either read or refused.

use proptest::prelude::*;

use super::docx::Docx;

const NAMES: [&str; 34] = [
    "w:p",
    "w:r",
    "w:t",
    "w:pPr",
    "w:rPr",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:trPr",
    "w:sdt",
    "w:sdtPr",
    "w:sdtContent",
    "w:ins",
    "w:del",
    "w:hyperlink",
    "w:fldSimple",
    "w:fldChar",
    "w:instrText",
    "w:numPr",
    "w:numId",
    "w:ilvl",
    "w:gridSpan",
    "w:vMerge",
    "w:drawing",
    "a:blip",
    "w:txbxContent",
    "w:footnoteReference",
    "w:bookmarkStart",
    "w:sym",
    "mc:AlternateContent",
    "mc:Choice",
    "m:oMath",
    "w:sectPr",
];

const ATTRIBUTES: [&str; 12] = [
    "",
    " w:val=\"1\"",
    " w:val=\"-1\"",
    " w:val=\"99999999999999999999\"",
    " w:val=\"restart\"",
    " w:fldCharType=\"begin\"",
    " w:fldCharType=\"separate\"",
    " w:fldCharType=\"end\"",
    " r:id=\"link\"",
    " r:embed=\"picture\"",
    " w:id=\"1\" w:name=\"a\"",
    " w:instr=\"REF a \\r \\h\" w:font=\"Symbol\" w:char=\"zz\"",
];

const TEXTS: [&str; 8] = [
    "",
    "text",
    " TOC ",
    "Revision: 3",
    "Document No",
    "1.1 é\u{301}",
    "•\t",
    "\u{F0FE}\u{2028}",
];

fn xml() -> impl Strategy<Value = String> {
    let text = prop::sample::select(TEXTS.to_vec());
    let leaf = text.prop_map(|text| format!("<w:r><w:t>{text}</w:t></w:r>"));
    leaf.prop_recursive(7, 60, 5, |inner| {
        let name = prop::sample::select(NAMES.to_vec());
        let attribute = prop::sample::select(ATTRIBUTES.to_vec());
        let children = prop::collection::vec(inner, 0..5);
        (name, attribute, children).prop_map(|(name, attribute, children)| {
            format!("<{name}{attribute}>{}</{name}>", children.concat())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_document_is_read(parts in prop::collection::vec(xml(), 1..6)) {
        let docx = Docx::new(&parts.concat())
            .link("link", "https://example.com/")
            .picture("picture", "a.png", b"png")
            .part("footnotes", "footnotes", "<w:footnote w:id=\"1\"><w:p/></w:footnote>");
        let first = docx.read("file.docx");
        prop_assert!(first.is_ok(), "{first:?}");
        prop_assert_eq!(first, docx.read("file.docx"));
    }
}

#[test]
fn a_document_of_many_parts_takes_no_time_to_speak_of() {
    let note = "<w:r><w:footnoteReference w:id=\"9\"/></w:r>";
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let deleted = "<w:del w:author=\"A\"><w:r><w:delText>x</w:delText></w:r></w:del>";
    let heading = super::docx::styled("H1", "Same words");
    let one = format!("{heading}<w:p>{note}{deleted}<w:r><w:t>text</w:t></w:r></w:p>");
    let body =
        one.repeat(4_000) + &format!("<w:p>{begin}<w:r><w:t>t</w:t></w:r></w:p>").repeat(4_000);
    let start = std::time::Instant::now();
    let imported = Docx::new(&body).read("file.docx").unwrap();
    assert!(imported.markdown.contains("{#same-words-4000}"));
    let took = start.elapsed();
    assert!(took.as_secs() < 10, "{took:?}");
}
