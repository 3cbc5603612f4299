//! Sites for tests: from the text of a manual to the text of a page.

use jiff::civil::date;

use super::{Inputs, Page, Renderer, Theme, pages};
use crate::coverage::{Coverage, assess};
use crate::manual::Manual;
use crate::resolve::testing::assembled;
use crate::resolve::{Resolved, resolve};

/// A manual and all that is known of it on 23 November 2026.
pub(super) struct TestSite {
    pub(super) manual: Manual,
    pub(super) resolved: Resolved,
    pub(super) coverage: Coverage,
}

impl TestSite {
    /// A manual with this `manual.toml` and these pages (path and text).
    pub(super) fn new(config: &str, pages: &[(&str, &str)]) -> Self {
        Self::of(assembled(config, pages).0)
    }

    /// A manual that was made by hand.
    pub(super) fn of(manual: Manual) -> Self {
        let resolved = resolve(&manual).0;
        let coverage = assess(&manual, &resolved, date(2026, 11, 23));
        Self {
            manual,
            resolved,
            coverage,
        }
    }

    pub(super) fn inputs(&self) -> Inputs<'_> {
        Inputs {
            manual: &self.manual,
            resolved: &self.resolved,
            coverage: &self.coverage,
        }
    }

    /// The HTML of the page at an address, with the built-in theme.
    pub(super) fn html(&self, address: &str) -> String {
        let inputs = self.inputs();
        let page: Page = pages(&inputs)
            .into_iter()
            .find(|page| page.address(&inputs).as_str() == address)
            .unwrap_or_else(|| panic!("no page at {address}"));
        let renderer = Renderer::new(inputs, &Theme::built_in()).unwrap();
        String::from_utf8(renderer.render(page).unwrap()).unwrap()
    }
}
