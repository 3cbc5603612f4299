//! Whether there is evidence that a clause is lived (`docs/design.md`, evidence, audits and
//! findings).

use std::collections::{HashMap, HashSet};

use super::WeighedClaim;
use crate::manual::{DocumentIx, Documented, Manual, RecordIx};
use crate::resolve::{Evidence, Resolved};
use crate::words::words;

words! {
    /// Whether there is evidence that a clause is lived.
    pub enum EvidenceStatus {
        /// The clause asks for no records.
        NotRequired = "not-required",
        /// No document in force that claims the clause names any.
        Missing = "missing",
        /// One is named, but none is in the manual.
        Named = "named",
        /// A record that was named is in the manual.
        OnFile = "on-file",
    }
}

/// The records that stand behind what documents name as their evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordsOnFile(HashMap<Evidence, Vec<RecordIx>>);

impl RecordsOnFile {
    pub(super) fn gather(manual: &Manual, resolved: &Resolved) -> Self {
        let mut records: HashMap<Evidence, Vec<RecordIx>> = HashMap::new();
        for (ix, record) in manual.records.enumerated() {
            let form = resolved.forms.get(ix).copied().flatten();
            let named = [Some(Evidence::Kind(record.kind)), form.map(Evidence::Form)];
            for evidence in named.into_iter().flatten() {
                records.entry(evidence).or_default().push(ix);
            }
        }
        Self(records)
    }

    /// The records of a kind, or those written on a form, by id.
    pub fn behind(&self, evidence: Evidence) -> &[RecordIx] {
        self.0.get(&evidence).map_or(&[], Vec::as_slice)
    }

    /// Whether a clause has evidence, from the claims that bear on it.
    pub(super) fn judge(
        &self,
        asked: Documented,
        resolved: &Resolved,
        weighed_claims: &[WeighedClaim],
    ) -> EvidenceStatus {
        if !asked.needs_evidence() {
            return EvidenceStatus::NotRequired;
        }
        let mut status = EvidenceStatus::Missing;
        for document in naming(resolved, weighed_claims) {
            for evidence in &resolved.evidence[document] {
                if !self.behind(*evidence).is_empty() {
                    return EvidenceStatus::OnFile;
                }
                status = EvidenceStatus::Named;
            }
        }
        status
    }
}

/// The documents whose `records` are the evidence of a clause: those in force that claim it, each
/// once.
pub(super) fn naming(
    resolved: &Resolved,
    weighed_claims: &[WeighedClaim],
) -> impl Iterator<Item = DocumentIx> {
    let mut seen = HashSet::new();
    weighed_claims
        .iter()
        .filter(|weighed| weighed.verdict().is_in_force())
        .map(|weighed| resolved.claims[weighed.claim].document)
        .filter(move |document| seen.insert(*document))
}
