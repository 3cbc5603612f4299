//! Claims become the status of each clause: the table of `docs/design.md`, the status of a
//! requirement, in one pure function.

use super::{
    ClaimReason, ClauseStatus, DocumentStanding, StandardExclusions, Standing, Summary, Verdict,
    WeighedClaim,
};
use crate::index::IndexVec;
use crate::manual::{Clause, ClauseIx, DocumentIx, Standard};
use crate::resolve::{ClaimIx, ExclusionIx};

/// A claim on a clause of one standard, as its status needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ClaimFact {
    /// Its position in the list of all claims.
    pub claim: ClaimIx,
    /// The document that makes it.
    pub document: DocumentIx,
    /// The clause it is on.
    pub clause: ClauseIx,
    /// The letter of the item that it is on, where it is on one.
    pub item: Option<char>,
    /// Whether what it is on, clause or item, is claimed in full.
    pub is_full: bool,
    /// Whether its text says nothing.
    pub is_empty: bool,
    /// Whether it was struck out.
    pub is_struck: bool,
    /// Whether it is only proposed.
    pub is_proposed: bool,
}

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

/// What the claims on a clause itself add up to.
struct Claimed<'a> {
    clause: &'a Clause,
    excluded_items: &'a [char],
    exact: Vec<(ClaimReason, &'a ClaimFact, &'a DocumentStanding)>,
}

impl Claimed<'_> {
    /// Whether documents in force claim the clause in full: one of them the clause itself, or each
    /// of its items one, where these are all that it asks for. `may_be_overdue` also counts those
    /// whose review is.
    fn in_full(&self, may_be_overdue: bool) -> bool {
        self.as_a_whole(may_be_overdue) || {
            let mut items = self.asked_items().peekable();
            self.clause.is_exhaustive
                && items.peek().is_some()
                && items.all(|item| self.has_item(item, may_be_overdue))
        }
    }

    fn as_a_whole(&self, may_be_overdue: bool) -> bool {
        self.exact.iter().any(|(reason, ..)| match reason {
            ClaimReason::InForce => true,
            ClaimReason::ReviewOverdue => may_be_overdue,
            _ => false,
        })
    }

    fn has_item(&self, item: char, may_be_overdue: bool) -> bool {
        self.exact.iter().any(|(reason, fact, standing)| {
            *reason == ClaimReason::Item
                && fact.is_full
                && fact.item == Some(item)
                && (may_be_overdue || standing.standing == Standing::InForce)
        })
    }

    /// The items that are not excluded by themselves.
    fn asked_items(&self) -> impl Iterator<Item = char> + '_ {
        let items = self.clause.items.iter().copied();
        items.filter(|item| !self.excluded_items.contains(item))
    }

    fn unclaimed_items(&self) -> Vec<char> {
        if self.as_a_whole(true) {
            return Vec::new();
        }
        let asked = self.asked_items();
        asked.filter(|item| !self.has_item(*item, true)).collect()
    }
}

/// The table of `docs/design.md`, the status of a requirement, row by row: the first that matches
/// wins. Whether the requirement is excluded was asked before.
fn requirement_status(claimed: &Claimed<'_>, weighed_claims: &[WeighedClaim]) -> ClauseStatus {
    let any = |is_meant: fn(Verdict) -> bool| {
        let mut claims = weighed_claims.iter();
        claims.any(|weighed| is_meant(weighed.verdict()))
    };
    if claimed.in_full(false) {
        ClauseStatus::Covered
    } else if claimed.in_full(true) {
        ClauseStatus::Overdue
    } else if any(Verdict::is_in_force) {
        ClauseStatus::Partial
    } else if any(|verdict| verdict == Verdict::NotYet) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::NotInForce;
    use crate::coverage::exclusions::NamedExclusion;
    use crate::diagnostics::{Source, SourcePath};
    use crate::index::Position;
    use crate::manual::Extent;
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
                item: None,
                is_full: *extent == Full,
                is_empty: false,
                is_struck: false,
                is_proposed: false,
            })
            .collect();
        let standings: Vec<DocumentStanding> =
            claims.iter().map(|(_, at, _)| standing(*at)).collect();
        let mut all = StandardExclusions::none(&standard);
        for (at, number) in exclusions.iter().enumerate() {
            let exclusion = NamedExclusion {
                exclusion: ExclusionIx::new(at),
                item: None,
                holds: true,
            };
            all.add(find(number), exclusion);
        }
        let judged = judge_clauses(
            &standard,
            &facts,
            |document| &standings[document.0 as usize],
            &all,
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

    #[test]
    fn a_claim_is_worth_what_its_text_says() {
        use crate::coverage::testing::{IN_FORCE, Judged};
        let on_section = "{ clause: 8.4.1, section: a }";
        for (claim, text, expected) in [
            ("8.4.1", "Buyers score suppliers.", ClauseStatus::Covered),
            ("8.4.1", "", ClauseStatus::Partial),
            ("8.4.1", "TBD", ClauseStatus::Partial),
            ("8.4.1", "## Scoring {#a}", ClauseStatus::Partial),
            (
                on_section,
                "Words.\n\n## A {#a}\n\n## B\n\nWords.",
                ClauseStatus::Partial,
            ),
            (
                on_section,
                "## A {#a}\n\n### B\n\nWords.",
                ClauseStatus::Covered,
            ),
            (on_section, "## ~~A~~ {#a}\n\nWords.", ClauseStatus::Gap),
            (
                "4.1",
                "~~Words [[satisfies:8.4.1]].~~ Words.",
                ClauseStatus::Gap,
            ),
            ("4.1", "- [ ] Words [[satisfies:8.4.1]].", ClauseStatus::Gap),
            (
                "4.1",
                "- [x] Words [[satisfies:8.4.1]].",
                ClauseStatus::Covered,
            ),
        ] {
            let fields = format!("{IN_FORCE}; clauses: [{claim}]");
            let judged = Judged::new("", &[("procedure", "QP-1", &fields, text)]);
            assert_eq!(
                judged.clause("8.4.1").status,
                Some(expected),
                "{claim} {text}"
            );
        }
    }
}
