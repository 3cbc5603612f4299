use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note as NewNote, Workbook as NewWorkbook};

use super::*;

/// A workbook with a sheet `A` of this XML, and further parts.
fn package(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"A\" sheetId=\"1\" \
         r:id=\"rId1\"/></sheets></workbook>"
    );
    let relationship = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" \
             Target=\"{target}\"/></Relationships>"
        )
    };
    let sheet = format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>");
    let root = relationship("officeDocument", "xl/workbook.xml");
    let sheets = relationship("worksheet", "worksheets/sheet1.xml");
    let mut all = vec![
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &sheets),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    all.extend(parts);
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in all {
        zip.start_file(path, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn refused(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

#[test]
fn a_sheet_is_read_with_what_people_do_to_it() {
    let mut new = NewWorkbook::new();
    let sheet = new.add_worksheet().set_name("Matrix").unwrap();
    let day = ExcelDateTime::from_ymd(2026, 11, 20).unwrap();
    let days = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_string(0, 0, "4.10").unwrap();
    sheet.write_number(0, 1, 8.4).unwrap();
    sheet.write_datetime_with_format(0, 2, &day, &days).unwrap();
    sheet.write_boolean(0, 3, true).unwrap();
    sheet.write_string(2, 27, "=cmd\nsecond line").unwrap();
    sheet
        .write_formula(2, 1, Formula::new("=A1").set_result("text"))
        .unwrap();
    sheet.set_row_hidden(2).unwrap();
    sheet
        .merge_range(4, 0, 5, 1, "both", &Format::new())
        .unwrap();
    sheet
        .insert_note(2, 27, &NewNote::new("look again").add_author_prefix(false))
        .unwrap();
    new.add_worksheet()
        .set_name("Lists")
        .unwrap()
        .set_hidden(true);
    let read = read(&new.save_to_buffer().unwrap()).unwrap();
    let sheet = &read.sheets[0];
    let cells: Vec<String> = sheet
        .rows
        .iter()
        .flat_map(|row| {
            row.cells.iter().map(|cell| {
                let place = Place {
                    row: row.number,
                    column: cell.column,
                };
                let mark = if cell.is_formula { " (formula)" } else { "" };
                format!("{place} {:?}{mark}", cell.value)
            })
        })
        .collect();
    assert_eq!(
        cells,
        [
            "A1 Text(\"4.10\")",
            "B1 Number(8.4)",
            "C1 Day(2026-11-20)",
            "D1 Flag(true)",
            "B3 Text(\"text\") (formula)",
            "AB3 Text(\"=cmd\\nsecond line\")",
            "A5 Text(\"both\")",
        ]
    );
    let hidden = sheet.rows.iter().map(|row| row.is_hidden);
    assert_eq!(hidden.collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(sheet.merged[0].to_string(), "A5:B6");
    assert_eq!(sheet.notes[0].place.to_string(), "AB3");
    assert_eq!(sheet.notes[0].text, "look again");
    assert!(!sheet.is_hidden && read.sheets[1].is_hidden);
}

#[test]
fn a_workbook_cannot_claim_more_than_it_has() {
    // A table of all cells between these two would have half a terabyte.
    let far = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>";
    assert_eq!(
        refused(&package(far, &[])),
        "the workbook has a content in the cell XFD1048576 of the sheet `A`; the limit is 20000 rows \
         and 200 columns. Delete what is not needed, or copy the sheet into a new workbook"
    );
    // What is declared and not there is no reason to refuse a workbook.
    let declared = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\" hidden=\"1\"/></sheetData>";
    assert_eq!(
        read(&package(declared, &[])).unwrap().sheets[0].rows.len(),
        1
    );
    let strings = "<sst uniqueCount=\"99999999999999\"><si><t>x</t></si></sst>";
    let sheet = "<sheetData/>";
    assert!(
        refused(&package(sheet, &[("xl/sharedStrings.xml", strings)]))
            .contains("a table that declares 99999999999999 texts")
    );
    let many = "<c><v>1</v></c>".repeat(199);
    let rows = format!("<row>{many}</row>").repeat(1100);
    let many = refused(&package(&format!("<sheetData>{rows}</sheetData>"), &[]));
    assert!(many.contains("more than 200000 cells"), "{many}");
    let bomb = " ".repeat(40 << 20);
    let bomb = refused(&package(sheet, &[("xl/media/a.bin", &bomb)]));
    assert!(bomb.contains("MiB unpacked"), "{bomb}");
}

#[test]
fn what_is_no_workbook_is_told_by_its_name() {
    for (bytes, told) in [
        (b"".as_slice(), "the file is empty"),
        (b"Clause,Verdict\n", "the file is plain text, no workbook"),
        (b"PK\x03\x04", "the file is damaged"),
    ] {
        let said = refused(bytes);
        assert!(said.starts_with(told), "{said}");
    }
    let twice = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row></sheetData>";
    assert!(refused(&package(twice, &[])).contains("the cell A1 of the sheet `A` twice"));
    let entity = package(
        "<sheetData/>",
        &[("xl/sharedStrings.xml", "<!DOCTYPE a><sst/>")],
    );
    assert!(refused(&entity).contains("declares a document type"));
}

#[test]
fn columns_have_the_names_of_spreadsheets() {
    let names = [0, 25, 26, 701, 702, 16_383].map(column_name);
    assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
}

#[test]
fn a_damaged_workbook_is_read_or_refused_and_nothing_else() {
    use std::io::Read;

    let whole = include_bytes!("../../tests/workbooks/libreoffice.xlsx");
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
