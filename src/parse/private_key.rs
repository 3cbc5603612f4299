//! Reports private keys in files whose text is published.

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::manual::private_key;
use crate::rules;

/// Reports the first private key of a file.
pub(super) fn report(source: &Source) -> Option<Diagnostic> {
    let head = private_key::in_text(source.text())?;
    let location = Location::new(source.path(), source.span(head));
    let message = "the file contains a private key: everyone who reads it can act as its owner";
    let help = "remove the key from the file, and replace it: others may have read the file";
    Some(Diagnostic::new(&rules::PRIVATE_KEY, location, message).help(help))
}
