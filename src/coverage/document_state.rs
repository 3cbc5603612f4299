//! Why a document is not in force, and the state that the output shows for it (`docs/design.md`,
//! "Documents in force").

use crate::approvals::ApprovalStanding;
use crate::manual::{Date, Document, Manual, Status};
use crate::words::words;

words! {
    /// The state of a document as the output shows it. States of documents in force come first.
    pub enum DocumentState {
        /// The document is in force.
        InForce = "in-force",
        /// The document is in force, but its review is overdue.
        ReviewOverdue = "review-overdue",
        /// The document is approved, but not in force yet.
        NotYet = "not-yet",
        /// The document's text differs from the text that was approved.
        ChangedSinceApproval = "changed-since-approval",
        /// The document's status is approved, but no approval counts.
        NotApproved = "not-approved",
        /// The document is in review before approval.
        InReview = "in-review",
        /// The document is a draft.
        Draft = "draft",
        /// The document is withdrawn or superseded.
        Obsolete = "obsolete",
    }
}

words! {
    /// Why a document is not in force.
    pub enum NotInForce {
        /// The document's status is draft.
        Draft = "draft",
        /// The document's status is review.
        InReview = "in-review",
        /// The document has no readable status.
        NoStatus = "no-status",
        /// The effective date lies after the as-of date.
        Later = "not-yet-effective",
        /// The document is approved but has no effective date.
        Undated = "no-effective-date",
        /// The document's file contains merge markers.
        MergeMarkers = "unresolved-merge",
        /// Another file has the same id.
        SharedId = "shared-id",
        /// The document's text differs from the text that was approved.
        ChangedSinceApproval = "changed-since-approval",
        /// The document's status is approved, but no approval of its revision counts.
        NotApproved = "not-approved",
        /// The document's status is obsolete.
        Withdrawn = "obsolete",
        /// Another document supersedes this one.
        Superseded = "superseded",
    }
}

/// The properties of a reason.
struct Consequences {
    state: DocumentState,
    /// How many steps the document is away from being in force; used to name the nearest of several
    /// documents.
    steps: u8,
    /// Whether the file must be repaired first. The problem in the file has its own diagnostic.
    is_unclear: bool,
}

impl NotInForce {
    fn consequences(self) -> Consequences {
        use DocumentState as S;
        let (state, steps, is_unclear) = match self {
            Self::Draft => (S::Draft, 3, false),
            Self::InReview => (S::InReview, 2, false),
            Self::NoStatus => (S::Draft, 4, false),
            Self::Later => (S::NotYet, 0, false),
            Self::Undated => (S::NotYet, 1, false),
            Self::MergeMarkers => (S::Draft, 3, true),
            Self::SharedId => (S::Draft, 3, true),
            Self::ChangedSinceApproval => (S::ChangedSinceApproval, 1, false),
            Self::NotApproved => (S::NotApproved, 1, false),
            Self::Withdrawn => (S::Obsolete, 3, false),
            Self::Superseded => (S::Obsolete, 3, false),
        };
        Consequences {
            state,
            steps,
            is_unclear,
        }
    }

    /// The state that the output shows for a document with this reason.
    pub(crate) fn state(self) -> DocumentState {
        self.consequences().state
    }

    /// Whether the document is obsolete, so that it will not come into force any more.
    pub fn is_obsolete(self) -> bool {
        self.state() == DocumentState::Obsolete
    }

    /// Whether the content of the file is ambiguous until it is repaired: merge markers or a shared
    /// id.
    pub(crate) fn is_unclear(self) -> bool {
        self.consequences().is_unclear
    }

    /// Whether the document's status is approved, but its present text is not an approved one.
    pub(crate) fn is_about_approval(self) -> bool {
        matches!(self, Self::ChangedSinceApproval | Self::NotApproved)
    }

    /// How many steps the document is away from being in force.
    pub(crate) fn steps(self) -> u8 {
        self.consequences().steps
    }
}

/// What the approver that a document names has to do with its present text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApproverPart {
    /// The present text is approved.
    Approved,
    /// The present text waits for the approval.
    IsToApprove,
    /// The document is obsolete, or its file must be repaired first: nothing waits for the approver,
    /// and nothing says that the text was approved.
    Unknown,
}

/// What a document's approver has to do with its present text. The day on which it becomes effective
/// does not matter.
pub(crate) fn approver_part(
    document: &Document,
    not_in_force: Option<NotInForce>,
    approval: ApprovalStanding,
) -> ApproverPart {
    let is_superseded = not_in_force.is_some_and(NotInForce::is_obsolete);
    match (document.status, approval) {
        _ if not_in_force.is_some_and(NotInForce::is_unclear) => ApproverPart::Unknown,
        (Some(Status::Approved), ApprovalStanding::Approved | ApprovalStanding::NotCompared) => {
            ApproverPart::Approved
        }
        (Some(Status::Obsolete), _) => ApproverPart::Unknown,
        _ if is_superseded => ApproverPart::Unknown,
        _ => ApproverPart::IsToApprove,
    }
}

/// Why a document is not in force; `None` if it is in force.
pub(super) fn not_in_force(
    manual: &Manual,
    document: &Document,
    is_superseded: bool,
    approval: ApprovalStanding,
    as_of: Date,
) -> Option<NotInForce> {
    match document.status {
        Some(Status::Obsolete) => Some(NotInForce::Withdrawn),
        _ if is_superseded => Some(NotInForce::Superseded),
        Some(Status::Draft) => Some(NotInForce::Draft),
        Some(Status::Review) => Some(NotInForce::InReview),
        None => Some(NotInForce::NoStatus),
        Some(Status::Approved) => match document.effective {
            None => Some(NotInForce::Undated),
            Some(effective) if effective > as_of => Some(NotInForce::Later),
            Some(_) if document.body.has_merge_markers => Some(NotInForce::MergeMarkers),
            Some(_) if manual.names.is_shared(&document.id.value) => Some(NotInForce::SharedId),
            Some(_) => match approval {
                ApprovalStanding::Changed => Some(NotInForce::ChangedSinceApproval),
                ApprovalStanding::NotApproved(_) => Some(NotInForce::NotApproved),
                ApprovalStanding::Approved | ApprovalStanding::NotCompared => None,
            },
        },
    }
}
