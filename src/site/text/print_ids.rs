//! The ids on the print page, which holds many documents.

use crate::coverage::DocumentStanding;
use crate::index::{IndexVec, Position as _};
use crate::manual::{DocumentIx, PageKey, TranslationIx};
use crate::site::index::SiteIndex;

/// The documents and translations on the print page, and the prefix of the ids of each.
pub(crate) struct PrintIds {
    documents: IndexVec<DocumentIx, bool>,
    translations: IndexVec<TranslationIx, bool>,
}

impl PrintIds {
    /// The ids for a print page with every document that is not obsolete.
    pub(crate) fn new(site: &SiteIndex<'_>) -> Self {
        let standings = &site.compiled.coverage.standings;
        let printed = |standing: &DocumentStanding| !standing.standing.is_obsolete();
        let documents: IndexVec<DocumentIx, bool> = standings.iter().map(printed).collect();
        let translations = site.compiled.manual.translations.iter();
        Self {
            translations: translations.map(|one| documents[one.of]).collect(),
            documents,
        }
    }

    /// The ids for a print page with these documents and translations only.
    pub(crate) fn of(site: &SiteIndex<'_>, printed: &[PageKey]) -> Self {
        let manual = &site.compiled.manual;
        let mut documents = IndexVec::beside(&manual.documents, false);
        let mut translations = IndexVec::beside(&manual.translations, false);
        for page in printed {
            match page {
                PageKey::Document(ix) => documents[*ix] = true,
                PageKey::Translation(ix) => translations[*ix] = true,
                PageKey::Record(_) | PageKey::Uncontrolled(_) | PageKey::Home => {}
            }
        }
        Self {
            documents,
            translations,
        }
    }

    /// The prefix of the ids of a page; `None` if it is not on the print page.
    pub(crate) fn prefix(&self, page: PageKey) -> Option<String> {
        match page {
            PageKey::Document(ix) if *self.documents.get(ix)? => Some(format!("d{}-", ix.index())),
            PageKey::Translation(ix) if *self.translations.get(ix)? => {
                Some(format!("t{}-", ix.index()))
            }
            _ => None,
        }
    }
}
