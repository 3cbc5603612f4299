//! The id of each document: its own, the one in its file's name, or the name itself.

use std::collections::{BTreeMap, HashMap, HashSet};

use regex::Regex;

use super::kinds::{name, stem};
use super::language_folders::LanguageFolders;
use crate::adopt::survey::PageFacts;
use crate::manual::{DocumentId, Language};

/// Where the id of a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IdSource {
    /// A field of its own.
    Own,
    /// The group `no` of a pattern, by its position in [`PATTERNS`].
    Pattern(usize),
    /// The name of its file.
    Stem,
    /// A name that only the settings give, because the file's name is no id or not the only one.
    Given,
}

/// The id of a document, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Id {
    /// The id. Of a document with an id of its own, what it writes.
    pub(crate) text: String,
    pub(crate) source: IdSource,
}

/// The patterns of ids at the begin of a file's name. The settings use the same text.
pub(crate) const PATTERNS: [&str; 4] = [
    // QP-07, SOP-IT-002, POL-01.2
    r"^(?<no>[A-Z]{1,6}(?:-[A-Z]{1,6})*-[0-9]+(?:[.-][0-9]+)*)(?:[ _.-]|$)",
    // SOP_012
    r"^(?<no>[A-Z]{2,6}_[0-9]+)(?:[ _.-]|$)",
    // SOP012
    r"^(?<no>[A-Z]{2,6}[0-9]+)(?:[ _.-]|$)",
    // sop-012
    r"^(?<no>[a-z]{2,6}-[0-9]+)(?:[ _.-]|$)",
];

/// Codes of standards, which are no ids.
const STANDARDS: [&str; 6] = ["ISO", "IEC", "DIN", "EN", "NIST", "BS"];

/// Decides the id of each document. `own` gives the id that a page writes itself; files of one id in
/// different languages are one document.
pub(super) fn decide(
    pages: &[&PageFacts],
    own: impl Fn(&PageFacts) -> Option<String>,
    language: impl Fn(&PageFacts) -> Language,
    folders: &LanguageFolders,
) -> Vec<Id> {
    let patterns: Vec<Option<Regex>> = PATTERNS.iter().map(|text| Regex::new(text).ok()).collect();
    let fitting: Vec<Option<(usize, String)>> = pages
        .iter()
        .map(|page| {
            let mut patterns = patterns.iter().enumerate();
            patterns.find_map(|(at, pattern)| {
                let found = pattern.as_ref()?.captures(page.path.file_name())?;
                Some((at, found["no"].to_owned()))
            })
        })
        .collect();
    let used = used_patterns(&fitting);
    let mut ids: Vec<Id> = pages
        .iter()
        .zip(fitting)
        .map(|(page, fitting)| {
            if let Some(text) = own(page) {
                return Id {
                    text,
                    source: IdSource::Own,
                };
            }
            if let Some((at, text)) = fitting.filter(|(at, _)| used.contains(at)) {
                // An entry with this pattern is for this file, too, so it needs an entry before it.
                let source = match is_code(&text) {
                    true => IdSource::Pattern(at),
                    false => IdSource::Given,
                };
                return Id { text, source };
            }
            let text = name(page).to_owned();
            let source = match DocumentId::new(&text) {
                Ok(_) if text == stem(page) && can_be_listed(&text) => IdSource::Stem,
                _ => IdSource::Given,
            };
            Id { text, source }
        })
        .collect();
    give_others(pages, &mut ids, language, folders);
    ids
}

/// Whether an id can stand in a list of ids, which is split at commas.
fn can_be_listed(id: &str) -> bool {
    !id.contains(',')
}

/// Whether what a pattern finds is an id, not the name of a standard or a year.
fn is_code(text: &str) -> bool {
    let letters: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    !STANDARDS.contains(&letters.to_uppercase().as_str())
}

/// The patterns that two files fit, or that all fit.
fn used_patterns(fitting: &[Option<(usize, String)>]) -> Vec<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, text) in fitting.iter().flatten() {
        *counts.entry(*at).or_default() += usize::from(is_code(text));
    }
    let is_used = |count: usize| count >= 2 || (count == 1 && fitting.len() == 1);
    let used = counts.into_iter().filter(|(_, count)| is_used(*count));
    used.map(|(at, _)| at).collect()
}

/// Gives other ids to documents whose ids from names are not unique, or are none.
fn give_others(
    pages: &[&PageFacts],
    ids: &mut [Id],
    language: impl Fn(&PageFacts) -> Language,
    folders: &LanguageFolders,
) {
    let mut languages: HashMap<String, HashSet<Language>> = HashMap::new();
    let mut count: HashMap<String, usize> = HashMap::new();
    for (page, id) in pages.iter().zip(ids.iter()) {
        let id = folded(&id.text);
        languages
            .entry(id.clone())
            .or_default()
            .insert(language(page));
        *count.entry(id).or_default() += 1;
    }
    let mut taken: HashSet<String> = count.keys().cloned().collect();
    // Files of one path in the folders of several languages are one document.
    let mut given: HashMap<(String, String), String> = HashMap::new();
    for (page, id) in pages.iter().zip(ids) {
        if id.source == IdSource::Own {
            continue;
        }
        let own = folded(&id.text);
        let differing = languages.get(&own).map_or(0, HashSet::len);
        let is_shared = count.get(&own).is_some_and(|count| *count > differing);
        let is_valid = DocumentId::new(&id.text).is_ok() && can_be_listed(&id.text);
        if !is_shared && is_valid {
            continue;
        }
        let common = folders.common_path(&page.path);
        let key = (common, id.text.clone());
        if let Some(text) = given.get(&key) {
            *id = Id {
                text: text.clone(),
                source: IdSource::Given,
            };
            continue;
        }
        let parts: Vec<&str> = key.0.split('/').collect();
        // As many folders in front as make it the only one.
        let named = (1..=parts.len()).filter_map(|from| {
            let behind = parts.get(parts.len() - from..)?;
            valid(&behind.join("-"), page)
        });
        let mut candidates = named.skip(usize::from(is_shared));
        let free = candidates.find(|text| !taken.contains(&folded(text)));
        let text = free.unwrap_or_else(|| {
            let digest = crate::digest::Digest::of(page.path.as_str().as_bytes());
            format!("doc-{}", digest.short())
        });
        taken.insert(folded(&text));
        if folders.language(&page.path).is_some() {
            given.insert(key, text.clone());
        }
        *id = Id {
            text,
            source: IdSource::Given,
        };
    }
}

/// The form in which ids are compared.
fn folded(text: &str) -> String {
    match DocumentId::new(text) {
        Ok(id) => id.folded(),
        Err(_) => text.to_lowercase(),
    }
}

/// An id that is like the path of a file without its ending, if one can be made of it.
fn valid(path: &str, page: &PageFacts) -> Option<String> {
    const LONGEST: usize = 80;
    let ending = crate::adopt::survey::ending(&page.path).unwrap_or_default();
    let end = path.len().saturating_sub(ending.len() + 1);
    let stem = path.get(..end).unwrap_or(path);
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut text = String::new();
    for c in stem.chars().map(|c| if is_plain(c) { c } else { '-' }) {
        if !(c == '-' && text.ends_with('-')) && text.len() < LONGEST {
            text.push(c);
        }
    }
    let text = text.trim_matches(['-', '.', '_']);
    DocumentId::new(text).ok().map(|id| id.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adopt::standard_names::StandardNames;
    use crate::adopt::survey::page;
    use crate::conventions::Labels;
    use crate::diagnostics::{Source, SourcePath};

    fn ids(paths: &[&str]) -> Vec<String> {
        let (names, labels) = (StandardNames::built_in(), Labels::default());
        let pages = paths.iter().map(|path| {
            let source = Source::new(SourcePath::new(path), "Text.\n");
            page(&source, &names, &labels)
        });
        let pages: Vec<PageFacts> = pages.collect();
        let pages: Vec<&PageFacts> = pages.iter().collect();
        let language = |page: &PageFacts| {
            page.named_language()
                .unwrap_or_else(|| Language::of_manual("en"))
        };
        let ids = decide(&pages, |_| None, language, &LanguageFolders::default()).into_iter();
        ids.map(|id| format!("{} {:?}", id.text, id.source))
            .collect()
    }

    #[test]
    fn an_id_is_in_the_name_of_the_file_or_is_the_name() {
        assert_eq!(
            ids(&["a/QP-07 Buying.md", "a/QP-08-Selling.md", "a/notes.md"]),
            ["QP-07 Pattern(0)", "QP-08 Pattern(0)", "notes Stem"]
        );
        assert_eq!(
            ids(&["SOP_012_access.md", "SOP_013_x.md", "ISO_9001.md"]),
            ["SOP_012 Pattern(1)", "SOP_013 Pattern(1)", "ISO_9001 Given"]
        );
        assert_eq!(ids(&["A-1.md", "b.md"]), ["A-1 Stem", "b Stem"]);
    }

    #[test]
    fn files_of_one_name_in_different_languages_have_one_id() {
        assert_eq!(
            ids(&["a/scope.de.md", "a/scope.md", "b/plan.in.md", "b/v1.2.md"]),
            ["scope Stem", "scope Stem", "plan.in Stem", "v1.2 Stem"]
        );
        assert_eq!(
            ids(&["a/QP-07.de.md", "a/QP-07.fr.md", "a/QP-07.md"]),
            ["QP-07 Pattern(0)", "QP-07 Pattern(0)", "QP-07 Pattern(0)"]
        );
        assert_eq!(
            ids(&["a/scope.de.md", "b/scope.de.md"]),
            ["a-scope.de Given", "b-scope.de Given"]
        );
    }

    #[test]
    fn a_name_that_two_files_have_or_that_is_no_id_is_replaced() {
        assert_eq!(
            ids(&[
                "hr/scope.md",
                "it/scope.md",
                "it/a [b]*.md",
                "c/index.md",
                "con.md",
                "d/terms, conditions.md"
            ]),
            [
                "hr-scope Given",
                "it-scope Given",
                "a-b Given",
                "c Given",
                "doc-fbdfe56b1c45 Given",
                "terms-conditions Given"
            ]
        );
    }
}
