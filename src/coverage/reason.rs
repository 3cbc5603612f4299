//! Why a claim counts for a clause or does not, and why a clause has its status, as data
//! (`docs/design.md`, every status is explained). The terminal, the pages and the JSON each have
//! words for these; none of them judges anything itself.

use super::{ClauseCoverage, ClauseStatus, DocumentStanding, Standing};
use crate::manual::{Clause, Extent};
use crate::words::words;

words! {
    /// What a claim amounts to for one clause. What counts most comes first.
    pub enum Verdict {
        /// It covers the clause.
        Covers = "covers",
        /// It would cover the clause, but its document's review is overdue.
        CoversOverdue = "review-overdue",
        /// It addresses a part only: its extent is partial.
        Part = "extent-partial",
        /// It addresses a clause above, not this one.
        Broad = "clause-above",
        /// Its document is not in force yet.
        NotYet = "not-in-force",
        /// Its document is obsolete: it counts nowhere.
        Obsolete = "obsolete",
    }
}

impl Verdict {
    /// Whether the claim's document is in force.
    pub fn is_in_force(self) -> bool {
        match self {
            Self::Covers | Self::CoversOverdue | Self::Part | Self::Broad => true,
            Self::NotYet | Self::Obsolete => false,
        }
    }

    /// The status that a claim gives by itself; `None` where it counts nowhere.
    pub fn counts(self) -> Option<ClauseStatus> {
        match self {
            Self::Covers => Some(ClauseStatus::Covered),
            Self::CoversOverdue => Some(ClauseStatus::Overdue),
            Self::Part | Self::Broad => Some(ClauseStatus::Partial),
            Self::NotYet => Some(ClauseStatus::Planned),
            Self::Obsolete => None,
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
    /// It is on a clause above.
    ClauseAbove,
    /// The document is not in force.
    NotInForce(NotInForce),
}

impl ClaimReason {
    /// The reason of a claim, by where its document stands, and how much of what it claims.
    pub(super) fn of(document: &DocumentStanding, extent: Extent, item: bool, broad: bool) -> Self {
        match (document.not_in_force, broad, extent) {
            // Of a document that was withdrawn for a newer one, the newer one says more.
            (Some(NotInForce::Withdrawn), ..) if !document.superseded_by.is_empty() => {
                Self::NotInForce(NotInForce::Superseded)
            }
            (Some(reason), ..) => Self::NotInForce(reason),
            (None, true, _) => Self::ClauseAbove,
            (None, false, _) if item => Self::Item,
            (None, false, Extent::Partial) => Self::Part,
            (None, false, Extent::Full) => match document.standing {
                Standing::Overdue => Self::ReviewOverdue,
                _ => Self::InForce,
            },
        }
    }

    /// What the claim amounts to.
    pub fn verdict(self) -> Verdict {
        match self {
            Self::InForce => Verdict::Covers,
            Self::ReviewOverdue => Verdict::CoversOverdue,
            Self::Part | Self::Item => Verdict::Part,
            Self::ClauseAbove => Verdict::Broad,
            Self::NotInForce(NotInForce::Withdrawn | NotInForce::Superseded) => Verdict::Obsolete,
            Self::NotInForce(_) => Verdict::NotYet,
        }
    }
}

/// Why a document is not in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NotInForce {
    /// It is being written.
    Draft,
    /// It is being reviewed.
    InReview,
    /// It has no status that can be read.
    NoStatus,
    /// It takes effect only later.
    Later,
    /// It is approved without an effective date.
    Undated,
    /// Its file holds the marks of a merge that nobody resolved.
    MergeMarkers,
    /// Another file bears its id as well.
    SharedId,
    /// Its status is obsolete.
    Withdrawn,
    /// Another document has taken its place.
    Superseded,
}

/// Why a clause has its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusReason {
    /// A heading without requirements below it.
    NothingBelow,
    /// A heading: every requirement below it is excluded.
    EverythingBelowExcluded,
    /// A heading: the worst of the requirements below it.
    WorstBelow,
    /// It is excluded.
    Excluded,
    /// A document in force that is not overdue claims it in full.
    Covered,
    /// Documents in force claim it in full, and all of them are overdue.
    Overdue,
    /// Documents in force address a part of it.
    Part,
    /// Documents in force claim only a clause above it.
    Broad,
    /// Both of these.
    PartAndBroad,
    /// The documents that claim it are not in force yet.
    Planned,
    /// Only obsolete documents claim it.
    OnlyObsolete,
    /// Nothing claims it.
    Unclaimed,
}

/// Why a clause has its status: the row of the table that decided, and what it rests on.
pub fn status_reason(clause: &Clause, of: &ClauseCoverage) -> StatusReason {
    let any = |verdict: Verdict| of.claims_with(verdict).next().is_some();
    let Some(status) = of.status else {
        return StatusReason::NothingBelow;
    };
    match status {
        ClauseStatus::Excluded if !clause.requirement => StatusReason::EverythingBelowExcluded,
        _ if !clause.requirement => StatusReason::WorstBelow,
        ClauseStatus::Excluded => StatusReason::Excluded,
        ClauseStatus::Covered => StatusReason::Covered,
        ClauseStatus::Overdue => StatusReason::Overdue,
        ClauseStatus::Partial => match (any(Verdict::Part), any(Verdict::Broad)) {
            (true, true) => StatusReason::PartAndBroad,
            (true, false) => StatusReason::Part,
            (false, _) => StatusReason::Broad,
        },
        ClauseStatus::Planned => StatusReason::Planned,
        ClauseStatus::Gap if any(Verdict::Obsolete) => StatusReason::OnlyObsolete,
        ClauseStatus::Gap => StatusReason::Unclaimed,
    }
}
