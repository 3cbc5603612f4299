//! The grid of clauses × documents: how each column addresses each clause (`docs/design.md`, "The
//! site").

use std::ops::Range;

use serde::Serialize;

use crate::coverage::{ClaimReason, Verdict};
use crate::manual::{ClauseKey, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::index::columns::Columns;
use crate::site::views;
use crate::site::views::claim::{Addressing, by_document};
use crate::site::views::clause::{ClauseLink, ClauseState};
use crate::site::views::labels::BadgeView;

/// The grid of a standard.
#[derive(Debug, Serialize)]
pub(crate) struct GridView<'a> {
    /// Whether the columns are folders.
    by_folder: bool,
    columns: Vec<ColumnView<'a>>,
    rows: Vec<GridRow<'a>>,
    legend: Vec<LegendEntry<'a>>,
}

/// A document, or a folder of them.
#[derive(Debug, Serialize)]
struct ColumnView<'a> {
    name: String,
    /// A document's title; for a folder, the number of its documents with claims.
    title: String,
    href: Option<String>,
    state: Option<BadgeView<'a>>,
}

/// A clause's row; a heading has no cells.
#[derive(Debug, Serialize)]
struct GridRow<'a> {
    link: ClauseLink<'a>,
    depth: usize,
    state: Option<ClauseState<'a>>,
    /// The facts beside the status by which the row can be filtered, if the grid has a page of its
    /// own.
    facts: Vec<&'static str>,
    heading: bool,
    cells: Vec<Option<Cell<'a>>>,
}

/// How a column addresses a clause.
#[derive(Debug, Serialize)]
struct Cell<'a> {
    class: &'static str,
    letter: &'a str,
    /// The meaning of the cell in words: "QP-07: in full".
    label: String,
    href: String,
    /// For a folder, the number of its documents that address the clause.
    documents: usize,
}

/// A letter and what it means.
#[derive(Debug, Serialize)]
struct LegendEntry<'a> {
    class: &'static str,
    letter: &'a str,
    meaning: &'a str,
}

/// The grid of some clauses of a standard; `None` if no document claims a clause of the standard.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    clauses: Range<usize>,
) -> Option<GridView<'a>> {
    let columns = site.columns(ix);
    if columns.names.is_empty() {
        return None;
    }
    let standard = site.compiled.manual.standard(ix);
    let chosen = standard.iter().skip(clauses.start).take(clauses.len());
    let rows = chosen.map(|(clause_ix, clause)| {
        let key = ClauseKey {
            standard: ix,
            clause: clause_ix,
        };
        let of = views::clause::clause_coverage(site, key);
        GridRow {
            link: views::clause::clause_link(site, from, key),
            depth: standard.ancestors(clause_ix).count(),
            state: views::clause::clause_state(site, of),
            facts: views::filters::facts(site, key),
            heading: !clause.requirement,
            cells: if clause.requirement {
                let addressing = by_document(&site.compiled.resolved.claims, &of.weighed_claims);
                cells(site, from, key, columns, addressing)
            } else {
                Vec::new()
            },
        }
    });
    Some(GridView {
        by_folder: columns.by_folder,
        rows: rows.collect(),
        columns: column_views(site, from, columns),
        legend: Verdict::ALL
            .into_iter()
            .map(|verdict| LegendEntry {
                class: class(verdict),
                letter: site.messages.get(letter(verdict)),
                meaning: site.messages.get(meaning(verdict)),
            })
            .collect(),
    })
}

/// The cells of a clause's row, column by column.
fn cells<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    columns: &Columns,
    addressing: Vec<Addressing>,
) -> Vec<Option<Cell<'a>>> {
    let mut best: Vec<Option<(Addressing, usize)>> = vec![None; columns.names.len()];
    for one in addressing {
        let Some(at) = columns.of_document[one.document] else {
            continue;
        };
        match &mut best[at] {
            // The documents are sorted from the best, so the first one of a column is kept.
            Some((_, documents)) => *documents += 1,
            empty => *empty = Some((one, 1)),
        }
    }
    let cell = |(at, (one, documents)): (usize, (Addressing, usize))| Cell {
        class: class(one.verdict),
        letter: site.messages.get(letter(one.verdict)),
        label: format!(
            "{}: {}",
            columns.names[at],
            site.messages.get(meaning_in_cell(&one))
        ),
        href: match one.claims.first() {
            Some(claim) if documents == 1 => {
                views::claim::claim_href(site, from, views::claim::claim(site, *claim))
            }
            _ => from.href_at(site.clause_address(key), Some("claims")),
        },
        documents: if documents > 1 { documents } else { 0 },
    };
    best.into_iter()
        .enumerate()
        .map(|(at, best)| best.map(|best| cell((at, best))))
        .collect()
}

fn column_views<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    columns: &Columns,
) -> Vec<ColumnView<'a>> {
    let named = columns.names.iter().zip(&columns.documents);
    named
        .map(|(name, documents)| {
            let document = documents.first().filter(|_| !columns.by_folder);
            ColumnView {
                name: name.clone(),
                title: match document {
                    Some(ix) => site.compiled.manual.document(*ix).title.clone(),
                    None => site.messages.count("documents-count", documents.len()),
                },
                href: document.map(|ix| views::claim::document_href(site, from, *ix)),
                state: document.map(|ix| views::labels::document_state(site, *ix)),
            }
        })
        .collect()
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covers => "full",
        Verdict::CoversOverdue => "late",
        Verdict::Part => "part",
        Verdict::Broad => "broad",
        Verdict::NotYet => "not-in-force",
        Verdict::Nowhere => "withdrawn",
    }
}

fn letter(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covers => "grid_letter_full",
        Verdict::CoversOverdue => "grid_letter_overdue",
        Verdict::Part => "grid_letter_partial",
        Verdict::Broad => "grid_letter_broad",
        Verdict::NotYet => "grid_letter_planned",
        Verdict::Nowhere => "grid_letter_obsolete",
    }
}

/// The meaning of a cell: of a claim that does not count yet, why.
fn meaning_in_cell(of: &Addressing) -> &'static str {
    match (of.verdict, of.reason) {
        (Verdict::NotYet, ClaimReason::Proposed) => "claim_mark_proposed",
        (Verdict::NotYet, _) => "grid_not_in_force",
        (verdict, _) => meaning(verdict),
    }
}

fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covers => "grid_full",
        Verdict::CoversOverdue => "grid_overdue",
        Verdict::Part => "grid_partial",
        Verdict::Broad => "grid_broad",
        Verdict::NotYet => "grid_planned",
        Verdict::Nowhere => "grid_obsolete",
    }
}
