//! A Markdown file: its front-matter as a tree of values, and its text.

use std::sync::Arc;

use super::front_matter::{self, FrontMatter};
use super::private_key;
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::digest::Digest;
use crate::manual::Body;
use crate::markdown;
use crate::markdown::Fragment;

/// A Markdown file, parsed. It depends on the file's text alone.
#[derive(Clone, Debug)]
pub(crate) struct ParsedPage {
    /// The file.
    pub path: SourcePath,
    /// The fields at its top.
    pub front: FrontMatter,
    /// The SHA-256 of the whole file's text.
    pub text_digest: Digest,
    /// What is known of its text.
    pub body: Arc<Body>,
    /// What its text shows.
    pub fragment: Arc<Fragment>,
    /// What is wrong in it.
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
