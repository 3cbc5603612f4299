//! Why a claim counts or not, in words, as far as the reason says it by itself: how far the claim
//! reaches and where its document stands are said beside it.

use crate::coverage::ClaimReason;

/// What a reason says.
pub(crate) struct ReasonWords {
    /// In a word or two, behind the name of the document.
    pub(crate) brief: Option<&'static str>,
    /// In a sentence.
    pub(crate) full: Option<&'static str>,
}

/// What a reason says by itself.
pub(crate) fn claim_reason(reason: ClaimReason) -> ReasonWords {
    let (brief, full) = match reason {
        ClaimReason::InForce | ClaimReason::ReviewOverdue => (None, None),
        ClaimReason::Part | ClaimReason::Item | ClaimReason::ClauseAbove => (None, None),
        ClaimReason::Empty => (Some("no text"), Some("the text of the claim says nothing")),
        ClaimReason::Proposed => (
            Some("proposed"),
            Some("it is only proposed: nobody has said yet that the clause is met there"),
        ),
        ClaimReason::NotInForce(_) => (None, None),
        ClaimReason::Struck => (
            None,
            Some("it stands in what is struck out, or in a task that is not ticked"),
        ),
    };
    ReasonWords { brief, full }
}
