//! Whether each requirement applies, and why (`docs/design.md`, "Statement of applicability").

use super::{ClauseCoverage, Coverage, Verdict};
use crate::index::IndexVec;
use crate::manual::{ClauseIx, ClauseKey, Date, DocumentIx, Manual, Standard, StandardIx};
use crate::resolve::{ApplicabilityIx, ExclusionIx, Resolved};

/// Whether a requirement applies, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It does not apply: this exclusion excludes it.
    Excluded(ExclusionIx),
    /// It applies for the reasons of this entry.
    Stated(ApplicabilityIx),
    /// It applies in any case: the standard does not permit it to be excluded, and asks for no
    /// reason.
    Required,
    /// It applies, and nothing says why.
    Unstated,
}

/// What `manual.toml` says about whether a requirement applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseApplicability {
    /// The decision.
    pub decision: Decision,
    /// The entry of `[[applicability]]` on the clause, or on the nearest clause above that has one.
    /// It may have a fault, and then gives no reason.
    pub entry: Option<ApplicabilityIx>,
}

/// For each clause of a standard, the entry on it, or on the nearest clause above that has one.
pub(super) fn entries(
    standard: &Standard,
    resolved: &Resolved,
    ix: StandardIx,
) -> IndexVec<ClauseIx, Option<ApplicabilityIx>> {
    let mut entries = IndexVec::beside(&standard.clauses, None);
    for (at, entry) in resolved.applicability.enumerated() {
        if entry.clause.standard == ix {
            entries[entry.clause.clause] = Some(at);
        }
    }
    // Parents come before their children.
    for (clause, of) in standard.iter() {
        let above = of.parent.and_then(|parent| entries[parent]);
        entries[clause] = entries[clause].or(above);
    }
    entries
}

/// Decides about a requirement with this exclusion and this entry.
pub(super) fn decide(
    standard: &Standard,
    resolved: &Resolved,
    clause: ClauseIx,
    exclusion: Option<ExclusionIx>,
    entry: Option<ApplicabilityIx>,
) -> ClauseApplicability {
    let stated = entry.filter(|entry| resolved.applicability[*entry].fault.is_none());
    let decision = match (exclusion, stated) {
        (Some(exclusion), _) => Decision::Excluded(exclusion),
        (None, Some(entry)) => Decision::Stated(entry),
        (None, None) => {
            let is_open = standard.permits_exclusion(clause) || standard.needs_reason(clause);
            match is_open {
                true => Decision::Unstated,
                false => Decision::Required,
            }
        }
    };
    ClauseApplicability { decision, entry }
}

/// Whether there is a statement of applicability of a standard: the standard asks for one, or the
/// manual says why clauses of it apply.
pub(crate) fn has_statement(manual: &Manual, resolved: &Resolved, ix: StandardIx) -> bool {
    let is_of = |key: ClauseKey| key.standard == ix;
    !manual.standard(ix).needs_reason.is_empty()
        || resolved
            .applicability
            .iter()
            .any(|entry| is_of(entry.clause))
}

/// Whether the statement lists a clause among those for which a reason is needed: all of them, where
/// the standard does not say which.
pub(crate) fn is_asked(standard: &Standard, clause: ClauseIx) -> bool {
    standard.needs_reason.is_empty() || standard.needs_reason(clause)
}

/// The documents whose claims count for a clause, or may count later, each once.
pub(crate) fn documents(resolved: &Resolved, of: &ClauseCoverage) -> Vec<DocumentIx> {
    let claims = of.weighed_claims.iter();
    let claims = claims.filter(|weighed| weighed.verdict() != Verdict::Nowhere);
    let mut documents: Vec<DocumentIx> = claims
        .map(|weighed| resolved.claims[weighed.claim].document)
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents
}

/// The earliest day on which the review of a document in force with a claim on the clause is due.
pub(crate) fn next_review(
    resolved: &Resolved,
    coverage: &Coverage,
    of: &ClauseCoverage,
) -> Option<Date> {
    let documents = documents(resolved, of).into_iter();
    let standings = documents.map(|ix| coverage.standing(ix));
    let in_force = standings.filter(|standing| standing.is_in_force());
    in_force.filter_map(|standing| standing.review_due).min()
}

#[cfg(test)]
mod tests {
    use super::super::testing::Judged;
    use super::*;

    const CONFIG: &str = "title = \"M\"\nstandards = [\"iso-iec-27001-2022\"]\n";

    fn entry(clause: &str, reason: &str, text: &str) -> String {
        format!("[[applicability]]\nclause = \"{clause}\"\nreason = {reason}\ntext = \"{text}\"\n")
    }

    /// The decisions on these clauses, in words.
    fn decisions(config: &str, clauses: &[&str]) -> Vec<String> {
        let config = format!("{CONFIG}{config}");
        let (manual, _) = crate::resolve::testing::assembled(&config, &[]);
        let resolved = crate::resolve::resolve(&manual);
        let as_of = jiff::civil::date(2026, 11, 23);
        let coverage = crate::coverage::assess(&manual, &resolved, as_of);
        let standard = StandardIx(0);
        clauses
            .iter()
            .map(|number| {
                let clause = manual.standard(standard).find(number).unwrap();
                let of = coverage.standards[standard].clause(clause).applicability;
                match of.map(|of| of.decision) {
                    None => "heading".to_owned(),
                    Some(Decision::Excluded(_)) => "excluded".to_owned(),
                    Some(Decision::Stated(ix)) => resolved.applicability[ix].text.clone(),
                    Some(Decision::Required) => "required".to_owned(),
                    Some(Decision::Unstated) => "unstated".to_owned(),
                }
            })
            .collect()
    }

    #[test]
    fn the_nearest_entry_gives_the_reason_unless_it_has_a_mistake() {
        let config = [
            entry("A.5", "\"practice\"", "Usual in our trade."),
            entry("A.5.1", "[\"risk\", \"law\"]", "Risk 4."),
            entry("A.5.2", "\"rsk\"", "Risk 5."),
            entry("A.5.3", "\"risk\"", "TBD"),
            entry("A.5.5", "\"risk\"", "~~Risk 6.~~"),
        ];
        assert_eq!(
            decisions(
                &config.concat(),
                &[
                    "A.5", "A.5.1", "A.5.2", "A.5.3", "A.5.4", "A.5.5", "A.8.1", "4.1"
                ]
            ),
            [
                "heading",
                "Risk 4.",
                "unstated",
                "unstated",
                "Usual in our trade.",
                "unstated",
                "unstated",
                "required"
            ]
        );
    }

    #[test]
    fn an_exclusion_counts_before_a_reason_and_only_if_it_is_valid() {
        let excluded =
            |why: &str| format!("[[exclusion]]\nclause = \"A.8.30\"\njustification = \"{why}\"\n");
        let reason = entry("A.8", "\"risk\"", "Risk 4.");
        let decided = |why: &str| decisions(&format!("{reason}{}", excluded(why)), &["A.8.30"]);
        assert_eq!(decided("Nobody develops for us."), ["excluded"]);
        assert_eq!(decided(" "), ["Risk 4."]);
    }

    #[test]
    fn a_statement_is_there_where_a_standard_or_the_manual_asks_for_it() {
        let has = |config: &str| {
            let manual = Judged::new(config, &[]);
            let resolved = crate::resolve::resolve(&manual.manual);
            has_statement(&manual.manual, &resolved, StandardIx(0))
        };
        assert!(!has(""));
        assert!(has(&entry("8.4", "\"contract\"", "Customers ask for it.")));
    }
}
