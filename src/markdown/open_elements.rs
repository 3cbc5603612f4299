//! What is open at a point of the page: elements of ours and of the author's, within each other.

use std::ops::Range;

use crate::markdown::output::Writer;
use crate::markdown::raw_html::elements::{PARAGRAPH, RawElement};

/// How deep elements may lie within each other. What lies deeper is shown without markup of its
/// own: nobody reads so deep, and browsers do not follow.
const DEEPEST: usize = 100;

/// The open elements of a page, outermost first.
#[derive(Debug, Default)]
pub(crate) struct OpenElements {
    stack: Vec<OpenElement>,
    /// How many of them strike their text out.
    striking: usize,
    /// How many of them are headings, or heads of tables, of the author's.
    heads: usize,
}

/// An open element.
#[derive(Debug)]
struct OpenElement {
    /// Its closing tag; empty where the opening tag was not written.
    close: &'static str,
    /// Whether what stands in it is struck out.
    strikes: bool,
    kind: ElementKind,
}

impl OpenElement {
    fn is_raw_head(&self) -> bool {
        match &self.kind {
            ElementKind::Raw(element, _) => {
                matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th")
            }
            ElementKind::Flow | ElementKind::Phrasing => false,
        }
    }
}

/// An opening tag of the author's.
#[derive(Debug)]
pub(crate) struct RawOpening {
    pub(crate) name: &'static str,
    /// Where it stands in the HTML; nowhere, if it was not written.
    pub(crate) written: Range<usize>,
    /// Where it stands in the source.
    pub(crate) source: Range<usize>,
}

#[derive(Debug)]
enum ElementKind {
    /// Ours, with paragraphs and the like in it.
    Flow,
    /// Ours, with nothing but text in it.
    Phrasing,
    /// The author's, and its opening tag.
    Raw(RawElement, RawOpening),
}

impl OpenElements {
    /// Opens an element of ours that may hold paragraphs, lists and the like.
    pub(crate) fn open_flow(&mut self, out: &mut Writer, tag: &str, close: &'static str) {
        let written = self.written(out, tag, close);
        self.push(written, close, ElementKind::Flow);
    }

    /// Opens an element of ours that holds text.
    pub(crate) fn open_phrasing(&mut self, out: &mut Writer, tag: &str, close: &'static str) {
        let written = self.written(out, tag, close);
        self.push(written, close, ElementKind::Phrasing);
    }

    /// Opens an element whose tags are written elsewhere.
    pub(crate) fn open_bounds(&mut self) {
        self.push("", "", ElementKind::Phrasing);
    }

    /// Whether what is opened now lies too deep to be marked up.
    pub(crate) fn is_deep(&self) -> bool {
        self.stack.len() >= DEEPEST
    }

    fn written(&self, out: &mut Writer, tag: &str, close: &'static str) -> &'static str {
        if self.is_deep() {
            return "";
        }
        out.markup(tag);
        close
    }

    /// `close` is the closing tag as it is written, `meant` as it would be.
    fn push(&mut self, close: &'static str, meant: &str, kind: ElementKind) {
        let element = OpenElement {
            close,
            strikes: matches!(meant, "</del>" | "</s>" | "</strike>"),
            kind,
        };
        self.striking += usize::from(element.strikes);
        self.heads += usize::from(element.is_raw_head());
        self.stack.push(element);
    }

    fn pop(&mut self) -> Option<OpenElement> {
        let element = self.stack.pop()?;
        self.striking -= usize::from(element.strikes);
        self.heads -= usize::from(element.is_raw_head());
        Some(element)
    }

    /// Whether what stands here is struck out.
    pub(crate) fn is_struck(&self) -> bool {
        self.striking > 0
    }

    /// Whether this is the text of a heading or of a table's head that the author wrote as HTML.
    pub(crate) fn is_in_raw_head(&self) -> bool {
        self.heads > 0
    }

    /// Closes the innermost element of ours, and what the author left open in it.
    pub(crate) fn close(&mut self, out: &mut Writer) {
        while let Some(element) = self.pop() {
            out.markup(element.close);
            if !matches!(element.kind, ElementKind::Raw(..)) {
                return;
            }
        }
    }

    /// Opens an element of the author's.
    pub(crate) fn open_raw(
        &mut self,
        element: RawElement,
        written: Range<usize>,
        source: Range<usize>,
    ) {
        let close = if written.is_empty() {
            ""
        } else {
            element.close
        };
        let opening = RawOpening {
            name: element.name,
            written,
            source,
        };
        self.push(close, element.close, ElementKind::Raw(element, opening));
    }

    /// Closes the author's innermost element of this name, and all within it. A closing tag cannot
    /// reach beyond the construct it stands in.
    pub(crate) fn close_raw(&mut self, out: &mut Writer, name: &str) {
        let open = self.raw().position(|element| element.name == name);
        for _ in 0..open.map_or(0, |above| above + 1) {
            if let Some(element) = self.pop() {
                out.markup(element.close);
            }
        }
    }

    /// Closes what an opening tag ends without saying so, as `<li>` ends the one before.
    pub(crate) fn close_implied(&mut self, out: &mut Writer, opening: &RawElement) {
        while let Some(OpenElement { close, kind, .. }) = self.stack.last()
            && let ElementKind::Raw(element, _) = kind
            && opening.ends(element)
        {
            out.markup(close);
            self.pop();
        }
    }

    /// Ends a paragraph that the author opened and that a block of ours ends.
    pub(crate) fn end_raw_paragraph(&mut self, out: &mut Writer) {
        let innermost = self.raw().next().map(|open| open.name);
        if innermost == Some(PARAGRAPH.name) {
            self.close_raw(out, PARAGRAPH.name);
        }
    }

    /// The author's open elements, innermost first, up to the construct that holds them.
    pub(crate) fn raw(&self) -> impl Iterator<Item = &RawElement> {
        let open_elements = self.stack.iter().rev();
        open_elements.map_while(|element| match &element.kind {
            ElementKind::Raw(element, _) => Some(element),
            ElementKind::Flow | ElementKind::Phrasing => None,
        })
    }

    /// Whether a construct of ours is open, which closes what the author leaves open in it.
    pub(crate) fn is_within_ours(&self) -> bool {
        let ours = |element: &OpenElement| !matches!(element.kind, ElementKind::Raw(..));
        self.stack.iter().any(ours)
    }

    /// Whether only text may stand here.
    pub(crate) fn is_phrasing(&self) -> bool {
        let ours = self.stack.iter().rev();
        let ours = ours.map(|element| &element.kind);
        let mut ours = ours.filter(|kind| !matches!(kind, ElementKind::Raw(..)));
        matches!(ours.next(), Some(ElementKind::Phrasing))
    }

    /// The opening tags that the author never closed, at the end of the page: they are taken out,
    /// so that a forgotten tag does not swallow the rest of the page.
    pub(crate) fn unclosed_tags(&mut self) -> Vec<RawOpening> {
        (self.striking, self.heads) = (0, 0);
        let open_elements = self.stack.drain(..);
        let tags = open_elements.filter_map(|element| match element.kind {
            ElementKind::Raw(_, tag) if !tag.written.is_empty() => Some(tag),
            _ => None,
        });
        tags.collect()
    }
}
