//! The language of a list of requirements: named by the person who imports, else assumed from its words.

use crate::catalogs::Choices;
use crate::catalogs::draft::Draft;
use crate::conventions::{LANGUAGES, frequent_words};

/// The heads of tables that are words of one language, in the order of [`LANGUAGES`].
const HEADS: [&[&str]; LANGUAGES.len()] = [
    &["number", "title", "summary", "requirement", "requirements"],
    &[
        "klausel",
        "abschnitt",
        "nummer",
        "kapitel",
        "ziffer",
        "punkt",
        "nr",
        "titel",
        "bezeichnung",
        "überschrift",
        "zusammenfassung",
        "beschreibung",
        "anforderung",
        "anforderungen",
    ],
    &[
        "numéro",
        "titre",
        "intitulé",
        "résumé",
        "exigence",
        "exigences",
    ],
    &[
        "número",
        "título",
        "titulo",
        "resumen",
        "descripción",
        "requisito",
        "requisitos",
    ],
];

/// How many words a language needs at least, and how often as many as the next one.
const LEAST: usize = 2;

/// The language of a catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CatalogLanguage {
    /// The person who imports names it.
    Named(String),
    /// Its words are of this language.
    Assumed(&'static str),
    /// Nothing says it.
    Unknown,
}

impl CatalogLanguage {
    /// The language of a draft.
    pub(super) fn of(draft: &Draft, choices: &Choices) -> Self {
        if let Some(language) = &choices.language {
            return Self::Named(language.as_str().to_owned());
        }
        let clauses = draft.clauses.iter();
        let texts = clauses.flat_map(|clause| [&clause.title, &clause.summary]);
        let texts = texts.chain([&draft.title]).flatten();
        let mut counts = [0; LANGUAGES.len()];
        for text in texts {
            let found = frequent_words(&text.to_lowercase());
            counts
                .iter_mut()
                .zip(found)
                .for_each(|(sum, count)| *sum += count);
        }
        for head in draft.heads.iter().map(|head| head.to_lowercase()) {
            for (heads, count) in HEADS.iter().zip(&mut counts) {
                *count += usize::from(heads.contains(&head.trim()));
            }
        }
        let mut all: Vec<(usize, &'static str)> = counts.into_iter().zip(LANGUAGES).collect();
        all.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        match all.as_slice() {
            [(most, language), (next, _), ..] if *most >= LEAST && *most >= LEAST * next => {
                Self::Assumed(language)
            }
            _ => Self::Unknown,
        }
    }
}
