//! Judges the clauses of a standard one by one, and sums up headings (`docs/design.md`, the status of
//! a requirement).

use super::status::{Claimed, requirement_status};
use super::{
    ClaimFact, ClaimReason, ClauseStatus, DocumentStanding, StandardExclusions, Summary,
    WeighedClaim,
};
use crate::index::IndexVec;
use crate::manual::{ClauseIx, DocumentIx, Standard};
use crate::resolve::ExclusionIx;

/// The status of a clause, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JudgedClause {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// Every claim that bears on it, exact ones first.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that takes it out.
    pub exclusion: Option<ExclusionIx>,
    /// The exclusions of this very clause that exclude nothing.
    pub void_exclusions: Vec<ExclusionIx>,
    /// Its items that are excluded by themselves.
    pub excluded_items: Vec<char>,
    /// Of a clause whose items are listed, those that no document in force claims in full.
    pub unclaimed_items: Vec<char>,
}

/// Judges every clause of a standard. `standing` tells where a document stands on the as-of date.
pub(crate) fn judge_clauses<'a>(
    standard: &Standard,
    claims: &[ClaimFact],
    standing: impl Fn(DocumentIx) -> &'a DocumentStanding,
    exclusions: &StandardExclusions<'_>,
) -> IndexVec<ClauseIx, JudgedClause> {
    let mut on_clause: IndexVec<ClauseIx, Vec<&ClaimFact>> =
        IndexVec::beside(&standard.clauses, Vec::new());
    for claim in claims {
        on_clause[claim.clause].push(claim);
    }
    let mut judged: IndexVec<ClauseIx, JudgedClause> = standard
        .iter()
        .map(|(ix, clause)| {
            let bearing = standard.with_ancestors(ix).flat_map(|above| {
                let facts = on_clause[above].iter();
                facts.map(move |fact| (above != ix, *fact))
            });
            let weighed_claims: Vec<WeighedClaim> = bearing
                .map(|(broad, fact)| WeighedClaim {
                    claim: fact.claim,
                    broad,
                    reason: ClaimReason::of(standing(fact.document), fact, broad),
                })
                .collect();
            let excluded_items = exclusions.items(ix);
            let exclusion = exclusions.excludes(ix);
            let claimed = Claimed {
                clause,
                excluded_items: &excluded_items,
                // Those on the clause itself come first.
                exact: weighed_claims
                    .iter()
                    .zip(&on_clause[ix])
                    .map(|(weighed, fact)| (weighed.reason, *fact))
                    .map(|(reason, fact)| (reason, fact, standing(fact.document)))
                    .collect(),
            };
            let own = || match exclusion {
                Some(_) => ClauseStatus::Excluded,
                None => requirement_status(&claimed, &weighed_claims),
            };
            JudgedClause {
                status: clause.requirement.then(own),
                unclaimed_items: claimed.unclaimed_items(),
                weighed_claims,
                exclusion,
                void_exclusions: exclusions.void(ix),
                excluded_items,
            }
        })
        .collect();
    sum_up_headings(standard, &mut judged);
    judged
}

/// A heading shows the worst status among all requirements below it, leaving excluded ones out;
/// `excluded` if all are, nothing if there is none.
fn sum_up_headings(standard: &Standard, judged: &mut IndexVec<ClauseIx, JudgedClause>) {
    // Parents come before their children, so going backwards every child is ready.
    let mut below: IndexVec<ClauseIx, Option<ClauseStatus>> = IndexVec::beside(judged, None);
    for (ix, clause) in standard.iter().rev() {
        let children = clause.children.iter();
        let worst = children.filter_map(|child| below[*child]).min();
        if !clause.requirement {
            judged[ix].status = worst;
        }
        below[ix] = if clause.requirement {
            worst.into_iter().chain(judged[ix].status).min()
        } else {
            worst
        };
    }
}

/// Counts the requirements by status.
pub(crate) fn summarise(standard: &Standard, judged: &IndexVec<ClauseIx, JudgedClause>) -> Summary {
    let mut summary = Summary::default();
    for (clause, judged) in standard.clauses.iter().zip(judged) {
        let Some(status) = judged.status.filter(|_| clause.requirement) else {
            continue;
        };
        summary.add(status);
    }
    summary
}
