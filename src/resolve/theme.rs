//! Checks the file that `[theme]` names: the logo.

use crate::diagnostics::{Diagnostic, Location};
use crate::manual::Manual;
use crate::resolve::links::is_unread;
use crate::resolve::published::kept_back;
use crate::resolve::unresolved::{Among, Unresolved};
use crate::rules;

/// Reports a logo that is not a file of the manual, or a file that is never published.
pub(super) fn check(manual: &Manual) -> Option<Unresolved> {
    let logo = manual.config.theme.logo.as_ref()?;
    let location = Location::new(&manual.config.path, logo.span);
    if let Some((message, help)) = kept_back(manual, &logo.value) {
        let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message);
        return Some(Unresolved::plain(diagnostic.help(help)));
    }
    if manual.assets.binary_search(&logo.value).is_ok() || is_unread(manual, &logo.value) {
        return None;
    }
    let message = format!("there is no file `{}` in the manual", logo.value);
    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, location, message)
        .help("name a picture by its path in the manual's folder: logo = \"images/logo.svg\"");
    Some(Unresolved {
        written: logo.value.to_string(),
        among: Among::Files(String::new()),
        ..Unresolved::plain(diagnostic)
    })
}
