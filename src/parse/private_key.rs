//! A private key in a file whose text is shown.

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::manual::private_key;
use crate::rules;

/// Reports the first private key of a file.
pub(super) fn report(source: &Source) -> Option<Diagnostic> {
    let head = private_key::in_text(source.text())?;
    let location = Location::new(source.path(), source.span(head));
    let message = "a private key stands here, and whoever reads it can act as its owner";
    let help = "take it out, and have the key replaced: what was kept in a file others have read";
    Some(Diagnostic::new(&rules::PRIVATE_KEY, location, message).help(help))
}
