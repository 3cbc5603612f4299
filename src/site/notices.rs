//! What a reader must know before working to a document: that it is a draft, overdue, withdrawn.

use serde::Serialize;

use super::Address;
use super::lookup::Site;
use super::parts::{BadgeView, DocumentLink};
use crate::coverage::Standing;
use crate::manual::{DocumentIx, Status};

/// A notice at the top of a document.
#[derive(Serialize)]
pub(super) struct NoticeView<'a> {
    pub(super) state: BadgeView<'a>,
    pub(super) text: String,
    /// The documents to use in its place.
    pub(super) instead: Vec<DocumentLink<'a>>,
}

impl Site<'_> {
    /// The notices of a document; none where it is in force and its review is not overdue.
    pub(super) fn notices(&self, ix: DocumentIx, from: &Address) -> Vec<NoticeView<'_>> {
        let document = self.inputs.manual.document(ix);
        let standing = self.standing(ix);
        let words = &self.words;
        let plain = |name: &str| words.get(name).to_owned();
        let dated = |name: &str, date: Option<crate::manual::Date>| {
            let date = date.map_or_else(String::new, |date| words.date(date));
            words.with(name, [("date", date.into())])
        };
        let mut instead = Vec::new();
        let text = match (standing.standing, document.status) {
            (Standing::InForce, _) => return Vec::new(),
            (Standing::Overdue, _) => dated("notice-overdue", standing.review_due),
            (Standing::Obsolete, _) => {
                instead.clone_from(&standing.superseded_by);
                plain("notice_obsolete")
            }
            (Standing::Coming, status) => {
                instead.extend(self.in_force_now(ix));
                match status {
                    Some(Status::Draft) => plain("notice_draft"),
                    Some(Status::Review) => plain("notice_review"),
                    Some(_) if document.effective.is_some() => {
                        dated("notice-not-yet", document.effective)
                    }
                    Some(_) => plain("notice_undated"),
                    None => plain("notice_unknown"),
                }
            }
        };
        let instead = instead.iter().map(|other| self.document_link(from, *other));
        vec![NoticeView {
            state: self.document_state(ix),
            text,
            instead: instead.collect(),
        }]
    }

    /// The documents in force that a coming one is to supersede.
    fn in_force_now(&self, ix: DocumentIx) -> Vec<DocumentIx> {
        let in_force = |other: &&DocumentIx| self.link_state(**other).is_none();
        self.supersedes(ix)
            .iter()
            .filter(in_force)
            .copied()
            .collect()
    }
}
