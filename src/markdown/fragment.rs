//! What is kept of a page's text until its page is made: markup and words, with holes where
//! something of the manual is filled in, code that is not coloured yet, and HTML of the author's
//! that is not made safe yet.

use crate::manual::{HeadingIx, ReferenceIx, SectionId};
use crate::markdown::code::block::CodeBlock;
use crate::markdown::mark::Mark;

/// A page's text, ready to be put on a page. It depends on its own file alone.
#[derive(Clone, Debug, Default)]
pub struct Fragment {
    /// What stands between the holes, without a gap.
    pub(crate) html: Box<str>,
    /// The holes, in order, each with the byte before which it stands.
    pub(crate) holes: Box<[(u32, Hole)]>,
    /// The ids in the page of the anchors that the author wrote in HTML.
    pub(crate) anchors: Box<[SectionId]>,
    /// The blocks of code, as they were written.
    pub(crate) code: Box<[CodeBlock]>,
    /// Given where the author wrote HTML that is not made safe yet: then the holes stand behind
    /// this mark in `html`.
    pub(crate) mark: Option<Mark>,
}

/// Something that is filled in when a page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hole {
    /// The opening tag of a heading, up to its id: `<h2 id="…"`; ` class="…"` or `>` follows.
    HeadingOpen(HeadingIx),
    /// The end of a heading: its badges, its own link and its closing tag.
    HeadingEnd(HeadingIx),
    /// The opening tag of a link, `<a …>`; its text and `</a>` follow.
    LinkOpen(ReferenceIx),
    /// The text of a link that has none of its own: the target's title.
    LinkText(ReferenceIx),
    /// Only an address, to stand in an attribute between quotation marks.
    Address(ReferenceIx),
    /// The value of a variable of the page, by its number, as text.
    Variable(u32),
    /// The badge of a claim of the page, by its number, where `[[satisfies:…]]` stood.
    Badge(u32),
    /// The box of a task, and whether the task is done.
    Task(bool),
    /// A block of code or a drawing, by its number in [`Fragment::code`].
    Code(u32),
    /// The id of an anchor, by its number in [`Fragment::anchors`], between quotation marks.
    Anchor(u32),
    /// Words of the site's language, in text or in an attribute between quotation marks.
    Label(Label),
}

/// What is said of a part of a page, by the theme and not by the author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// The footnotes at the end of the page.
    Footnotes,
    /// The way back from a footnote to the place that refers to it: the first, the second …
    BackToText(u32),
    /// What a note is: this, and the four below.
    Note,
    /// Advice.
    Tip,
    /// What must be known.
    Important,
    /// What may go wrong.
    Warning,
    /// What does harm.
    Caution,
    /// A drawing without a title of its own.
    Diagram,
    /// The source of a drawing.
    DiagramSource,
    /// The source stands in the place of a drawing.
    DiagramNotDrawn,
}

/// A stretch of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'f> {
    /// HTML, copied as it is.
    Html(&'f str),
    /// A hole.
    Hole(Hole),
}

impl Fragment {
    /// The stretches of a fragment that is safe, in order.
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

    /// The id in the page of an anchor.
    pub(crate) fn anchor(&self, at: u32) -> &str {
        self.anchors.get(at as usize).map_or("", SectionId::as_str)
    }

    /// A block of code of the page.
    pub(crate) fn code(&self, at: u32) -> Option<&CodeBlock> {
        self.code.get(at as usize)
    }
}
