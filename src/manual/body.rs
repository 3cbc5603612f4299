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
    /// What tells whether another text has the same words, whatever the white space.
    pub words: u64,
    /// Whether it shows nothing at all.
    pub is_empty: bool,
    /// Whether the first heading stands at the very beginning.
    pub begins_with_heading: bool,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// The ids that lead to a place, sorted: each heading's own, those that the author wrote in
    /// HTML, and those which code-hosting pages make from a heading's text, each where it is not one
    /// of the kinds before.
    pub anchors: Vec<Anchor>,
    /// Everything that points somewhere inside the manual, in order.
    pub references: Vec<Reference>,
    /// What is said above the first heading, then below each heading, without what stands below
    /// headings of its own.
    pub says: Vec<Says>,
    /// Where a section may say no more than what the standard says.
    pub quotes: Vec<ClauseQuote>,
    /// The variables whose values may be all that a section says.
    pub fillings: Vec<Filling>,
    /// Whether the file holds the marks of a merge that nobody resolved: then nobody knows what it
    /// says, and it is not in force.
    pub has_merge_markers: bool,
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
    /// Whether all of it is struck out.
    pub is_struck: bool,
    /// Where it stands.
    pub span: Span,
}

/// What a section says itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Nothing: it is empty, struck out, or still to be written.
    #[default]
    Nothing,
    /// Nothing but a table without a word in its body, as forms have.
    BlankTable,
    /// Something.
    Words,
}

/// A variable in a section without other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filling {
    /// Where it stands, by its position in [`Body::says`].
    pub section: u32,
    /// Its position in [`Body::variables`].
    pub variable: u32,
}

/// A block that begins with a reference to a clause, as new files have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseQuote {
    /// Where it stands, by its position in [`Body::says`].
    pub section: u32,
    /// The reference.
    pub reference: ReferenceIx,
    /// What follows it.
    pub text: String,
}

impl ClauseQuote {
    /// Whether it says no more than this, whatever the signs between the words.
    pub fn only_says(&self, summary: &str) -> bool {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        letters(&self.text) == letters(summary)
    }
}

/// Which parts of a text say anything, each with what stands below its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidSections {
    /// The whole text.
    pub whole: bool,
    /// The sections, by their heading.
    pub sections: Vec<bool>,
}

/// A stretch of text without markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextPiece {
    /// Plain text.
    Text(String),
    /// The value of [`Body::variables`]`[n]`.
    Variable(u32),
}

/// An id that leads to a place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id, as links have it.
    pub id: SectionId,
    /// The heading that it is one of, or stands in or below.
    pub heading: Option<HeadingIx>,
    /// Where it stands by itself: the id that it has in the page.
    pub own: Option<SectionId>,
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
    /// In raw HTML that the author wrote, as a link.
    RawHtml,
    /// In raw HTML that the author wrote, as a picture, a film or a sound.
    RawMedia,
}

impl Body {
    /// The heading that an id leads to: its own, or the one that code-hosting pages give it, so
    /// that links written for those work as well; of an id in the author's HTML the one above.
    pub fn heading(&self, id: &str) -> Option<&Heading> {
        self.heading_of(self.anchor(id)?)
    }

    /// The position of that heading.
    pub fn heading_position(&self, id: &str) -> Option<HeadingIx> {
        self.anchor(id)?.heading
    }

    /// The id in the page that an id leads to.
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

    fn anchor(&self, id: &str) -> Option<&Anchor> {
        let anchors = &self.anchors;
        let found = anchors.binary_search_by(|anchor| anchor.id.as_str().cmp(id));
        anchors.get(found.ok()?)
    }

    /// Which parts of the text say anything: words, code, a drawing, or a picture that is there. In a
    /// form a blank table does as well. `is_there` tells whether a reference leads to a file,
    /// `summary` what the standard says of the clause that one leads to, `fills` whether the value of
    /// a variable with this name says anything.
    pub fn said_sections<'s>(
        &self,
        is_form: bool,
        is_there: impl Fn(ReferenceIx) -> bool,
        summary: impl Fn(ReferenceIx) -> Option<&'s str>,
        fills: impl Fn(&str) -> bool,
    ) -> SaidSections {
        let least = match is_form {
            true => Says::BlankTable,
            false => Says::Words,
        };
        let mut own: Vec<bool> = self.says.iter().map(|says| *says >= least).collect();
        own.resize(self.headings.len() + 1, false);
        let mut says = |section: usize| {
            if let Some(own) = own.get_mut(section) {
                *own = true;
            }
        };
        for quote in &self.quotes {
            let only_quotes = summary(quote.reference).is_some_and(|text| quote.only_says(text));
            if !only_quotes {
                says(quote.section as usize);
            }
        }
        for filling in &self.fillings {
            let name = self.variables.get(filling.variable as usize);
            if name.is_some_and(|name| fills(&name.value)) {
                says(filling.section as usize);
            }
        }
        for (at, reference) in self.references.iter().enumerate() {
            let is_picture = matches!(reference.shown, Shown::Image | Shown::RawMedia);
            if is_picture && is_there(ReferenceIx(at as u32)) {
                says(reference.heading.map_or(0, |HeadingIx(at)| at as usize + 1));
            }
        }
        let whole = own.contains(&true);
        // From the last heading up: what is said below each level and not yet below a heading.
        let mut below = [false; 8];
        let mut sections = vec![false; self.headings.len()];
        for (at, heading) in self.headings.iter().enumerate().rev() {
            let level = usize::from(heading.level).min(7);
            let deeper = &mut below[level + 1..];
            let said = own[at + 1] || deeper.contains(&true);
            deeper.fill(false);
            below[level] |= said;
            sections[at] = said;
        }
        SaidSections { whole, sections }
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
