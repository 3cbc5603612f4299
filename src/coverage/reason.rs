//! Why a claim counts for a clause or does not, and why a clause has its status, as data
//! (`docs/design.md`, every status is explained). The terminal, the pages and the JSON each have
//! words for these; none of them judges anything itself.

use super::{ClaimFact, ClauseCoverage, ClauseStatus, DocumentStanding, Standing};
use crate::manual::Clause;
use crate::words::words;

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

words! {
    /// Why a document is not in force.
    pub enum NotInForce {
        /// It is being written.
        Draft = "draft",
        /// It is being reviewed.
        InReview = "in-review",
        /// It has no status that can be read.
        NoStatus = "no-status",
        /// It takes effect only later.
        Later = "not-yet-effective",
        /// It is approved without an effective date.
        Undated = "no-effective-date",
        /// Its file holds the marks of a merge that nobody resolved.
        MergeMarkers = "unresolved-merge",
        /// Another file bears its id as well.
        SharedId = "shared-id",
        /// Its status is obsolete.
        Withdrawn = "obsolete",
        /// Another document has taken its place.
        Superseded = "superseded",
    }
}

impl NotInForce {
    /// Whether the document is obsolete: it will not come into force any more.
    pub fn is_obsolete(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Superseded)
    }
}

/// Why a clause has its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StatusReason {
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
    /// Such documents claim each of its items in full.
    CoveredByItems,
    /// Documents in force claim it in full, and all of them are overdue.
    Overdue,
    /// Documents in force claim each of its items in full, and some item only overdue ones.
    OverdueByItems,
    /// Documents in force address a part of it.
    Part,
    /// Documents in force claim it in text that says nothing.
    Empty,
    /// Documents in force claim only a clause above it.
    Broad,
    /// Documents in force address a part of it, or only a clause above it.
    PartAndBroad,
    /// The documents that claim it are not in force yet, or only propose it.
    Planned,
    /// Only obsolete documents claim it.
    OnlyObsolete,
    /// Only what was struck out claims it, or what is obsolete.
    OnlyStruck,
    /// Nothing claims it.
    Unclaimed,
}

/// Why a clause has its status: the row of the table that decided, and what it rests on.
pub(crate) fn status_reason(clause: &Clause, of: &ClauseCoverage) -> StatusReason {
    let any = |verdict: Verdict| of.claims_with(verdict).next().is_some();
    let has = |reason: ClaimReason| of.weighed_claims.iter().any(|one| one.reason == reason);
    let Some(status) = of.status else {
        return StatusReason::NothingBelow;
    };
    match status {
        ClauseStatus::Excluded if !clause.requirement => StatusReason::EverythingBelowExcluded,
        _ if !clause.requirement => StatusReason::WorstBelow,
        ClauseStatus::Excluded => StatusReason::Excluded,
        ClauseStatus::Covered if any(Verdict::Covers) => StatusReason::Covered,
        ClauseStatus::Covered => StatusReason::CoveredByItems,
        ClauseStatus::Overdue if any(Verdict::CoversOverdue) => StatusReason::Overdue,
        ClauseStatus::Overdue => StatusReason::OverdueByItems,
        ClauseStatus::Partial => {
            let part = has(ClaimReason::Part) || has(ClaimReason::Item);
            match (part, has(ClaimReason::Empty), any(Verdict::Broad)) {
                (true, _, false) => StatusReason::Part,
                (true, _, true) => StatusReason::PartAndBroad,
                (false, true, _) => StatusReason::Empty,
                (false, false, _) => StatusReason::Broad,
            }
        }
        ClauseStatus::Planned => StatusReason::Planned,
        ClauseStatus::Gap if has(ClaimReason::Struck) => StatusReason::OnlyStruck,
        ClauseStatus::Gap if any(Verdict::Nowhere) => StatusReason::OnlyObsolete,
        ClauseStatus::Gap => StatusReason::Unclaimed,
    }
}
