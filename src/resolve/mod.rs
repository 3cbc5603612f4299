//! Names become things: claims, references, evidence and supersession are looked up, and each
//! target learns what refers to it.

use std::collections::HashMap;

use crate::diagnostics::{SourcePath, Spot};
use crate::manual::{ClauseKey, Date, DocumentIx, Extent, KindIx, PageKey, SectionId};

/// A manual's names, looked up. Lists stand beside the manual's own, index by index.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// Every claim of a document on a clause that exists, by document, then as written.
    pub claims: Vec<Claim>,
    /// For each page, what its [`crate::manual::Body::references`] point to, index by index.
    pub links: HashMap<PageKey, Vec<Link>>,
    /// For each page, the pages (and sections of them) that refer to it, in page order.
    pub page_referrers: HashMap<PageKey, Vec<Referrer>>,
    /// For each clause, the pages that refer to it without claiming it.
    pub clause_referrers: HashMap<ClauseKey, Vec<Referrer>>,
    /// For each document, what its `records` name.
    pub evidence: Vec<Vec<Evidence>>,
    /// For each document, the documents that it supersedes.
    pub supersedes: Vec<Vec<DocumentIx>>,
    /// For each record, the form it was written on.
    pub forms: Vec<Option<DocumentIx>>,
    /// For each record, the clauses of its `clauses`.
    pub scopes: Vec<Vec<Scope>>,
    /// The exclusions that hold: justified, on a clause that exists.
    pub exclusions: Vec<Exclusion>,
}

/// One document's statement that it addresses one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The document.
    pub document: DocumentIx,
    /// The clause.
    pub clause: ClauseKey,
    /// The item of the clause, as written, where the standard lists only the clause: `b)`.
    pub item: Option<Box<str>>,
    /// The section that claims it; `None` for the document as a whole.
    pub section: Option<SectionId>,
    /// The most exact anchor in the document's page: of a paragraph, else of the section.
    pub anchor: Option<SectionId>,
    /// How much of the clause.
    pub extent: Extent,
    /// What the author adds.
    pub note: Option<String>,
    /// Where it was written.
    pub spot: Spot,
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
    pub item: Option<Box<str>>,
}

/// An exclusion that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The clause; what is below it is excluded as well.
    pub clause: ClauseKey,
    /// Why.
    pub justification: String,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// When.
    pub date: Option<Date>,
}
