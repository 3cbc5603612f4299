//! Why a claim counts for a clause or does not, and how much it counts, as data (`docs/design.md`,
//! "Every status is explained").

use super::{ClauseStatus, DocumentStanding, NotInForce, Standing};
use crate::manual::{ClauseIx, DocumentIx};
use crate::resolve::{Claim, ClaimIx};
use crate::words::words;

/// The facts of a claim from which the status of its clause is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClaimFact {
    /// The claim's position in the list of all claims.
    pub claim: ClaimIx,
    /// The document that makes the claim.
    pub document: DocumentIx,
    /// The claimed clause.
    pub clause: ClauseIx,
    /// The letter of the claimed item; `None` for a claim on the whole clause.
    pub item: Option<char>,
    /// Whether the clause (or the item, for an item claim) is claimed in full.
    pub is_full: bool,
    /// Whether the claim is empty: its text says nothing.
    pub is_empty: bool,
    /// Whether the claim is struck out.
    pub is_struck: bool,
    /// Whether the claim is only proposed.
    pub is_proposed: bool,
}

impl ClaimFact {
    /// Extracts the facts of a claim.
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
    /// How much a claim counts for one clause, from the most to the least.
    pub enum Verdict {
        /// The claim covers the clause.
        Covers = "covers",
        /// The claim would cover the clause, but its document's review is overdue.
        CoversOverdue = "covers-overdue",
        /// The claim addresses a part of the clause or one item of it, or is empty.
        Part = "part",
        /// The claim is on an ancestor of the clause.
        Broad = "broad",
        /// The claim is only proposed, or its document is not in force yet.
        NotYet = "not-yet",
        /// The claim counts nowhere: its document is obsolete, or it is struck out.
        Nowhere = "nowhere",
    }
}

impl Verdict {
    /// Whether the claim counts as a claim of a document in force.
    pub fn is_in_force(self) -> bool {
        match self {
            Self::Covers | Self::CoversOverdue | Self::Part | Self::Broad => true,
            Self::NotYet | Self::Nowhere => false,
        }
    }

    /// The status that the clause has by this claim alone; `None` if the claim counts nowhere.
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

/// The reason for a claim's [`Verdict`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimReason {
    /// The document is in force and its review is not overdue; the claim is on the clause, in full.
    InForce,
    /// Like [`ClaimReason::InForce`], but the document's review is overdue.
    ReviewOverdue,
    /// The claim's extent is partial.
    Part,
    /// The claim is on an item of the clause.
    Item,
    /// The claim is on the clause, but its text says nothing.
    Empty,
    /// The claim is on a clause above.
    ClauseAbove,
    /// The claim is only proposed.
    Proposed,
    /// The document is not in force, for this reason.
    NotInForce(NotInForce),
    /// The claim is struck out.
    Struck,
}

impl ClaimReason {
    /// The reason for a claim's verdict. `broad` says whether the claim is on a clause above.
    pub(super) fn of(document: &DocumentStanding, claim: &ClaimFact, broad: bool) -> Self {
        if claim.is_struck {
            return Self::Struck;
        }
        match document.not_in_force {
            // "Superseded" names the successor, so it tells the reader more than "withdrawn".
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

    /// The verdict that follows from the reason.
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
