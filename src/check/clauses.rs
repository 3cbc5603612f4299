//! Findings about clauses: requirements that are not addressed, not fully addressed, or without
//! evidence.

use crate::coverage::{
    ClaimReason, ClauseCoverage, ClauseStatus, Coverage, EvidenceStatus, StandardCoverage,
    StatusReason, Verdict, WeighedClaim, status_reason,
};
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Clause, ClauseKey, DocumentIx, KindRole, Manual, Standard};
use crate::resolve::{Claim, Resolved};
use crate::rules;

pub(super) fn check(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for of_standard in &coverage.standards {
        let standard = manual.standard(of_standard.standard);
        let location = listed_at(manual, standard);
        let checker = Checker {
            manual,
            resolved,
            coverage,
            standard,
            location,
        };
        checker.check(of_standard, diagnostics);
    }
}

/// Where a requirement of a standard is reported: it has no place in the manual's files, so at the line
/// of `manual.toml` that lists the standard.
pub(super) fn listed_at(manual: &Manual, standard: &Standard) -> Location {
    let mut listed = manual.config.standards.iter();
    match listed.find(|name| standard.is_named(&name.value)) {
        Some(name) => Location::new(&manual.config.path, name.span),
        None => Location::file(&manual.config.path),
    }
}

/// A clause as an author writes it in this manual.
pub(super) fn written(manual: &Manual, standard: &Standard, clause: &Clause) -> String {
    let first = manual.standards.first();
    match first.is_some_and(|first| first.id == standard.id) {
        true => clause.number.to_string(),
        false => format!("{}:{}", standard.id, clause.number),
    }
}

struct Checker<'a> {
    manual: &'a Manual,
    resolved: &'a Resolved,
    coverage: &'a Coverage,
    standard: &'a Standard,
    location: Location,
}

impl Checker<'_> {
    fn check(&self, of_standard: &StandardCoverage, diagnostics: &mut Vec<Diagnostic>) {
        for ((ix, clause), state) in self.standard.iter().zip(&of_standard.clauses) {
            if clause.requirement {
                diagnostics.extend(self.status(clause, state));
                diagnostics.extend(self.evidence(clause, state));
                diagnostics.extend(self.only_forms(clause, state));
            }
            let key = ClauseKey {
                standard: of_standard.standard,
                clause: ix,
            };
            self.claimed_although_excluded(key, state, diagnostics);
        }
    }

    fn status(&self, clause: &Clause, state: &ClauseCoverage) -> Option<Diagnostic> {
        let name = self.name(clause);
        match state.status? {
            ClauseStatus::Gap if state.weighed_claims.is_empty() => Some(
                Diagnostic::new(
                    &rules::UNADDRESSED_REQUIREMENT,
                    self.location.clone(),
                    format!("no document addresses {name}"),
                )
                .help(format!(
                    "let a document claim {}, or exclude it with a justification",
                    self.written(clause)
                )),
            ),
            ClauseStatus::Gap => {
                let mut claims = state.weighed_claims.iter();
                let obsolete = claims.find(|one| one.reason != ClaimReason::Struck);
                let Some(obsolete) = obsolete else {
                    // Struck claims are reported at their own places.
                    let message =
                        format!("no document addresses {name}: what claims it is struck out");
                    let help = format!("let a document claim {}", self.written(clause));
                    let location = self.location.clone();
                    let rule = &rules::UNADDRESSED_REQUIREMENT;
                    return Some(Diagnostic::new(rule, location, message).help(help));
                };
                let claim = self.claim(obsolete);
                let replaced: Vec<String> = self
                    .coverage
                    .standing(claim.document)
                    .superseded_by
                    .iter()
                    .map(|ix| self.manual.document(*ix).id.value.to_string())
                    .collect();
                let heirs = if replaced.is_empty() {
                    "a document in force".to_owned()
                } else {
                    replaced.join(", ")
                };
                let message = format!("only obsolete documents claim {name}");
                let help = format!("let {heirs} claim {}", self.written(clause));
                let at = claim.location.clone();
                Some(Diagnostic::new(&rules::OBSOLETE_CLAIM, at, message).help(help))
            }
            // The problem in the file is reported separately.
            ClauseStatus::Planned if self.only_unclear(state) => None,
            ClauseStatus::Planned => {
                let documents = self.documents(state, Verdict::NotYet);
                let (message, help) = match state
                    .claims_with(Verdict::NotYet)
                    .all(|one| one.reason == ClaimReason::Proposed)
                {
                    true => (
                        format!("{name} is only planned: what claims it is proposed"),
                        "read the text against the clause, and delete the word `proposed`",
                    ),
                    false => (
                        format!("{name} is only planned: {documents} not in force yet"),
                        "approve the document, or wait for its effective date",
                    ),
                };
                let location = self.first_place(state, |one| one == Verdict::NotYet);
                Some(Diagnostic::new(&rules::PLANNED_REQUIREMENT, location, message).help(help))
            }
            ClauseStatus::Partial => {
                let (verdict, how) = match status_reason(clause, state) {
                    StatusReason::Broad => (Verdict::Broad, "only through a clause above it"),
                    StatusReason::Empty => (Verdict::Part, "only by text that says nothing"),
                    _ => (Verdict::Part, "in part"),
                };
                let message = format!("{name} is addressed {how}");
                let help = format!(
                    "let a document claim {} itself, in full",
                    self.written(clause)
                );
                let location = self.first_place(state, |one| one == verdict);
                Some(
                    Diagnostic::new(&rules::PARTLY_ADDRESSED_REQUIREMENT, location, message)
                        .help(help),
                )
            }
            // An overdue review is reported once, at its document.
            ClauseStatus::Overdue | ClauseStatus::Covered | ClauseStatus::Excluded => None,
        }
    }

    /// Whether all documents that claim a planned requirement would count once their files are
    /// repaired.
    fn only_unclear(&self, state: &ClauseCoverage) -> bool {
        state
            .claims_with(Verdict::NotYet)
            .all(|one| matches!(one.reason, ClaimReason::NotInForce(reason) if reason.is_unclear()))
    }

    fn evidence(&self, clause: &Clause, state: &ClauseCoverage) -> Option<Diagnostic> {
        let is_addressed = state.status?.is_addressed();
        if state.evidence != Some(EvidenceStatus::Missing) || !is_addressed {
            return None;
        }
        let message = format!(
            "{} asks for records, and no document in force that claims it names any",
            self.name(clause)
        );
        let location = self.first_place(state, Verdict::is_in_force);
        Some(
            Diagnostic::new(&rules::EVIDENCE_MISSING, location, message)
                .help("name the form or the kind of records under `records`"),
        )
    }

    /// Reports a requirement that only forms or external documents claim in full. A form records
    /// that something was done, and an external document is not the organisation's own, so neither
    /// says how the requirement is met.
    fn only_forms(&self, clause: &Clause, state: &ClauseCoverage) -> Option<Diagnostic> {
        let how = status_reason(clause, state);
        let covering = |one: &&WeighedClaim| match how {
            StatusReason::Covered | StatusReason::Overdue => {
                matches!(one.verdict(), Verdict::Covers | Verdict::CoversOverdue)
            }
            StatusReason::CoveredByItems | StatusReason::OverdueByItems => {
                one.reason == ClaimReason::Item
            }
            _ => false,
        };
        let covering: Vec<&Claim> = state
            .weighed_claims
            .iter()
            .filter(covering)
            .map(|one| self.claim(one))
            .collect();
        let role = |claim: &&Claim| {
            let document = self.manual.document(claim.document);
            self.manual.kind(document.kind).role
        };
        let says_nothing_of_how =
            |claim| matches!(role(claim), Some(KindRole::Form | KindRole::External));
        let first = covering.first()?;
        if !covering.iter().all(says_nothing_of_how) {
            return None;
        }
        let document = self.manual.document(first.document);
        let message = format!(
            "only forms or external documents claim {} in full: {} does not say how it is done",
            self.name(clause),
            document.id.value
        );
        let help = format!(
            "let a document that says how claim {}",
            self.written(clause)
        );
        let location = first.location.clone();
        Some(Diagnostic::new(&rules::ADDRESSED_BY_FORM, location, message).help(help))
    }

    /// Reports each claim on the clause, or on an item of it, although the clause or item is
    /// excluded.
    fn claimed_although_excluded(
        &self,
        key: ClauseKey,
        state: &ClauseCoverage,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let excluded = state
            .exclusion
            .map(|ix| self.resolved.exclusions[ix].clause);
        let name = self.name(self.manual.clause(key));
        for weighed in state.claims_despite_exclusion(self.resolved) {
            let claim = self.claim(weighed);
            let document = self.manual.document(claim.document);
            let id = &document.id.value;
            let message = match (excluded, &claim.item) {
                (None, Some(item)) => {
                    format!("{id} claims item {item} of {name}, which is excluded")
                }
                (Some(above), _) if above != key => {
                    let above = &self.manual.clause(above).number;
                    format!("{id} claims {name}, which is excluded with {above}")
                }
                _ => format!("{id} claims {name}, which is excluded"),
            };
            let location = claim.location.clone();
            diagnostics.push(
                Diagnostic::new(&rules::EXCLUDED_BUT_CLAIMED, location, message)
                    .help("take the claim away here, or the exclusion in manual.toml"),
            );
        }
    }

    fn claim(&self, weighed: &WeighedClaim) -> &Claim {
        &self.resolved.claims[weighed.claim]
    }

    /// The place of the first claim with such a verdict, else the line that lists the standard.
    fn first_place(&self, state: &ClauseCoverage, is_meant: impl Fn(Verdict) -> bool) -> Location {
        let mut claims = state.weighed_claims.iter();
        let weighed = claims.find(|weighed| is_meant(weighed.verdict()));
        weighed.map_or(self.location.clone(), |weighed| {
            self.claim(weighed).location.clone()
        })
    }

    /// The ids of the documents whose claims have this verdict, with the verb: `QP-1, QP-2 are`.
    fn documents(&self, state: &ClauseCoverage, verdict: Verdict) -> String {
        let claims = state.claims_with(verdict);
        let mut documents: Vec<DocumentIx> = claims.map(|one| self.claim(one).document).collect();
        documents.sort();
        documents.dedup();
        let ids = documents
            .iter()
            .take(3)
            .map(|ix| self.manual.document(*ix).id.value.as_str());
        let ids: Vec<&str> = ids.collect();
        let more = documents.len().saturating_sub(ids.len());
        match (documents.len(), more) {
            (1, _) => format!("{} is", ids[0]),
            (_, 0) => format!("{} are", ids.join(", ")),
            _ => format!("{} and {more} more are", ids.join(", ")),
        }
    }

    fn name(&self, clause: &Clause) -> String {
        let designation = &self.standard.designation;
        match &clause.title {
            Some(title) => format!("{designation} {} {title}", clause.number),
            None => format!("{designation} {}", clause.number),
        }
    }

    /// The clause as an author writes it in this manual.
    fn written(&self, clause: &Clause) -> String {
        format!("`{}`", written(self.manual, self.standard, clause))
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use jiff::civil::date;

    use crate::pipeline::compile;
    use crate::resolve::testing::parts;

    /// The time that it takes to check a manual whose one document has these fields and this text.
    fn took(fields: &str, text: &str) -> Duration {
        let page = format!(
            "---\nid: QP-1\ntitle: Buying\nkind: procedure\nrevision: 1\nowner: Buyer\n\
             status: approved\napprover: Manager\neffective: 2026-02-01\n{fields}---\n{text}\n"
        );
        let config = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";
        let parts = parts(config, &[("qp-1.md", &page)]);
        let begin = Instant::now();
        let compiled = compile(parts, date(2026, 11, 23));
        let took = begin.elapsed();
        assert!(compiled.resolved.claims.len() > 1_000);
        took
    }

    #[test]
    fn many_claims_of_one_document_on_one_clause_take_linear_time() {
        type Claims = fn(usize) -> (String, String);
        let ways: [Claims; 4] = [
            |count| (String::new(), "[[satisfies:8.4.1]] ".repeat(count)),
            |count| {
                let text = "[[satisfies:8.4.1|partial]] ".repeat(count);
                (String::new(), format!("{text}Buyers buy."))
            },
            |count| {
                let headings = "## A {clause=8.4.1}\n\n### B {clause=8.4.1}\n\n";
                (String::new(), headings.repeat(count / 2))
            },
            |count| {
                let entries = "  - {clause: 8.4.1, section: a}\n".repeat(count);
                (format!("clauses:\n{entries}"), "## A {#a}".to_owned())
            },
        ];
        for (at, claims) in ways.into_iter().enumerate() {
            let [few, many] = [4_000, 32_000].map(|count| {
                let (fields, text) = claims(count);
                took(&fields, &text)
            });
            // The input is eight times as large: a quadratic step would take about 60 times as
            // long, some twenty seconds.
            assert!(
                many < few * 20 + Duration::from_secs(1),
                "{at}: {few:?}, {many:?}"
            );
        }
    }
}
