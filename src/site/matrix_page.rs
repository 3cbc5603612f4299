//! A standard's coverage matrix.

use serde::Serialize;

use super::lookup::Site;
use crate::manual::StandardIx;

/// A matrix page.
#[derive(Serialize)]
pub(super) struct MatrixView<'a> {
    title: &'a str,
}

/// The view of a standard's matrix.
pub(super) fn view<'a>(site: &'a Site<'_>, ix: StandardIx) -> MatrixView<'a> {
    MatrixView {
        title: &site.inputs.manual.standard(ix).designation,
    }
}
