//! Constructs whose end is not read yet.

use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::manual::{ReferenceIx, TextPiece};
use crate::markdown::constructs::written::Written;
use crate::markdown::output::{Position, Stretch};

/// A heading whose end is not read yet.
#[derive(Debug)]
pub(crate) struct OpenHeading {
    /// What was written before it.
    pub(crate) before: Stretch,
    pub(crate) range: Range<usize>,
    /// Whether it ends with attributes.
    pub(crate) attributed: bool,
    /// Where braces stand that look like attributes and are text.
    pub(crate) escaped: Option<Range<usize>>,
    /// How many claims there were before it.
    pub(crate) claims_before: usize,
    pub(crate) title: Vec<TextPiece>,
    /// Whether it has words that are struck out, and others.
    pub(crate) has_struck: bool,
    pub(crate) has_other: bool,
}

impl OpenHeading {
    /// Notes whether text of it is struck out.
    pub(crate) fn note_struck(&mut self, text: &str, is_struck: bool) {
        if text.contains(char::is_alphanumeric) {
            match is_struck {
                true => self.has_struck = true,
                false => self.has_other = true,
            }
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
                // Most titles are one piece, and stay as long as the manual.
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
    /// As above, and its text is shown already.
    Shown,
    /// Another site.
    Outside(String, Position),
    /// There is no link to close, but this text.
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
    /// The text stands in the `alt` attribute; what follows it.
    Attribute(ReferenceIx, String),
    /// The image of another host: the text is that of a link to it.
    Link(String, Position),
    /// Only the text is shown.
    Nothing,
}

/// A badge whose text is being read: what stands behind the bar.
#[derive(Debug)]
pub(crate) struct OpenBadge {
    /// Where the clause stands, and the whole badge.
    pub(crate) clause: Range<usize>,
    pub(crate) whole: Range<usize>,
    /// Whether there is a bar.
    pub(crate) has_text: bool,
    pub(crate) text: String,
    pub(crate) text_range: Option<Range<usize>>,
}

impl OpenBadge {
    /// Adds text, from this range of the source if it is not empty.
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

/// A block of code while it is read.
#[derive(Debug)]
pub(crate) struct OpenCode {
    /// The language that its fence names.
    pub(crate) language: String,
    pub(crate) text: String,
    /// Whether it stands between fences.
    pub(crate) is_fenced: bool,
    /// Where it stands.
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
    /// The cell of the row, counted from 0.
    pub(crate) cell: usize,
    pub(crate) in_head: bool,
    /// Where the open row ends, and where the last cell that is read does.
    pub(crate) row_end: usize,
    pub(crate) cell_end: usize,
    pub(crate) has_body: bool,
    /// Where the open cell and its text begin.
    pub(crate) cell_begin: Option<(Position, Position)>,
}

/// An element whose inside is not written as it stands.
#[derive(Debug)]
pub(crate) struct Captured {
    /// How many elements are open in it.
    pub(crate) depth: usize,
    pub(crate) what: Capture,
}

/// What becomes of the inside of an element.
#[derive(Debug)]
pub(crate) enum Capture {
    /// Text of an image: it goes into an attribute, without markup.
    Image(OpenImage),
    /// `[[satisfies:…]]`.
    Badge(OpenBadge),
    /// The inside of `[[ID]]`, which says the same as its target.
    Unseen,
    /// What stands behind a tag of this name that nobody may write.
    Dropped(&'static str),
}
