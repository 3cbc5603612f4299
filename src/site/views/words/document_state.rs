//! Why a document is not in force, in words.

use crate::coverage::NotInForce;

/// The names of the messages about a reason. The sentences are given the dates and documents that
/// they may need, each under the same name.
pub(crate) struct StateWords {
    /// On its badge.
    pub(crate) badge: &'static str,
    /// Above its text.
    pub(crate) notice: &'static str,
    /// Beside a claim of it.
    pub(crate) claim: &'static str,
    /// By which the messages about what would close a gap choose their form.
    pub(crate) remedy: &'static str,
}

/// The words for a reason.
pub(crate) fn state_words(reason: NotInForce) -> StateWords {
    let (badge, notice, claim, remedy) = match reason {
        NotInForce::Draft => ("status_draft", "notice-draft", "claim-draft", "draft"),
        NotInForce::InReview => (
            "status_review",
            "notice-review",
            "claim-in-review",
            "review",
        ),
        NotInForce::NoStatus => (
            "state_unknown",
            "notice-unknown",
            "claim-without-status",
            "unknown",
        ),
        NotInForce::Later => ("state_not_yet", "notice-not-yet", "claim-later", "later"),
        NotInForce::Undated => (
            "state_not_yet",
            "notice-undated",
            "claim-undated",
            "undated",
        ),
        NotInForce::MergeMarkers => ("state_unclear", "notice-merge", "claim-in-merge", "merge"),
        NotInForce::SharedId => (
            "state_unclear",
            "notice-shared-id",
            "claim-with-shared-id",
            "shared",
        ),
        NotInForce::ChangedSinceApproval => (
            "state_changed_since_approval",
            "notice-do-not-work-to-it",
            "approval-changed",
            "changed",
        ),
        NotInForce::NotApproved => (
            "state_not_approved",
            "notice-do-not-work-to-it",
            "approval-missing",
            "unapproved",
        ),
        NotInForce::Withdrawn => (
            "status_obsolete",
            "notice-obsolete",
            "claim-obsolete",
            "later",
        ),
        NotInForce::Superseded => (
            "state_superseded",
            "notice-obsolete",
            "claim-superseded",
            "later",
        ),
    };
    StateWords {
        badge,
        notice,
        claim,
        remedy,
    }
}
