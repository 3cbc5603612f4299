//! The messages for the reasons why a claim counts or does not.

use crate::coverage::ClaimReason;
use crate::site::views::words::document_state::state_words;

/// The names of the messages for a reason, and the class of its badge.
pub(crate) struct ReasonWords {
    /// The sentence beside the claim on the page of its clause. Its arguments are the effective
    /// date of the document, the item, the claimed clause, and the document that supersedes the
    /// claim's own.
    pub(crate) sentence: &'static str,
    /// The text of the badge in a list, beside the extent of the claim.
    pub(crate) mark: Option<&'static str>,
    /// The class of that badge; `None` if it is the class of the document's state.
    pub(crate) class: Option<&'static str>,
}

/// The messages for a reason.
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
