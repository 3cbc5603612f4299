//! Variables that a page uses and `manual.toml` does not define.

use super::problems::Problem;
use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::manual::{Manual, PageKey};
use crate::rules;

/// Reports each use of an unknown variable.
pub(super) fn check(manual: &Manual, page: PageKey) -> Vec<Problem> {
    let (Some(body), Some(path)) = (manual.body(page), manual.path(page)) else {
        return Vec::new();
    };
    let known = &manual.config.variables;
    body.variables
        .iter()
        .filter(|name| !known.contains_key(&name.value))
        .filter(|name| !manual.config.unread.variables.may_have(&name.value))
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
            let place = Place::new(path, name.spot);
            Problem::plain(Diagnostic::new(&rules::UNKNOWN_VARIABLE, place, message).help(help))
        })
        .collect()
}
