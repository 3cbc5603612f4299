//! The result of the coverage stage: statuses, the claims that decide them, and further facts.

use super::{
    Audits, ClaimReason, ClauseApplicability, ClauseStatus, DocumentStanding, EvidenceStatus,
    ExclusionFault, Findings, LastAudit, OpenFindings, RecordsOnFile, Summary, Verdict, evidence,
};
use crate::approvals::DocumentApproval;
use crate::index::IndexVec;
use crate::manual::{Clause, ClauseIx, ClauseKey, Date, DocumentIx, JudgedOn, StandardIx};
use crate::resolve::{ClaimIx, ExclusionIx, Resolved};

/// A claim and its effect on one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeighedClaim {
    /// The claim: its position in [`crate::resolve::Resolved::claims`].
    pub claim: ClaimIx,
    /// Whether the claim is on a clause above this one.
    pub broad: bool,
    /// Why the claim counts for the clause, or does not.
    pub reason: ClaimReason,
}

impl WeighedClaim {
    /// How much the claim counts for the clause.
    pub fn verdict(self) -> Verdict {
        self.reason.verdict()
    }
}

/// The coverage of one clause on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseCoverage {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// Whether the status rests on documents that an edition does not hold.
    pub rests_elsewhere: bool,
    /// The claims that bear on the clause: exact claims first, then by document and place.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that excludes the clause: its position in the list of exclusions.
    pub exclusion: Option<ExclusionIx>,
    /// Whether the requirement applies, and why; `None` for a heading.
    pub applicability: Option<ClauseApplicability>,
    /// The invalid exclusions that name this clause.
    pub void_exclusions: Vec<ExclusionIx>,
    /// The items of the clause that are excluded individually.
    pub excluded_items: Vec<char>,
    /// The listed items of the clause that no document in force claims in full, either with the
    /// whole clause or individually.
    pub unclaimed_items: Vec<char>,
    /// Whether there are records as evidence; `None` if `Figures` leaves this out.
    pub evidence: Option<EvidenceStatus>,
    /// When the clause was audited; `None` if `Figures` leaves this out.
    pub audits: Option<ClauseAudit>,
    /// The number of open findings. A heading counts those of all clauses below it as well. `None`
    /// if `Figures` leaves this out.
    pub open_findings: Option<OpenFindings>,
}

/// When a clause was audited, and whether an audit is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseAudit {
    /// The latest audit that reached the clause.
    pub last: Option<LastAudit>,
    /// The date when the next audit is due; `None` if no audit has reached the clause, or if the
    /// audit cycle cannot be read.
    pub next: Option<Date>,
    /// Whether an audit is due on the as-of date.
    pub is_due: bool,
}

/// Which facts about clauses are known from records. All of them are, except in an edition that
/// does not hold the records: it says nothing about these facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The evidence of clauses.
    pub evidence: bool,
    /// The audits of clauses.
    pub audits: bool,
    /// The open findings.
    pub findings: bool,
}

impl Figures {
    /// All figures.
    pub const ALL: Self = Self {
        evidence: true,
        audits: true,
        findings: true,
    };
}

impl ClauseCoverage {
    /// Whether the clause must be addressed: it is a requirement and not excluded.
    pub fn applies(&self, clause: &Clause) -> bool {
        clause.requirement && self.status != Some(ClauseStatus::Excluded)
    }

    /// The latest audit that reached the clause.
    pub fn last_audit(&self) -> Option<LastAudit> {
        self.audits?.last
    }

    /// Whether an audit is known to be due.
    pub fn is_audit_due(&self) -> bool {
        self.audits.is_some_and(|audits| audits.is_due)
    }

    /// Whether a major finding is known to be open against the clause.
    pub fn has_major_finding(&self) -> bool {
        self.open_findings.is_some_and(|open| open.major > 0)
    }

    /// The claims on the clause or on one of its items although the clause or the item is excluded.
    /// Struck claims and claims of obsolete documents are left out.
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

    /// The unclaimed items, if at least one item is claimed individually; else none.
    pub fn items_to_claim(&self) -> &[char] {
        let by_item = |one: &&WeighedClaim| !one.broad && one.reason == ClaimReason::Item;
        match self.weighed_claims.iter().find(by_item) {
            Some(_) => &self.unclaimed_items,
            None => &[],
        }
    }

    /// The claims with this verdict.
    pub fn claims_with(&self, verdict: Verdict) -> impl Iterator<Item = &WeighedClaim> {
        let claims = self.weighed_claims.iter();
        claims.filter(move |weighed| weighed.verdict() == verdict)
    }

    /// The documents whose `records` are the clause's evidence: the documents in force that claim
    /// it, each once.
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
    /// The number of requirements by status.
    pub summary: Summary,
    /// The coverage of each clause, with the indices of the standard's clauses.
    pub clauses: IndexVec<ClauseIx, ClauseCoverage>,
}

impl StandardCoverage {
    /// Returns the coverage of a clause.
    pub fn clause(&self, ix: ClauseIx) -> &ClauseCoverage {
        &self.clauses[ix]
    }
}

/// The coverage of a manual on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day on which the manual is judged.
    pub as_of: Date,
    /// The present day, which may be another.
    pub today: Date,
    /// The standing of each document, with the indices of the manual's documents.
    pub standings: IndexVec<DocumentIx, DocumentStanding>,
    /// The approval of each document, with the same indices.
    pub approvals: IndexVec<DocumentIx, DocumentApproval>,
    /// The coverage of each standard, in the manual's order.
    pub standards: IndexVec<StandardIx, StandardCoverage>,
    /// For each exclusion, the reasons why it is invalid; empty for a valid one.
    pub exclusion_faults: IndexVec<ExclusionIx, Vec<ExclusionFault>>,
    /// The facts about clauses that are known from records.
    pub figures: Figures,
    /// The records that documents can name as evidence.
    pub records: RecordsOnFile,
    /// The audits, by clause.
    pub audits: Audits,
    /// The open findings, by clause.
    pub findings: Findings,
}

impl Coverage {
    /// Returns the day on which the manual is judged, with the present day.
    pub fn judged_on(&self) -> JudgedOn {
        JudgedOn {
            as_of: self.as_of,
            today: self.today,
        }
    }

    /// Returns the standing of a document.
    pub fn standing(&self, ix: DocumentIx) -> &DocumentStanding {
        &self.standings[ix]
    }

    /// Returns the coverage of a clause.
    pub fn clause(&self, key: ClauseKey) -> &ClauseCoverage {
        self.standards[key.standard].clause(key.clause)
    }
}
