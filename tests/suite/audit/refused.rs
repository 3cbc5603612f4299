//! Workbooks that are not taken: each row with a mistake is told with its sheet and cell, and nothing
//! is written.

use std::fs;

use snapbox::data::Inline;
use snapbox::{assert_data_eq, str};

use super::filled::Filled;
use super::manual;
use crate::manual_test::ManualTest;

/// What is told of a workbook that is not taken, without the file's name.
fn told(test: &ManualTest, filled: &Filled) -> String {
    let file = filled.save(test);
    let name = file.to_str().unwrap();
    let before = fs::read(test.manual().join("records/audits/au-2.md")).unwrap();
    let run = test.run(&["audit", "take", name, "--write"]);
    assert_ne!(run.status, 0, "{}", run.stdout);
    assert_eq!(
        fs::read(test.manual().join("records/audits/au-2.md")).unwrap(),
        before
    );
    let findings = fs::read_dir(test.manual().join("records/findings")).unwrap();
    assert_eq!((findings.count(), &*run.stdout), (1, ""));
    run.stderr
        .replace(&format!("{name}, "), "")
        .replace(name, "filled.xlsx")
}

fn assert_told(change: impl FnOnce(&mut Filled), expected: Inline) {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    change(&mut filled);
    let told = told(&test, &filled);
    let lines = told.lines().filter(|line| !line.starts_with("  help: "));
    assert_data_eq!(lines.collect::<Vec<_>>().join("\n"), expected);
}

#[test]
fn verdicts_are_words_of_the_list_and_findings_have_notes() {
    assert_told(
        |filled| {
            filled
                .row(3, "", "Minr", "x")
                .row(4, "Order 7", "", "")
                .row(5, "Order 8", "Major", "");
        },
        str![[r#"
error: sheet `ISO 9001 2015`, V3: `Minr` is no verdict
error: sheet `ISO 9001 2015`, V4: the row of `iso-9001-2015:8.4.1` is filled in without a verdict
error: sheet `ISO 9001 2015`, W5: the verdict on `iso-9001-2015:8.4.2` makes a finding, and no note says what was found
nothing was written; 3 mistakes: correct the workbook
"#]],
    );
}

#[test]
fn rows_that_are_not_those_of_the_matrix_are_told() {
    assert_told(
        |filled| {
            filled
                .text("A3", "iso-9001-2008:8.4")
                .text("A4", "iso-9001-2015:8.4.9")
                .text("G5", "QP-99")
                .text("A6", "");
        },
        str![[r#"
error: sheet `ISO 9001 2015`, A3: the row is of the standard `iso-9001-2008`, which the manual does not list
error: sheet `ISO 9001 2015`, A4: ISO 9001:2015 has no clause `8.4.9`
error: sheet `ISO 9001 2015`, G5: Open names `QP-99`, which the manual does not have; the matrix has `QP-07`
error: sheet `ISO 9001 2015`, B6: the row has no key: it is not one of the matrix
nothing was written; 4 mistakes: correct the workbook
"#]],
    );
}

#[test]
fn rows_that_were_changed_deleted_copied_and_added_are_told() {
    assert_told(
        |filled| {
            filled.number("B4", "8.4").text("E4", "Gap");
            let copy = filled.cut_row(5);
            let copy = copy.replace("<row r=\"5\"", "<row r=\"9\"");
            let end = filled.matrix().find("</sheetData>").unwrap();
            let copies: String = ["7", "8"]
                .iter()
                .map(|to| {
                    copy.replace("r=\"9\"", &format!("r=\"{to}\""))
                        .replace("5\"", &format!("{to}\""))
                })
                .collect();
            filled.matrix().insert_str(end, &copies);
            filled.cut_row(6);
            let end = filled.matrix().find("</sheetData>").unwrap();
            filled.matrix().insert_str(
                end,
                "<row r=\"12\"><c r=\"V12\" t=\"inlineStr\"><is><t>Minor</t></is></c></row>",
            );
        },
        str![[r#"
error: sheet `ISO 9001 2015`, B4: Clause was changed to `8.4`; the matrix has `8.4.1`; Status was changed to `Gap`; the matrix has `Covered`
error: sheet `ISO 9001 2015`, A8: the key `iso-9001-2015:8.4.2` is there twice; first in sheet `ISO 9001 2015`, A7
error: sheet `ISO 9001 2015`, V12: the row has no key: it is not one of the matrix
error: sheet `ISO 9001 2015`: the row of `iso-9001-2015:8.4.3` is missing
nothing was written; 4 mistakes: correct the workbook
"#]],
    );
}

#[test]
fn formulas_merged_cells_hidden_rows_and_further_columns_are_told() {
    assert_told(
        |filled| {
            filled
                .row(3, "", "Minor", "x")
                .row(5, "", "Conforms", "")
                .formula("W4", "A1");
            let sheet = filled.matrix();
            *sheet = sheet
                .replace("<row r=\"3\"", "<row r=\"3\" hidden=\"1\"")
                .replace("</sheetData>", "<row r=\"9\"><c r=\"X9\"><v>7</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"W5:W6\"/></mergeCells>");
        },
        str![[r#"
error: sheet `ISO 9001 2015`, W5: the cells W5:W6 are merged
error: sheet `ISO 9001 2015`, X9: the column X is not one of the matrix
error: sheet `ISO 9001 2015`, V3: the row of `iso-9001-2015:8.4` is hidden, and is filled in
error: sheet `ISO 9001 2015`, W4: the cell has a formula
nothing was written; 4 mistakes: correct the workbook
"#]],
    );
}

#[test]
fn a_matrix_of_another_manual_or_of_none_is_told() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    test.write(
        "manual.toml",
        super::CONFIG.replace("\"Manual\"", "\"Another\""),
    );
    assert_data_eq!(
        told(&test, &filled),
        str![[r#"
error: `filled.xlsx`: it is a workbook of the manual `Manual`, and this manual is `Another`

"#]]
    );
    let strings = filled.part("xl/sharedStrings.xml");
    *strings = strings.replace("clausebook.workbook/1", "x");
    assert!(told(&test, &filled).contains("does not say whose matrix it is"));
}

#[test]
fn a_workbook_that_claims_half_a_terabyte_is_told() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    let sheet = filled.matrix();
    *sheet = sheet.replace(
        "</sheetData>",
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
    );
    let told = told(&test, &filled);
    assert!(
        told.contains("the cell XFD1048576 of the sheet `ISO 9001 2015`"),
        "{told}"
    );
}

#[test]
fn rows_in_another_order_are_found_by_their_keys() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled.row(4, "", "Conforms", "").exchange(4, 6);
    let file = filled.save(&test);
    let run = test.run(&["audit", "take", file.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.starts_with("8.4.1  conforms\n"),
        "{}",
        run.stdout
    );
    assert!(
        run.stderr.contains("the rows are in another order"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_older_matrix_is_told_by_its_rows() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled.row(4, "", "Conforms", "");
    let page = fs::read_to_string(test.manual().join("qp.md")).unwrap();
    test.write("qp.md", page.replace("revision: 3", "revision: 4"));
    assert_data_eq!(
        told(&test, &filled),
        str![[r#"
error: sheet `ISO 9001 2015`, F4: Addressed by is `QP-07 Purchasing § Choosing a supplier, rev 3`; the matrix now has `QP-07 Purchasing § Choosing a supplier, rev 4`
error: sheet `ISO 9001 2015`, F5: Addressed by is `QP-07 Purchasing, rev 3`; the matrix now has `QP-07 Purchasing, rev 4`
nothing was written; the manual has changed since the workbook was made, in 2 rows: look at these rows again, then take it with --older

"#]]
    );
    let file = filled.save(&test);
    let run = test.run(&["audit", "take", file.to_str().unwrap(), "--older"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    // The passing of days is no change.
    test.write("qp.md", page);
    let later = test.judged_on("2027-05-01");
    let run = later.run(&["audit", "take", file.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn a_row_is_compared_with_the_manual_and_not_with_what_the_workbook_says_of_it() {
    // The workbook of a manual in which the document has another title, with the digests of this one.
    let digests = |filled: &mut Filled| -> Vec<String> {
        let strings = filled.part("xl/sharedStrings.xml").clone();
        let texts = strings
            .split('>')
            .filter_map(|part| part.strip_suffix("</t"));
        let is_digest =
            |text: &&str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        texts.filter(is_digest).map(str::to_owned).collect()
    };
    let test = manual();
    let mut own = Filled::of_pack(&test);
    let own = digests(&mut own);
    let other = manual();
    let page = fs::read_to_string(other.manual().join("qp.md")).unwrap();
    other.write(
        "qp.md",
        page.replace("title: Purchasing", "title: All is well"),
    );
    let mut forged = Filled::of_pack(&other);
    let theirs = digests(&mut forged);
    assert_eq!((own.len(), theirs.len()), (10, 10));
    // Behind the digest of all results stands the one of what an auditor judges.
    for (theirs, own) in theirs.iter().zip(&own).skip(1).step_by(2) {
        let strings = forged.part("xl/sharedStrings.xml");
        *strings = strings.replace(theirs, own);
    }
    forged.row(4, "", "Conforms", "");
    let told = told(&test, &forged);
    assert_data_eq!(
        told,
        str![[r#"
error: sheet `ISO 9001 2015`, F4: Addressed by is `QP-07 All is well § Choosing a supplier, rev 3`; the matrix now has `QP-07 Purchasing § Choosing a supplier, rev 3`
error: sheet `ISO 9001 2015`, F5: Addressed by is `QP-07 All is well, rev 3`; the matrix now has `QP-07 Purchasing, rev 3`
nothing was written; the manual has changed since the workbook was made, in 2 rows: look at these rows again, then take it with --older

"#]]
    );
}

#[test]
fn damaged_coordinates_are_told_and_end_no_program() {
    let cases = [
        ("r=\"A4\"", "r=\"A99999999999\""),
        ("r=\"A4\"", "r=\"XFE4\""),
        ("<row r=\"4\"", "<row r=\"99999999999\""),
        (
            "</sheetData>",
            "</sheetData><mergeCells><mergeCell ref=\"B9:A1\"/></mergeCells>",
        ),
    ];
    let mut said = String::new();
    for (good, bad) in cases {
        let test = manual();
        let mut filled = Filled::of_pack(&test);
        let sheet = filled.matrix();
        assert!(sheet.contains(good), "{good}");
        *sheet = sheet.replacen(good, bad, 1);
        said.push_str(&told(&test, &filled));
        let file = filled.save(&test);
        let file = file.to_str().unwrap();
        let run = test.run(&["standards", "import", file]);
        assert_eq!((run.status, &*run.stdout), (2, ""));
        said.push_str(&run.stderr.replace(file, "filled.xlsx"));
    }
    assert_data_eq!(
        said,
        str![[r#"
error: `filled.xlsx`: the file is damaged (the sheet `ISO 9001 2015` has a cell `A99999999999` where there is none); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: filled.xlsx: the file is damaged (the sheet `ISO 9001 2015` has a cell `A99999999999` where there is none); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: `filled.xlsx`: the file is damaged (the sheet `ISO 9001 2015` has a cell `XFE4` where there is none); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: filled.xlsx: the file is damaged (the sheet `ISO 9001 2015` has a cell `XFE4` where there is none); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: `filled.xlsx`: the file is damaged (the sheet `ISO 9001 2015` has a row `99999999999` where there is none); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: filled.xlsx: the file is damaged (the sheet `ISO 9001 2015` has a row `99999999999` where there is none); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: `filled.xlsx`: the file is damaged (the sheet `ISO 9001 2015` merges `B9:A1`, which are no cells); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx
error: filled.xlsx: the file is damaged (the sheet `ISO 9001 2015` merges `B9:A1`, which are no cells); copy it again, or open it in Excel or LibreOffice and save it as a new .xlsx

"#]]
    );
}

#[test]
fn long_texts_of_a_workbook_are_told_by_their_beginning() {
    let long = "long ".repeat(5_000);
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled
        .text("A4", &long)
        .text("E5", &long)
        .row(6, "", &long, "x");
    let end = filled.matrix().find("</row>").unwrap();
    let label = format!("<c r=\"Z1\" t=\"inlineStr\"><is><t>{long}</t></is></c>");
    filled.matrix().insert_str(end, &label);
    let end = filled.matrix().find("</sheetData>").unwrap();
    let row = "<row r=\"9\"><c r=\"A9\" t=\"str\"><v>x:9</v></c><c r=\"Z9\"><v>1</v></c></row>";
    filled.matrix().insert_str(end, row);
    let workbook = filled.part("xl/workbook.xml");
    *workbook = workbook.replace("name=\"ISO 9001 2015\"", &format!("name=\"{long}\""));
    assert_data_eq!(
        told(&test, &filled),
        str![[r#"
error: sheet `long long long long long long long long long long long long …`, Z9: the column Z (`long long long long long long long long long long long long …`) is not one of the matrix
  help: move what it says into the columns that are to be filled in, and delete it
error: sheet `long long long long long long long long long long long long …`, A4: `long long long long long long long long long long long long …` is no key of the matrix
  help: copy the key back from the workbook as it was made
error: sheet `long long long long long long long long long long long long …`, E5: Status was changed to `long long long long long long long long long long long long …`; the matrix has `Covered`
  help: copy the row back from the workbook as it was made; what you have to say belongs into the columns that are to be filled in
error: sheet `long long long long long long long long long long long long …`, V6: `long long long long long long long long long long long long …` is no verdict
  help: write one of `Conforms`, `Observation`, `Minor`, `Major`
error: sheet `long long long long long long long long long long long long …`, A9: the row is of the standard `x`, which the manual does not list
  help: manual.toml lists iso-9001-2015
nothing was written; 5 mistakes: correct the workbook

"#]]
    );
}

#[test]
fn many_rows_under_unknown_keys_take_no_time_to_speak_of() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    let long = "x".repeat(400);
    let rows: String = (10..10_010)
        .map(|row| {
            format!(
                "<row r=\"{row}\"><c r=\"A{row}\" t=\"str\"><v>iso-9001-2015:8.4.{row}</v></c>\
                 <c r=\"C{row}\" t=\"str\"><v>{long}</v></c></row>"
            )
        })
        .collect();
    let end = filled.matrix().find("</sheetData>").unwrap();
    filled.matrix().insert_str(end, &rows);
    // The hidden sheet names as many rows that are not there.
    let hidden: Vec<String> = (100..10_100)
        .map(|row| {
            let cell = |column: char, text: &str| {
                format!("<c r=\"{column}{row}\" t=\"str\"><v>{text}</v></c>")
            };
            let key = format!("k{row}");
            let cells = [('A', &*key), ('B', "00"), ('C', "00")].map(|(at, text)| cell(at, text));
            format!("<row r=\"{row}\">{}</row>", cells.concat())
        })
        .collect();
    let last = filled.last_sheet();
    let end = last.find("</sheetData>").unwrap();
    last.insert_str(end, &hidden.concat());
    let begun = std::time::Instant::now();
    let told = told(&test, &filled);
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
    assert_eq!(
        told.matches("ISO 9001:2015 has no clause `8.4.").count(),
        10_000
    );
    assert_eq!(told.matches("the row of `k").count(), 10_000);
}
