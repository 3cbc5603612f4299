//! Days in a workbook: numbers of days since a day of its own, which only the form of the cell tells
//! from other numbers.

use jiff::ToSpan;

use super::WorkbookRefusal;
use super::parts::{children, parsed};
use crate::manual::Date;
use crate::word::Package;

/// What decides whether a number is a day.
#[derive(Clone, Debug, Default)]
pub(super) struct Days {
    /// For each form of cells whether it shows a day.
    show_days: Vec<bool>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

impl Days {
    /// Reads the forms of cells.
    pub(super) fn read(package: &Package<'_>, path: Option<&str>) -> Result<Self, WorkbookRefusal> {
        let Some(path) = path else {
            return Ok(Self::default());
        };
        parsed(package, path, |part| {
            let root = part.root_element();
            let formats = children(root, "numFmts").flat_map(|list| children(list, "numFmt"));
            let formats: std::collections::HashMap<&str, bool> = formats
                .filter_map(|format| {
                    let code = format.attribute("formatCode")?;
                    Some((format.attribute("numFmtId")?, shows_day(code)))
                })
                .collect();
            let forms = children(root, "cellXfs").flat_map(|list| children(list, "xf"));
            let show_days = forms.map(|form| {
                let id = form.attribute("numFmtId").unwrap_or_default();
                let of_file = formats.get(id).copied();
                of_file.unwrap_or_else(|| is_day_by_default(id))
            });
            Ok(Self {
                show_days: show_days.collect(),
                from_1904: false,
            })
        })
    }

    /// The day that a number means in a cell of this form. `None` if it is another number, a time of
    /// day, or no day of the format.
    pub(super) fn day(&self, number: f64, form: Option<&str>) -> Option<Date> {
        let form: usize = form?.trim().parse().ok()?;
        if !self.show_days.get(form).copied().unwrap_or(false) {
            return None;
        }
        day(number, self.from_1904)
    }
}

/// The day with this number.
fn day(number: f64, from_1904: bool) -> Option<Date> {
    // The last one is 31 December 9999.
    if !(1.0..2_958_466.0).contains(&number) {
        return None;
    }
    // The number is in the range of the type.
    let number = number.floor() as i64;
    let (start, days) = match (from_1904, number) {
        (true, _) => (Date::new(1904, 1, 1), number),
        // The format has a 29 February 1900, which never was.
        (false, 60) => return None,
        (false, ..60) => (Date::new(1899, 12, 31), number),
        (false, _) => (Date::new(1899, 12, 30), number),
    };
    start.ok()?.checked_add(days.days()).ok()
}

/// Whether a format of the standard shows a day, by its number. Some show only a time of day.
fn is_day_by_default(id: &str) -> bool {
    matches!(id.parse::<u32>(), Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58))
}

/// Whether a format shows a day or a time, and no duration: its first section has a letter of dates
/// outside of quotation marks and brackets.
fn shows_day(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            // The next letter is shown, left free or repeated.
            '\\' | '_' | '*' => drop(letters.next()),
            '"' => drop(letters.find(|letter| *letter == '"')),
            '[' => {
                let inside: String = letters
                    .by_ref()
                    .take_while(|letter| *letter != ']')
                    .collect();
                let mut inside = inside.chars().map(|letter| letter.to_ascii_lowercase());
                let first = inside.next();
                if matches!(first, Some('h' | 'm' | 's')) && inside.all(|next| Some(next) == first)
                {
                    return false;
                }
            }
            ';' => return false,
            'd' | 'm' | 'h' | 'y' | 's' | 'D' | 'M' | 'H' | 'Y' | 'S' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_a_day_by_its_letters() {
        for (code, expected) in [
            ("yyyy-mm-dd", true),
            ("DD/MM/YY", true),
            ("[$-407]d. mmmm yyyy;@", true),
            ("[Red]h:mm AM/PM", true),
            ("*-yyyy", true),
            ("General", false),
            ("0.00", false),
            ("#,##0\\ [$€-407];[Red]d", false),
            ("0\" days\"", false),
            ("\\d0", false),
            ("0*y", false),
            ("0_d", false),
            ("[h]:mm", false),
            ("[mm]", false),
            ("[h", false),
            ("\"", false),
            ("\\", false),
        ] {
            assert_eq!(shows_day(code), expected, "{code}");
        }
    }

    #[test]
    fn a_number_is_a_day_within_the_format() {
        let named = |number, from_1904| day(number, from_1904).map(|day| day.to_string());
        for (number, expected) in [
            (1.0, Some("1900-01-01")),
            (59.0, Some("1900-02-28")),
            (60.0, None),
            (61.0, Some("1900-03-01")),
            (46346.75, Some("2026-11-20")),
            (2_958_465.0, Some("9999-12-31")),
            (2_958_466.0, None),
            (0.5, None),
            (-1.0, None),
            (f64::MAX, None),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            assert_eq!(named(number, false).as_deref(), expected, "{number}");
        }
        assert_eq!(named(44884.0, true).as_deref(), Some("2026-11-20"));
        assert_eq!(named(2_958_465.0, true), None);
    }
}
