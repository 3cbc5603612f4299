//! Claims become the status of each clause: the table of `docs/design.md`, the status of a
//! requirement, in one pure function.

use super::{ClaimReason, ClauseStatus, DocumentStanding, Summary, Verdict, WeighedClaim};
use crate::index::IndexVec;
use crate::manual::{ClauseIx, DocumentIx, Extent, Standard};
use crate::resolve::{ClaimIx, ExclusionIx};

/// A claim on a clause of one standard, as its status needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimFact {
    /// Its position in the list of all claims.
    pub claim: ClaimIx,
    /// The document that makes it.
    pub document: DocumentIx,
    /// The clause it is on.
    pub clause: ClauseIx,
    /// How much of the clause.
    pub extent: Extent,
    /// Whether it is on an item of the clause.
    pub item: bool,
}

/// The status of a clause, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedClause {
    /// The status; `None` for a heading without requirements below it.
    pub status: Option<ClauseStatus>,
    /// Every claim that bears on it, exact ones first.
    pub weighed_claims: Vec<WeighedClaim>,
    /// The exclusion that takes it out: its position in `exclusions`.
    pub exclusion: Option<ExclusionIx>,
}

/// Judges every clause of a standard. `standing` tells where a document stands on the as-of date;
/// `exclusions` are the clauses that are excluded, each with what is below it.
pub fn judge_clauses<'a>(
    standard: &Standard,
    claims: &[ClaimFact],
    standing: impl Fn(DocumentIx) -> &'a DocumentStanding,
    exclusions: &IndexVec<ExclusionIx, ClauseIx>,
) -> IndexVec<ClauseIx, JudgedClause> {
    let mut on_clause: IndexVec<ClauseIx, Vec<&ClaimFact>> =
        IndexVec::beside(&standard.clauses, Vec::new());
    for claim in claims {
        on_clause[claim.clause].push(claim);
    }
    let mut judged: IndexVec<ClauseIx, JudgedClause> = standard
        .iter()
        .map(|(ix, clause)| {
            let weighed_claims: Vec<WeighedClaim> = standard
                .with_ancestors(ix)
                .flat_map(|above| on_clause[above].iter().map(move |fact| (above != ix, fact)))
                .map(|(broad, fact)| WeighedClaim {
                    claim: fact.claim,
                    broad,
                    reason: ClaimReason::of(standing(fact.document), fact.extent, fact.item, broad),
                })
                .collect();
            let exclusion = standard.with_ancestors(ix).find_map(|above| {
                let mut exclusions = exclusions.enumerated();
                exclusions.find_map(|(at, excluded)| (*excluded == above).then_some(at))
            });
            let own = || requirement_status(exclusion.is_some(), &weighed_claims);
            JudgedClause {
                status: clause.requirement.then(own),
                weighed_claims,
                exclusion,
            }
        })
        .collect();
    sum_up_headings(standard, &mut judged);
    judged
}

/// The table of `docs/design.md`, the status of a requirement, row by row: the first that matches
/// wins.
fn requirement_status(excluded: bool, weighed_claims: &[WeighedClaim]) -> ClauseStatus {
    let any = |verdicts: &[Verdict]| {
        weighed_claims
            .iter()
            .any(|weighed| verdicts.contains(&weighed.verdict()))
    };
    if excluded {
        ClauseStatus::Excluded
    } else if any(&[Verdict::Covers]) {
        ClauseStatus::Covered
    } else if any(&[Verdict::CoversOverdue]) {
        ClauseStatus::Overdue
    } else if any(&[Verdict::Part, Verdict::Broad]) {
        ClauseStatus::Partial
    } else if any(&[Verdict::NotYet]) {
        ClauseStatus::Planned
    } else {
        ClauseStatus::Gap
    }
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
pub fn summarise(standard: &Standard, judged: &IndexVec<ClauseIx, JudgedClause>) -> Summary {
    let mut summary = Summary::default();
    for (clause, judged) in standard.clauses.iter().zip(judged) {
        let Some(status) = judged.status.filter(|_| clause.requirement) else {
            continue;
        };
        summary.add(status);
    }
    summary
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::{NotInForce, Standing};
    use crate::diagnostics::{Source, SourcePath};
    use crate::index::Position;
    use crate::manual::Origin;
    use crate::parse::parse_standard;
    use Extent::{Full, Partial};
    use Standing::{InForce, NotYetInForce, Obsolete, Overdue};

    fn standard(numbers: &[&str]) -> Standard {
        let clauses: String = numbers
            .iter()
            .map(|n| format!("[[clause]]\nnumber = \"{n}\"\n"))
            .collect();
        let source = Source::new(SourcePath::new("x.toml"), &format!("id = \"x\"\n{clauses}"));
        parse_standard(&source, Origin::BuiltIn).0.unwrap()
    }

    fn standing(standing: Standing) -> DocumentStanding {
        DocumentStanding {
            standing,
            not_in_force: match standing {
                InForce | Overdue => None,
                NotYetInForce => Some(NotInForce::Draft),
                Obsolete => Some(NotInForce::Withdrawn),
            },
            review_due: None,
            is_overdue: false,
            superseded_by: Vec::new(),
        }
    }

    /// The status of clause `asked`, given claims as (clause, standing, extent) and exclusions.
    fn status(
        asked: &str,
        claims: &[(&str, Standing, Extent)],
        exclusions: &[&str],
    ) -> Option<ClauseStatus> {
        let standard = standard(&["8", "8.1", "8.2", "8.2.1", "8.2.2", "9"]);
        let find = |number: &str| standard.find(number).unwrap();
        let facts: Vec<ClaimFact> = claims
            .iter()
            .enumerate()
            .map(|(at, (clause, _, extent))| ClaimFact {
                claim: ClaimIx::new(at),
                document: DocumentIx::new(at),
                clause: find(clause),
                extent: *extent,
                item: false,
            })
            .collect();
        let standings: Vec<DocumentStanding> =
            claims.iter().map(|(_, at, _)| standing(*at)).collect();
        let exclusions: IndexVec<ExclusionIx, ClauseIx> =
            exclusions.iter().map(|n| find(n)).collect();
        let judged = judge_clauses(
            &standard,
            &facts,
            |document| &standings[document.0 as usize],
            &exclusions,
        );
        judged[find(asked)].status
    }

    #[test]
    fn every_row_of_the_table() {
        use ClauseStatus as S;
        for (claims, exclusions, expected) in [
            (vec![("8.1", InForce, Full)], vec!["8.1"], S::Excluded),
            (vec![("8.1", InForce, Full)], vec!["8"], S::Excluded),
            (vec![("8.1", InForce, Full)], vec![], S::Covered),
            (
                vec![("8.1", Overdue, Full), ("8.1", InForce, Full)],
                vec![],
                S::Covered,
            ),
            (vec![("8.1", Overdue, Full)], vec![], S::Overdue),
            (
                vec![("8.1", Overdue, Full), ("8.1", InForce, Partial)],
                vec![],
                S::Overdue,
            ),
            (vec![("8.1", InForce, Partial)], vec![], S::Partial),
            (vec![("8.1", Overdue, Partial)], vec![], S::Partial),
            (vec![("8", InForce, Full)], vec![], S::Partial),
            (vec![("8", Overdue, Full)], vec![], S::Partial),
            (
                vec![("8", InForce, Full), ("8.1", InForce, Partial)],
                vec![],
                S::Partial,
            ),
            (
                vec![("8.1", NotYetInForce, Full), ("8", InForce, Full)],
                vec![],
                S::Partial,
            ),
            (vec![("8.1", NotYetInForce, Full)], vec![], S::Planned),
            (
                vec![("8", NotYetInForce, Full), ("8.1", Obsolete, Full)],
                vec![],
                S::Planned,
            ),
            (vec![("8.1", Obsolete, Full)], vec![], S::Gap),
            (
                vec![("8.2.1", InForce, Full), ("9", InForce, Full)],
                vec![],
                S::Gap,
            ),
            (vec![], vec![], S::Gap),
        ] {
            assert_eq!(
                status("8.1", &claims, &exclusions),
                Some(expected),
                "{claims:?} {exclusions:?}"
            );
        }
    }

    #[test]
    fn a_heading_shows_the_worst_that_is_not_excluded() {
        use ClauseStatus as S;
        let claims = [
            ("8.1", InForce, Full),
            ("8.2.1", InForce, Partial),
            ("8.2.2", InForce, Full),
        ];
        assert_eq!(status("8", &claims, &[]), Some(S::Partial));
        assert_eq!(status("8", &claims, &["8.2.1"]), Some(S::Covered));
        assert_eq!(status("8.2", &claims, &["8.2"]), Some(S::Excluded));
        assert_eq!(status("8", &claims[1..], &["8.2"]), Some(S::Gap));
        assert_eq!(status("8", &[], &["8"]), Some(S::Excluded));
    }

    #[test]
    fn a_claim_on_a_child_never_covers_its_parent_or_siblings() {
        let claims = [("8.2.1", InForce, Full)];
        assert_eq!(status("8.2.2", &claims, &[]), Some(ClauseStatus::Gap));
        assert_eq!(status("8.2", &claims, &[]), Some(ClauseStatus::Gap));
    }
}
