//! What views are made from: the manual with the words of its language, and what is looked up
//! again and again, gathered once.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Inputs;
use super::words::Words;
use crate::diagnostics::SourcePath;
use crate::manual::{DocumentIx, PageKey, RecordIx};
use crate::resolve::{Claim, Evidence, Referrer};

/// What every view is made from.
pub(super) struct Site<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) words: Words,
    /// For each document, where its claims stand in the list of all claims.
    claims: Vec<Range<usize>>,
    /// For each document, those that supersede it, whatever their state.
    superseded_by: Vec<Vec<DocumentIx>>,
    /// The records of a kind, or those written on a form, by id.
    records: HashMap<Evidence, Vec<RecordIx>>,
    assets: HashSet<&'a SourcePath>,
}

impl<'a> Site<'a> {
    /// Gathers what is looked up.
    pub(super) fn new(inputs: Inputs<'a>, words: Words) -> Self {
        Self {
            inputs,
            words,
            claims: claims_by_document(&inputs),
            superseded_by: superseded_by(&inputs),
            records: records_by_evidence(&inputs),
            assets: inputs.manual.assets.iter().collect(),
        }
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
        let referrers = self.inputs.resolved.page_referrers.get(&page);
        referrers.map_or(&[], Vec::as_slice)
    }
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
