//! A workbook as plain data, and its XLSX file. The words, the order of columns and the links are
//! those of whoever makes the [`Book`].

#[cfg(feature = "xlsx")]
mod heights;
mod identity;
#[cfg(feature = "xlsx")]
mod names;
#[cfg(feature = "xlsx")]
mod write;

pub(crate) use identity::Identity;
#[cfg(feature = "xlsx")]
pub(crate) use identity::{Carried, RowDigests, digests, identity};
#[cfg(feature = "xlsx")]
pub(crate) use names::{cell_text, excel_date, print_text, sheet_names};
#[cfg(feature = "xlsx")]
pub(crate) use write::{A4, write};

use crate::coverage::ClauseStatus;
use crate::manual::Date;

/// Why a workbook could not be made: the data exceed a limit of the format.
#[cfg(feature = "xlsx")]
#[derive(Debug, thiserror::Error)]
#[error("the workbook cannot be made: {0}")]
pub struct WorkbookError(#[from] rust_xlsxwriter::XlsxError);

/// Why a workbook cannot be made.
#[cfg(not(feature = "xlsx"))]
#[derive(Debug, thiserror::Error)]
#[error("this program was built without workbooks: its feature `xlsx` was left out")]
pub struct WorkbookError;

/// Always fails, because the feature `xlsx` was left out.
///
/// # Errors
/// Always.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn write(_: &Book) -> Result<Vec<u8>, WorkbookError> {
    Err(WorkbookError)
}

/// A workbook.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct Book {
    pub(crate) title: String,
    /// The organisation, for the file's properties and the foot of each printed page.
    pub(crate) organisation: String,
    /// The as-of date, which is also the creation date in the file: the present time would change the
    /// bytes in each build.
    pub(crate) as_of: Date,
    /// The as-of date in words, for the foot of each printed page.
    pub(crate) as_of_words: String,
    pub(crate) identity: Identity,
    pub(crate) sheets: Vec<Sheet>,
}

/// A sheet: lines of text, and a table below them.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) lead: Vec<String>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    /// How many columns stay in view when the sheet is scrolled.
    pub(crate) frozen: u16,
}

/// A column of a table.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct Column {
    pub(crate) label: String,
    /// The width in characters.
    pub(crate) width: f64,
    pub(crate) holds: Holds,
    /// Whether records decide what it says, such as audits and findings. These change while an audit
    /// goes on; the other columns are what the auditor judges.
    pub(crate) is_of_records: bool,
}

/// What the cells of a column are for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) enum Holds {
    /// Results.
    Results,
    /// Keys for programs; the column is hidden.
    Keys,
    /// Results that are the ids of documents.
    Documents,
    /// Nothing: somebody fills them in.
    ToFillIn,
    /// Nothing: somebody chooses one of these words.
    Choice(Vec<String>),
}

/// A row of a table.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) struct Row {
    /// Whether it groups the rows below it.
    pub(crate) is_heading: bool,
    pub(crate) cells: Vec<Cell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) enum Cell {
    Empty,
    Text(String),
    /// A text with a link, relative to the workbook's folder.
    Link {
        text: String,
        href: String,
    },
    Day(Date),
    Number(u32),
    Percent(f64),
    /// A number with the decimals that it has.
    Figure(f64),
    /// A status in words, with the status that gives its colour.
    Status(ClauseStatus, String),
}

impl Column {
    pub(crate) fn new(label: impl Into<String>, width: f64) -> Self {
        Self {
            label: label.into(),
            width,
            holds: Holds::Results,
            is_of_records: false,
        }
    }

    /// The same for cells of another use.
    #[must_use]
    pub(crate) fn holding(mut self, holds: Holds) -> Self {
        self.holds = holds;
        self
    }
}

impl Cell {
    /// A text cell; an empty text gives an empty cell.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        match text.is_empty() {
            true => Self::Empty,
            false => Self::Text(text),
        }
    }

    /// A text cell with a link, if there is an address to link to.
    pub(crate) fn link(text: impl Into<String>, href: Option<String>) -> Self {
        match (Self::text(text), href) {
            (Self::Text(text), Some(href)) => Self::Link { text, href },
            (cell, _) => cell,
        }
    }

    /// A date cell; empty without a date.
    pub(crate) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// The content as a text, as a reader of the file finds it.
    #[cfg(feature = "xlsx")]
    pub(crate) fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Link { text, .. } | Self::Status(_, text) => {
                cell_text(text).trim().to_owned()
            }
            Self::Empty => String::new(),
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Percent(number) | Self::Figure(number) => number.to_string(),
        }
    }

    /// The text that the cell shows, if it is text.
    #[cfg(feature = "xlsx")]
    fn shown(&self) -> &str {
        match self {
            Self::Text(text) | Self::Link { text, .. } | Self::Status(_, text) => text,
            Self::Empty | Self::Day(_) | Self::Number(_) | Self::Percent(_) | Self::Figure(_) => "",
        }
    }
}
