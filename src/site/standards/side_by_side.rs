//! Two standards side by side, clause by clause: what the page of a crosswalk and that of a
//! transition share.

use serde::Serialize;

use crate::manual::{ClauseKey, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::index::parts::LONG;
use crate::site::matrix::row::RowHead;
use crate::site::views;
use crate::site::views::filters::FilterValue;
use crate::site::views::labels::{BadgeView, CoverageView};

/// Two standards side by side. Each row has an `O` for every corresponding clause, and cells `C` that
/// only one of the two pages has.
#[derive(Serialize)]
pub(super) struct SideBySide<'a, O, C> {
    title: String,
    here: CoverageView<'a>,
    there: CoverageView<'a>,
    /// The heading of the clauses of the other standard: "Corresponding in ISO 9002:1994".
    others_heading: String,
    /// Whether the browser lays out only the visible rows.
    long: bool,
    statuses: Vec<FilterValue<'a>>,
    rows: Vec<PairedRow<'a, O, C>>,
}

/// A clause of this standard.
#[derive(Serialize)]
struct PairedRow<'a, O, C> {
    #[serde(flatten)]
    head: RowHead<'a>,
    requirement: bool,
    #[serde(flatten)]
    paired: Paired<'a, O, C>,
}

/// What a page says about a clause.
#[derive(Serialize)]
pub(super) struct Paired<'a, O, C> {
    /// For a requirement: how the two sides compare, or what is to be done.
    pub(super) compared: Option<BadgeView<'a>>,
    pub(super) others: Vec<O>,
    #[serde(flatten)]
    pub(super) cells: C,
}

/// The words of a page.
pub(super) struct Words {
    pub(super) title: String,
    pub(super) others_heading: String,
}

impl<'a, O, C> SideBySide<'a, O, C> {
    /// The clauses of a standard beside those of another; `paired` says what is beside each of them.
    pub(super) fn new(
        site: &'a SiteIndex<'_>,
        from: &Address,
        (here, there): (StandardIx, StandardIx),
        words: Words,
        paired: impl Fn(ClauseKey) -> Paired<'a, O, C>,
    ) -> Self {
        let standard = site.compiled.manual.standard(here);
        let heads = views::status_strip::heads(standard);
        let rows: Vec<PairedRow<'a, O, C>> = standard
            .iter()
            .map(|(clause, of)| {
                let key = ClauseKey {
                    standard: here,
                    clause,
                };
                let begins_group = heads.as_slice().contains(&Some(clause));
                PairedRow {
                    head: RowHead::new(site, from, key, begins_group),
                    requirement: of.requirement,
                    paired: paired(key),
                }
            })
            .collect();
        let asked = rows.iter().filter(|row| row.requirement);
        Self {
            title: words.title,
            here: views::labels::coverage(site, from, here),
            there: views::labels::coverage(site, from, there),
            others_heading: words.others_heading,
            long: standard.clauses.len() > LONG,
            statuses: views::filters::status_values(
                site,
                asked.filter_map(|row| row.head.state.as_ref()),
            ),
            rows,
        }
    }

    /// How the requirements compare.
    pub(super) fn compared(&self) -> impl Iterator<Item = &'a str> + Clone {
        let compared = self.rows.iter().filter_map(|row| row.paired.compared);
        compared.map(|badge| badge.class)
    }
}
