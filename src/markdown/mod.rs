//! A page's text: Markdown becomes what is known of it ([`Body`]) and what it shows ([`Fragment`]).
//!
//! [`parse_body`] reads a text: `walk` goes over the parser's events and hands each construct to the
//! functions of the file named for it, which take the `page` that is read: `blocks`, `links`,
//! `images`, `tables`, `footnotes` and `endnotes`, `variables`. `output` holds what is written,
//! `open_elements` and `open_constructs` what is open.
//!
//! - `facts`: what the rest of the program asks for, whatever is shown
//! - `raw_html`: what the author wrote as HTML
//! - `code`: blocks of code and diagrams
//!
//! What only a page needs is done when the page is made: [`made_safe`] sanitises what the author
//! wrote as HTML, [`code_html`] colours and draws. A run that makes no pages never pays for either,
//! and a text is parsed once, whoever asks for it.

mod blocks;
mod code;
mod definition_colons;
mod endnotes;
mod facts;
mod footnotes;
mod fragment;
mod images;
mod links;
mod mark;
mod open_constructs;
mod open_elements;
mod output;
mod page;
mod places;
mod raw_html;
mod step;
mod tables;
mod variables;
mod walk;
mod written;

pub(crate) use facts::placeholders::says_nothing;
pub use fragment::Fragment;

pub(crate) use code::draw::{html as code_html, texts as code_texts};
pub(crate) use facts::merge_markers::MergeMarkers;
pub(crate) use fragment::{Hole, Label, Piece};
pub(crate) use raw_html::sanitise::made_safe;

use crate::diagnostics::{Diagnostic, Source};
use crate::manual::Body;

/// Reads what stands behind the front-matter: `source.text()[from..]`. It depends on the text alone;
/// every spot is one of the whole file.
pub fn parse_body(source: &Source, from: usize) -> (Body, Fragment, Vec<Diagnostic>) {
    walk::read(source, from)
}

#[cfg(test)]
mod tests;
