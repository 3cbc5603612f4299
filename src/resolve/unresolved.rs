//! Names that were not found, with the nearest existing name as a suggestion.
//!
//! Finding the nearest name compares a text with every id of the manual. To keep a large manual
//! with many mistakes linear, this is done at the end and for a bounded number of problems.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Location, nearest};
use crate::manual::{Class, DocumentId, Manual, PageKey};
use crate::resolve::clauses::ClauseError;
use crate::resolve::{paths, site_places};

/// The maximum number of problems that get a suggestion.
const MOST_SUGGESTIONS: usize = 200;

/// The set of names in which the nearest one is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Among {
    /// No names: the diagnostic's help is complete.
    Nothing,
    /// The ids of documents and records.
    Ids,
    /// The ids of documents, and the kinds of records.
    Evidence,
    /// The registers: kinds of records behind `register:`.
    RecordKinds,
    /// The headings of a page.
    Headings(PageKey),
    /// The files of the manual, by their paths relative to this folder.
    Files(String),
}

/// A diagnostic that may get the nearest name as its help.
#[derive(Clone, Debug)]
pub(crate) struct Unresolved {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) written: String,
    pub(crate) among: Among,
    /// The mistake in the settings or a catalog that caused this problem. If set, only that mistake
    /// is reported, with the number of problems that follow from it.
    pub(crate) caused_by: Option<Location>,
}

impl Unresolved {
    pub(crate) fn plain(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            written: String::new(),
            among: Among::Nothing,
            caused_by: None,
        }
    }

    /// Returns the problem for a clause that was not found.
    pub(crate) fn of_clause(manual: &Manual, location: Location, error: ClauseError) -> Self {
        Self {
            caused_by: error.caused_by(manual).cloned(),
            ..Self::plain(
                Diagnostic::new(error.rule, location, error.message)
                    .help(error.help)
                    .fix(error.fix),
            )
        }
    }
}

/// Returns the diagnostics, with the nearest names added.
pub(crate) fn suggest<'a>(
    manual: &Manual,
    unresolved: impl Iterator<Item = &'a Unresolved>,
) -> Vec<Diagnostic> {
    let mut left = MOST_SUGGESTIONS;
    unresolved
        .filter(|one_unresolved| one_unresolved.caused_by.is_none())
        .map(|one_unresolved| {
            let diagnostic = one_unresolved.diagnostic.clone();
            if one_unresolved.among == Among::Nothing || left == 0 {
                return diagnostic;
            }
            left -= 1;
            match near(manual, one_unresolved) {
                // No automatic fix: in a link, a space would end the address.
                Some(near) if near.contains(' ') => {
                    diagnostic.help(format!("did you mean `{near}`?"))
                }
                Some(near) => diagnostic.did_you_mean(&one_unresolved.written, &near),
                None => diagnostic,
            }
        })
        .collect()
}

fn near(manual: &Manual, one_unresolved: &Unresolved) -> Option<String> {
    let written = one_unresolved.written.as_str();
    match &one_unresolved.among {
        Among::Nothing => None,
        Among::Ids => {
            let documents = manual.documents.iter().map(|document| &document.id.value);
            let records = manual.records.iter().map(|record| &record.id.value);
            let ids = documents.chain(records).map(DocumentId::as_str);
            nearest(written, ids.chain(site_places::names())).map(str::to_owned)
        }
        Among::Evidence => {
            let documents = manual.documents.iter();
            let documents = documents.map(|document| document.id.value.as_str());
            let kinds = manual.kinds.iter();
            let kinds = kinds.filter(|kind| kind.class == Class::Record);
            let kinds = kinds.map(|kind| kind.name.as_str());
            nearest(written, documents.chain(kinds)).map(str::to_owned)
        }
        Among::RecordKinds => {
            let kinds = manual.kinds.iter();
            let kinds = kinds.filter(|kind| kind.class == Class::Record);
            nearest(written, kinds.map(|kind| kind.name.as_str())).map(str::to_owned)
        }
        Among::Headings(page) => {
            let headings = &manual.body(*page)?.headings;
            nearest(written, headings.iter().map(|heading| heading.id.as_str())).map(str::to_owned)
        }
        Among::Files(folder) => {
            let meant = paths::join(folder, written)?;
            let mut pages: Vec<&str> = manual
                .names
                .by_path
                .keys()
                .map(|path| path.as_str())
                .collect();
            pages.sort_unstable();
            let assets = manual.assets.iter().map(|path| path.as_str());
            let near = nearest(&meant, pages.into_iter().chain(assets))?;
            Some(match written.starts_with('/') {
                true => format!("/{near}"),
                false => paths::relative(folder, near),
            })
        }
    }
}

/// Adds to each mistake that caused other problems the number of those problems.
pub(crate) fn count<'a>(
    unresolved: impl Iterator<Item = &'a Unresolved>,
    diagnostics: &mut [Diagnostic],
) {
    let mut counts: BTreeMap<&Location, usize> = BTreeMap::new();
    for mistake in unresolved.filter_map(|one_unresolved| one_unresolved.caused_by.as_ref()) {
        *counts.entry(mistake).or_default() += 1;
    }
    for (mistake, count) in counts {
        let Some(diagnostic) = diagnostics.iter_mut().find(|one| one.location == *mistake) else {
            continue;
        };
        let count = match count {
            1 => "1 mention of a clause is not checked yet".to_owned(),
            _ => format!("{count} mentions of clauses are not checked yet"),
        };
        diagnostic.help = Some(match diagnostic.help.take() {
            Some(help) if help.ends_with('?') => format!("{help} {count}"),
            Some(help) => format!("{help}; {count}"),
            None => format!("mend this first: {count}"),
        });
    }
}
