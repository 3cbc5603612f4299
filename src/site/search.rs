//! What of the site can be found by search: documents, clauses, records and other pages.

use rayon::prelude::*;

use crate::manual::{
    ClauseIx, ClauseKey, DocumentIx, PageKey, RecordIx, StandardIx, UncontrolledIx,
};
use crate::search::SearchPage;
use crate::site::index::SiteIndex;

/// What results are grouped by, by the names of messages.
const GROUPS: [&str; 4] = [
    "nav_documents",
    "search_clauses",
    "search_records",
    "search_pages",
];

impl<'a> SiteIndex<'a> {
    /// What results are grouped by.
    pub(crate) fn search_groups(&self) -> Vec<&str> {
        GROUPS.iter().map(|name| self.messages.get(name)).collect()
    }

    /// The pages that can be found: documents, records, uncontrolled pages, the first page, clauses.
    pub(crate) fn searchable(&self) -> Vec<SearchPage<'_>> {
        let manual = &self.compiled.manual;
        let count = |all: usize| (0..all as u32).into_par_iter();
        let documents =
            count(manual.documents.len()).map(|at| self.search_document(DocumentIx(at)));
        let records = count(manual.records.len()).map(|at| self.search_record(RecordIx(at)));
        let uncontrolled = count(manual.uncontrolled.len())
            .map(|at| self.search_text(PageKey::Uncontrolled(UncontrolledIx(at))));
        let mut all: Vec<_> = documents.chain(records).chain(uncontrolled).collect();
        all.push(self.search_text(PageKey::Home));
        for (standard, at) in manual.standards.iter().zip(0..) {
            let clauses = count(standard.clauses.len()).map(|clause| ClauseKey {
                standard: StandardIx(at),
                clause: ClauseIx(clause),
            });
            all.par_extend(clauses.map(|key| self.search_clause(key)));
        }
        all
    }

    /// Where a page stands among those that can be found.
    pub(crate) fn position_of_page(&self, page: PageKey) -> usize {
        let manual = &self.compiled.manual;
        let (documents, records) = (manual.documents.len(), manual.records.len());
        match page {
            PageKey::Document(ix) => ix.0 as usize,
            PageKey::Record(ix) => documents + ix.0 as usize,
            PageKey::Uncontrolled(ix) => documents + records + ix.0 as usize,
            PageKey::Home => documents + records + manual.uncontrolled.len(),
        }
    }

    /// Where a clause stands among the pages that can be found.
    pub(crate) fn position_of_clause(&self, key: ClauseKey) -> usize {
        let before = self
            .compiled
            .manual
            .standards
            .iter()
            .take(key.standard.0 as usize);
        let before: usize = before.map(|standard| standard.clauses.len()).sum();
        self.position_of_page(PageKey::Home) + 1 + before + key.clause.0 as usize
    }

    fn search_document(&self, ix: DocumentIx) -> SearchPage<'_> {
        let manual = &self.compiled.manual;
        let document = manual.document(ix);
        let state = self.document_state(ix);
        let owner = document.owner.as_ref().map_or("", |owner| owner.as_str());
        let mut more = format!("{owner} {}", self.kind_title(document.kind));
        for claim in self.claims_of(PageKey::Document(ix)) {
            more.push(' ');
            more.push_str(manual.clause(claim.clause).number.as_str());
        }
        SearchPage {
            address: self.addresses.document(ix).to_string(),
            id: Some(document.id.value.as_str()),
            title: document.title.as_str().into(),
            group: 0,
            state: Some((state.class, state.word)),
            summary: "".into(),
            body: Some(&document.body),
            fragment: self.compiled.fragment(PageKey::Document(ix)),
            variables: Some(&manual.config.variables),
            more,
        }
    }

    fn search_record(&self, ix: RecordIx) -> SearchPage<'_> {
        let manual = &self.compiled.manual;
        let record = manual.record(ix);
        let kind = self.kind_title(record.kind);
        let badge = self.entry_badge(self.compiled.registers.entry(ix));
        let owner = record.owner.as_ref().map_or("", |owner| owner.as_str());
        SearchPage {
            address: self.addresses.record(ix).to_string(),
            id: Some(record.id.value.as_str()),
            title: record.title.as_str().into(),
            group: 2,
            state: badge.map(|badge| (badge.class, badge.word)),
            summary: format!("{kind}.").into(),
            body: Some(&record.body),
            fragment: self.compiled.fragment(PageKey::Record(ix)),
            variables: Some(&manual.config.variables),
            more: format!("{kind} {owner}"),
        }
    }

    fn search_clause(&self, key: ClauseKey) -> SearchPage<'_> {
        let manual = &self.compiled.manual;
        let clause = manual.clause(key);
        let standard = manual.standard(key.standard);
        let state = self.clause_state(self.clause_coverage(key));
        let link = self.clause_link(self.clause_address(key), key);
        SearchPage {
            address: self.clause_address(key).to_string(),
            id: Some(clause.number.as_str()),
            title: format!("{} ({})", link.title, standard.designation).into(),
            group: 1,
            state: state.map(|state| (state.badge.class, state.badge.word)),
            summary: clause.summary.as_str().into(),
            body: None,
            fragment: None,
            variables: None,
            more: clause.summary.clone(),
        }
    }

    fn search_text(&self, key: PageKey) -> SearchPage<'_> {
        let manual = &self.compiled.manual;
        let body = manual.body(key);
        SearchPage {
            address: self.addresses.page(key).to_string(),
            id: None,
            title: self.page_title(key),
            group: 3,
            state: None,
            summary: "".into(),
            body,
            fragment: self.compiled.fragment(key),
            variables: Some(&manual.config.variables),
            more: String::new(),
        }
    }
}
