//! The data from which views are built: the manual, the messages of its language, and lookup tables
//! that are computed once.

pub(crate) mod columns;
pub(crate) mod crosswalks;
pub(crate) mod document_lines;
pub(crate) mod kind_names;
pub(crate) mod parts;
pub(crate) mod sections;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::changes::SiteChanges;
use crate::diagnostics::SourcePath;
use crate::index::IndexVec;
use crate::manual::{
    ClauseIx, ClauseKey, DocumentIx, KindIx, Language, Origin, PageKey, RecordIx, StandardIx,
    TranslationIx, WithheldReferences,
};
use crate::pipeline::Compiled;
use crate::resolve::{Claim, Evidence, Referrer, SitePlace};
use crate::site::index::columns::Columns;
use crate::site::index::crosswalks::Crosswalks;
use crate::site::index::document_lines::Lines;
use crate::site::index::kind_names::KindNames;
use crate::site::index::parts::Parts;
use crate::site::index::sections::Sections;
use crate::site::matrix::row::row_id;
use crate::site::text;
use crate::site::theme::loaded::languages_of;
use crate::site::theme::messages::Messages;
use crate::site::{Address, Addresses, Page};
use crate::transition::transitions;

/// The data from which every view is built.
pub(crate) struct SiteIndex<'a> {
    pub(crate) compiled: &'a Compiled,
    /// The changes that the site shows, if any.
    pub(crate) changes: Option<&'a SiteChanges>,
    pub(crate) addresses: Addresses<'a>,
    pub(crate) messages: Arc<Messages>,
    /// The language of the pages that are made with this index.
    language: Language,
    /// For each document, the range of its claims in the list of all claims.
    claims: IndexVec<DocumentIx, Range<usize>>,
    /// For each document, the documents that supersede it, in any state.
    superseded_by: IndexVec<DocumentIx, Vec<DocumentIx>>,
    /// The address and the link name of each document, computed when a link first needs it.
    documents: IndexVec<DocumentIx, OnceLock<Destination>>,
    translations: IndexVec<TranslationIx, OnceLock<Destination>>,
    record_pages: IndexVec<RecordIx, OnceLock<Destination>>,
    /// The address of each clause.
    clauses: IndexVec<StandardIx, IndexVec<ClauseIx, Address>>,
    /// The titles of documents' sections.
    pub(crate) sections: Sections,
    /// "Clauses of ISO 9001:2015", for each standard.
    clause_labels: IndexVec<StandardIx, String>,
    /// The names of each kind.
    pub(crate) kind_names: IndexVec<KindIx, KindNames>,
    /// Whether each kind has records and therefore a register.
    registers: IndexVec<KindIx, bool>,
    /// The correspondence between clauses.
    pub(crate) crosswalks: Crosswalks,
    /// The transitions that the manual is in, found on first use.
    transitions: OnceLock<Vec<(StandardIx, StandardIx)>>,
    /// The parts of each standard, computed on first use.
    parts: IndexVec<StandardIx, OnceLock<Parts>>,
    /// The columns of each standard's grid, computed on first use.
    columns: IndexVec<StandardIx, OnceLock<Columns>>,
    /// The lines of the master list, computed on first use.
    master_list: OnceLock<Lines>,
    /// The languages of all pages, computed on first use.
    languages: OnceLock<Vec<Language>>,
    neighbours: OnceLock<IndexVec<DocumentIx, Neighbours>>,
}

/// The documents of the same kind before and after a document, by id.
type Neighbours = [Option<DocumentIx>; 2];

/// The data that a link to a page needs.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    pub(crate) address: Address,
    /// `QP-09 Release of product`.
    pub(crate) name: String,
}

impl<'a> SiteIndex<'a> {
    /// Builds the lookup tables.
    pub(crate) fn new(compiled: &'a Compiled, messages: impl Into<Arc<Messages>>) -> Self {
        let messages: Arc<Messages> = messages.into();
        Self {
            addresses: Addresses::new(compiled),
            claims: claims_by_document(compiled),
            superseded_by: superseded_by(compiled),
            documents: unasked(compiled.manual.documents.len()),
            translations: unasked(compiled.manual.translations.len()),
            record_pages: unasked(compiled.manual.records.len()),
            clauses: clause_addresses(compiled),
            sections: Sections::new(compiled),
            kind_names: KindNames::all(&compiled.manual.kinds, &messages),
            clause_labels: clause_labels(compiled, &messages),
            registers: with_records(compiled),
            crosswalks: Crosswalks::new(&compiled.manual),
            transitions: OnceLock::new(),
            parts: unasked(compiled.manual.standards.len()),
            columns: unasked(compiled.manual.standards.len()),
            master_list: OnceLock::new(),
            languages: OnceLock::new(),
            neighbours: OnceLock::new(),
            language: Language::of_manual(&compiled.manual.config.language),
            compiled,
            changes: None,
            messages,
        }
    }

    /// The same for pages in a language.
    pub(crate) fn in_language(mut self, language: &Language) -> Self {
        self.language = language.clone();
        self
    }

    /// The tag of a language, if it is another one than that of the pages.
    pub(crate) fn foreign<'l>(&self, language: &'l Language) -> Option<&'l str> {
        (*language != self.language).then(|| language.as_str())
    }

    /// The tag of the language of a page's text, if it is another one than that of the pages.
    pub(crate) fn foreign_page(&self, page: PageKey) -> Option<&'a str> {
        self.foreign(self.compiled.manual.language(page)?)
    }

    /// The tag of the language of a catalog, if it is another one than that of the pages.
    pub(crate) fn foreign_standard(&self, ix: StandardIx) -> Option<&'a str> {
        let standard = self.compiled.manual.standard(ix);
        let base = |tag: &str| tag.split('-').next().map(str::to_ascii_lowercase);
        let tag = match (&standard.language, &standard.origin) {
            (Some(language), _) => language.as_str(),
            (None, Origin::BuiltIn) => "en",
            // The manual's own catalog is in the manual's language, as its pages are.
            (None, Origin::Manual(_)) => return None,
        };
        (base(tag) != base(self.language.as_str())).then_some(tag)
    }

    /// The tag of the language of a catalog.
    pub(crate) fn language_of_standard(&self, ix: StandardIx) -> &str {
        let standard = self.compiled.manual.standard(ix);
        match (&standard.language, &standard.origin) {
            (Some(language), _) => language.as_str(),
            (None, Origin::BuiltIn) => "en",
            (None, Origin::Manual(_)) => &self.compiled.manual.config.language,
        }
    }

    /// The same with the changes that the site shows.
    pub(crate) fn with_changes(mut self, changes: Option<&'a SiteChanges>) -> Self {
        self.changes = changes;
        self
    }

    /// The address and the link name of a page.
    pub(crate) fn destination(&self, page: PageKey) -> Cow<'_, Destination> {
        let known = match page {
            PageKey::Document(ix) => self.documents.get(ix),
            PageKey::Translation(ix) => self.translations.get(ix),
            PageKey::Record(ix) => self.record_pages.get(ix),
            PageKey::Uncontrolled(_) | PageKey::Home => None,
        };
        let made = || Destination {
            address: self.addresses.page(page),
            name: self.link_name(page),
        };
        match known {
            Some(destination) => Cow::Borrowed(destination.get_or_init(made)),
            None => Cow::Owned(made()),
        }
    }

    /// The text of links to a page.
    fn link_name(&self, page: PageKey) -> String {
        let manual = &self.compiled.manual;
        match page {
            PageKey::Document(ix) => {
                let document = manual.document(ix);
                id_and_title(document.id.value.as_str(), &document.title)
            }
            PageKey::Translation(ix) => {
                let page = &manual.translation(ix).page;
                id_and_title(page.id.value.as_str(), &page.title)
            }
            PageKey::Record(ix) => {
                let record = manual.record(ix);
                id_and_title(record.id.value.as_str(), &record.title)
            }
            PageKey::Uncontrolled(_) | PageKey::Home => {
                text::headings::page_title(self, page).into_owned()
            }
        }
    }

    /// The address of a clause's page.
    pub(crate) fn clause_address(&self, key: ClauseKey) -> &Address {
        &self.clauses[key.standard][key.clause]
    }

    /// The transitions that the manual is in: from which standard to which.
    pub(crate) fn transitions(&self) -> &[(StandardIx, StandardIx)] {
        let find = || transitions(&self.compiled.manual);
        self.transitions.get_or_init(find)
    }

    /// The parts of a standard.
    pub(crate) fn parts(&self, ix: StandardIx) -> &Parts {
        self.parts[ix].get_or_init(|| Parts::of(self.compiled.manual.standard(ix)))
    }

    /// The page of the matrix that has a clause's row: that of the whole standard, or that of the
    /// clause's part.
    pub(crate) fn matrix_page(&self, key: ClauseKey) -> Page {
        let parts = self.parts(key.standard);
        match parts.first_of(parts.part_of(key.clause)) {
            Some(clause) if parts.is_cut() => Page::MatrixPart(ClauseKey { clause, ..key }),
            _ => Page::Matrix(key.standard),
        }
    }

    /// The link from a page to a clause's row in the matrix.
    pub(crate) fn matrix_row(&self, from: &Address, key: ClauseKey) -> String {
        let page = self.matrix_page(key).address(self.compiled);
        from.href_at(&page, Some(&row_id(self.compiled.manual.clause(key))))
    }

    /// The columns of a standard's grid.
    pub(crate) fn columns(&self, ix: StandardIx) -> &Columns {
        self.columns[ix].get_or_init(|| Columns::of(self.compiled, &self.messages, ix))
    }

    /// The languages of the pages.
    pub(crate) fn languages(&self) -> &[Language] {
        self.languages.get_or_init(|| {
            let languages = languages_of(&self.compiled.manual);
            languages.into_iter().cloned().collect()
        })
    }

    /// The lines of the master list.
    pub(crate) fn master_list(&self) -> &Lines {
        self.master_list.get_or_init(|| Lines::of(self.compiled))
    }

    /// The documents of the same kind before and after a document.
    pub(crate) fn neighbours(&self, ix: DocumentIx) -> Neighbours {
        let all = self.neighbours.get_or_init(|| neighbours(self.compiled));
        all.get(ix).copied().unwrap_or_default()
    }

    /// The label before the clauses of a standard that a document claims.
    pub(crate) fn clause_label(&self, ix: StandardIx) -> &str {
        &self.clause_labels[ix]
    }

    /// The claims of a page, in the order in which they were written. Only documents have claims; those
    /// of a translation are only shown in its text.
    pub(crate) fn claims_of(&self, page: PageKey) -> &'a [Claim] {
        let ix = match page {
            PageKey::Document(ix) => ix,
            PageKey::Translation(ix) => {
                let names = self.compiled.resolved.translations.get(ix);
                return names.map_or(&[], |names| &names.claims);
            }
            PageKey::Record(_) | PageKey::Uncontrolled(_) | PageKey::Home => return &[],
        };
        let range = self.claims.get(ix).cloned();
        range
            .and_then(|range| self.compiled.resolved.claims.as_slice().get(range))
            .unwrap_or_default()
    }

    /// The documents that a document supersedes.
    pub(crate) fn supersedes(&self, ix: DocumentIx) -> &'a [DocumentIx] {
        let resolved = &self.compiled.resolved;
        resolved.supersedes.get(ix).map_or(&[], Vec::as_slice)
    }

    /// The documents that supersede a document, including those that are not in force yet.
    pub(crate) fn superseded_by(&self, ix: DocumentIx) -> &[DocumentIx] {
        self.superseded_by.get(ix).map_or(&[], Vec::as_slice)
    }

    /// The evidence that a document names.
    pub(crate) fn evidence(&self, ix: DocumentIx) -> &'a [Evidence] {
        let resolved = &self.compiled.resolved;
        resolved.evidence.get(ix).map_or(&[], Vec::as_slice)
    }

    /// The records of a kind, or the records written on a form, by id.
    pub(crate) fn records(&self, evidence: Evidence) -> &[RecordIx] {
        self.compiled.coverage.records.behind(evidence)
    }

    /// Whether a kind has a register, which is the case if there is a record of it, or if it is referred
    /// to.
    pub(crate) fn has_register(&self, kind: KindIx) -> bool {
        self.registers[kind]
    }

    /// Whether the site is an edition that withholds pages.
    pub(crate) fn withholds_pages(&self) -> bool {
        let edition = self.compiled.edition.as_ref();
        edition.is_some_and(|edition| edition.withholds_pages)
    }

    /// Whether the site is an edition that withholds records.
    pub(crate) fn withholds_records(&self) -> bool {
        let edition = self.compiled.edition.as_ref();
        edition.is_some_and(|edition| edition.withholds_records)
    }

    /// Whether the site is an edition that withholds records of a kind.
    pub(crate) fn is_incomplete(&self, kind: KindIx) -> bool {
        let edition = self.compiled.edition.as_ref();
        edition.is_some_and(|edition| edition.incomplete.get(kind) == Some(&true))
    }

    /// What a document refers to that the site withholds, since it is an edition.
    pub(crate) fn withheld_references(&self, ix: DocumentIx) -> WithheldReferences {
        let edition = self.compiled.edition.as_ref();
        let withheld = edition.and_then(|edition| edition.withheld.get(ix));
        withheld.copied().unwrap_or_default()
    }

    /// Whether a file that is not a page is published.
    pub(crate) fn has_asset(&self, path: &SourcePath) -> bool {
        self.compiled.resolved.published.contains(path)
    }

    /// The references to a page. Unless it is a translation, those in a translation are left out if its
    /// document refers to the page, too.
    pub(crate) fn referrers(&self, page: PageKey) -> Cow<'a, [Referrer]> {
        let manual = &self.compiled.manual;
        let all = self.compiled.resolved.page_referrers(page);
        let document = |one: &Referrer| match one.page {
            PageKey::Translation(ix) => Some(PageKey::Document(manual.translation(ix).of)),
            _ => None,
        };
        let is_translation = matches!(page, PageKey::Translation(_));
        if is_translation || !all.iter().any(|one| document(one).is_some()) {
            return Cow::Borrowed(all);
        }
        let pages: HashSet<PageKey> = all.iter().map(|one| one.page).collect();
        let is_repeated = |one: &&Referrer| document(one).is_some_and(|page| pages.contains(&page));
        Cow::Owned(
            all.iter()
                .filter(|one| !is_repeated(one))
                .cloned()
                .collect(),
        )
    }
}

/// A number of cells for values that are computed on first use.
fn unasked<P, T>(count: usize) -> IndexVec<P, OnceLock<T>> {
    (0..count).map(|_| OnceLock::new()).collect()
}

fn id_and_title(id: &str, title: &str) -> String {
    if id == title {
        id.to_owned()
    } else {
        format!("{id} {title}")
    }
}

fn clause_addresses(compiled: &Compiled) -> IndexVec<StandardIx, IndexVec<ClauseIx, Address>> {
    let addresses = Addresses::new(compiled);
    let standards = compiled.manual.standards.enumerated();
    standards
        .map(|(standard, catalog)| {
            let clauses = catalog.clauses.positions();
            clauses
                .map(|clause| addresses.clause(ClauseKey { standard, clause }))
                .collect()
        })
        .collect()
}

fn with_records(compiled: &Compiled) -> IndexVec<KindIx, bool> {
    let mut kinds = IndexVec::beside(&compiled.manual.kinds, false);
    for record in &compiled.manual.records {
        kinds[record.kind] = true;
    }
    for place in &compiled.resolved.named_places {
        if let SitePlace::Register(kind) = place {
            kinds[*kind] = true;
        }
    }
    kinds
}

fn clause_labels(compiled: &Compiled, messages: &Messages) -> IndexVec<StandardIx, String> {
    let standards = compiled.manual.standards.iter();
    standards
        .map(|standard| {
            let designation: &str = &standard.designation;
            messages.with("clauses-of", [("standard", designation.into())])
        })
        .collect()
}

fn claims_by_document(compiled: &Compiled) -> IndexVec<DocumentIx, Range<usize>> {
    let mut ranges = IndexVec::beside(&compiled.manual.documents, 0..0);
    for (at, claim) in compiled.resolved.claims.iter().enumerate() {
        let range: &mut Range<usize> = &mut ranges[claim.document];
        if range.start == range.end {
            range.start = at;
        }
        range.end = at + 1;
    }
    ranges
}

fn superseded_by(compiled: &Compiled) -> IndexVec<DocumentIx, Vec<DocumentIx>> {
    let mut by = IndexVec::beside(&compiled.manual.documents, Vec::new());
    for (ix, superseded) in compiled.resolved.supersedes.enumerated() {
        for older in superseded {
            by[*older].push(ix);
        }
    }
    by
}

/// The neighbours of all documents.
fn neighbours(compiled: &Compiled) -> IndexVec<DocumentIx, Neighbours> {
    let documents = &compiled.manual.documents;
    let mut all = IndexVec::beside(documents, Neighbours::default());
    let mut last_of_kind = HashMap::new();
    for (ix, document) in documents.enumerated() {
        if let Some(last) = last_of_kind.insert(document.kind, ix) {
            all[ix][0] = Some(last);
            all[last][1] = Some(ix);
        }
    }
    all
}
