//! Finds the standard that a written clause names, and tells a standard's name from the number behind
//! it.

use super::clause_ref::ClauseError;
use crate::diagnostics::{Fix, nearest};
use crate::manual::{Manual, Standard, StandardIx};
use crate::parse::decode::list_words;
use crate::{rules, standards};

pub(in crate::resolve) fn find_standard(
    manual: &Manual,
    name: &str,
    number: Option<&str>,
) -> Result<StandardIx, ClauseError> {
    let named: Vec<StandardIx> = manual
        .standards
        .positions()
        .filter(|ix| manual.standard(*ix).is_named(name))
        .collect();
    let ids = || manual.standards.iter().map(|standard| standard.id.as_str());
    let error = |message, help| {
        Err(ClauseError {
            rule: &rules::UNKNOWN_STANDARD,
            message,
            help,
            fix: None,
            standard: None,
            depends_on_list: true,
        })
    };
    match named.as_slice() {
        [one] => Ok(*one),
        [] => {
            let built_in = standards::ids();
            if built_in.iter().any(|id| id == name) {
                let message = format!("`{name}` is not among the standards of manual.toml");
                return error(
                    message,
                    format!("add `{name}` to standards, or take the clause out"),
                );
            }
            let message = format!("there is no standard `{name}` in this manual");
            match nearest(name, ids()) {
                Some(near) => {
                    let error = error(message, format!("did you mean `{near}`?"));
                    error.map_err(|error| ClauseError {
                        fix: Some(Fix::new(name, near)),
                        ..error
                    })
                }
                None => {
                    let ids = list_words(&ids().collect::<Vec<_>>());
                    error(message, format!("manual.toml lists {ids}"))
                }
            }
        }
        several => {
            // An id is never ambiguous, even if another standard has the same text as an alias.
            if let Some(exact) = several
                .iter()
                .find(|ix| manual.standard(**ix).id.as_str() == name)
            {
                return Ok(*exact);
            }
            let ids: Vec<&str> = several
                .iter()
                .map(|ix| manual.standard(*ix).id.as_str())
                .collect();
            let message = format!("`{name}` may mean {}", list_words(&ids));
            let help = match number {
                Some(number) => {
                    let written = ids.iter().map(|id| format!("`{id}:{number}`"));
                    let written: Vec<String> = written.collect();
                    format!("write the one that is meant: {}", written.join(" or "))
                }
                None => "write the id of the one that is meant".to_owned(),
            };
            error(message, help)
        }
    }
}

pub(super) fn no_standard(manual: &Manual, text: &str) -> ClauseError {
    let (message, help) = match manual.config.standards.first() {
        Some(first) => (
            format!(
                "{text} would be a clause of `{}`, which is not known",
                first.value
            ),
            "correct the first of the standards in manual.toml",
        ),
        None => (
            format!("the manual has no standard in which {text} could be a clause"),
            "list the standards in manual.toml",
        ),
    };
    ClauseError {
        rule: &rules::UNKNOWN_CLAUSE,
        message,
        help: help.to_owned(),
        fix: None,
        standard: None,
        depends_on_list: true,
    }
}

/// The error for a standard's name and a number without a colon between them: `ISO 9001:2015 8.4`.
pub(super) fn spaced(manual: &Manual, text: &str) -> Option<ClauseError> {
    let error = |standard: &Standard, rest: &str| ClauseError {
        rule: &rules::INVALID_CLAUSE,
        message: format!("`{text}` does not say where the standard ends and the clause begins"),
        help: if rest.is_empty() {
            format!("name a clause of it: `{}:4.1`", standard.id)
        } else {
            format!("write `{}:{rest}`", standard.id)
        },
        fix: (!rest.is_empty()).then(|| Fix::new(text, format!("{}:{rest}", standard.id))),
        standard: None,
        depends_on_list: false,
    };
    manual.standards.iter().find_map(|standard| {
        let names = std::iter::once(standard.designation.as_str())
            .chain(standard.alias_names())
            .chain([standard.id.as_str()]);
        names
            .filter_map(|name| {
                let head = text
                    .get(..name.len())
                    .filter(|head| head.eq_ignore_ascii_case(name))?;
                let rest = &text[head.len()..];
                (rest.is_empty() || rest.starts_with([' ', ',']))
                    .then(|| (name.len(), rest.trim_start_matches([' ', ',']).trim()))
            })
            .max()
            .map(|(_, rest)| error(standard, rest.trim_start_matches("clause ").trim()))
    })
}
