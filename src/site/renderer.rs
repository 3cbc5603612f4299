//! Pages become bytes: a page's view is put into its template.

use std::sync::Arc;

use memchr::memmem;
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::frame::Frames;
use super::html::give_back;
use super::lookup::Site;
use super::print_page::{self, PrintIds, Volume};
use super::theme::{Theme, ThemeError, template_error};
use super::words::Words;
use super::{
    Address, ClaimsFile, Inputs, Page, clause_page, copy_address, corrective_page, crosswalk_page,
    document_page, gaps_page, grid_page, home_page, loose_page, master_list, matrix_claims,
    matrix_page, not_found, print_matrix, programme_page, record_page, register_page,
    registers_page, review_page, standard_page, standards_page, training_page,
};
use crate::search;

/// About how large a page becomes.
const USUAL_SIZE: usize = 24 * 1024;

/// What stands for a page's text until the text is put in.
const MARK: &str = "\u{1}text\u{1}";

/// Makes the bytes of pages. Made once, used by any number of threads.
pub struct Renderer<'a> {
    site: Site<'a>,
    tera: Tera,
    frames: Frames,
    has_own_templates: bool,
}

/// A theme, read: its templates, and its words in a language.
#[derive(Clone)]
pub struct Looks {
    tera: Tera,
    words: Arc<Words>,
    has_own_templates: bool,
}

impl Looks {
    /// Reads a theme.
    ///
    /// # Errors
    /// If one of its templates or messages has a mistake.
    pub fn read(theme: &Theme, language: &str) -> Result<Self, ThemeError> {
        let words = Words::new(theme, language)?;
        let mut tera = theme.templates(|name| words.find(name))?;
        let global = tera.global_context();
        global.insert_value("t", Value::from_serializable(words.plain()));
        Ok(Self {
            tera,
            words: Arc::new(words),
            has_own_templates: theme.has_own_templates(),
        })
    }
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
    /// The logo's address, as the site's folder has it.
    logo: Option<String>,
    footer: Option<&'a str>,
}

impl<'a> Renderer<'a> {
    /// Reads the theme and renders what all pages share.
    ///
    /// # Errors
    /// If one of the theme's templates or messages has a mistake.
    pub fn new(inputs: Inputs<'a>, theme: &Theme) -> Result<Self, ThemeError> {
        let looks = Looks::read(theme, &inputs.manual.config.language)?;
        Self::with_looks(inputs, &looks)
    }

    /// Renders what all pages share, with a theme that is read already.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that is not there.
    pub fn with_looks(inputs: Inputs<'a>, looks: &Looks) -> Result<Self, ThemeError> {
        let config = &inputs.manual.config;
        let Looks {
            mut tera,
            words,
            has_own_templates,
        } = looks.clone();
        let as_of = inputs.coverage.as_of;
        let view = SiteView {
            title: &config.title,
            organisation: &config.organisation,
            language: words.language(),
            as_of: words.date(as_of),
            as_of_iso: as_of.to_string(),
            generator: concat!("Clausebook ", env!("CARGO_PKG_VERSION")),
            logo: logo(&inputs),
            footer: config.theme.footer.as_deref(),
        };
        tera.global_context()
            .insert_value("site", Value::from_serializable(&view));
        let site = Site::new(inputs, words);
        let frames = Frames::new(&site, &tera)?;
        Ok(Self {
            has_own_templates,
            site,
            tera,
            frames,
        })
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render(&self, page: Page) -> Result<Vec<u8>, ThemeError> {
        self.render_in(Vec::new(), page)
    }

    /// The bytes of a page, in a buffer that is empty.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render_in(&self, mut buffer: Vec<u8>, page: Page) -> Result<Vec<u8>, ThemeError> {
        buffer.reserve(USUAL_SIZE);
        self.render_to(page, &mut buffer)?;
        Ok(buffer)
    }

    fn render_to(&self, page: Page, out: &mut Vec<u8>) -> Result<(), ThemeError> {
        let site = &self.site;
        let address = page.address(&site.inputs);
        let frame = self.frames.of(site, page, &address);
        let mut fill = |template: &str, view: Value| self.fill(template, &frame, view, out);
        match page {
            Page::Home => fill("home.html", value(&home_page::view(site))),
            Page::MasterList => fill("documents.html", value(&master_list::view(site, 0))),
            Page::MasterListPart(part) => {
                fill("documents.html", value(&master_list::view(site, part)))
            }
            Page::Document(ix) => {
                let (mut view, text) = document_page::view(site, ix);
                let view = |text| {
                    view.body = text;
                    value(&view)
                };
                self.fill_around("document.html", &frame, view, &text, out)?;
                give_back(text);
                Ok(())
            }
            Page::Record(ix) => fill("record.html", value(&record_page::view(site, ix))),
            Page::Loose(ix) => fill("page.html", value(&loose_page::view(site, ix))),
            Page::Standards => fill("standards.html", value(&standards_page::view(site))),
            Page::StandardIndex(ix) => fill("standard.html", value(&standard_page::view(site, ix))),
            Page::Clause(key) => fill("clause.html", value(&clause_page::view(site, key))),
            Page::Matrix(ix) => fill("matrix.html", value(&matrix_page::view(site, ix))),
            Page::MatrixGrid(ix, part) => {
                fill("matrix-grid.html", value(&grid_page::view(site, ix, part)))
            }
            Page::Crosswalk(here, there) => fill(
                "crosswalk.html",
                value(&crosswalk_page::view(site, here, there)),
            ),
            Page::Registers => fill("registers.html", value(&registers_page::view(site))),
            Page::Register(kind, part) => fill(
                "register.html",
                value(&register_page::view(site, kind, part)),
            ),
            Page::Training => fill("training.html", value(&training_page::view(site))),
            Page::TrainingRole(at) => fill("role.html", value(&training_page::role_view(site, at))),
            Page::AuditProgramme => fill("programme.html", value(&programme_page::view(site))),
            Page::CorrectiveAction => fill("corrective.html", value(&corrective_page::view(site))),
            Page::ManagementReview => fill("review.html", value(&review_page::view(site))),
            Page::Gaps => fill("gaps.html", value(&gaps_page::view(site))),
            Page::NotFound => fill("404.html", value(&not_found::view(site))),
            Page::Print => self.print(&address, &frame, out),
        }
    }

    /// The files of the index that pages search in, by their address.
    pub fn search_index(&self) -> Vec<(String, Vec<u8>)> {
        let pages = self.site.searchable();
        search::index(
            &pages,
            &self.site.search_groups(),
            self.site.words.language(),
        )
    }

    /// The script that brings a matrix some of its claims.
    ///
    /// # Errors
    /// If the theme's template asks for a value that a claim does not have.
    pub fn claims(&self, file: ClaimsFile) -> Result<Vec<u8>, ThemeError> {
        matrix_claims::script(&self.site, file, |view| {
            let mut html = Vec::with_capacity(4 * 1024);
            self.fill(
                "parts/claims.html",
                &Value::undefined(),
                value(view),
                &mut html,
            )?;
            Ok(html)
        })
    }

    /// The calendar of what falls due, as the text of an `.ics` file.
    pub fn calendar(&self) -> String {
        self.site.calendar()
    }

    /// The page for paper: cover and contents, each document, each matrix, the end.
    fn print(&self, address: &Address, frame: &Value, out: &mut Vec<u8>) -> Result<(), ThemeError> {
        let site = &self.site;
        let ids = PrintIds::new(site);
        let printed = print_page::printed(site, &ids);
        if printed.len() > print_page::MOST_DOCUMENTS {
            let cover = value(&print_page::cover_alone(site, printed.len()));
            self.fill("print-begin.html", frame, cover.clone(), out)?;
            return self.fill("print-end.html", frame, cover, out);
        }
        let volume = Volume {
            documents: &printed,
            ids,
            number: 1,
            of: 1,
        };
        self.volume(&volume, address, frame, out)
    }

    /// The volumes that the whole manual takes on paper: how many documents each has.
    pub fn volumes(&self) -> Vec<usize> {
        let printed = print_page::printed(&self.site, &PrintIds::new(&self.site));
        match printed.is_empty() {
            true => vec![0],
            false => {
                let volumes = printed.chunks(print_page::MOST_DOCUMENTS);
                volumes.map(<[_]>::len).collect()
            }
        }
    }

    /// A volume of the whole manual, counted from 0: cover, contents, its documents, and in the last
    /// one each matrix.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render_volume(&self, at: usize) -> Result<Vec<u8>, ThemeError> {
        let site = &self.site;
        let printed = print_page::printed(site, &PrintIds::new(site));
        let mut volumes = printed.chunks(print_page::MOST_DOCUMENTS);
        let of = volumes.len().max(1);
        let documents = volumes.nth(at).unwrap_or_default();
        let volume = Volume {
            documents,
            ids: PrintIds::of(site, documents),
            number: at + 1,
            of,
        };
        let address = Page::Print.address(&site.inputs);
        let frame = self.frames.of(site, Page::Print, &address);
        let mut html = Vec::with_capacity(16 * 1024 * (1 + documents.len()));
        self.volume(&volume, &address, &frame, &mut html)?;
        Ok(html)
    }

    fn volume(
        &self,
        volume: &Volume<'_>,
        address: &Address,
        frame: &Value,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeError> {
        let site = &self.site;
        let cover = value(&print_page::cover(site, volume));
        self.fill("print-begin.html", frame, cover.clone(), out)?;
        print_page::write_sheets(volume.documents, out, |ix| {
            let view = value(&print_page::sheet(site, &volume.ids, address, ix));
            let mut html = Vec::with_capacity(16 * 1024);
            self.fill("print-document.html", frame, view, &mut html)?;
            Ok::<_, ThemeError>(html)
        })?;
        for ix in volume.matrices(site) {
            let matrix = print_matrix::view(site, volume, ix);
            self.fill("print-matrix.html", frame, value(&matrix), out)?;
        }
        self.fill("print-end.html", frame, cover, out)
    }

    /// Puts a view with a text into a template. The built-in templates put the text in once and as
    /// it is: there it takes the place of a mark, and need not be copied into a value of Tera's.
    fn fill_around(
        &self,
        template: &str,
        frame: &Value,
        mut view: impl FnMut(Value) -> Value,
        text: &str,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeError> {
        let begin = out.len();
        if !self.has_own_templates {
            self.fill(template, frame, view(Value::safe_string(MARK)), out)?;
            let mut marks = memmem::find_iter(&out[begin..], MARK);
            if let (Some(at), None) = (marks.next(), marks.next()) {
                put_in(out, begin + at, MARK.len(), text.as_bytes());
                return Ok(());
            }
            // The same letters stand elsewhere on the page.
            out.truncate(begin);
        }
        self.fill(template, frame, view(Value::safe_string(text)), out)
    }

    /// Puts a view into a template, which sees it as `page`, beside the page's `frame`.
    fn fill(
        &self,
        template: &str,
        frame: &Value,
        view: Value,
        out: &mut Vec<u8>,
    ) -> Result<(), ThemeError> {
        let mut context = Context::new();
        context.insert_value("frame", frame.clone());
        context.insert_value("page", view);
        self.tera
            .render_to(template, &context, out)
            .map_err(|error| template_error(&error))
    }
}

/// Puts bytes in the place of some others.
fn put_in(out: &mut Vec<u8>, at: usize, len: usize, bytes: &[u8]) {
    let (after, before) = (at + len, out.len());
    match bytes.len().checked_sub(len) {
        Some(more) => {
            out.resize(before + more, 0);
            out.copy_within(after..before, after + more);
        }
        None => drop(out.drain(at + bytes.len()..after)),
    }
    out[at..at + bytes.len()].copy_from_slice(bytes);
}

/// The logo, where the file that the manual names is there.
fn logo(inputs: &Inputs<'_>) -> Option<String> {
    let logo = &inputs.manual.config.theme.logo.as_ref()?.value;
    let is_there = inputs.manual.assets.binary_search(logo).is_ok();
    is_there.then(|| copy_address(logo).encoded().to_owned())
}

fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
