//! The reasons for which a file cannot become a catalog, each with advice.

use thiserror::Error;

use crate::workbook_reader::WorkbookRefusal;

/// A file that cannot become a catalog. The text is for the person who chose the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum Refusal {
    /// The file has no bytes.
    #[error("the file is empty; copy it again from where it came from")]
    Empty,
    /// A file beside the imported one: its path, and why it cannot be read.
    #[error("{0} {1}")]
    Beside(String, String),
    /// The file is not text.
    #[error("the file is not UTF-8 text; save it as UTF-8")]
    NoText,
    /// Another format: its name, and the advice.
    #[error("the file is {0}, which is not read; {1}")]
    OtherForm(&'static str, &'static str),
    /// Nothing says what the file is.
    #[error(
        "the name does not say what the file is; known are OSCAL catalogs and profiles (.json), \
         tables (.csv, .tsv, .xlsx), standards of OpenControl and comply (.yaml, .yml) and checklists \
         of rdm (.txt)"
    )]
    UnknownForm,
    /// Not JSON, or not of the shape that the version has.
    #[error("the file is no {expected}: {error}")]
    Shape {
        /// What it was to be.
        expected: String,
        /// The first mistake.
        error: String,
    },
    /// Another model of OSCAL.
    #[error(
        "the file is an OSCAL {0}, not a catalog or a profile; import the catalog that it refers to"
    )]
    OtherModel(&'static str),
    /// No version of OSCAL, or one that is not read.
    #[error("{0}")]
    Version(String),
    /// The catalog of a profile was not found.
    #[error("{0}")]
    NoCatalog(String),
    /// A list that is to be read completely, and cannot be.
    #[error("{0}")]
    Incomplete(String),
    /// The file has the right form and no requirement.
    #[error("the file has no requirement: {0}")]
    NoRequirement(String),
    /// Numbers that stand for several clauses.
    #[error("{0}")]
    Twice(String),
    /// A workbook cannot be read.
    #[error(transparent)]
    Workbook(#[from] WorkbookRefusal),
    /// A column is not there.
    #[error("{0}")]
    Column(String),
    /// The catalog would not be read without a mistake. This is the mistake.
    #[error("the catalog could not be read back: {0}; nothing was written")]
    NotReadBack(String),
}
