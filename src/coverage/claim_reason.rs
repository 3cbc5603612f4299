//! Why a claim counts for a clause or does not, and what it amounts to, as data (`docs/design.md`,
//! every status is explained).

use super::{ClauseStatus, DocumentStanding, NotInForce, Standing};
use crate::manual::{ClauseIx, DocumentIx};
use crate::resolve::{Claim, ClaimIx};
use crate::words::words;

/// A claim on a clause of one standard, as its status needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClaimFact {
    /// Its position in the list of all claims.
    pub claim: ClaimIx,
    /// The document that makes it.
    pub document: DocumentIx,
    /// The clause it is on.
    pub clause: ClauseIx,
    /// The letter of the item that it is on, where it is on one.
    pub item: Option<char>,
    /// Whether what it is on, clause or item, is claimed in full.
    pub is_full: bool,
    /// Whether its text says nothing.
    pub is_empty: bool,
    /// Whether it was struck out.
    pub is_struck: bool,
    /// Whether it is only proposed.
    pub is_proposed: bool,
}

impl ClaimFact {
    /// What the status of a clause needs of a claim.
    pub(super) fn of(at: ClaimIx, claim: &Claim) -> Self {
        Self {
            claim: at,
            document: claim.document,
            clause: claim.clause.clause,
            is_full: claim.is_full,
            item: claim.item.as_ref().map(|item| item.letter()),
            is_empty: claim.is_empty,
            is_struck: claim.struck.is_some(),
            is_proposed: claim.is_proposed,
        }
    }
}

words! {
    /// What a claim amounts to for one clause. What counts most comes first.
    pub enum Verdict {
        /// It covers the clause.
        Covers = "covers",
        /// It would cover the clause, but its document's review is overdue.
        CoversOverdue = "covers-overdue",
        /// It addresses a part only, an item, or says nothing.
        Part = "part",
        /// It addresses a clause above, not this one.
        Broad = "broad",
        /// Its document is not in force yet, or it is only proposed.
        NotYet = "not-yet",
        /// Its document is obsolete, or it was struck out: it counts nowhere.
        Nowhere = "nowhere",
    }
}

impl Verdict {
    /// Whether the claim counts as one of a document in force.
    pub fn is_in_force(self) -> bool {
        match self {
            Self::Covers | Self::CoversOverdue | Self::Part | Self::Broad => true,
            Self::NotYet | Self::Nowhere => false,
        }
    }

    /// The status that a claim gives by itself; `None` where it counts nowhere.
    pub fn counts(self) -> Option<ClauseStatus> {
        match self {
            Self::Covers => Some(ClauseStatus::Covered),
            Self::CoversOverdue => Some(ClauseStatus::Overdue),
            Self::Part | Self::Broad => Some(ClauseStatus::Partial),
            Self::NotYet => Some(ClauseStatus::Planned),
            Self::Nowhere => None,
        }
    }
}

/// Why a claim amounts to what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimReason {
    /// The document is in force and its review is not overdue; the claim is on the clause, in full.
    InForce,
    /// The same, but the review is overdue.
    ReviewOverdue,
    /// The extent is partial.
    Part,
    /// It is on an item of the clause.
    Item,
    /// It is on the clause, but its text says nothing.
    Empty,
    /// It is on a clause above.
    ClauseAbove,
    /// It is only proposed.
    Proposed,
    /// The document is not in force.
    NotInForce(NotInForce),
    /// It was struck out.
    Struck,
}

impl ClaimReason {
    /// The reason of a claim, by where its document stands.
    pub(super) fn of(document: &DocumentStanding, claim: &ClaimFact, broad: bool) -> Self {
        if claim.is_struck {
            return Self::Struck;
        }
        match document.not_in_force {
            // Of a document that was withdrawn for a newer one, the newer one says more.
            Some(NotInForce::Withdrawn) if !document.superseded_by.is_empty() => {
                Self::NotInForce(NotInForce::Superseded)
            }
            Some(reason) => Self::NotInForce(reason),
            None if claim.is_proposed => Self::Proposed,
            None if broad => Self::ClauseAbove,
            None if claim.is_empty => Self::Empty,
            None if claim.item.is_some() => Self::Item,
            None if !claim.is_full => Self::Part,
            None if document.standing == Standing::Overdue => Self::ReviewOverdue,
            None => Self::InForce,
        }
    }

    /// What the claim amounts to.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::InForce => Verdict::Covers,
            Self::ReviewOverdue => Verdict::CoversOverdue,
            Self::Part | Self::Item | Self::Empty => Verdict::Part,
            Self::ClauseAbove => Verdict::Broad,
            Self::NotInForce(reason) if reason.is_obsolete() => Verdict::Nowhere,
            Self::NotInForce(_) | Self::Proposed => Verdict::NotYet,
            Self::Struck => Verdict::Nowhere,
        }
    }

    /// The word in output.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "covers",
            Self::ReviewOverdue => "review-overdue",
            Self::Part => "extent-partial",
            Self::Item => "item",
            Self::Empty => "empty",
            Self::ClauseAbove => "clause-above",
            Self::Proposed => "proposed",
            Self::NotInForce(reason) => reason.word(),
            Self::Struck => "struck",
        }
    }
}
