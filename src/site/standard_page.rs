//! A standard: its clauses, in reading order.

use serde::Serialize;

use super::lookup::Site;
use crate::manual::StandardIx;

/// A standard's page.
#[derive(Serialize)]
pub(super) struct StandardView<'a> {
    title: &'a str,
}

/// The view of a standard's page.
pub(super) fn view<'a>(site: &'a Site<'_>, ix: StandardIx) -> StandardView<'a> {
    StandardView {
        title: &site.inputs.manual.standard(ix).designation,
    }
}
