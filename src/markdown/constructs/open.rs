//! Constructs whose end is not read yet.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::manual::{PassageIx, ReferenceIx, TextPiece};
use crate::markdown::constructs::written::Written;
use crate::markdown::output::{Position, Stretch};

/// A heading whose end is not read yet.
#[derive(Debug)]
pub(crate) struct OpenHeading {
    /// The HTML before the heading, set aside until the heading is complete.
    pub(crate) before: Stretch,
    pub(crate) range: Range<usize>,
    /// Its section.
    pub(crate) passage: PassageIx,
    /// Whether it ends with attributes.
    pub(crate) attributed: bool,
    /// The byte range of braces that look like attributes but are escaped.
    pub(crate) escaped: Option<Range<usize>>,
    /// The number of claims before it.
    pub(crate) claims_before: usize,
    pub(crate) title: Vec<TextPiece>,
    /// Whether it has words that are struck out, and (`has_other`) words that are not.
    pub(crate) has_struck: bool,
    pub(crate) has_other: bool,
    /// Whether words of it are between signs that look like strike-through.
    pub(crate) is_between_signs: bool,
    /// Whether it begins with a box that looks like that of an open task.
    pub(crate) looks_open: bool,
}

impl OpenHeading {
    /// Notes whether a text of the heading is struck out.
    pub(crate) fn note_struck(&mut self, text: &str, is_struck: bool) {
        if text.contains(char::is_alphanumeric) {
            self.note_words(is_struck);
        }
    }

    /// Notes whether words of the heading are struck out.
    pub(crate) fn note_words(&mut self, are_struck: bool) {
        match are_struck {
            true => self.has_struck = true,
            false => self.has_other = true,
        }
    }

    /// Whether all of it is struck out.
    pub(crate) fn is_struck(&self) -> bool {
        self.has_struck && !self.has_other
    }

    /// Adds text to the title.
    pub(crate) fn push(&mut self, text: &str) {
        match self.title.last_mut() {
            Some(TextPiece::Text(before)) => before.push_str(text),
            last => {
                // Most titles are one piece, and they stay in memory as long as the manual.
                if last.is_none() {
                    self.title.reserve_exact(1);
                }
                self.title.push(TextPiece::Text(text.to_owned()));
            }
        }
    }
}

/// A link whose text is being read.
#[derive(Debug)]
pub(crate) struct OpenLink {
    pub(crate) written: Written,
    pub(crate) end: LinkEnd,
}

#[derive(Debug)]
pub(crate) enum LinkEnd {
    /// A place in the manual; its text begins at this position.
    Inside(ReferenceIx, Position),
    /// A place in the manual, whose text is already written.
    Shown,
    /// Another site: its address, and the position at which the text begins.
    Outside(String, Position),
    /// No link was opened. This text is written instead of a closing tag.
    Text(&'static str),
}

/// An image whose text is being read.
#[derive(Debug)]
pub(crate) struct OpenImage {
    pub(crate) written: Written,
    pub(crate) end: ImageEnd,
}

#[derive(Debug)]
pub(crate) enum ImageEnd {
    /// The text is written into the `alt` attribute. The string is the title.
    Attribute(ReferenceIx, String),
    /// An image of another host: its address, which becomes a link, and the position at which the
    /// link's text begins.
    Link(String, Position),
    /// Only the text is shown.
    Nothing,
}

/// A badge whose text, after the bar, is being read.
#[derive(Debug)]
pub(crate) struct OpenBadge {
    /// The byte ranges of the clause and (`whole`) of the whole badge.
    pub(crate) clause: Range<usize>,
    pub(crate) whole: Range<usize>,
    /// Whether there is a bar.
    pub(crate) has_text: bool,
    pub(crate) text: String,
    pub(crate) text_range: Option<Range<usize>>,
}

impl OpenBadge {
    /// Adds text. `range` is its byte range in the source; an empty range is ignored.
    pub(crate) fn push(&mut self, text: &str, range: &Range<usize>) {
        self.text.push_str(text);
        if range.is_empty() {
            return;
        }
        let start = self
            .text_range
            .as_ref()
            .map_or(range.start, |known| known.start);
        self.text_range = Some(start..range.end);
    }
}

/// A code block that is being read.
#[derive(Debug)]
pub(crate) struct OpenCode {
    /// The language that its fence names.
    pub(crate) language: String,
    pub(crate) text: String,
    /// Whether it is between fences.
    pub(crate) is_fenced: bool,
    /// Its byte range.
    pub(crate) range: Range<usize>,
}

impl OpenCode {
    /// Adds text of the block.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

/// A table that is being read.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) alignments: Vec<Alignment>,
    /// The index of the cell in its row, from 0.
    pub(crate) cell: usize,
    pub(crate) in_head: bool,
    /// The byte offsets at which the open row begins and ends, and (`cell_end`) at which the last cell
    /// that was read ends.
    pub(crate) row_start: usize,
    pub(crate) row_end: usize,
    pub(crate) cell_end: usize,
    pub(crate) has_body: bool,
    /// Whether the last row that was read has cells beyond the head.
    pub(crate) has_surplus: bool,
    /// The positions in the HTML at which the open cell and its text begin.
    pub(crate) cell_begin: Option<(Position, Position)>,
}

/// An element whose content is not written as usual.
#[derive(Debug)]
pub(crate) struct Captured {
    /// The number of elements that are open in it.
    pub(crate) depth: usize,
    pub(crate) what: Capture,
}

/// What happens to the content of a captured element.
#[derive(Debug)]
pub(crate) enum Capture {
    /// The text of an image. It is written without markup, because it may be in an attribute.
    Image(OpenImage),
    /// `[[satisfies:…]]`.
    Badge(OpenBadge),
    /// The content of `[[ID]]`, which only repeats the target.
    Unseen,
    /// The text after a forbidden tag of this name.
    Dropped(&'static str),
}
