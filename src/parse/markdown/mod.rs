//! A page's text: Markdown becomes a [`Body`], safe HTML with holes where something of the manual
//! is filled in later.
//!
//! `writer` holds the HTML while it is made, `convert` walks the events, `headings` gives ids,
//! `targets` reads what links point to, `raw_html` makes what the author wrote safe.

mod convert;
mod headings;
mod raw_html;
mod targets;
mod text;
mod writer;

use crate::diagnostics::{Diagnostic, Source};
use crate::manual::Body;

/// Parses what stands behind the front-matter: `source.text()[from..]`. It depends on the text
/// alone.
pub fn parse_body(source: &Source, from: usize) -> (Body, Vec<Diagnostic>) {
    convert::convert(source, from)
}

#[cfg(test)]
mod tests;
