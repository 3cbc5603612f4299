//! The matrix of a long standard in parts: the table of the parts on the page of the whole matrix, and
//! the page of each part, with the rows of its clauses.

use std::ops::Range;

use serde::Serialize;

use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::matrix;
use crate::site::matrix::page::MatrixList;
use crate::site::views;
use crate::site::views::chapters::{ChaptersView, MoreFacts, PartHead, PartPlace};
use crate::site::views::filters::{ClauseFilters, FilterValue};
use crate::site::views::status_strip::StripGroup;

/// The page of a part.
#[derive(Serialize)]
pub(crate) struct PartView<'a> {
    title: String,
    part: PartHead<'a>,
    /// The part of the grid with the same clauses.
    grid: Option<String>,
    by_folder: bool,
    place: PartPlace,
    filters: ClauseFilters<'a>,
    /// The folder of the scripts with the claims behind the cells.
    claims: String,
    strip: Vec<StripGroup<'a>>,
    list: MatrixList<'a>,
}

/// The table of a standard's parts; `None` if the standard is not long.
pub(crate) fn chapters<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    ix: StandardIx,
) -> Option<ChaptersView<'a>> {
    views::chapters::chapters(
        site,
        from,
        ix,
        |first| address(site, ix, first),
        |clauses| facts(site, ix, clauses),
        |key| MoreFacts {
            facts: views::filters::facts(site, key),
            compared: None,
        },
    )
}

/// The view of the part that begins with a clause; `None` if no part begins with it.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>, first: ClauseKey) -> Option<PartView<'a>> {
    let ix = first.standard;
    let from = site.addresses.matrix_part(first);
    let whole = site.addresses.matrix(ix);
    let title = matrix::page::matrix_title(site, ix);
    let address = |first| address(site, ix, first);
    let part = views::chapters::part_head(site, first, (&whole, title), address)?;
    let clauses = views::chapters::clauses_on_page(site, ix, Some(first.clause));
    let standard = site.compiled.manual.standard(ix);
    let columns = site.columns(ix);
    let at = site.parts(ix).part_of(first.clause);
    Some(PartView {
        title: part.title(),
        part,
        grid: (columns.len() > 0).then(|| from.href(&site.addresses.grid(ix, at))),
        by_folder: columns.by_folder,
        place: PartPlace::of(standard, &clauses),
        filters: views::filters::clause_filters(site, ix),
        claims: from.href(&site.addresses.claims_folder(ix)),
        strip: views::status_strip::view(site, ix, clauses.clone()),
        list: matrix::page::list(site, &from, ix, clauses),
    })
}

/// The address of the page of a part.
fn address(site: &SiteIndex<'_>, standard: StandardIx, clause: ClauseIx) -> Address {
    site.addresses.matrix_part(ClauseKey { standard, clause })
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
