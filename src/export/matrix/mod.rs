//! The matrix in each of its formats, which [`MatrixForm`] lists. The command line and the site use
//! this list, so that a new format is added only here.

pub(crate) mod csv;
pub(crate) mod json;
mod oscal;
pub(crate) mod row;
pub(crate) mod soa;
pub(crate) mod table;

use crate::manual::StandardIx;
use crate::pipeline::Compiled;
use crate::words::words;

words! {
    /// A format of the matrix. The word is the value of `--format`.
    pub(crate) enum MatrixForm {
        /// A table for the terminal.
        Table = "table",
        /// Comma-separated values.
        Csv = "csv",
        /// JSON (`docs/design.md`, "Coverage as JSON").
        Json = "json",
        /// A workbook.
        Xlsx = "xlsx",
        /// A component definition of OSCAL (`docs/design.md`, "Coverage as OSCAL").
        Oscal = "oscal",
        /// The statement of applicability as comma-separated values.
        SoaCsv = "soa-csv",
    }
}

/// The properties of the place where a table is shown. The default is not a terminal: no colours
/// and no width limit.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Screen {
    /// Whether to use colours.
    pub(crate) colour: bool,
    /// The width in columns; without it, cells are not shortened.
    pub(crate) width: Option<usize>,
}

impl MatrixForm {
    /// The usual extension of a file in this format.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Csv | Self::SoaCsv => "csv",
            Self::Json | Self::Oscal => "json",
            Self::Xlsx => "xlsx",
        }
    }

    /// The label of the file on the page of the matrix, the same in every language. `None` if the
    /// site has no such file, or this program was built without the format.
    fn label(self) -> Option<&'static str> {
        match self {
            // The file of the statement is beside the statement's page.
            Self::Table | Self::Oscal | Self::SoaCsv => None,
            Self::Csv => Some("CSV"),
            Self::Json => Some("JSON"),
            Self::Xlsx => cfg!(feature = "xlsx").then_some("Excel"),
        }
    }

    /// The formats whose files the site has beside the page of the matrix, with their labels.
    pub(crate) fn beside_pages() -> impl Iterator<Item = (Self, &'static str)> {
        let forms = Self::ALL.into_iter();
        forms.filter_map(|form| Some((form, form.label()?)))
    }

    /// The matrix of these standards in this format; `None` for a workbook, which the site makes, since
    /// it is in the words of the theme.
    pub(crate) fn write(
        self,
        compiled: &Compiled,
        standards: &[StandardIx],
        screen: Screen,
    ) -> Option<Vec<u8>> {
        let text = match self {
            Self::Table => {
                let Screen { colour, width } = screen;
                table::coverage_table(compiled, standards, colour, width)
            }
            Self::Csv => csv::coverage_csv(compiled, standards),
            Self::Json => json::coverage_json(compiled, standards),
            Self::Oscal => oscal::coverage_oscal(compiled, standards),
            Self::SoaCsv => soa::statement_csv(compiled, standards),
            Self::Xlsx => return None,
        };
        Some(text.into_bytes())
    }

    /// The matrix of a standard as the file beside its page; `None` for a workbook.
    pub(crate) fn file(self, compiled: &Compiled, standard: StandardIx) -> Option<Vec<u8>> {
        let matrix = self.write(compiled, &[standard], Screen::default())?;
        Some(match self {
            Self::Csv | Self::SoaCsv => csv::for_spreadsheets(&matrix),
            Self::Table | Self::Json | Self::Xlsx | Self::Oscal => matrix,
        })
    }
}
