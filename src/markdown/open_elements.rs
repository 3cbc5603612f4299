//! The stack of open elements of a page: generated elements and raw HTML elements, nested in each
//! other.

use std::ops::Range;

use crate::manual::PassageIx;
use crate::markdown::output::{Position, Writer};
use crate::markdown::raw_html::elements::{PARAGRAPH, RawElement};

/// The greatest depth of nested elements. Deeper elements are written without tags, because
/// browsers limit the depth too.
const DEEPEST: usize = 100;

/// The open elements of a page, outermost first.
#[derive(Debug, Default)]
pub(crate) struct OpenElements {
    stack: Vec<OpenElement>,
    /// The number of open elements that strike out their text, and of those that look like open tasks.
    striking: usize,
    looking_open: usize,
    /// The elements that strike out their text and were still open where the element around them
    /// ended, in the order of their ends.
    left_open: Vec<LeftOpen>,
    /// The number of elements of each name in [`STRIKING`] that are left open and not closed since.
    hanging: [usize; STRIKING.len()],
    /// For each open generated element, whether only inline content is allowed in it.
    phrasing: Vec<bool>,
    /// The number of open raw HTML elements that hold code.
    codes: usize,
    /// The open raw HTML elements whose text stands apart from the words around it, of the names in
    /// [`APART`].
    apart: Vec<&'static str>,
    /// The number of open raw HTML headings, and of other titles.
    headings: usize,
    titles: usize,
    /// The places of ids whose elements are closed, each with the position at which it begins.
    ended: Vec<(PassageIx, Position)>,
}

/// The raw HTML elements whose text stands apart from the words around it: note marks, indices, and
/// what explains a word.
const APART: [&str; 4] = ["sup", "sub", "rt", "rp"];

/// The raw HTML elements that strike out their text.
const STRIKING: [&str; 3] = ["del", "s", "strike"];

/// An element that strikes out its text and is still open where the element around it ends.
#[derive(Debug)]
pub(crate) struct LeftOpen {
    pub(crate) name: &'static str,
    /// The byte range of its opening tag in the source.
    pub(crate) source: Range<usize>,
    /// Whether nothing around it ends before the page does.
    pub(crate) to_end: bool,
}

/// An open element.
#[derive(Debug)]
struct OpenElement {
    /// Its closing tag; empty if the opening tag was not written.
    close: &'static str,
    /// Whether its text is struck out.
    strikes: bool,
    /// Whether it begins with a box that is not ticked.
    looks_open: bool,
    kind: ElementKind,
}

impl OpenElement {
    fn is_raw_heading(&self) -> bool {
        matches!(&self.kind, ElementKind::Raw(element, _) if element.heading_level().is_some())
    }

    fn is_raw(&self) -> bool {
        matches!(self.kind, ElementKind::Raw(..))
    }

    fn is_code(&self) -> bool {
        matches!(&self.kind, ElementKind::Raw(element, _) if element.is_code())
    }

    /// Its name, if its text stands apart from the words around it.
    fn apart(&self) -> Option<&'static str> {
        match &self.kind {
            ElementKind::Raw(element, _) if APART.contains(&element.name) => Some(element.name),
            _ => None,
        }
    }

    /// Whether the element holds a title and no text: the head of a table, its caption, the line
    /// that folds text away.
    fn is_title(&self) -> bool {
        let titles = ["th", "thead", "caption", "summary"];
        matches!(&self.kind, ElementKind::Raw(element, _) if titles.contains(&element.name))
    }
}

/// A raw HTML opening tag.
#[derive(Debug)]
pub(crate) struct RawOpening {
    pub(crate) name: &'static str,
    /// Its byte range in the output; empty if it was not written.
    pub(crate) written: Range<usize>,
    /// Its byte range in the source.
    pub(crate) source: Range<usize>,
    /// The place of its id, and the position at which it begins.
    pub(crate) passage: Option<(PassageIx, Position)>,
}

#[derive(Debug)]
enum ElementKind {
    /// A generated element that may contain blocks.
    Flow,
    /// A generated element that contains only inline content.
    Phrasing,
    /// A raw HTML element, and its opening tag.
    Raw(RawElement, RawOpening),
}

impl OpenElements {
    /// Opens a generated element that may contain paragraphs, lists and other blocks.
    pub(crate) fn open_flow(&mut self, out: &mut Writer, tag: &str, close: &'static str) {
        let written = self.written(out, tag, close);
        self.push(written, close, ElementKind::Flow);
    }

    /// Opens a generated element that contains only text.
    pub(crate) fn open_phrasing(&mut self, out: &mut Writer, tag: &str, close: &'static str) {
        let written = self.written(out, tag, close);
        self.push(written, close, ElementKind::Phrasing);
    }

    /// Opens an element whose tags are written elsewhere.
    pub(crate) fn open_bounds(&mut self) {
        self.push("", "", ElementKind::Phrasing);
    }

    /// Whether the nesting is too deep for the tags of another element to be written.
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

    /// `close` is the closing tag to write, empty if the opening tag was not written. `meant` is
    /// the closing tag that the element has in any case.
    fn push(&mut self, close: &'static str, meant: &str, kind: ElementKind) {
        let element = OpenElement {
            close,
            strikes: matches!(meant, "</del>" | "</s>" | "</strike>"),
            looks_open: false,
            kind,
        };
        self.striking += usize::from(element.strikes);
        if !element.is_raw() {
            let is_phrasing = matches!(element.kind, ElementKind::Phrasing);
            self.phrasing.push(is_phrasing);
        }
        self.codes += usize::from(element.is_code());
        self.apart.extend(element.apart());
        self.headings += usize::from(element.is_raw_heading());
        self.titles += usize::from(element.is_title());
        self.stack.push(element);
    }

    fn pop(&mut self) -> Option<OpenElement> {
        let element = self.stack.pop()?;
        self.striking -= usize::from(element.strikes);
        self.looking_open -= usize::from(element.looks_open);
        if !element.is_raw() {
            self.phrasing.pop();
        }
        self.codes -= usize::from(element.is_code());
        if element.apart().is_some() {
            self.apart.pop();
        }
        self.headings -= usize::from(element.is_raw_heading());
        self.titles -= usize::from(element.is_title());
        if let ElementKind::Raw(_, opening) = &element.kind {
            self.ended.extend(opening.passage);
        }
        Some(element)
    }

    /// Closes the innermost element without a closing tag of its own in the source.
    fn pop_unclosed(&mut self) -> Option<OpenElement> {
        let element = self.pop()?;
        if let ElementKind::Raw(raw, opening) = &element.kind
            && element.strikes
            && let Some(at) = STRIKING.iter().position(|name| *name == raw.name)
        {
            self.hanging[at] += 1;
            self.left_open.push(LeftOpen {
                name: raw.name,
                source: opening.source.clone(),
                to_end: false,
            });
        }
        Some(element)
    }

    /// Whether text at this point is struck out.
    pub(crate) fn is_struck(&self) -> bool {
        self.striking > 0 || self.is_left_open()
    }

    /// Whether this point is behind an element that strikes out its text, was still open where the
    /// element around it ended, and is not closed yet. Browsers strike out this text, too.
    pub(crate) fn is_left_open(&self) -> bool {
        self.hanging.iter().any(|count| *count > 0)
    }

    /// Whether text at this point is in code of HTML.
    pub(crate) fn is_in_code(&self) -> bool {
        self.codes > 0
    }

    /// The innermost open raw HTML element whose text stands apart from the words around it: `sup`,
    /// `sub`, `rt` or `rp`.
    pub(crate) fn innermost_apart(&self) -> Option<&'static str> {
        self.apart.last().copied()
    }

    /// Whether text at this point is in a raw HTML heading or another title.
    pub(crate) fn is_in_raw_head(&self) -> bool {
        self.headings > 0 || self.titles > 0
    }

    /// Whether text at this point is in a raw HTML heading.
    pub(crate) fn is_in_raw_heading(&self) -> bool {
        self.headings > 0
    }

    /// Returns the places of ids whose elements were closed since the last call.
    pub(crate) fn take_ended(&mut self) -> Vec<(PassageIx, Position)> {
        std::mem::take(&mut self.ended)
    }

    /// Closes the innermost generated element, and the raw HTML elements that are open in it.
    pub(crate) fn close(&mut self, out: &mut Writer) {
        while let Some(element) = self.pop_unclosed() {
            out.markup(element.close);
            if !matches!(element.kind, ElementKind::Raw(..)) {
                return;
            }
        }
    }

    /// Strikes out the text of the innermost element, as its style says.
    pub(crate) fn strike_innermost(&mut self) {
        if let Some(element) = self.stack.last_mut().filter(|element| !element.strikes) {
            element.strikes = true;
            self.striking += 1;
        }
    }

    /// Notes that the innermost raw HTML element of one of these names begins with a box that is not
    /// ticked. Returns whether there is one.
    pub(crate) fn note_open_task(&mut self, names: &[&str]) -> bool {
        let found = self.stack.iter_mut().rev().find(|element| {
            matches!(&element.kind, ElementKind::Raw(raw, _) if names.contains(&raw.name))
        });
        let Some(element) = found else {
            return false;
        };
        self.looking_open += usize::from(!element.looks_open);
        element.looks_open = true;
        true
    }

    /// Whether this point is in an element that looks like an open task.
    pub(crate) fn looks_open(&self) -> bool {
        self.looking_open > 0
    }

    /// Opens a raw HTML element.
    pub(crate) fn open_raw(
        &mut self,
        element: RawElement,
        written: Range<usize>,
        source: Range<usize>,
        passage: Option<(PassageIx, Position)>,
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
            passage,
        };
        self.push(close, element.close, ElementKind::Raw(element, opening));
    }

    /// Closes the innermost raw HTML element of this name, and all elements in it. A closing tag
    /// closes nothing outside the generated element that it is in.
    pub(crate) fn close_raw(&mut self, out: &mut Writer, name: &str) {
        let Some(above) = self.raw().position(|element| element.name == name) else {
            if let Some(at) = STRIKING.iter().position(|striking| *striking == name) {
                self.close_elsewhere(at);
            }
            return;
        };
        for _ in 0..above {
            if let Some(element) = self.pop_unclosed() {
                out.markup(element.close);
            }
        }
        if let Some(element) = self.pop() {
            out.markup(element.close);
        }
    }

    /// Ends the strike of an element that was opened in another block. `at` is its name's position
    /// in [`STRIKING`].
    fn close_elsewhere(&mut self, at: usize) {
        if self.hanging[at] > 0 {
            self.hanging[at] -= 1;
            return;
        }
        // Deeper elements have no tags in the page.
        let mut outside = self.stack.iter_mut().take(DEEPEST).rev();
        let open = outside.find_map(|element| match &element.kind {
            ElementKind::Raw(raw, opening) if element.strikes && raw.name == STRIKING[at] => {
                let source = opening.source.clone();
                element.strikes = false;
                Some(source)
            }
            _ => None,
        });
        if let Some(source) = open {
            self.striking -= 1;
            self.left_open.push(LeftOpen {
                name: STRIKING[at],
                source,
                to_end: false,
            });
        }
    }

    /// Closes the raw HTML elements that an opening tag ends implicitly, as `<li>` ends the `<li>`
    /// before it.
    pub(crate) fn close_implied(&mut self, out: &mut Writer, opening: &RawElement) {
        while let Some(OpenElement { close, kind, .. }) = self.stack.last()
            && let ElementKind::Raw(element, _) = kind
            && opening.ends(element)
        {
            out.markup(close);
            self.pop();
        }
    }

    /// Closes a raw HTML `<p>` before a generated block begins.
    pub(crate) fn end_raw_paragraph(&mut self, out: &mut Writer) {
        let innermost = self.raw().next().map(|open| open.name);
        if innermost == Some(PARAGRAPH.name) {
            self.close_raw(out, PARAGRAPH.name);
        }
    }

    /// The open raw HTML elements, innermost first, up to the nearest generated element.
    pub(crate) fn raw(&self) -> impl Iterator<Item = &RawElement> {
        let open_elements = self.stack.iter().rev();
        open_elements.map_while(|element| match &element.kind {
            ElementKind::Raw(element, _) => Some(element),
            ElementKind::Flow | ElementKind::Phrasing => None,
        })
    }

    /// Whether a generated element is open. Closing it closes the raw HTML elements in it.
    pub(crate) fn is_within_ours(&self) -> bool {
        !self.phrasing.is_empty()
    }

    /// Whether only inline content is allowed at this point.
    pub(crate) fn is_phrasing(&self) -> bool {
        self.phrasing.last().copied().unwrap_or_default()
    }

    /// Returns the raw HTML opening tags that are still open at the end of the page. The caller
    /// removes them, so that a forgotten closing tag does not affect the rest of the page.
    pub(crate) fn unclosed_tags(&mut self) -> Vec<RawOpening> {
        let mut tags = Vec::new();
        let before = self.left_open.len();
        while let Some(element) = self.pop_unclosed() {
            match element.kind {
                ElementKind::Raw(_, tag) if !tag.written.is_empty() => tags.push(tag),
                _ => {}
            }
        }
        for left_open in self.left_open.iter_mut().skip(before) {
            left_open.to_end = true;
        }
        self.hanging = [0; STRIKING.len()];
        tags.reverse();
        tags
    }

    /// Returns the elements that strike out their text and are not closed where they were opened.
    pub(crate) fn left_open(&mut self) -> Vec<LeftOpen> {
        std::mem::take(&mut self.left_open)
    }
}
