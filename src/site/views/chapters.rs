//! The parts of a long standard on pages with a row for each clause: the table of the parts on the page of
//! the whole, and the head of the page of a part.

use std::ops::Range;

use serde::Serialize;

use crate::coverage::Summary;
use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, Standard, StandardIx};
use crate::pipeline::Compiled;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::index::parts::{self, Parts};
use crate::site::views;
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::StatusCount;
use crate::site::views::paging;
use crate::site::views::paging::PartLink;

/// The table of the parts.
#[derive(Serialize)]
pub(crate) struct ChaptersView<'a> {
    rows: Vec<ChapterRow<'a>>,
    /// The position of the first clause of each part.
    firsts: Vec<u32>,
    /// The facts by which the clauses are filtered and counted, clause by clause. They are not shown.
    clauses: Vec<ClauseFacts<'a>>,
}

/// A part in the table.
#[derive(Serialize)]
struct ChapterRow<'a> {
    href: String,
    name: PartName<'a>,
    /// "3 of 25 requirements covered".
    sentence: String,
    /// The number of requirements that apply.
    total: u32,
    counts: Vec<StatusCount<'a>>,
    /// What else its rows can be filtered by.
    values: Vec<FilterValue<'a>>,
}

/// The name of a part.
#[derive(Serialize)]
struct PartName<'a> {
    label: String,
    /// The title of the part's chapter, if the part is one or belongs to one.
    title: Option<&'a str>,
    /// The language of the title, if it is not that of the page.
    lang: Option<&'a str>,
}

/// What a filter asks of a clause.
#[derive(Serialize)]
struct ClauseFacts<'a> {
    number: &'a str,
    level: usize,
    heading: bool,
    status: Option<&'a str>,
    #[serde(flatten)]
    more: MoreFacts<'a>,
}

/// What the filters of only some pages ask of a clause.
#[derive(Serialize, Default)]
pub(crate) struct MoreFacts<'a> {
    pub(crate) facts: Vec<&'static str>,
    pub(crate) compared: Option<&'a str>,
}

/// The head of the page of a part.
#[derive(Serialize)]
pub(crate) struct PartHead<'a> {
    name: PartName<'a>,
    /// The address of the page of the whole.
    whole: String,
    whole_title: String,
    parts: Vec<PartLink>,
    /// The next part.
    next: Option<PartLink>,
    /// "3 of 25 requirements covered". Of a part of a chapter, it says that it is about this page.
    covered: String,
    counts: Vec<StatusCount<'a>>,
}

/// The place of a part in its standard, for the scripts that look up clauses by their positions.
#[derive(Serialize)]
pub(crate) struct PartPlace {
    /// The position of the first clause.
    first: usize,
    /// The positions of the clauses above it, which are in earlier parts, the nearest first.
    above: Vec<u32>,
}

impl PartPlace {
    /// The place of these clauses of a standard.
    pub(crate) fn of(standard: &Standard, clauses: &Range<usize>) -> Self {
        let above = standard.ancestors(ClauseIx::new(clauses.start));
        Self {
            first: clauses.start,
            above: above.map(|ClauseIx(at)| at).collect(),
        }
    }
}

/// The first clause of each part of a standard; empty if the standard is not long.
pub(crate) fn first_clauses(compiled: &Compiled, ix: StandardIx) -> Vec<ClauseIx> {
    let parts = Parts::of(compiled.manual.standard(ix));
    match parts.is_cut() {
        true => parts.firsts().collect(),
        false => Vec::new(),
    }
}

/// The clauses whose rows are on a page: all of a standard's, or those of the part that begins with a
/// clause. The page of the whole has no rows if the standard is long, and a part that does not exist
/// has none either.
pub(crate) fn clauses_on_page(
    site: &SiteIndex<'_>,
    ix: StandardIx,
    first: Option<ClauseIx>,
) -> Range<usize> {
    let parts = site.parts(ix);
    match first {
        None if parts.is_cut() => 0..0,
        None => 0..site.compiled.manual.standard(ix).clauses.len(),
        Some(first) => parts
            .clauses(parts.part_of(first))
            .filter(|clauses| clauses.start == first.index())
            .unwrap_or(0..0),
    }
}

/// The table of a standard's parts; `None` if the standard is not long. `address` is that of the page of
/// the part with a first clause.
pub(crate) fn chapters<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    address: impl Fn(ClauseIx) -> Address,
    values: impl Fn(Range<usize>) -> Vec<FilterValue<'a>>,
    more: impl Fn(ClauseKey) -> MoreFacts<'a>,
) -> Option<ChaptersView<'a>> {
    let parts = site.parts(ix);
    if !parts.is_cut() {
        return None;
    }
    let standard = site.compiled.manual.standard(ix);
    let rows = (0..parts.count()).filter_map(|part| {
        let clauses = parts.clauses(part)?;
        let summary = summary(site, ix, clauses.clone());
        Some(ChapterRow {
            href: from.href(&address(parts.first_of(part)?)),
            name: name(site, ix, &clauses),
            sentence: views::clause::covered_sentence(site, summary),
            total: summary.applicable(),
            counts: views::labels::status_counts(site, summary),
            values: values(clauses),
        })
    });
    let facts = standard.iter().map(|(clause, of)| {
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        let coverage = views::clause::clause_coverage(site, key);
        let state = views::clause::clause_state(site, coverage);
        ClauseFacts {
            number: of.number.as_str(),
            level: standard.ancestors(clause).count(),
            heading: !of.requirement,
            status: state.map(|state| state.badge.class),
            more: more(key),
        }
    });
    Some(ChaptersView {
        rows: rows.collect(),
        firsts: parts.firsts().map(|ClauseIx(at)| at).collect(),
        clauses: facts.collect(),
    })
}

/// The head of the page of the part that begins with a clause; `None` if no part begins with it. `whole`
/// is the page of the whole, and its title.
pub(crate) fn part_head<'a>(
    site: &'a SiteIndex<'_>,
    first: ClauseKey,
    (whole, whole_title): (&Address, String),
    address: impl Fn(ClauseIx) -> Address,
) -> Option<PartHead<'a>> {
    let ix = first.standard;
    let parts = site.parts(ix);
    let part = parts.part_of(first.clause);
    let clauses = parts.clauses(part)?;
    if !parts.is_cut() || clauses.start != first.clause.index() {
        return None;
    }
    let standard = site.compiled.manual.standard(ix);
    let from = address(first.clause);
    let links = || {
        paging::links_from(
            &from,
            parts.count(),
            Some(part),
            |part| parts.first_of(part).map_or(whole.clone(), &address),
            |part| parts::label(standard, &parts.clauses(part).unwrap_or_default()),
        )
    };
    let summary = summary(site, ix, clauses.clone());
    let sentence = views::clause::covered_sentence(site, summary);
    Some(PartHead {
        name: name(site, ix, &clauses),
        whole: from.href(whole),
        whole_title,
        next: links().into_iter().nth(part as usize + 1),
        parts: links(),
        covered: match parts::has_whole_chapters(standard, &clauses) {
            true => sentence,
            false => {
                let arguments = [("sentence", sentence.into())];
                site.messages.with("coverage-on-page", arguments)
            }
        },
        counts: views::labels::status_counts(site, summary),
    })
}

impl PartHead<'_> {
    /// The title of the page: that of the whole, and the name of the part.
    pub(crate) fn title(&self) -> String {
        format!("{}, {}", self.whole_title, self.name.label)
    }
}

fn name<'a>(site: &'a SiteIndex<'_>, ix: StandardIx, clauses: &Range<usize>) -> PartName<'a> {
    let standard = site.compiled.manual.standard(ix);
    PartName {
        label: parts::label(standard, clauses),
        title: parts::chapter(standard, clauses)
            .and_then(|chapter| standard.clause(chapter).title.as_deref()),
        lang: site.foreign_standard(ix),
    }
}

/// The counts of the requirements among some clauses of a standard.
fn summary(site: &SiteIndex<'_>, standard: StandardIx, clauses: Range<usize>) -> Summary {
    let mut summary = Summary::default();
    for clause in clauses.map(ClauseIx::new) {
        let key = ClauseKey { standard, clause };
        let of = views::clause::clause_coverage(site, key);
        let is_requirement = site.compiled.manual.clause(key).requirement;
        if let Some(status) = of.status.filter(|_| is_requirement) {
            summary.add(status);
        }
    }
    summary
}
