//! What is known of a file that is published as it is and that a browser opens: HTML, SVG, CSS.

use crate::diagnostics::{Diagnostic, SourcePath, Spanned};

/// An HTML, SVG, XML or CSS file of the manual, read. It depends on the file's text alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadMarkup {
    /// The file.
    pub path: SourcePath,
    /// The files that it shows or links to, by their paths from it.
    pub needs: Vec<Spanned<String>>,
    /// What in it would run when it is opened, in words: `a script`.
    pub scripts: Vec<Spanned<String>>,
    /// Why it cannot be read as text. It matters only where the file is published.
    pub unread: Option<Diagnostic>,
}
