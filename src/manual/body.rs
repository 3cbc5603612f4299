//! What is known of a page's text. How it is shown is for the stage that reads it.
//!
//! It depends on its own file alone, so that an edit of another file never asks for it to be
//! parsed again.

use super::{SectionId, StatedClaim};
use crate::diagnostics::{Span, Spanned};
use crate::index::position;

/// What is known of a page's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Whether it shows nothing at all.
    pub is_empty: bool,
    /// Whether the first heading stands at the very beginning.
    pub begins_with_heading: bool,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The ids that lead to a heading, sorted: each heading's own, and that which code-hosting
    /// pages make from its text, where it is no other heading's own.
    pub anchors: Vec<(SectionId, HeadingIx)>,
    /// Everything that points somewhere inside the manual, in order.
    pub references: Vec<Reference>,
    /// The claims on headings and in paragraphs, in order.
    pub claims: Vec<StatedClaim>,
    /// The names written as `{{ name }}`, in order; each use is one entry.
    pub variables: Vec<Spanned<String>>,
    /// The beginning of its paragraphs, for previews: more than is shown, as it was written.
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
    /// 1 to 6, as written.
    pub level: u8,
    /// Its id, unique in the page: as written, else made from its text.
    pub id: SectionId,
    /// Whether the author wrote the id.
    pub explicit: bool,
    /// Its text without markup.
    pub title: Vec<TextPiece>,
    /// The claims that stand on it: a range of [`Body::claims`].
    pub claims: std::ops::Range<u32>,
    /// Where it stands.
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

/// Something that points to a place in the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// What is pointed to, as written.
    pub target: Target,
    /// Whether it is shown as an image, a link, or stands in raw HTML.
    pub shown: Shown,
    /// The heading it stands below, if any.
    pub heading: Option<HeadingIx>,
    /// Where it stands.
    pub span: Span,
}

/// What a reference points to, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `[[ID]]`, `[[ID#section]]`.
    Id {
        /// The id.
        id: String,
        /// The section.
        section: Option<String>,
    },
    /// `[[clause:8.4.1]]`: the text behind `clause:`.
    Clause(String),
    /// `[text](purchasing.md#evaluation)`: a file of the manual, relative to the file it stands
    /// in (or to the manual's folder where it begins with `/`).
    Path {
        /// The path, percent-decoded.
        path: String,
        /// What stands behind `#`, percent-decoded.
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
    /// In raw HTML that the author wrote.
    RawHtml,
}

impl Body {
    /// The heading that an id leads to: its own, or the one that code-hosting pages give it, so
    /// that links written for those work as well.
    pub fn heading(&self, id: &str) -> Option<&Heading> {
        let anchors = &self.anchors;
        let found = anchors.binary_search_by(|(anchor, _)| anchor.as_str().cmp(id));
        let (_, HeadingIx(at)) = anchors.get(found.ok()?)?;
        self.headings.get(*at as usize)
    }

    /// What a stretch of text says, given the value of a variable by its name.
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
