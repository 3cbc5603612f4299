//! Claims as documents state them, before anything is looked up (`docs/design.md`, claims).

use super::SectionId;
use crate::diagnostics::{Span, Spanned};

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

    /// Whether it is the item and not a part of it.
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
    },
}

/// One document's statement that it addresses a clause, with the clause as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedClaim {
    /// The clause as written: `8.4.1`, `iso-9002-1994:4.6.2`, `4.2.1 b)`.
    pub clause: Spanned<String>,
    /// Where it was written.
    pub origin: ClaimOrigin,
    /// The extent as written.
    pub extent: Extent,
    /// What the author adds.
    pub note: Option<String>,
    /// Why it counts nowhere, where its author took it back or has not made it yet.
    pub struck: Option<Struck>,
    /// Whether it is only proposed: nobody has looked yet whether the clause is met there.
    pub is_proposed: bool,
}

/// Why a claim counts nowhere (`docs/design.md`, struck claims).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Struck {
    /// It stands in text that is struck out.
    Text,
    /// It stands on a heading that is struck out as a whole, or names its section.
    Heading,
    /// It stands in a task that is not ticked. In a form, tasks are for whoever fills it in.
    OpenTask,
}

impl StatedClaim {
    /// Where the clause's text stands.
    pub fn span(&self) -> Span {
        self.clause.span
    }
}
