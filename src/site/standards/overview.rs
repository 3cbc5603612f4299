//! The manual's standards, each with its coverage.

use serde::Serialize;

use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::views;
use crate::site::views::labels::CoverageView;

/// The list of standards.
#[derive(Serialize)]
pub(crate) struct StandardsView<'a> {
    title: &'a str,
    standards: Vec<CoverageView<'a>>,
}

/// The view of the list of standards.
pub(crate) fn view<'a>(site: &'a SiteIndex<'_>) -> StandardsView<'a> {
    let address = Page::Standards.address(site.compiled);
    let standards = site.compiled.manual.standards.positions();
    StandardsView {
        title: site.messages.get("nav_standards"),
        standards: standards
            .map(|ix| views::labels::coverage(site, &address, ix))
            .collect(),
    }
}
