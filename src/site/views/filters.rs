//! The filters of a table of clauses: the values that occur, with the number of rows that have
//! each.

use serde::Serialize;

use crate::coverage::{ClauseStatus, EvidenceStatus};
use crate::manual::{ClauseKey, StandardIx};
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::clause::ClauseState;
use crate::site::views::labels::BadgeView;

/// A value that rows can be filtered by.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct FilterValue<'a> {
    pub(crate) badge: BadgeView<'a>,
    pub(crate) count: usize,
}

/// The filters for the clauses of a standard.
#[derive(Serialize)]
pub(crate) struct ClauseFilters<'a> {
    pub(crate) statuses: Vec<FilterValue<'a>>,
    facts: Vec<FilterValue<'a>>,
}

/// The facts that a clause can have beside its status: the class of a badge, and the name of its
/// message.
const FACTS: [(&str, &str); 5] = [
    ("missing", "gaps_evidence"),
    ("stale", "gaps_stale"),
    ("audit", "gaps_audit"),
    ("findings", "column_findings"),
    ("major", "major_open"),
];

/// Counts the rows that have each of some values; values without rows are left out.
pub(crate) fn counted<'a, 'r>(
    values: impl IntoIterator<Item = BadgeView<'a>>,
    rows: &(impl Iterator<Item = &'r str> + Clone),
) -> Vec<FilterValue<'a>> {
    let values = values.into_iter().map(|badge| FilterValue {
        badge,
        count: rows.clone().filter(|class| *class == badge.class).count(),
    });
    values.filter(|value| value.count > 0).collect()
}

/// The filters for the requirements of a standard.
pub(crate) fn clause_filters<'s>(site: &'s SiteIndex<'_>, ix: StandardIx) -> ClauseFilters<'s> {
    let clauses = site.compiled.manual.standard(ix).iter();
    let asked = clauses.filter(|(_, clause)| clause.requirement);
    let keys: Vec<ClauseKey> = asked
        .map(|(clause, _)| ClauseKey {
            standard: ix,
            clause,
        })
        .collect();
    let state = |key: &ClauseKey| {
        views::clause::clause_state(site, views::clause::clause_coverage(site, *key))
    };
    let states: Vec<ClauseState<'_>> = keys.iter().filter_map(state).collect();
    let facts: Vec<&'static str> = keys.iter().flat_map(|key| facts(site, *key)).collect();
    ClauseFilters {
        statuses: status_values(site, states.iter()),
        facts: fact_values(site, &facts.iter().copied()),
    }
}

/// The statuses of some clauses, from the worst to the best. A covered clause with an open major
/// finding is counted separately, never among the covered ones.
pub(crate) fn status_values<'a, 'r>(
    site: &'a SiteIndex<'_>,
    states: impl Iterator<Item = &'r ClauseState<'r>> + Clone,
) -> Vec<FilterValue<'a>> {
    let values = ClauseStatus::ALL.into_iter().flat_map(|status| {
        let contested = (status == ClauseStatus::Covered)
            .then(|| views::clause::badge(site, "contested", "coverage_contested"));
        contested
            .into_iter()
            .chain([views::labels::clause_status(site, status)])
    });
    counted(values, &states.map(|state| state.badge.class))
}

/// The facts of a clause beside its status, by their class.
pub(crate) fn facts(site: &SiteIndex<'_>, key: ClauseKey) -> Vec<&'static str> {
    let of = views::clause::clause_coverage(site, key);
    let clause = site.compiled.manual.clause(key);
    let asked = of.applies(clause);
    let findings = of.open_findings.unwrap_or_default();
    // A heading sums up the findings below it, so only a finding on the heading itself counts.
    let own = clause.requirement || !site.compiled.coverage.findings.on_clause(key).is_empty();
    let any = findings.total() > 0;
    let has = [
        asked && of.evidence == Some(EvidenceStatus::Missing),
        asked && of.evidence == Some(EvidenceStatus::Stale),
        asked && of.is_audit_due(),
        own && any,
        own && findings.major > 0,
    ];
    let facts = FACTS.iter().zip(has);
    facts
        .filter(|(_, has)| *has)
        .map(|((class, _), _)| *class)
        .collect()
}

/// The facts that some clauses have, with their counts.
pub(crate) fn fact_values<'a>(
    site: &'a SiteIndex<'_>,
    facts: &(impl Iterator<Item = &'static str> + Clone),
) -> Vec<FilterValue<'a>> {
    counted(
        FACTS.map(|(class, word)| views::clause::badge(site, class, word)),
        facts,
    )
}
