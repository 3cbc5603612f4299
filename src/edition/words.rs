//! The words in place of references to pages that an edition does not hold.

use std::collections::BTreeMap;

use crate::manual::Language;

/// The words, which are in the language of the page in which a reference stands.
#[derive(Debug, Default)]
pub(crate) struct WithheldWords {
    /// In the manual's language.
    pub(crate) of_manual: String,
    /// In the languages that the theme knows.
    pub(crate) by_language: BTreeMap<Language, String>,
}

impl WithheldWords {
    /// The words in a page of this language.
    pub(super) fn of(&self, language: Option<&Language>) -> &str {
        let found = language.and_then(|language| self.by_language.get(language));
        found.unwrap_or(&self.of_manual)
    }
}
