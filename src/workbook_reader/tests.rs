mod hostile;

use std::io::Write;

use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Note as NewNote, Workbook as NewWorkbook};

use super::*;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// The parts of a workbook with a sheet `A` of this XML. The parts beside the main part and those beside
/// the sheet have the name of their relationship.
fn parts(
    sheet: &str,
    of_main: &[(&str, &str)],
    of_sheet: &[(&str, &str)],
) -> Vec<(String, String)> {
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr date1904=\"0\"/><sheets>\
         <sheet name=\"A\" sheetId=\"1\" state=\"visible\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let relationships = |of: &[(&str, String)]| {
        let each = (1..).zip(of).map(|(at, (kind, target))| {
            format!("<Relationship Id=\"rId{at}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        });
        format!(
            "<Relationships xmlns=\"{PACKAGE}\">{}</Relationships>",
            each.collect::<String>()
        )
    };
    let named = |at: usize, kind: &str| format!("{kind}{at}.xml");
    let mut main = vec![("worksheet", "worksheets/sheet1.xml".to_owned())];
    let mut beside = Vec::new();
    let mut all = vec![
        ("xl/workbook.xml".to_owned(), workbook),
        (
            "xl/worksheets/sheet1.xml".to_owned(),
            format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>"),
        ),
    ];
    for (at, (kind, text)) in of_main.iter().enumerate() {
        main.push((kind, named(at, kind)));
        all.push((format!("xl/{}", named(at, kind)), (*text).to_owned()));
    }
    for (at, (kind, text)) in of_sheet.iter().enumerate() {
        beside.push((*kind, named(at, kind)));
        all.push((
            format!("xl/worksheets/{}", named(at, kind)),
            (*text).to_owned(),
        ));
    }
    all.push((
        "_rels/.rels".to_owned(),
        relationships(&[("officeDocument", "xl/workbook.xml".to_owned())]),
    ));
    all.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        relationships(&main),
    ));
    all.push((
        "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
        relationships(&beside),
    ));
    all
}

fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (path, text) in parts {
        zip.start_file(path.as_str(), zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with a sheet `A` of this XML, and further parts.
fn package(sheet: &str, further: &[(&str, &str)]) -> Vec<u8> {
    let mut all = parts(sheet, &[], &[]);
    let further = further.iter();
    all.extend(further.map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    zipped(&all)
}

/// The same with parts that the main part names.
fn package_with(sheet: &str, of_main: &[(&str, &str)]) -> Vec<u8> {
    zipped(&parts(sheet, of_main, &[]))
}

/// A workbook with these relationships in place of its own.
fn with_root(relationships: &str) -> Vec<u8> {
    let mut all = parts("<sheetData/>", &[], &[]);
    let root = all.iter_mut().find(|(path, _)| path == "_rels/.rels");
    relationships.clone_into(&mut root.unwrap().1);
    zipped(&all)
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
    let sheet = "<sheetData/>";
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
    let entity = package_with("<sheetData/>", &[("sharedStrings", "<!DOCTYPE a><sst/>")]);
    assert!(refused(&entity).contains("declares a document type"));
}

#[test]
fn columns_have_the_names_of_spreadsheets() {
    let names = [0, 25, 26, 701, 702, 16_383].map(column_name);
    assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
}

/// The cells of a workbook, each with its place and its content.
fn contents(bytes: &[u8]) -> Vec<(String, Place, Value)> {
    let mut all = Vec::new();
    for sheet in read(bytes).unwrap().sheets {
        for row in sheet.rows {
            for cell in row.cells {
                let place = Place {
                    row: row.number,
                    column: cell.column,
                };
                all.push((sheet.name.clone(), place, cell.value));
            }
        }
    }
    all
}

/// The same as another library reads them.
fn contents_by_calamine(bytes: &[u8]) -> Vec<(String, Place, Value)> {
    let mut xlsx = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for name in xlsx.sheet_names() {
        let mut reader = xlsx.worksheet_cells_reader(&name).unwrap();
        while let Some(cell) = reader.next_cell().unwrap() {
            let (row, column) = cell.get_position();
            let value = match *cell.get_value() {
                DataRef::Empty => continue,
                DataRef::Float(number) => Value::Number(number),
                DataRef::Bool(flag) => Value::Flag(flag),
                DataRef::SharedString("") => continue,
                DataRef::SharedString(text) => Value::Text(text.to_owned()),
                DataRef::String(ref text) => Value::Text(text.clone()),
                DataRef::DateTime(moment) => {
                    let (year, month, day, ..) = moment.to_ymd_hms_milli();
                    let parts = (year as i16, month as i8, day as i8);
                    Value::Day(Date::new(parts.0, parts.1, parts.2).unwrap())
                }
                ref other => panic!("{other:?}"),
            };
            let row = row + 1;
            all.push((name.clone(), Place { row, column }, value));
        }
    }
    all
}

#[test]
fn workbooks_of_other_programs_have_the_cells_that_another_library_finds() {
    for (bytes, least) in [
        (
            include_bytes!("../../tests/workbooks/libreoffice.xlsx").as_slice(),
            100,
        ),
        (
            include_bytes!("../../tests/workbooks/openpyxl.xlsx").as_slice(),
            100,
        ),
    ] {
        let found = contents(bytes);
        assert!(found.len() > least, "{}", found.len());
        assert_eq!(found, contents_by_calamine(bytes));
    }
}

#[test]
fn values_are_read_as_a_spreadsheet_shows_them() {
    let strings = "<sst uniqueCount=\"99999999999999\"><si><t> a </t></si>\
        <si><r><t xml:space=\"preserve\">b </t></r><r><t>c</t></r><rPh><t>no</t></rPh></si>\
        <si><t>d<!-- e -->f_x000A_&amp;<![CDATA[<g>]]></t></si></sst>";
    let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\"/></numFmts>\
        <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
    let cell = |cell: &str| {
        let sheet = format!("<sheetData><row>{cell}</row></sheetData>");
        let read = read(&package_with(
            &sheet,
            &[("sharedStrings", strings), ("styles", styles)],
        ));
        match read {
            Ok(read) => match read.sheets[0].rows.first() {
                Some(row) => format!("{:?}", row.cells[0].value),
                None => "nothing".to_owned(),
            },
            Err(refusal) => refusal.to_string(),
        }
    };
    let damaged = |why: &str| {
        format!(
            "the file is damaged (the cell A1 of the sheet `A` {why}); copy it again, or open it in \
             Excel or LibreOffice and save it as a new .xlsx"
        )
    };
    for (written, expected) in [
        ("<c/>", "nothing".to_owned()),
        ("<c><v/></c>", "nothing".to_owned()),
        ("<c t=\"s\"><v>0</v></c>", "Text(\"a\")".to_owned()),
        ("<c t=\"s\"><v>1</v></c>", "Text(\"b c\")".to_owned()),
        ("<c t=\"s\"><v>2</v></c>", "Text(\"df\\n&<g>\")".to_owned()),
        (
            "<c t=\"s\"><v>3</v></c>",
            damaged("has `3`, which is no number of a text"),
        ),
        (
            "<c t=\"s\"><v>-1</v></c>",
            damaged("has `-1`, which is no number of a text"),
        ),
        (
            "<c t=\"inlineStr\"><is><t>x</t></is></c>",
            "Text(\"x\")".to_owned(),
        ),
        ("<c t=\"str\"><v> x </v></c>", "Text(\" x \")".to_owned()),
        ("<c><v>8.4</v></c>", "Number(8.4)".to_owned()),
        (
            "<c t=\"n\" s=\"1\"><v>46346</v></c>",
            "Day(2026-11-20)".to_owned(),
        ),
        (
            "<c s=\"2\"><v>46346.5</v></c>",
            "Day(2026-11-20)".to_owned(),
        ),
        (
            "<c s=\"1\"><v>9999999</v></c>",
            "Number(9999999.0)".to_owned(),
        ),
        (
            "<c s=\"99999999999999999999\"><v>1</v></c>",
            "Number(1.0)".to_owned(),
        ),
        (
            "<c><v>NaN</v></c>",
            damaged("has `NaN`, which is no number"),
        ),
        (
            "<c><v>1e999</v></c>",
            damaged("has `1e999`, which is no number"),
        ),
        (
            "<c><v>text</v></c>",
            damaged("has `text`, which is no number"),
        ),
        ("<c t=\"b\"><v>1</v></c>", "Flag(true)".to_owned()),
        (
            "<c t=\"b\"><v>2</v></c>",
            damaged("has `2`, which is no yes or no"),
        ),
        ("<c t=\"e\"><v>#REF!</v></c>", "Error(\"#REF!\")".to_owned()),
        (
            "<c t=\"d\"><v>2026-11-20T00:00:00</v></c>",
            "Day(2026-11-20)".to_owned(),
        ),
        (
            "<c t=\"d\"><v>2026-13-20</v></c>",
            "Text(\"2026-13-20\")".to_owned(),
        ),
        (
            "<c t=\"q\"><v>1</v></c>",
            damaged("is of an unknown type, `q`"),
        ),
        ("<c t=\"q\"/>", damaged("is of an unknown type, `q`")),
    ] {
        assert_eq!(cell(written), expected, "{written}");
    }
}

#[test]
fn places_that_no_sheet_has_are_told() {
    let told = |sheet: &str| {
        let said = refused(&package(sheet, &[]));
        let why = said.strip_prefix("the file is damaged (").unwrap();
        why.split(");").next().unwrap().to_owned()
    };
    let rows = |rows: &str| told(&format!("<sheetData>{rows}</sheetData>"));
    let merged = |area: &str| {
        told(&format!(
            "<sheetData/><mergeCells><mergeCell ref=\"{area}\"/></mergeCells>"
        ))
    };
    let none = |what: &str| format!("the sheet `A` has a {what} where there is none");
    assert_eq!(rows("<row r=\"99999999999\"/>"), none("row `99999999999`"));
    assert_eq!(
        rows("<row r=\"4294967295\" hidden=\"1\"/><row/>"),
        none("row `4294967295`")
    );
    assert_eq!(rows("<row r=\"0\"/>"), none("row `0`"));
    assert_eq!(rows("<row r=\"-1\"/>"), none("row `-1`"));
    assert_eq!(
        rows("<row><c r=\"A99999999999\"/></row>"),
        none("cell `A99999999999`")
    );
    assert_eq!(
        rows("<row><c r=\"ZZZZZZZZ1\"/></row>"),
        none("cell `ZZZZZZZZ1`")
    );
    assert_eq!(rows("<row><c r=\"\"/></row>"), none("cell ``"));
    // The hidden row 2 would hide nothing.
    assert_eq!(
        rows("<row r=\"2\" hidden=\"1\"><c r=\"A3\"/></row>"),
        none("cell `A3`")
    );
    let long = "A".repeat(5_000_000);
    let shown = "A".repeat(200);
    assert_eq!(
        rows(&format!("<row><c r=\"{long}\"/></row>")),
        none(&format!("cell `{shown}…`"))
    );
    for area in ["B9:A1", "A1:A99999999999", "A1:", ""] {
        let expected = format!("the sheet `A` merges `{area}`, which are no cells");
        assert_eq!(merged(area), expected);
    }
    // What is declared beside the cells is not looked at.
    for sheet in [
        "<dimension ref=\"B9:A1\"/><sheetData/>",
        "<dimension ref=\"A99999999999\"/><sheetData/>",
        "<sheetData><row spans=\"9:-1\"><c><v>1</v></c></row></sheetData>",
        "<sheetData><row r=\"1048576\"/><row/></sheetData>",
    ] {
        assert!(read(&package(sheet, &[])).is_ok(), "{sheet}");
    }
}

#[test]
fn one_file_is_not_two_workbooks() {
    let told = |bytes: &[u8]| {
        let said = refused(bytes);
        let why = said.strip_prefix("the file is damaged (").unwrap();
        why.split(");").next().unwrap().to_owned()
    };
    let sheet = "<sheetData/>";
    let other = ("XL/Worksheets/SHEET1.xml", "<worksheet/>");
    let path = told(&package(sheet, &[other]));
    assert_eq!(path, "it has the part `XL/Worksheets/SHEET1.xml` twice");
    // The same name twice cannot be written, and is put there afterwards.
    let mut twice = package(sheet, &[("xl/worksheets/sheet2.xml", "<worksheet/>")]);
    let places: Vec<usize> = (0..twice.len() - 24)
        .filter(|at| twice[*at..].starts_with(b"xl/worksheets/sheet2.xml"))
        .collect();
    assert_eq!(places.len(), 2);
    for at in places {
        twice[at..at + 24].copy_from_slice(b"xl/worksheets/sheet1.xml");
    }
    assert_eq!(told(&twice), "it has two parts with one name");
    let strings = ("sharedStrings", "<sst/>");
    let tables = package_with(sheet, &[strings, strings]);
    assert_eq!(told(&tables), "it has several tables of texts");
    let main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let root = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{main}\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"b\" Type=\"{main}\" Target=\"xl/other.xml\"/></Relationships>"
    );
    assert_eq!(told(&with_root(&root)), "it names several main parts");
    let root = root.replace("Id=\"b\"", "Id=\"a\"");
    assert_eq!(
        told(&with_root(&root)),
        "`_rels/.rels` has a relationship twice"
    );
}
