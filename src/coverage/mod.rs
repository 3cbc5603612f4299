//! Computes statuses from claims (`docs/design.md`, "Coverage").
//!
//! [`assess`] is the entry point. The modules:
//!
//! - `document_state`: why a document is not in force; `standing`: the standing of each document
//! - `claim_reason`: why a claim counts or not, and how much it counts
//! - `clause_status`: the statuses; `status`: the table that turns claims into a status, with the
//!   reason; `judge`: every clause of a standard, and headings
//! - `exclusions`: which exclusions are valid, and what they exclude
//! - `applicability`: whether each requirement applies, and why
//! - `evidence`, `audits`, `findings`: further facts about a clause, from the records
//! - `model`, `summary`: the result

pub(crate) mod applicability;
mod audits;
mod claim_reason;
mod clause_status;
mod document_state;
mod evidence;
mod exclusions;
mod findings;
mod judge;
mod model;
mod standing;
mod status;
mod summary;
#[cfg(test)]
mod testing;

pub(crate) use applicability::{ClauseApplicability, Decision};
pub(crate) use audits::{AuditState, Audits, LastAudit, audit_state, is_of_supplier};
pub(crate) use claim_reason::{ClaimFact, ClaimReason, Verdict};
pub use clause_status::ClauseStatus;
pub(crate) use document_state::{ApproverPart, DocumentState, NotInForce, approver_part};
pub(crate) use evidence::{EvidenceStatus, RecordsOnFile};
pub(crate) use exclusions::{ExclusionFault, StandardExclusions};
pub(crate) use findings::{Findings, OpenFindings};
pub(crate) use judge::{judge_clauses, summarise};
pub(crate) use model::{ClauseAudit, Figures, StandardCoverage, WeighedClaim};
pub use model::{ClauseCoverage, Coverage};
pub(crate) use standing::DocumentStanding;
pub use standing::Standing;
pub(crate) use status::{StatusReason, status_reason};
pub(crate) use summary::{Percent, Summary};

use crate::approvals;
use crate::approvals::DocumentApproval;
use crate::index::IndexVec;
use crate::manual::{ClauseKey, DocumentIx, JudgedOn, Manual, StandardIx};
use crate::resolve::Resolved;

/// Computes the coverage of a manual on the as-of date.
pub fn assess(manual: &Manual, resolved: &Resolved, on: impl Into<JudgedOn>) -> Coverage {
    let on = on.into();
    let approvals = approvals::judge(manual, on);
    let standings = standing::standings(manual, resolved, &approvals, on.as_of);
    assess_as(manual, resolved, on, standings, approvals)
}

/// Computes the coverage of a manual whose documents have these standings and approvals.
pub(crate) fn assess_as(
    manual: &Manual,
    resolved: &Resolved,
    on: JudgedOn,
    standings: IndexVec<DocumentIx, DocumentStanding>,
    approvals: IndexVec<DocumentIx, DocumentApproval>,
) -> Coverage {
    let JudgedOn { as_of, today } = on;
    let mut coverage = Coverage {
        as_of,
        today,
        standings,
        approvals,
        standards: IndexVec::new(),
        exclusion_faults: resolved
            .exclusions
            .iter()
            .map(|exclusion| exclusions::faults(manual, exclusion, as_of))
            .collect(),
        figures: Figures::ALL,
        records: RecordsOnFile::gather(manual, resolved, as_of),
        audits: Audits::gather(manual, resolved, as_of),
        findings: Findings::gather(manual, resolved, as_of),
    };
    for ix in manual.standards.positions() {
        let standard = assess_standard(manual, resolved, &coverage, ix);
        coverage.standards.push(standard);
    }
    coverage
}

fn assess_standard(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    ix: StandardIx,
) -> StandardCoverage {
    let standard = manual.standard(ix);
    let of_standard = resolved
        .claims
        .enumerated()
        .filter(|(_, c)| c.clause.standard == ix);
    let claims: Vec<ClaimFact> = of_standard
        .map(|(at, claim)| ClaimFact::of(at, claim))
        .collect();
    let exclusions = StandardExclusions::gather(manual, resolved, &coverage.exclusion_faults, ix);
    let standing = |document: DocumentIx| coverage.standing(document);
    let judged = judge_clauses(standard, &claims, standing, &exclusions);
    let summary = summarise(standard, &judged);
    let open_findings = coverage.findings.counts(manual, ix);
    let entries = applicability::entries(standard, resolved, ix);
    let clauses = judged
        .into_iter()
        .zip(standard.iter())
        .zip(open_findings)
        .map(|((judged, (clause_ix, clause)), open_findings)| {
            let key = ClauseKey {
                standard: ix,
                clause: clause_ix,
            };
            let last = coverage.audits.last(manual, key);
            let next = last.and_then(|last| manual.config.next_audit(last.date));
            let evidence = coverage
                .records
                .judge(clause.records, resolved, &judged.weighed_claims);
            let applicability = clause.requirement.then(|| {
                let (exclusion, entry) = (judged.exclusion, entries[clause_ix]);
                applicability::decide(standard, resolved, clause_ix, exclusion, entry)
            });
            ClauseCoverage {
                status: judged.status,
                applicability,
                rests_elsewhere: false,
                evidence: Some(evidence),
                weighed_claims: judged.weighed_claims,
                exclusion: judged.exclusion,
                void_exclusions: judged.void_exclusions,
                excluded_items: judged.excluded_items,
                unclaimed_items: judged.unclaimed_items,
                audits: Some(ClauseAudit {
                    last,
                    next,
                    is_due: next.is_none_or(|next| next < coverage.as_of),
                }),
                open_findings: Some(open_findings),
            }
        })
        .collect();
    StandardCoverage {
        standard: ix,
        summary,
        clauses,
    }
}
