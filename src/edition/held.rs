//! Which pages of a manual an edition holds.

use crate::index::IndexVec;
use crate::manual::{Audiences, ByPage, DocumentIx, Manual, PageKey, RecordIx};
use crate::pipeline::Compiled;

/// The pages that an edition holds.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    audience: String,
    pages: ByPage<bool>,
    withholds_any: bool,
}

impl Held {
    /// The pages of the edition for an audience: those that name it, or an audience that it
    /// includes. `None` if the manual has no audience of this name.
    pub(crate) fn new(manual: &Manual, audience: &str) -> Option<Self> {
        let audiences = manual.config.audiences.as_ref()?.with_included(audience)?;
        let names = |page: PageKey| {
            let named = manual.audience(page).iter();
            let path = manual.path(page);
            // It is unknown for whom a page is that could not be read.
            let is_misread = path.is_some_and(|path| manual.names.misread.contains(path));
            !is_misread
                && named
                    .map(|one| one.value.as_str())
                    .any(|one| audiences.contains(one))
        };
        // Without its document or record a translation would count as one itself.
        let is_held = |page: PageKey| match page {
            PageKey::Translation(ix) => {
                names(page) && names(PageKey::Document(manual.translation(ix).of))
            }
            PageKey::Uncontrolled(ix) => {
                let record = manual.uncontrolled_page(ix).record.as_ref();
                let of = record.and_then(|id| manual.names.by_id.get(id).copied());
                names(page) && (record.is_none() || of.is_some_and(&names))
            }
            _ => names(page),
        };
        let pages: Vec<bool> = manual.page_keys().map(is_held).collect();
        Some(Self {
            audience: audience.to_owned(),
            withholds_any: pages.contains(&false),
            pages: ByPage::new(manual, pages),
        })
    }

    /// The pages of each edition that the manual can have.
    pub(crate) fn all(manual: &Manual) -> Vec<Self> {
        let audiences = manual.config.audiences.iter();
        let names = audiences.flat_map(Audiences::names);
        names.filter_map(|name| Self::new(manual, name)).collect()
    }

    /// The audience.
    pub(crate) fn audience(&self) -> &str {
        &self.audience
    }

    /// Whether the edition holds a page.
    pub(crate) fn has(&self, page: PageKey) -> bool {
        self.pages.get(page).is_some_and(|held| *held)
    }

    /// Whether a page is withheld.
    pub(crate) fn withholds_any(&self) -> bool {
        self.withholds_any
    }
}

/// For each document and record of a whole manual, its position in an edition; `None` if the
/// edition does not hold it.
pub(super) struct Renumbered {
    pub(super) documents: IndexVec<DocumentIx, Option<DocumentIx>>,
    pub(super) records: IndexVec<RecordIx, Option<RecordIx>>,
}

impl Renumbered {
    pub(super) fn new(whole: &Compiled, edition: &Manual) -> Self {
        let of = |path| edition.names.by_path.get(path).copied();
        let documents = whole.manual.documents.iter();
        let records = whole.manual.records.iter();
        Self {
            documents: documents
                .map(|document| match of(&document.path) {
                    Some(PageKey::Document(ix)) => Some(ix),
                    _ => None,
                })
                .collect(),
            records: records
                .map(|record| match of(&record.path) {
                    Some(PageKey::Record(ix)) => Some(ix),
                    _ => None,
                })
                .collect(),
        }
    }

    /// The key of a page in the edition, for documents and records.
    pub(super) fn page(&self, page: PageKey) -> Option<PageKey> {
        match page {
            PageKey::Document(ix) => Some(PageKey::Document(self.documents[ix]?)),
            PageKey::Record(ix) => Some(PageKey::Record(self.records[ix]?)),
            PageKey::Translation(_) | PageKey::Uncontrolled(_) | PageKey::Home => None,
        }
    }
}
