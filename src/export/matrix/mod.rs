//! The matrix in each of its forms: [`MatrixForm`] lists them. The command line, the pages and the
//! files of a site ask it, so that a form is added here.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod row;
pub(crate) mod table;
#[cfg(feature = "xlsx")]
pub(crate) mod xlsx;

use self::xlsx::WorkbookError;
use crate::manual::StandardIx;
use crate::pipeline::Compiled;
use crate::words::words;

words! {
    /// A form of the matrix; the word is how the command line asks for it.
    pub(crate) enum MatrixForm {
        /// A table for the terminal.
        Table = "table",
        /// Comma-separated values.
        Csv = "csv",
        /// JSON (`docs/design.md`, coverage as JSON).
        Json = "json",
        /// A workbook.
        Xlsx = "xlsx",
    }
}

/// Where a table is shown: in a terminal, which has colours and ends somewhere, or anywhere else.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Screen {
    /// Whether colours are wanted.
    pub(crate) colour: bool,
    /// How many columns it has; without an end, nothing is cut.
    pub(crate) width: Option<usize>,
}

impl MatrixForm {
    /// The usual extension of a file of this form.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
        }
    }

    /// What the form is called on the page that it lies beside, in every language; none where it lies
    /// beside no page, or this program was built without it.
    fn label(self) -> Option<&'static str> {
        match self {
            Self::Table => None,
            Self::Csv => Some("CSV"),
            Self::Json => Some("JSON"),
            Self::Xlsx => cfg!(feature = "xlsx").then_some("Excel"),
        }
    }

    /// The forms that lie beside the page of a matrix, for other programs, each with what it is called
    /// there.
    pub(crate) fn beside_pages() -> impl Iterator<Item = (Self, &'static str)> {
        let forms = Self::ALL.into_iter();
        forms.filter_map(|form| Some((form, form.label()?)))
    }

    /// The matrix of these standards in this form.
    ///
    /// # Errors
    /// If it is more than the form can hold, or this program was built without it.
    pub(crate) fn write(
        self,
        compiled: &Compiled,
        standards: &[StandardIx],
        screen: Screen,
    ) -> Result<Vec<u8>, WorkbookError> {
        Ok(match self {
            Self::Table => {
                let Screen { colour, width } = screen;
                table::coverage_table(compiled, standards, colour, width).into_bytes()
            }
            Self::Csv => csv::coverage_csv(compiled, standards).into_bytes(),
            Self::Json => json::coverage_json(compiled, standards).into_bytes(),
            Self::Xlsx => xlsx::coverage_xlsx(compiled, standards)?,
        })
    }

    /// The matrix of a standard as a file beside its page.
    ///
    /// # Errors
    /// As for [`Self::write`].
    pub(crate) fn file(
        self,
        compiled: &Compiled,
        standard: StandardIx,
    ) -> Result<Vec<u8>, WorkbookError> {
        let matrix = self.write(compiled, &[standard], Screen::default())?;
        Ok(match self {
            Self::Csv => csv::for_spreadsheets(&matrix),
            Self::Table | Self::Json | Self::Xlsx => matrix,
        })
    }
}

/// What stands for workbooks in a program that was built without them.
#[cfg(not(feature = "xlsx"))]
pub(crate) mod xlsx {
    use crate::manual::StandardIx;
    use crate::pipeline::Compiled;

    /// Why there is no workbook.
    #[derive(Debug, thiserror::Error)]
    #[error("this program was built without workbooks: its feature `xlsx` was left out")]
    pub struct WorkbookError;

    /// No workbook.
    ///
    /// # Errors
    /// Always.
    pub(crate) fn coverage_xlsx(_: &Compiled, _: &[StandardIx]) -> Result<Vec<u8>, WorkbookError> {
        Err(WorkbookError)
    }
}
