//! What is open at a point of the page: elements of ours and of the author's, within each other.

use std::ops::Range;

use crate::markdown::raw_html::elements::RawElement;
use crate::markdown::walk::Converter;

/// How deep elements may lie within each other. What lies deeper is shown without markup of its
/// own: nobody reads so deep, and browsers do not follow.
const DEEPEST: usize = 100;

/// An open element.
#[derive(Debug)]
pub(crate) struct OpenElement {
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

impl Converter<'_> {
    /// Opens an element of ours that may hold paragraphs, lists and the like.
    pub(crate) fn open_flow(&mut self, tag: &str, close: &'static str) {
        let close = self.written(tag, close);
        self.push_element(close, ElementKind::Flow);
    }

    /// Opens an element of ours that holds text.
    pub(crate) fn open_phrasing(&mut self, tag: &str, close: &'static str) {
        let close = self.written(tag, close);
        self.push_element(close, ElementKind::Phrasing);
    }

    /// Opens an element whose tags are written elsewhere.
    pub(crate) fn open_bounds(&mut self) {
        self.push_element("", ElementKind::Phrasing);
    }

    /// Whether what is opened now lies too deep to be marked up.
    pub(crate) fn is_deep(&self) -> bool {
        self.open_elements.len() >= DEEPEST
    }

    fn written(&mut self, tag: &str, close: &'static str) -> &'static str {
        if self.is_deep() {
            return "";
        }
        self.out.markup(tag);
        close
    }

    fn push_element(&mut self, close: &'static str, kind: ElementKind) {
        self.open_elements.push(OpenElement { close, kind });
    }

    /// Closes the innermost element of ours, and what the author left open in it.
    pub(crate) fn close_element(&mut self) {
        while let Some(element) = self.open_elements.pop() {
            self.out.markup(element.close);
            if !matches!(element.kind, ElementKind::Raw(..)) {
                return;
            }
        }
    }

    /// Opens an element of the author's.
    pub(crate) fn open_raw(&mut self, element: RawElement, tag: Range<usize>) {
        let close = if tag.is_empty() { "" } else { element.close };
        self.push_element(close, ElementKind::Raw(element, tag));
    }

    /// Closes the author's innermost element of this name, and all within it. A closing tag cannot
    /// reach beyond the construct it stands in.
    pub(crate) fn close_raw(&mut self, name: &str) {
        let open = self
            .raw_open_elements()
            .position(|element| element.name == name);
        for _ in 0..open.map_or(0, |above| above + 1) {
            if let Some(element) = self.open_elements.pop() {
                self.out.markup(element.close);
            }
        }
    }

    /// Closes what an opening tag ends without saying so, as `<li>` ends the one before.
    pub(crate) fn close_implied(&mut self, opening: &RawElement) {
        while let Some(OpenElement { close, kind }) = self.open_elements.last()
            && let ElementKind::Raw(element, _) = kind
            && opening.ends(element)
        {
            self.out.markup(close);
            self.open_elements.pop();
        }
    }

    /// The author's open elements, innermost first, up to the construct that holds them.
    pub(crate) fn raw_open_elements(&self) -> impl Iterator<Item = &RawElement> {
        let open_elements = self.open_elements.iter().rev();
        open_elements.map_while(|element| match &element.kind {
            ElementKind::Raw(element, _) => Some(element),
            ElementKind::Flow | ElementKind::Phrasing => None,
        })
    }

    /// Whether a construct of ours is open, which closes what the author leaves open in it.
    pub(crate) fn is_within_ours(&self) -> bool {
        let ours = |element: &OpenElement| !matches!(element.kind, ElementKind::Raw(..));
        self.open_elements.iter().any(ours)
    }

    /// Whether only text may stand here.
    pub(crate) fn is_phrasing(&self) -> bool {
        let ours = self.open_elements.iter().rev();
        let ours = ours.map(|element| &element.kind);
        let mut ours = ours.filter(|kind| !matches!(kind, ElementKind::Raw(..)));
        matches!(ours.next(), Some(ElementKind::Phrasing))
    }

    /// The opening tags that the author never closed, at the end of the page: they are taken out,
    /// so that a forgotten tag does not swallow the rest of the page.
    pub(crate) fn unclosed_tags(&mut self) -> Vec<Range<usize>> {
        let open_elements = self.open_elements.drain(..);
        let tags = open_elements.filter_map(|element| match element.kind {
            ElementKind::Raw(_, tag) if !tag.is_empty() => Some(tag),
            _ => None,
        });
        tags.collect()
    }
}
