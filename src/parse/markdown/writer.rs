//! The HTML of a page while it is made: text between holes.
//!
//! A page with raw HTML is made safe as a whole, because its tags come in fragments. Until then its
//! holes and our own attributes bear a mark that no author could have written, since it is chosen
//! not to occur in the page's text.

use crate::manual::Piece;

/// HTML in the making.
#[derive(Debug)]
pub(super) struct Writer {
    mark: Option<String>,
    holes: Vec<Hole>,
    html: String,
    pieces: Vec<Piece>,
}

/// What a mark stands for in a page with raw HTML.
#[derive(Clone, Debug)]
pub(super) enum Hole {
    /// A piece of the body.
    Piece(Piece),
    /// HTML of our own that sanitising would drop.
    Verbatim(&'static str),
    /// An address of ours.
    Text(String),
}

/// A stretch of a page, put aside: to be written later, or elsewhere.
#[derive(Debug, Default)]
pub(super) struct Stretch {
    html: String,
    pieces: Vec<Piece>,
}

impl Writer {
    /// Begins a page; `mark` is given where it has raw HTML.
    pub(super) fn new(mark: Option<String>) -> Self {
        Self {
            mark,
            holes: Vec::new(),
            html: String::new(),
            pieces: Vec::new(),
        }
    }

    /// HTML that we write ourselves, without attributes that sanitising would drop.
    pub(super) fn html(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// What the author wrote as HTML; it is made safe at the end.
    pub(super) fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Text, escaped for content and for attributes in quotation marks.
    pub(super) fn text(&mut self, text: &str) {
        escape_into(&mut self.html, text);
    }

    /// An attribute of ours: ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        if let Some(mark) = &self.mark {
            self.html.push_str(mark);
        }
        escape_into(&mut self.html, value);
        self.html.push('"');
    }

    /// An address of ours in the same page: ` href="#…"`.
    pub(super) fn own_address(&mut self, name: &str, address: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        if self.mark.is_some() {
            self.marked(Hole::Text(address.to_owned()));
        } else {
            escape_into(&mut self.html, address);
        }
        self.html.push('"');
    }

    /// A hole in text or in an attribute's value.
    pub(super) fn hole(&mut self, piece: Piece) {
        match &self.mark {
            None => {
                self.flush();
                self.pieces.push(piece);
            }
            Some(_) => self.marked(Hole::Piece(piece)),
        }
    }

    /// The opening tag of a link that is filled in later.
    pub(super) fn link_open(&mut self, piece: Piece) {
        if self.mark.is_none() {
            self.hole(piece);
        } else {
            self.html.push_str("<a href=\"");
            self.marked(Hole::Piece(piece));
            self.html.push_str("\">");
        }
    }

    /// HTML of our own that sanitising would drop, standing where text may stand.
    pub(super) fn verbatim(&mut self, html: &'static str) {
        if self.mark.is_none() {
            self.html.push_str(html);
        } else {
            self.marked(Hole::Verbatim(html));
        }
    }

    fn marked(&mut self, hole: Hole) {
        let Some(mark) = &self.mark else { return };
        self.html.push_str(mark);
        self.html.push_str(&format!("{}z", self.holes.len()));
        self.holes.push(hole);
    }

    /// Puts what is written so far aside and begins a stretch.
    pub(super) fn begin(&mut self) -> Stretch {
        Stretch {
            html: std::mem::take(&mut self.html),
            pieces: std::mem::take(&mut self.pieces),
        }
    }

    /// Ends the stretch that was begun: goes on where `before` ended, and returns the stretch.
    pub(super) fn end(&mut self, before: Stretch) -> Stretch {
        Stretch {
            html: std::mem::replace(&mut self.html, before.html),
            pieces: std::mem::replace(&mut self.pieces, before.pieces),
        }
    }

    /// Writes a stretch.
    pub(super) fn append(&mut self, stretch: Stretch) {
        if stretch.pieces.is_empty() {
            self.html.push_str(&stretch.html);
            return;
        }
        self.flush();
        self.pieces.extend(stretch.pieces);
        self.html = stretch.html;
    }

    fn flush(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            match self.pieces.last_mut() {
                // Neighbours are merged, so that a page is as few pieces as it has holes.
                Some(Piece::Html(before)) => {
                    let mut merged = std::mem::take(before).into_string();
                    merged.push_str(&html);
                    *before = merged.into_boxed_str();
                }
                _ => self.pieces.push(Piece::Html(html.into_boxed_str())),
            }
        }
    }

    /// The finished page: its pieces, or, with raw HTML, its marked HTML and what the marks mean.
    pub(super) fn finish(mut self) -> Finished {
        match self.mark {
            Some(mark) => Finished::Marked {
                html: self.html,
                mark,
                holes: self.holes,
            },
            None => {
                self.flush();
                Finished::Pieces(self.pieces)
            }
        }
    }
}

/// A page whose HTML is written.
#[derive(Debug)]
pub(super) enum Finished {
    /// Everything in it is ours.
    Pieces(Vec<Piece>),
    /// It has raw HTML, to be made safe.
    Marked {
        html: String,
        mark: String,
        holes: Vec<Hole>,
    },
}

/// Escapes text for content and for attributes in quotation marks.
pub(super) fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
