//! Titles that texts write at clauses, compared with those of the standard.

use std::collections::BTreeSet;

use crate::adopt::standard_names::{StandardAt, StandardNames};
use crate::adopt::survey::{PageFacts, Place};
use crate::conventions::folded;
use crate::manual::Standard;

/// Words of titles that say nothing about a clause.
const COMMON: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "against",
    "during",
    "after",
    "under",
    "its",
    "our",
    "we",
    "general",
    "information",
    "security",
    "management",
    "manage",
    "control",
    "controls",
    "system",
    "systems",
    "requirement",
    "requirements",
    "use",
    "used",
    "quality",
    "new",
];

/// How many letters of two words must be the same.
const STEM: usize = 5;

/// Whether a heading has the title of the clause whose number it has.
pub(super) fn is_alike(place: &Place, at: StandardAt, names: &StandardNames) -> bool {
    const ALIKE: f64 = 0.8;
    let title = || {
        let standard = names.standard(at)?;
        let clause = standard.clause(standard.find(&place.clause)?);
        Some(folded(clause.title.as_deref()?))
    };
    let written = place
        .sentence
        .split_once(' ')
        .map(|(_, title)| folded(title));
    match (title(), written) {
        (Some(title), Some(written)) => strsim::normalized_levenshtein(&title, &written) >= ALIKE,
        _ => false,
    }
}

/// The title at a place, if it has nothing in common with the title of its clause. Titles are compared in
/// English only, the language of the catalogs.
pub(super) fn contradicts(
    place: &Place,
    page: &PageFacts,
    standard: &Standard,
    clause: &str,
) -> Option<String> {
    let [english, others @ ..] = page.languages;
    if others.iter().any(|count| *count > english) {
        return None;
    }
    let written = place.title.as_deref()?;
    let known = standard.clause(standard.find(clause)?);
    let title = known.title.as_deref()?;
    let (stems_of_title, stems_written) = (stems(title), stems(written));
    if stems_of_title.is_empty() || stems_written.is_empty() {
        return None;
    }
    stems_of_title
        .is_disjoint(&stems_written)
        .then(|| written.to_owned())
}

/// The beginnings of the words of a text that say what it is about.
fn stems(text: &str) -> BTreeSet<String> {
    let words = folded(text);
    let words = words
        .split(' ')
        .filter(|word| !COMMON.contains(word) && word.len() > 1);
    words
        .map(|word| word.chars().take(STEM).collect())
        .collect()
}
