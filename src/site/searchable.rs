//! What of the site can be found by search: documents, clauses, records and other pages.

use rayon::prelude::*;

use super::lookup::Site;
use super::{Page, pages};
use crate::manual::{ClauseKey, DocumentIx, PageKey, RecordIx};
use crate::search::SearchPage;

/// What results are grouped by, by the names of messages.
const GROUPS: [&str; 4] = [
    "nav_documents",
    "search_clauses",
    "search_records",
    "search_pages",
];

impl<'a> Site<'a> {
    /// What results are grouped by.
    pub(super) fn search_groups(&self) -> Vec<&str> {
        GROUPS.iter().map(|name| self.words.get(name)).collect()
    }

    /// The pages that can be found, in a fixed order.
    pub(super) fn searchable(&self) -> Vec<SearchPage<'_>> {
        let pages = pages(&self.inputs).into_par_iter();
        pages.filter_map(|page| self.search_page(page)).collect()
    }

    fn search_page(&self, page: Page) -> Option<SearchPage<'_>> {
        match page {
            Page::Document(ix) => Some(self.search_document(ix)),
            Page::Record(ix) => Some(self.search_record(ix)),
            Page::Clause(key) => Some(self.search_clause(key)),
            Page::Loose(ix) => Some(self.search_text(page, PageKey::Loose(ix))),
            Page::Home => Some(self.search_text(page, PageKey::Home)),
            _ => None,
        }
    }

    fn search_document(&self, ix: DocumentIx) -> SearchPage<'_> {
        let manual = self.inputs.manual;
        let document = manual.document(ix);
        let state = self.document_state(ix);
        let owner = document.owner.as_ref().map_or("", |owner| owner.as_str());
        let mut more = format!("{owner} {}", self.kind_title(document.kind));
        for claim in self.claims_of(PageKey::Document(ix)) {
            more.push(' ');
            more.push_str(manual.clause(claim.clause).number.as_str());
        }
        SearchPage {
            address: self.inputs.document_address(ix).to_string(),
            id: Some(document.id.value.as_str()),
            title: document.title.as_str().into(),
            group: 0,
            state: Some((state.class, state.word)),
            summary: document.body.excerpt.as_str().into(),
            body: Some(&document.body),
            variables: Some(&manual.config.variables),
            more,
        }
    }

    fn search_record(&self, ix: RecordIx) -> SearchPage<'_> {
        let manual = self.inputs.manual;
        let record = manual.record(ix);
        let kind = self.kind_title(record.kind);
        let badge = self.entry_badge(self.inputs.registers.entry(ix));
        let owner = record.owner.as_ref().map_or("", |owner| owner.as_str());
        SearchPage {
            address: self.inputs.record_address(ix).to_string(),
            id: Some(record.id.value.as_str()),
            title: record.title.as_str().into(),
            group: 2,
            state: badge.map(|badge| (badge.class, badge.word)),
            summary: format!("{kind}. {}", record.body.excerpt).into(),
            body: Some(&record.body),
            variables: Some(&manual.config.variables),
            more: format!("{kind} {owner}"),
        }
    }

    fn search_clause(&self, key: ClauseKey) -> SearchPage<'_> {
        let manual = self.inputs.manual;
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
            variables: None,
            more: clause.summary.clone(),
        }
    }

    fn search_text(&self, page: Page, key: PageKey) -> SearchPage<'_> {
        let manual = self.inputs.manual;
        let body = manual.body(key);
        SearchPage {
            address: page.address(&self.inputs).to_string(),
            id: None,
            title: self.page_title(key),
            group: 3,
            state: None,
            summary: body.map_or("", |body| &body.excerpt).into(),
            body,
            variables: Some(&manual.config.variables),
            more: String::new(),
        }
    }
}
