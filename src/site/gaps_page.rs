//! What is missing, worst first.

use serde::Serialize;

use super::lookup::Site;

/// The page of gaps.
#[derive(Serialize)]
pub(super) struct GapsView<'a> {
    title: &'a str,
}

/// The view of the page of gaps.
pub(super) fn view<'a>(site: &'a Site<'_>) -> GapsView<'a> {
    GapsView {
        title: site.words.get("nav_gaps"),
    }
}
