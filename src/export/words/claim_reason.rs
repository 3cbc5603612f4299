//! Words for the reasons why a claim counts or not. The extent of the claim and the standing of its
//! document are described elsewhere.

use crate::coverage::ClaimReason;

/// The words for a reason.
pub(crate) struct ReasonWords {
    /// A word or two after the name of the document.
    pub(crate) brief: Option<&'static str>,
    /// A sentence.
    pub(crate) full: Option<&'static str>,
}

/// The words for a reason; `None` where the extent or the standing already explains it.
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
            Some("it is in text that is struck out, or in a task that is not ticked"),
        ),
    };
    ReasonWords { brief, full }
}
