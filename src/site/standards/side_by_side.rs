//! Two standards side by side, clause by clause: what the page of a crosswalk and that of a
//! transition share. Of a long standard, the page of the whole has its parts in place of the rows.

use std::ops::Range;

use serde::Serialize;

use crate::index::Position;
use crate::manual::{ClauseIx, ClauseKey, StandardIx};
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::matrix::row::RowHead;
use crate::site::views;
use crate::site::views::chapters::{ChaptersView, MoreFacts, PartHead};
use crate::site::views::filters::{FilterValue, counted};
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
    /// The heading of how the requirements compare.
    compared_heading: &'a str,
    statuses: Vec<FilterValue<'a>>,
    /// How the requirements of the whole standard compare.
    comparisons: Vec<FilterValue<'a>>,
    /// The parts of a long standard, whose rows are on their pages.
    chapters: Option<ChaptersView<'a>>,
    /// The part, if this is the page of one.
    part: Option<PartOfSides<'a>>,
    rows: Vec<PairedRow<'a, O, C>>,
}

/// A part of a long standard.
#[derive(Serialize)]
struct PartOfSides<'a> {
    #[serde(flatten)]
    head: PartHead<'a>,
    comparisons: Vec<FilterValue<'a>>,
}

/// A clause of this standard.
#[derive(Serialize)]
struct PairedRow<'a, O, C> {
    #[serde(flatten)]
    head: RowHead<'a>,
    requirement: bool,
    /// For a requirement: how the two sides compare, or what is to be done.
    compared: Option<BadgeView<'a>>,
    #[serde(flatten)]
    paired: Paired<O, C>,
}

/// What stands beside a clause.
#[derive(Serialize)]
pub(super) struct Paired<O, C> {
    pub(super) others: Vec<O>,
    #[serde(flatten)]
    pub(super) cells: C,
}

/// The standards of a page, and the first clause of its part, if it is one.
pub(super) struct Sides {
    pub(super) here: StandardIx,
    pub(super) there: StandardIx,
    pub(super) first: Option<ClauseIx>,
}

/// The words of a page.
pub(super) struct Words<'a> {
    pub(super) title: String,
    pub(super) others_heading: String,
    pub(super) compared_heading: &'a str,
}

impl<'a, O, C> SideBySide<'a, O, C> {
    /// The clauses of a standard beside those of another. `address` is that of the page of the whole, or
    /// of a part by its first clause. `values` are what `compared` can say about a requirement, and
    /// `paired` says what stands beside a clause.
    pub(super) fn new(
        site: &'a SiteIndex<'_>,
        Sides { here, there, first }: Sides,
        words: Words<'a>,
        address: impl Fn(Option<ClauseIx>) -> Address,
        values: &[BadgeView<'a>],
        compared: impl Fn(ClauseKey) -> Option<BadgeView<'a>>,
        paired: impl Fn(ClauseKey) -> Paired<O, C>,
    ) -> Self {
        let (whole, from) = (address(None), address(first));
        let part_address = |first| address(Some(first));
        let standard = site.compiled.manual.standard(here);
        let heads = views::status_strip::heads(standard);
        let key = |clause| ClauseKey {
            standard: here,
            clause,
        };
        let clauses = standard.clauses.positions();
        let all: Vec<Option<BadgeView<'a>>> = clauses.map(|clause| compared(key(clause))).collect();
        let count = |of: &[Option<BadgeView<'a>>]| {
            let classes = of.iter().flatten().map(|badge| badge.class);
            counted(values.iter().copied(), &classes)
        };
        let in_range = |clauses: Range<usize>| all.get(clauses).unwrap_or_default();
        let compared_of = |clause: ClauseIx| all.get(clause.index()).copied().flatten();
        let on_page = views::chapters::clauses_on_page(site, here, first);
        let part = first.and_then(|first| {
            let whole = (&whole, words.title.clone());
            Some(PartOfSides {
                head: views::chapters::part_head(site, key(first), whole, part_address)?,
                comparisons: count(in_range(on_page.clone())),
            })
        });
        let rows = on_page.clone().map(ClauseIx::new).map(|clause| PairedRow {
            head: RowHead::new(
                site,
                &from,
                key(clause),
                &on_page,
                heads.as_slice().contains(&Some(clause)),
            ),
            requirement: standard.clause(clause).requirement,
            compared: compared_of(clause),
            paired: paired(key(clause)),
        });
        let chapters = || {
            views::chapters::chapters(
                site,
                &from,
                here,
                part_address,
                |clauses| count(in_range(clauses)),
                |key| MoreFacts {
                    facts: Vec::new(),
                    compared: compared_of(key.clause).map(|badge| badge.class),
                },
            )
        };
        Self {
            title: match &part {
                Some(part) => part.head.title(),
                None => words.title,
            },
            here: views::labels::coverage(site, &from, here),
            there: views::labels::coverage(site, &from, there),
            others_heading: words.others_heading,
            compared_heading: words.compared_heading,
            statuses: views::filters::clause_filters(site, here).statuses,
            comparisons: count(&all),
            chapters: first.is_none().then(chapters).flatten(),
            part,
            rows: rows.collect(),
        }
    }
}
