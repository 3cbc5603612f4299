//! Parsed files become the model: fields get their types from the table of kinds, and each page
//! becomes a document, a record, or a page that is neither.

mod fields;
mod page;
mod standards;
mod tables;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use page::{AssembledPage, Reading, assemble_page};
pub use standards::choose_standards;

use crate::diagnostics::{Diagnostic, Place, SourcePath, Spanned};
use crate::manual::{
    Config, DocumentId, DocumentIx, Kind, LooseIx, LoosePage, Manual, PageKey, RecordIx, Standard,
};
use crate::parse::kinds;
use crate::rules;

/// Every kind that a manual has: the built-in ones, changed and added to by its `manual.toml`.
pub fn all_kinds(config: &Config) -> Vec<Kind> {
    let mut all = kinds::built_in();
    for own in &config.kinds {
        match all.iter_mut().find(|kind| kind.name == own.name) {
            Some(kind) => *kind = own.clone(),
            None => all.push(own.clone()),
        }
    }
    all
}

/// Puts the assembled pages together. Each id names one page: where files share one, the first by
/// its path has it, and the others are reported and become pages that claim nothing.
pub fn assemble(
    config: Arc<Config>,
    kinds: Vec<Kind>,
    standards: Vec<Arc<Standard>>,
    pages: Vec<AssembledPage>,
    assets: Vec<SourcePath>,
) -> (Manual, Vec<Diagnostic>) {
    let mut manual = Manual {
        config,
        kinds,
        standards,
        documents: Vec::new(),
        records: Vec::new(),
        loose: Vec::new(),
        home: None,
        assets,
        tables: Vec::new(),
        by_id: HashMap::new(),
        by_path: HashMap::new(),
        unreadable: HashSet::new(),
        misread: HashSet::new(),
    };
    let mut diagnostics = Vec::new();
    let mut taken = TakenIds::default();
    for page in pages {
        match page {
            AssembledPage::Document(document) => match taken.take(&document.path, &document.id) {
                None => manual.documents.push(document),
                Some(diagnostic) => {
                    diagnostics.push(diagnostic);
                    let (path, title) = (document.path.clone(), document.title.clone());
                    let body = document.body.clone();
                    manual.loose.push(Arc::new(LoosePage { path, title, body }));
                }
            },
            AssembledPage::Record(record) => match taken.take(&record.path, &record.id) {
                None => manual.records.push(record),
                Some(diagnostic) => {
                    diagnostics.push(diagnostic);
                    manual.misread.insert(record.path.clone());
                    let (path, title) = (record.path.clone(), record.title.clone());
                    let body = record.body.clone();
                    manual.loose.push(Arc::new(LoosePage { path, title, body }));
                }
            },
            AssembledPage::Loose(page) => manual.loose.push(page),
            AssembledPage::Home(page) => manual.home = Some(page),
            AssembledPage::Unreadable { page, id } => {
                manual.unreadable.extend(id);
                manual.misread.insert(page.path.clone());
                manual.loose.push(page);
            }
        }
    }
    manual.documents.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    manual.records.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    index(&mut manual);
    (manual, diagnostics)
}

fn index(manual: &mut Manual) {
    let mut by_id = HashMap::with_capacity(manual.documents.len() + manual.records.len());
    let mut by_path = HashMap::with_capacity(by_id.capacity() + manual.loose.len());
    for (at, document) in manual.documents.iter().enumerate() {
        let key = PageKey::Document(DocumentIx(at as u32));
        by_id.insert(document.id.value.clone(), key);
        by_path.insert(document.path.clone(), key);
    }
    for (at, record) in manual.records.iter().enumerate() {
        let key = PageKey::Record(RecordIx(at as u32));
        by_id.insert(record.id.value.clone(), key);
        by_path.insert(record.path.clone(), key);
    }
    for (at, page) in manual.loose.iter().enumerate() {
        by_path.insert(page.path.clone(), PageKey::Loose(LooseIx(at as u32)));
    }
    if let Some(home) = &manual.home {
        by_path.insert(home.path.clone(), PageKey::Home);
    }
    manual.by_id = by_id;
    manual.by_path = by_path;
}

/// The ids seen so far, as a file system that ignores case sees them.
#[derive(Default)]
struct TakenIds(HashMap<String, (SourcePath, DocumentId)>);

impl TakenIds {
    /// Takes an id, or says which file has it already.
    fn take(&mut self, path: &SourcePath, id: &Spanned<DocumentId>) -> Option<Diagnostic> {
        let folded = id.value.folded();
        let Some((first, taken)) = self.0.get(&folded) else {
            self.0.insert(folded, (path.clone(), id.value.clone()));
            return None;
        };
        let place = Place::new(path, id.spot);
        let message = if *taken == id.value {
            format!("`{taken}` is already the id of {first}")
        } else {
            format!(
                "`{}` differs only in case from `{taken}`, the id of {first}",
                id.value
            )
        };
        Some(
            Diagnostic::new(&rules::DUPLICATE_ID, place, message)
                .help("give this page an id of its own: only the first file is taken"),
        )
    }
}
