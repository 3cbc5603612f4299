//! The HTML of a page while it is made: text between holes.
//!
//! A page with tags of the author's is made safe as a whole, because such tags come in fragments.
//! Until then its holes and our own attributes bear a [`Mark`].

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark_escape::escape_html;
use sha2::{Digest, Sha256};

use crate::manual::{Label, Piece, ReferenceIx};

/// A word that no author can have written into a page: it is made from all of its text.
#[derive(Clone, Debug)]
pub(crate) struct Mark(String);

impl Mark {
    /// The mark of a page.
    pub(crate) fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let digits = digest.iter().take(10).map(|byte| format!("{byte:02x}"));
        Self(digits.fold(String::from("m"), |mark, digits| mark + &digits))
    }

    /// The mark as text: letters and digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// What an attribute of ours holds, if this is one.
    pub(crate) fn own_value<'v>(&self, value: &'v str) -> Option<&'v str> {
        value.strip_prefix(self.as_str())?.strip_prefix('-')
    }

    /// Whether an attribute's value is a hole.
    pub(crate) fn is_hole(&self, value: &str) -> bool {
        let number = value.strip_prefix(self.as_str());
        let number = number.and_then(|number| number.strip_suffix('z'));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// What a hole of a marked page stands for.
#[derive(Clone, Debug)]
pub(crate) enum Hole {
    /// A piece of the body.
    Piece(Piece),
    /// HTML of our own that is allowed to nobody else.
    Verbatim(Cow<'static, str>),
}

/// HTML in the making.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    mark: Option<Mark>,
    holes: Vec<Hole>,
    /// What is written behind the last piece.
    html: String,
    pieces: Vec<Piece>,
}

/// A point in the HTML.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pieces: usize,
    html: usize,
}

/// A stretch of a page, put aside until what stands before it is known.
#[derive(Debug)]
pub(crate) struct Stretch {
    html: String,
    pieces: Vec<Piece>,
}

/// A page whose HTML is written.
#[derive(Debug)]
pub(crate) enum Finished {
    /// Everything in it is ours.
    Pieces(Vec<Piece>),
    /// There are tags of the author's in it, to be made safe.
    Marked {
        html: String,
        mark: Mark,
        holes: Vec<Hole>,
    },
}

impl Writer {
    /// Begins a page; `mark` is given where it has tags of the author's.
    pub(crate) fn new(mark: Option<Mark>) -> Self {
        Self {
            mark,
            ..Self::default()
        }
    }

    /// Whether tags of the author's may be written.
    pub(crate) fn is_marked(&self) -> bool {
        self.mark.is_some()
    }

    /// Tags that are nobody's secret: without attributes that only we may write.
    pub(crate) fn markup(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Text, escaped for content and for attributes in quotation marks.
    pub(crate) fn text(&mut self, text: &str) {
        escape_into(&mut self.html, text);
    }

    /// An attribute that only we may write: ` name="value"`.
    pub(crate) fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        if let Some(mark) = &self.mark {
            self.html.push_str(mark.as_str());
            self.html.push('-');
        }
        escape_into(&mut self.html, value);
        self.html.push('"');
    }

    /// An attribute that only we may write and whose words depend on the site's language.
    pub(crate) fn label(&mut self, name: &str, label: Label) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        if let Some(mark) = &self.mark {
            self.html.push_str(mark.as_str());
            self.html.push('-');
        }
        self.hole(Piece::Label(label));
        self.html.push('"');
    }

    /// HTML that sanitising would drop, standing where text may stand.
    pub(crate) fn verbatim(&mut self, html: impl Into<Cow<'static, str>>) {
        let html = html.into();
        if self.is_marked() {
            self.marked(Hole::Verbatim(html));
        } else {
            self.html.push_str(&html);
        }
    }

    /// Text that no search finds.
    pub(crate) fn unsearched(&mut self, text: &str) {
        let mut html = String::with_capacity(text.len());
        escape_into(&mut html, text);
        self.hole(Piece::Unsearched(html.into_boxed_str()));
    }

    /// A hole, in text or in an attribute's value.
    pub(crate) fn hole(&mut self, piece: Piece) {
        if self.is_marked() {
            self.marked(Hole::Piece(piece));
        } else {
            self.flush();
            self.pieces.push(piece);
        }
    }

    /// The opening tag of a link, which is filled in later.
    pub(crate) fn link_open(&mut self, ix: ReferenceIx) {
        if self.is_marked() {
            self.html.push_str(LINK_BEFORE_MARK);
            self.marked(Hole::Piece(Piece::LinkOpen(ix)));
            self.html.push_str(LINK_BEHIND_MARK);
        } else {
            self.hole(Piece::LinkOpen(ix));
        }
    }

    fn marked(&mut self, hole: Hole) {
        let Some(mark) = &self.mark else { return };
        self.html.push_str(mark.as_str());
        self.html.push_str(&self.holes.len().to_string());
        self.html.push('z');
        self.holes.push(hole);
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            // What was written is copied, so that the next stretch has room from its beginning.
            self.pieces.push(Piece::Html(self.html.as_str().into()));
            self.html.clear();
        }
    }

    /// Where the next thing is written.
    pub(crate) fn position(&self) -> Position {
        Position {
            pieces: self.pieces.len(),
            html: self.html.len(),
        }
    }

    /// Whether nothing but white space was written since.
    pub(crate) fn is_blank_since(&self, position: Position) -> bool {
        let same_piece = self.pieces.len() == position.pieces;
        same_piece
            && self
                .html
                .get(position.html..)
                .is_none_or(|html| html.trim().is_empty())
    }

    /// Whether nothing but tags and white space was written since.
    pub(crate) fn is_textless_since(&self, position: Position) -> bool {
        let Some(html) = self.html.get(position.html..) else {
            return false;
        };
        let mut outside = html.split('<').map(|part| match part.split_once('>') {
            Some((_, text)) => text,
            None => part,
        });
        self.pieces.len() == position.pieces && outside.all(|text| text.trim().is_empty())
    }

    /// Takes back what was written since, where no hole was.
    pub(crate) fn take_back(&mut self, position: Position) {
        if self.pieces.len() == position.pieces {
            self.html.truncate(position.html);
        }
    }

    /// Where in a marked page the next thing is written.
    pub(crate) fn marked_len(&self) -> usize {
        self.html.len()
    }

    /// Takes ranges of a marked page out of it; they are in order.
    pub(crate) fn take_out(&mut self, ranges: &[Range<usize>]) {
        let mut kept = String::with_capacity(self.html.len());
        let mut from = 0;
        for range in ranges {
            kept.push_str(self.html.get(from..range.start).unwrap_or_default());
            from = range.end;
        }
        kept.push_str(self.html.get(from..).unwrap_or_default());
        self.html = kept;
    }

    /// Puts what is written so far aside and begins a stretch.
    pub(crate) fn begin(&mut self) -> Stretch {
        Stretch {
            html: std::mem::take(&mut self.html),
            pieces: std::mem::take(&mut self.pieces),
        }
    }

    /// Ends the stretch that was begun, goes on where `before` ended, and returns the stretch.
    pub(crate) fn end(&mut self, before: Stretch) -> Stretch {
        Stretch {
            html: std::mem::replace(&mut self.html, before.html),
            pieces: std::mem::replace(&mut self.pieces, before.pieces),
        }
    }

    /// Writes a stretch.
    pub(crate) fn append(&mut self, stretch: Stretch) {
        for piece in stretch.pieces {
            match piece {
                Piece::Html(html) => self.html.push_str(&html),
                hole => self.hole(hole),
            }
        }
        self.html.push_str(&stretch.html);
    }

    /// The finished page: its pieces, or its marked HTML and what the marks mean.
    pub(crate) fn finish(mut self) -> Finished {
        match self.mark {
            Some(mark) => Finished::Marked {
                html: self.html,
                mark,
                holes: self.holes,
            },
            None => {
                self.flush();
                self.pieces.shrink_to_fit();
                Finished::Pieces(self.pieces)
            }
        }
    }
}

/// Around the mark of a link's opening tag, which is filled in as a whole.
pub(crate) const LINK_BEFORE_MARK: &str = "<a href=\"";
pub(crate) const LINK_BEHIND_MARK: &str = "\">";

/// Escapes text for content and for attributes in quotation marks.
fn escape_into(out: &mut String, text: &str) {
    // Writing into a `String` cannot fail.
    if text.as_bytes().contains(&0) {
        let _ = escape_html(out, &text.replace('\0', "\u{fffd}"));
    } else {
        let _ = escape_html(out, text);
    }
}
