//! The state of an edition of a standard, for the terminal.

use crate::manual::{EditionState, Standard, StateDay};

/// Whether the edition is current, in a few words; empty if the catalog does not say.
pub(crate) fn edition_mark(standard: &Standard) -> String {
    match &standard.edition_state {
        Some(EditionState {
            replaced_by: Some(by),
            ..
        }) => format!("replaced by {}", by.value),
        Some(_) => "current".to_owned(),
        None => String::new(),
    }
}

/// What the catalog says about its edition, a line for each fact.
pub(crate) fn edition_lines(standard: &Standard) -> Vec<String> {
    let Some(state) = &standard.edition_state else {
        return Vec::new();
    };
    let mut mark = edition_mark(standard);
    if let Some(checked) = state.checked {
        mark.push_str(&format!(" (looked up on {checked})"));
    }
    let days = StateDay::ALL.into_iter().filter_map(|which| {
        let day = state.day(which)?;
        let what = match which {
            StateDay::ReplacedOn => "replaced on",
            StateDay::NoNewAfter => "no new certificates after",
            StateDay::TransitionEnds => "certificates end on",
        };
        let doubt = match state.is_doubtful(which) {
            true => " (low confidence: from one source)",
            false => "",
        };
        Some(format!("{what} {day}{doubt}"))
    });
    std::iter::once(mark).chain(days).collect()
}
