//! The entries of `[[claims]]`: claims that stand in tables and in other notations.

use crate::diagnostics::{SourcePath, Span, Spanned};
use crate::manual::SettingPartIx;
use crate::words::words;

words! {
    /// A column of a table of claims, or a named group of a pattern.
    pub enum ClaimColumn {
        /// The clauses.
        Clause = "clause",
        /// The documents that claim them: ids, paths or links.
        Document = "document",
        /// The section of the document.
        Section = "section",
        /// How much of a clause is addressed.
        Extent = "extent",
        /// The author's note.
        Note = "note",
        /// The standard of the clauses.
        Standard = "standard",
        /// `proposed`, or nothing.
        Status = "status",
    }
}

impl ClaimColumn {
    /// The column of this name.
    pub(crate) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == name)
    }

    /// The names of all columns.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.into_iter().map(Self::word)
    }
}

/// How an entry of `[[claims]]` reads a row of a table, or a match of a pattern.
#[derive(Clone, Debug)]
pub struct ClaimsSetting {
    /// The entry's place in `manual.toml`.
    pub span: Span,
    /// The column that each head or named group is.
    pub columns: Vec<ClaimColumn>,
    /// The columns that a table may have under their own names beside these.
    pub others: Vec<ClaimColumn>,
    /// What the entry says for all rows that do not say it themselves.
    pub constants: Vec<(ClaimColumn, Spanned<String>)>,
}

impl ClaimsSetting {
    /// The column at a position among the named ones, then the others.
    pub(crate) fn column(&self, at: usize) -> Option<ClaimColumn> {
        self.columns.iter().chain(&self.others).nth(at).copied()
    }

    /// The head under which another column is sought, by its position among them all.
    pub(crate) fn other_heads(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let others = self.others.iter().enumerate();
        others.map(|(at, column)| (self.columns.len() + at, column.word()))
    }

    /// What the entry says for all rows.
    pub(crate) fn constant(&self, column: ClaimColumn) -> Option<&Spanned<String>> {
        let found = self.constants.iter().find(|(known, _)| *known == column);
        found.map(|(_, value)| value)
    }
}

/// An entry of `[[claims]]` that reads a table beside the texts.
#[derive(Clone, Debug)]
pub struct ClaimsFile {
    /// The CSV file.
    pub path: Spanned<SourcePath>,
    /// The heads of the columns, as they are written in the entry; `None` if the heads are the names
    /// of the columns.
    pub heads: Option<Vec<Spanned<String>>>,
    /// How it reads a row.
    pub setting: ClaimsSetting,
    /// The entry as a whole. It is used if the table has a row.
    pub part: SettingPartIx,
}
