//! Claims that rows of tables and matches of patterns state, before documents are looked up.

use crate::diagnostics::{SourcePath, Span, Spanned};
use crate::manual::{ReferenceIx, StatedClaim};

/// The claims that one file states by `[[claims]]`: a page, or a table beside the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileClaims {
    /// The file.
    pub path: SourcePath,
    /// Its rows and matches that state claims, in order.
    pub rows: Vec<ClaimRow>,
}

/// The claims that one row or match states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// The documents that make the claims.
    pub documents: RowDocuments,
    /// The claims. Each document makes all of them.
    pub claims: Vec<StatedClaim>,
    /// The number of its table in the file; equal for the matches of one pattern in one section.
    pub table: u32,
    /// The place of the row or match.
    pub span: Span,
}

/// The documents that make the claims of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowDocuments {
    /// The page in which the row stands.
    Own,
    /// The documents that the row names.
    Named(Vec<NamedDocument>),
}

/// A document that a row names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedDocument {
    /// The name: an id, a path, or a link as it is written in Markdown.
    pub written: Spanned<String>,
    /// The reference of the page whose text it is, if it is a link of a page.
    pub link: Option<ReferenceIx>,
    /// Whether it is struck out.
    pub is_struck: bool,
}
