//! Findings about editions of standards that are no longer current.

use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Counterparts, Date, EditionState, Manual, Standard, StateDay};
use crate::rules;
use crate::transition::successors;

/// Reports each replaced edition that the manual follows: without its current successor, or although
/// certificates to it have ended.
pub(super) fn check(manual: &Manual, as_of: Date, diagnostics: &mut Vec<Diagnostic>) {
    for standard in &manual.standards {
        let Some(state) = &standard.edition_state else {
            continue;
        };
        if let Some(id) = state.successor_on(as_of) {
            let found = replaced(manual, standard, state, as_of, id.as_str());
            diagnostics.extend(found);
        }
    }
}

fn replaced(
    manual: &Manual,
    standard: &Standard,
    state: &EditionState,
    as_of: Date,
    successor: &str,
) -> Option<Diagnostic> {
    let successors = successors(manual, standard);
    // A later edition that is not out on the as-of date does not count yet.
    let mut out = successors.iter();
    let current = out
        .find(|one| one.successor_on(as_of).is_none())
        .or(successors.last());
    let is_listed = |id: &str| manual.standards.iter().any(|one| one.id.as_str() == id);
    let is_moving = current.is_some_and(|current| is_listed(current.id.as_str()));
    let has_ended = state.transition_ends.is_some_and(|ends| ends < as_of);
    if is_moving && !has_ended {
        return None;
    }
    let name = &standard.designation;
    let mut message = match (state.replaced_on, current) {
        (_, Some(current)) if current.id.as_str() != successor => {
            format!("{name} is replaced, and {} is current", current.designation)
        }
        (Some(day), Some(current)) => format!(
            "{name} was replaced by {} on {}",
            current.designation,
            said(state, StateDay::ReplacedOn, day)
        ),
        (None, Some(current)) => format!("{name} is replaced by {}", current.designation),
        (_, None) => format!("{name} is replaced by `{successor}`"),
    };
    if let Some(day) = state.transition_ends {
        let end = match has_ended {
            true => "ended",
            false => "end",
        };
        let day = said(state, StateDay::TransitionEnds, day);
        message.push_str(&format!("; certificates to it {end} on {day}"));
    }
    let id = &standard.id;
    let steps = successors.iter();
    let mut steps = steps.filter(|one| Counterparts::between(one, standard).are_stated);
    let step = steps.next_back().map(|one| one.id.as_str());
    let current = current.map_or(successor, |current| current.id.as_str());
    let transition = step.map(|step| format!("`clausebook transition {id} {step}`"));
    let help = match (is_moving, transition) {
        (true, _) => format!(
            "take `{id}` out of the standards of manual.toml once nothing rests on it any more"
        ),
        (false, Some(transition)) => format!(
            "add `{current}` to the standards of manual.toml; {transition} says what can be carried over"
        ),
        (false, None) => format!("add `{current}` to the standards of manual.toml"),
    };
    let listed = manual.config.standards.iter();
    let mut listed = listed.filter(|name| standard.is_named(&name.value));
    let location = match listed.next() {
        Some(name) => Location::new(&manual.config.path, name.span),
        None => Location::file(&manual.config.path),
    };
    Some(Diagnostic::new(&rules::REPLACED_EDITION, location, message).help(help))
}

/// A day, with a mark where it rests on one source.
fn said(state: &EditionState, which: StateDay, day: Date) -> String {
    match state.is_doubtful(which) {
        true => format!("{day} (from one source)"),
        false => day.to_string(),
    }
}
