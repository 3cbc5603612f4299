//! A theme that has been read: its templates, with its messages in the languages of the pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Tera, Value};

use crate::manual::{Language, Manual};
use crate::site::theme::messages::Messages;
use crate::site::theme::{Theme, ThemeError};

/// A theme that has been read: its templates, and its messages.
#[derive(Clone)]
pub struct LoadedTheme {
    theme: Arc<Theme>,
    /// In the manual's language.
    pub(crate) own: Worded,
    pub(crate) has_own_templates: bool,
    /// In other languages, read when a page needs them.
    others: Arc<Mutex<BTreeMap<Language, Worded>>>,
}

/// The templates and messages of a theme in one language.
#[derive(Clone)]
pub(crate) struct Worded {
    pub(crate) tera: Tera,
    pub(crate) messages: Arc<Messages>,
}

impl Worded {
    fn read(theme: &Theme, language: &str) -> Result<Self, ThemeError> {
        let messages = Messages::new(theme, language)?;
        let mut tera = theme.templates(|name| messages.find(name))?;
        let global = tera.global_context();
        global.insert_value("t", Value::from_serializable(&messages.plain()));
        Ok(Self {
            tera,
            messages: Arc::new(messages),
        })
    }

    /// Whether these are messages in a language, or in a variant of it.
    pub(crate) fn is_in(&self, language: &Language) -> bool {
        Language::of_manual(self.messages.language()).base() == language.base()
    }
}

impl LoadedTheme {
    /// Reads a theme.
    ///
    /// # Errors
    /// If one of its templates or messages has a mistake.
    pub fn read(theme: &Theme, language: &str) -> Result<Self, ThemeError> {
        Ok(Self {
            own: Worded::read(theme, language)?,
            has_own_templates: theme.has_own_templates(),
            theme: Arc::new(theme.clone()),
            others: Arc::default(),
        })
    }

    /// Whether the messages in the languages of a manual's pages have no mistake.
    pub(crate) fn has_words_for(&self, manual: &Manual) -> bool {
        let mut languages = languages_of(manual).into_iter();
        languages.all(|language| self.in_language(language).is_ok())
    }

    /// The templates and messages for pages in a language: the manual's own if the theme has no
    /// messages in that language.
    pub(crate) fn in_language(&self, language: &Language) -> Result<Worded, ThemeError> {
        if self.own.is_in(language) {
            return Ok(self.own.clone());
        }
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = others.get(language) {
            return Ok(known.clone());
        }
        let read = Worded::read(&self.theme, language.as_str())?;
        let worded = match read.is_in(language) {
            true => read,
            false => self.own.clone(),
        };
        others.insert(language.clone(), worded.clone());
        Ok(worded)
    }
}

/// The languages of a manual's pages.
pub(crate) fn languages_of(manual: &Manual) -> BTreeSet<&Language> {
    let pages = manual.page_keys();
    pages.filter_map(|page| manual.language(page)).collect()
}
