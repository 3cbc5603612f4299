//! The master list and the registers as workbooks: one sheet, ready to be filtered and printed. Texts
//! are texts there, so that clause 4.10 stays 4.10, and dates are dates.

use std::str::FromStr;

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::export::documents::documents_list;
use crate::export::list::List;
use crate::export::matrix::xlsx::{A4, WorkbookError, cell_text, excel_date, print_text};
use crate::export::registers::register_list;
use crate::manual::{Date, KindIx};
use crate::pipeline::Compiled;

/// Widths of columns in characters: none is narrower, or wider.
const NARROWEST: usize = 8;
const WIDEST: usize = 48;

/// The master list as an XLSX file. The same list gives the same bytes.
///
/// # Errors
/// If there are more documents than a sheet has rows.
pub(crate) fn documents_xlsx(compiled: &Compiled) -> Result<Vec<u8>, WorkbookError> {
    let title = "Master list of documents";
    Ok(workbook(compiled, title, &documents_list(compiled))?)
}

/// The register of one kind as an XLSX file. The same register gives the same bytes.
///
/// # Errors
/// If there are more records than a sheet has rows.
pub(crate) fn register_xlsx(compiled: &Compiled, kind: KindIx) -> Result<Vec<u8>, WorkbookError> {
    let title = &compiled.manual.kind(kind).plural;
    Ok(workbook(compiled, title, &register_list(compiled, kind))?)
}

fn workbook(compiled: &Compiled, title: &str, list: &List) -> Result<Vec<u8>, XlsxError> {
    let config = &compiled.manual.config;
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new()
        .set_title(cell_text(&format!("{}: {title}", config.title)))
        .set_company(cell_text(&config.organisation));
    // The present time would change the bytes at each build.
    if let Some(day) = excel_date(compiled.coverage.as_of) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let cell = || {
        Format::new()
            .set_align(FormatAlign::Top)
            .set_text_wrap()
            .set_border(FormatBorder::Hair)
    };
    let header = cell().set_bold().set_background_color(0xD9_E1_E8);
    let text = cell();
    let date = cell()
        .set_num_format("yyyy-mm-dd")
        .set_align(FormatAlign::Left);
    let sheet = workbook.add_worksheet();
    for (at, name) in (0..).zip(&list.columns) {
        let cells = list.rows.iter().filter_map(|row| row.get(usize::from(at)));
        let longest = cells.chain([name]).map(|cell| cell.chars().count()).max();
        let width = longest.unwrap_or_default().clamp(NARROWEST, WIDEST) + 2;
        sheet.set_column_width(at, width as f64)?;
        sheet.write_string_with_format(0, at, cell_text(name), &header)?;
    }
    for (number, row) in (1..).zip(&list.rows) {
        for (at, words) in (0..).zip(row) {
            match day(words) {
                Some(day) => sheet.write_datetime_with_format(number, at, &day, &date)?,
                None => sheet.write_string_with_format(number, at, cell_text(words), &text)?,
            };
        }
    }
    let last_column = list.columns.len().saturating_sub(1) as u16;
    sheet.autofilter(0, 0, list.rows.len() as u32, last_column)?;
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0);
    sheet.set_header(format!("&L{}", print_text(title)));
    sheet.set_footer(format!(
        "&L{}&Cas of {}&R&P / &N",
        print_text(&config.organisation),
        compiled.coverage.as_of
    ));
    workbook.save_to_buffer()
}

/// A cell that is a day.
fn day(words: &str) -> Option<rust_xlsxwriter::ExcelDateTime> {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let is_day = words.len() == 10 && words.bytes().enumerate().all(shape);
    excel_date(Date::from_str(words).ok().filter(|_| is_day)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing;

    #[test]
    fn the_same_list_gives_the_same_workbook() {
        let first = testing::sample().documents_workbook();
        assert!(first.starts_with(b"PK"));
        // A time of day in the file would have moved on.
        std::thread::sleep(std::time::Duration::from_millis(1100));
        assert!(first == testing::sample().documents_workbook());
    }

    #[test]
    fn only_a_day_becomes_a_date() {
        assert!(day("2026-11-23").is_some());
        for text in [
            "4.10",
            "2026-11-31",
            "20261123",
            "2026-11-23 x",
            "",
            "१०-११-१२",
        ] {
            assert!(day(text).is_none(), "{text}");
        }
    }
}
