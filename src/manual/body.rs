//! The facts of a page's text: headings, references, claims, variables. The rendered text is a
//! `Fragment` of the stage `markdown`.
//!
//! The facts depend only on the page's own file, so an edit of another file never requires a new
//! parse.

use super::{SectionId, StatedClaim, Struck};
use crate::diagnostics::{Span, Spanned};
use crate::index::Position;
use crate::index::position;

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
    /// The ids that a link can lead to, sorted. They are the ids of headings, the ids in the
    /// author's HTML, and the ids that code-hosting pages make from heading texts. If two sorts
    /// have the same id, the sort named first wins.
    pub anchors: Vec<Anchor>,
    /// The references to places in the manual, in order.
    pub references: Vec<Reference>,
    /// How much each section says, without its subsections: first the text above the first heading,
    /// then one entry for each heading.
    pub says: Vec<Says>,
    /// The blocks that may only repeat the summary of a clause, in sections without other words.
    pub quotes: Vec<ClauseQuote>,
    /// The variables in sections without other words.
    pub fillings: Vec<Filling>,
    /// Whether the file has the markers of an unresolved merge. A document with markers is not in
    /// force.
    pub has_merge_markers: bool,
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
    /// Why claims on the heading do not count, if it is struck out as a whole, or in struck-out text
    /// or an open task.
    pub struck: Option<Struck>,
    /// The span in the file.
    pub span: Span,
}

/// How much a section says, without its subsections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Nothing: the section is empty, struck out, or has only placeholders.
    #[default]
    Nothing,
    /// Only a table without a word in its body, as in forms.
    BlankTable,
    /// Words, code or a drawing.
    Words,
}

/// A variable in a section without other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The section, by its position in [`Body::says`].
    pub section: u32,
    /// Its position in [`Body::variables`].
    pub variable: u32,
}

/// A block that begins with a reference to a clause, as in files that `init` and `new` write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseQuote {
    /// The section, by its position in [`Body::says`].
    pub section: u32,
    /// The reference.
    pub reference: ReferenceIx,
    /// The text after the reference.
    pub text: String,
}

impl ClauseQuote {
    /// Whether the text equals this summary, ignoring case, spaces and punctuation.
    pub fn only_says(&self, summary: &str) -> bool {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        letters(&self.text) == letters(summary)
    }
}

/// Which sections of a text have content, subsections included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidSections {
    /// Whether the whole text has content.
    pub whole: bool,
    /// For each heading, whether its section has content.
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

/// An id that a link can lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id as written in links.
    pub id: SectionId,
    /// The heading that the id leads to: the heading with this id, else the one that contains the
    /// id or is above it.
    pub heading: Option<HeadingIx>,
    /// For an id in the author's HTML, the id in the rendered page.
    pub own: Option<SectionId>,
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

    /// The position of the heading that an id leads to.
    pub fn heading_position(&self, id: &str) -> Option<HeadingIx> {
        self.anchor(id)?.heading
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

    fn anchor(&self, id: &str) -> Option<&Anchor> {
        let anchors = &self.anchors;
        let found = anchors.binary_search_by(|anchor| anchor.id.as_str().cmp(id));
        anchors.get(found.ok()?)
    }

    /// Which sections have content: words, code, a drawing, or a picture that exists. In a form a
    /// blank table counts, too. `is_there` says whether a reference leads to a file, `summary`
    /// gives the standard's summary of the clause that a reference names, and `fills` says whether
    /// the value of the variable with this name has content.
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
            if is_picture && is_there(ReferenceIx::new(at)) {
                says(reference.heading.map_or(0, |HeadingIx(at)| at as usize + 1));
            }
        }
        let whole = own.contains(&true);
        // From the last heading to the first: whether a section of each level has content that is
        // not yet counted for a heading above it.
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
