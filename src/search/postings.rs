//! Finds which pages contain which terms.

use frostem::{Algorithm, Stemmer};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::encode;
use super::pages::SearchPage;
use super::words::words;

/// A term: all forms of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The forms in which it occurs, sorted.
    pub(super) forms: Vec<Box<str>>,
    /// The number of pages that contain it.
    pub(super) pages: u32,
    /// The postings of these pages, in order, as encoded by [`encode`].
    pub(super) postings: String,
}

/// A page that contains a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// The page's position in the index.
    pub(super) page: u32,
    /// The section with the highest weight: 0 above the first heading, else the position of the
    /// section's heading, from 1.
    pub(super) section: u32,
    /// 0 for once in the text, 1 for several times, 2 in a heading, 3 in the title or the id.
    pub(super) weight: u8,
}

const IN_HEADING: u8 = 2;
const IN_TITLE: u8 = 3;

/// The minimum number of pages per chunk.
const FEWEST: usize = 64;

/// Returns the terms of pages, sorted by stem.
pub(super) fn gather(pages: &[SearchPage<'_>], language: &str) -> Vec<Term> {
    // Two chunks for each thread balance the load. The result does not depend on the number of
    // chunks.
    let parts = rayon::current_num_threads() * 2;
    let size = pages.len().div_ceil(parts).max(FEWEST);
    let chunks = pages.par_chunks(size).enumerate();
    let chunks: Vec<Gathering> = chunks
        .map(|(at, pages)| {
            let mut chunk = Gathering::new(language);
            for (page, at) in pages.iter().zip((at * size) as u32..) {
                chunk.read(page, at);
            }
            chunk
        })
        .collect();
    let mut all: FxHashMap<Box<str>, Vec<Part>> = FxHashMap::default();
    for chunk in chunks {
        for (stem, part) in chunk.stems.into_iter().zip(chunk.parts) {
            all.entry(stem).or_default().push(part);
        }
    }
    let mut terms: Vec<(Box<str>, Vec<Part>)> = all.into_iter().collect();
    terms.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    terms
        .into_par_iter()
        .map(|(_, parts)| joined(parts))
        .collect()
}

/// A term in one chunk of pages.
struct Part {
    forms: Vec<Box<str>>,
    pages: u32,
    first: Posting,
    last: u32,
    /// The encoded postings after the first.
    rest: String,
}

/// Joins the parts of a term from the chunks, in their order.
fn joined(parts: Vec<Part>) -> Term {
    let mut term = Term {
        forms: Vec::new(),
        pages: 0,
        postings: String::with_capacity(parts.iter().map(|part| part.rest.len() + 8).sum()),
    };
    let mut last = 0;
    for part in parts {
        encode::posting(last, part.first, &mut term.postings);
        term.postings.push_str(&part.rest);
        term.pages += part.pages;
        term.forms.extend(part.forms);
        last = part.last;
    }
    term.forms.sort_unstable();
    term.forms.dedup();
    term
}

/// Collects the terms of one chunk of pages.
struct Gathering {
    stemmer: Option<Stemmer>,
    /// The number of the term of each form.
    numbers: FxHashMap<Box<str>, u32>,
    by_stem: FxHashMap<Box<str>, u32>,
    /// By the term's number: its stem, the pages that contain it, and its posting on the current
    /// page.
    stems: Vec<Box<str>>,
    parts: Vec<Part>,
    here: Vec<Posting>,
    /// The terms of the current page.
    found: Vec<u32>,
}

impl Gathering {
    fn new(language: &str) -> Self {
        Self {
            stemmer: algorithm(language).map(Stemmer::new),
            numbers: FxHashMap::default(),
            by_stem: FxHashMap::default(),
            stems: Vec::new(),
            parts: Vec::new(),
            here: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Reads the next page; `at` is its position.
    fn read(&mut self, page: &SearchPage<'_>, at: u32) {
        let mut buffer = String::new();
        let mut note = |word: &str, section: u32, weight: u8| {
            let posting = Posting {
                page: at,
                section,
                weight,
            };
            self.note(word, posting);
        };
        words(&page.title, &mut buffer, |word| note(word, 0, IN_TITLE));
        if let Some(id) = page.id {
            words(id, &mut buffer, |word| note(word, 0, IN_TITLE));
        }
        page.texts(|section, is_heading, text| {
            let weight = if is_heading { IN_HEADING } else { 0 };
            words(text, &mut buffer, |word| note(word, section, weight));
        });
        for term in self.found.drain(..) {
            self.parts[term as usize].add(self.here[term as usize]);
        }
    }

    fn note(&mut self, word: &str, posting: Posting) {
        let term = match self.numbers.get(word) {
            Some(term) => *term,
            None => self.learn(word, posting),
        };
        let here = &mut self.here[term as usize];
        if here.page == posting.page {
            *here = better(*here, posting);
        } else {
            *here = posting;
            self.found.push(term);
        }
    }

    /// Adds a new form. Returns the number of its term.
    fn learn(&mut self, form: &str, first: Posting) -> u32 {
        let is_word = form
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
        let stem = match &self.stemmer {
            Some(stemmer) if is_word => stemmer.stem(form),
            _ => form.into(),
        };
        let term = match self.by_stem.get(&*stem) {
            Some(term) => *term,
            None => {
                let term = self.stems.len() as u32;
                self.stems.push((*stem).into());
                self.by_stem.insert(stem.into(), term);
                self.parts.push(Part::new(first));
                self.here.push(Posting::NONE);
                term
            }
        };
        self.parts[term as usize].forms.push(form.into());
        self.numbers.insert(form.into(), term);
        term
    }
}

impl Posting {
    /// A posting of no page.
    const NONE: Self = Self {
        page: u32::MAX,
        section: 0,
        weight: 0,
    };
}

impl Part {
    fn new(first: Posting) -> Self {
        Self {
            forms: Vec::new(),
            pages: 0,
            first,
            last: 0,
            rest: String::new(),
        }
    }

    /// Adds the next page.
    fn add(&mut self, posting: Posting) {
        if self.pages == 0 {
            self.first = posting;
        } else {
            encode::posting(self.last, posting, &mut self.rest);
        }
        self.pages += 1;
        self.last = posting.page;
    }
}

/// The better of two postings of a term on one page. A second occurrence gives a weight of at least
/// 1.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(language: &str, word: &str) -> String {
        let stemmer = Stemmer::new(algorithm(language).unwrap());
        stemmer.stem(word).into_owned()
    }

    /// Words come without accents, as `words` returns them.
    #[test]
    fn forms_of_a_word_have_one_stem_in_each_language() {
        for (language, stemmed, forms) in [
            ("de", "prufung", "prufung prufungen"),
            ("de", "abgeleit", "abgeleitet abgeleitete abgeleiteten"),
            ("en", "inspect", "inspect inspects inspected inspection"),
            ("en", "organiz", "organization organizations organized"),
            ("en", "add", "add added adding adds"),
            ("es", "acept", "aceptacion aceptaciones aceptar"),
            ("es", "proveedor", "proveedor proveedores"),
            ("fr", "proced", "procede procedes proceder"),
            ("fr", "fournisseur", "fournisseur fournisseurs"),
        ] {
            for form in forms.split(' ') {
                assert_eq!(stem(language, form), stemmed, "{language}: {form}");
            }
        }
    }

    #[test]
    fn words_of_different_meaning_are_told_apart() {
        assert_ne!(stem("en", "organic"), stem("en", "organization"));
        assert_ne!(stem("en", "universal"), stem("en", "university"));
        assert_ne!(stem("en", "international"), stem("en", "internal"));
    }

    #[test]
    fn a_region_has_the_words_of_its_language() {
        assert_eq!(algorithm("de-CH"), Some(Algorithm::German));
        assert_eq!(algorithm("zh"), None);
    }
}
