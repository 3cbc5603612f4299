//! Why a claim counts or not, in words (`docs/design.md`, "Every status is explained"), and remarks
//! on a clause.

use super::ExplainedClaim;
use crate::coverage::{ClaimReason, ClauseCoverage, ExclusionFault, Verdict, WeighedClaim};
use crate::export::words;
use crate::manual::{Clause, Extent};
use crate::pipeline::Compiled;
use crate::resolve::ExclusionIx;

/// How a claim counts for a clause, and why.
pub(super) fn claim_words(
    compiled: &Compiled,
    clause: &Clause,
    coverage: &ClauseCoverage,
    weighed: &WeighedClaim,
) -> String {
    let found = ExplainedClaim::new(compiled, weighed);
    let is_excluded = coverage.exclusion.is_some();
    let verdict = weighed.verdict();
    let covers = matches!(verdict, Verdict::Covers | Verdict::CoversOverdue);
    if covers && !clause.requirement {
        let in_force = in_force(found);
        return format!("claims the heading, which is partial for what is below it: {in_force}");
    }
    let own = match weighed.reason {
        ClaimReason::NotInForce(reason) => words::document_state::in_full(compiled, found, reason),
        reason => match words::claim_reason::claim_reason(reason).full {
            Some(words) => words.to_owned(),
            None => in_part(compiled, weighed, found),
        },
    };
    let why = match verdict.is_in_force() {
        true if covers => in_force(found),
        true => format!("{own}; {}", in_force(found)),
        false => own,
    };
    let counts = match verdict {
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
    match found.item() {
        Some(item) => why.push(format!("it claims item {item} only")),
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
        (None, true) => ", but the date of its review cannot be read".to_owned(),
        (None, false) => String::new(),
    };
    format!("the document is in force{since}{review}")
}

/// Remarks on a clause: exclusions without effect, excluded items and unclaimed items.
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

/// The remark on an exclusion without effect, with the reasons.
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
