//! The changes since a day.

use serde::Serialize;

use crate::changes::Since;
use crate::compare::{ClauseMove, DocumentChange, Fate, FindingRef};
use crate::coverage::ClauseStatus;
use crate::site::index::SiteIndex;
use crate::site::text::html::link;
use crate::site::theme::linked_message::LinkedMessage;
use crate::site::views;
use crate::site::views::clause::ClauseLink;
use crate::site::views::labels::{BadgeView, DateView};
use crate::site::{Address, Page};

/// The page of changes.
#[derive(Serialize)]
pub(crate) struct ChangesView<'a> {
    /// "What has changed since commit 1a2b3c4d5e of 1 Jun 2025".
    since: String,
    as_of: DateView,
    is_empty: bool,
    documents: Vec<DocumentsView<'a>>,
    standards: Vec<StandardView<'a>>,
    opened: Vec<String>,
    closed: Vec<String>,
}

/// The documents with the same kind of change.
#[derive(Serialize)]
struct DocumentsView<'a> {
    id: &'a str,
    title: &'a str,
    documents: Vec<DocumentView>,
}

#[derive(Serialize)]
struct DocumentView {
    /// The document as HTML, with a link if it is in the present manual.
    name: String,
    /// "2 → 3".
    revision: String,
    /// The entries of its history for these changes.
    history: Vec<String>,
    /// The address of its redline.
    redline: Option<String>,
}

#[derive(Serialize)]
struct StandardView<'a> {
    id: String,
    designation: &'a str,
    before: String,
    after: String,
    clauses: Vec<ClauseView<'a>>,
}

#[derive(Serialize)]
struct ClauseView<'a> {
    link: ClauseLink<'a>,
    before: Option<BadgeView<'a>>,
    after: Option<BadgeView<'a>>,
    why: LinkedMessage,
    /// The documents whose claims have changed, as HTML.
    documents: Vec<String>,
}

/// The view of the page; `None` where the site shows no changes.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> Option<ChangesView<'a>> {
    let changes = site.changes?.since.as_ref()?;
    let from = Page::Changes.address(site.compiled);
    let comparison = &changes.comparison;
    let since = [
        ("commit", changes.commit.id.short().into()),
        (
            "date",
            site.messages.date(changes.old.coverage.as_of).into(),
        ),
    ];
    let fates = Fate::ALL.into_iter().map(|fate| {
        let documents = comparison.documents_with(fate);
        DocumentsView {
            id: fate.word(),
            title: site.messages.get(fate_title(fate)),
            documents: documents
                .map(|one| document(site, changes, one, &from))
                .collect(),
        }
    });
    Some(ChangesView {
        since: site.messages.with("changes-since", since),
        as_of: views::labels::date(site, site.compiled.coverage.as_of),
        is_empty: comparison.is_empty(),
        documents: fates.filter(|one| !one.documents.is_empty()).collect(),
        standards: standards(site, changes, &from),
        opened: findings(site, changes, &comparison.findings.opened, &from),
        closed: findings(site, changes, &comparison.findings.closed, &from),
    })
}

fn fate_title(fate: Fate) -> &'static str {
    match fate {
        Fate::Added => "changes_added",
        Fate::Withdrawn => "changes_withdrawn",
        Fate::Revised => "changes_revised",
        Fate::Changed => "changes_changed",
    }
}

fn document(
    site: &SiteIndex<'_>,
    changes: &Since,
    change: &DocumentChange,
    from: &Address,
) -> DocumentView {
    let before = change.before.map(|ix| changes.old.manual.document(ix));
    let after = change.after.map(|ix| site.compiled.manual.document(ix));
    let name = after
        .or(before)
        .map(|one| format!("{} {}", one.id.value, one.title));
    let name = name.unwrap_or_default();
    let href = change
        .after
        .map(|ix| from.href(&Page::Document(ix).address(site.compiled)));
    let history = change.history.iter();
    DocumentView {
        name: match href {
            Some(href) => link(&href, &name),
            None => crate::site::text::html::escaped(&name),
        },
        revision: change.revision_step(&changes.old.manual, &site.compiled.manual),
        history: history
            .filter(|line| !line.change.is_empty())
            .map(|line| format!("{}: {}", line.revision, line.change))
            .collect(),
        redline: change
            .after
            .and_then(|ix| crate::site::changes::redline::href(site, ix, from)),
    }
}

fn standards<'a>(
    site: &'a SiteIndex<'_>,
    changes: &Since,
    from: &Address,
) -> Vec<StandardView<'a>> {
    let moved = changes.comparison.standards.iter();
    let moved = moved.filter(|one| !one.clauses.is_empty());
    moved
        .map(|change| {
            let standard = site.compiled.manual.standard(change.standard);
            StandardView {
                id: format!("standard-{}", change.standard.0),
                designation: &standard.designation,
                before: views::clause::covered_sentence(site, change.before),
                after: views::clause::covered_sentence(site, change.after),
                clauses: change
                    .clauses
                    .iter()
                    .map(|one| clause(site, one, from))
                    .collect(),
            }
        })
        .collect()
}

fn clause<'a>(site: &'a SiteIndex<'_>, moved: &ClauseMove, from: &Address) -> ClauseView<'a> {
    let badge = |status: Option<ClauseStatus>| {
        status.map(|status| views::labels::clause_status(site, status))
    };
    let documents = moved.claims.iter().map(|claim| {
        let mut found = site.compiled.manual.documents.enumerated();
        let found = found.find(|(_, one)| one.id.value.as_str() == claim.document);
        match found {
            Some((ix, _)) => link(
                &from.href(&Page::Document(ix).address(site.compiled)),
                &claim.document,
            ),
            None => crate::site::text::html::escaped(&claim.document),
        }
    });
    ClauseView {
        link: views::clause::clause_link(site, from, moved.clause),
        before: badge(moved.before),
        after: badge(moved.after),
        why: views::reasons::status_sentence(site, moved.clause),
        documents: documents.collect(),
    }
}

/// The findings as HTML, with links to those in the present manual.
fn findings(
    site: &SiteIndex<'_>,
    changes: &Since,
    list: &[FindingRef],
    from: &Address,
) -> Vec<String> {
    let list = list.iter();
    list.map(|finding| match *finding {
        FindingRef::Later(ix) => {
            let record = site.compiled.manual.record(ix);
            let name = format!("{} {}", record.id.value, record.title);
            link(&from.href(&Page::Record(ix).address(site.compiled)), &name)
        }
        FindingRef::Gone(ix) => {
            let record = changes.old.manual.record(ix);
            crate::site::text::html::escaped(&format!("{} {}", record.id.value, record.title))
        }
    })
    .collect()
}
