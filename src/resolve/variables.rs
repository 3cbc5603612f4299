//! Variables that a page uses and `manual.toml` does not define.

use crate::diagnostics::{Diagnostic, Location, nearest};
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
            let help = match nearest(&name.value, known.keys().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "add `{} = \"…\"` under [variables] in manual.toml; text that is meant as it \
                     stands belongs in `code`",
                    name.value
                ),
            };
            let message = format!("there is no variable `{}`", name.value);
            let location = Location::new(path, name.span);
            Unresolved::plain(
                Diagnostic::new(&rules::UNKNOWN_VARIABLE, location, message).help(help),
            )
        })
        .collect()
}
