//! Why a clause has its status, and why a claim counts or does not (`docs/design.md`, every status
//! is explained), in words.

use super::ExplainedClaim;
use crate::coverage::{
    ClaimReason, ClauseCoverage, ExclusionFault, NotInForce, StatusReason, Verdict, WeighedClaim,
    status_reason,
};
use crate::export::matrix::row::bare;
use crate::manual::{Clause, Extent};
use crate::pipeline::Compiled;
use crate::resolve::ExclusionIx;

/// The row of the status table that decided.
pub(super) fn status_words(clause: &Clause, coverage: &ClauseCoverage) -> &'static str {
    match status_reason(clause, coverage) {
        StatusReason::NothingBelow => {
            "it is a heading without requirements below it, so there is nothing to cover"
        }
        StatusReason::EverythingBelowExcluded => "every requirement below it is excluded",
        StatusReason::WorstBelow => {
            "a heading shows the worst status of the requirements below it, which is that of:"
        }
        StatusReason::Excluded => "the manual excludes it, with a justification",
        StatusReason::CoveredByItems => {
            "documents in force whose review is not overdue claim each of its items in full, and these are all that it asks for"
        }
        StatusReason::OverdueByItems => {
            "documents in force claim each of its items in full, but the review of some is overdue"
        }
        StatusReason::Empty => "documents in force claim it, but in text that says nothing",
        StatusReason::OnlyStruck => {
            "only what was struck out claims it, or what is obsolete: neither counts"
        }
        StatusReason::Covered => {
            "a document in force whose review is not overdue claims it itself and in full"
        }
        StatusReason::Overdue => {
            "documents in force claim it itself and in full, but the review of each is overdue"
        }
        StatusReason::Part | StatusReason::Broad | StatusReason::PartAndBroad => {
            "documents in force address it only in part, or only through a clause above it"
        }
        StatusReason::Planned => "only documents that are not in force yet claim it",
        StatusReason::OnlyObsolete => "only obsolete documents claim it",
        StatusReason::Unclaimed => "nothing claims it",
    }
}

/// What a claim amounts to for a clause.
pub(super) fn claim_words(
    compiled: &Compiled,
    clause: &Clause,
    coverage: &ClauseCoverage,
    weighed: &WeighedClaim,
) -> String {
    let found = ExplainedClaim::new(compiled, weighed);
    let is_excluded = coverage.exclusion.is_some();
    let why = match weighed.reason {
        ClaimReason::InForce | ClaimReason::ReviewOverdue if !clause.requirement => {
            let in_force = in_force(found);
            return format!(
                "claims the heading, which is partial for what is below it: {in_force}"
            );
        }
        ClaimReason::InForce | ClaimReason::ReviewOverdue => in_force(found),
        ClaimReason::Part | ClaimReason::Item | ClaimReason::ClauseAbove => {
            let why = in_part(compiled, weighed, found);
            format!("{why}; {}", in_force(found))
        }
        ClaimReason::Empty => format!("the text of the claim says nothing; {}", in_force(found)),
        ClaimReason::Proposed => {
            "it is only proposed: nobody has said yet that the clause is met there".to_owned()
        }
        ClaimReason::Struck => {
            "it stands in what is struck out, or in a task that is not ticked".to_owned()
        }
        ClaimReason::NotInForce(reason) => not_in_force(compiled, found, reason),
    };
    let counts = match weighed.verdict() {
        Verdict::Covers if !is_excluded => "covers it",
        Verdict::Covers | Verdict::CoversOverdue => "would cover it",
        Verdict::Part | Verdict::Broad if is_excluded => "would count as partial",
        Verdict::Part | Verdict::Broad => "counts as partial",
        Verdict::NotYet => "does not count yet",
        Verdict::Nowhere => "does not count",
    };
    format!("{counts}: {why}")
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
        (None, true) => ", but nobody can read when its review is due".to_owned(),
        (None, false) => String::new(),
    };
    format!("the document is in force{since}{review}")
}

fn not_in_force(compiled: &Compiled, found: ExplainedClaim<'_>, reason: NotInForce) -> String {
    match (reason, found.document.effective) {
        (NotInForce::Draft, _) => "the status of the document is draft".to_owned(),
        (NotInForce::InReview, _) => "the status of the document is review".to_owned(),
        (NotInForce::NoStatus, _) => "the document has no status that can be read".to_owned(),
        (NotInForce::Later, Some(date)) => format!("the document takes effect on {date}"),
        (NotInForce::Later | NotInForce::Undated, _) => {
            "the document has no effective date".to_owned()
        }
        (NotInForce::MergeMarkers, _) => {
            "its file holds the marks of a merge that nobody resolved".to_owned()
        }
        (NotInForce::SharedId, _) => "another file bears the id of the document as well".to_owned(),
        (NotInForce::Withdrawn, _) => "the status of the document is obsolete".to_owned(),
        (NotInForce::Superseded, _) => {
            let newer = found.standing.superseded_by.iter();
            let newer: Vec<String> = newer
                .map(|ix| compiled.manual.document(*ix).id.value.to_string())
                .collect();
            match newer.as_slice() {
                [] => "one of several files with the same id supersedes the document".to_owned(),
                newer => format!("the document is superseded by {}", newer.join(", ")),
            }
        }
    }
}

/// What else a reader must know of a clause: exclusions that exclude nothing, and its items.
pub(super) fn remarks(compiled: &Compiled, coverage: &ClauseCoverage) -> Vec<String> {
    let mut remarks: Vec<String> = coverage
        .void_exclusions
        .iter()
        .map(|ix| void_exclusion(compiled, *ix))
        .collect();
    let listed = |items: &[char]| {
        let items: Vec<String> = items.iter().map(|item| format!("{item})")).collect();
        items.join(", ")
    };
    if !coverage.excluded_items.is_empty() {
        remarks.push(format!(
            "excluded: item {}",
            listed(&coverage.excluded_items)
        ));
    }
    let unclaimed = coverage.items_to_claim();
    if !unclaimed.is_empty() {
        remarks.push(format!("nobody claims item {}", listed(unclaimed)));
    }
    remarks
}

/// That an exclusion excludes nothing, and why.
fn void_exclusion(compiled: &Compiled, ix: ExclusionIx) -> String {
    let exclusion = &compiled.resolved.exclusions[ix];
    let faults = &compiled.coverage.exclusion_faults[ix];
    let why: Vec<String> = faults
        .iter()
        .map(|fault| match (fault, exclusion.date) {
            (ExclusionFault::Unjustified, _) => "it has no justification".to_owned(),
            (ExclusionFault::NotYet, Some(date)) => format!("its date, {date}, is still to come"),
            (ExclusionFault::NotYet | ExclusionFault::UnreadableDate, _) => {
                "its date cannot be read".to_owned()
            }
            (ExclusionFault::NotPermitted, _) => "the standard does not permit it".to_owned(),
        })
        .collect();
    let item = exclusion.item.as_ref();
    let item = item.map_or_else(String::new, |item| format!(" of item {item}"));
    format!(
        "the exclusion{item} excludes nothing: {}",
        why.join(", and ")
    )
}
