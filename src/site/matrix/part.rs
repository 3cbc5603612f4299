//! The matrix of a long standard in parts: the table of the parts on the page of the whole matrix, and
//! the page of each part, with the rows of its clauses.

use std::ops::Range;

use serde::Serialize;

use crate::coverage::Summary;
use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, Standard, StandardIx};
use crate::pipeline::Compiled;
use crate::site::index::SiteIndex;
use crate::site::index::parts::{self, Parts};
use crate::site::matrix;
use crate::site::matrix::page::MatrixList;
use crate::site::views;
use crate::site::views::filters::{ClauseFilters, FilterValue};
use crate::site::views::labels::StatusCount;
use crate::site::views::paging;
use crate::site::views::paging::PartLink;
use crate::site::views::status_strip::StripGroup;
use crate::site::{Address, Page};

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
    facts: Vec<FilterValue<'a>>,
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
    facts: Vec<&'static str>,
}

/// The page of a part.
#[derive(Serialize)]
pub(crate) struct PartView<'a> {
    title: String,
    name: PartName<'a>,
    /// The address of the whole matrix.
    matrix: String,
    matrix_title: String,
    parts: Vec<PartLink>,
    /// The next part.
    next: Option<PartLink>,
    /// The part of the grid with the same clauses.
    grid: Option<String>,
    by_folder: bool,
    covered: String,
    counts: Vec<StatusCount<'a>>,
    place: PartPlace,
    filters: ClauseFilters<'a>,
    /// The folder of the scripts with the claims behind the cells.
    claims: String,
    strip: Vec<StripGroup<'a>>,
    list: MatrixList<'a>,
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

/// The pages of the parts of a standard's matrix; empty if the standard is not long.
pub(crate) fn part_pages(
    compiled: &Compiled,
    standard: StandardIx,
) -> impl Iterator<Item = Page> + use<> {
    let parts = Parts::of(compiled.manual.standard(standard));
    let firsts: Vec<ClauseIx> = match parts.is_cut() {
        true => parts.firsts().collect(),
        false => Vec::new(),
    };
    let page = move |clause| Page::MatrixPart(ClauseKey { standard, clause });
    firsts.into_iter().map(page)
}

/// The table of a standard's parts; `None` if the standard is not long.
pub(crate) fn chapters<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
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
            href: from.href(&address(site, ix, part)?),
            name: name(site, ix, &clauses),
            sentence: views::clause::covered_sentence(site, summary),
            total: summary.applicable(),
            counts: views::labels::status_counts(site, summary),
            facts: facts(site, ix, clauses),
        })
    });
    Some(ChaptersView {
        rows: rows.collect(),
        firsts: parts.firsts().map(|ClauseIx(at)| at).collect(),
        clauses: standard
            .iter()
            .map(|(clause, of)| {
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
                    facts: views::filters::facts(site, key),
                }
            })
            .collect(),
    })
}

/// The view of the part that begins with a clause; `None` if no part begins with it.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, first: ClauseKey) -> Option<PartView<'a>> {
    let ix = first.standard;
    let parts = site.parts(ix);
    let part = parts.part_of(first.clause);
    let clauses = parts.clauses(part)?;
    if parts.first_of(part) != Some(first.clause) {
        return None;
    }
    let standard = site.compiled.manual.standard(ix);
    let from = site.addresses.matrix_part(first);
    let links = || {
        paging::links_from(
            &from,
            parts.count(),
            Some(part),
            |part| address(site, ix, part).unwrap_or_else(|| site.addresses.matrix(ix)),
            |part| parts::label(standard, &parts.clauses(part).unwrap_or_default()),
        )
    };
    let name = name(site, ix, &clauses);
    let matrix_title = matrix::page::matrix_title(site, ix);
    let columns = site.columns(ix);
    let summary = summary(site, ix, clauses.clone());
    Some(PartView {
        title: format!("{matrix_title}, {}", name.label),
        matrix: from.href(&site.addresses.matrix(ix)),
        matrix_title,
        next: links().into_iter().nth(part as usize + 1),
        parts: links(),
        grid: (columns.len() > 0).then(|| from.href(&site.addresses.grid(ix, part))),
        by_folder: columns.by_folder,
        covered: views::clause::covered_sentence(site, summary),
        counts: views::labels::status_counts(site, summary),
        place: PartPlace::of(standard, &clauses),
        filters: views::filters::clause_filters(site, ix),
        claims: from.href(&site.addresses.claims_folder(ix)),
        strip: views::status_strip::view(site, ix, clauses.clone()),
        list: matrix::page::list(site, &from, ix, clauses),
        name,
    })
}

/// The address of the page of a part.
fn address(site: &SiteIndex<'_>, standard: StandardIx, part: u32) -> Option<Address> {
    let clause = site.parts(standard).first_of(part)?;
    Some(site.addresses.matrix_part(ClauseKey { standard, clause }))
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

/// The facts beside the status that requirements among some clauses have, with their counts.
fn facts<'a>(
    site: &'a SiteIndex<'_>,
    standard: StandardIx,
    clauses: Range<usize>,
) -> Vec<FilterValue<'a>> {
    let keys = clauses.map(|clause| ClauseKey {
        standard,
        clause: ClauseIx::new(clause),
    });
    let asked = keys.filter(|key| site.compiled.manual.clause(*key).requirement);
    let facts: Vec<&'static str> = asked
        .flat_map(|key| views::filters::facts(site, key))
        .collect();
    views::filters::fact_values(site, &facts.iter().copied())
}
