//! The manual's standards, each with its coverage.

use serde::Serialize;

use super::Page;
use super::lookup::Site;
use super::parts::CoverageView;
use crate::manual::StandardIx;

/// The list of standards.
#[derive(Serialize)]
pub(super) struct StandardsView<'a> {
    title: &'a str,
    standards: Vec<CoverageView<'a>>,
}

/// The view of the list of standards.
pub(super) fn view<'a>(site: &'a Site<'_>) -> StandardsView<'a> {
    let address = Page::Standards.address(&site.inputs);
    let standards = 0..site.inputs.manual.standards.len() as u32;
    StandardsView {
        title: site.words.get("nav_standards"),
        standards: standards
            .map(|at| site.coverage(&address, StandardIx(at)))
            .collect(),
    }
}
