//! The settings with which the text of a page is parsed.

use std::sync::LazyLock;

use super::{Endings, TextEntry, TextEntryIx};
use crate::index::IndexVec;
use crate::manual::Config;

/// What the settings say about the form of pages, and about what is sought in their texts.
#[derive(Clone, Copy, Debug)]
pub struct PageSettings<'a> {
    /// What is sought in texts.
    pub entries: &'a IndexVec<TextEntryIx, TextEntry>,
    /// Which files are pages.
    pub endings: &'a Endings,
    /// Whether front-matter may lack its opening line.
    pub unopened_front_matter: bool,
    /// Whether notices in the notation of other programs are read.
    pub admonitions: bool,
}

impl Default for PageSettings<'_> {
    fn default() -> Self {
        static NOTHING: IndexVec<TextEntryIx, TextEntry> = IndexVec::new();
        static ENDINGS: LazyLock<Endings> = LazyLock::new(Endings::default);
        Self {
            entries: &NOTHING,
            endings: &ENDINGS,
            unopened_front_matter: false,
            admonitions: false,
        }
    }
}

impl Config {
    /// The settings with which the text of a page is parsed.
    pub fn page_settings(&self) -> PageSettings<'_> {
        PageSettings {
            entries: &self.texts,
            endings: &self.reading.endings,
            unopened_front_matter: self.reading.unopened_front_matter.is_some(),
            admonitions: self.reading.admonitions.is_some(),
        }
    }

    /// Whether these settings find the same in every text as others.
    pub(crate) fn finds_like(&self, other: &Self) -> bool {
        let switches = |config: &Self| {
            let settings = config.page_settings();
            (settings.unopened_front_matter, settings.admonitions)
        };
        let endings = |config: &'_ Self| config.reading.endings.clone();
        let mut pairs = self.texts.iter().zip(&other.texts);
        switches(self) == switches(other)
            && endings(self) == endings(other)
            && self.texts.len() == other.texts.len()
            && pairs.all(|(one, other)| one.finds_like(other))
    }
}
