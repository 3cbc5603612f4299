//! Where each document stands on the as-of date (`docs/design.md`, documents in force).

use super::{DocumentStanding, Standing};
use crate::index::IndexVec;
use crate::manual::{Config, Date, Document, DocumentIx, Manual, Status};
use crate::resolve::Resolved;

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
            let standing = if document.status == Some(Status::Obsolete) || !superseded_by.is_empty()
            {
                Standing::Obsolete
            } else if !holds(document, as_of) {
                Standing::NotYetInForce
            } else if review_due.is_some_and(|due| due < as_of) {
                Standing::Overdue
            } else {
                Standing::InForce
            };
            DocumentStanding {
                standing,
                review_due,
                superseded_by,
            }
        })
        .collect()
}

/// Approved, and effective on or before the date.
fn holds(document: &Document, as_of: Date) -> bool {
    document.status == Some(Status::Approved)
        && document
            .effective
            .is_some_and(|effective| effective <= as_of)
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
