//! Tables of values: a CSV file, or rows written in front-matter.

use crate::diagnostics::{Diagnostic, SourcePath, Spanned};
use crate::index::position;

position! {
    /// A CSV file, by its position in the manual's list.
    TableIx
}

/// Rows of cells, each with its span. The first row is the header. A row may be shorter than the
/// header: its missing cells are blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// The rows.
    pub rows: Vec<Vec<Spanned<String>>>,
    /// The rows that were left out because a value could not be read. Each was reported.
    pub left_out: Vec<Vec<Spanned<String>>>,
    /// Whether its cells are separated by semicolons, as where decimals are behind a comma.
    pub has_semicolons: bool,
}

impl DataTable {
    /// The cells as texts.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let cells =
            |row: &Vec<Spanned<String>>| row.iter().map(|cell| cell.value.clone()).collect();
        self.rows.iter().map(cells).collect()
    }

    /// The position of the first column whose header is one of these lower-case names, ignoring
    /// case.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let is_named = |cell: &Spanned<String>| {
            let cell = cell.value.to_lowercase();
            names.contains(&&*cell)
        };
        self.rows.first()?.iter().position(is_named)
    }
}

/// A parsed CSV file of the manual. It depends only on the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTable {
    /// The file.
    pub path: SourcePath,
    /// Its rows; empty if the file cannot be read.
    pub table: DataTable,
    /// The diagnostics of the file. They are reported only if a page takes its values from it.
    pub diagnostics: Vec<Diagnostic>,
}
