//! What is open at a point of the page: elements of ours and of the author's, within each other.

use std::ops::Range;

use crate::markdown::output::Writer;
use crate::markdown::raw_html::elements::{PARAGRAPH, RawElement};

/// How deep elements may lie within each other. What lies deeper is shown without markup of its
/// own: nobody reads so deep, and browsers do not follow.
const DEEPEST: usize = 100;

/// The open elements of a page, outermost first.
#[derive(Debug, Default)]
pub(crate) struct OpenElements(Vec<OpenElement>);

/// An open element.
#[derive(Debug)]
struct OpenElement {
    /// Its closing tag; empty where the opening tag was not written.
    close: &'static str,
    kind: ElementKind,
}

#[derive(Debug)]
enum ElementKind {
    /// Ours, with paragraphs and the like in it.
    Flow,
    /// Ours, with nothing but text in it.
    Phrasing,
    /// The author's, and where its opening tag stands in the HTML.
    Raw(RawElement, Range<usize>),
}

impl OpenElements {
    /// Opens an element of ours that may hold paragraphs, lists and the like.
    pub(crate) fn open_flow(&mut self, out: &mut Writer, tag: &str, close: &'static str) {
        let close = self.written(out, tag, close);
        self.push(close, ElementKind::Flow);
    }

    /// Opens an element of ours that holds text.
    pub(crate) fn open_phrasing(&mut self, out: &mut Writer, tag: &str, close: &'static str) {
        let close = self.written(out, tag, close);
        self.push(close, ElementKind::Phrasing);
    }

    /// Opens an element whose tags are written elsewhere.
    pub(crate) fn open_bounds(&mut self) {
        self.push("", ElementKind::Phrasing);
    }

    /// Whether what is opened now lies too deep to be marked up.
    pub(crate) fn is_deep(&self) -> bool {
        self.0.len() >= DEEPEST
    }

    fn written(&self, out: &mut Writer, tag: &str, close: &'static str) -> &'static str {
        if self.is_deep() {
            return "";
        }
        out.markup(tag);
        close
    }

    fn push(&mut self, close: &'static str, kind: ElementKind) {
        self.0.push(OpenElement { close, kind });
    }

    /// Closes the innermost element of ours, and what the author left open in it.
    pub(crate) fn close(&mut self, out: &mut Writer) {
        while let Some(element) = self.0.pop() {
            out.markup(element.close);
            if !matches!(element.kind, ElementKind::Raw(..)) {
                return;
            }
        }
    }

    /// Opens an element of the author's.
    pub(crate) fn open_raw(&mut self, element: RawElement, tag: Range<usize>) {
        let close = if tag.is_empty() { "" } else { element.close };
        self.push(close, ElementKind::Raw(element, tag));
    }

    /// Closes the author's innermost element of this name, and all within it. A closing tag cannot
    /// reach beyond the construct it stands in.
    pub(crate) fn close_raw(&mut self, out: &mut Writer, name: &str) {
        let open = self.raw().position(|element| element.name == name);
        for _ in 0..open.map_or(0, |above| above + 1) {
            if let Some(element) = self.0.pop() {
                out.markup(element.close);
            }
        }
    }

    /// Closes what an opening tag ends without saying so, as `<li>` ends the one before.
    pub(crate) fn close_implied(&mut self, out: &mut Writer, opening: &RawElement) {
        while let Some(OpenElement { close, kind }) = self.0.last()
            && let ElementKind::Raw(element, _) = kind
            && opening.ends(element)
        {
            out.markup(close);
            self.0.pop();
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
        let open_elements = self.0.iter().rev();
        open_elements.map_while(|element| match &element.kind {
            ElementKind::Raw(element, _) => Some(element),
            ElementKind::Flow | ElementKind::Phrasing => None,
        })
    }

    /// Whether a construct of ours is open, which closes what the author leaves open in it.
    pub(crate) fn is_within_ours(&self) -> bool {
        let ours = |element: &OpenElement| !matches!(element.kind, ElementKind::Raw(..));
        self.0.iter().any(ours)
    }

    /// Whether only text may stand here.
    pub(crate) fn is_phrasing(&self) -> bool {
        let ours = self.0.iter().rev();
        let ours = ours.map(|element| &element.kind);
        let mut ours = ours.filter(|kind| !matches!(kind, ElementKind::Raw(..)));
        matches!(ours.next(), Some(ElementKind::Phrasing))
    }

    /// The opening tags that the author never closed, at the end of the page: they are taken out,
    /// so that a forgotten tag does not swallow the rest of the page.
    pub(crate) fn unclosed_tags(&mut self) -> Vec<Range<usize>> {
        let open_elements = self.0.drain(..);
        let tags = open_elements.filter_map(|element| match element.kind {
            ElementKind::Raw(_, tag) if !tag.is_empty() => Some(tag),
            _ => None,
        });
        tags.collect()
    }
}
