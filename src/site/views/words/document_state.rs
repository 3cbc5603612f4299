//! The messages for the reasons why a document is not in force.

use crate::coverage::NotInForce;

/// The names of the messages for a reason. A date or a document that a sentence needs is passed as
/// an argument, which has the same name for every reason.
pub(crate) struct StateWords {
    /// The text of the badge.
    pub(crate) badge: &'static str,
    /// The notice above the document's text.
    pub(crate) notice: &'static str,
    /// The sentence beside a claim of the document.
    pub(crate) claim: &'static str,
    /// The value by which the messages about closing a gap select their form.
    pub(crate) remedy: &'static str,
}

/// The messages for a reason.
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
