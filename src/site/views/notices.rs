//! Warnings for readers of a document: that it is a draft, overdue, withdrawn.

use serde::Serialize;

use crate::coverage::{DocumentState, Standing};
use crate::manual::{DocumentIx, Translation, TranslationIx};
use crate::site::Address;
use crate::site::changes;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::{BadgeView, DocumentLink};
use crate::site::views::words::document_state::state_words;

/// A notice at the top of a document.
#[derive(Serialize)]
pub(crate) struct NoticeView<'a> {
    pub(crate) state: BadgeView<'a>,
    pub(crate) text: String,
    /// The documents to use instead.
    pub(crate) instead: Vec<DocumentLink<'a>>,
    /// Whether an edition withholds one of them.
    pub(crate) withheld: bool,
    pub(crate) lead: &'a str,
    /// The address of the page that shows the difference from the approved text.
    pub(crate) redline: Option<String>,
}

/// The notices of a document; empty if it is in force and its review is not overdue.
pub(crate) fn notices<'s>(
    site: &'s SiteIndex<'_>,
    ix: DocumentIx,
    from: &Address,
) -> Vec<NoticeView<'s>> {
    let document = site.compiled.manual.document(ix);
    let standing = views::labels::standing(site, ix);
    let messages = &site.messages;
    let dated = |name: &str, date: Option<crate::manual::Date>| {
        let date = date.map_or_else(String::new, |date| messages.date(date));
        messages.with(name, [("date", date.into())])
    };
    let mut instead = Vec::new();
    let text = match standing.not_in_force {
        None if standing.standing == Standing::Overdue => match standing.review_due {
            Some(due) => dated("notice-overdue", Some(due)),
            None => messages.get("notice_review_unreadable").to_owned(),
        },
        None => return Vec::new(),
        Some(reason) => {
            let notice = dated(state_words(reason).notice, document.effective);
            match reason.is_about_approval() {
                true => format!(
                    "{} {notice}",
                    views::approval::why_not_in_force(site, ix).text()
                ),
                false => notice,
            }
        }
    };
    match standing.standing {
        Standing::Obsolete => instead.clone_from(&standing.superseded_by),
        Standing::NotYetInForce => instead.extend(in_force_now(site, ix)),
        Standing::InForce | Standing::Overdue => {}
    }
    let instead = instead
        .iter()
        .map(|other| views::labels::document_link(site, from, *other));
    vec![NoticeView {
        state: views::labels::document_state(site, ix),
        text,
        instead: instead.collect(),
        withheld: standing.standing == Standing::Obsolete
            && site.withheld_references(ix).superseded_by,
        lead: messages.get(match standing.standing {
            Standing::Obsolete => "notice_instead",
            _ => "notice_in_force_now",
        }),
        redline: standing
            .not_in_force
            .filter(|reason| reason.is_about_approval())
            .and_then(|_| changes::redline::href(site, ix, from)),
    }]
}

/// The notice that a page is a translation, of which revision, and what counts in its place.
pub(crate) fn of_translation<'s>(
    site: &'s SiteIndex<'_>,
    ix: TranslationIx,
    from: &Address,
) -> NoticeView<'s> {
    let manual = &site.compiled.manual;
    let Translation { of, page } = manual.translation(ix);
    let document = manual.document(*of);
    let messages = &site.messages;
    let is_behind = page.revision != document.revision;
    let mut text = match is_behind {
        true => messages.with(
            "notice-translation-of",
            [
                ("translated", page.revision.as_str().into()),
                ("revision", document.revision.as_str().into()),
            ],
        ),
        false => messages.get("notice_translation").to_owned(),
    };
    if page.body.has_merge_markers {
        text = format!("{text} {}", messages.get("notice_merge"));
    }
    let class = match is_behind || page.body.has_merge_markers {
        true => DocumentState::ReviewOverdue,
        false => DocumentState::InForce,
    };
    NoticeView {
        state: views::clause::badge(site, class.word(), "translation"),
        text,
        instead: vec![views::labels::document_link(site, from, *of)],
        withheld: false,
        redline: None,
        lead: messages.get("notice_translation_counts"),
    }
}

/// The documents in force that a document is to supersede when it comes into force.
fn in_force_now(site: &SiteIndex<'_>, ix: DocumentIx) -> Vec<DocumentIx> {
    let in_force = |other: &&DocumentIx| views::labels::link_state(site, **other).is_none();
    site.supersedes(ix)
        .iter()
        .filter(in_force)
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{CONFIG, TestSite, document};

    /// The notices on the page of the document QP-01, each with its class.
    fn notice(text: String) -> String {
        let pages = [
            ("a.md", text),
            ("b.md", document("QP-02", "Older", "approved", "x\n")),
        ];
        let page = TestSite::of_pages(CONFIG, &pages).page("documents/QP-01.html");
        let classes = page.attributes(".notice", "class");
        let lines = classes.iter().zip(page.texts_linked(".notice"));
        let lines: Vec<String> = lines
            .map(|(class, text)| format!("{class}: {text}"))
            .collect();
        lines.join("\n")
    }

    #[test]
    fn what_is_not_in_force_says_so() {
        let notices = ["draft", "review", "obsolete"]
            .map(|status| notice(document("QP-01", "New", status, "x\n")));
        assert_data_eq!(
            notices.join("\n"),
            str![[r#"
notice is-draft: Draft This document is being written. It is not in force: do not work to it.
notice is-in-review: In review This document is being reviewed. It is not in force: do not work to it.
notice is-obsolete: Obsolete This document is withdrawn and kept for reference only. Do not work to it.
"#]]
        );
    }

    #[test]
    fn a_document_in_force_says_nothing() {
        assert_eq!(notice(document("QP-01", "New", "approved", "x\n")), "");
    }

    #[test]
    fn an_approved_document_with_a_later_date_says_when_it_holds() {
        let later = document("QP-01", "New", "approved", "x\n").replace("2026-02-01", "2027-01-04");
        assert_eq!(
            notice(later),
            "notice is-not-yet: Not yet effective Approved, but not in force before 4 Jan 2027."
        );
    }

    #[test]
    fn an_overdue_review_gives_its_date() {
        let old = document("QP-01", "New", "approved", "x\n").replace("2026-02-01", "2024-02-01");
        assert_eq!(
            notice(old),
            "notice is-review-overdue: Review overdue The review was due on 1 Feb 2025. The document is in force until it is replaced."
        );
    }

    #[test]
    fn a_draft_names_what_is_in_force_until_then() {
        let draft = document("QP-01", "New", "draft", "x\n")
            .replace("owner:", "supersedes: [QP-02]\nowner:");
        assert_eq!(
            notice(draft),
            "notice is-draft: Draft This document is being written. It is not in force: do not work to it. In force until then: [QP-02 Older](QP-02.html)"
        );
    }
}
