//! What the workbook of an audit holds: the clauses of its scope, and what stands behind them.

use std::collections::{HashMap, HashSet};

use crate::manual::{ClauseKey, DocumentIx, KindRole, PageKey, RecordIx, StandardIx};
use crate::registers::Entry;
use crate::resolve::Evidence;
use crate::site::index::SiteIndex;

/// The scope of an audit. Without clauses and documents it is the whole manual.
pub(super) struct AuditScope {
    pub(super) audit: RecordIx,
    /// The clauses with those above and below them; `None` for all.
    clauses: Option<HashSet<ClauseKey>>,
    /// The documents that claim these clauses, and those that the audit names.
    documents: HashSet<DocumentIx>,
    /// The records that are evidence of these documents.
    evidence: HashSet<RecordIx>,
    /// The findings of each audit.
    findings: HashMap<RecordIx, Vec<RecordIx>>,
}

impl AuditScope {
    pub(super) fn new(site: &SiteIndex<'_>, audit: RecordIx) -> Self {
        let compiled = site.compiled;
        let entry = compiled.registers.entry(audit);
        let named = entry
            .mentions
            .iter()
            .filter_map(|mention| match mention.page {
                PageKey::Document(ix) => Some(ix),
                _ => None,
            });
        let mut documents: HashSet<DocumentIx> = named.collect();
        let claims = compiled.resolved.claims.iter();
        let counted = claims.filter(|claim| claim.struck.is_none());
        let clauses = match (entry.clauses.as_slice(), documents.is_empty()) {
            ([], true) => None,
            ([], false) => {
                let claimed = counted
                    .clone()
                    .filter(|claim| documents.contains(&claim.document));
                Some(with_relatives(site, claimed.map(|claim| claim.clause)))
            }
            (clauses, _) => Some(with_relatives(site, clauses.iter().copied())),
        };
        if let Some(clauses) = &clauses {
            let claiming = counted.filter(|claim| clauses.contains(&claim.clause));
            documents.extend(claiming.map(|claim| claim.document));
        }
        let evidence = documents.iter().flat_map(|ix| site.evidence(*ix));
        let evidence = evidence.flat_map(|evidence| {
            let records = site.records(*evidence);
            records.iter().copied().map(|ix| (*evidence, ix))
        });
        // All records of a kind are too many to be evidence of one clause.
        let evidence = evidence.filter(|(evidence, _)| matches!(evidence, Evidence::Form(_)));
        let evidence = evidence.map(|(_, ix)| ix).collect();
        let mut findings: HashMap<RecordIx, Vec<RecordIx>> = HashMap::new();
        for ix in compiled.manual.records.positions() {
            if compiled.manual.role(ix) == Some(KindRole::Finding)
                && let Some(PageKey::Record(audit)) = compiled.registers.entry(ix).mention("audit")
            {
                findings.entry(audit).or_default().push(ix);
            }
        }
        Self {
            audit,
            clauses,
            documents,
            evidence,
            findings,
        }
    }

    /// Whether it has the clause, one above it or one below it.
    pub(super) fn has(&self, key: ClauseKey) -> bool {
        self.clauses
            .as_ref()
            .is_none_or(|clauses| clauses.contains(&key))
    }

    /// Whether it has a clause of the standard.
    pub(super) fn has_standard(&self, ix: StandardIx) -> bool {
        let clauses = self.clauses.as_ref();
        clauses.is_none_or(|clauses| clauses.iter().any(|key| key.standard == ix))
    }

    /// Whether a document claims a clause of the scope, or the audit names it.
    pub(super) fn has_document(&self, ix: DocumentIx) -> bool {
        self.clauses.is_none() || self.documents.contains(&ix)
    }

    /// Whether a record names a clause or a document of the scope, or is evidence of one.
    pub(super) fn has_record(&self, entry: &Entry) -> bool {
        let Some(clauses) = &self.clauses else {
            return true;
        };
        let mut pages = entry.mentions.iter().map(|mention| mention.page);
        entry.record == self.audit
            || self.evidence.contains(&entry.record)
            || entry.clauses.iter().any(|key| clauses.contains(key))
            || pages.any(|page| match page {
                PageKey::Document(ix) => self.documents.contains(&ix),
                page => page == PageKey::Record(self.audit),
            })
    }

    /// The findings of the last audit of a clause that name the clause or, for a heading, one below
    /// it.
    pub(super) fn last_findings(&self, site: &SiteIndex<'_>, key: ClauseKey) -> Vec<RecordIx> {
        let compiled = site.compiled;
        let standard = compiled.manual.standard(key.standard);
        let last = compiled.coverage.clause(key).last_audit();
        let of_audit = last.and_then(|last| self.findings.get(&last.record));
        let is_heading = !standard.clause(key.clause).requirement;
        let is_meant = |named: &ClauseKey| {
            let is_below = || {
                let mut above = standard.ancestors(named.clause);
                is_heading && named.standard == key.standard && above.any(|ix| ix == key.clause)
            };
            *named == key || is_below()
        };
        let findings = of_audit.into_iter().flatten().copied();
        findings
            .filter(|ix| compiled.registers.entry(*ix).clauses.iter().any(is_meant))
            .collect()
    }
}

/// Clauses with those above and below them.
fn with_relatives(
    site: &SiteIndex<'_>,
    clauses: impl Iterator<Item = ClauseKey>,
) -> HashSet<ClauseKey> {
    let mut all = HashSet::new();
    for key in clauses {
        let standard = site.compiled.manual.standard(key.standard);
        let relatives = standard
            .with_descendants(key.clause)
            .chain(standard.ancestors(key.clause));
        all.extend(relatives.map(|clause| ClauseKey { clause, ..key }));
    }
    all
}
