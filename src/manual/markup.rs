//! The facts of files that are published unchanged and opened by browsers: HTML, SVG, XML, CSS.

use crate::diagnostics::{Diagnostic, SourcePath, Spanned};

/// A parsed HTML, SVG, XML or CSS file of the manual. It depends only on the file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadMarkup {
    /// The file.
    pub path: SourcePath,
    /// The files that it shows or links to, by paths relative to it.
    pub needs: Vec<Spanned<String>>,
    /// The content that would run when the file is opened, described in words: `a script`.
    pub scripts: Vec<Spanned<String>>,
    /// Why the file cannot be read as text. This is reported only if the file is published.
    pub unread: Option<Diagnostic>,
}
