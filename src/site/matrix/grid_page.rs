//! The grid of a long standard, on pages of its own. On the matrix's page it would be too large to
//! open and to filter.

use serde::Serialize;

use crate::manual::{ClauseIx, StandardIx};
use crate::pipeline::Compiled;
use crate::site::index::SiteIndex;
use crate::site::index::parts::{self, Parts};
use crate::site::matrix;
use crate::site::matrix::grid;
use crate::site::matrix::grid::GridView;
use crate::site::views;
use crate::site::views::chapters::PartPlace;
use crate::site::views::filters::ClauseFilters;
use crate::site::views::paging;
use crate::site::views::paging::PartLink;
use crate::site::{Address, Page};

/// A part of the grid of a long standard.
#[derive(Serialize)]
pub(crate) struct GridPageView<'a> {
    title: String,
    /// The address of the whole matrix.
    matrix: String,
    matrix_title: String,
    parts: Vec<PartLink>,
    place: PartPlace,
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
    firsts: Vec<u32>,
}

/// The pages of a standard's grid; empty if the grid is on the matrix's own page.
pub(crate) fn grid_pages(
    compiled: &Compiled,
    ix: StandardIx,
) -> impl Iterator<Item = Page> + use<> {
    let parts = Parts::of(compiled.manual.standard(ix));
    let has_claims = || {
        let mut claims = compiled.resolved.claims.iter();
        claims.any(|claim| claim.clause.standard == ix)
    };
    let count = match parts.is_cut() && has_claims() {
        true => parts.count(),
        false => 0,
    };
    (0..count).map(move |part| Page::MatrixGrid(ix, part))
}

/// The links from a matrix to the parts of its grid; `None` if the grid is on the matrix's own
/// page, or if no document claims a clause.
pub(crate) fn links(site: &SiteIndex<'_>, from: &Address, ix: StandardIx) -> Option<GridParts> {
    let columns = site.columns(ix);
    let parts = site.parts(ix);
    (parts.is_cut() && columns.len() > 0).then(|| GridParts {
        by_folder: columns.by_folder,
        parts: part_links(site, from, ix, None),
        firsts: parts.firsts().map(|ClauseIx(at)| at).collect(),
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
    let clauses = site.parts(ix).clauses(part)?;
    let grid = grid::view(site, &from, ix, clauses.clone())?;
    let name = match site.columns(ix).by_folder {
        true => "matrix_grid_folders",
        false => "matrix_grid",
    };
    let title = site.messages.get(name);
    let label = parts::label(standard, &clauses);
    Some(GridPageView {
        title: format!("{title}: {} {label}", standard.designation),
        matrix: from.href_at(&site.addresses.matrix(ix), Some("grid")),
        matrix_title: matrix::page::matrix_title(site, ix),
        parts: part_links(site, &from, ix, Some(part)),
        place: PartPlace::of(standard, &clauses),
        filters: views::filters::clause_filters(site, ix),
        claims: from.href(&site.addresses.claims_folder(ix)),
        grid,
    })
}

/// A link to each part of a standard's grid.
fn part_links(
    site: &SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
    current: Option<u32>,
) -> Vec<PartLink> {
    let standard = site.compiled.manual.standard(ix);
    let parts = site.parts(ix);
    let address = |part| site.addresses.grid(ix, part);
    paging::links_from(from, parts.count(), current, address, |part| {
        let clauses = parts.clauses(part).unwrap_or_default();
        parts::label(standard, &clauses)
    })
}
