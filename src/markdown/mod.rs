//! A page's text: Markdown becomes a [`Body`], safe HTML with holes where something of the manual
//! is filled in later.
//!
//! `convert` walks the parser's events and hands each construct to the module named for it:
//! `blocks`, `code`, `headings` (with `attributes` and `ids`), `links` (with `targets`), `images`,
//! `badges`, `tables`, `footnotes`, `variables`, `excerpt`. `writer` holds the HTML while it is
//! made. What the author wrote as HTML is read by `raw_tags`, kept in its bounds by `raw_html`, and
//! the page that has any is made safe as a whole by `sanitise`.

mod attributes;
mod badges;
mod blocks;
mod code;
mod definition_colons;
mod excerpt;
mod footnotes;
mod headings;
mod ids;
mod images;
mod links;
mod open_elements;
mod output;
mod places;
mod raw_html;
mod tables;
mod targets;
mod variables;
mod walk;

use crate::diagnostics::{Diagnostic, Source};
use crate::manual::Body;

/// Parses what stands behind the front-matter: `source.text()[from..]`. It depends on the text
/// alone; every spot is one of the whole file.
pub fn parse_body(source: &Source, from: usize) -> (Body, Vec<Diagnostic>) {
    walk::convert(source, from)
}

#[cfg(test)]
mod tests;
