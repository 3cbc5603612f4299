//! What views are made from: the manual with the words of its language, and what is looked up
//! again and again, gathered once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::audits::AuditIndex;
use super::crosswalks::Crosswalks;
use super::grid::Columns;
use super::master_list::Lines;
use super::names::KindNames;
use super::sections::Sections;
use super::words::Words;
use super::{Address, Inputs};
use crate::diagnostics::SourcePath;
use crate::manual::{ClauseKey, DocumentIx, PageKey, RecordIx, StandardIx};
use crate::resolve::{Claim, Evidence, Referrer};

/// What every view is made from.
pub(super) struct Site<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) words: Arc<Words>,
    /// For each document, where its claims stand in the list of all claims.
    claims: Vec<Range<usize>>,
    /// For each document, those that supersede it, whatever their state.
    superseded_by: Vec<Vec<DocumentIx>>,
    /// The records of a kind, or those written on a form, by id.
    records: HashMap<Evidence, Vec<RecordIx>>,
    /// Where each document and record lies and what links to it say, once a link has asked for it.
    documents: Vec<OnceLock<Destination>>,
    record_pages: Vec<OnceLock<Destination>>,
    /// Where each clause lies.
    clauses: Vec<Vec<Address>>,
    /// What the sections of documents are called.
    pub(super) sections: Sections,
    /// "Clauses of ISO 9001:2015", for each standard.
    clause_labels: Vec<String>,
    /// What each kind is called.
    pub(super) kind_names: Vec<KindNames>,
    assets: HashSet<&'a SourcePath>,
    /// Open findings and planned audits, by clause.
    pub(super) audits: AuditIndex,
    /// Which clauses correspond to each other.
    pub(super) crosswalks: Crosswalks,
    /// The columns of each standard's grid, once something has asked for them.
    columns: Vec<OnceLock<Columns>>,
    /// The lines of the master list, once a page of it has asked for them.
    master_list: OnceLock<Lines>,
}

/// What is needed of a page to link to it.
#[derive(Clone, Debug)]
pub(super) struct Destination {
    pub(super) address: Address,
    /// `QP-09 Release of product`.
    pub(super) name: String,
}

impl<'a> Site<'a> {
    /// Gathers what is looked up.
    pub(super) fn new(inputs: Inputs<'a>, words: impl Into<Arc<Words>>) -> Self {
        let words: Arc<Words> = words.into();
        Self {
            claims: claims_by_document(&inputs),
            superseded_by: superseded_by(&inputs),
            records: records_by_evidence(&inputs),
            documents: unasked(inputs.manual.documents.len()),
            record_pages: unasked(inputs.manual.records.len()),
            clauses: clause_addresses(&inputs),
            sections: Sections::new(&inputs),
            kind_names: KindNames::all(&inputs.manual.kinds, &words),
            clause_labels: clause_labels(&inputs, &words),
            assets: inputs.manual.assets.iter().collect(),
            audits: AuditIndex::new(inputs.manual, inputs.resolved),
            crosswalks: Crosswalks::new(inputs.manual),
            columns: unasked(inputs.manual.standards.len()),
            master_list: OnceLock::new(),
            inputs,
            words,
        }
    }

    /// The address of a page, and what links to it say.
    pub(super) fn destination(&self, page: PageKey) -> Cow<'_, Destination> {
        let known = match page {
            PageKey::Document(ix) => self.documents.get(ix.0 as usize),
            PageKey::Record(ix) => self.record_pages.get(ix.0 as usize),
            PageKey::Loose(_) | PageKey::Home => None,
        };
        let made = || Destination {
            address: self.inputs.page_address(page),
            name: self.link_name(page),
        };
        match known {
            Some(destination) => Cow::Borrowed(destination.get_or_init(made)),
            None => Cow::Owned(made()),
        }
    }

    /// What links to a page say.
    fn link_name(&self, page: PageKey) -> String {
        let manual = self.inputs.manual;
        match page {
            PageKey::Document(ix) => {
                let document = manual.document(ix);
                id_and_title(document.id.value.as_str(), &document.title)
            }
            PageKey::Record(ix) => {
                let record = manual.record(ix);
                id_and_title(record.id.value.as_str(), &record.title)
            }
            PageKey::Loose(_) | PageKey::Home => self.page_title(page).into_owned(),
        }
    }

    /// The address of a clause's page.
    pub(super) fn clause_address(&self, key: ClauseKey) -> &Address {
        &self.clauses[key.standard.0 as usize][key.clause.0 as usize]
    }

    /// The columns of a standard's grid.
    pub(super) fn columns(&self, ix: StandardIx) -> &Columns {
        self.columns[ix.0 as usize].get_or_init(|| Columns::of(self, ix))
    }

    /// The lines of the master list.
    pub(super) fn master_list(&self) -> &Lines {
        self.master_list.get_or_init(|| Lines::of(self))
    }

    /// What stands before the clauses of a standard that a document claims.
    pub(super) fn clause_label(&self, ix: StandardIx) -> &str {
        &self.clause_labels[ix.0 as usize]
    }

    /// The claims of a page, in the order in which they were written.
    pub(super) fn claims_of(&self, page: PageKey) -> &'a [Claim] {
        let PageKey::Document(ix) = page else {
            return &[];
        };
        let range = self.claims.get(ix.0 as usize).cloned();
        range
            .and_then(|range| self.inputs.resolved.claims.get(range))
            .unwrap_or_default()
    }

    /// The documents that a document supersedes.
    pub(super) fn supersedes(&self, ix: DocumentIx) -> &'a [DocumentIx] {
        let resolved = self.inputs.resolved;
        resolved
            .supersedes
            .get(ix.0 as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The documents that supersede a document or are to do so once they are in force.
    pub(super) fn superseded_by(&self, ix: DocumentIx) -> &[DocumentIx] {
        self.superseded_by
            .get(ix.0 as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// What a document names as its evidence.
    pub(super) fn evidence(&self, ix: DocumentIx) -> &'a [Evidence] {
        let resolved = self.inputs.resolved;
        resolved
            .evidence
            .get(ix.0 as usize)
            .map_or(&[], Vec::as_slice)
    }

    /// The records of a kind, or those written on a form, by id.
    pub(super) fn records(&self, evidence: Evidence) -> &[RecordIx] {
        self.records.get(&evidence).map_or(&[], Vec::as_slice)
    }

    /// Whether the manual has a file that is no page.
    pub(super) fn has_asset(&self, path: &SourcePath) -> bool {
        self.assets.contains(path)
    }

    /// What refers to a page.
    pub(super) fn referrers(&self, page: PageKey) -> &'a [Referrer] {
        self.inputs.resolved.page_referrers(page)
    }
}

/// Something that is made when it is asked for, so many times.
fn unasked<T>(count: usize) -> Vec<OnceLock<T>> {
    (0..count).map(|_| OnceLock::new()).collect()
}

fn id_and_title(id: &str, title: &str) -> String {
    if id == title {
        id.to_owned()
    } else {
        format!("{id} {title}")
    }
}

fn clause_addresses(inputs: &Inputs<'_>) -> Vec<Vec<Address>> {
    let standards = inputs.manual.standards.iter().enumerate();
    standards
        .map(|(at, standard)| {
            let standard_ix = StandardIx(at as u32);
            let clauses = standard.iter().map(|(clause, _)| ClauseKey {
                standard: standard_ix,
                clause,
            });
            clauses.map(|key| inputs.clause_address(key)).collect()
        })
        .collect()
}

fn clause_labels(inputs: &Inputs<'_>, words: &Words) -> Vec<String> {
    let standards = inputs.manual.standards.iter();
    standards
        .map(|standard| {
            let designation: &str = &standard.designation;
            words.with("clauses-of", [("standard", designation.into())])
        })
        .collect()
}

fn claims_by_document(inputs: &Inputs<'_>) -> Vec<Range<usize>> {
    let mut ranges = vec![0..0; inputs.manual.documents.len()];
    for (at, claim) in inputs.resolved.claims.iter().enumerate() {
        let range: &mut Range<usize> = &mut ranges[claim.document.0 as usize];
        if range.start == range.end {
            range.start = at;
        }
        range.end = at + 1;
    }
    ranges
}

fn superseded_by(inputs: &Inputs<'_>) -> Vec<Vec<DocumentIx>> {
    let mut by = vec![Vec::new(); inputs.manual.documents.len()];
    for (at, superseded) in inputs.resolved.supersedes.iter().enumerate() {
        for older in superseded {
            by[older.0 as usize].push(DocumentIx(at as u32));
        }
    }
    by
}

fn records_by_evidence(inputs: &Inputs<'_>) -> HashMap<Evidence, Vec<RecordIx>> {
    let mut records: HashMap<Evidence, Vec<RecordIx>> = HashMap::new();
    for (at, record) in inputs.manual.records.iter().enumerate() {
        let ix = RecordIx(at as u32);
        records
            .entry(Evidence::Kind(record.kind))
            .or_default()
            .push(ix);
        if let Some(form) = inputs.resolved.forms.get(at).copied().flatten() {
            records.entry(Evidence::Form(form)).or_default().push(ix);
        }
    }
    records
}
