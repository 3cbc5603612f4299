//! Which pages have which terms.

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::pages::SearchPage;
use super::words::words;

/// A word, whatever its form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The forms in which it occurs, sorted.
    pub(super) forms: Vec<String>,
    /// The pages that have it, in order.
    pub(super) postings: Vec<Posting>,
}

/// A page that has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The page's position.
    pub(super) page: u32,
    /// The section in which it counts most: 0 above the first heading, else that heading's
    /// position, from 1.
    pub(super) section: u32,
    /// 0 in the text, 1 several times, 2 in a heading, 3 in the title or as the id.
    pub(super) weight: u8,
}

const IN_HEADING: u8 = 2;
const IN_TITLE: u8 = 3;

/// How many pages one core reads at once.
const CHUNK: usize = 128;

/// The forms and postings of some pages, by stem.
type Gathered = FxHashMap<Box<str>, Term>;

/// The terms of pages, sorted by stem.
pub(super) fn gather(pages: &[SearchPage<'_>], language: &str) -> Vec<Term> {
    let chunks = pages.par_chunks(CHUNK).enumerate();
    let chunks: Vec<Gathered> = chunks
        .map(|(at, pages)| gather_chunk((at * CHUNK) as u32, pages, language))
        .collect();
    let mut all: FxHashMap<Box<str>, Vec<Term>> = FxHashMap::default();
    for chunk in chunks {
        for (stem, term) in chunk {
            all.entry(stem).or_default().push(term);
        }
    }
    let mut terms: Vec<(Box<str>, Vec<Term>)> = all.into_iter().collect();
    terms.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    terms
        .into_par_iter()
        .map(|(_, parts)| joined(parts))
        .collect()
}

/// The parts of a term, from chunks in their order.
fn joined(parts: Vec<Term>) -> Term {
    let mut parts = parts.into_iter();
    let Some(mut term) = parts.next() else {
        return Term {
            forms: Vec::new(),
            postings: Vec::new(),
        };
    };
    for part in parts {
        term.forms.extend(part.forms);
        term.postings.extend(part.postings);
    }
    term.forms.sort_unstable();
    term.forms.dedup();
    term
}

fn gather_chunk(first: u32, pages: &[SearchPage<'_>], language: &str) -> Gathered {
    let stemmer = algorithm(language).map(Stemmer::create);
    let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut forms: Vec<Box<str>> = Vec::new();
    // By form: the pages that have it.
    let mut found: Vec<Vec<Posting>> = Vec::new();
    let mut buffer = String::new();
    for (at, page) in (first..).zip(pages) {
        let mut note = |word: &str, section: u32, weight: u8| {
            let number = match numbers.get(word) {
                Some(number) => *number as usize,
                None => {
                    numbers.insert(word.into(), forms.len() as u32);
                    forms.push(word.into());
                    found.push(Vec::new());
                    forms.len() - 1
                }
            };
            let new = Posting {
                page: at,
                section,
                weight,
            };
            match found[number].last_mut() {
                Some(last) if last.page == at => *last = better(*last, new),
                _ => found[number].push(new),
            }
        };
        words(&page.title, &mut buffer, |word| note(word, 0, IN_TITLE));
        if let Some(id) = page.id {
            words(id, &mut buffer, |word| note(word, 0, IN_TITLE));
        }
        page.texts(|section, is_heading, text| {
            let weight = if is_heading { IN_HEADING } else { 0 };
            words(text, &mut buffer, |word| note(word, section, weight));
        });
    }
    let mut gathered = Gathered::default();
    for (form, postings) in forms.into_iter().zip(found) {
        let is_word = form
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        let stem: Box<str> = match &stemmer {
            Some(stemmer) if is_word => stemmer.stem(&form).into(),
            _ => form.clone(),
        };
        let term = gathered.entry(stem).or_insert_with(|| Term {
            forms: Vec::new(),
            postings: Vec::new(),
        });
        term.forms.push(form.into());
        term.postings = match term.postings.is_empty() {
            true => postings,
            false => merged(&term.postings, &postings),
        };
    }
    gathered
}

/// Two lists of postings, both by page, as one.
fn merged(a: &[Posting], b: &[Posting]) -> Vec<Posting> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    all.extend_from_slice(a);
    all.extend_from_slice(b);
    // Stable, so that the same forms in the same order give the same section.
    all.sort_by_key(|posting| posting.page);
    all.dedup_by(|new, kept| {
        let same = new.page == kept.page;
        if same {
            *kept = better(*kept, *new);
        }
        same
    });
    all
}

/// What counts more of two occurrences on one page; a second one in the text counts.
fn better(kept: Posting, new: Posting) -> Posting {
    if new.weight > kept.weight {
        return new;
    }
    Posting {
        weight: kept.weight.max(1),
        ..kept
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language.split('-').next().unwrap_or_default() {
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
