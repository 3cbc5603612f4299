//! Checks for variables that a page uses and `manual.toml` does not define.

use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Manual, PageKey};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// Reports each use of an unknown variable.
pub(super) fn check(manual: &Manual, page: PageKey) -> Vec<Unresolved> {
    let (Some(body), Some(path)) = (manual.body(page), manual.path(page)) else {
        return Vec::new();
    };
    let known = &manual.config.variables;
    body.variables
        .iter()
        .filter(|name| !known.contains_key(&name.value))
        .filter(|name| !manual.config.damaged.variables.may_have(&name.value))
        .map(|name| {
            let message = format!("there is no variable `{}`", name.value);
            let location = Location::new(path, name.span);
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_VARIABLE, location, message);
            let known = known.keys().map(String::as_str);
            Unresolved::plain(diagnostic.nearest_of(&name.value, known, || {
                format!(
                    "add `{} = \"…\"` under [variables] in manual.toml; text that is meant as it \
                     stands belongs in `code`",
                    name.value
                )
            }))
        })
        .collect()
}
