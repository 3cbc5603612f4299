//! The home page: the manual's own text, and the state of the manual on the as-of date.

use std::borrow::Cow;

use serde::Serialize;

use crate::coverage::{DocumentState, Standing};
use crate::manual::{Date, DocumentIx, Interval, PageKey};
use crate::site::documents::uncontrolled::languages;
use crate::site::home::dashboard::{Dashboard, dashboard};
use crate::site::index::SiteIndex;
use crate::site::standards::transition::{ProgressView, progress};
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::views;
use crate::site::views::labels::{BadgeView, CoverageView, DateView, DocumentLink, LanguageLink};
use crate::site::views::objective_figure::{FigureView, trend_figure};
use crate::site::{Address, Page};
use crate::trend;

/// The home page.
#[derive(Serialize)]
pub(crate) struct HomeView<'a> {
    title: Cow<'a, str>,
    title_id: Option<String>,
    languages: Vec<LanguageLink<'a>>,
    body: String,
    standards: Vec<CoverageView<'a>>,
    documents: String,
    states: Vec<StateCount<'a>>,
    overdue: Reviews<'a>,
    /// The sentence in place of an empty list of overdue reviews.
    none_overdue: &'a str,
    due: Reviews<'a>,
    master_list: String,
    gaps: String,
    /// The address of the page of changes.
    changes: Option<String>,
    dashboard: Dashboard<'a>,
    /// How far the transitions to new editions are.
    transitions: Vec<ProgressView<'a>>,
    /// The coverage over time, if `history.csv` has values.
    trends: Vec<FigureView<'a>>,
}

/// The number of documents in a state.
#[derive(Serialize)]
struct StateCount<'a> {
    state: BadgeView<'a>,
    count: u32,
    /// Whether these documents are also counted in the line above: documents that are overdue for
    /// review are in force.
    of_these: bool,
}

/// Reviews, in the order of their due dates.
#[derive(Serialize)]
struct Reviews<'a> {
    list: Vec<Review<'a>>,
    /// "and 12 more", if there are more reviews than are shown.
    more: Option<String>,
}

#[derive(Serialize)]
struct Review<'a> {
    document: DocumentLink<'a>,
    /// `None` if the date of the review cannot be read.
    due: Option<DateView>,
}

/// The period for which upcoming reviews are listed.
const AHEAD: Interval = Interval::Months(2);
/// The most reviews that a list shows.
const MOST_REVIEWS: usize = 10;

/// The view of the home page.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> HomeView<'a> {
    let manual = &site.compiled.manual;
    let from = Page::Home.address(site.compiled);
    let title = text::headings::page_title(site, PageKey::Home);
    let body = text::body::body_html(site, PageKey::Home, &from, &title, Setting::Page);
    let today = site.compiled.coverage.as_of;
    let until = AHEAD.after(today);
    HomeView {
        title,
        title_id: body.title.map(|title| title.id),
        languages: languages(site, PageKey::Home, &from),
        body: body.html,
        standards: manual
            .standards
            .positions()
            .map(|ix| views::labels::coverage(site, &from, ix))
            .collect(),
        documents: site
            .messages
            .count("documents-count", manual.documents.len()),
        states: states(site),
        overdue: reviews(site, &from, Standing::Overdue, today),
        none_overdue: site.messages.get(match site.withholds_pages() {
            true => "reviews_none_overdue_edition",
            false => "reviews_none_overdue",
        }),
        due: reviews(site, &from, Standing::InForce, until),
        master_list: from.href(&Page::MasterList.address(site.compiled)),
        gaps: from.href(&Page::Gaps.address(site.compiled)),
        changes: (site.changes)
            .and_then(|changes| changes.since.as_ref())
            .map(|_| from.href(&Page::Changes.address(site.compiled))),
        dashboard: dashboard(site, &from),
        transitions: site
            .transitions()
            .iter()
            .map(|(old, new)| progress(site, &from, *old, *new))
            .collect(),
        trends: trends(site, &from),
    }
}

/// The coverage of each standard over time.
fn trends<'a>(site: &'a SiteIndex<'_>, from: &Address) -> Vec<FigureView<'a>> {
    let manual = &site.compiled.manual;
    let points = trend::points_by(manual, site.compiled.coverage.as_of);
    let standards = manual.standards.enumerated();
    standards
        .filter_map(|(ix, standard)| {
            let points = points.iter();
            let of_standard = points.filter(|point| point.standard == standard.id.as_str());
            trend_figure(site, ix, &of_standard.collect::<Vec<_>>(), from)
        })
        .collect()
}

/// The number of documents in each state, in the order in which the states first occur.
fn states<'a>(site: &'a SiteIndex<'_>) -> Vec<StateCount<'a>> {
    let mut states: Vec<(DocumentState, StateCount<'a>)> = Vec::new();
    for ix in site.compiled.manual.documents.positions() {
        let badge = views::labels::document_state(site, ix);
        let mut known = states.iter_mut().map(|(_, known)| known);
        match known.find(|known| known.state.word == badge.word) {
            Some(known) => known.count += 1,
            None => {
                let state = views::labels::standing(site, ix).state();
                let first = StateCount {
                    state: badge,
                    count: 1,
                    of_these: state == DocumentState::ReviewOverdue,
                };
                states.push((state, first));
            }
        }
    }
    // The number of documents in force must be the same on every page, so it includes those that
    // are overdue for review.
    let overdue = states
        .iter()
        .find(|(state, _)| *state == DocumentState::ReviewOverdue);
    if let Some(overdue) = overdue.map(|(_, known)| known.count) {
        match states
            .iter_mut()
            .find(|(state, _)| *state == DocumentState::InForce)
        {
            Some((_, in_force)) => in_force.count += overdue,
            None => {
                let in_force = StateCount {
                    state: views::clause::badge(site, "in-force", "state_in_force"),
                    count: overdue,
                    of_these: false,
                };
                states.push((DocumentState::InForce, in_force));
            }
        }
    }
    states.sort_by_key(|(state, known)| (*state, known.state.word));
    states.into_iter().map(|(_, known)| known).collect()
}

/// The documents with a standing whose review is due on or before a day.
fn reviews<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    standing: Standing,
    until: Date,
) -> Reviews<'a> {
    let documents = site.compiled.manual.documents.positions();
    // Reviews with an unreadable date come first.
    let mut due: Vec<(Option<Date>, DocumentIx)> = documents
        .filter(|ix| views::labels::standing(site, *ix).standing == standing)
        .map(|ix| (views::labels::standing(site, ix).review_due, ix))
        .filter(|(date, _)| match date {
            Some(date) => *date <= until,
            None => standing == Standing::Overdue,
        })
        .collect();
    due.sort_unstable();
    let list = due.iter().take(MOST_REVIEWS).map(|(date, ix)| Review {
        document: views::labels::document_link(site, from, *ix),
        due: date.map(|date| views::labels::date(site, date)),
    });
    Reviews {
        list: list.collect(),
        more: (due.len() > MOST_REVIEWS)
            .then(|| site.messages.count("and-more", due.len() - MOST_REVIEWS)),
    }
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use crate::site::tests::fixture::{IN_FORCE, OVERDUE, TestSite, procedure};

    #[test]
    fn a_review_whose_day_nobody_can_read_is_listed_as_overdue() {
        let in_force = "status: approved\neffective: 2026-02-01\nreview_due: 1 March\n";
        let files = [
            procedure("QP-1", OVERDUE, ""),
            procedure("QP-2", in_force, ""),
            procedure("QP-3", IN_FORCE, ""),
        ];
        let page = TestSite::iso("", &files).page("index.html");
        assert_eq!(
            page.linked(".reviews"),
            "[QP-2 Title of QP-2](documents/QP-2.html) day not readable\n\
             [QP-1 Title of QP-1](documents/QP-1.html) 1 Aug 2026"
        );
    }

    #[test]
    fn shows_the_coverage_of_each_standard() {
        let config = "title = \"Quality Manual\"\norganisation = \"Harrow & Sons\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n";
        let page = TestSite::new(config, &[]).page("index.html");
        assert_eq!(page.text("title"), "Home · Quality Manual");
        assert_data_eq!(
            page.text("body"),
            str![[r#"
Skip to content
Quality Manual Harrow & Sons
Home
Documents
Matrix ISO 9001:2015
Matrix ISO 9002:1994
Gaps
Standards
Quality Manual
ISO 9001:2015
Quality management systems — Requirements
0.0 % covered
(0 of 65 requirements covered)
0 of 65 requirements covered
Gap 65
Matrix Clauses
ISO 9002:1994
Quality systems — Model for quality assurance in production, installation and servicing
0.0 % covered
(0 of 48 requirements covered)
0 of 48 requirements covered
Gap 48
Matrix Clauses
Transition from ISO 9002:1994 to ISO 9001:2015
Of 65 requirements 0 are done, 0 begun and 65 open. Certificates to ISO 9002:1994 ended on 15 Dec 2003.
New 17
Nothing to carry over 48
0 documents
Master list What is missing
Reviews overdue
No review is overdue.
0 within 30 days
0 within 60 days
0 within 90 days
Harrow & Sons · Quality Manual
As of 23 Nov 2026 · Print the whole manual · Verify this site
"#]]
        );
        assert_data_eq!(
            page.linked(".home-figures"),
            str![[r#"
[ISO 9001:2015](matrix/iso-9001-2015.html)
Quality management systems — Requirements
0.0 % covered
(0 of 65 requirements covered)
0 of 65 requirements covered
[Gap 65](matrix/iso-9001-2015.html#?status=gap)
[Matrix](matrix/iso-9001-2015.html) [Clauses](standards/iso-9001-2015/index.html)
[ISO 9002:1994](matrix/iso-9002-1994.html)
Quality systems — Model for quality assurance in production, installation and servicing
0.0 % covered
(0 of 48 requirements covered)
0 of 48 requirements covered
[Gap 48](matrix/iso-9002-1994.html#?status=gap)
[Matrix](matrix/iso-9002-1994.html) [Clauses](standards/iso-9002-1994/index.html)
"#]]
        );
    }
}
