//! Of which standards the texts speak.

use std::collections::{BTreeMap, BTreeSet};

use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{HowNamed, PageFacts, Place};

/// A standard of which the texts speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) standard: StandardAt,
    /// How many files name it, or a group of editions to which it belongs.
    pub(crate) files: usize,
    /// How many places name a clause that it has.
    pub(crate) places: usize,
    /// What a person should know about the choice.
    pub(crate) remark: Option<String>,
}

/// Chooses the standards, the most spoken of first. `claimed` are standards that fields of
/// front-matter or notations name.
pub(super) fn choose(
    pages: &[&PageFacts],
    claimed: &BTreeMap<StandardAt, usize>,
    names: &StandardNames,
) -> Choice {
    let groups = groups(pages);
    let mut chosen: Vec<Chosen> = Vec::new();
    for (group, files) in &groups {
        // An edition that is named by itself stands for its group.
        let alone: Vec<StandardAt> = group
            .iter()
            .copied()
            .filter(|at| groups.contains_key(&vec![*at]) || claimed.contains_key(at))
            .collect();
        if group.len() > 1 && !alone.is_empty() {
            continue;
        }
        let count = |at: StandardAt| places(pages, group, at, names);
        let best = group
            .iter()
            .copied()
            .max_by_key(|at| (count(*at), std::cmp::Reverse(age(*at, names))));
        let Some(best) = best else { continue };
        let others: Vec<String> = group
            .iter()
            .filter(|at| **at != best && count(**at) == count(best))
            .filter_map(|at| Some(names.standard(*at)?.id.to_string()))
            .collect();
        let remark = (!others.is_empty()).then(|| {
            format!(
                "no text names its edition: {} would fit as well",
                others.join(" or ")
            )
        });
        push(&mut chosen, best, *files, count(best), remark);
    }
    for (at, claims) in claimed {
        push(&mut chosen, *at, 0, *claims, None);
    }
    if chosen.is_empty()
        && let Some((best, places)) = fitting_best(pages, names)
    {
        let remark = "to be mended: no text names a standard, but it has most of the numbers";
        push(&mut chosen, best, 0, places, Some(remark.to_owned()));
    }
    chosen.sort_by_key(|one| (std::cmp::Reverse((one.places, one.files)), one.standard));
    // A few words about a standard are no reason to measure the whole manual by it.
    const FEW: usize = 5;
    let most = chosen.first().map_or(0, |one| one.places);
    let least = pages.len() / 20;
    let (chosen, mentioned) = chosen.into_iter().partition(|one| match one.places {
        0 => most == 0 && (one.files > least.max(1) || pages.len() < 3),
        // Among thousands of places for one standard, a dozen for another is a remark.
        places => {
            let is_much = places >= FEW && places * 200 >= most;
            is_much || places * 50 >= most || claimed.contains_key(&one.standard)
        }
    });
    Choice { chosen, mentioned }
}

/// The standards of a folder.
pub(super) struct Choice {
    /// Those that the manual is to meet, the most spoken of first.
    pub(super) chosen: Vec<Chosen>,
    /// Those that the texts only mention.
    pub(super) mentioned: Vec<Chosen>,
}

impl Choice {
    /// Adds those of these standards that are not chosen yet.
    pub(super) fn add(&mut self, more: Vec<Chosen>) {
        for one in more {
            if self
                .chosen
                .iter()
                .all(|known| known.standard != one.standard)
            {
                self.mentioned
                    .retain(|known| known.standard != one.standard);
                self.chosen.push(one);
            }
        }
    }
}

/// The standard of these that has the most of some clauses; of all standards, if none is named.
pub(super) fn best_fit(
    named: &[StandardAt],
    clauses: &[&str],
    names: &StandardNames,
) -> Option<StandardAt> {
    let all: Vec<StandardAt> = match named.is_empty() {
        true => (0..names.standards().len()).collect(),
        false => named.to_vec(),
    };
    let count = |at: StandardAt| {
        clauses
            .iter()
            .filter(|clause| names.has(at, clause))
            .count()
    };
    let best = all
        .into_iter()
        .max_by_key(|at| (count(*at), std::cmp::Reverse(age(*at, names))))?;
    // Without a name, the clauses alone have to tell.
    let least = if named.is_empty() {
        clauses.len().div_ceil(2)
    } else {
        1
    };
    (count(best) >= least.max(1)).then_some(best)
}

/// The standard that has the most of the clauses that places name without a standard.
fn fitting_best(pages: &[&PageFacts], names: &StandardNames) -> Option<(StandardAt, usize)> {
    let places = pages.iter().flat_map(|page| &page.places);
    // A bare number may be of any document, and so may `C1.1`.
    let places = places.filter(|place| match place.how {
        HowNamed::Field => true,
        HowNamed::Lettered => {
            let letters = place.clause.chars().take_while(char::is_ascii_uppercase);
            letters.count() > 1 || place.clause.starts_with("A.")
        }
        HowNamed::Marked | HowNamed::Control | HowNamed::Heading | HowNamed::Bracketed => false,
    });
    let places: Vec<&Place> = places.collect();
    let count = |at: StandardAt| {
        let is_known = |place: &&&Place| clause_of(place, at, names).is_some();
        places.iter().filter(is_known).count()
    };
    let all = 0..names.standards().len();
    let best = all.max_by_key(|at| (count(*at), std::cmp::Reverse(age(*at, names))))?;
    /// Fewer numbers fit a standard by chance.
    const FEWEST: usize = 5;
    (count(best) >= FEWEST).then(|| (best, count(best)))
}

fn push(
    chosen: &mut Vec<Chosen>,
    standard: StandardAt,
    files: usize,
    places: usize,
    remark: Option<String>,
) {
    match chosen.iter_mut().find(|one| one.standard == standard) {
        Some(known) => {
            known.files += files;
            known.places = known.places.max(places);
        }
        None => chosen.push(Chosen {
            standard,
            files,
            places,
            remark,
        }),
    }
}

/// The groups of standards that share a name, with the number of files that write it.
fn groups(pages: &[&PageFacts]) -> BTreeMap<Vec<StandardAt>, usize> {
    let mut groups: BTreeMap<Vec<StandardAt>, usize> = BTreeMap::new();
    for page in pages {
        let named: BTreeSet<&Vec<StandardAt>> =
            page.spoken.iter().map(|(group, _)| group).collect();
        for group in named {
            *groups.entry(group.clone()).or_default() += 1;
        }
    }
    groups
}

/// How many places name a clause of this standard, or of none by name in a page that speaks of it.
fn places(
    pages: &[&PageFacts],
    group: &[StandardAt],
    at: StandardAt,
    names: &StandardNames,
) -> usize {
    let of_page = |page: &&PageFacts| {
        let is_spoken = page.spoken.iter().any(|(spoken, _)| spoken == group);
        let places = page.places.iter().filter(|place| {
            let is_meant = match place.standards.is_empty() {
                true => is_spoken && place.how != HowNamed::Heading,
                false => place.standards.contains(&at),
            };
            is_meant && clause_of(place, at, names).is_some()
        });
        places.count()
    };
    pages.iter().map(of_page).sum()
}

/// The clause of a place as this standard writes it; `None` if it has no such clause. A control may lack the
/// letter of its annex, and so may a range that runs beyond the main clauses.
pub(super) fn clause_of(place: &Place, at: StandardAt, names: &StandardNames) -> Option<String> {
    let in_annex =
        |clause: &str| Some(format!("A.{clause}")).filter(|clause| names.has(at, clause));
    let is_beyond = place.last.as_ref().is_some_and(|last| !names.has(at, last));
    let annex = match place.how == HowNamed::Control || is_beyond {
        true => in_annex(&place.clause),
        false => None,
    };
    if is_beyond {
        return annex.filter(|_| place.last.as_deref().and_then(in_annex).is_some());
    }
    annex.or_else(|| Some(place.clause.clone()).filter(|clause| names.has(at, clause)))
}

/// How far an edition is from the one that most texts mean: that in force for some years, not the
/// newest and not one long withdrawn.
fn age(at: StandardAt, names: &StandardNames) -> u32 {
    const MEANT: u32 = 2018;
    let edition = names.standard(at).map(|standard| standard.edition.clone());
    let year = edition.and_then(|edition| {
        let digits: String = edition
            .chars()
            .filter(char::is_ascii_digit)
            .take(4)
            .collect();
        digits.parse::<u32>().ok()
    });
    year.map_or(u32::MAX, |year| year.abs_diff(MEANT))
}

/// Standards of which the texts speak and that are not built in, with the number of files.
pub(super) fn others(pages: &[&PageFacts]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in pages.iter().flat_map(|page| &page.others) {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<(String, usize)> = counts
        .into_iter()
        .map(|(name, files)| (name.to_owned(), files))
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}
