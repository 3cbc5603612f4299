//! Claims as documents state them, before anything is looked up (`docs/design.md`, "Claims").

use super::{PassageIx, SectionId};
use crate::diagnostics::{Location, SourcePath, Span, Spanned};

/// How much of a clause a claim addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extent {
    /// All of it.
    #[default]
    Full,
    /// A part of it.
    Partial,
}

impl Extent {
    /// The word in files: `full`, `partial`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
        }
    }
}

/// A lettered item of a clause, `b)`, or a part of one, `c) 1)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item {
    letter: char,
    shown: Box<str>,
    is_whole: bool,
}

impl Item {
    /// The item of this letter.
    pub fn new(letter: char) -> Self {
        let letter = letter.to_ascii_lowercase();
        Self {
            letter,
            shown: format!("{letter})").into(),
            is_whole: true,
        }
    }

    /// A numbered part of the item of this letter.
    pub fn part(letter: char, number: &str) -> Self {
        let letter = letter.to_ascii_lowercase();
        Self {
            letter,
            shown: format!("{letter}) {number})").into(),
            is_whole: false,
        }
    }

    /// The letter.
    pub fn letter(&self) -> char {
        self.letter
    }

    /// Whether this is a whole item, not a part of one.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }
}

impl std::ops::Deref for Item {
    type Target = str;

    /// As it is displayed: `b)`.
    fn deref(&self) -> &str {
        &self.shown
    }
}

impl std::fmt::Display for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.shown)
    }
}

/// Where in a document a claim was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimOrigin {
    /// In the front-matter, for the whole document.
    Document,
    /// In the front-matter, for a section that it names.
    NamedSection(Spanned<SectionId>),
    /// On a heading, by `clause=`.
    Heading(SectionId),
    /// In a paragraph, by `[[satisfies:…]]`.
    Paragraph {
        /// The heading above it, if any.
        section: Option<SectionId>,
        /// The anchor of the badge itself, unique in its page.
        anchor: SectionId,
        /// The section that it stands in. A heading in HTML has a section, too, but no id that the
        /// program knows.
        passage: Option<PassageIx>,
    },
    /// In a notation that `[[claims]]` describes, for the section in which it stands.
    Notation {
        /// The heading above it, if any.
        section: Option<SectionId>,
        /// The section that it stands in.
        passage: Option<PassageIx>,
    },
}

/// How `[[claims]]` of `manual.toml` reads a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadBy {
    /// The place of the entry in `manual.toml`.
    pub setting: Span,
    /// The place of the row of a table, or of the match of a pattern.
    pub row: Span,
}

/// One document's statement that it addresses a clause, with the clause as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedClaim {
    /// The clause as written: `8.4.1`, `iso-9002-1994:4.6.2`, `4.2.1 b)`.
    pub clause: Spanned<String>,
    /// The standard of a clause that is written without one, by its id or another of its names. If
    /// there is none, a bare number means the manual's first standard.
    pub standard: Option<Spanned<String>>,
    /// The file that the claim is written in, if it is neither the document's own nor
    /// `manual.toml`.
    pub file: Option<SourcePath>,
    /// How the settings read it, if it is written in a table or in another notation.
    pub read_by: Option<ReadBy>,
    /// Where it was written.
    pub origin: ClaimOrigin,
    /// The extent as written.
    pub extent: Extent,
    /// The author's note.
    pub note: Option<String>,
    /// Why the claim does not count, if it is in struck-out text or in an open task.
    pub struck: Option<Struck>,
    /// Whether the claim is only proposed (`status: proposed`), not yet confirmed by a person. It
    /// then counts as planned.
    pub is_proposed: bool,
}

/// Why a claim does not count (`docs/design.md`, "What a claim is").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Struck {
    /// The claim is in struck-out text.
    Text,
    /// The claim is on a heading that is struck out as a whole, or names the section of one.
    Heading,
    /// The claim is below a heading that is struck out as a whole, or names a section there.
    BelowHeading,
    /// The claim is in a task that is not ticked. Forms are exempt: their tasks are ticked when the
    /// form is filled in.
    OpenTask,
    /// The claim is in what looks like a task that is not ticked. Forms are exempt.
    LooksOpen,
    /// The claim is behind a tag that strikes out text and is still open where its block ends. The
    /// tag itself is reported.
    LeftOpen,
    /// The claim is in text that looks struck out and is not. The signs are reported.
    BetweenSigns,
}

impl Struck {
    /// Whether the claim is in an open task, or in what looks like one.
    pub fn is_task(self) -> bool {
        matches!(self, Self::OpenTask | Self::LooksOpen)
    }

    /// The reason that counts if a claim does not count for another one already. In forms, claims in
    /// tasks count, so that any other reason comes before a task.
    pub(crate) fn beside(self, other: Option<Self>) -> Self {
        other.filter(|other| !other.is_task()).unwrap_or(self)
    }
}

impl StatedClaim {
    /// The span of the clause's text.
    pub fn span(&self) -> Span {
        self.clause.span
    }

    /// The place of the claim: that of its clause, or of the row if the settings give the clause.
    /// `own` is the file of the document that makes the claim.
    pub fn place(&self, own: &SourcePath) -> Location {
        let row = self.read_by.filter(|_| self.clause.span.is_in_settings);
        self.location(own, row.map_or(self.clause.span, |read_by| read_by.row))
    }

    /// The place of one of its values. `own` is the file of the document that makes the claim.
    pub fn location(&self, own: &SourcePath, span: Span) -> Location {
        Location::new(self.file.as_ref().unwrap_or(own), span)
    }
}
