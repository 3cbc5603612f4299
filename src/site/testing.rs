//! Sites for tests: from the text of a manual to the text of a page.

use jiff::civil::date;

use super::{Inputs, Page, Renderer, Theme, pages};
use crate::coverage::{Coverage, assess};
use crate::diagnostics::SourcePath;
use crate::manual::Manual;
use crate::resolve::testing::assembled;
use crate::resolve::{Resolved, resolve};

/// A `manual.toml` with two standards and a variable.
pub(super) const CONFIG: &str = "title = \"Quality Manual\"\n\
     organisation = \"Harrow & Sons\"\n\
     standards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n\
     [variables]\n\
     company = \"Harrow <& Sons>\"\n";

/// A procedure in force since 1 February 2026, if its status is `approved`.
pub(super) fn document(id: &str, title: &str, status: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: procedure\nrevision: 3\nstatus: {status}\n\
         owner: Purchasing manager\napprover: Quality manager\neffective: 2026-02-01\n---\n{text}"
    )
}

/// A manual and all that is known of it on 23 November 2026.
pub(super) struct TestSite {
    pub(super) manual: Manual,
    pub(super) resolved: Resolved,
    pub(super) coverage: Coverage,
}

impl TestSite {
    /// A manual with this `manual.toml` and these pages (path and text).
    pub(super) fn new(config: &str, pages: &[(&str, &str)]) -> Self {
        let manual = assembled(config, pages).0;
        let resolved = resolve(&manual).0;
        let coverage = assess(&manual, &resolved, date(2026, 11, 23));
        Self {
            manual,
            resolved,
            coverage,
        }
    }

    /// The same, with pages whose text was made.
    pub(super) fn of_pages(config: &str, pages: &[(&str, String)]) -> Self {
        let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (*path, &**text)).collect();
        Self::new(config, &pages)
    }

    /// Adds a file that is no page.
    pub(super) fn add_asset(&mut self, path: &str) {
        self.manual.assets.push(SourcePath::new(path));
        self.manual.assets.sort();
        self.resolved = resolve(&self.manual).0;
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
        self.html_with(&Theme::built_in(), address).unwrap()
    }

    /// The HTML of the page at an address, with a theme.
    pub(super) fn html_with(
        &self,
        theme: &Theme,
        address: &str,
    ) -> Result<String, super::ThemeError> {
        let inputs = self.inputs();
        let page: Page = pages(&inputs)
            .into_iter()
            .find(|page| page.address(&inputs).as_str() == address)
            .unwrap_or_else(|| panic!("no page at {address}"));
        let html = Renderer::new(inputs, theme)?.render(page)?;
        Ok(String::from_utf8(html).unwrap())
    }
}
