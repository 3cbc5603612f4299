//! Names of sheets, and texts as the format of workbooks permits them.

use std::borrow::Cow;
use std::collections::HashSet;

use rust_xlsxwriter::ExcelDateTime;

use super::{Book, identity};
use crate::manual::Date;

/// The longest text of a cell, in UTF-16 code units.
const LONGEST_CELL: usize = 32_767;

/// Creates names of sheets: at most 31 UTF-16 code units, without reserved characters, and unique
/// whatever the case.
#[derive(Default)]
struct SheetNames(HashSet<String>);

/// The names of the sheets of a workbook, the hidden one last.
pub(crate) fn sheet_names(book: &Book) -> Vec<String> {
    let mut names = SheetNames::default();
    let sheets = book.sheets.iter().map(|sheet| &*sheet.name);
    let all = sheets.chain([identity::SHEET]);
    all.map(|name| names.take(name)).collect()
}

impl SheetNames {
    /// A name that is allowed and not taken, as near as possible to the wanted one.
    fn take(&mut self, wanted: &str) -> String {
        const LONGEST: usize = 31;
        let allowed = |c: char| {
            if c.is_control() || "[]:*?/\\'".contains(c) {
                ' '
            } else {
                c
            }
        };
        let plain: String = wanted.chars().map(allowed).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let plain = words.join(" ");
        // Excel reserves the name `History`.
        let plain = if plain.is_empty() || plain.eq_ignore_ascii_case("history") {
            format!("Standard {plain}").trim_end().to_owned()
        } else {
            plain
        };
        let mut name = cut(&plain, LONGEST).trim_end().to_owned();
        let mut n = 1;
        while !self.0.insert(name.to_lowercase()) {
            n += 1;
            let end = format!(" {n}");
            name = cut(&plain, LONGEST - end.len()).trim_end().to_owned() + &end;
        }
        name
    }
}

/// The beginning of a text, of at most this many UTF-16 code units.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// A text as a valid cell: without control characters, and cut to the greatest length.
pub(crate) fn cell_text(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_CELL && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into();
    }
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\n' => c,
            '\t' | '\r' => ' ',
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => '\u{fffd}',
            c => c,
        })
        .collect();
    if cut(&plain, LONGEST_CELL).len() == plain.len() {
        return plain.into();
    }
    format!("{}…", cut(&plain, LONGEST_CELL - 1)).into()
}

/// A text for a page's header or footer: one line of at most 60 UTF-16 code units, with `&`
/// escaped, because it begins a command.
pub(crate) fn print_text(text: &str) -> String {
    cut(&cell_text(text).replace('\n', " "), 60).replace('&', "&&")
}

/// A date as a spreadsheet's date. `None` before 1900.
pub(crate) fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_s_name_is_allowed_and_its_own() {
        let mut names = SheetNames::default();
        for (wanted, expected) in [
            ("ISO 9001:2015", "ISO 9001 2015"),
            ("iso 9001 2015", "iso 9001 2015 2"),
            ("", "Standard"),
            ("[History]", "Standard History"),
            ("'quoted'", "quoted"),
            (
                "A standard with a name beyond all measure",
                "A standard with a name beyond a",
            ),
            (
                "A standard with a name beyond all limits",
                "A standard with a name beyond 2",
            ),
        ] {
            assert_eq!(names.take(wanted), expected);
        }
    }

    #[test]
    fn a_cell_holds_what_its_form_can() {
        assert_eq!(cell_text("a\tb\u{7}c\nd"), "a b\u{fffd}c\nd");
        let long = "𝄞".repeat(20_000);
        let cell = cell_text(&long);
        assert!(cell.ends_with('…') && cell.encode_utf16().count() <= LONGEST_CELL);
        assert_eq!(print_text("Harrow & Sons"), "Harrow && Sons");
    }

    #[test]
    fn a_day_that_spreadsheets_cannot_count_stays_a_text() {
        use jiff::civil::date;
        assert!(excel_date(date(2026, 11, 23)).is_some());
        assert!(excel_date(date(1850, 1, 1)).is_none());
        assert!(excel_date(date(-1, 1, 1)).is_none());
    }
}
