//! A row of the matrix, for the table, CSV and XLSX.

use std::collections::HashSet;

use crate::coverage::{ClauseCoverage, Verdict, WeighedClaim};
use crate::export::reasons::remarks;
use crate::export::words::clause_status::ADDRESSED_ELSEWHERE;
use crate::export::{ExplainedClaim, words};
use crate::manual::{Clause, DocumentIx, Extent, Standard, StandardIx};
use crate::pipeline::Compiled;

/// A clause with its coverage, and the texts of its row.
pub(crate) struct Row<'a> {
    pub(crate) standard: &'a Standard,
    pub(crate) clause: &'a Clause,
    pub(crate) coverage: &'a ClauseCoverage,
    /// The claims on the clause, each with the reasons why it does not cover the clause.
    pub(crate) addressed_by: Vec<String>,
    /// The justification of the clause's exclusion.
    pub(crate) justification: Option<&'a str>,
    /// Exclusions without effect, excluded items and unclaimed items.
    pub(crate) remarks: Vec<String>,
}

/// The rows of a standard, in reading order.
pub(crate) fn rows(compiled: &Compiled, ix: StandardIx) -> impl Iterator<Item = Row<'_>> {
    let (standard, _) = compiled.standard(ix);
    compiled.clauses(ix).map(move |(_, clause, coverage)| Row {
        standard,
        clause,
        coverage,
        addressed_by: addressed_by(compiled, coverage),
        justification: compiled
            .exclusion(coverage)
            .map(|exclusion| exclusion.justification.as_str()),
        remarks: remarks(compiled, coverage),
    })
}

impl Row<'_> {
    /// The word for the status; empty for a heading without requirements below it.
    pub(crate) fn status(&self) -> &'static str {
        self.coverage.status.map_or("", |status| status.word())
    }

    /// The word for the evidence; empty for a clause to which no requirement applies, so that a
    /// filter gives the same counts as the pages (`docs/design.md`, "Output").
    pub(crate) fn evidence(&self) -> &'static str {
        match self.coverage.evidence {
            Some(evidence) if self.coverage.applies(self.clause) => evidence.word(),
            _ => "",
        }
    }

    /// Whether an audit is due; `None` for a clause to which no requirement applies.
    pub(crate) fn audit_due(&self) -> Option<bool> {
        let is_asked = self.coverage.applies(self.clause);
        let audits = self.coverage.audits.filter(|_| is_asked)?;
        Some(audits.is_due)
    }

    pub(crate) fn title(&self) -> &str {
        self.clause.title.as_deref().unwrap_or_default()
    }
}

/// The claims on a clause that count or may count later, without duplicates. A claim on a clause
/// above is left out if the same document claims the clause itself.
fn addressed_by(compiled: &Compiled, coverage: &ClauseCoverage) -> Vec<String> {
    let document = |weighed: &WeighedClaim| ExplainedClaim::new(compiled, weighed).claim.document;
    let exact: HashSet<DocumentIx> = coverage
        .weighed_claims
        .iter()
        .filter(|weighed| !weighed.broad)
        .map(document)
        .collect();
    let mut seen = HashSet::new();
    coverage
        .weighed_claims
        .iter()
        .filter(|weighed| weighed.verdict() != Verdict::Nowhere)
        .filter(|weighed| !(weighed.broad && exact.contains(&document(weighed))))
        .map(|weighed| name_claim(compiled, weighed))
        .chain((coverage.rests_elsewhere).then(|| ADDRESSED_ELSEWHERE.to_owned()))
        .filter(|text| seen.insert(text.clone()))
        .collect()
}

/// `QP-07 rev 3 §evaluation`, and in parentheses the reasons why it does not cover the clause.
fn name_claim(compiled: &Compiled, weighed: &WeighedClaim) -> String {
    let found = ExplainedClaim::new(compiled, weighed);
    let mut text = name_document(found);
    if let Some(section) = &found.claim.section {
        text.push_str(" §");
        text.push_str(section.as_str());
    }
    let mut but = Vec::new();
    if weighed.broad {
        let above = &compiled.manual.clause(found.claim.clause).number;
        but.push(format!("via {above}"));
    }
    match found.item() {
        Some(item) => but.push(format!("item {item} only")),
        None if found.claim.extent == Extent::Partial => but.push("partial".to_owned()),
        None => {}
    }
    let brief = words::claim_reason::claim_reason(weighed.reason).brief;
    but.extend(brief.map(str::to_owned));
    if let Some(reason) = found.standing.not_in_force {
        but.push(words::document_state::in_brief(reason).to_owned());
    } else if found.is_overdue() {
        but.push("review overdue".to_owned());
    }
    if !but.is_empty() {
        text.push_str(&format!(" ({})", but.join(", ")));
    }
    text
}

/// The document's id and revision: `QP-07 rev 3`.
pub(crate) fn name_document(found: ExplainedClaim<'_>) -> String {
    let document = found.document;
    match document.revision.as_str() {
        "" => document.id.value.to_string(),
        revision => format!("{} rev {revision}", document.id.value),
    }
}
