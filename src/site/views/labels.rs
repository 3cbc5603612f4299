//! Parts that recur in the views of pages: links, badges, counts.

use serde::Serialize;

use crate::coverage::{ClauseStatus, DocumentStanding, NotInForce, Standing, Summary};
use crate::manual::{Date, DocumentIx, PageKey, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::text::html::time;

/// A link with its text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView<'a> {
    pub(crate) href: String,
    pub(crate) title: &'a str,
}

/// A state: its word, and the class that gives it colour and shape.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct BadgeView<'a> {
    pub(crate) class: &'a str,
    pub(crate) word: &'a str,
}

/// A day: as people write it, and as machines do.
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
    pub(crate) state: BadgeView<'a>,
}

/// A standard's coverage: percentage, counts, and the bar that shows them.
#[derive(Debug, Serialize)]
pub(crate) struct CoverageView<'a> {
    pub(crate) designation: &'a str,
    pub(crate) title: &'a str,
    /// `80.6`, or empty where there is nothing to cover.
    pub(crate) percent: String,
    /// "50 of 62 requirements covered".
    pub(crate) sentence: String,
    /// The requirements that are to be covered: the bar's width.
    pub(crate) total: u32,
    pub(crate) counts: Vec<StatusCount<'a>>,
    pub(crate) matrix: String,
    pub(crate) clauses: String,
}

/// How many requirements have a status, and where their piece of the bar begins.
#[derive(Debug, Serialize)]
pub(crate) struct StatusCount<'a> {
    pub(crate) status: BadgeView<'a>,
    pub(crate) count: u32,
    pub(crate) start: u32,
}

impl<'a> SiteIndex<'a> {
    /// The badge of a clause's status.
    pub(crate) fn clause_status(&self, status: ClauseStatus) -> BadgeView<'_> {
        let word = match status {
            ClauseStatus::Gap => "coverage_gap",
            ClauseStatus::Planned => "coverage_planned",
            ClauseStatus::Partial => "coverage_partial",
            ClauseStatus::Overdue => "coverage_overdue",
            ClauseStatus::Covered => "coverage_covered",
            ClauseStatus::Excluded => "coverage_excluded",
        };
        BadgeView {
            class: status.word(),
            word: self.messages.get(word),
        }
    }

    /// The badge of a document's state, as it stands on the as-of date: what is approved but not
    /// in force yet, overdue or superseded says so.
    pub(crate) fn document_state(&self, ix: DocumentIx) -> BadgeView<'_> {
        let standing = self.standing(ix);
        let word = match standing.not_in_force {
            None if standing.standing == Standing::Overdue => "state_overdue",
            None => "state_in_force",
            Some(NotInForce::Withdrawn) => "status_obsolete",
            Some(NotInForce::Superseded) => "state_superseded",
            Some(NotInForce::Draft) => "status_draft",
            Some(NotInForce::InReview) => "status_review",
            Some(NotInForce::Later | NotInForce::Undated) => "state_not_yet",
            Some(NotInForce::NoStatus) => "state_unknown",
        };
        self.badge(standing.state().word(), word)
    }

    /// A day.
    pub(crate) fn date(&self, date: Date) -> DateView {
        DateView {
            text: self.messages.date(date),
            iso: date.to_string(),
        }
    }

    /// A day, as HTML.
    pub(crate) fn time(&self, date: Date) -> String {
        time(&date.to_string(), &self.messages.date(date))
    }

    /// A document, as a link from a page.
    pub(crate) fn document_link(&self, from: &Address, ix: DocumentIx) -> DocumentLink<'_> {
        let document = self.compiled.manual.document(ix);
        DocumentLink {
            href: from.href(&self.destination(PageKey::Document(ix)).address),
            id: document.id.value.as_str(),
            title: &document.title,
            state: self.document_state(ix),
        }
    }

    /// Where a document stands on the as-of date.
    pub(crate) fn standing(&self, ix: DocumentIx) -> &'a DocumentStanding {
        self.compiled.coverage.standing(ix)
    }

    /// Whether a document is in force although its review is overdue.
    pub(crate) fn is_overdue(&self, ix: DocumentIx) -> bool {
        self.standing(ix).standing == Standing::Overdue
    }

    /// The word that a link to a document carries, if the document is not in force.
    pub(crate) fn link_state(&self, ix: DocumentIx) -> Option<&str> {
        let in_force = self.standing(ix).is_in_force();
        (!in_force).then(|| self.document_state(ix).word)
    }

    /// A standard's coverage.
    pub(crate) fn coverage(&self, from: &Address, ix: StandardIx) -> CoverageView<'_> {
        let standard = self.compiled.manual.standard(ix);
        let summary = self.compiled.coverage.standards[ix].summary;
        let total = summary.requirements.saturating_sub(summary.excluded);
        CoverageView {
            designation: &standard.designation,
            title: &standard.title,
            percent: summary
                .percent()
                .map_or_else(String::new, |percent| percent.to_string()),
            sentence: self.messages.with(
                "coverage-sentence",
                [
                    ("covered", summary.covered.into()),
                    ("total", total.into()),
                    ("excluded", summary.excluded.into()),
                ],
            ),
            total,
            counts: self.status_counts(summary),
            matrix: from.href(&self.addresses.matrix(ix)),
            clauses: from.href(&self.addresses.standard(ix)),
        }
    }

    /// The counts of a summary, best first, excluded ones last; what does not occur is left out.
    pub(crate) fn status_counts(&self, summary: Summary) -> Vec<StatusCount<'_>> {
        let mut start = 0;
        let mut counts = Vec::new();
        for status in ClauseStatus::by_worth() {
            let count = summary.count(status);
            if count > 0 {
                counts.push(StatusCount {
                    status: self.clause_status(status),
                    count,
                    start,
                });
                start += count;
            }
        }
        counts
    }
}
