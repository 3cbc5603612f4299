//! Why a claim counts or not, in words.

use crate::coverage::ClaimReason;
use crate::site::views::words::document_state::state_words;

/// The names of the messages about a reason, and the class of its badge.
pub(crate) struct ReasonWords {
    /// Beside the claim on the page of its clause. It is given the day from which the document holds,
    /// the item, the clause that is claimed and the document that superseded its own.
    pub(crate) sentence: &'static str,
    /// On the badge in a list, beside how far the claim reaches.
    pub(crate) mark: Option<&'static str>,
    /// The class of that badge; none where it is that of the document's state.
    pub(crate) class: Option<&'static str>,
}

/// The words for a reason.
pub(crate) fn reason_words(reason: ClaimReason) -> ReasonWords {
    let (sentence, mark, class) = match reason {
        ClaimReason::InForce => ("claim-covers", None, None),
        ClaimReason::ReviewOverdue => ("claim-overdue", None, None),
        ClaimReason::Part => ("claim-part", None, Some("partial")),
        ClaimReason::Item => ("claim-item", None, Some("partial")),
        ClaimReason::Empty => ("claim-empty", Some("claim_mark_empty"), Some("partial")),
        ClaimReason::ClauseAbove => ("claim-broad", None, Some("broad")),
        ClaimReason::Proposed => (
            "claim-proposed",
            Some("claim_mark_proposed"),
            Some("planned"),
        ),
        ClaimReason::NotInForce(reason) => (state_words(reason).claim, None, None),
        ClaimReason::Struck => ("claim-struck", None, None),
    };
    ReasonWords {
        sentence,
        mark,
        class,
    }
}
