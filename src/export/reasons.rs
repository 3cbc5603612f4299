//! Why a clause has its status, and why a claim counts or does not (`docs/design.md`, every status
//! is explained), in words.

use super::ExplainedClaim;
use crate::coverage::{ClauseCoverage, ClauseStatus, Verdict, WeighedClaim};
use crate::export::matrix::row::bare;
use crate::manual::{Clause, Extent, Status};
use crate::pipeline::Compiled;

/// The row of the status table that decided.
pub(super) fn status_reason(clause: &Clause, coverage: &ClauseCoverage) -> &'static str {
    let Some(status) = coverage.status else {
        return "it is a heading without requirements below it, so there is nothing to cover";
    };
    if !clause.requirement {
        return match status {
            ClauseStatus::Excluded => "every requirement below it is excluded",
            _ => "a heading shows the worst status of the requirements below it, which is that of:",
        };
    }
    match status {
        ClauseStatus::Excluded => "the manual excludes it, with a justification",
        ClauseStatus::Covered => {
            "a document in force whose review is not overdue claims it itself and in full"
        }
        ClauseStatus::Overdue => {
            "documents in force claim it itself and in full, but the review of each is overdue"
        }
        ClauseStatus::Partial => {
            "documents in force address it only in part, or only through a clause above it"
        }
        ClauseStatus::Planned => "only documents that are not in force yet claim it",
        ClauseStatus::Gap if coverage.weighed_claims.is_empty() => "nothing claims it",
        ClauseStatus::Gap => "only obsolete documents claim it",
    }
}

/// What a claim amounts to for a clause.
pub(super) fn claim_reason(
    compiled: &Compiled,
    clause: &Clause,
    coverage: &ClauseCoverage,
    weighed: &WeighedClaim,
) -> String {
    let found = ExplainedClaim::new(compiled, weighed);
    let is_excluded = coverage.exclusion.is_some();
    match weighed.verdict {
        Verdict::Covers | Verdict::CoversOverdue if !clause.requirement => {
            let in_force = in_force(found);
            format!("claims the heading, which is partial for what is below it: {in_force}")
        }
        Verdict::Covers if is_excluded => format!("would cover it: {}", in_force(found)),
        Verdict::Part | Verdict::Broad if is_excluded => {
            let why = in_part(compiled, weighed, found);
            format!("would count as partial: {why}; {}", in_force(found))
        }
        Verdict::Covers => format!("covers it: {}", in_force(found)),
        Verdict::CoversOverdue => format!("would cover it: {}", in_force(found)),
        Verdict::Part | Verdict::Broad => {
            let why = in_part(compiled, weighed, found);
            format!("counts as partial: {why}; {}", in_force(found))
        }
        Verdict::NotYet => format!("does not count yet: {}", not_in_force(found)),
        Verdict::Obsolete => format!("does not count: {}", obsolete(compiled, found)),
    }
}

fn in_part(compiled: &Compiled, weighed: &WeighedClaim, found: ExplainedClaim<'_>) -> String {
    let mut why = Vec::new();
    if weighed.broad {
        let above = &compiled.manual.clause(found.claim.clause).number;
        why.push(format!("it claims clause {above} above this one"));
    }
    match &found.claim.item {
        Some(item) => why.push(format!("it claims item {} only", bare(item))),
        None if found.claim.extent == Extent::Partial => {
            why.push("its extent is partial".to_owned());
        }
        None => {}
    }
    why.join(", and ")
}

/// Since when a document is in force, and whether its review is overdue.
fn in_force(found: ExplainedClaim<'_>) -> String {
    let since = found.document.effective;
    let since = since.map_or_else(String::new, |date| format!(" since {date}"));
    let review = match (found.standing.review_due, found.is_overdue()) {
        (Some(due), true) => format!(", but its review was due on {due}"),
        (Some(due), false) => format!(", review due on {due}"),
        (None, _) => String::new(),
    };
    format!("the document is in force{since}{review}")
}

fn not_in_force(found: ExplainedClaim<'_>) -> String {
    match (found.document.status, found.document.effective) {
        (Some(Status::Approved), Some(date)) => format!("the document takes effect on {date}"),
        (Some(Status::Approved), None) => "the document has no effective date".to_owned(),
        (Some(status), _) => format!("the status of the document is {}", status.word()),
        (None, _) => "the document has no status that can be read".to_owned(),
    }
}

fn obsolete(compiled: &Compiled, found: ExplainedClaim<'_>) -> String {
    let superseded_by: Vec<String> = found
        .standing
        .superseded_by
        .iter()
        .map(|ix| compiled.manual.document(*ix).id.value.to_string())
        .collect();
    match superseded_by.as_slice() {
        [] => "the status of the document is obsolete".to_owned(),
        ids => format!("the document is superseded by {}", ids.join(", ")),
    }
}
