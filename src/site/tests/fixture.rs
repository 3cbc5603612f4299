//! Sites for tests: compiles a manual from text and returns its pages.

use jiff::civil::date;

use crate::diagnostics::SourcePath;
use crate::manual::{ClauseKey, StandardIx};
use crate::pipeline::{Compiled, compile};
use crate::resolve::resolve;
use crate::resolve::testing::parts;
use crate::site::index::SiteIndex;
use crate::site::tests::rendered_page::RenderedPage;
use crate::site::theme::messages::Messages;
use crate::site::{Page, Renderer, Theme, pages};

/// A `manual.toml` with two standards and a variable.
pub(crate) const CONFIG: &str = "title = \"Quality Manual\"\n\
     organisation = \"Harrow & Sons\"\n\
     standards = [\"iso-9001-2015\", \"iso-9002-1994\"]\n\
     [variables]\n\
     company = \"Harrow <& Sons>\"\n";

/// A procedure with this status; `approved` means in force since 1 February 2026.
pub(crate) fn document(id: &str, title: &str, status: &str, text: &str) -> String {
    format!(
        "---\nid: {id}\ntitle: {title}\nkind: procedure\nrevision: 3\nstatus: {status}\n\
         owner: Purchasing manager\napprover: Quality manager\neffective: 2026-02-01\n---\n{text}"
    )
}

/// A manual, compiled as of 23 November 2026.
pub(crate) struct TestSite(Compiled);

impl std::ops::Deref for TestSite {
    type Target = Compiled;

    fn deref(&self) -> &Compiled {
        &self.0
    }
}

impl TestSite {
    /// A manual with this `manual.toml` and these pages (path and text).
    pub(crate) fn new(config: &str, pages: &[(&str, &str)]) -> Self {
        Self(compile(parts(config, pages), date(2026, 11, 23)))
    }

    /// The same, for pages with owned texts.
    pub(crate) fn of_pages(config: &str, pages: &[(&str, String)]) -> Self {
        let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (*path, &**text)).collect();
        Self::new(config, &pages)
    }

    /// Adds a file that is not a page.
    pub(crate) fn add_asset(&mut self, path: &str) {
        self.0.manual.assets.push(SourcePath::new(path));
        self.0.manual.assets.sort();
        self.0.resolved = resolve(&self.0.manual);
    }

    /// A manual for ISO 9001:2015, with `config` appended to `manual.toml`, and these files.
    pub(crate) fn iso(config: &str, files: &[(String, String)]) -> Self {
        let config = format!("title = \"M\"\nstandards = [\"iso-9001-2015\"]\n{config}");
        let files: Vec<(&str, &str)> = files.iter().map(|(p, t)| (&**p, &**t)).collect();
        Self::new(&config, &files)
    }

    /// The index for views, with the messages of the built-in theme.
    pub(crate) fn site(&self) -> SiteIndex<'_> {
        let messages = Messages::new(&Theme::built_in(), "en").unwrap();
        SiteIndex::new(&self.0, messages)
    }

    /// The clause of the manual's first standard with this number.
    pub(crate) fn clause(&self, number: &str) -> ClauseKey {
        let clause = self.manual.standards[StandardIx(0)].find(number).unwrap();
        ClauseKey {
            standard: StandardIx(0),
            clause,
        }
    }

    /// The page at an address, with the built-in theme, as parsed HTML.
    pub(crate) fn page(&self, address: &str) -> RenderedPage {
        RenderedPage::new(&self.html(address))
    }

    /// The HTML of the page at an address, with the built-in theme.
    pub(crate) fn html(&self, address: &str) -> String {
        self.html_with(&Theme::built_in(), address).unwrap()
    }

    /// The HTML of the page at an address, with a theme.
    pub(crate) fn html_with(
        &self,
        theme: &Theme,
        address: &str,
    ) -> Result<String, crate::site::ThemeError> {
        let page: Page = pages(&self.0)
            .into_iter()
            .find(|page| page.address(&self.0).as_str() == address)
            .unwrap_or_else(|| panic!("no page at {address}"));
        let html = Renderer::new(&self.0, theme)?.render(page)?;
        Ok(String::from_utf8(html).unwrap())
    }
}

/// The front matter of documents, by their standing on 23 November 2026.
pub(crate) const IN_FORCE: &str =
    "status: approved\neffective: 2026-02-01\nreview_due: 2027-02-01\n";
pub(crate) const OVERDUE: &str =
    "status: approved\neffective: 2025-02-01\nreview_due: 2026-08-01\n";
pub(crate) const LATER: &str = "status: approved\neffective: 2027-01-04\n";
pub(crate) const UNDATED: &str = "status: approved\n";
pub(crate) const IN_REVIEW: &str = "status: review\n";
pub(crate) const DRAFT: &str = "status: draft\n";
pub(crate) const OBSOLETE: &str = "status: obsolete\n";

/// The path and the text of a procedure `ID`, titled `Title of ID`, with a section `{#scoring}`.
pub(crate) fn procedure(id: &str, state: &str, fields: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: procedure\nrevision: 3\nowner: Buyer\n\
         approver: Manager\n{state}{fields}\n---\n## Scoring suppliers {{#scoring}}\n\nText.\n"
    );
    (format!("procedures/{id}.md"), text)
}

/// The path and the text of a finding.
pub(crate) fn finding(id: &str, grade: &str, clauses: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: finding\nowner: Buyer\ndate: 2026-05-04\n\
         grade: {grade}\nstate: open\nclauses: [{clauses}]\n---\n"
    );
    (format!("records/{id}.md"), text)
}

/// The path and the text of an audit.
pub(crate) fn audit(id: &str, state: &str, date: &str, clauses: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: Title of {id}\nkind: audit\nowner: Buyer\ndate: {date}\n\
         state: {state}\nclauses: [{clauses}]\n---\n"
    );
    (format!("records/{id}.md"), text)
}
