//! Folders beside each other that hold the same pages in different languages: `en/`, `de/`.

use std::collections::{BTreeMap, BTreeSet};

use crate::adopt::survey::{PageFacts, Survey};
use crate::diagnostics::SourcePath;
use crate::manual::Language;

/// The folders that say the language of the pages in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LanguageFolders {
    /// The path of each folder, with its language.
    folders: BTreeMap<String, Language>,
}

/// A folder with the name of a language.
struct Candidate {
    language: Language,
    /// The paths of its pages within it.
    inside: BTreeSet<String>,
    /// How many frequent words of each language that is told apart its pages have.
    words: [usize; 4],
}

impl Candidate {
    /// Whether most words of the pages are in the language that the name says. `None` if words of this
    /// language are not counted.
    fn is_confirmed(&self) -> Option<bool> {
        let at = crate::conventions::LANGUAGES
            .iter()
            .position(|one| *one == self.language.base())?;
        let own = self.words.get(at).copied()?;
        Some(own > 0 && self.words.iter().all(|count| *count <= own))
    }

    /// Whether the folder above has pages of the same names in another language.
    fn is_below(&self, parent: &str, by_path: &BTreeMap<&str, &PageFacts>) -> bool {
        let mut above = Self {
            language: self.language.clone(),
            inside: BTreeSet::new(),
            words: [0; 4],
        };
        for rest in &self.inside {
            let page = match parent {
                "" => by_path.get(rest.as_str()),
                parent => by_path.get(format!("{parent}/{rest}").as_str()),
            };
            let words = page.map_or([0; 4], |page| page.languages);
            for (sum, count) in above.words.iter_mut().zip(words) {
                *sum += count;
            }
        }
        let has_words = above.words.iter().any(|count| *count > 0);
        has_words && above.is_confirmed() == Some(false)
    }

    fn shares_a_page_with(&self, other: &Self) -> bool {
        self.inside.iter().any(|path| other.inside.contains(path))
    }
}

impl LanguageFolders {
    /// Finds them. The name alone is not enough, since `it` and `hr` are departments as well: the texts have
    /// to be in the language, and a folder beside it has a page of the same name.
    pub(super) fn find(survey: &Survey) -> Self {
        let mut beside: BTreeMap<&str, BTreeMap<&str, Candidate>> = BTreeMap::new();
        for page in &survey.pages {
            let path = page.path.as_str();
            for (end, _) in path.match_indices('/') {
                let folder = path.get(..end).unwrap_or_default();
                let (parent, name) = folder.rsplit_once('/').unwrap_or(("", folder));
                let Some(language) = Language::new(name).or_else(|| Language::named(name)) else {
                    continue;
                };
                let found = beside.entry(parent).or_default();
                let candidate = found.entry(folder).or_insert_with(|| Candidate {
                    language,
                    inside: BTreeSet::new(),
                    words: [0; 4],
                });
                let rest = path.get(end + 1..).unwrap_or_default();
                candidate.inside.insert(rest.to_owned());
                for (sum, count) in candidate.words.iter_mut().zip(page.languages) {
                    *sum += count;
                }
            }
        }
        let pages = survey.pages.iter();
        let by_path: BTreeMap<&str, &PageFacts> =
            pages.map(|page| (page.path.as_str(), page)).collect();
        let mut folders = BTreeMap::new();
        for (parent, candidates) in beside {
            let is_confirmed = |one: &Candidate| one.is_confirmed() == Some(true);
            let is_beside = |folder: &str, one: &Candidate| {
                let mut others = candidates.iter().filter(|(other, _)| **other != folder);
                others.any(|(_, other)| {
                    is_confirmed(other)
                        && other.language != one.language
                        && one.shares_a_page_with(other)
                })
            };
            let is_one = |folder: &str, one: &Candidate| {
                one.is_confirmed() != Some(false) && is_beside(folder, one)
                    || is_confirmed(one) && one.is_below(parent, &by_path)
            };
            for (folder, one) in &candidates {
                if is_one(folder, one) {
                    folders.insert((*folder).to_owned(), one.language.clone());
                }
            }
        }
        Self { folders }
    }

    /// The folders, with their languages.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Language)> {
        let folders = self.folders.iter();
        folders.map(|(folder, language)| (folder.as_str(), language))
    }

    /// The language of the folder in which a page lies.
    pub(super) fn language(&self, path: &SourcePath) -> Option<Language> {
        Some(self.of(path)?.1.clone())
    }

    /// The path of a page without the folder of its language.
    pub(super) fn common_path(&self, path: &SourcePath) -> String {
        let whole = path.as_str();
        let Some((folder, _)) = self.of(path) else {
            return whole.to_owned();
        };
        let (parent, _) = folder.rsplit_once('/').unwrap_or(("", folder));
        let rest = whole.get(folder.len() + 1..).unwrap_or_default();
        match parent {
            "" => rest.to_owned(),
            parent => format!("{parent}/{rest}"),
        }
    }

    fn of(&self, path: &SourcePath) -> Option<(&str, &Language)> {
        let path = path.as_str();
        let mut ends = path.match_indices('/').map(|(end, _)| end);
        ends.find_map(|end| {
            let (folder, language) = self.folders.get_key_value(path.get(..end)?)?;
            Some((folder.as_str(), language))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adopt::standard_names::StandardNames;
    use crate::adopt::survey::page;
    use crate::conventions::Labels;
    use crate::diagnostics::Source;

    const ENGLISH: &str = "This is the policy of the company and of its people.\n";
    const GERMAN: &str = "Das ist die Richtlinie der Firma und nicht die der anderen.\n";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let (names, labels) = (StandardNames::built_in(), Labels::default());
        let pages = files.iter().map(|(path, text)| {
            let source = Source::new(SourcePath::new(path), text);
            page(&source, &names, &labels)
        });
        let survey = Survey {
            pages: pages.collect(),
            ..Survey::default()
        };
        let folders = LanguageFolders::find(&survey);
        let pages = survey.pages.iter().map(|page| {
            let language = folders.language(&page.path);
            let language = language.map_or("-".to_owned(), |one| one.to_string());
            format!("{language} {}", folders.common_path(&page.path))
        });
        pages.collect()
    }

    #[test]
    fn folders_with_the_same_pages_in_their_languages_say_them() {
        assert_eq!(
            found(&[
                ("docs/de/hr/leave.md", GERMAN),
                ("docs/en/hr/leave.md", ENGLISH),
                ("docs/it/hr/leave.md", "Ferie.\n"),
                ("docs/x.md", ENGLISH),
            ]),
            [
                "de docs/hr/leave.md",
                "en docs/hr/leave.md",
                "it docs/hr/leave.md",
                "- docs/x.md"
            ]
        );
        assert_eq!(
            found(&[("Deutsch/a.md", GERMAN), ("English/a.md", ENGLISH)]),
            ["de a.md", "en a.md"]
        );
    }

    #[test]
    fn the_pages_of_one_language_may_lie_above() {
        assert_eq!(
            found(&[
                ("docs/a.md", ENGLISH),
                ("docs/de/a.md", GERMAN),
                ("docs/fr/a.md", ENGLISH),
            ]),
            ["- docs/a.md", "de docs/a.md", "- docs/fr/a.md"]
        );
    }

    #[test]
    fn a_department_is_no_language() {
        for files in [
            [("hr/scope.md", ENGLISH), ("it/scope.md", ENGLISH)],
            [("de/scope.md", ENGLISH), ("en/scope.md", ENGLISH)],
            [("de/umfang.md", GERMAN), ("en/scope.md", ENGLISH)],
        ] {
            let paths = files.map(|(path, _)| format!("- {path}"));
            assert_eq!(found(&files), paths);
        }
    }
}
