//! Computes the status of a requirement from its claims, by the table of `docs/design.md`, "The
//! status of a requirement", and the reason for a status (every status is explained). The functions
//! are pure.

use super::{
    ClaimFact, ClaimReason, ClauseCoverage, ClauseStatus, DocumentStanding, Standing, Verdict,
    WeighedClaim,
};
use crate::manual::Clause;

/// The exact claims on a clause, to be judged together.
pub(super) struct Claimed<'a> {
    pub(super) clause: &'a Clause,
    pub(super) excluded_items: &'a [char],
    /// The claims on the clause itself, each with its reason and the standing of its document.
    pub(super) exact: Vec<(ClaimReason, &'a ClaimFact, &'a DocumentStanding)>,
}

impl Claimed<'_> {
    /// Whether documents in force claim the clause in full: one document claims the whole clause,
    /// or, if the listed items are all that the clause asks for, each item is claimed in full. With
    /// `may_be_overdue`, documents with an overdue review count as well.
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

    /// The items of the clause that are not excluded individually.
    fn asked_items(&self) -> impl Iterator<Item = char> + '_ {
        let items = self.clause.items.iter().copied();
        items.filter(|item| !self.excluded_items.contains(item))
    }

    /// The items that no document in force claims in full, neither individually nor with the
    /// clause.
    pub(super) fn unclaimed_items(&self) -> Vec<char> {
        if self.as_a_whole(true) {
            return Vec::new();
        }
        let asked = self.asked_items();
        asked.filter(|item| !self.has_item(*item, true)).collect()
    }
}

/// Applies the table of `docs/design.md`, "The status of a requirement": the first row that matches
/// decides. The caller has checked before that the requirement is not excluded.
pub(super) fn requirement_status(
    claimed: &Claimed<'_>,
    weighed_claims: &[WeighedClaim],
) -> ClauseStatus {
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

/// Why a clause has its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum StatusReason {
    /// The clause is a heading without requirements below it.
    NothingBelow,
    /// The clause is a heading, and every requirement below it is excluded.
    EverythingBelowExcluded,
    /// The clause is a heading: its status is the worst one of the requirements below it.
    WorstBelow,
    /// The clause is excluded.
    Excluded,
    /// Documents that an edition does not hold address the clause.
    Elsewhere,
    /// A document in force that is not overdue claims the clause in full.
    Covered,
    /// Documents in force that are not overdue claim each of the clause's items in full.
    CoveredByItems,
    /// Documents in force claim the clause in full, but the review of each of them is overdue.
    Overdue,
    /// Documents in force claim each of the clause's items in full, but at least one item is
    /// claimed by overdue documents only.
    OverdueByItems,
    /// Documents in force address a part of the clause.
    Part,
    /// Documents in force claim the clause, but the claims' text says nothing.
    Empty,
    /// Documents in force claim only a clause above this one.
    Broad,
    /// Some documents in force address a part of the clause, others a clause above it.
    PartAndBroad,
    /// The documents that claim the clause are not in force yet.
    Planned,
    /// Documents in force claim the clause, but every claim of theirs is only proposed; no other
    /// document claims it.
    OnlyProposed,
    /// Only obsolete documents claim the clause.
    OnlyObsolete,
    /// The clause has struck claims and, at most, claims of obsolete documents besides.
    OnlyStruck,
    /// No document claims the clause.
    Unclaimed,
}

/// Returns the reason for a clause's status: the row of the table that decided, and the sort of
/// claims that made it match.
pub(crate) fn status_reason(clause: &Clause, of: &ClauseCoverage) -> StatusReason {
    let any = |verdict: Verdict| of.claims_with(verdict).next().is_some();
    let has = |reason: ClaimReason| of.weighed_claims.iter().any(|one| one.reason == reason);
    let Some(status) = of.status else {
        return StatusReason::NothingBelow;
    };
    match status {
        ClauseStatus::Excluded if !clause.requirement => StatusReason::EverythingBelowExcluded,
        _ if !clause.requirement => StatusReason::WorstBelow,
        ClauseStatus::Excluded => StatusReason::Excluded,
        _ if of.rests_elsewhere => StatusReason::Elsewhere,
        ClauseStatus::Covered if any(Verdict::Covers) => StatusReason::Covered,
        ClauseStatus::Covered => StatusReason::CoveredByItems,
        ClauseStatus::Overdue if any(Verdict::CoversOverdue) => StatusReason::Overdue,
        ClauseStatus::Overdue => StatusReason::OverdueByItems,
        ClauseStatus::Partial => {
            let part = has(ClaimReason::Part) || has(ClaimReason::Item);
            match (part, has(ClaimReason::Empty), any(Verdict::Broad)) {
                (true, _, false) => StatusReason::Part,
                (true, _, true) => StatusReason::PartAndBroad,
                (false, true, _) => StatusReason::Empty,
                (false, false, _) => StatusReason::Broad,
            }
        }
        ClauseStatus::Planned => {
            let mut planned = of.claims_with(Verdict::NotYet);
            match planned.all(|one| one.reason == ClaimReason::Proposed) {
                true => StatusReason::OnlyProposed,
                false => StatusReason::Planned,
            }
        }
        ClauseStatus::Gap if has(ClaimReason::Struck) => StatusReason::OnlyStruck,
        ClauseStatus::Gap if any(Verdict::Nowhere) => StatusReason::OnlyObsolete,
        ClauseStatus::Gap => StatusReason::Unclaimed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::NotInForce;
    use crate::coverage::exclusions::NamedExclusion;
    use crate::coverage::{StandardExclusions, judge_clauses};
    use crate::diagnostics::{Source, SourcePath};
    use crate::index::Position;
    use crate::manual::{DocumentIx, Extent, Origin, Standard};
    use crate::parse::parse_standard;
    use crate::resolve::{ClaimIx, ExclusionIx};
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

    /// The status of the clause `asked`, given claims (clause, standing, extent) and exclusions.
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
