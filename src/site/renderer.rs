//! Pages become bytes: a page's view is put into its template.

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::frame::Frames;
use super::theme::{Theme, ThemeError, template_error};
use super::words::Words;
use super::{
    Inputs, Page, clause_page, gaps_page, home_page, matrix_page, standard_page, standards_page,
};

/// What every view is made from: the manual, and the words of its language.
pub(super) struct Site<'a> {
    pub(super) inputs: Inputs<'a>,
    pub(super) words: Words,
}

/// Makes the bytes of pages. Made once, used by any number of threads.
pub struct Renderer<'a> {
    site: Site<'a>,
    tera: Tera,
    frames: Frames,
}

/// What is the same on every page, as templates see it in `site`.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    organisation: &'a str,
    language: &'a str,
    as_of: String,
    as_of_iso: String,
    generator: &'static str,
}

impl<'a> Renderer<'a> {
    /// Reads the theme and renders what all pages share.
    ///
    /// # Errors
    /// If one of the theme's templates or messages has a mistake.
    pub fn new(inputs: Inputs<'a>, theme: &Theme) -> Result<Self, ThemeError> {
        let config = &inputs.manual.config;
        let words = Words::new(theme, &config.language)?;
        let mut tera = theme.templates()?;
        let as_of = inputs.coverage.as_of;
        let view = SiteView {
            title: &config.title,
            organisation: &config.organisation,
            language: words.language(),
            as_of: words.date(as_of),
            as_of_iso: as_of.to_string(),
            generator: concat!("Clausebook ", env!("CARGO_PKG_VERSION")),
        };
        let global = tera.global_context();
        global.insert_value("t", Value::from_serializable(words.plain()));
        global.insert_value("site", Value::from_serializable(&view));
        let site = Site { inputs, words };
        let frames = Frames::new(&site, &tera)?;
        Ok(Self { site, tera, frames })
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render(&self, page: Page) -> Result<Vec<u8>, ThemeError> {
        let site = &self.site;
        match page {
            Page::Home => self.fill(page, "home.html", &home_page::view(site)),
            Page::Standards => self.fill(page, "standards.html", &standards_page::view(site)),
            Page::StandardIndex(ix) => {
                self.fill(page, "standard.html", &standard_page::view(site, ix))
            }
            Page::Clause(key) => self.fill(page, "clause.html", &clause_page::view(site, key)),
            Page::Matrix(ix) => self.fill(page, "matrix.html", &matrix_page::view(site, ix)),
            Page::Gaps => self.fill(page, "gaps.html", &gaps_page::view(site)),
            _ => Ok(Vec::new()),
        }
    }

    /// A template with a view, which it sees as `page`, inside the page's frame.
    fn fill(
        &self,
        page: Page,
        template: &str,
        view: &impl Serialize,
    ) -> Result<Vec<u8>, ThemeError> {
        let address = page.address(&self.site.inputs);
        let mut context = Context::new();
        context.insert_value("frame", self.frames.of(&self.site, page, &address));
        context.insert_value("page", Value::from_serializable(view));
        let mut html = Vec::with_capacity(8 * 1024);
        self.tera
            .render_to(template, &context, &mut html)
            .map_err(|error| template_error(&error))?;
        Ok(html)
    }
}
