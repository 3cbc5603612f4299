//! Parts that occur in the views of many pages: links, badges, counts.

use serde::Serialize;

use crate::coverage::{ClauseStatus, DocumentStanding, Standing, Summary};
use crate::manual::{Date, DocumentIx, PageKey, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::text::html::time;
use crate::site::views;
use crate::site::views::words::clause_status::status_words;
use crate::site::views::words::document_state::state_words;

/// A link with its text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView<'a> {
    pub(crate) href: String,
    pub(crate) title: &'a str,
}

/// A badge: its text, and the class that sets its colour and shape.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct BadgeView<'a> {
    pub(crate) class: &'a str,
    pub(crate) word: &'a str,
}

/// A date: in the style of the language, and as `YYYY-MM-DD`.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DateView {
    pub(crate) text: String,
    pub(crate) iso: String,
}

/// A document in a list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DocumentLink<'a> {
    pub(crate) href: String,
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
    pub(crate) state: BadgeView<'a>,
}

/// A language in which a document can be read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LanguageLink<'a> {
    pub(crate) href: String,
    /// The tag, such as `de`.
    pub(crate) tag: &'a str,
    /// The name in the language itself.
    pub(crate) name: String,
    /// Whether it is the page with the link.
    pub(crate) current: bool,
}

/// A standard's coverage: percentage, counts, and the bar that shows them.
#[derive(Debug, Serialize)]
pub(crate) struct CoverageView<'a> {
    pub(crate) designation: &'a str,
    pub(crate) title: &'a str,
    /// The tag of the title's language, if it is not that of the page.
    pub(crate) lang: Option<&'a str>,
    /// The note that the manual's own catalog replaces the built-in one, if it does.
    pub(crate) own_catalog: Option<&'a str>,
    /// The percentage, such as `80.6`; empty if there is nothing to cover.
    pub(crate) percent: String,
    /// "50 of 62 requirements covered".
    pub(crate) sentence: String,
    /// The number of requirements that are not excluded: the width of the bar.
    pub(crate) total: u32,
    pub(crate) counts: Vec<StatusCount<'a>>,
    pub(crate) matrix: String,
    pub(crate) clauses: String,
}

/// The number of requirements with a status, and where their segment of the bar begins.
#[derive(Debug, Serialize)]
pub(crate) struct StatusCount<'a> {
    pub(crate) status: BadgeView<'a>,
    pub(crate) count: u32,
    pub(crate) start: u32,
}

/// The badge of a clause's status.
pub(crate) fn clause_status<'s>(site: &'s SiteIndex<'_>, status: ClauseStatus) -> BadgeView<'s> {
    BadgeView {
        class: status.word(),
        word: site.messages.get(status_words(status).badge),
    }
}

/// The badge of a document's state on the as-of date. It distinguishes documents that are approved
/// but not yet in force, overdue or superseded.
pub(crate) fn document_state<'s>(site: &'s SiteIndex<'_>, ix: DocumentIx) -> BadgeView<'s> {
    let standing = standing(site, ix);
    let word = match standing.not_in_force {
        None if standing.standing == Standing::Overdue => "state_overdue",
        None => "state_in_force",
        Some(reason) => state_words(reason).badge,
    };
    views::clause::badge(site, standing.state().word(), word)
}

/// A date.
pub(crate) fn date(site: &SiteIndex<'_>, date: Date) -> DateView {
    DateView {
        text: site.messages.date(date),
        iso: date.to_string(),
    }
}

/// A date, as HTML.
pub(crate) fn time_element(site: &SiteIndex<'_>, date: Date) -> String {
    time(&date.to_string(), &site.messages.date(date))
}

/// A document, as a link from a page.
pub(crate) fn document_link<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    ix: DocumentIx,
) -> DocumentLink<'s> {
    let document = site.compiled.manual.document(ix);
    DocumentLink {
        href: from.href(&site.destination(PageKey::Document(ix)).address),
        id: document.id.value.as_str(),
        title: &document.title,
        lang: site.foreign(&document.language.language),
        state: document_state(site, ix),
    }
}

/// The link to the page of a document in a language.
pub(crate) fn language_link<'a>(
    site: &SiteIndex<'a>,
    from: &Address,
    page: PageKey,
    current: bool,
) -> Option<LanguageLink<'a>> {
    let language = site.compiled.manual.language(page)?;
    Some(LanguageLink {
        href: from.href(&site.destination(page).address),
        tag: language.as_str(),
        name: language.own_name(),
        current,
    })
}

/// The standing of a document on the as-of date.
pub(crate) fn standing<'a>(site: &SiteIndex<'a>, ix: DocumentIx) -> &'a DocumentStanding {
    site.compiled.coverage.standing(ix)
}

/// Whether a document is in force although its review is overdue.
pub(crate) fn is_overdue(site: &SiteIndex<'_>, ix: DocumentIx) -> bool {
    standing(site, ix).standing == Standing::Overdue
}

/// The state to show beside a link to a document; `None` if the document is in force.
pub(crate) fn link_state<'s>(site: &'s SiteIndex<'_>, ix: DocumentIx) -> Option<&'s str> {
    let in_force = standing(site, ix).is_in_force();
    (!in_force).then(|| document_state(site, ix).word)
}

/// A standard's coverage.
pub(crate) fn coverage<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
) -> CoverageView<'s> {
    let standard = site.compiled.manual.standard(ix);
    let summary = site.compiled.coverage.standards[ix].summary;
    let total = summary.applicable();
    CoverageView {
        designation: &standard.designation,
        title: &standard.title,
        lang: site.foreign_standard(ix),
        own_catalog: (standard.replaces_built_in)
            .then(|| site.messages.get("standard_own_catalog")),
        percent: summary.percent().map_or_else(String::new, |percent| {
            site.messages.number(&percent.to_string())
        }),
        sentence: site.messages.with(
            "coverage-sentence",
            [
                ("covered", summary.covered().into()),
                ("total", total.into()),
                ("excluded", summary.excluded().into()),
            ],
        ),
        total,
        counts: status_counts(site, summary),
        matrix: from.href(&site.addresses.matrix(ix)),
        clauses: from.href(&site.addresses.standard(ix)),
    }
}

/// The counts of a summary: the best status first, excluded requirements last. Statuses that do not
/// occur are left out.
pub(crate) fn status_counts<'s>(site: &'s SiteIndex<'_>, summary: Summary) -> Vec<StatusCount<'s>> {
    let mut start = 0;
    let mut counts = Vec::new();
    for status in ClauseStatus::by_worth() {
        let count = summary.count(status);
        if count > 0 {
            counts.push(StatusCount {
                status: clause_status(site, status),
                count,
                start,
            });
            start += count;
        }
    }
    counts
}
