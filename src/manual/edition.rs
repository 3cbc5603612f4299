//! What a manual tells of itself if it is an edition (`docs/design.md`, "Audiences and editions").

use super::{DocumentIx, KindIx};
use crate::index::IndexVec;

/// An edition: the part of a manual that is for one audience.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The audience.
    pub audience: String,
    /// Whether pages of the manual are withheld.
    pub withholds_pages: bool,
    /// Whether records of the manual are withheld.
    pub withholds_records: bool,
    /// Whether records of each kind are withheld. Those that are there are then not counted.
    pub incomplete: IndexVec<KindIx, bool>,
    /// What each document refers to that the edition withholds.
    pub withheld: IndexVec<DocumentIx, WithheldReferences>,
}

/// What the front-matter of a document refers to, or what refers to it, that an edition withholds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WithheldReferences {
    /// Whether it supersedes a withheld document.
    pub supersedes: bool,
    /// Whether a withheld document supersedes it.
    pub superseded_by: bool,
    /// Whether it names a withheld form as its evidence.
    pub evidence: bool,
}
