//! A page's text: Markdown becomes what is known of it ([`Body`]) and what it shows ([`Fragment`]).
//!
//! [`parse_body`] reads a text: `walk` goes over the parser's events and hands each construct to the
//! functions named for it, which take the `page` that is read. `output` holds what is written,
//! `open_elements` what is open, and `reports` says at the end what was not read.
//!
//! - `constructs`: blocks, links, images, tables, footnotes
//! - `facts`: what the rest of the program asks for, whatever is shown
//! - `raw_html`: what the author wrote as HTML
//! - `code`: blocks of code and diagrams
//!
//! What only a page needs is done when the page is made: [`made_safe`] sanitises what the author
//! wrote as HTML, [`code_html`] colours and draws. A run that makes no pages never pays for either,
//! and a text is parsed once, whoever asks for it.

mod code;
mod constructs;
mod definition_colons;
mod facts;
mod fragment;
mod mark;
mod open_elements;
mod output;
mod page;
mod places;
mod raw_html;
mod reports;
mod step;
mod variables;
mod walk;

pub(crate) use facts::placeholders::says_nothing;
pub(crate) use fragment::Fragment;

pub(crate) use code::draw::{html as code_html, texts as code_texts};
pub(crate) use facts::merge_markers::{MergeMarkers, unresolved};
pub(crate) use facts::unread::claims_in;
pub(crate) use fragment::{Hole, Label, Piece};
pub(crate) use raw_html::sanitise::made_safe;
pub(crate) use walk::OPTIONS;

use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::diagnostics::{Diagnostic, Source};
use crate::manual::Body;

/// Reads what stands behind the front-matter: `source.text()[from..]`. It depends on the text alone;
/// every spot is one of the whole file.
pub(crate) fn parse_body(source: &Source, from: usize) -> (Body, Fragment, Vec<Diagnostic>) {
    let (mut body, fragment, diagnostics) = walk::read(source, from);
    body.words = words_of(source.text().get(from..).unwrap_or_default());
    (body, fragment, diagnostics)
}

/// A number that is the same for texts with the same words.
fn words_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for word in text.split_whitespace() {
        hasher.write(word.as_bytes());
        hasher.write_u8(0xff);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests;
