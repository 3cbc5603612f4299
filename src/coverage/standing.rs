//! Where each document stands on the as-of date (`docs/design.md`, documents in force).

use super::NotInForce;
use crate::index::IndexVec;
use crate::manual::{Config, Date, Document, DocumentIx, Manual, Status};
use crate::resolve::Resolved;
use crate::words::words;

words! {
    /// Where a document stands on the as-of date. What may be worked to comes first.
    pub enum Standing {
        /// Approved, effective on or before the date, not obsolete, and its review is not overdue.
        InForce = "in force",
        /// In force, but its review is overdue.
        Overdue = "review overdue",
        /// Neither in force nor obsolete: a draft, in review, or effective only later.
        NotYetInForce = "not in force",
        /// Obsolete, by its status or because a document in its place has been approved.
        Obsolete = "obsolete",
    }
}

impl Standing {
    /// Whether it may be worked to: in force, be its review overdue or not.
    pub fn is_in_force(self) -> bool {
        match self {
            Self::InForce | Self::Overdue => true,
            Self::NotYetInForce | Self::Obsolete => false,
        }
    }

    /// Whether it was withdrawn or superseded.
    pub fn is_obsolete(self) -> bool {
        self == Self::Obsolete
    }
}

words! {
    /// What people are shown of a document's standing. What may be worked to comes first.
    pub enum DocumentState {
        /// In force.
        InForce = "in-force",
        /// In force, but its review is overdue.
        ReviewOverdue = "review-overdue",
        /// Approved, but not in force yet.
        NotYet = "not-yet",
        /// Being reviewed before approval.
        InReview = "in-review",
        /// Being written.
        Draft = "draft",
        /// Withdrawn or superseded.
        Obsolete = "obsolete",
    }
}

/// A document's standing, and the dates and documents it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentStanding {
    /// Where it stands.
    pub standing: Standing,
    /// Why it is not in force; `None` where it is.
    pub not_in_force: Option<NotInForce>,
    /// When its review is due, for a document with an effective date or a `review_due`.
    pub review_due: Option<Date>,
    /// The documents that made it obsolete.
    pub superseded_by: Vec<DocumentIx>,
}

impl DocumentStanding {
    /// Whether the document is in force, be its review overdue or not.
    pub fn is_in_force(&self) -> bool {
        self.standing.is_in_force()
    }

    /// What people are shown.
    pub fn state(&self) -> DocumentState {
        match self.not_in_force {
            None if self.standing == Standing::Overdue => DocumentState::ReviewOverdue,
            None => DocumentState::InForce,
            Some(NotInForce::Draft | NotInForce::NoStatus) => DocumentState::Draft,
            Some(NotInForce::InReview) => DocumentState::InReview,
            Some(NotInForce::Later | NotInForce::Undated) => DocumentState::NotYet,
            Some(NotInForce::Withdrawn | NotInForce::Superseded) => DocumentState::Obsolete,
        }
    }
}

/// The standing of every document, beside the manual's list.
pub(super) fn standings(
    manual: &Manual,
    resolved: &Resolved,
    as_of: Date,
) -> IndexVec<DocumentIx, DocumentStanding> {
    let mut superseded_by: IndexVec<DocumentIx, Vec<DocumentIx>> =
        IndexVec::beside(&manual.documents, Vec::new());
    for (ix, superseded) in resolved.supersedes.enumerated() {
        // Whether the newer document is itself obsolete does not matter: its own status counts.
        if holds(&manual.documents[ix], as_of) {
            for old in superseded {
                superseded_by[*old].push(ix);
            }
        }
    }
    manual
        .documents
        .iter()
        .zip(superseded_by)
        .map(|(document, superseded_by)| {
            let review_due = review_due(&manual.config, document);
            let not_in_force = not_in_force(document, !superseded_by.is_empty(), as_of);
            let standing = match not_in_force {
                Some(NotInForce::Withdrawn | NotInForce::Superseded) => Standing::Obsolete,
                Some(_) => Standing::NotYetInForce,
                None if review_due.is_some_and(|due| due < as_of) => Standing::Overdue,
                None => Standing::InForce,
            };
            DocumentStanding {
                standing,
                not_in_force,
                review_due,
                superseded_by,
            }
        })
        .collect()
}

/// Why a document is not in force; `None` where it is.
fn not_in_force(document: &Document, is_superseded: bool, as_of: Date) -> Option<NotInForce> {
    match document.status {
        Some(Status::Obsolete) => Some(NotInForce::Withdrawn),
        _ if is_superseded => Some(NotInForce::Superseded),
        Some(Status::Draft) => Some(NotInForce::Draft),
        Some(Status::Review) => Some(NotInForce::InReview),
        None => Some(NotInForce::NoStatus),
        Some(Status::Approved) => match document.effective {
            None => Some(NotInForce::Undated),
            Some(effective) if effective > as_of => Some(NotInForce::Later),
            Some(_) => None,
        },
    }
}

/// Approved, and effective on or before the date.
fn holds(document: &Document, as_of: Date) -> bool {
    not_in_force(document, false, as_of).is_none()
}

/// `review_due` if given, else `effective` plus the document's interval, else plus the manual's.
fn review_due(config: &Config, document: &Document) -> Option<Date> {
    let interval = document.review_interval.unwrap_or(config.review_interval);
    let written = document.review_due.as_ref().map(|due| due.value);
    written.or_else(|| {
        document
            .effective
            .map(|effective| interval.after(effective))
    })
}
