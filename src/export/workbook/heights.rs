//! Estimates the heights of rows. Programs do not compute them for rows with wrapped text when they
//! open a file, and draw the text over the rows below.

use super::{Column, Row};

/// The height of a line of text, in points.
const LINE: f64 = 15.0;

/// The greatest height of a row that the format permits, in points.
const HIGHEST: f64 = 409.0;

/// The share of a column's width, in characters, that a line of wrapped text fills: lines break
/// between words, and some letters are wider than digits.
const FILLED: f64 = 0.9;

/// The height of a row, in points.
pub(super) fn height(columns: &[Column], row: &Row) -> f64 {
    let cells = columns.iter().zip(&row.cells);
    let lines = cells.map(|(column, cell)| lines(cell.shown(), column.width));
    let most = lines.max().unwrap_or(1).max(1);
    // Letters in bold are wider, and a row that is too high does no harm.
    (LINE * f64::from(most) + 1.0).min(HIGHEST)
}

/// The number of lines that a text needs in a column of this width.
fn lines(text: &str, width: f64) -> u32 {
    let most = (width * FILLED).max(1.0);
    text.split('\n')
        .map(|line| {
            let letters = line.chars().map(letter_width).sum::<f64>();
            ((letters / most).ceil() as u32).max(1)
        })
        .sum()
}

/// The width of a letter, in widths of a digit.
fn letter_width(letter: char) -> f64 {
    match letter {
        // Letters of East Asia are twice as wide as digits.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2.0,
        '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => 2.0,
        'W' | 'M' | 'm' | 'w' | '—' | '…' => 1.4,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::workbook::Cell;

    #[test]
    fn a_row_is_as_high_as_its_longest_text() {
        let columns = [Column::new("A", 10.0), Column::new("B", 20.0)];
        let height = |a: &str, b: &str| {
            let row = Row {
                is_heading: false,
                cells: vec![Cell::text(a), Cell::text(b)],
            };
            super::height(&columns, &row)
        };
        assert_eq!(height("", ""), 16.0);
        assert_eq!(height("short", "text"), 16.0);
        assert_eq!(height("one\ntwo\nthree", "text"), 46.0);
        assert_eq!(height("x", "twenty letters, twice as wide"), 31.0);
        assert_eq!(height("品質管理体系", ""), 31.0);
        assert_eq!(height(&"long ".repeat(1000), ""), HIGHEST);
    }
}
