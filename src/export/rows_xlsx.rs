//! Writes rows into the sheet of a workbook that has no rows yet.
//!
//! The workbook library keeps two kilobytes of memory for each row until the end, which is more
//! than any other part of a build needs for a long list. Therefore the library makes the workbook
//! only with the first row, the columns, the filter and the print layout, and this module writes
//! the other rows into the XML of the sheet while it is compressed.

use std::borrow::Cow;
use std::io::{Cursor, Read as _, Write as _};

use pulldown_cmark_escape::escape_html_body_text;
use rust_xlsxwriter::{ColNum, ExcelDateTime, Format, RowNum, Workbook, XlsxError, utility};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::workbook::cell_text;

/// The ZIP entry of the first sheet.
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The tag after which the other rows begin, and the tag before which they end.
const ROW_END: &str = "</row>";
const ROWS_END: &str = "</sheetData>";

/// The size of the XML that is collected before it is compressed, in bytes.
const AT_ONCE: usize = 32 * 1024;

/// The formats of text cells and date cells.
pub(super) struct Looks {
    pub(super) text: Format,
    pub(super) day: Format,
}

/// The numbers of these formats. A workbook numbers formats from 1 in the order in which they are
/// registered; the formats of its sheets are registered later, when it is saved.
const TEXT: &str = "1";
const DAY: &str = "2";

/// A row of the sheet that is being written.
pub(super) struct Row<'w> {
    columns: &'w [String],
    number: &'w str,
    xml: &'w mut String,
}

impl Row<'_> {
    /// Writes a text cell; an empty text gets no cell.
    pub(super) fn text(&mut self, column: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        self.begin(column, TEXT);
        self.xml.push_str(" t=\"inlineStr\"><is><t");
        let has_edge = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
        self.xml.push_str(match has_edge {
            true => " xml:space=\"preserve\">",
            false => ">",
        });
        // Writing to a `String` cannot fail.
        let _ = escape_html_body_text(&mut *self.xml, &without_codes(&cell_text(text)));
        self.xml.push_str("</t></is></c>");
    }

    /// Writes a number cell. `number` is a decimal number with a point.
    pub(super) fn number(&mut self, column: usize, number: &str) {
        self.begin(column, TEXT);
        self.xml.push_str("><v>");
        self.xml.push_str(number);
        self.xml.push_str("</v></c>");
    }

    /// Writes a date cell.
    pub(super) fn day(&mut self, column: usize, day: &ExcelDateTime) {
        self.begin(column, DAY);
        self.xml.push_str("><v>");
        self.xml.push_str(&day.to_excel().to_string());
        self.xml.push_str("</v></c>");
    }

    fn begin(&mut self, column: usize, format: &str) {
        self.xml.push_str("<c r=\"");
        self.xml
            .push_str(self.columns.get(column).map_or("", |name| name));
        self.xml.push_str(self.number);
        self.xml.push_str("\" s=\"");
        self.xml.push_str(format);
        self.xml.push('"');
    }
}

/// Returns the XLSX file of the workbook, with `rows` added after the first row of its only sheet.
/// `write` writes the cells of a row.
///
/// # Errors
/// If the workbook cannot be made, or a ZIP entry cannot be read or written.
pub(super) fn with_rows<T>(
    mut workbook: Workbook,
    looks: &Looks,
    (last_row, last_column): (RowNum, ColNum),
    rows: impl Iterator<Item = T>,
    write: impl Fn(&mut Row<'_>, T),
) -> Result<Vec<u8>, XlsxError> {
    workbook.register_format(&looks.text);
    workbook.register_format(&looks.day);
    if last_row > 0 {
        // The sheet states its dimensions, so the last cell must exist. The rows replace it below.
        let sheet = workbook.worksheet_from_index(0)?;
        sheet.write_blank(last_row, last_column, &looks.text)?;
    }
    let mut made = ZipArchive::new(Cursor::new(workbook.save_to_buffer()?))?;
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..made.len() {
        if made.by_index_raw(part)?.name()? != SHEET {
            file.raw_copy_file(made.by_index_raw(part)?)?;
        }
    }
    let mut sheet = String::new();
    made.by_name(SHEET)?.read_to_string(&mut sheet)?;
    let begin = sheet.find(ROW_END).map_or(0, |at| at + ROW_END.len());
    let end = sheet.find(ROWS_END).unwrap_or(begin);
    // The present time would change the bytes in each build.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    file.start_file(SHEET, options)?;
    file.write_all(&sheet.as_bytes()[..begin])?;
    let columns = (0..=last_column).map(utility::column_number_to_name);
    let columns: Vec<String> = columns.collect();
    let mut xml = String::with_capacity(AT_ONCE + AT_ONCE / 4);
    for (number, row) in (2_u32..).zip(rows) {
        let number = &number.to_string();
        xml.push_str("<row r=\"");
        xml.push_str(number);
        xml.push_str("\">");
        let mut cells = Row {
            columns: &columns,
            number,
            xml: &mut xml,
        };
        write(&mut cells, row);
        xml.push_str(ROW_END);
        if xml.len() >= AT_ONCE {
            file.write_all(xml.as_bytes())?;
            xml.clear();
        }
    }
    file.write_all(xml.as_bytes())?;
    file.write_all(&sheet.as_bytes()[end..])?;
    Ok(file.finish()?.into_inner())
}

/// Escapes character codes of the XLSX format: without this, `_x0041_` would be shown as `A`.
fn without_codes(text: &str) -> Cow<'_, str> {
    let is_code = |at: usize| {
        let code = text.as_bytes().get(at + 2..at + 7);
        code.is_some_and(|code| code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_')
    };
    let codes = text.match_indices("_x").filter(|(at, _)| is_code(*at));
    let mut plain = String::new();
    let mut from = 0;
    for (at, _) in codes {
        plain.push_str(&text[from..at]);
        plain.push_str("_x005F");
        from = at;
    }
    match from == 0 && plain.is_empty() {
        true => text.into(),
        false => (plain + &text[from..]).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_code_stays_as_it_is() {
        assert_eq!(without_codes("a_x0041_b"), "a_x005F_x0041_b");
        assert_eq!(
            without_codes("_x00e4__x00C4_"),
            "_x005F_x00e4__x005F_x00C4_"
        );
        for text in ["_x", "_x004_", "_x00g1_", "max_x_y", "_x00"] {
            assert!(matches!(without_codes(text), Cow::Borrowed(same) if same == text));
        }
    }
}
