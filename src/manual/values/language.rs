//! Languages, by their tags (`docs/design.md`, "Languages").

use std::fmt;
use std::sync::Arc;

use super::language_names::{COUNTRIES, LANGUAGES};

/// A language, by its tag: `de`, `pt-BR`, `zh-Hans`. Tags are compared without regard to case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(Arc<str>);

impl Language {
    /// The language of a tag; `None` if there is no such language. An underscore counts as a hyphen.
    pub fn new(tag: &str) -> Option<Self> {
        let mut parts = tag.split(['-', '_']);
        let base = parts.next()?.to_ascii_lowercase();
        row(&base)?;
        let mut language = base;
        let mut has_country = false;
        for part in parts {
            let is_script = part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
            if has_country || is_script && language.contains('-') {
                return None;
            }
            language.push('-');
            if is_script {
                language.push_str(&part[..1].to_ascii_uppercase());
                language.push_str(&part[1..].to_ascii_lowercase());
            } else if is_country(part) {
                language.push_str(&part.to_ascii_uppercase());
                has_country = true;
            } else {
                return None;
            }
        }
        Some(Self(language.into()))
    }

    /// The manual's language: that of a tag, in its usual form if it is a known language.
    pub(crate) fn of_manual(tag: &str) -> Self {
        Self::new(tag).unwrap_or_else(|| Self(tag.into()))
    }

    /// The language that has this name, in English or in the language itself.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let mut rows = LANGUAGES.iter();
        let found = rows
            .find(|(_, english, own)| english.to_lowercase() == name || own.to_lowercase() == name);
        found.map(|(code, ..)| Self((*code).into()))
    }

    /// The tag: `de`, `pt-BR`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag without country and script.
    pub(crate) fn base(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The name in English, for messages: `German`, `Portuguese (BR)`.
    pub(crate) fn english_name(&self) -> String {
        self.with_further(row(self.base()).map(|(_, english, _)| *english))
    }

    /// The name in the language itself: `Deutsch`, `português (BR)`.
    pub(crate) fn own_name(&self) -> String {
        self.with_further(row(self.base()).map(|(_, _, own)| *own))
    }

    fn with_further(&self, name: Option<&str>) -> String {
        match (name, self.0.split_once('-')) {
            (Some(name), Some((_, further))) => format!("{name} ({further})"),
            (Some(name), None) => name.to_owned(),
            (None, _) => self.0.to_string(),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn row(code: &str) -> Option<&'static (&'static str, &'static str, &'static str)> {
    let found = LANGUAGES.binary_search_by(|(other, ..)| (*other).cmp(code));
    LANGUAGES.get(found.ok()?)
}

fn is_country(code: &str) -> bool {
    let is_number = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
    let upper = code.to_ascii_uppercase();
    is_number
        || COUNTRIES
            .split_ascii_whitespace()
            .any(|country| country == upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_known_language_with_a_script_and_a_country() {
        for (tag, usual) in [
            ("de", "de"),
            ("DE", "de"),
            ("pt-br", "pt-BR"),
            ("pt_BR", "pt-BR"),
            ("zh-hans", "zh-Hans"),
            ("sr-latn-rs", "sr-Latn-RS"),
            ("es-419", "es-419"),
        ] {
            assert_eq!(Language::new(tag).unwrap().as_str(), usual, "{tag}");
        }
        for other in [
            "",
            "xx",
            "in",
            "md",
            "tmpl",
            "v1",
            "2",
            "german",
            "no-go",
            "de-",
            "de-DE-AT",
            "d",
            "deu",
            "zh-CN-Hans",
            "de-a",
        ] {
            assert_eq!(Language::new(other), None, "{other}");
        }
    }

    #[test]
    fn a_language_has_its_own_name() {
        let name = |tag: &str| Language::of_manual(tag).own_name();
        assert_eq!(name("de"), "Deutsch");
        assert_eq!(name("fr-CH"), "français (CH)");
        assert_eq!(name("tlh"), "tlh");
        assert_eq!(Language::named("German"), Language::new("de"));
        assert_eq!(Language::named("français"), Language::new("fr"));
        assert_eq!(Language::named("Klingon"), None);
    }

    #[test]
    fn the_codes_are_sorted_and_differ() {
        assert!(LANGUAGES.is_sorted_by(|(one, ..), (other, ..)| one < other));
    }
}
