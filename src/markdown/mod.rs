//! The Markdown parser of a page. It turns the text into facts ([`Body`]) and HTML ([`Fragment`]).
//!
//! [`parse_body`] reads a text. `walk` iterates over the parser's events and passes each construct
//! to the functions in the module of that name; they take the `page` that is being read. `output`
//! collects the HTML, `open_elements` is the stack of open elements, and `reports` makes the
//! diagnostics for text that was not read.
//!
//! - `constructs`: blocks, links, images, tables, footnotes
//! - `facts`: headings, references, claims and other facts for the rest of the program
//! - `raw_html`: HTML that the author wrote
//! - `code`: code blocks and diagrams
//! - `sought`: what `[[metadata]]` and `[[claims]]` of `manual.toml` find in the text
//!
//! Work that only the output needs is done when the page is written: [`made_safe`] sanitises raw
//! HTML, and [`code_html`] highlights code and draws diagrams. A run that writes no pages does
//! neither. Each text is parsed only once.

mod code;
mod constructs;
mod facts;
mod fragment;
mod mark;
mod notation;
mod open_elements;
mod output;
mod page;
mod places;
mod raw_html;
mod reports;
mod sought;
mod step;
mod variables;
mod walk;
mod withheld;

pub(crate) use facts::field_text::field_says_nothing;
pub(crate) use facts::placeholders::says_nothing;
pub(crate) use fragment::Fragment;
pub(crate) use variables::{variable_at, variables_in, with_values};

pub(crate) use code::draw::{html as code_html, texts as code_texts};
pub(crate) use facts::field_references::references_in;
pub(crate) use facts::merge_markers::{MergeMarkers, unresolved};
pub(crate) use facts::references::{Destination, Wiki, destination, wiki};
pub(crate) use facts::unread::claims_in;
pub(crate) use fragment::{Hole, Label, Piece};
pub(crate) use raw_html::sanitise::made_safe;
pub(crate) use raw_html::tags::decoded;
pub(crate) use sought::{Cell, FoundBlock, FoundField, FoundInText, FoundRow, HistoryRow};
pub(crate) use walk::OPTIONS;
pub(crate) use withheld::Withheld;

use std::hash::Hasher;
use std::ops::Range;

use rustc_hash::FxHasher;

use crate::diagnostics::{Diagnostic, Source};
use crate::manual::{Body, PageSettings};

/// Reads the text after the front-matter, `source.text()[from..]`. The result depends on this text
/// and on the settings for pages. Spans refer to the whole file.
pub(crate) fn parse_body(source: &Source, from: usize, settings: PageSettings<'_>) -> ParsedText {
    walk::read(source, from, settings, None)
}

/// Reads the same text for an edition, which withholds some of its references. Spans are the same.
pub(crate) fn parse_for_edition(
    source: &Source,
    from: usize,
    settings: PageSettings<'_>,
    withheld: &Withheld<'_>,
) -> (Body, Fragment, Vec<Range<usize>>) {
    let text = walk::read(source, from, settings, Some(withheld));
    (text.body, text.fragment, text.unshown)
}

/// Whether a text has notices or tabs in the notation of other programs.
pub(crate) fn has_admonitions(text: &str) -> bool {
    notation::Notation::of(text, true).has_admonitions()
}

/// A text that was read.
#[derive(Debug, Default)]
pub(crate) struct ParsedText {
    /// Its facts.
    pub(crate) body: Body,
    /// Its HTML.
    pub(crate) fragment: Fragment,
    /// What the settings find in it.
    pub(crate) found: FoundInText,
    /// Whether it has a notice in the notation of another program that was read.
    pub(crate) has_admonitions: bool,
    /// Its mistakes.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The byte ranges of the file that the page does not show: comments, and what is withheld.
    pub(crate) unshown: Vec<Range<usize>>,
}

/// A hash of the words of a text. Texts that differ only in white space have the same hash.
fn words_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    let mut add = |word: &[u8]| {
        hasher.write(word);
        hasher.write_u8(0xff);
    };
    if text.is_ascii() {
        let is_white = |byte: &u8| char::from(*byte).is_whitespace();
        let words = text.as_bytes().split(is_white);
        words.filter(|word| !word.is_empty()).for_each(add);
    } else {
        let words = text.split_whitespace();
        words.for_each(|word| add(word.as_bytes()));
    }
    hasher.finish()
}

#[cfg(test)]
mod tests;
