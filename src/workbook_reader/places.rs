//! The places that a file names, such as `U12` and `A1:B6`, within the limits of the format.

use super::{Area, Place};

/// The rows of the largest sheet.
const ROWS: u32 = 1_048_576;

/// The columns of the largest sheet.
const COLUMNS: u32 = 16_384;

/// The number of a row: digits, from 1 to 1,048,576.
pub(super) fn row(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let row = is_number.then(|| digits.parse().ok())??;
    (1..=ROWS).contains(&row).then_some(row)
}

/// The place that a name such as `U12` or `$U$12` means. `None` if no sheet has such a place.
pub(super) fn place(name: &str) -> Option<Place> {
    let name = name.strip_prefix('$').unwrap_or(name);
    let end = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at(end);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    // Three letters are less than 20,000.
    let column = letters.bytes().fold(0, |sum, letter| {
        sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    let row = row(digits.strip_prefix('$').unwrap_or(digits))?;
    (column <= COLUMNS).then_some(Place {
        row,
        column: column - 1,
    })
}

/// The area that a name such as `A1:B6` or `A1` means. `None` if the corners are no places, or not the
/// upper left and the lower right one.
pub(super) fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let (first, last) = (place(first)?, place(last)?);
    (first.row <= last.row && first.column <= last.column).then_some(Area { first, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_that_a_sheet_can_have() {
        let named = |name| place(name).map(|place| place.to_string());
        for (name, expected) in [
            ("A1", Some("A1")),
            ("$u$012", Some("U12")),
            ("XFD1048576", Some("XFD1048576")),
            ("XFE1", None),
            ("A0", None),
            ("A1048577", None),
            ("A99999999999", None),
            ("AAAA1", None),
            ("A", None),
            ("1", None),
            ("", None),
            ("$", None),
            ("A-1", None),
            ("A+1", None),
            ("A1 ", None),
            ("A1:B2", None),
            ("É1", None),
            ("A١", None),
        ] {
            assert_eq!(named(name).as_deref(), expected, "{name}");
        }
    }

    #[test]
    fn an_area_begins_at_its_upper_left_corner() {
        let named = |name| area(name).map(|area| area.to_string());
        for (name, expected) in [
            ("A1", Some("A1:A1")),
            ("A1:B6", Some("A1:B6")),
            ("B9:A1", None),
            ("A9:B1", None),
            ("B1:A9", None),
            ("A1:A99999999999", None),
            ("A1:B2:C3", None),
            (":", None),
        ] {
            assert_eq!(named(name).as_deref(), expected, "{name}");
        }
    }
}
