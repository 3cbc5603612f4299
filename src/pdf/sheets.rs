//! The list of the PDFs to print (the whole manual, single documents, changes) and the files that
//! their pages need.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::links;
use crate::changes::SiteChanges;
use crate::diagnostics::SourcePath;
use crate::manual::{Date, DocumentIx};
use crate::pipeline::Compiled;
use crate::publish::{self, Content};
use crate::resolve::joined;
use crate::site::{Address, Page, Renderer, Theme, change_pages, copy_address};
use crate::site_output;
use crate::site_output::{SiteError, old_pictures};
use crate::sources::Sources;

/// The file name of the whole manual's PDF without extension; each volume has `-` and its number
/// appended.
pub(crate) const MANUAL: &str = "manual";

/// A PDF to be printed.
#[derive(Clone, Debug)]
pub(crate) struct Print {
    /// Its path in the folder of PDFs: `manual.pdf`, `documents/QP-07.pdf`, `documents/de/QP-07.pdf`.
    pub pdf: String,
    /// The address of the page that is printed.
    pub(super) page: String,
    /// The number of documents on the page.
    pub(super) documents: usize,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// A volume of the whole manual.
    Volume(usize),
    /// A page as the site has it: a document, the changes since a day, a redline.
    Page(Page),
}

impl Print {
    /// Whether the PDF has contents with page numbers.
    pub(super) fn has_contents(&self) -> bool {
        matches!(self.what, What::Volume(_))
    }
}

/// The PDFs of one run, and the data that their pages are rendered from.
pub(crate) struct Prints<'a> {
    /// The PDFs; the ones that take longest come first.
    pub list: Vec<Print>,
    sources: &'a Arc<dyn Sources>,
    compiled: &'a Compiled,
    changes: Option<&'a SiteChanges>,
    theme: &'a Theme,
    renderer: Renderer<'a>,
    /// Maps the address of a page, as links write it, to the path of the page's own PDF.
    pdf_of: HashMap<String, String>,
}

/// A file that is written for printing.
enum Needed<'p> {
    Page(&'p Print),
    Made(String, Vec<u8>),
    Copy(String, &'p SourcePath),
}

impl<'a> Prints<'a> {
    /// Creates an empty list of PDFs.
    ///
    /// # Errors
    /// If the theme has an error.
    pub(crate) fn new(
        sources: &'a Arc<dyn Sources>,
        compiled: &'a Compiled,
        changes: Option<&'a SiteChanges>,
        theme: &'a Theme,
    ) -> Result<Self, SiteError> {
        Ok(Self {
            list: Vec::new(),
            renderer: Renderer::with_changes(compiled, changes, theme)?,
            sources,
            compiled,
            changes,
            theme,
            pdf_of: HashMap::new(),
        })
    }

    /// Adds the whole manual, in as many volumes as it needs.
    #[must_use]
    pub(crate) fn with_manual(mut self) -> Self {
        let volumes = self.renderer.volumes();
        let count = volumes.len();
        let digits = count.to_string().len();
        for (at, documents) in volumes.into_iter().enumerate() {
            let name = match count {
                1 => MANUAL.to_owned(),
                _ => format!("{MANUAL}-{:0digits$}", at + 1),
            };
            self.list.push(Print {
                pdf: format!("{name}.pdf"),
                page: format!("{name}.html"),
                documents,
                what: What::Volume(at),
            });
        }
        self
    }

    /// Adds a PDF for each of these documents.
    #[must_use]
    pub(crate) fn with_documents(
        mut self,
        documents: impl IntoIterator<Item = DocumentIx>,
    ) -> Self {
        for ix in documents {
            self.add(Page::Document(ix));
        }
        self
    }

    /// Adds a PDF for each of these documents, and for each of their translations.
    #[must_use]
    pub(crate) fn with_documents_and_translations(
        mut self,
        documents: impl IntoIterator<Item = DocumentIx>,
    ) -> Self {
        for ix in documents {
            self.add(Page::Document(ix));
            for translation in self.compiled.manual.translations_of(ix) {
                self.add(Page::Translation(translation));
            }
        }
        self
    }

    /// Adds a PDF with the changes since a day, and one for each redline, if the site shows them.
    #[must_use]
    pub(crate) fn with_changes(mut self) -> Self {
        for page in self.changes.into_iter().flat_map(change_pages) {
            self.add(page);
        }
        self
    }

    /// Adds the PDF of a page.
    fn add(&mut self, page: Page) {
        let address = page.address(self.compiled).as_str().to_owned();
        let stem = address.trim_end_matches(".html");
        let pdf = format!("{stem}.pdf");
        // Other characters would need escaping in a PDF string; PDFs with such paths are not
        // linked to.
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
        if pdf.bytes().all(is_plain) {
            self.pdf_of.insert(address.clone(), pdf.clone());
        }
        self.list.push(Print {
            pdf,
            page: address,
            documents: 1,
            what: What::Page(page),
        });
    }

    /// Adds a PDF for each document that is not obsolete, and for its translations. A printed copy of
    /// an obsolete document could be mistaken for a valid one.
    #[must_use]
    pub(crate) fn with_every_document(self) -> Self {
        let standings = self.compiled.coverage.standings.iter().zip(0..);
        let printed = standings
            .filter(|(standing, _)| !standing.standing.is_obsolete())
            .map(|(_, at)| DocumentIx(at));
        self.with_documents_and_translations(printed)
    }

    /// The day for which the manual's coverage was computed.
    pub(super) fn day(&self) -> Date {
        self.compiled.coverage.as_of
    }

    /// Writes the pages, the theme's assets and the published files that they refer to, to a
    /// folder.
    pub(super) fn write(&self, folder: &Path) -> Result<(), SiteError> {
        let pages = self.list.iter().map(Needed::Page);
        let assets = self.theme.assets().iter();
        let assets =
            assets.map(|(address, bytes)| Needed::Made(address.to_string(), bytes.clone()));
        let copies = self
            .compiled
            .resolved
            .published
            .iter()
            .map(|path| Needed::Copy(copy_address(path).to_string(), path));
        let pictures = self.changes.into_iter().flat_map(old_pictures);
        let pictures = pictures.map(|(address, bytes)| Needed::Made(address, bytes));
        let needed: Vec<Needed<'_>> = pages.chain(assets).chain(copies).chain(pictures).collect();
        let address = |needed: &Needed<'_>| match needed {
            Needed::Page(print) => print.page.clone(),
            Needed::Made(address, _) | Needed::Copy(address, _) => address.clone(),
        };
        let addressed: Vec<(String, Needed<'_>)> = needed
            .into_iter()
            .map(|needed| (address(&needed), needed))
            .collect();
        let content = |(_, needed): &(String, Needed<'_>), _| match needed {
            Needed::Page(print) => self.page(print).map(Content::Bytes),
            Needed::Made(_, bytes) => Ok(Content::Bytes(bytes.clone())),
            Needed::Copy(_, path) => Ok(site_output::copy_of(self.sources, path)),
        };
        publish::publish(folder, &addressed, |(address, _)| address, content)
            .map(drop)
            .map_err(SiteError::from)
    }

    /// Renders the page of a PDF for printing.
    fn page(&self, print: &Print) -> Result<Vec<u8>, SiteError> {
        let html = match print.what {
            What::Volume(at) => self.renderer.render_volume(at)?,
            What::Page(page) => self.renderer.render(page)?,
        };
        let html = String::from_utf8_lossy(&html);
        let here = SourcePath::new(&print.page);
        let leads = |href: &str| {
            let page = href.split('#').next().unwrap_or_default();
            let page = joined(&here, page);
            let has_pdf = page.is_some_and(|page| self.pdf_of.contains_key(page.as_str()));
            links::leads_from_paper(href) || has_pdf
        };
        Ok(links::for_paper(&html, leads).into_bytes())
    }

    /// Returns the path of a page's PDF, relative to the folder of the PDF `print` that links to
    /// it.
    pub(super) fn pdf_beside(&self, print: &Print, page: &str) -> Option<String> {
        let pdf = self.pdf_of.get(page)?;
        Some(Address::fixed(&print.pdf).href(&Address::fixed(pdf)))
    }
}
