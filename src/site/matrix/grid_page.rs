//! The grid of a long standard, on pages of its own. On the matrix's page it would be too large to
//! open and to filter.

use std::ops::Range;

use serde::Serialize;

use crate::index::Position;
use crate::manual::{ClauseIx, Standard, StandardIx};
use crate::pipeline::Compiled;
use crate::site::index::SiteIndex;
use crate::site::matrix;
use crate::site::matrix::grid;
use crate::site::matrix::grid::GridView;
use crate::site::matrix::page::LONG;
use crate::site::views;
use crate::site::views::filters::ClauseFilters;
use crate::site::views::paging;
use crate::site::views::paging::PartLink;
use crate::site::{Address, Page};

/// The number of clauses after which the next part of a grid begins.
const CLAUSES: usize = 100;
/// The most clauses above the first clause of a part: a part begins at a clause at this depth or
/// above.
const DEEPEST_BEGIN: usize = 1;

/// A part of the grid of a long standard.
#[derive(Serialize)]
pub(crate) struct GridPageView<'a> {
    title: String,
    /// The address of the whole matrix.
    matrix: String,
    matrix_title: String,
    parts: Vec<PartLink>,
    /// The position of the first clause of the part in the standard.
    first: usize,
    /// The position of that clause's parent, which is in an earlier part; empty if it has none.
    above: String,
    filters: ClauseFilters<'a>,
    /// The folder of the scripts with the claims behind the cells.
    claims: String,
    grid: GridView<'a>,
}

/// The links from a matrix to the parts of its grid.
#[derive(Serialize)]
pub(crate) struct GridParts {
    by_folder: bool,
    parts: Vec<PartLink>,
    /// The position of the first clause of each part.
    firsts: Vec<usize>,
}

/// The pages of a standard's grid; empty if the grid is on the matrix's own page.
pub(crate) fn grid_pages(
    compiled: &Compiled,
    ix: StandardIx,
) -> impl Iterator<Item = Page> + use<> {
    let parts = parts(compiled.manual.standard(ix)).len() as u32;
    let has_claims = || {
        let mut claims = compiled.resolved.claims.iter();
        claims.any(|claim| claim.clause.standard == ix)
    };
    let parts = if parts > 0 && has_claims() { parts } else { 0 };
    (0..parts).map(move |part| Page::MatrixGrid(ix, part))
}

/// The positions of the clauses of each part of a list of a standard's clauses; empty if the standard is
/// not long.
pub(crate) fn parts(standard: &Standard) -> Vec<Range<usize>> {
    let all = standard.clauses.len();
    if all <= LONG {
        return Vec::new();
    }
    let mut begins = vec![0];
    let mut last = 0;
    for (at, (ix, _)) in standard.iter().enumerate() {
        if at - last >= CLAUSES && standard.ancestors(ix).count() <= DEEPEST_BEGIN {
            begins.push(at);
            last = at;
        }
    }
    let ends = begins.iter().skip(1).copied().chain([all]);
    begins
        .iter()
        .zip(ends)
        .map(|(begin, end)| *begin..end)
        .collect()
}

/// The links from a matrix to the parts of its grid; `None` if the grid is on the matrix's own
/// page, or if no document claims a clause.
pub(crate) fn links(site: &SiteIndex<'_>, from: &Address, ix: StandardIx) -> Option<GridParts> {
    let columns = site.columns(ix);
    let parts = part_links(site, from, ix, None);
    (!parts.is_empty() && columns.len() > 0).then(|| GridParts {
        by_folder: columns.by_folder,
        parts,
        firsts: (self::parts(site.compiled.manual.standard(ix)).iter())
            .map(|clauses| clauses.start)
            .collect(),
    })
}

/// The view of a part of a standard's grid, counted from 0; `None` if there is no such part.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    ix: StandardIx,
    part: u32,
) -> Option<GridPageView<'a>> {
    let compiled = site.compiled;
    let from = site.addresses.grid(ix, part);
    let standard = compiled.manual.standard(ix);
    let clauses = parts(standard).into_iter().nth(part as usize)?;
    let grid = grid::view(site, &from, ix, clauses.clone())?;
    let name = match site.columns(ix).by_folder {
        true => "matrix_grid_folders",
        false => "matrix_grid",
    };
    let title = site.messages.get(name);
    let label = label(standard, &clauses);
    Some(GridPageView {
        title: format!("{title}: {} {label}", standard.designation),
        matrix: from.href_at(&site.addresses.matrix(ix), Some("grid")),
        matrix_title: matrix::page::matrix_title(site, ix),
        parts: part_links(site, &from, ix, Some(part)),
        first: clauses.start,
        above: standard
            .clause(ClauseIx::new(clauses.start))
            .parent
            .map_or_else(String::new, |above| above.0.to_string()),
        filters: views::filters::clause_filters(site, ix),
        claims: from.href(&site.addresses.claims_folder(ix)),
        grid,
    })
}

/// A link to each part, named by its first and its last clause.
fn part_links(
    site: &SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    current: Option<u32>,
) -> Vec<PartLink> {
    let standard = site.compiled.manual.standard(ix);
    let parts = parts(standard);
    let address = |part| site.addresses.grid(ix, part);
    paging::links_from(from, parts.len() as u32, current, address, |part| {
        label(standard, &parts[part as usize])
    })
}

/// "AC-01 – AU-05".
pub(crate) fn label(standard: &Standard, clauses: &Range<usize>) -> String {
    let number = |at: usize| &standard.clause(ClauseIx::new(at)).number;
    format!(
        "{} – {}",
        number(clauses.start),
        number(clauses.end.saturating_sub(1))
    )
}
