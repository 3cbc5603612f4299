//! The home page: the manual's own words, and where the manual stands today.

use serde::Serialize;

use super::Page;
use super::parts::CoverageView;
use super::renderer::Site;
use crate::manual::StandardIx;

/// The home page.
#[derive(Serialize)]
pub(super) struct HomeView<'a> {
    title: &'a str,
    standards: Vec<CoverageView<'a>>,
}

/// The view of the home page.
pub(super) fn view<'a>(site: &'a Site<'_>) -> HomeView<'a> {
    let address = Page::Home.address(&site.inputs);
    let standards = 0..site.inputs.manual.standards.len() as u32;
    HomeView {
        title: &site.inputs.manual.config.title,
        standards: standards
            .map(|at| site.coverage(&address, StandardIx(at)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::TestSite;

    #[test]
    fn shows_the_coverage_of_each_standard() {
        let config = "title = \"Quality Manual\"\norganisation = \"Harrow & Sons\"\nstandards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n";
        let html = TestSite::new(config, &[]).html("index.html");
        assert!(
            html.contains("<title>Home · Quality Manual</title>"),
            "{html}"
        );
        assert!(html.contains("Harrow &amp; Sons"), "{html}");
        assert!(
            html.contains("href=\"matrix/iso-9002-1994.html\">ISO 9002:1994"),
            "{html}"
        );
        assert!(html.contains("0 of 6"), "{html}");
    }
}
