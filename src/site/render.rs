//! Renders pages: puts the view of a page into its template.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::changes::SiteChanges;
use crate::export::workbook::Book;
use crate::manual::{Edition, Language, Manual, PageKey, RecordIx, StandardIx};
use crate::pipeline::Compiled;
use crate::search;
use crate::site::index::SiteIndex;
use crate::site::layout::Frames;
use crate::site::page::PageContent;
use crate::site::print::page::Volume;
use crate::site::text::html::give_back;
use crate::site::text::page_direction::add_directions;
use crate::site::text::print_ids::PrintIds;
use crate::site::theme::loaded::{LoadedTheme, Worded, languages_of};
use crate::site::theme::messages::Messages;
use crate::site::theme::{Theme, ThemeError, template_error};
use crate::site::{
    Address, ClaimsFile, Page, copy_address, documents, matrix, print, registers, workbook,
};

/// The approximate size of a page, in bytes.
const USUAL_SIZE: usize = 24 * 1024;

/// The placeholder for a page's text, which is replaced with the text after the template is
/// rendered.
const MARK: &str = "\u{1}text\u{1}";

/// Renders pages to bytes. It is created once and can be shared by any number of threads.
pub struct Renderer<'a> {
    site: SiteIndex<'a>,
    tera: Tera,
    frames: Frames,
    has_own_templates: bool,
    /// The renderers of pages in other languages than the manual's.
    others: BTreeMap<Language, Renderer<'a>>,
}

/// The words in place of a reference to a page that an edition does not hold, in the words of a
/// theme: those of the manual's language, and those of the languages of other pages that the theme has.
///
/// # Errors
/// If a message of the theme has a mistake.
pub(crate) fn withheld_words(
    theme: &Theme,
    manual: &Manual,
) -> Result<(String, BTreeMap<Language, String>), ThemeError> {
    let words = |messages: &Messages| messages.get("withheld_document").to_owned();
    let own = Messages::new(theme, &manual.config.language)?;
    let mut others = BTreeMap::new();
    for language in languages_of(manual) {
        let messages = Messages::new(theme, language.as_str())?;
        if Language::of_manual(messages.language()).base() == language.base() {
            others.insert(language.clone(), words(&messages));
        }
    }
    Ok((words(&own), others))
}

/// The values that are the same on every page, as templates see them in `site`.
#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    organisation: &'a str,
    /// The language of the page.
    language: &'a str,
    /// The language of the theme's words, if the theme does not have those of the page's language.
    words: Option<&'a str>,
    as_of: String,
    as_of_iso: String,
    generator: &'static str,
    /// The logo's address, relative to the site's folder.
    logo: Option<String>,
    footer: Option<&'a str>,
    figures: FiguresView,
    edition: Option<EditionView>,
}

/// For whom the edition is, and what it does not say.
#[derive(Serialize)]
struct EditionView {
    title: String,
    notes: Vec<String>,
}

impl EditionView {
    fn new(edition: &Edition, messages: &Messages) -> Self {
        let audience = [("audience", edition.audience.as_str().into())];
        let notes = [
            (edition.withholds_pages, "edition_note"),
            (edition.withholds_records, "edition_note_records"),
        ];
        let notes = notes.into_iter().filter(|(is_so, _)| *is_so);
        Self {
            title: messages.with("edition-title", audience),
            notes: notes
                .map(|(_, name)| messages.get(name).to_owned())
                .collect(),
        }
    }
}

/// The facts about clauses that the site shows.
#[derive(Serialize)]
struct FiguresView {
    evidence: bool,
    audits: bool,
    findings: bool,
}

impl<'a> Renderer<'a> {
    /// Reads the theme and renders the parts that all pages share.
    ///
    /// # Errors
    /// If one of the theme's templates or messages has a mistake.
    pub fn new(compiled: &'a Compiled, theme: &Theme) -> Result<Self, ThemeError> {
        Self::with_changes(compiled, None, theme)
    }

    /// The same for a site that shows changes.
    ///
    /// # Errors
    /// If one of the theme's templates or messages has a mistake.
    pub(crate) fn with_changes(
        compiled: &'a Compiled,
        changes: Option<&'a SiteChanges>,
        theme: &Theme,
    ) -> Result<Self, ThemeError> {
        let loaded_theme = LoadedTheme::read(theme, &compiled.manual.config.language)?;
        Self::with_loaded_theme(compiled, changes, &loaded_theme)
    }

    /// Renders the parts that all pages share, with a theme that has already been read.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that is not there, or a message in the language of
    /// a page has a mistake.
    pub(crate) fn with_loaded_theme(
        compiled: &'a Compiled,
        changes: Option<&'a SiteChanges>,
        loaded_theme: &LoadedTheme,
    ) -> Result<Self, ThemeError> {
        let worded = loaded_theme.own.clone();
        let own = Language::of_manual(&compiled.manual.config.language);
        let own = match worded.is_in(&own) {
            true => own,
            false => Language::of_manual(worded.messages.language()),
        };
        let languages = languages_of(&compiled.manual).into_iter();
        let languages = languages.filter(|language| **language != own);
        let has_own_templates = loaded_theme.has_own_templates;
        let new = |worded, language: &Language| {
            Self::in_words(compiled, changes, worded, language, has_own_templates)
        };
        let mut renderer = new(worded, &own)?;
        for language in languages {
            let other = new(loaded_theme.in_language(language)?, language)?;
            renderer.others.insert(language.clone(), other);
        }
        Ok(renderer)
    }

    /// A renderer of pages in one language.
    fn in_words(
        compiled: &'a Compiled,
        changes: Option<&'a SiteChanges>,
        worded: Worded,
        language: &Language,
        has_own_templates: bool,
    ) -> Result<Self, ThemeError> {
        let config = &compiled.manual.config;
        let is_worded = worded.is_in(language);
        let Worded { mut tera, messages } = worded;
        let as_of = compiled.coverage.as_of;
        let figures = compiled.coverage.figures;
        let view = SiteView {
            title: &config.title,
            organisation: &config.organisation,
            language: language.as_str(),
            words: (!is_worded).then(|| messages.language()),
            as_of: messages.date(as_of),
            as_of_iso: as_of.to_string(),
            generator: concat!("Clausebook ", env!("CARGO_PKG_VERSION")),
            logo: logo(compiled),
            footer: config.theme.footer.as_deref(),
            figures: FiguresView {
                evidence: figures.evidence,
                audits: figures.audits,
                findings: figures.findings,
            },
            edition: (compiled.edition.as_ref())
                .map(|edition| EditionView::new(edition, &messages)),
        };
        tera.global_context()
            .insert_value("site", Value::from_serializable(&view));
        let site = SiteIndex::new(compiled, messages)
            .in_language(language)
            .with_changes(changes);
        let frames = Frames::new(&site, &tera)?;
        Ok(Self {
            has_own_templates,
            site,
            tera,
            frames,
            others: BTreeMap::new(),
        })
    }

    /// The renderer of pages in a language; this one for pages whose words are the theme's.
    fn in_language(&self, language: Option<&Language>) -> &Self {
        language
            .and_then(|language| self.others.get(language))
            .unwrap_or(self)
    }

    /// Renders a page.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render(&self, page: Page) -> Result<Vec<u8>, ThemeError> {
        self.render_in(Vec::new(), page)
    }

    /// Renders a page into an empty buffer, so that the buffer's allocation can be reused.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render_in(&self, mut buffer: Vec<u8>, page: Page) -> Result<Vec<u8>, ThemeError> {
        buffer.reserve(USUAL_SIZE);
        self.render_to(page, &mut buffer)?;
        add_directions(&mut buffer, 0);
        Ok(buffer)
    }

    fn render_to(&self, page: Page, out: &mut Vec<u8>) -> Result<(), ThemeError> {
        let language = page.language(&self.site.compiled.manual);
        let in_language = self.in_language(language);
        if !std::ptr::eq(in_language, self) {
            return in_language.render_to(page, out);
        }
        let site = &self.site;
        let address = page.address(site.compiled);
        let frame = self.frames.of(site, page, &address);
        match page.content(site) {
            PageContent::View(template, view) => self.fill(template, &frame, view, out),
            PageContent::Document(page) => {
                let Some((mut view, text)) = documents::document::view(site, page) else {
                    return Ok(());
                };
                let view = |text| {
                    view.body = text;
                    value(&view)
                };
                self.fill_around("document.html", &frame, view, &text, out)?;
                give_back(text);
                Ok(())
            }
            PageContent::Volume => self.print(&address, &frame, out),
        }
    }

    /// The files of the search index, with their addresses.
    pub fn search_index(&self) -> Vec<(String, Vec<u8>)> {
        let results = self.search_results_files().into_par_iter();
        let results =
            results.map(|number| (search::results_address(number), self.search_results(number)));
        let texts = self.search_texts_files().into_par_iter();
        let texts = texts.map(|number| (search::texts_address(number), self.search_texts(number)));
        let mut files = self.search_words();
        files.par_extend(results);
        files.par_extend(texts);
        files
    }

    /// The files of the search index without those that hold the texts of results.
    pub(crate) fn search_words(&self) -> Vec<(String, Vec<u8>)> {
        let pages = crate::site::search::searchable(&self.site);
        search::index(
            &pages,
            &crate::site::search::search_groups(&self.site),
            self.site.messages.language(),
            &crate::site::search::later(&self.site),
        )
    }

    /// The numbers of the index files that hold the texts of results.
    pub(crate) fn search_results_files(&self) -> Range<usize> {
        search::results_files(crate::site::search::count(&self.site))
    }

    /// The index file of this number with the texts of results.
    pub(crate) fn search_results(&self, number: usize) -> Vec<u8> {
        let positions = search::pages_in_file(number);
        let pages: Vec<_> = positions
            .map_while(|position| crate::site::search::page_at(&self.site, position))
            .collect();
        search::results(number, &pages)
    }

    /// The numbers of the index files that hold the texts of pages.
    pub(crate) fn search_texts_files(&self) -> Range<usize> {
        search::texts_files(crate::site::search::count(&self.site))
    }

    /// The index file of this number with the texts of pages.
    pub(crate) fn search_texts(&self, number: usize) -> Vec<u8> {
        let positions = search::pages_in_texts(number);
        let pages: Vec<_> = positions
            .map_while(|position| crate::site::search::passages_at(&self.site, position))
            .collect();
        search::texts(number, &pages)
    }

    /// The script that loads some of the claims of a matrix.
    ///
    /// # Errors
    /// If the theme's template asks for a value that a claim does not have.
    pub fn claims(&self, file: ClaimsFile) -> Result<Vec<u8>, ThemeError> {
        matrix::claims::script(&self.site, file, |view| {
            let mut html = Vec::with_capacity(4 * 1024);
            self.fill(
                "parts/claims.html",
                &Value::undefined(),
                value(view),
                &mut html,
            )?;
            add_directions(&mut html, 0);
            Ok(html)
        })
    }

    /// The matrix of these standards as a workbook. `beside` is its address in the site; without one
    /// it has no links.
    pub(crate) fn workbook(&self, standards: &[StandardIx], beside: Option<&Address>) -> Book {
        workbook::book(&self.site, standards, beside)
    }

    /// The changes that the site shows, if any.
    pub(crate) fn changes(&self) -> Option<&SiteChanges> {
        self.site.changes
    }

    /// The workbook of an audit's scope.
    pub(crate) fn audit_workbook(&self, audit: RecordIx, beside: Option<&Address>) -> Book {
        workbook::audit_book(&self.site, audit, beside)
    }

    /// The calendar of due dates, as the text of an `.ics` file.
    pub fn calendar(&self) -> String {
        registers::calendar::calendar(&self.site)
    }

    /// Renders the print page: cover and contents, each document, each matrix, the end.
    fn print(&self, address: &Address, frame: &Value, out: &mut Vec<u8>) -> Result<(), ThemeError> {
        let site = &self.site;
        let ids = PrintIds::new(site);
        let printed = print::page::printed(site, &ids);
        if printed.len() > print::page::MOST_DOCUMENTS {
            let is_document = |page: &&PageKey| matches!(page, PageKey::Document(_));
            let documents = printed.iter().filter(is_document).count();
            let cover = value(&print::page::cover_alone(site, documents));
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

    /// The number of documents in each volume of the printed manual.
    pub fn volumes(&self) -> Vec<usize> {
        let printed = print::page::printed(&self.site, &PrintIds::new(&self.site));
        match printed.is_empty() {
            true => vec![0],
            false => {
                let volumes = printed.chunks(print::page::MOST_DOCUMENTS);
                volumes.map(<[_]>::len).collect()
            }
        }
    }

    /// Renders a volume of the printed manual, counted from 0: cover, contents and its documents.
    /// The last volume also holds each matrix and each statement of applicability.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that the page does not have.
    pub fn render_volume(&self, at: usize) -> Result<Vec<u8>, ThemeError> {
        let site = &self.site;
        let printed = print::page::printed(site, &PrintIds::new(site));
        let mut volumes = printed.chunks(print::page::MOST_DOCUMENTS);
        let of = volumes.len().max(1);
        let documents = volumes.nth(at).unwrap_or_default();
        let volume = Volume {
            documents,
            ids: PrintIds::of(site, documents),
            number: at + 1,
            of,
        };
        let address = Page::Print.address(site.compiled);
        let frame = self.frames.of(site, Page::Print, &address);
        let mut html = Vec::with_capacity(16 * 1024 * (1 + documents.len()));
        self.volume(&volume, &address, &frame, &mut html)?;
        add_directions(&mut html, 0);
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
        let cover = value(&print::page::cover(site, volume));
        self.fill("print-begin.html", frame, cover.clone(), out)?;
        let groups = print::page::groups(site, volume.documents);
        print::page::write_sheets(volume.documents, out, |page| {
            let in_language = self.in_language(site.compiled.manual.language(page));
            let mut html = Vec::with_capacity(16 * 1024);
            let group = groups.get(&page).copied();
            let sheet = print::page::sheet(&in_language.site, &volume.ids, address, page, group);
            if let Some(sheet) = sheet {
                in_language.fill("print-document.html", frame, value(&sheet), &mut html)?;
            }
            Ok::<_, ThemeError>(html)
        })?;
        for ix in volume.matrices(site) {
            let matrix = print::matrix::view(site, volume, ix);
            self.fill("print-matrix.html", frame, value(&matrix), out)?;
        }
        for ix in volume.statements(site) {
            let statement = print::statement::view(site, volume, ix);
            self.fill("print-statement.html", frame, value(&statement), out)?;
        }
        self.fill("print-end.html", frame, cover, out)
    }

    /// Puts a view with a text into a template.
    ///
    /// The built-in templates output the text once and unescaped. For them a placeholder is
    /// rendered and then replaced with the text, so that the text is not copied into a Tera value.
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
            // The placeholder occurs more than once on the page, so it cannot be replaced safely.
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
            .map_err(template_error)
    }
}

/// Replaces `len` bytes at `at` with other bytes.
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

/// The logo's address, if the file that the manual names is published.
fn logo(compiled: &Compiled) -> Option<String> {
    let logo = &compiled.manual.config.theme.logo.as_ref()?.value;
    let is_there = compiled.resolved.published.contains(logo);
    is_there.then(|| copy_address(logo).encoded().to_owned())
}

fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
