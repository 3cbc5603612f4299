//! Which page an id or a file means, and lists beside a manual's pages.

use std::collections::HashSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::look_alike::{as_it_looks, composed};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::manual::{Document, DocumentId, Manual, PageKey, UncontrolledIx};

/// The names of a manual's pages. They stay the same while texts, titles and fields change.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Which page an id names.
    pub by_id: FxHashMap<DocumentId, PageKey>,
    /// Which page a Markdown file makes.
    pub by_path: FxHashMap<SourcePath, PageKey>,
    /// Ids of pages that could not be read as documents or records; each was reported, so that
    /// references to them need not be.
    pub unreadable: HashSet<String>,
    /// The files of those pages; they are among the pages that claim nothing.
    pub misread: HashSet<SourcePath>,
    /// The ids that several files have: nobody knows which of them is meant.
    pub shared_ids: HashSet<DocumentId>,
    /// The further documents with such an id: what they replace stays replaced, whichever is meant.
    pub twins: Vec<Arc<Document>>,
    /// What says so of each.
    pub diagnostics: Vec<Diagnostic>,
    /// The ids by what they look like.
    pub by_look: FxHashMap<String, DocumentId>,
}

impl Names {
    /// Whether an id stands in several files, or may well do: one of them that cannot be read has it.
    pub fn is_shared(&self, id: &DocumentId) -> bool {
        self.shared_ids.contains(id) || self.unreadable.contains(id.as_str())
    }

    /// The page that an id means, in whatever form of Unicode it is written.
    pub fn find(&self, written: &str) -> Option<PageKey> {
        let direct = self.by_id.get(written);
        let found = match direct {
            None if !written.is_ascii() => self.by_id.get(composed(written).as_str()),
            found => found,
        };
        found.copied()
    }

    /// The page whose id looks like what is written and is written otherwise: in another case, with
    /// another dash. Nobody may count on it; doubt may.
    pub fn find_look_alike(&self, written: &str) -> Option<PageKey> {
        let id = self.by_look.get(&as_it_looks(written))?;
        self.by_id.get(id).copied()
    }
}

/// Something for each page of a manual, by the page's key.
#[derive(Clone, Debug)]
pub(crate) struct ByPage<T> {
    documents: usize,
    records: usize,
    uncontrolled: usize,
    /// In the order of [`Manual::page_keys`].
    all: Vec<T>,
}

impl<T> Default for ByPage<T> {
    fn default() -> Self {
        Self {
            documents: 0,
            records: 0,
            uncontrolled: 0,
            all: Vec::new(),
        }
    }
}

impl<T> ByPage<T> {
    /// Takes a list in the order of [`Manual::page_keys`].
    pub(crate) fn new(manual: &Manual, all: Vec<T>) -> Self {
        Self {
            documents: manual.documents.len(),
            records: manual.records.len(),
            uncontrolled: manual.uncontrolled.len(),
            all,
        }
    }

    /// The value that belongs to a page.
    pub(crate) fn get(&self, page: PageKey) -> Option<&T> {
        self.all.get(self.position(page)?)
    }

    /// What stands beside a page, to be changed.
    pub(crate) fn get_mut(&mut self, page: PageKey) -> Option<&mut T> {
        let at = self.position(page)?;
        self.all.get_mut(at)
    }

    /// The same pages, each with what is made of what stands beside it.
    pub(crate) fn map<U>(self, make: impl FnMut(T) -> U) -> ByPage<U> {
        ByPage {
            documents: self.documents,
            records: self.records,
            uncontrolled: self.uncontrolled,
            all: self.all.into_iter().map(make).collect(),
        }
    }

    fn position(&self, page: PageKey) -> Option<usize> {
        let (begin, at, end) = match page {
            PageKey::Document(ix) => (0, ix.0, self.documents),
            PageKey::Record(ix) => (self.documents, ix.0, self.records),
            PageKey::Uncontrolled(UncontrolledIx(at)) => {
                (self.documents + self.records, at, self.uncontrolled)
            }
            PageKey::Home => (self.documents + self.records + self.uncontrolled, 0, 1),
        };
        let at = at as usize;
        (at < end).then_some(begin + at)
    }
}
