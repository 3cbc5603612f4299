//! What a reader must know before working to a document: that it is a draft, overdue, withdrawn.

use serde::Serialize;

use crate::coverage::Standing;
use crate::manual::{DocumentIx, Status};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views::parts::{BadgeView, DocumentLink};

/// A notice at the top of a document.
#[derive(Serialize)]
pub(crate) struct NoticeView<'a> {
    pub(crate) state: BadgeView<'a>,
    pub(crate) text: String,
    /// The documents to use in its place, and the words before them.
    pub(crate) instead: Vec<DocumentLink<'a>>,
    pub(crate) lead: &'a str,
}

impl SiteIndex<'_> {
    /// The notices of a document; none where it is in force and its review is not overdue.
    pub(crate) fn notices(&self, ix: DocumentIx, from: &Address) -> Vec<NoticeView<'_>> {
        let document = self.compiled.manual.document(ix);
        let standing = self.standing(ix);
        let messages = &self.messages;
        let plain = |name: &str| messages.get(name).to_owned();
        let dated = |name: &str, date: Option<crate::manual::Date>| {
            let date = date.map_or_else(String::new, |date| messages.date(date));
            messages.with(name, [("date", date.into())])
        };
        let mut instead = Vec::new();
        let text = match (standing.standing, document.status) {
            (Standing::InForce, _) => return Vec::new(),
            (Standing::Overdue, _) => dated("notice-overdue", standing.review_due),
            (Standing::Obsolete, _) => {
                instead.clone_from(&standing.superseded_by);
                plain("notice_obsolete")
            }
            (Standing::NotYetInForce, status) => {
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
            lead: messages.get(match standing.standing {
                Standing::Obsolete => "notice_instead",
                _ => "notice_in_force_now",
            }),
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

#[cfg(test)]
mod tests {
    use crate::site::tests::fixture::{CONFIG, TestSite, document};

    fn notice(text: String) -> String {
        let pages = [
            ("a.md", text),
            ("b.md", document("QP-02", "Older", "approved", "x\n")),
        ];
        let html = TestSite::of_pages(CONFIG, &pages).html("documents/QP-01.html");
        let Some(begin) = html.find("<div class=\"notice") else {
            return String::new();
        };
        let end = begin + html[begin..].find("</div>").unwrap();
        html[begin..end].to_owned()
    }

    #[test]
    fn what_is_not_in_force_says_so() {
        let draft = notice(document("QP-01", "New", "draft", "x\n"));
        assert!(
            draft.contains("is-draft") && draft.contains("do not work to it"),
            "{draft}"
        );
        let review = notice(document("QP-01", "New", "review", "x\n"));
        assert!(review.contains("is-in-review"), "{review}");
        let obsolete = notice(document("QP-01", "New", "obsolete", "x\n"));
        assert!(obsolete.contains("is-obsolete"), "{obsolete}");
    }

    #[test]
    fn a_document_in_force_says_nothing() {
        assert_eq!(notice(document("QP-01", "New", "approved", "x\n")), "");
    }

    #[test]
    fn an_approved_document_with_a_later_date_says_when_it_holds() {
        let later = document("QP-01", "New", "approved", "x\n").replace("2026-02-01", "2027-01-04");
        let text = notice(later);
        assert!(text.contains("not in force before 4 Jan 2027"), "{text}");
    }

    #[test]
    fn an_overdue_review_gives_its_date() {
        let old = document("QP-01", "New", "approved", "x\n").replace("2026-02-01", "2024-02-01");
        let text = notice(old);
        assert!(text.contains("is-review-overdue"), "{text}");
        assert!(text.contains("due on 1 Feb 2025"), "{text}");
    }

    #[test]
    fn a_draft_names_what_is_in_force_until_then() {
        let draft = document("QP-01", "New", "draft", "x\n")
            .replace("owner:", "supersedes: [QP-02]\nowner:");
        let text = notice(draft);
        assert!(text.contains("QP-02.html"), "{text}");
    }
}
