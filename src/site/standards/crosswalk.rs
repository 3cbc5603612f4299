//! A standard's coverage beside another's: each clause with the corresponding clauses, and the
//! differences in their coverage.
//!
//! A clause is not covered because a corresponding clause is covered. This page decides no status,
//! and it says so.

use serde::Serialize;

use crate::coverage::{ClaimReason, ClauseCoverage, ClauseStatus, Verdict};
use crate::manual::{ClauseIx, ClauseKey, StandardIx};
use crate::site::index::SiteIndex;
use crate::site::standards::side_by_side::{Paired, SideBySide, Sides, Words};
use crate::site::standards::transition::{RelationView, relation_view};
use crate::site::theme::linked_message::{Argument, LinkedMessage};
use crate::site::views::claim::by_document;
use crate::site::views::clause::{ClauseLink, ClauseState};
use crate::site::views::labels::{BadgeView, LinkView};
use crate::site::{Address, views};

/// The most documents that are named for a corresponding clause; all are on the clause's page.
const MOST_DOCUMENTS: usize = 3;

/// A standard beside another.
#[derive(Serialize)]
pub(crate) struct CrosswalkView<'a> {
    #[serde(flatten)]
    sides: SideBySide<'a, Other<'a>, ()>,
    /// Whether clauses correspond only through a third standard.
    in_steps: bool,
    /// The address of the page with the two standards swapped.
    swapped: String,
}

/// A clause of the other standard.
#[derive(Serialize)]
struct Other<'a> {
    link: ClauseLink<'a>,
    state: Option<ClauseState<'a>>,
    relation: RelationView<'a>,
    /// "through ISO 9001:2008 7.4.1".
    through: Option<LinkedMessage>,
    /// The documents that cover it.
    documents: Vec<DocumentName<'a>>,
}

#[derive(Serialize)]
struct DocumentName<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
}

/// The comparison of a requirement with the corresponding clauses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    CoveredThere,
    CoveredHere,
    BothOpen,
    ExcludedOnOneSide,
    BothCovered,
    BothExcluded,
    NothingCorresponds,
}

impl Comparison {
    /// All comparisons; those that need action come first.
    const ALL: [Self; 7] = [
        Self::CoveredThere,
        Self::BothOpen,
        Self::NothingCorresponds,
        Self::CoveredHere,
        Self::ExcludedOnOneSide,
        Self::BothCovered,
        Self::BothExcluded,
    ];

    /// The comparison of two sides.
    ///
    /// If this side is open, one covered clause on the other side is enough for
    /// [`Self::CoveredThere`]. Both sides are covered only if all corresponding clauses that are
    /// not excluded are covered.
    fn of(here: Side, there: &[Side]) -> Self {
        let mut asked = there
            .iter()
            .filter(|side| **side != Side::Excluded)
            .peekable();
        if there.is_empty() {
            return Self::NothingCorresponds;
        }
        match (here, asked.peek().is_some()) {
            (Side::Excluded, false) => Self::BothExcluded,
            (Side::Excluded, true) | (_, false) => Self::ExcludedOnOneSide,
            (Side::Covered, true) if asked.all(|side| *side == Side::Covered) => Self::BothCovered,
            (Side::Covered, true) => Self::CoveredHere,
            (Side::Open, true) if asked.any(|side| *side == Side::Covered) => Self::CoveredThere,
            (Side::Open, true) => Self::BothOpen,
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::CoveredThere => ("there", "compare_covered_there"),
            Self::CoveredHere => ("here", "compare_covered_here"),
            Self::BothOpen => ("both-open", "compare_both_open"),
            Self::ExcludedOnOneSide => ("one-excluded", "compare_one_excluded"),
            Self::BothCovered => ("both-covered", "compare_both_covered"),
            Self::BothExcluded => ("both-excluded", "compare_both_excluded"),
            Self::NothingCorresponds => ("nothing", "compare_nothing"),
        }
    }
}

/// A status as the comparison sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Covered,
    /// Any lesser status, and covered with an open major finding.
    Open,
    Excluded,
}

impl Side {
    /// The side of a clause; `None` for a heading without requirements.
    fn of(coverage: &ClauseCoverage) -> Option<Self> {
        Some(match coverage.status? {
            ClauseStatus::Excluded => Self::Excluded,
            ClauseStatus::Covered if !coverage.has_major_finding() => Self::Covered,
            _ => Self::Open,
        })
    }
}

/// The view of a standard beside another.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    here: StandardIx,
    there: StandardIx,
    first: Option<ClauseIx>,
) -> CrosswalkView<'a> {
    let address = |first| site.addresses.crosswalk(here, there, first);
    let from = address(first);
    let [left, right] = [here, there].map(|ix| &*site.compiled.manual.standard(ix).designation);
    let titled = [("here", left.into()), ("there", right.into())];
    let named = [("standard", right.into())];
    let words = Words {
        title: site.messages.with("crosswalk-title", titled),
        others_heading: site.messages.with("column-corresponding", named),
        compared_heading: site.messages.get("column_compared"),
    };
    let sides = SideBySide::new(
        site,
        Sides { here, there, first },
        words,
        address,
        &Comparison::ALL.map(|one| comparison(site, one)),
        |key| compared(site, key, there),
        |key| paired(site, &from, key, there),
    );
    CrosswalkView {
        in_steps: !site.crosswalks.is_direct(here, there),
        swapped: from.href(&site.addresses.crosswalk(there, here, None)),
        sides,
    }
}

/// Links from a page to the standards that a standard can be shown beside.
pub(crate) fn beside<'s>(
    site: &'s SiteIndex<'_>,
    from: &Address,
    here: StandardIx,
) -> Vec<LinkView<'s>> {
    let pairs = site.crosswalks.pairs().into_iter();
    pairs
        .filter(|(left, _)| *left == here)
        .map(|(_, there)| LinkView {
            href: from.href(&site.addresses.crosswalk(here, there, None)),
            title: &site.compiled.manual.standard(there).designation,
        })
        .collect()
}

fn comparison<'a>(site: &'a SiteIndex<'_>, of: Comparison) -> BadgeView<'a> {
    let (class, word) = of.names();
    views::clause::badge(site, class, word)
}

/// The difference between a requirement and what corresponds to it; `None` for a heading.
fn compared<'a>(
    site: &'a SiteIndex<'_>,
    key: ClauseKey,
    there: StandardIx,
) -> Option<BadgeView<'a>> {
    let side_of = |key| Side::of(views::clause::clause_coverage(site, key));
    let clause = site.compiled.manual.clause(key);
    let side = side_of(key).filter(|_| clause.requirement)?;
    let corresponding = site.crosswalks.in_standard(key, there);
    let others = corresponding.iter().map(|other| other.clause);
    let others: Vec<Side> = others.filter_map(side_of).collect();
    Some(comparison(site, Comparison::of(side, &others)))
}

/// What corresponds to a clause.
fn paired<'a>(
    site: &'a SiteIndex<'_>,
    from: &Address,
    key: ClauseKey,
    there: StandardIx,
) -> Paired<Other<'a>, ()> {
    Paired {
        others: site
            .crosswalks
            .in_standard(key, there)
            .into_iter()
            .map(|other| Other {
                link: views::clause::clause_link(site, from, other.clause),
                state: views::clause::clause_state(
                    site,
                    views::clause::clause_coverage(site, other.clause),
                ),
                relation: relation_view(site, other.relation, other.confidence),
                through: other
                    .through
                    .map(|through| self::through(site, from, through)),
                documents: covering(site, from, other.clause),
            })
            .collect(),
        cells: (),
    }
}

/// The clause of a third standard through which two clauses correspond.
fn through(site: &SiteIndex<'_>, from: &Address, key: ClauseKey) -> LinkedMessage {
    let designation = &*site.compiled.manual.standard(key.standard).designation;
    let arguments = [
        ("standard", Argument::text(designation)),
        ("clause", views::reasons::clause_argument(site, from, key)),
    ];
    site.messages.sentence("crosswalk-through", &arguments)
}

/// The documents that cover a clause, each with a link to its claim.
fn covering<'a>(site: &'a SiteIndex<'_>, from: &Address, key: ClauseKey) -> Vec<DocumentName<'a>> {
    let of = views::clause::clause_coverage(site, key);
    if of.status != Some(ClauseStatus::Covered) {
        return Vec::new();
    }
    let has_whole = of.claims_with(Verdict::Covers).next().is_some();
    by_document(&site.compiled.resolved.claims, &of.weighed_claims)
        .into_iter()
        .filter(|one| match has_whole {
            true => one.verdict == Verdict::Covers,
            // The items are covered by several documents together.
            false => one.reason == ClaimReason::Item,
        })
        .take(MOST_DOCUMENTS)
        .filter_map(|one| {
            let claim = views::claim::claim(site, *one.claims.first()?);
            let document = site.compiled.manual.document(one.document);
            Some(DocumentName {
                href: views::claim::claim_href(site, from, claim),
                id: document.id.value.as_str(),
                title: &document.title,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use snapbox::{assert_data_eq, str};

    use super::*;
    use crate::site::tests::fixture::*;

    const CONFIG: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n";
    const PAGE: &str = "crosswalks/iso-9001-2015/iso-9002-1994.html";

    fn site(files: &[(String, String)]) -> TestSite {
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        TestSite::new(CONFIG, &files)
    }

    #[test]
    fn doubt_is_never_covered_on_both_sides() {
        use Comparison as C;
        use Side::{Covered, Excluded, Open};
        for (here, there, expected) in [
            (Covered, &[][..], C::NothingCorresponds),
            (Open, &[], C::NothingCorresponds),
            (Covered, &[Covered, Covered], C::BothCovered),
            (Covered, &[Covered, Open], C::CoveredHere),
            (Covered, &[Covered, Excluded], C::BothCovered),
            (Covered, &[Excluded], C::ExcludedOnOneSide),
            (Open, &[Covered, Open], C::CoveredThere),
            (Open, &[Open], C::BothOpen),
            (Open, &[Excluded], C::ExcludedOnOneSide),
            (Excluded, &[Covered], C::ExcludedOnOneSide),
            (Excluded, &[Excluded], C::BothExcluded),
        ] {
            assert_eq!(Comparison::of(here, there), expected, "{here:?} {there:?}");
        }
    }

    #[test]
    fn what_is_covered_there_stays_a_gap_here() {
        let files = [procedure(
            "QP-07",
            IN_FORCE,
            "clauses: [{ clause: \"iso-9002-1994:4.6.2\", section: scoring }]",
        )];
        let page = site(&files).page(PAGE);
        assert_eq!(
            page.linked("#clause-8.4.1"),
            "[8.4.1 General](../../standards/iso-9001-2015/8.4.1.html) | Gap | Covered there, open here | [4.6.1 General](../../standards/iso-9002-1994/4.6.1.html) Gap / [4.6.2 Evaluation of subcontractors](../../standards/iso-9002-1994/4.6.2.html) Covered [QP-07](../../documents/QP-07.html#scoring)"
        );
        assert_eq!(page.attribute("#clause-8.4.1", "data-status"), "gap");
        assert_eq!(page.attribute("#clause-8.4.1", "data-compared"), "there");
        assert_eq!(
            page.attributes("#clause-8.4.1 .corresponding [title]", "title"),
            ["Title of QP-07"]
        );
        assert_eq!(
            page.text(".notice"),
            "Corresponding is not covering: a clause that is covered there covers nothing by itself here, because the wording differs. It shows where to look first."
        );
        let back = site(&files).page("crosswalks/iso-9002-1994/iso-9001-2015.html");
        assert_eq!(back.attribute("#clause-4.6.2", "data-compared"), "here");
    }

    #[test]
    fn an_open_major_finding_is_not_covered_there() {
        let files = [
            procedure("QP-07", IN_FORCE, "clauses: [\"iso-9002-1994:4.6.2\"]"),
            finding("NC-1", "major", "\"iso-9002-1994:4.6.2\""),
        ];
        let page = site(&files).page(PAGE);
        assert_eq!(
            page.attribute("#clause-8.4.1", "data-compared"),
            "both-open"
        );
        assert_eq!(
            page.text("#clause-8.4.1"),
            "8.4.1 General | Gap | Open on both sides | 4.6.1 General Gap / 4.6.2 Evaluation of subcontractors Covered, major finding open QP-07"
        );
    }

    #[test]
    fn what_corresponds_in_steps_says_through_what() {
        let config = "title = \"M\"\n\
            standards = [\"iso-9001-1994\", \"iso-9001-2015\", \"iso-13485-2016\"]\n";
        let manual = TestSite::new(config, &[]);
        let steps = manual.page("crosswalks/iso-9001-1994/iso-13485-2016.html");
        assert_eq!(
            steps.linked("#clause-4.6.2"),
            "[4.6.2 Evaluation of subcontractors](../../standards/iso-9001-1994/4.6.2.html) | Gap | Open on both sides | [4.1.5 General requirements](../../standards/iso-13485-2016/4.1.5.html) Gap through ISO 9001:2015 [8.4.1](../../standards/iso-9001-2015/8.4.1.html) / [7.4.1 Purchasing process](../../standards/iso-13485-2016/7.4.1.html) (low confidence) Gap through ISO 9001:2015 [8.4.1](../../standards/iso-9001-2015/8.4.1.html) / [7.4.3 Verification of purchased product](../../standards/iso-13485-2016/7.4.3.html) (low confidence) Gap through ISO 9001:2015 [8.4.2](../../standards/iso-9001-2015/8.4.2.html)"
        );
        assert_eq!(
            steps.text(".notice"),
            "Corresponding is not covering: a clause that is covered there covers nothing by itself here, because the wording differs. It shows where to look first. No catalog says how these two correspond: each pair here is taken through a third standard, which is named."
        );
        let direct = manual.page("crosswalks/iso-9001-1994/iso-9001-2015.html");
        assert_eq!(
            direct.linked("#clause-4.6.2"),
            "[4.6.2 Evaluation of subcontractors](../../standards/iso-9001-1994/4.6.2.html) | Gap | Open on both sides | [8.4.1 General](../../standards/iso-9001-2015/8.4.1.html) Gap / [8.4.2 Type and extent of control](../../standards/iso-9001-2015/8.4.2.html) Gap"
        );
        assert_eq!(
            direct.text(".notice"),
            "Corresponding is not covering: a clause that is covered there covers nothing by itself here, because the wording differs. It shows where to look first."
        );
    }

    #[test]
    fn the_matrix_leads_to_it() {
        let page = site(&[]).page("matrix/iso-9001-2015.html");
        assert_data_eq!(
            page.linked(".matrix-links"),
            str![[r#"
[Clause by clause](#list) [The standard and its clauses](../standards/iso-9001-2015/index.html)
Beside another standard: [ISO 9002:1994](../crosswalks/iso-9001-2015/iso-9002-1994.html)
The matrix as a file: [CSV](iso-9001-2015.csv) [JSON](iso-9001-2015.json) [Excel](iso-9001-2015.xlsx)
"#]]
        );
        let alone = TestSite::iso("", &[]).page("matrix/iso-9001-2015.html");
        assert_data_eq!(
            alone.linked(".matrix-links"),
            str![[r#"
[Clause by clause](#list) [The standard and its clauses](../standards/iso-9001-2015/index.html)
The matrix as a file: [CSV](iso-9001-2015.csv) [JSON](iso-9001-2015.json) [Excel](iso-9001-2015.xlsx)
"#]]
        );
    }
}
