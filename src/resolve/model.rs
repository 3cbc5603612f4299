//! What names turn out to be.

use crate::diagnostics::{Rule, SourcePath, Span};
use crate::index::position;
use crate::manual::{
    ClauseKey, Date, DocumentIx, Extent, Item, KindIx, PageKey, SectionId, Struck,
};

position! {
    /// A claim, by its position in [`Resolved::claims`].
    ClaimIx
}

position! {
    /// An exclusion, by its position in [`Resolved::exclusions`].
    ExclusionIx
}

/// One document's statement that it addresses one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The document.
    pub document: DocumentIx,
    /// The clause.
    pub clause: ClauseKey,
    /// The item of the clause that is claimed, such as `b)`; `None` for the whole clause.
    pub item: Option<Item>,
    /// The section that claims it; `None` for the document as a whole.
    pub section: Option<SectionId>,
    /// The most exact anchor in the document's page: of a paragraph, else of the section.
    pub anchor: Option<SectionId>,
    /// How much of the clause.
    pub extent: Extent,
    /// Whether what it names, clause or item, is claimed in full.
    pub is_full: bool,
    /// Whether its text says nothing.
    pub is_empty: bool,
    /// Why it counts nowhere, where it stands in what is struck out, or in a task that is not done.
    pub struck: Option<Struck>,
    /// Whether it is only proposed.
    pub is_proposed: bool,
    /// What the author adds.
    pub note: Option<String>,
    /// Where it was written.
    pub span: Span,
}

/// What a reference points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A page, at a section of it.
    Page(PageKey, Option<SectionId>),
    /// A clause's page.
    Clause(ClauseKey),
    /// A file that is copied beside the pages.
    Asset(SourcePath),
    /// Nothing: it was reported.
    Broken,
}

/// A page that refers to something, and the section in which it does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Referrer {
    /// The page.
    pub page: PageKey,
    /// The section in which the reference stands.
    pub section: Option<SectionId>,
}

/// What a document names as its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// A form: its records are those written on it.
    Form(DocumentIx),
    /// A record kind: its records are all of that kind.
    Kind(KindIx),
}

/// A clause in the scope of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The clause.
    pub clause: ClauseKey,
    /// The item of it, where only that was named.
    pub item: Option<Item>,
}

/// An exclusion whose clause exists; whether it holds is decided in `coverage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The clause; what is below it goes along.
    pub clause: ClauseKey,
    /// The item of it, where only that is meant.
    pub item: Option<Item>,
    /// Why it does not apply; blank where nothing is written.
    pub justification: String,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// The rule by which something is reported that is written in its place and cannot be read.
    pub unread_approval: Option<&'static Rule>,
    /// When.
    pub date: Option<Date>,
    /// Where that stands.
    pub date_span: Option<Span>,
    /// Whether a date is written that cannot be read.
    pub is_date_unreadable: bool,
    /// Where its clause stands.
    pub span: Span,
}
