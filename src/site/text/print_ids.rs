//! The ids on the print page, which holds many documents.

use crate::coverage::DocumentStanding;
use crate::index::{IndexVec, Position as _};
use crate::manual::{DocumentIx, PageKey};
use crate::site::index::SiteIndex;

/// The documents on the print page, and the prefix of the ids of each.
pub(crate) struct PrintIds {
    documents: IndexVec<DocumentIx, bool>,
}

impl PrintIds {
    /// The ids for a print page with every document that is not obsolete.
    pub(crate) fn new(site: &SiteIndex<'_>) -> Self {
        let standings = &site.compiled.coverage.standings;
        let printed = |standing: &DocumentStanding| !standing.standing.is_obsolete();
        Self {
            documents: standings.iter().map(printed).collect(),
        }
    }

    /// The ids for a print page with these documents only.
    pub(crate) fn of(site: &SiteIndex<'_>, printed: &[DocumentIx]) -> Self {
        let mut documents = IndexVec::beside(&site.compiled.manual.documents, false);
        for ix in printed {
            documents[*ix] = true;
        }
        Self { documents }
    }

    /// The prefix of the ids of a page; `None` if it is not on the print page.
    pub(crate) fn prefix(&self, page: PageKey) -> Option<String> {
        match page {
            PageKey::Document(ix) if *self.documents.get(ix)? => Some(format!("d{}-", ix.index())),
            _ => None,
        }
    }
}
