//! Tables of values: a CSV file, or rows written in front-matter.

use crate::diagnostics::{Diagnostic, SourcePath, Spanned};
use crate::index::position;

position! {
    /// A CSV file, by its position in the manual's list.
    TableIx
}

/// Rows of cells, each with its place. The first row is the header. Rows may be shorter than it:
/// what is missing is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DataTable {
    /// The rows.
    pub rows: Vec<Vec<Spanned<String>>>,
    /// The rows that were reported and left out: what they say is not known.
    pub left_out: Vec<Vec<Spanned<String>>>,
}

impl DataTable {
    /// The cells as texts.
    pub fn texts(&self) -> Vec<Vec<String>> {
        let cells =
            |row: &Vec<Spanned<String>>| row.iter().map(|cell| cell.value.clone()).collect();
        self.rows.iter().map(cells).collect()
    }

    /// The position of the column with one of these names.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let is_named = |cell: &Spanned<String>| {
            let cell = cell.value.to_lowercase();
            names.contains(&&*cell)
        };
        self.rows.first()?.iter().position(is_named)
    }
}

/// A CSV file of the manual, read. It depends on the file's text alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadTable {
    /// The file.
    pub path: SourcePath,
    /// Its rows; empty where the file cannot be read.
    pub table: DataTable,
    /// What is wrong in it. It matters only where a page takes its values from the file.
    pub diagnostics: Vec<Diagnostic>,
}
