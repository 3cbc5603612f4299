//! Reads a workbook (`.xlsx`) that people have filled in: the cells with a content, and what a
//! program cannot see in the cells alone, such as hidden rows, merged cells and notes.
//!
//! A workbook may claim more than any memory holds, in a few bytes: a cell in the last row and the
//! last column, a number of texts, an archive that unpacks without end. [`read`] never trusts what a
//! file declares. Its parts are unpacked within limits before they are read, and the cells are read
//! one by one, up to a limit; a table of all cells between the first and the last is never made.
//! A value that the format does not have, such as the row 99,999,999,999, is told with its place.
//!
//! - `parts`: the archive, its limits, its sheets, and what is beside their cells
//! - `cells`: the rows of a sheet
//! - `texts`: the table of texts
//! - `days`: which numbers are days
//! - `places`: names of rows, cells and areas

#[cfg(feature = "xlsx")]
mod cells;
#[cfg(feature = "xlsx")]
mod days;
#[cfg(feature = "xlsx")]
mod parts;
#[cfg(feature = "xlsx")]
mod places;
mod refusal;
#[cfg(feature = "xlsx")]
mod texts;

#[cfg(test)]
#[cfg(feature = "xlsx")]
mod tests;

use std::fmt;

pub(crate) use refusal::WorkbookRefusal;

use crate::manual::Date;

/// The size limit of a workbook in bytes; a larger file is refused.
pub(crate) const MOST_BYTES: u64 = 32 << 20;

/// The largest row number, from 1, of a cell with a content.
pub(crate) const MOST_ROWS: u32 = 20_000;

/// The most columns.
pub(crate) const MOST_COLUMNS: u32 = 200;

/// The most cells of a workbook.
pub(crate) const MOST_CELLS: usize = 200_000;

/// The most bytes of text in the cells of a workbook.
pub(crate) const MOST_TEXT: usize = 32 << 20;

/// A workbook. Sheets that hold no cells, such as charts, are left out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Workbook {
    /// The sheets, in their order.
    pub(crate) sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    /// The name.
    pub(crate) name: String,
    /// Whether people do not see the sheet.
    pub(crate) is_hidden: bool,
    /// The rows with a content, by their numbers.
    pub(crate) rows: Vec<Row>,
    /// The areas of cells that are merged.
    pub(crate) merged: Vec<Area>,
    /// The notes on cells, in the order of the file.
    pub(crate) notes: Vec<Note>,
}

/// A row with at least one cell that has a content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// The number, from 1.
    pub(crate) number: u32,
    /// Whether people do not see the row, such as one that a filter leaves out.
    pub(crate) is_hidden: bool,
    /// The cells with a content, by their columns.
    pub(crate) cells: Vec<Cell>,
}

/// A cell with a content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// The column, from 0.
    pub(crate) column: u32,
    /// The content; of a formula the result that the file holds.
    pub(crate) value: Value,
    /// Whether a formula gives the content.
    pub(crate) is_formula: bool,
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing: the result of a formula that was never computed.
    Empty,
    /// A text, with `\n` between its lines.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
}

/// The place of a cell in its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The row, from 1.
    pub(crate) row: u32,
    /// The column, from 0.
    pub(crate) column: u32,
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    /// The upper left cell.
    pub(crate) first: Place,
    /// The lower right cell.
    pub(crate) last: Place,
}

/// A note that somebody has put on a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// The cell.
    pub(crate) place: Place,
    /// The text.
    pub(crate) text: String,
}

/// Reads a workbook.
///
/// # Errors
/// If the file is no workbook in the format `.xlsx`, is damaged or protected by a password, or
/// exceeds a limit. The error's text says what to do.
#[cfg(feature = "xlsx")]
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, WorkbookRefusal> {
    parts::read(bytes)
}

/// Always fails, because the feature `xlsx` was left out.
///
/// # Errors
/// Always.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn read(_: &[u8]) -> Result<Workbook, WorkbookRefusal> {
    Err(WorkbookRefusal::LeftOut)
}

impl Row {
    /// The cell in this column, from 0.
    pub(crate) fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self
            .cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()?;
        self.cells.get(at)
    }

    /// The text of the cell in this column, without blanks around it; empty if it has no content.
    pub(crate) fn text(&self, column: u32) -> String {
        self.cell(column)
            .map(|cell| cell.value.to_string().trim().to_owned())
            .unwrap_or_default()
    }
}

impl fmt::Display for Value {
    /// The content as a person would write it: `2026-11-23`, `8.4`, `Yes` is not translated and is
    /// `TRUE`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) | Self::Error(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Day(day) => write!(f, "{day}"),
            Self::Flag(flag) => f.write_str(if *flag { "TRUE" } else { "FALSE" }),
        }
    }
}

impl fmt::Display for Place {
    /// The name of the cell in spreadsheets: `U12`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_name(self.column), self.row)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// The name of a column, from 0: `A`, `Z`, `AA`.
pub(crate) fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        // A remainder of 26 fits in a byte.
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
