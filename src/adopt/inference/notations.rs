//! Clauses in a notation with the name of their standard: `[13485:7.5.1]`.

use std::collections::BTreeMap;

use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::PageFacts;

/// A notation of claims with the name of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notation {
    /// Its form, as a person reads it: `[NAME:CLAUSE]`.
    pub(crate) form: &'static str,
    /// The name of the standard in it.
    pub(crate) name: String,
    pub(crate) standard: StandardAt,
    /// How many places have it, and in how many of them the standard has the clause.
    pub(crate) places: usize,
    pub(crate) known: usize,
}

/// The notations of a folder.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// Those with the name of a built-in standard.
    pub(super) notations: Vec<Notation>,
    /// The others, as a person reads them, with the number of places.
    pub(super) unknown: Vec<(String, usize)>,
}

/// Counts the notations that at least three places have.
pub(super) fn count(pages: &[&PageFacts], names: &StandardNames) -> Counted {
    const FEWEST: usize = 3;
    let mut clauses: BTreeMap<(&'static str, &str), Vec<&str>> = BTreeMap::new();
    for tag in pages.iter().flat_map(|page| &page.tags) {
        clauses
            .entry((tag.notation, &tag.name))
            .or_default()
            .push(&tag.clause);
    }
    let mut counted = Counted::default();
    for ((form, name), clauses) in clauses {
        if clauses.len() < FEWEST {
            continue;
        }
        let known = |at: StandardAt| {
            clauses
                .iter()
                .filter(|clause| names.has(at, clause))
                .count()
        };
        let meant = names.meant(name).iter().copied();
        let best = meant.max_by_key(|at| known(*at));
        match best.filter(|at| known(*at) > 0) {
            Some(standard) => counted.notations.push(Notation {
                form,
                name: name.to_owned(),
                standard,
                places: clauses.len(),
                known: known(standard),
            }),
            None if name.contains(|c: char| c.is_ascii_digit()) => {
                let shown = form.replace("NAME", name).replace("CLAUSE", "…");
                counted.unknown.push((shown, clauses.len()));
            }
            None => {}
        }
    }
    counted
}
