//! The grid of clauses × documents: how each column addresses each clause (`docs/design.md`,
//! output).

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use crate::coverage::Verdict;
use crate::index::IndexVec;
use crate::manual::{ClauseKey, DocumentIx, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views::claim::{Addressing, by_document};
use crate::site::views::clause::{ClauseLink, ClauseState};
use crate::site::views::parts::BadgeView;

/// With more documents than this the grid has a column for each folder, and never more columns.
const MOST_COLUMNS: usize = 40;

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
    /// A document's title; for a folder, how many documents of it make claims.
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
    /// What it can be filtered by beside its status, where the grid has a page of its own.
    facts: Vec<&'static str>,
    heading: bool,
    cells: Vec<Option<Cell<'a>>>,
}

/// How a column addresses a clause.
#[derive(Debug, Serialize)]
struct Cell<'a> {
    class: &'static str,
    letter: &'a str,
    /// The same in words: "QP-07: in full".
    label: String,
    href: String,
    /// How many documents of a folder, where more than one.
    documents: usize,
}

/// A letter and what it means.
#[derive(Debug, Serialize)]
struct LegendEntry<'a> {
    class: &'static str,
    letter: &'a str,
    meaning: &'a str,
}

/// The grid of some clauses of a standard; none where no document claims anything of it.
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
        let of = site.clause_coverage(key);
        GridRow {
            link: site.clause_link(from, key),
            depth: standard.ancestors(clause_ix).count(),
            state: site.clause_state(of),
            facts: site.facts(key),
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
        columns: columns.views(site, from),
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
            // What counts most comes first, so that the first of a column stays.
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
            site.messages.get(meaning(one.verdict))
        ),
        href: match one.claims.first() {
            Some(claim) if documents == 1 => site.claim_href(from, site.claim(*claim)),
            _ => from.href_at(site.clause_address(key), Some("claims")),
        },
        documents: if documents > 1 { documents } else { 0 },
    };
    best.into_iter()
        .enumerate()
        .map(|(at, best)| best.map(|best| cell((at, best))))
        .collect()
}

/// Which column each document is in.
pub(crate) struct Columns {
    by_folder: bool,
    names: Vec<String>,
    /// The documents of each column, in the manual's order.
    documents: Vec<Vec<DocumentIx>>,
    /// By document; none for one that claims nothing of the standard.
    of_document: IndexVec<DocumentIx, Option<usize>>,
}

impl Columns {
    /// Whether they are folders.
    pub(crate) fn by_folder(&self) -> bool {
        self.by_folder
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The column of a document; none for one that claims nothing of the standard.
    pub(crate) fn of_document(&self, ix: DocumentIx) -> Option<usize> {
        self.of_document[ix]
    }

    /// The columns of a standard's grid.
    pub(crate) fn of(site: &SiteIndex<'_>, ix: StandardIx) -> Self {
        let manual = &site.compiled.manual;
        let claims = site.compiled.resolved.claims.iter();
        let mut claiming: Vec<DocumentIx> = claims
            .filter(|claim| claim.clause.standard == ix)
            .map(|claim| claim.document)
            .collect();
        claiming.sort();
        claiming.dedup();
        let by_folder = claiming.len() > MOST_COLUMNS;
        let columns: Vec<(String, Vec<DocumentIx>)> = if by_folder {
            let folder = |ix: DocumentIx| manual.document(ix).path.folder();
            by_folders(&claiming, folder, site.messages.get("grid_other_folders"))
        } else {
            let name = |ix: DocumentIx| manual.document(ix).id.value.to_string();
            claiming
                .into_iter()
                .map(|ix| (name(ix), vec![ix]))
                .collect()
        };
        let mut of_document = IndexVec::beside(&manual.documents, None);
        for (at, (_, documents)) in columns.iter().enumerate() {
            for document in documents {
                of_document[*document] = Some(at);
            }
        }
        let (names, documents) = columns.into_iter().unzip();
        Self {
            by_folder,
            names,
            documents,
            of_document,
        }
    }

    fn views<'a>(&self, site: &'a SiteIndex<'_>, from: &Address) -> Vec<ColumnView<'a>> {
        let columns = self.names.iter().zip(&self.documents);
        columns
            .map(|(name, documents)| {
                let document = documents.first().filter(|_| !self.by_folder);
                ColumnView {
                    name: name.clone(),
                    title: match document {
                        Some(ix) => site.compiled.manual.document(*ix).title.clone(),
                        None => site.messages.count("documents-count", documents.len()),
                    },
                    href: document.map(|ix| site.document_href(from, *ix)),
                    state: document.map(|ix| site.document_state(*ix)),
                }
            })
            .collect()
    }
}

/// Documents by folder, as deep as the columns suffice for. Where even the uppermost folders are
/// too many, those with the fewest documents share the last column.
fn by_folders<'f>(
    documents: &[DocumentIx],
    folder: impl Fn(DocumentIx) -> &'f str,
    others: &str,
) -> Vec<(String, Vec<DocumentIx>)> {
    let deepest = documents
        .iter()
        .map(|ix| folder(*ix).matches('/').count() + 1)
        .max()
        .unwrap_or(1);
    let grouped = |depth: usize| {
        let mut columns: BTreeMap<&str, Vec<DocumentIx>> = BTreeMap::new();
        for ix in documents {
            columns
                .entry(upper_folders(folder(*ix), depth))
                .or_default()
                .push(*ix);
        }
        columns
    };
    let mut columns = grouped(1);
    for depth in 2..=deepest {
        let deeper = grouped(depth);
        if deeper.len() > MOST_COLUMNS {
            break;
        }
        columns = deeper;
    }
    let mut columns: Vec<(String, Vec<DocumentIx>)> = columns
        .into_iter()
        .map(|(folder, documents)| (format!("{folder}/"), documents))
        .collect();
    if columns.len() > MOST_COLUMNS {
        columns.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
        let rest = columns.split_off(MOST_COLUMNS - 1);
        columns.sort();
        let rest = rest.into_iter().flat_map(|(_, documents)| documents);
        columns.push((others.to_owned(), rest.collect()));
    }
    columns
}

/// The first folders of a path of folders.
fn upper_folders(folder: &str, depth: usize) -> &str {
    match folder.match_indices('/').nth(depth - 1) {
        Some((end, _)) => &folder[..end],
        None => folder,
    }
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covers => "full",
        Verdict::CoversOverdue => "late",
        Verdict::Part => "part",
        Verdict::Broad => "broad",
        Verdict::NotYet => "not-in-force",
        Verdict::Obsolete => "withdrawn",
    }
}

fn letter(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covers => "grid_letter_full",
        Verdict::CoversOverdue => "grid_letter_overdue",
        Verdict::Part => "grid_letter_partial",
        Verdict::Broad => "grid_letter_broad",
        Verdict::NotYet => "grid_letter_planned",
        Verdict::Obsolete => "grid_letter_obsolete",
    }
}

fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covers => "grid_full",
        Verdict::CoversOverdue => "grid_overdue",
        Verdict::Part => "grid_partial",
        Verdict::Broad => "grid_broad",
        Verdict::NotYet => "grid_planned",
        Verdict::Obsolete => "grid_obsolete",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(folders: &[String]) -> Vec<(String, usize)> {
        let folders: IndexVec<DocumentIx, String> = folders.iter().cloned().collect();
        let documents: Vec<DocumentIx> = folders.positions().collect();
        by_folders(&documents, |ix| &folders[ix], "others")
            .into_iter()
            .map(|(name, documents)| (name, documents.len()))
            .collect()
    }

    #[test]
    fn folders_are_as_deep_as_the_columns_suffice_for() {
        let few = ["a/x", "a/y", "b", ""].map(str::to_owned);
        let names: Vec<String> = folders(&few).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["/", "a/x/", "a/y/", "b/"]);
        let many: Vec<String> = (0..60).map(|n| format!("{}/{n}", n % 3)).collect();
        assert_eq!(
            folders(&many),
            [
                ("0/".to_owned(), 20),
                ("1/".to_owned(), 20),
                ("2/".to_owned(), 20)
            ]
        );
    }

    #[test]
    fn too_many_folders_share_the_last_column() {
        let mut many: Vec<String> = (0..100).map(|n| format!("{n:03}")).collect();
        many.extend(["zz".to_owned(), "zz".to_owned()]);
        let columns = folders(&many);
        assert_eq!(columns.len(), MOST_COLUMNS);
        assert_eq!(columns[MOST_COLUMNS - 2], ("zz/".to_owned(), 2));
        assert_eq!(columns[MOST_COLUMNS - 1], ("others".to_owned(), 62));
        assert_eq!(columns.iter().map(|(_, n)| n).sum::<usize>(), 102);
    }
}
