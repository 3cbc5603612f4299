//! Damaged and hostile workbooks: each is read or refused, and nothing else.

use super::*;

/// A workbook whose parts have an example of all that is read, and of much that is not.
fn whole() -> Vec<(String, String)> {
    let sheet = "<dimension ref=\"A1:C4\"/><cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols>\
        <sheetData><row r=\"1\" spans=\"1:3\" ht=\"15\" hidden=\"0\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c>\
        <c r=\"B1\" t=\"n\" s=\"1\"><v>46346</v></c><c r=\"C1\" t=\"b\"><v>1</v></c></row>\
        <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">x</t></is></c>\
        <c r=\"B2\" t=\"e\"><v>#REF!</v></c><c r=\"C2\" t=\"d\"><v>2026-11-20</v></c></row>\
        <row r=\"3\"><c r=\"A3\"><f t=\"shared\" ref=\"A3:A4\" si=\"0\">B1+1</f><v>2</v></c></row>\
        <row r=\"4\"><c r=\"A4\" t=\"str\"><f t=\"shared\" si=\"0\"/><v>y</v></c></row></sheetData>\
        <mergeCells count=\"1\"><mergeCell ref=\"B3:C4\"/></mergeCells>\
        <hyperlinks><hyperlink ref=\"A1\" location=\"A!B1\"/></hyperlinks>";
    let strings = "<sst count=\"1\" uniqueCount=\"1\"><si><r><t>text</t></r></si></sst>";
    let styles = "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts>\
        <cellXfs count=\"2\"><xf numFmtId=\"0\" xfId=\"0\"/><xf numFmtId=\"164\" xfId=\"0\"/></cellXfs></styleSheet>";
    let notes = "<comments><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>note</t></text></comment>\
        </commentList></comments>";
    parts(
        sheet,
        &[("sharedStrings", strings), ("styles", styles)],
        &[("comments", notes)],
    )
}

/// What a hostile file may have in place of a value.
const HOSTILE: [&str; 26] = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "2147483648",
    "4294967295",
    "4294967296",
    "99999999999",
    "18446744073709551616",
    "1e308",
    "NaN",
    "-0.0",
    "A0",
    "A99999999999",
    "B9:A1",
    "XFD1048576",
    "A1:XFD1048576",
    "ZZZZZZZZ1",
    "$A$1",
    "s",
    "é",
    "\u{1F600}",
    "&#x10FFFF;",
    "&amp;",
    "../../../x",
];

#[test]
fn a_hostile_value_anywhere_is_read_or_refused() {
    let whole = whole();
    assert_eq!(
        read(&zipped(&whole)).map(|book| book.sheets[0].rows.len()),
        Ok(4)
    );
    let mut counts = [0, 0];
    let mut try_one = |part: usize, from: usize, to: usize, value: &str| {
        let mut changed = whole.clone();
        changed[part].1.replace_range(from..to, value);
        counts[usize::from(read(&zipped(&changed)).is_ok())] += 1;
    };
    for (part, (_, text)) in whole.iter().enumerate() {
        // Each value of an attribute, and each text between tags.
        let marks: Vec<(usize, char)> = text
            .char_indices()
            .filter(|(_, c)| matches!(c, '"' | '<' | '>'))
            .collect();
        for pair in marks.windows(2) {
            let is_value = matches!((pair[0].1, pair[1].1), ('"', '"') | ('>', '<'));
            let (from, to) = (pair[0].0 + 1, pair[1].0);
            if is_value && !text[from..to].contains("http") {
                HOSTILE
                    .iter()
                    .for_each(|value| try_one(part, from, to, value));
                try_one(part, from, to, &"9".repeat(100_000));
            }
        }
        // Nothing behind a place.
        for from in (0..text.len()).step_by(3) {
            try_one(part, from, text.len(), "");
        }
        // Each element without its end, twice, and in itself very often.
        for (at, _) in text.match_indices('<') {
            let end = at + text[at..].find('>').unwrap() + 1;
            try_one(part, at, end, "");
            try_one(part, at, end, &text[at..end].repeat(2));
            try_one(part, at, end, &text[at..end].repeat(300));
        }
    }
    assert!(counts.iter().all(|count| *count > 1000), "{counts:?}");
}

#[test]
fn a_damaged_workbook_is_read_or_refused_and_nothing_else() {
    use std::io::Read;

    let whole = include_bytes!("../../../tests/workbooks/libreoffice.xlsx");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(whole.as_slice())).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().to_string(), bytes));
    }
    // The bytes that XML and its numbers are made of.
    let signs = b"<>/=\"&; 09-.:AZaz\0\xFF";
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut read_through = 0;
    for _ in 0..300 {
        let mut changed = parts.clone();
        for _ in 0..1 + random(3) {
            let part = random(changed.len());
            let bytes = &mut changed[part].1;
            if bytes.is_empty() {
                continue;
            }
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = signs[random(signs.len())],
                1 => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
                _ => bytes.insert(at, signs[random(signs.len())]),
            }
        }
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        for (path, bytes) in &changed {
            zip.start_file(path.as_str(), stored).unwrap();
            zip.write_all(bytes).unwrap();
        }
        read_through += usize::from(read(&zip.finish().unwrap().into_inner()).is_ok());
    }
    assert!((1..300).contains(&read_through), "{read_through}");
}
