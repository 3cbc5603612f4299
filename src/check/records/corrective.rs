//! Findings without an action, and findings and actions that were closed too early.

use super::about;
use super::late::is_guessed;
use crate::diagnostics::Diagnostic;
use crate::manual::{Grade, Manual};
use crate::registers::{ActionTrail, FindingTrail, Registers, Verified};
use crate::rules;

pub(super) fn check(manual: &Manual, registers: &Registers, diagnostics: &mut Vec<Diagnostic>) {
    for finding in &registers.corrective.findings {
        diagnostics.extend(without_action(manual, registers, finding));
        diagnostics.extend(closed_early(manual, registers, finding));
    }
    for action in &registers.corrective.actions {
        diagnostics.extend(without_cause(manual, registers, action));
        diagnostics.extend(without_verification(manual, registers, action));
    }
}

fn without_action(
    manual: &Manual,
    registers: &Registers,
    trail: &FindingTrail,
) -> Option<Diagnostic> {
    let entry = registers.entry(trail.finding);
    let record = manual.record(trail.finding);
    let is_guessed = is_guessed(manual.kind(record.kind), record);
    if !trail.actions.is_empty() || !entry.overdue || is_guessed {
        return None;
    }
    let id = &record.id.value;
    let message = format!("{id} is open past its due date, and no action deals with it");
    let help = format!("add an action with `source: {id}`");
    let rule = &rules::FINDING_WITHOUT_ACTION;
    Some(about(rule, record, "state", message, help))
}

/// Reports a nonconformity that was closed without an action, or before its action was closed. An
/// observation needs no action.
fn closed_early(
    manual: &Manual,
    registers: &Registers,
    trail: &FindingTrail,
) -> Option<Diagnostic> {
    let entry = registers.entry(trail.finding);
    let record = manual.record(trail.finding);
    let grade = Grade::of(&record.fields)?;
    if entry.open || grade == Grade::Observation {
        return None;
    }
    let id = &record.id.value;
    let mut open = trail.actions.iter().filter(|ix| registers.entry(**ix).open);
    let (message, help) = match open.next() {
        Some(action) => {
            let action = &manual.record(*action).id.value;
            (
                format!("{id} is closed, but {action}, which deals with it, is still open"),
                format!("close {action} once it is done, or open {id} again"),
            )
        }
        None if trail.actions.is_empty() => (
            format!("{id} is closed, but no action deals with it"),
            format!("add the action that was taken, with `source: {id}`, or open {id} again"),
        ),
        None => return None,
    };
    let rule = &rules::FINDING_CLOSED_EARLY;
    Some(about(rule, record, "state", message, help))
}

fn without_cause(
    manual: &Manual,
    registers: &Registers,
    trail: &ActionTrail,
) -> Option<Diagnostic> {
    let record = manual.record(trail.action);
    let closed = !registers.entry(trail.action).open;
    let corrective = record.fields.text("type") == Some("corrective");
    if !closed || !corrective || record.fields.get("root_cause").is_some() {
        return None;
    }
    let message = format!("{} is closed without a root cause", record.id.value);
    let rule = &rules::ACTION_CLOSED_WITHOUT_ROOT_CAUSE;
    let help = "add `root_cause: …`";
    Some(about(rule, record, "state", message, help))
}

/// Reports an action that was closed before its effect was verified. A correction only repairs the
/// present case, and an improvement solves no problem, so neither needs a verification.
fn without_verification(
    manual: &Manual,
    registers: &Registers,
    trail: &ActionTrail,
) -> Option<Diagnostic> {
    let record = manual.record(trail.action);
    let closed = !registers.entry(trail.action).open;
    let exempt = matches!(
        record.fields.text("type"),
        Some("correction" | "improvement")
    );
    if !closed || exempt {
        return None;
    }
    let id = &record.id.value;
    let (message, field) = match trail.verified {
        Verified::Effective(date) if date.is_none_or(|date| date <= registers.as_of) => {
            return None;
        }
        Verified::Effective(_) => (
            format!(
                "{id} is closed, but its verification is dated after {}",
                registers.as_of
            ),
            "effective",
        ),
        Verified::NotYet => (
            format!("{id} is closed, but nobody verified that it was effective"),
            "state",
        ),
        Verified::Ineffective(_) => (
            format!("{id} is closed, but it was not effective"),
            "effective",
        ),
    };
    let rule = &rules::ACTION_CLOSED_WITHOUT_VERIFICATION;
    let help = "add `effective: { verified: yes, date: … }`, or open it again";
    Some(about(rule, record, field, message, help))
}
