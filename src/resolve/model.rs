//! The results of resolving names.

use crate::diagnostics::{Location, Rule, SourcePath, Span};
use crate::index::position;
use crate::manual::{
    ApplicabilityReason, ClauseKey, Date, DocumentIx, Extent, Item, KindIx, PageKey, SectionId,
    StandardIx, Struck,
};

position! {
    /// A claim, by its position in [`Resolved::claims`](crate::resolve::Resolved::claims).
    ClaimIx
}

position! {
    /// An entry of `[[applicability]]`, by its position in
    /// [`Resolved::applicability`](crate::resolve::Resolved::applicability).
    ApplicabilityIx
}

position! {
    /// An exclusion, by its position in [`Resolved::exclusions`](crate::resolve::Resolved::exclusions).
    ExclusionIx
}

/// One document's statement that it addresses one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The claiming document.
    pub document: DocumentIx,
    /// The clause.
    pub clause: ClauseKey,
    /// The item of the clause that is claimed, such as `b)`; `None` for the whole clause.
    pub item: Option<Item>,
    /// The section that claims it; `None` for the document as a whole.
    pub section: Option<SectionId>,
    /// The most exact anchor in the document's page: that of the paragraph, else that of the
    /// section.
    pub anchor: Option<SectionId>,
    /// The extent; always partial for an item claim.
    pub extent: Extent,
    /// Whether the clause (or the item, for an item claim) is claimed in full.
    pub is_full: bool,
    /// Whether the claim is empty: its text says nothing.
    pub is_empty: bool,
    /// Why the claim is struck, and so counts nowhere; `None` if it is not struck.
    pub struck: Option<Struck>,
    /// Whether the claim is only proposed.
    pub is_proposed: bool,
    /// The author's note.
    pub note: Option<String>,
    /// Where it is written: in the document's file, in `manual.toml`, or in another file that makes
    /// claims for the document.
    pub location: Location,
    /// The place in `manual.toml` of the entry of `[[claims]]` that reads it, if any.
    pub setting: Option<Span>,
}

/// The target of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A page, and optionally a section of it.
    Page(PageKey, Option<SectionId>),
    /// A clause's page.
    Clause(ClauseKey),
    /// A file that is copied beside the pages.
    Asset(SourcePath),
    /// A page that the site makes itself.
    Site(SitePlace),
    /// No target. The problem was reported.
    Broken,
}

/// A page that the site makes itself and that references and the menu can name
/// (`docs/design.md`, "References").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SitePlace {
    /// `documents`: the master list.
    Documents,
    /// `standards`: the list of standards.
    Standards,
    /// `registers`: the list of registers.
    Registers,
    /// `gaps`: the page of gaps.
    Gaps,
    /// `matrix:iso-9001-2015`: a standard's matrix.
    Matrix(StandardIx),
    /// `standard:iso-9001-2015`: a standard's list of clauses.
    Standard(StandardIx),
    /// `statement:iso-27001-2022`: a standard's statement of applicability.
    Statement(StandardIx),
    /// `register:finding`: the register of a kind of records.
    Register(KindIx),
}

/// An entry of the navigation that `[[menu]]` of `manual.toml` writes, with its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MenuLink {
    /// The words to show; `None` for the name of the target.
    pub title: Option<String>,
    /// Where it leads.
    pub target: MenuTarget,
}

/// The target of an entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MenuTarget {
    /// A page of the site, and a section of it.
    Inside(Link),
    /// An address of another host.
    Outside(String),
}

/// A page that refers to another page or to a clause, and the section that contains the reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Referrer {
    /// The page.
    pub page: PageKey,
    /// The section that contains the reference; `None` outside of sections and in front-matter.
    pub section: Option<SectionId>,
}

/// A form or a kind of records that a document names as its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Evidence {
    /// A form. Its evidence is the records written on it.
    Form(DocumentIx),
    /// A record kind. Its evidence is all records of the kind.
    Kind(KindIx),
}

/// A clause in the scope of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The clause.
    pub clause: ClauseKey,
    /// The item of the clause, if the scope names only an item.
    pub item: Option<Item>,
}

/// An exclusion whose clause exists. `coverage` decides whether it is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The excluded clause. The clauses below it are excluded as well.
    pub clause: ClauseKey,
    /// The item of the clause, if only an item is excluded.
    pub item: Option<Item>,
    /// The reason why the clause does not apply; blank if none is given.
    pub justification: String,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// The rule that reported an unreadable `approved_by`.
    pub unread_approval: Option<&'static Rule>,
    /// The date of the exclusion.
    pub date: Option<Date>,
    /// The place of the date.
    pub date_span: Option<Span>,
    /// Whether a date is given that cannot be read.
    pub is_date_unreadable: bool,
    /// The place of the clause.
    pub span: Span,
}

/// An entry of `[[applicability]]` whose clause exists: why the clause and the clauses below it apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicability {
    /// The clause.
    pub clause: ClauseKey,
    /// The reasons.
    pub reasons: Vec<ApplicabilityReason>,
    /// The reason in words.
    pub text: String,
    /// The rule that reported a mistake because of which the entry gives no reason.
    pub fault: Option<&'static Rule>,
    /// The place of the clause.
    pub span: Span,
}
