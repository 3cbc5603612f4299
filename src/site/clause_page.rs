//! A clause of a standard: what addresses it.

use serde::Serialize;

use super::lookup::Site;
use crate::manual::ClauseKey;

/// A clause's page.
#[derive(Serialize)]
pub(super) struct ClauseView {
    title: String,
}

/// The view of a clause's page.
pub(super) fn view(site: &Site<'_>, key: ClauseKey) -> ClauseView {
    ClauseView {
        title: site.clause_name(key),
    }
}
