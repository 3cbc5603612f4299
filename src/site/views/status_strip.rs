//! The status strip: an overview of a whole standard, with one cell for each requirement.

use std::ops::Range;

use serde::Serialize;

use crate::index::{IndexVec, Position};
use crate::manual::{Clause, ClauseIx, ClauseKey, Standard, StandardIx};
use crate::site::address::href_here;
use crate::site::index::SiteIndex;
use crate::site::matrix::row::row_id;
use crate::site::views;
use crate::site::views::clause::ClauseState;

/// The most requirements in a group of the strip. A larger group is split by the clauses below its
/// main clause.
const MOST_IN_GROUP: usize = 40;

/// A group of the strip, usually a main clause, with a cell for each of its requirements.
#[derive(Serialize)]
pub(crate) struct StripGroup<'a> {
    name: Option<StripName<'a>>,
    cells: Vec<StripCell>,
}

/// The name of a group of the strip.
#[derive(Serialize)]
struct StripName<'a> {
    href: String,
    number: String,
    title: Option<&'a str>,
}

/// A requirement in the strip.
#[derive(Serialize)]
struct StripCell {
    href: String,
    class: String,
    /// "8.4.1 General: covered".
    label: String,
    /// Whether a major finding is open, whatever the status.
    alarm: bool,
}

/// The groups of the strip of the shown clauses: one cell for each requirement, grouped by main clause. A main clause
/// with many requirements is split by the clauses directly below it; consecutive clauses without
/// clauses below them form one group.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    ix: StandardIx,
    shown: Range<usize>,
) -> Vec<StripGroup<'a>> {
    let standard = site.compiled.manual.standard(ix);
    let heads = heads(standard);
    let mut groups: Vec<(Option<ClauseIx>, Vec<ClauseIx>)> = Vec::new();
    let clauses = shown.clone().map(ClauseIx::new);
    for clause in clauses.filter(|clause| standard.clause(*clause).requirement) {
        let head = heads[clause];
        match groups.last_mut().filter(|(last, _)| *last == head) {
            Some((_, group)) => group.push(clause),
            None => groups.push((head, vec![clause])),
        }
    }
    groups
        .into_iter()
        .map(|(head, clauses)| StripGroup {
            name: strip_name(standard, head, &clauses, &shown),
            cells: clauses
                .iter()
                .filter_map(|clause| {
                    let key = ClauseKey {
                        standard: ix,
                        clause: *clause,
                    };
                    let state = views::clause::clause_state(
                        site,
                        views::clause::clause_coverage(site, key),
                    )?;
                    Some(strip_cell(standard.clause(*clause), &state))
                })
                .collect(),
        })
        .collect()
}

/// For each clause, the heading of its group in the strip; `None` for a clause that is in no group
/// with a heading.
pub(crate) fn heads(standard: &Standard) -> IndexVec<ClauseIx, Option<ClauseIx>> {
    let root = |ix: ClauseIx| standard.with_ancestors(ix).last().unwrap_or(ix);
    let mut requirements = IndexVec::beside(&standard.clauses, 0_usize);
    for (ix, clause) in standard.iter() {
        requirements[root(ix)] += usize::from(clause.requirement);
    }
    let head = |ix: ClauseIx| {
        let root = root(ix);
        let head = if requirements[root] <= MOST_IN_GROUP {
            root
        } else {
            let mut path = standard.with_ancestors(ix);
            path.find(|above| standard.clause(*above).parent == Some(root))?
        };
        (!standard.clause(head).children.is_empty()).then_some(head)
    };
    standard.iter().map(|(ix, _)| head(ix)).collect()
}

/// A group's name: that of its heading, else that of its only clause, else the range from its first
/// clause to its last.
fn strip_name<'a>(
    standard: &'a Standard,
    head: Option<ClauseIx>,
    clauses: &[ClauseIx],
    shown: &Range<usize>,
) -> Option<StripName<'a>> {
    let first = standard.clause(*clauses.first()?);
    let last = standard.clause(*clauses.last()?);
    let (clause, alone) = match head {
        Some(head) => (standard.clause(head), true),
        None => (first, clauses.len() == 1),
    };
    // The heading of a long group may be in an earlier part.
    let row = match head.is_none_or(|head| shown.contains(&head.index())) {
        true => clause,
        false => first,
    };
    Some(StripName {
        href: href_here(&row_id(row)),
        number: if alone {
            clause.number.to_string()
        } else {
            format!("{}–{}", first.number, last.number)
        },
        title: clause.title.as_deref().filter(|_| alone),
    })
}

fn strip_cell(clause: &Clause, state: &ClauseState<'_>) -> StripCell {
    let mut label = clause.number.to_string();
    if let Some(title) = &clause.title {
        label.push(' ');
        label.push_str(title);
    }
    label.push_str(": ");
    label.push_str(state.badge.word);
    if let Some(alarm) = &state.alarm {
        label.push_str(", ");
        label.push_str(alarm.word);
    }
    StripCell {
        href: href_here(&row_id(clause)),
        class: state.badge.class.to_owned(),
        label,
        alarm: state.alarm.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::fixture::*;

    /// The positions of all clauses of the first standard.
    fn all(site: &SiteIndex<'_>) -> Range<usize> {
        0..site.compiled.manual.standard(StandardIx(0)).clauses.len()
    }

    #[test]
    fn the_strip_splits_a_long_main_clause_by_the_clauses_below() {
        let config = "title = \"M\"\nstandards = [\"iso-9002-1994\"]\n";
        let manual = TestSite::new(config, &[]);
        let site = manual.site();
        let names: Vec<String> = view(&site, StandardIx(0), all(&site))
            .into_iter()
            .filter_map(|group| group.name)
            .map(|name| name.number)
            .collect();
        assert_eq!(&names[..6], ["4.1", "4.2", "4.3", "4.5", "4.6", "4.7–4.9"]);
        let iso = TestSite::iso("", &[]);
        let groups = view(&iso.site(), StandardIx(0), all(&iso.site())).len();
        assert_eq!(groups, 7, "one for each main clause");
        let cells: usize = view(&iso.site(), StandardIx(0), all(&iso.site()))
            .iter()
            .map(|group| group.cells.len())
            .sum();
        assert_eq!(
            cells as u32,
            iso.coverage.standards[StandardIx(0)].summary.requirements()
        );
    }
}
