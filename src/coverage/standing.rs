//! The standing of each document on the as-of date (`docs/design.md`, "Documents in force").

use std::collections::HashSet;

use super::document_state::not_in_force;
use super::{DocumentState, NotInForce};
use crate::approvals::DocumentApproval;
use crate::index::IndexVec;
use crate::manual::{Config, Date, Document, DocumentIx, Manual, PageKey};
use crate::resolve::{Resolved, documents_in};
use crate::words::words;

words! {
    /// The standing of a document on the as-of date. Documents in force come first.
    pub enum Standing {
        /// In force, and the review is not overdue.
        InForce = "in force",
        /// In force, but the review is overdue.
        Overdue = "review overdue",
        /// Neither in force nor obsolete; `NotInForce` has the possible reasons.
        NotYetInForce = "not in force",
        /// Obsolete: the status is obsolete, or a document that has come into force supersedes it.
        Obsolete = "obsolete",
    }
}

impl Standing {
    /// Whether the document is in force, whether its review is overdue or not.
    pub fn is_in_force(self) -> bool {
        match self {
            Self::InForce | Self::Overdue => true,
            Self::NotYetInForce | Self::Obsolete => false,
        }
    }

    /// Whether the document is withdrawn or superseded.
    pub fn is_obsolete(self) -> bool {
        self == Self::Obsolete
    }
}

/// A document's standing, with the dates and documents that decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentStanding {
    /// The standing.
    pub standing: Standing,
    /// Why the document is not in force; `None` if it is in force.
    pub not_in_force: Option<NotInForce>,
    /// The date when the review is due; `None` if no field gives it, or a field that decides it
    /// cannot be read.
    pub review_due: Option<Date>,
    /// Whether the review is overdue, for documents that are not in force as well: the due date has
    /// passed, or a field that decides it cannot be read.
    pub is_overdue: bool,
    /// The documents that supersede this one.
    pub superseded_by: Vec<DocumentIx>,
}

impl DocumentStanding {
    /// Whether the document is in force, whether its review is overdue or not.
    pub fn is_in_force(&self) -> bool {
        self.standing.is_in_force()
    }

    /// The state that the output shows.
    pub fn state(&self) -> DocumentState {
        match self.not_in_force {
            None if self.standing == Standing::Overdue => DocumentState::ReviewOverdue,
            None => DocumentState::InForce,
            Some(reason) => reason.state(),
        }
    }
}

/// The standing of every document, with the indices of the manual's documents.
pub(super) fn standings(
    manual: &Manual,
    resolved: &Resolved,
    approvals: &IndexVec<DocumentIx, DocumentApproval>,
    as_of: Date,
) -> IndexVec<DocumentIx, DocumentStanding> {
    let mut superseded_by: IndexVec<DocumentIx, Vec<DocumentIx>> =
        IndexVec::beside(&manual.documents, Vec::new());
    for (ix, superseded) in resolved.supersedes.enumerated() {
        if manual.documents[ix].comes_into_force().is_by(as_of) {
            for old in superseded {
                superseded_by[*old].push(ix);
            }
        }
    }
    // A translation that says more than its document raises a doubt, which is reported.
    for (translation, names) in manual.translations.iter().zip(&*resolved.translations) {
        if translation.page.comes_into_force().is_by(as_of) {
            for old in &names.supersedes {
                let newer = &mut superseded_by[*old];
                if *old != translation.of && !newer.contains(&translation.of) {
                    newer.push(translation.of);
                }
            }
        }
    }
    // Documents that files supersede which are not in the list of documents.
    let mut by_unnamed = HashSet::new();
    for (old, twin) in superseded_by_twins(manual, as_of) {
        by_unnamed.insert(old);
        // A twin is not in the list of documents. The first file with the same id is, so it is
        // named instead.
        let newer = &mut superseded_by[old];
        newer.extend(twin.filter(|twin| *twin != old && !newer.contains(twin)));
    }
    let unread = manual.names.unread_successors.iter();
    for successor in unread.filter(|page| page.comes_into_force.is_by(as_of)) {
        let texts = successor.supersedes.iter();
        by_unnamed.extend(texts.flat_map(|text| documents_in(manual, &successor.path, text)));
    }
    manual
        .documents
        .enumerated()
        .zip(superseded_by)
        .map(|((ix, document), superseded_by)| {
            let review_due = review_due(&manual.config, document);
            let is_overdue = match review_due {
                Some(due) => due < as_of,
                None => document.is_review_unreadable,
            };
            let is_superseded = !superseded_by.is_empty() || by_unnamed.contains(&ix);
            let approval = approvals[ix].standing;
            let not_in_force = not_in_force(manual, document, is_superseded, approval, as_of);
            let standing = match not_in_force {
                Some(reason) if reason.is_obsolete() => Standing::Obsolete,
                Some(_) => Standing::NotYetInForce,
                None if is_overdue => Standing::Overdue,
                None => Standing::InForce,
            };
            DocumentStanding {
                standing,
                not_in_force,
                review_due,
                is_overdue,
                superseded_by,
            }
        })
        .collect()
}

/// The documents that a twin supersedes (a further file with an id that is already taken), each
/// with the document of the list that has the twin's id. It is unknown which of the two files is
/// meant, so both count for supersession.
fn superseded_by_twins(manual: &Manual, as_of: Date) -> Vec<(DocumentIx, Option<DocumentIx>)> {
    let names = &manual.names;
    let document = |page: Option<PageKey>| match page {
        Some(PageKey::Document(ix)) => Some(ix),
        _ => None,
    };
    let mut superseded = Vec::new();
    for twin in names
        .twins
        .iter()
        .filter(|twin| twin.comes_into_force().is_by(as_of))
    {
        let id = twin.id.value.as_str();
        let newer = document(names.find(id).or_else(|| names.find_look_alike(id)));
        for id in &twin.supersedes {
            let old = names
                .find(&id.value)
                .or_else(|| names.find_look_alike(&id.value));
            superseded.extend(document(old).map(|old| (old, newer)));
        }
    }
    superseded
}

/// Returns `review_due` if given, else `effective` plus the document's interval, or plus the
/// manual's if the document has none. `None` if a field that decides the date cannot be read.
fn review_due(config: &Config, document: &Document) -> Option<Date> {
    if document.is_review_unreadable {
        return None;
    }
    let interval = document.review_interval.unwrap_or(config.review_interval);
    let written = document.review_due.as_ref().map(|due| due.value);
    written.or_else(|| {
        document
            .effective
            .map(|effective| interval.after(effective))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{IN_FORCE, Judged};
    use super::*;
    use NotInForce as N;

    /// The standing of QP-1 with these fields, in a manual with these further pages.
    fn standing(
        fields: &str,
        others: &[(&str, &str, &str, &str)],
    ) -> (Standing, Option<NotInForce>) {
        let mut pages = vec![("procedure", "QP-1", fields, "Text.")];
        pages.extend(others);
        let judged = Judged::new("", &pages);
        let Some(crate::manual::PageKey::Document(ix)) = judged.manual.names.by_id.get("QP-1")
        else {
            panic!("no QP-1");
        };
        let standing = judged.coverage.standing(*ix);
        (standing.standing, standing.not_in_force)
    }

    #[test]
    fn what_was_superseded_once_is_superseded_for_good() {
        for (newer, expected) in [
            (
                "status: approved; approver: QM; effective: 2026-11-23",
                Some(N::Superseded),
            ),
            (
                "status: approved; approver: QM; effective: 2026-11-24",
                None,
            ),
            ("status: draft; effective: 2026-02-01", None),
            ("status: review", None),
            (
                "status: obsolete; effective: 2026-02-01",
                Some(N::Superseded),
            ),
            ("status: obsolete; effective: 2026-11-24", None),
            ("status: obsolete", Some(N::Superseded)),
            ("status: approved; effective: 1 March", Some(N::Superseded)),
            ("status: approved", None),
            (
                "status: aproved; effective: 2026-02-01",
                Some(N::Superseded),
            ),
            ("status: aproved; effective: 2026-11-24", None),
            ("status: aproved", Some(N::Superseded)),
            ("effective: 2026-02-01", None),
        ] {
            let fields = format!("{newer}; supersedes: [QP-1]");
            let found = standing(IN_FORCE, &[("procedure", "QP-2", &fields, "Text.")]);
            assert_eq!(found.1, expected, "{newer}");
        }
    }

    #[test]
    fn what_one_of_two_files_with_an_id_supersedes_is_superseded() {
        let replacing = |status: &str| format!("{status}; supersedes: [QP-1]");
        for (twin, expected) in [
            (replacing(IN_FORCE), Some(N::Superseded)),
            (replacing("status: draft"), None),
        ] {
            for first in [("procedure", IN_FORCE), ("review", "date: 2026-02-01")] {
                let others = [
                    (first.0, "QP-2", first.1, "Text."),
                    ("procedure", "QP-2", &*twin, "Text."),
                ];
                assert_eq!(standing(IN_FORCE, &others).1, expected, "{first:?}: {twin}");
            }
        }
    }

    #[test]
    fn what_replaces_it_is_named_though_two_files_have_its_id_or_it_is_written_otherwise() {
        let replacing = |id: &str| format!("{IN_FORCE}; supersedes: [{id}]");
        let (exact, look_alike) = (replacing("QP-1"), replacing("qp-1"));
        for pages in [
            vec![
                ("procedure", "QP-2", IN_FORCE, "Text."),
                ("procedure", "QP-2", &*exact, "Text."),
            ],
            vec![("procedure", "QP-2", &*look_alike, "Text.")],
        ] {
            let mut all = vec![("procedure", "QP-1", IN_FORCE, "Text.")];
            all.extend(pages);
            let judged = Judged::new("", &all);
            let ix = |id: &str| match judged.manual.names.find(id) {
                Some(PageKey::Document(ix)) => ix,
                other => panic!("{id}: {other:?}"),
            };
            let standing = judged.coverage.standing(ix("QP-1"));
            assert_eq!(standing.not_in_force, Some(N::Superseded));
            assert_eq!(standing.superseded_by, [ix("QP-2")]);
        }
    }

    #[test]
    fn what_cannot_be_read_of_a_review_counts_as_overdue() {
        let approved = "status: approved; approver: QM; effective: 2026-11-01";
        for (fields, expected) in [
            ("", Standing::InForce),
            ("review_due: 1 March", Standing::Overdue),
            ("review_interval: yearly", Standing::Overdue),
            (
                "review_due: 2027-01-01; review_interval: yearly",
                Standing::InForce,
            ),
            (
                "review_due: 1 March; review_interval: 6 months",
                Standing::Overdue,
            ),
            ("review_due:", Standing::InForce),
        ] {
            assert_eq!(
                standing(&format!("{approved}; {fields}"), &[]).0,
                expected,
                "{fields}"
            );
        }
    }

    #[test]
    fn nobody_can_work_to_a_file_that_says_two_things() {
        let twin = ("policy", "QP-1", "status: draft", "Text.");
        assert_eq!(standing(IN_FORCE, &[twin]).1, Some(N::SharedId));
        let merge = "<<<<<<< ours\nA.\n=======\nB.\n>>>>>>> theirs";
        let judged = Judged::new("", &[("procedure", "QP-1", IN_FORCE, merge)]);
        let standing = judged.coverage.standings.first().unwrap();
        assert_eq!(standing.not_in_force, Some(N::MergeMarkers));
    }
}
