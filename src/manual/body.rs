//! The facts of a page's text: headings, references, claims, variables. The rendered text is a
//! `Fragment` of the stage `markdown`.
//!
//! The facts depend only on the page's own file, so an edit of another file never requires a new
//! parse.

use super::passage::{ClauseQuote, Filling, Passage, PassageIx, Picture, Says};
use super::{SectionId, StatedClaim};
use crate::diagnostics::{Span, Spanned};
use crate::index::{IndexVec, position};

/// The facts of a page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// A hash of the text's words, equal for texts that differ only in white space.
    pub words: u64,
    /// Whether the text shows nothing.
    pub is_empty: bool,
    /// Whether the text begins with a heading.
    pub begins_with_heading: bool,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The text of an `<h1>` above the first heading; blank if there is none.
    pub raw_title: Vec<TextPiece>,
    /// The ids that a link can lead to, sorted. They are the ids of headings, the ids in the
    /// author's HTML, and the ids that code-hosting pages make from heading texts. If two sorts
    /// have the same id, the sort named first wins.
    pub anchors: Vec<Anchor>,
    /// The references to places in the manual, in order.
    pub references: Vec<Reference>,
    /// The passages that a claim may rest on: the sections of headings, and the places of ids in the
    /// author's HTML.
    pub passages: IndexVec<PassageIx, Passage>,
    /// How much each part of the text says, in order. A part begins where a passage begins or ends.
    pub says: Vec<Says>,
    /// The blocks that may only repeat the summary of a clause, in parts without other words.
    pub quotes: Vec<ClauseQuote>,
    /// The variables in parts without other words.
    pub fillings: Vec<Filling>,
    /// The pictures of the manual that are shown in the text.
    pub pictures: Vec<Picture>,
    /// Whether the file has the markers of an unresolved merge. A document with markers is not in
    /// force.
    pub has_merge_markers: bool,
    /// Whether a mistake that is reported hides a part of the text, in which there may be further
    /// headings and claims.
    pub is_cut: bool,
    /// The claims on headings and in paragraphs, in order.
    pub claims: Vec<StatedClaim>,
    /// The names written as `{{ name }}`, in order; each use is one entry.
    pub variables: Vec<Spanned<String>>,
    /// The beginning of the page's paragraphs, for previews. It is longer than a preview.
    pub excerpt: Vec<TextPiece>,
}

position! {
    /// A reference of a page, by its position in [`Body::references`].
    ReferenceIx
}

position! {
    /// A heading of a page, by its position in [`Body::headings`].
    HeadingIx
}

/// A heading of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The level, 1 to 6, as written.
    pub level: u8,
    /// Its id, unique in the page: as written, else made from its text.
    pub id: SectionId,
    /// Whether the author wrote the id.
    pub explicit: bool,
    /// Its text without markup.
    pub title: Vec<TextPiece>,
    /// The claims on the heading: a range of [`Body::claims`].
    pub claims: std::ops::Range<u32>,
    /// Its section.
    pub passage: PassageIx,
    /// The span in the file.
    pub span: Span,
}

/// A stretch of text without markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPiece {
    /// Plain text.
    Text(String),
    /// The value of [`Body::variables`]`[n]`.
    Variable(u32),
}

/// An id that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id as written in links.
    pub id: SectionId,
    /// The heading that the id leads to: the heading with this id, else the one that contains the
    /// id or is above it.
    pub heading: Option<HeadingIx>,
    /// For an id in the author's HTML, the id in the rendered page, if its tag is not left out.
    pub own: Option<SectionId>,
    /// The text that a claim which names the id rests on: the section of the heading that the id
    /// belongs to, else the place of the id itself.
    pub passage: PassageIx,
}

/// A reference to a place in the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The target, as written.
    pub target: Target,
    /// How the reference is shown: as a link, as an image, or in raw HTML.
    pub shown: Shown,
    /// The heading above it, if any.
    pub heading: Option<HeadingIx>,
    /// The span in the file.
    pub span: Span,
}

/// The target of a reference, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `[[ID]]`, `[[ID#section]]`.
    Id {
        /// The id.
        id: String,
        /// The section.
        section: Option<String>,
    },
    /// `[[clause:8.4.1]]`: the text after `clause:`.
    Clause(String),
    /// `[text](purchasing.md#evaluation)`: a file of the manual. The path is relative to the file
    /// with the reference, or to the manual's folder if it begins with `/`.
    Path {
        /// The path, percent-decoded.
        path: String,
        /// The text after `#`, percent-decoded.
        fragment: Option<String>,
    },
    /// `[text](#evaluation)`: a section of the same page.
    Here {
        /// The section.
        section: String,
    },
}

/// How a reference is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a link.
    Link,
    /// As an image.
    Image,
    /// In raw HTML that the author wrote, as a link.
    RawHtml,
    /// In raw HTML that the author wrote, as a picture, a film or a sound.
    RawMedia,
}

impl Body {
    /// The heading that an id leads to. The id is the heading's own, or the one that code-hosting
    /// pages make from its text, so that links for those pages work too. For an id in the author's
    /// HTML this is the heading above.
    pub fn heading(&self, id: &str) -> Option<&Heading> {
        self.heading_of(self.anchor(id)?)
    }

    /// The heading that an id belongs to: it is the heading's own, or it is in the heading or directly
    /// before it.
    pub fn own_heading(&self, anchor: &Anchor) -> Option<&Heading> {
        let heading = self.heading_of(anchor)?;
        (heading.passage == anchor.passage).then_some(heading)
    }

    /// The id in the rendered page that a link with this id must use.
    pub fn place(&self, id: &str) -> Option<&SectionId> {
        let anchor = self.anchor(id)?;
        let heading = || Some(&self.heading_of(anchor)?.id);
        anchor.own.as_ref().or_else(heading)
    }

    /// The heading of an anchor.
    pub fn heading_of(&self, anchor: &Anchor) -> Option<&Heading> {
        let HeadingIx(at) = anchor.heading?;
        self.headings.get(at as usize)
    }

    /// The id that a link can lead to.
    pub fn anchor(&self, id: &str) -> Option<&Anchor> {
        let find = |id: &str| {
            let anchors = &self.anchors;
            let found = anchors.binary_search_by(|anchor| anchor.id.as_str().cmp(id));
            anchors.get(found.ok()?)
        };
        // A code-hosting site keeps the sign behind an emoji that says how it is drawn.
        let plain = || id.contains('\u{fe0f}').then(|| id.replace('\u{fe0f}', ""));
        find(id).or_else(|| find(&plain()?))
    }

    /// The text of a piece. `value` gives the value of a variable by its name.
    pub fn filled<'t>(
        &'t self,
        piece: &'t TextPiece,
        value: impl FnOnce(&'t str) -> &'t str,
    ) -> &'t str {
        match piece {
            TextPiece::Text(text) => text,
            TextPiece::Variable(at) => {
                let name = self.variables.get(*at as usize);
                name.map_or("", |name| value(&name.value))
            }
        }
    }

    /// A heading's text with the names of its variables in place of their values.
    pub fn written(&self, title: &[TextPiece]) -> String {
        let pieces = title.iter().map(|piece| self.filled(piece, |name| name));
        pieces.collect()
    }
}
