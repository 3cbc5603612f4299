//! Parses a Markdown file into its front-matter, as a tree of values, and its text.

mod front_matter;
mod opening;

pub(crate) use front_matter::{FrontMatter, text_start};

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::digest::Digest;
use crate::manual::Body;
use crate::markdown;
use crate::markdown::Fragment;
use crate::parse::private_key;

/// A parsed Markdown file. It depends on the file's text alone.
#[derive(Clone, Debug)]
pub(crate) struct ParsedPage {
    /// The file.
    pub path: SourcePath,
    /// The fields at its top.
    pub front: FrontMatter,
    /// The SHA-256 of the whole file's text.
    pub text_digest: Digest,
    /// The facts of its text: headings, claims, references and so on.
    pub body: Arc<Body>,
    /// The HTML of its text.
    pub fragment: Arc<Fragment>,
    /// The mistakes in the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses a Markdown file.
pub(crate) fn parse_page(source: &Source) -> ParsedPage {
    let (front, from, mut diagnostics) = front_matter::parse(source);
    let (body, fragment, of_body) = markdown::parse_body(source, from);
    diagnostics.extend(of_body);
    diagnostics.extend(private_key::report(source));
    ParsedPage {
        path: source.path().clone(),
        front,
        text_digest: Digest::of_text(source.text()),
        body: Arc::new(body),
        fragment: Arc::new(fragment),
        diagnostics,
    }
}
