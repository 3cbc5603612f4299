//! What coverage says: statuses, what they rest on, and the facts beside them.

use super::{
    Audits, ClaimReason, ClauseStatus, DocumentStanding, EvidenceStatus, ExclusionFault, Findings,
    LastAudit, OpenFindings, RecordsOnFile, Summary, Verdict, evidence,
};
use crate::approvals::DocumentApproval;
use crate::index::IndexVec;
use crate::manual::{Clause, ClauseIx, ClauseKey, Date, DocumentIx, StandardIx};
use crate::resolve::{ClaimIx, ExclusionIx, Resolved};

/// A claim as it bears on one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeighedClaim {
    /// The claim: its position in [`crate::resolve::Resolved::claims`].
    pub claim: ClaimIx,
    /// Whether the claim is on a clause above this one.
    pub broad: bool,
    /// Why it counts here, or does not.
    pub reason: ClaimReason,
}

impl WeighedClaim {
    /// What the claim amounts to here.
    pub fn verdict(self) -> Verdict {
        self.reason.verdict()
    }
}

/// What is known of one clause on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseCoverage {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// The claims that bear on it: exact ones first, then by document and place.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that takes it out: its position among those of the manual.
    pub exclusion: Option<ExclusionIx>,
    /// The exclusions of this very clause that exclude nothing.
    pub void_exclusions: Vec<ExclusionIx>,
    /// Its items that are excluded by themselves.
    pub excluded_items: Vec<char>,
    /// Of a clause whose items are listed, those that no document in force claims in full, be it with
    /// the clause or by themselves.
    pub unclaimed_items: Vec<char>,
    /// Whether there is evidence.
    pub evidence: EvidenceStatus,
    /// The last audit that reached it.
    pub audited: Option<LastAudit>,
    /// When the next audit falls due; `None` where none has reached it, or nobody can read the cycle.
    pub next_audit: Option<Date>,
    /// Whether an audit is due.
    pub audit_due: bool,
    /// The open findings; a heading adds up itself and all below it.
    pub open_findings: OpenFindings,
}

impl ClauseCoverage {
    /// Whether a clause with this coverage must be addressed: a requirement that is not excluded.
    pub fn applies(&self, clause: &Clause) -> bool {
        clause.requirement && self.status != Some(ClauseStatus::Excluded)
    }

    /// The claims on the clause itself, or on one of its items, although that is excluded: none that
    /// was struck out, nor of an obsolete document.
    pub fn claims_despite_exclusion<'a>(
        &'a self,
        resolved: &'a Resolved,
    ) -> impl Iterator<Item = &'a WeighedClaim> {
        let is_excluded = |weighed: &WeighedClaim| {
            let item = resolved.claims[weighed.claim].item.as_ref();
            let excluded = |letter| self.excluded_items.contains(&letter);
            self.exclusion.is_some() || item.is_some_and(|item| excluded(item.letter()))
        };
        self.weighed_claims.iter().filter(move |weighed| {
            !weighed.broad && weighed.verdict() != Verdict::Nowhere && is_excluded(weighed)
        })
    }

    /// The items that are still to be claimed, where some are claimed by themselves.
    pub fn items_to_claim(&self) -> &[char] {
        let by_item = |one: &&WeighedClaim| !one.broad && one.reason == ClaimReason::Item;
        match self.weighed_claims.iter().find(by_item) {
            Some(_) => &self.unclaimed_items,
            None => &[],
        }
    }

    /// The claims that amount to this.
    pub fn claims_with(&self, verdict: Verdict) -> impl Iterator<Item = &WeighedClaim> {
        let claims = self.weighed_claims.iter();
        claims.filter(move |weighed| weighed.verdict() == verdict)
    }

    /// The documents whose `records` are its evidence: those in force that claim it, each once.
    pub fn documents_with_evidence<'a>(
        &'a self,
        resolved: &'a Resolved,
    ) -> impl Iterator<Item = DocumentIx> + 'a {
        evidence::naming(resolved, &self.weighed_claims)
    }
}

/// The coverage of one standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardCoverage {
    /// The standard.
    pub standard: StandardIx,
    /// The counts.
    pub summary: Summary,
    /// Beside the standard's clauses, index by index.
    pub clauses: IndexVec<ClauseIx, ClauseCoverage>,
}

impl StandardCoverage {
    /// What is known of a clause.
    pub fn clause(&self, ix: ClauseIx) -> &ClauseCoverage {
        &self.clauses[ix]
    }
}

/// The coverage of a manual on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day on which the manual is judged.
    pub as_of: Date,
    /// Each document's standing, beside the manual's documents, index by index.
    pub standings: IndexVec<DocumentIx, DocumentStanding>,
    /// Each document's approval, in the same order.
    pub approvals: IndexVec<DocumentIx, DocumentApproval>,
    /// Each standard's coverage, in the manual's order.
    pub standards: IndexVec<StandardIx, StandardCoverage>,
    /// For each exclusion, why it excludes nothing; nothing for one that holds.
    pub exclusion_faults: IndexVec<ExclusionIx, Vec<ExclusionFault>>,
    /// The records that stand behind what documents name as their evidence.
    pub records: RecordsOnFile,
    /// The audits, by clause.
    pub audits: Audits,
    /// The open findings, by clause.
    pub findings: Findings,
}

impl Coverage {
    /// Where a document stands.
    pub fn standing(&self, ix: DocumentIx) -> &DocumentStanding {
        &self.standings[ix]
    }

    /// What is known of a clause.
    pub fn clause(&self, key: ClauseKey) -> &ClauseCoverage {
        self.standards[key.standard].clause(key.clause)
    }
}
