//! The HTML of a page while it is written: text with holes.
//!
//! A page with raw HTML is sanitised as a whole, because raw HTML arrives in fragments. Until then,
//! holes and generated attributes carry a [`Mark`].

use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use crate::manual::{HeadingIx, ReferenceIx, SectionId};
use crate::markdown::code::block::CodeBlock;
use crate::markdown::fragment::{Fragment, Hole, Label};
use crate::markdown::mark::{HEADING_BEFORE_MARK, LINK_BEFORE_MARK, LINK_BEHIND_MARK, Mark};

/// The writer of a page's HTML.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    mark: Option<Mark>,
    html: String,
    /// Each hole with its byte offset in `html`. In a marked page, the number in a hole's mark is
    /// its index here.
    holes: Vec<(u32, Hole)>,
    code: Vec<CodeBlock>,
}

/// A position in the HTML.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    holes: usize,
    html: usize,
}

/// A part of the page's HTML, set aside until the HTML before it is known.
#[derive(Debug)]
pub(crate) struct Stretch {
    html: String,
    holes: Vec<(u32, Hole)>,
}

impl Writer {
    /// Begins a page. `mark` is `Some` if the page has raw HTML tags.
    pub(crate) fn new(mark: Option<Mark>) -> Self {
        Self {
            mark,
            ..Self::default()
        }
    }

    /// Whether raw HTML tags may be written.
    pub(crate) fn is_marked(&self) -> bool {
        self.mark.is_some()
    }

    /// Writes markup without reserved attributes; for those see [`Self::attribute`].
    pub(crate) fn markup(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Writes text, escaped for content and for quoted attributes.
    pub(crate) fn text(&mut self, text: &str) {
        escape_into(&mut self.html, text);
    }

    /// Writes ` name="value"`, an attribute that is reserved for the program.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.begin_attribute(name);
        escape_into(&mut self.html, value);
        self.html.push('"');
    }

    /// Writes the id of an anchor that the author wrote in HTML.
    pub(crate) fn anchor(&mut self, number: u32) {
        self.begin_attribute("id");
        self.hole(Hole::Anchor(number));
        self.html.push('"');
    }

    /// Writes a reserved attribute whose value depends on the site's language.
    pub(crate) fn label(&mut self, name: &str, label: Label) {
        self.begin_attribute(name);
        self.hole(Hole::Label(label));
        self.html.push('"');
    }

    fn begin_attribute(&mut self, name: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        if let Some(mark) = &self.mark {
            self.html.push_str(mark.as_str());
            self.html.push('-');
        }
    }

    /// Writes an attribute whose value is a hole.
    pub(crate) fn attribute_hole(&mut self, name: &str, hole: Hole) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.hole(hole);
        self.html.push('"');
    }

    /// Writes a hole, in text or in an attribute's value.
    pub(crate) fn hole(&mut self, hole: Hole) {
        if let Some(mark) = &self.mark {
            self.html.push_str(mark.as_str());
            self.html.push_str(&self.holes.len().to_string());
            self.html.push('z');
        }
        self.holes.push((self.html.len() as u32, hole));
    }

    /// Writes the opening tag of a link.
    pub(crate) fn link_open(&mut self, ix: ReferenceIx) {
        if self.is_marked() {
            self.html.push_str(LINK_BEFORE_MARK);
        }
        self.hole(Hole::LinkOpen(ix));
        if self.is_marked() {
            self.html.push_str(LINK_BEHIND_MARK);
        }
    }

    /// Writes the opening tag of a heading, up to its id.
    pub(crate) fn heading_open(&mut self, ix: HeadingIx, level: u8) {
        if self.is_marked() {
            self.html.push_str("<h");
            self.html.push(char::from(b'0' + level));
            self.html.push_str(HEADING_BEFORE_MARK);
        }
        self.hole(Hole::HeadingOpen(ix));
        if self.is_marked() {
            self.html.push('"');
        }
    }

    /// Writes the end of a heading.
    pub(crate) fn heading_end(&mut self, ix: HeadingIx, level: u8) {
        self.hole(Hole::HeadingEnd(ix));
        if self.is_marked() {
            self.html.push_str("</h");
            self.html.push(char::from(b'0' + level));
            self.html.push('>');
        }
    }

    /// Writes a code block.
    pub(crate) fn code(&mut self, block: CodeBlock) {
        self.hole(Hole::Code(self.code.len() as u32));
        self.code.push(block);
    }

    /// The position at the end of the HTML so far.
    pub(crate) fn position(&self) -> Position {
        Position {
            holes: self.holes.len(),
            html: self.html.len(),
        }
    }

    /// Whether only white space was written since `position`.
    pub(crate) fn is_blank_since(&self, position: Position) -> bool {
        self.holes.len() == position.holes
            && self
                .html
                .get(position.html..)
                .is_none_or(|html| html.trim().is_empty())
    }

    /// Whether only tags and white space, and the ids of anchors, were written between two positions.
    pub(crate) fn is_textless_between(&self, from: Position, to: Position) -> bool {
        let Some(html) = self.html.get(from.html..to.html) else {
            return false;
        };
        let mut outside = html.split('<').map(|part| match part.split_once('>') {
            Some((_, text)) => text,
            None => part,
        });
        // Other holes are words or pictures, or the address of a picture.
        let holes = self.holes.get(from.holes..to.holes).unwrap_or_default();
        let is_anchor = |(_, hole): &(u32, Hole)| matches!(hole, Hole::Anchor(_));
        holes.iter().all(is_anchor) && outside.all(|text| text.trim().is_empty())
    }

    /// Removes the HTML written since `position`, unless it has a hole.
    pub(crate) fn take_back(&mut self, position: Position) {
        if self.holes.len() == position.holes {
            self.html.truncate(position.html);
        }
    }

    /// The length of the HTML so far in bytes, marks included.
    pub(crate) fn marked_len(&self) -> usize {
        self.html.len()
    }

    /// Removes byte ranges from a marked page. The ranges are in ascending order.
    pub(crate) fn take_out(&mut self, ranges: impl ExactSizeIterator<Item = Range<usize>>) {
        if ranges.len() == 0 {
            return;
        }
        let mut kept = String::with_capacity(self.html.len());
        let mut from = 0;
        for range in ranges {
            kept.push_str(self.html.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
        kept.push_str(self.html.get(from..).unwrap_or_default());
        self.html = kept;
    }

    /// Sets the HTML written so far aside, returns it, and begins a new stretch.
    pub(crate) fn begin(&mut self) -> Stretch {
        Stretch {
            html: std::mem::take(&mut self.html),
            holes: match self.is_marked() {
                true => Vec::new(),
                false => std::mem::take(&mut self.holes),
            },
        }
    }

    /// Ends the current stretch and returns it. Writing continues after `before`.
    pub(crate) fn end(&mut self, before: Stretch) -> Stretch {
        Stretch {
            html: std::mem::replace(&mut self.html, before.html),
            holes: match self.is_marked() {
                true => Vec::new(),
                false => std::mem::replace(&mut self.holes, before.holes),
            },
        }
    }

    /// Appends a stretch.
    pub(crate) fn append(&mut self, stretch: Stretch) {
        let begin = self.html.len() as u32;
        let holes = stretch.holes.into_iter();
        self.holes
            .extend(holes.map(|(at, hole)| (begin + at, hole)));
        self.html.push_str(&stretch.html);
    }

    /// Whether nothing has been written.
    pub(crate) fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }

    /// Whether the page begins with its first heading.
    pub(crate) fn begins_with_heading(&self) -> bool {
        let Some((at, Hole::HeadingOpen(HeadingIx(0)))) = self.holes.first() else {
            return false;
        };
        let before = self.html.get(..*at as usize).unwrap_or_default().trim();
        match &self.mark {
            None => before.is_empty(),
            // `<h1 title="MARK0z`
            Some(_) => before.starts_with("<h") && before.matches('<').count() == 1,
        }
    }

    /// Returns the finished page.
    pub(crate) fn finish(self, anchors: Vec<SectionId>) -> Fragment {
        Fragment {
            anchors: anchors.into_boxed_slice(),
            html: self.html.into_boxed_str(),
            holes: self.holes.into_boxed_slice(),
            code: self.code.into_boxed_slice(),
            mark: self.mark,
        }
    }
}

/// Escapes text for content and for quoted attributes. NUL becomes U+FFFD.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    // Writing into a `String` cannot fail.
    if memchr::memchr(0, text.as_bytes()).is_some() {
        let _ = escape_html(out, &text.replace('\0', "\u{fffd}"));
    } else {
        let _ = escape_html(out, text);
    }
}
