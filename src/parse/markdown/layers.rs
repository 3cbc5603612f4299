//! What is open at a point of the page: elements of ours and of the author's, within each other.

use std::ops::Range;

use super::convert::Converter;
use super::raw_elements::RawElement;

/// How deep elements may lie within each other. What lies deeper is shown without markup of its
/// own: nobody reads so deep, and browsers do not follow.
const DEEPEST: usize = 100;

/// An open element.
#[derive(Debug)]
pub(super) struct Layer {
    /// Its closing tag; empty where the opening tag was not written.
    close: &'static str,
    kind: LayerKind,
}

#[derive(Debug)]
enum LayerKind {
    /// Ours, with paragraphs and the like in it.
    Flow,
    /// Ours, with nothing but text in it.
    Phrasing,
    /// The author's, and where its opening tag stands in the HTML.
    Raw(RawElement, Range<usize>),
}

impl Converter<'_> {
    /// Opens an element of ours that may hold paragraphs, lists and the like.
    pub(super) fn open_flow(&mut self, tag: &str, close: &'static str) {
        let close = self.written(tag, close);
        self.push_layer(close, LayerKind::Flow);
    }

    /// Opens an element of ours that holds text.
    pub(super) fn open_phrasing(&mut self, tag: &str, close: &'static str) {
        let close = self.written(tag, close);
        self.push_layer(close, LayerKind::Phrasing);
    }

    /// Opens an element whose tags are written elsewhere.
    pub(super) fn open_bounds(&mut self) {
        self.push_layer("", LayerKind::Phrasing);
    }

    /// Whether what is opened now lies too deep to be marked up.
    pub(super) fn is_deep(&self) -> bool {
        self.layers.len() >= DEEPEST
    }

    fn written(&mut self, tag: &str, close: &'static str) -> &'static str {
        if self.is_deep() {
            return "";
        }
        self.out.markup(tag);
        close
    }

    fn push_layer(&mut self, close: &'static str, kind: LayerKind) {
        self.layers.push(Layer { close, kind });
    }

    /// Closes the innermost element of ours, and what the author left open in it.
    pub(super) fn close_layer(&mut self) {
        while let Some(layer) = self.layers.pop() {
            self.out.markup(layer.close);
            if !matches!(layer.kind, LayerKind::Raw(..)) {
                return;
            }
        }
    }

    /// Opens an element of the author's.
    pub(super) fn open_raw(&mut self, element: RawElement, tag: Range<usize>) {
        let close = if tag.is_empty() { "" } else { element.close };
        self.push_layer(close, LayerKind::Raw(element, tag));
    }

    /// Closes the author's innermost element of this name, and all within it. A closing tag cannot
    /// reach beyond the construct it stands in.
    pub(super) fn close_raw(&mut self, name: &str) {
        let open = self.raw_layers().position(|element| element.name == name);
        for _ in 0..open.map_or(0, |above| above + 1) {
            if let Some(layer) = self.layers.pop() {
                self.out.markup(layer.close);
            }
        }
    }

    /// Closes what an opening tag ends without saying so, as `<li>` ends the one before.
    pub(super) fn close_implied(&mut self, opening: &RawElement) {
        while let Some(Layer { close, kind }) = self.layers.last()
            && let LayerKind::Raw(element, _) = kind
            && opening.ends(element)
        {
            self.out.markup(close);
            self.layers.pop();
        }
    }

    /// The author's open elements, innermost first, up to the construct that holds them.
    pub(super) fn raw_layers(&self) -> impl Iterator<Item = &RawElement> {
        let layers = self.layers.iter().rev();
        layers.map_while(|layer| match &layer.kind {
            LayerKind::Raw(element, _) => Some(element),
            LayerKind::Flow | LayerKind::Phrasing => None,
        })
    }

    /// Whether a construct of ours is open, which closes what the author leaves open in it.
    pub(super) fn is_within_ours(&self) -> bool {
        let ours = |layer: &Layer| !matches!(layer.kind, LayerKind::Raw(..));
        self.layers.iter().any(ours)
    }

    /// Whether only text may stand here.
    pub(super) fn is_phrasing(&self) -> bool {
        let ours = self.layers.iter().rev();
        let ours = ours.map(|layer| &layer.kind);
        let mut ours = ours.filter(|kind| !matches!(kind, LayerKind::Raw(..)));
        matches!(ours.next(), Some(LayerKind::Phrasing))
    }

    /// The opening tags that the author never closed, at the end of the page: they are taken out,
    /// so that a forgotten tag does not swallow the rest of the page.
    pub(super) fn unclosed_tags(&mut self) -> Vec<Range<usize>> {
        let layers = self.layers.drain(..);
        let tags = layers.filter_map(|layer| match layer.kind {
            LayerKind::Raw(_, tag) if !tag.is_empty() => Some(tag),
            _ => None,
        });
        tags.collect()
    }
}
