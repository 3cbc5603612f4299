//! The lookup of pages by id and by file, and lists with a value for each page.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::look_alike::{as_it_looks, composed};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::manual::{
    Document, DocumentId, Endings, Manual, PageKey, UncontrolledIx, UnreadSuccessor,
};

/// The names of a manual's pages. An edit of texts, titles or fields does not change them.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// The page of each id.
    pub by_id: FxHashMap<DocumentId, PageKey>,
    /// The page of each Markdown file.
    pub by_path: FxHashMap<SourcePath, PageKey>,
    /// The folders of these files and the folders above them, without the manual's own.
    pub folders: FxHashSet<String>,
    /// The ids of pages that could not be read as documents or records. Each page was reported, so
    /// references to it are not reported again.
    pub unreadable: HashSet<String>,
    /// The files of those pages, and of pages with an id that another page has. They are
    /// uncontrolled pages and make no claims.
    pub misread: HashSet<SourcePath>,
    /// The ids that several files have. It is unknown which file such an id means.
    pub shared_ids: HashSet<DocumentId>,
    /// The files of the records that have texts in other languages, without the record's own.
    pub record_texts: FxHashMap<DocumentId, Vec<SourcePath>>,
    /// The further documents with a shared id. The documents that they supersede stay superseded.
    pub twins: Vec<Arc<Document>>,
    /// The pages that cannot become documents and may supersede documents.
    pub unread_successors: Vec<UnreadSuccessor>,
    /// The diagnostics of shared ids.
    pub diagnostics: Vec<Diagnostic>,
    /// The ids by their form of `as_it_looks`.
    pub by_look: FxHashMap<String, DocumentId>,
    /// The files of pages by their name without its ending, made when it is needed first.
    by_file_name: OnceLock<FxHashMap<String, Vec<SourcePath>>>,
}

impl Names {
    /// Whether several files have this id, or a file that cannot be read has it.
    pub fn is_shared(&self, id: &DocumentId) -> bool {
        self.shared_ids.contains(id) || self.unreadable.contains(id.as_str())
    }

    /// The page with this id, in any Unicode form.
    pub fn find(&self, written: &str) -> Option<PageKey> {
        let direct = self.by_id.get(written);
        let found = match direct {
            None if !written.is_ascii() => self.by_id.get(composed(written).as_str()),
            found => found,
        };
        found.copied()
    }

    /// The files of the pages that a name means, sorted: that of a file without its ending, with the
    /// folders before it or without them.
    pub fn of_file(&self, written: &str, endings: &Endings) -> Vec<&SourcePath> {
        let without_ending = |path: &SourcePath| {
            let stem = endings.stem(path);
            composed(&format!("{}/{stem}", path.folder()))
                .trim_start_matches('/')
                .to_owned()
        };
        let by_name = self.by_file_name.get_or_init(|| {
            let mut by_name: FxHashMap<String, Vec<SourcePath>> = FxHashMap::default();
            for path in self.by_path.keys() {
                let name = without_ending(path);
                let name = name.rsplit('/').next().unwrap_or_default().to_owned();
                by_name.entry(name).or_default().push(path.clone());
            }
            by_name.values_mut().for_each(|files| files.sort());
            by_name
        });
        let written = composed(written);
        let written = written.trim_start_matches('/');
        let name = written.rsplit('/').next().unwrap_or_default();
        let files = by_name.get(name).map_or(&[][..], Vec::as_slice);
        let is_meant = |file: &&SourcePath| {
            let path = without_ending(file);
            let before = path.strip_suffix(written);
            let is_whole = before.is_some_and(|before| before.is_empty() || before.ends_with('/'));
            is_whole && self.by_path.contains_key(*file)
        };
        files.iter().filter(is_meant).collect()
    }

    /// The page whose id looks like this text, if only case, dashes and the like differ. A claim
    /// must never count because of this lookup; it only raises doubt.
    pub fn find_look_alike(&self, written: &str) -> Option<PageKey> {
        let id = self.by_look.get(&as_it_looks(written))?;
        self.by_id.get(id).copied()
    }
}

/// A value for each page of a manual, by the page's key.
#[derive(Clone, Debug)]
pub(crate) struct ByPage<T> {
    documents: usize,
    translations: usize,
    records: usize,
    uncontrolled: usize,
    /// In the order of [`Manual::page_keys`].
    all: Vec<T>,
}

impl<T> Default for ByPage<T> {
    fn default() -> Self {
        Self {
            documents: 0,
            translations: 0,
            records: 0,
            uncontrolled: 0,
            all: Vec::new(),
        }
    }
}

impl<T> ByPage<T> {
    /// Wraps a list in the order of [`Manual::page_keys`].
    pub(crate) fn new(manual: &Manual, all: Vec<T>) -> Self {
        Self {
            documents: manual.documents.len(),
            translations: manual.translations.len(),
            records: manual.records.len(),
            uncontrolled: manual.uncontrolled.len(),
            all,
        }
    }

    /// The value that belongs to a page.
    pub(crate) fn get(&self, page: PageKey) -> Option<&T> {
        self.all.get(self.position(page)?)
    }

    /// The value that belongs to a page, mutably.
    pub(crate) fn get_mut(&mut self, page: PageKey) -> Option<&mut T> {
        let at = self.position(page)?;
        self.all.get_mut(at)
    }

    /// Converts the value of each page.
    pub(crate) fn map<U>(self, make: impl FnMut(T) -> U) -> ByPage<U> {
        ByPage {
            documents: self.documents,
            translations: self.translations,
            records: self.records,
            uncontrolled: self.uncontrolled,
            all: self.all.into_iter().map(make).collect(),
        }
    }

    fn position(&self, page: PageKey) -> Option<usize> {
        let translations = self.documents;
        let records = translations + self.translations;
        let uncontrolled = records + self.records;
        let home = uncontrolled + self.uncontrolled;
        let (begin, at, count) = match page {
            PageKey::Document(ix) => (0, ix.0, self.documents),
            PageKey::Translation(ix) => (translations, ix.0, self.translations),
            PageKey::Record(ix) => (records, ix.0, self.records),
            PageKey::Uncontrolled(UncontrolledIx(at)) => (uncontrolled, at, self.uncontrolled),
            PageKey::Home => (home, 0, 1),
        };
        let at = at as usize;
        (at < count).then_some(begin + at)
    }
}
