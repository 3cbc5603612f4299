//! The parsed text of a page, kept until the page is written: HTML with holes for values of the
//! manual, code that is not highlighted yet, and raw HTML that is not sanitised yet.

use crate::manual::{HeadingIx, ReferenceIx, SectionId};
use crate::markdown::code::block::CodeBlock;
use crate::markdown::mark::Mark;

/// The HTML of a page's text. It depends only on the page's own file.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    /// The HTML between the holes, concatenated.
    pub(crate) html: Box<str>,
    /// The holes, in order, each with its byte offset in `html`.
    pub(crate) holes: Box<[(u32, Hole)]>,
    /// The ids that the anchors which the author wrote in HTML have in the page.
    pub(crate) anchors: Box<[SectionId]>,
    /// The code blocks, as written in the source.
    pub(crate) code: Box<[CodeBlock]>,
    /// `Some` if the page has raw HTML that is not sanitised yet. `html` then contains this mark
    /// before each hole.
    pub(crate) mark: Option<Mark>,
}

/// A place that is filled in when the page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hole {
    /// The opening tag of a heading, up to its id: `<h2 id="…"`; ` class="…"` or `>` follows.
    HeadingOpen(HeadingIx),
    /// The end of a heading: its badges, its own link and its closing tag.
    HeadingEnd(HeadingIx),
    /// The opening tag of a link, `<a …>`; its text and `</a>` follow.
    LinkOpen(ReferenceIx),
    /// The text of a link without text of its own: the target's title.
    LinkText(ReferenceIx),
    /// An address alone, in a quoted attribute.
    Address(ReferenceIx),
    /// The value of a variable of the page, by its number, as text.
    Variable(u32),
    /// The badge of a claim `[[satisfies:…]]`, by the claim's number in the page.
    Badge(u32),
    /// The checkbox of a task, and whether the task is done.
    Task(bool),
    /// A code block or a diagram, by its number in [`Fragment::code`].
    Code(u32),
    /// The id of an anchor, by its number in [`Fragment::anchors`], in a quoted attribute.
    Anchor(u32),
    /// Words in the site's language, in text or in a quoted attribute.
    Label(Label),
}

/// A text on a page that comes from the theme, not from the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// The name of the footnotes at the end of the page.
    Footnotes,
    /// The link from a footnote back to a reference to it, with the reference's number from 1.
    BackToText(u32),
    /// The title of a note alert.
    Note,
    /// The title of a tip alert.
    Tip,
    /// The title of an important alert.
    Important,
    /// The title of a warning alert.
    Warning,
    /// The title of a caution alert.
    Caution,
    /// The name of a diagram without a title of its own.
    Diagram,
    /// The label of a diagram's source.
    DiagramSource,
    /// The caption of the source of a diagram that cannot be drawn.
    DiagramNotDrawn,
}

/// A part of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'f> {
    /// HTML, copied as it is.
    Html(&'f str),
    /// A hole.
    Hole(Hole),
}

impl Fragment {
    /// The parts of a sanitised fragment, in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        debug_assert!(self.mark.is_none(), "made safe before it is shown");
        let ends = self
            .holes
            .iter()
            .map(|(at, hole)| (*at as usize, Some(*hole)));
        let ends = ends.chain([(self.html.len(), None)]);
        let mut from = 0;
        ends.flat_map(move |(at, hole)| {
            let html = self.html.get(from..at).unwrap_or_default();
            from = at;
            let html = (!html.is_empty()).then_some(Piece::Html(html));
            html.into_iter().chain(hole.map(Piece::Hole))
        })
    }

    /// The id that an anchor has in the page.
    pub(crate) fn anchor(&self, at: u32) -> &str {
        self.anchors.get(at as usize).map_or("", SectionId::as_str)
    }

    /// A code block of the page.
    pub(crate) fn code(&self, at: u32) -> Option<&CodeBlock> {
        self.code.get(at as usize)
    }
}
