//! Judges each clause of a standard, and sums up headings (`docs/design.md`, "The status of a
//! requirement").

use super::status::{Claimed, requirement_status};
use super::{
    ClaimFact, ClaimReason, ClauseStatus, DocumentStanding, StandardExclusions, Summary,
    WeighedClaim,
};
use crate::index::IndexVec;
use crate::manual::{ClauseIx, DocumentIx, Standard};
use crate::resolve::ExclusionIx;

/// The status of a clause, and the claims and exclusions that decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JudgedClause {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// Every claim that bears on the clause, exact claims first.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that excludes the clause.
    pub exclusion: Option<ExclusionIx>,
    /// The invalid exclusions that name this clause.
    pub void_exclusions: Vec<ExclusionIx>,
    /// The items of the clause that are excluded individually.
    pub excluded_items: Vec<char>,
    /// The listed items of the clause that no document in force claims in full.
    pub unclaimed_items: Vec<char>,
}

/// Judges every clause of a standard. `standing` returns the standing of a document on the as-of
/// date.
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
                // `weighed_claims` begins with the claims on the clause itself, in the same order
                // as `on_clause[ix]`.
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

/// Gives each heading the worst status of all requirements below it, excluded ones left out:
/// `Excluded` if all are excluded, `None` if there are none.
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

/// Counts the requirements of a standard by status.
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
