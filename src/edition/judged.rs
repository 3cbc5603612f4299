//! The coverage of an edition: the statuses of the whole manual, and the claims of its own documents.

use std::sync::Arc;

use super::held::Renumbered;
use crate::coverage::{
    ClauseAudit, ClauseCoverage, Coverage, DocumentStanding, Figures, LastAudit, assess_as,
};
use crate::index::IndexVec;
use crate::manual::{DocumentIx, Manual};
use crate::pipeline::Compiled;
use crate::resolve::Resolved;

/// The coverage of an edition of `whole`, which has these figures.
pub(super) fn coverage(
    whole: &Compiled,
    manual: &Manual,
    resolved: &Resolved,
    renumbered: &Renumbered,
    figures: Figures,
) -> Coverage {
    let before = &whole.coverage;
    let mut standings = IndexVec::new();
    let mut approvals = IndexVec::new();
    for (ix, held) in renumbered.documents.enumerated() {
        // Documents have the same order in both.
        if held.is_some() {
            standings.push(standing(before.standing(ix), renumbered));
            approvals.push(before.approvals[ix].clone());
        }
    }
    let mut coverage = assess_as(manual, resolved, before.judged_on(), standings, approvals);
    coverage.figures = figures;
    for (ix, of_standard) in coverage.standards.iter_mut().enumerate() {
        let Some(earlier) = before.standards.as_slice().get(ix) else {
            continue;
        };
        of_standard.summary = earlier.summary;
        let clauses = manual.standard(of_standard.standard).clauses.iter();
        let judged = of_standard.clauses.iter_mut().zip(&earlier.clauses);
        for (clause, (judged, earlier)) in clauses.zip(judged) {
            // Fewer claims never give a better status, so another status is due to those missing.
            let rests_elsewhere = clause.requirement && judged.status != earlier.status;
            judged.rests_elsewhere = rests_elsewhere;
            take_over(judged, earlier, renumbered, figures);
        }
    }
    coverage
}

fn standing(earlier: &DocumentStanding, renumbered: &Renumbered) -> DocumentStanding {
    let successors = earlier.superseded_by.iter();
    let successors: Vec<DocumentIx> = successors
        .filter_map(|ix| renumbered.documents[*ix])
        .collect();
    DocumentStanding {
        superseded_by: successors,
        ..earlier.clone()
    }
}

/// Lets the claims of an edition say what they say in the whole manual: the words in place of a
/// reference are no text of theirs.
pub(super) fn keep_claims(whole: &Compiled, resolved: &mut Resolved, renumbered: &Renumbered) {
    let earlier = whole.resolved.claims.iter();
    let earlier = earlier.filter(|claim| renumbered.documents[claim.document].is_some());
    let claims = Arc::make_mut(&mut resolved.claims);
    for (claim, earlier) in claims.iter_mut().zip(earlier) {
        if claim.clause == earlier.clause && claim.item == earlier.item {
            claim.is_empty = earlier.is_empty;
        }
    }
}

/// Takes over the facts that were judged on the whole manual.
fn take_over(
    clause: &mut ClauseCoverage,
    earlier: &ClauseCoverage,
    renumbered: &Renumbered,
    figures: Figures,
) {
    clause.status = earlier.status;
    clause.unclaimed_items.clone_from(&earlier.unclaimed_items);
    clause.evidence = earlier.evidence.filter(|_| figures.evidence);
    clause.open_findings = earlier.open_findings.filter(|_| figures.findings);
    let audits = earlier.audits.filter(|_| figures.audits);
    clause.audits = audits.map(|audits| ClauseAudit {
        last: audits.last.and_then(|last| {
            let record = renumbered.records[last.record]?;
            Some(LastAudit { record, ..last })
        }),
        ..audits
    });
}
