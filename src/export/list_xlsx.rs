//! The master list and the registers as workbooks: one sheet with a filter and a print layout.
//! Texts are text cells, so that clause 4.10 stays 4.10; dates are date cells, and the cells of columns
//! with numbers are numbers.

use std::str::FromStr;

use rust_xlsxwriter::{
    ColNum, DocProperties, Format, FormatAlign, FormatBorder, RowNum, Workbook, XlsxError,
};

use crate::export::documents::documents_list;
use crate::export::list::List;
use crate::export::registers::register_list;
use crate::export::rows_xlsx::{Looks, with_rows};
use crate::export::workbook::{A4, WorkbookError, cell_text, excel_date, print_text};
use crate::manual::{Date, KindIx};
use crate::pipeline::Compiled;

/// The least and the greatest width of a column's content, in characters.
const NARROWEST: usize = 8;
const WIDEST: usize = 48;

/// The master list as an XLSX file. The same list gives the same bytes.
///
/// # Errors
/// If there are more documents than a sheet has rows.
pub(crate) fn documents_xlsx(compiled: &Compiled) -> Result<Vec<u8>, WorkbookError> {
    let title = "Master list of documents";
    Ok(workbook(compiled, title, documents_list(compiled))?)
}

/// The register of one kind as an XLSX file. The same register gives the same bytes.
///
/// # Errors
/// If there are more records than a sheet has rows.
pub(crate) fn register_xlsx(compiled: &Compiled, kind: KindIx) -> Result<Vec<u8>, WorkbookError> {
    let title = &compiled.manual.kind(kind).plural;
    Ok(workbook(compiled, title, register_list(compiled, kind))?)
}

/// Makes the workbook. To keep it small, each column has the format of its cells, empty cells are
/// left out, and printed lines are grid lines instead of borders.
fn workbook(compiled: &Compiled, title: &str, list: List) -> Result<Vec<u8>, XlsxError> {
    let config = &compiled.manual.config;
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(cell_text(&format!("{}: {title}", config.title)))
        .set_company(cell_text(&config.organisation));
    // The present time would change the bytes in each build.
    if let Some(day) = excel_date(compiled.coverage.as_of) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let day = text.clone().set_num_format("yyyy-mm-dd");
    let header = text.clone().set_bold();
    let looks = Looks {
        day: day.set_align(FormatAlign::Left),
        text,
    };
    let header = header
        .set_border(FormatBorder::Hair)
        .set_background_color(0xD9_E1_E8);
    let last_row = RowNum::try_from(list.rows.len()).unwrap_or(RowNum::MAX);
    let last_column = list.columns.len().saturating_sub(1) as ColNum;
    let sheet = workbook.add_worksheet();
    for (at, name) in (0..).zip(&list.columns) {
        let cells = || list.rows.iter().filter_map(|row| row.get(usize::from(at)));
        let longest = cells().chain([name]).map(|cell| cell.chars().count()).max();
        let width = longest.unwrap_or_default().clamp(NARROWEST, WIDEST) + 2;
        let has_days = cells().any(|cell| as_day(cell).is_some());
        sheet.set_column_width(at, width as f64)?;
        sheet.set_column_format(at, if has_days { &looks.day } else { &looks.text })?;
        sheet.write_string_with_format(0, at, cell_text(name), &header)?;
    }
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_gridlines(true);
    sheet.set_header(format!("&L{}", print_text(title)));
    sheet.set_footer(format!(
        "&L{}&Cas of {}&R&P / &N",
        print_text(&config.organisation),
        compiled.coverage.as_of
    ));
    let numbers = list.numbers;
    let rows = list.rows.into_iter();
    let end = (last_row, last_column);
    with_rows(workbook, &looks, end, rows, |row, cells| {
        for (column, words) in cells.iter().enumerate() {
            match as_day(words) {
                Some(day) => row.day(column, &day),
                None if numbers.contains(&column) && is_number(words) => row.number(column, words),
                None => row.text(column, words),
            }
        }
    })
}

/// The date in a cell's text, if the text is a date such as `2026-11-23`.
fn as_day(words: &str) -> Option<rust_xlsxwriter::ExcelDateTime> {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let is_day = words.len() == 10 && words.bytes().enumerate().all(shape);
    is_day.then(|| excel_date(Date::from_str(words).ok()?))?
}

/// Whether a text is a number that a cell holds with all of its digits.
fn is_number(words: &str) -> bool {
    /// A cell holds a number with so many digits.
    const MOST_DIGITS: usize = 15;
    let digits = words.strip_prefix('-').unwrap_or(words);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let are_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    are_digits(whole) && are_digits(decimals) && digits.len() <= MOST_DIGITS
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;
    use crate::export::testing;

    #[test]
    fn the_same_list_gives_the_same_workbook() {
        let first = testing::sample().documents_workbook();
        assert!(first.starts_with(b"PK"));
        // A time in the file would differ after this.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == testing::sample().documents_workbook());
    }

    #[test]
    fn a_cell_has_the_format_of_its_column_and_what_is_empty_is_none() {
        let workbook = Cursor::new(testing::sample().documents_workbook());
        let mut parts = zip::ZipArchive::new(workbook).unwrap();
        let mut sheet = String::new();
        let mut part = parts.by_name("xl/worksheets/sheet1.xml").unwrap();
        part.read_to_string(&mut sheet).unwrap();
        let (_, row) = sheet.split_once("<row r=\"2\"").unwrap();
        let (row, _) = row.split_once("</row>").unwrap();
        let cells: Vec<&str> = row.split("<c ").skip(1).collect();
        let name = |cell: &&str| cell.split('"').nth(1).unwrap().to_owned();
        let names: Vec<String> = cells.iter().map(name).collect();
        // The columns from id to review_due, and file. The other columns of a form are empty.
        assert_eq!(names.join(" "), "A2 B2 C2 D2 E2 F2 G2 H2 I2 J2 R2");
        let style_of_column = |number: &str| {
            let (_, column) = sheet.split_once(&format!("<col min=\"{number}\"")).unwrap();
            let (_, style) = column.split_once("style=\"").unwrap();
            style.split('"').next().unwrap().to_owned()
        };
        let (texts, days) = (style_of_column("1"), style_of_column("7"));
        assert_ne!(texts, days);
        assert_eq!(
            cells[0],
            format!("r=\"A2\" s=\"{texts}\" t=\"inlineStr\"><is><t>FM-1</t></is></c>")
        );
        // 2026-01-01 as days since 1900.
        assert_eq!(cells[6], format!("r=\"G2\" s=\"{days}\"><v>46023</v></c>"));
    }

    #[test]
    fn only_a_decimal_number_of_few_digits_becomes_a_number() {
        for text in ["0", "94.6", "-0.25", "123456789012345"] {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "",
            "-",
            ".5",
            "5.",
            "1e3",
            "1,5",
            "+1",
            "4.10.2",
            "१",
            "1234567890123456",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn only_a_day_becomes_a_date() {
        assert!(as_day("2026-11-23").is_some());
        for text in [
            "4.10",
            "2026-11-31",
            "20261123",
            "2026-11-23 x",
            "",
            "१०-११-१२",
        ] {
            assert!(as_day(text).is_none(), "{text}");
        }
    }
}
