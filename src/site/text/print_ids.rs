//! Ids on the page for paper, where many documents stand on one page.

use crate::coverage::DocumentStanding;
use crate::index::{IndexVec, Position as _};
use crate::manual::{DocumentIx, PageKey};
use crate::site::index::SiteIndex;

/// The documents that stand on the page for paper, and what is put before the ids of each.
pub(crate) struct PrintIds {
    documents: IndexVec<DocumentIx, bool>,
}

impl PrintIds {
    /// Decides which documents stand on the page.
    pub(crate) fn new(site: &SiteIndex<'_>) -> Self {
        let standings = &site.compiled.coverage.standings;
        let printed = |standing: &DocumentStanding| !standing.standing.is_obsolete();
        Self {
            documents: standings.iter().map(printed).collect(),
        }
    }

    /// For a page that has these documents alone.
    pub(crate) fn of(site: &SiteIndex<'_>, printed: &[DocumentIx]) -> Self {
        let mut documents = IndexVec::beside(&site.compiled.manual.documents, false);
        for ix in printed {
            documents[*ix] = true;
        }
        Self { documents }
    }

    /// What is put before the ids of a page, if it stands on the page for paper.
    pub(crate) fn prefix(&self, page: PageKey) -> Option<String> {
        match page {
            PageKey::Document(ix) if *self.documents.get(ix)? => Some(format!("d{}-", ix.index())),
            _ => None,
        }
    }
}
