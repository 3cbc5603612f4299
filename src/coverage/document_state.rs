//! Why a document is not in force, and what people are shown of where it stands
//! (`docs/design.md`, documents in force).

use crate::approvals::ApprovalStanding;
use crate::manual::{Date, Document, Manual, Status};
use crate::words::words;

words! {
    /// What people are shown of a document's standing. What may be worked to comes first.
    pub enum DocumentState {
        /// In force.
        InForce = "in-force",
        /// In force, but its review is overdue.
        ReviewOverdue = "review-overdue",
        /// Approved, but not in force yet.
        NotYet = "not-yet",
        /// Its text is another than the one that was approved.
        ChangedSinceApproval = "changed-since-approval",
        /// It says that it is approved, and no approval counts.
        NotApproved = "not-approved",
        /// Being reviewed before approval.
        InReview = "in-review",
        /// Being written.
        Draft = "draft",
        /// Withdrawn or superseded.
        Obsolete = "obsolete",
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
        /// Its text is another than the one that was approved.
        ChangedSinceApproval = "changed-since-approval",
        /// It says that it is approved, and no approval of its revision counts.
        NotApproved = "not-approved",
        /// Its status is obsolete.
        Withdrawn = "obsolete",
        /// Another document has taken its place.
        Superseded = "superseded",
    }
}

/// What follows from a reason, whoever asks.
struct Consequences {
    state: DocumentState,
    /// How many steps the document is away from being in force, to name the nearest of several.
    steps: u8,
    /// Whether the file itself must be cleared up first, which is reported by itself.
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

    /// What people are shown of a document with this reason.
    pub(crate) fn state(self) -> DocumentState {
        self.consequences().state
    }

    /// Whether the document is obsolete: it will not come into force any more.
    pub fn is_obsolete(self) -> bool {
        self.state() == DocumentState::Obsolete
    }

    /// Whether nobody can tell what the file says until it is cleared up.
    pub(crate) fn is_unclear(self) -> bool {
        self.consequences().is_unclear
    }

    /// Whether the document says that it is approved, and is not what was approved.
    pub(crate) fn is_about_approval(self) -> bool {
        matches!(self, Self::ChangedSinceApproval | Self::NotApproved)
    }

    /// How many steps the document is away from being in force.
    pub(crate) fn steps(self) -> u8 {
        self.consequences().steps
    }
}

/// Why a document is not in force; `None` where it is.
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
