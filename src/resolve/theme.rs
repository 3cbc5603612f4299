//! What `[theme]` names: the logo.

use super::problems::{Among, Problem};
use crate::diagnostics::{Diagnostic, Place};
use crate::manual::Manual;
use crate::rules;

/// Reports a logo that is no file of the manual.
pub(super) fn check(manual: &Manual) -> Option<Problem> {
    let logo = manual.config.theme.logo.as_ref()?;
    if manual.assets.binary_search(&logo.value).is_ok() {
        return None;
    }
    let place = Place::new(&manual.config.path, logo.spot);
    let message = format!("there is no file `{}` in the manual", logo.value);
    let diagnostic = Diagnostic::new(&rules::BROKEN_REFERENCE, place, message)
        .help("name a picture by its path in the manual's folder: logo = \"images/logo.svg\"");
    Some(Problem {
        written: logo.value.to_string(),
        among: Among::Files,
        ..Problem::plain(diagnostic)
    })
}
