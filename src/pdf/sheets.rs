//! The list of the PDFs to print (the whole manual, single documents) and the files that their
//! pages need.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::links;
use crate::diagnostics::SourcePath;
use crate::manual::{Date, DocumentIx, PageKey};
use crate::pipeline::Compiled;
use crate::publish::{self, Content};
use crate::site::{Addresses, Page, Renderer, Theme, copy_address};
use crate::site_output;
use crate::site_output::SiteError;
use crate::sources::Sources;

/// The file name of the whole manual's PDF without extension; each volume has `-` and its number
/// appended.
pub(crate) const MANUAL: &str = "manual";

/// A PDF to be printed.
#[derive(Clone, Debug)]
pub(crate) struct Print {
    /// Its path in the folder of PDFs: `manual.pdf`, `documents/QP-07.pdf`.
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
    Document(DocumentIx),
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
    theme: &'a Theme,
    renderer: Renderer<'a>,
    /// Maps the address of a document's page, as links write it, to the path of the document's own
    /// PDF.
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
        theme: &'a Theme,
    ) -> Result<Self, SiteError> {
        Ok(Self {
            list: Vec::new(),
            renderer: Renderer::new(compiled, theme)?,
            sources,
            compiled,
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
        let addresses = Addresses::new(self.compiled);
        for ix in documents {
            let page = addresses.page(PageKey::Document(ix));
            let stem = page.as_str().trim_end_matches(".html");
            let pdf = format!("{stem}.pdf");
            // Other characters would need escaping in a PDF string; PDFs with such paths are not
            // linked to.
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
            if pdf.bytes().all(is_plain) {
                self.pdf_of.insert(page.as_str().to_owned(), pdf.clone());
            }
            self.list.push(Print {
                pdf,
                page: page.as_str().to_owned(),
                documents: 1,
                what: What::Document(ix),
            });
        }
        self
    }

    /// Adds a PDF for each document that is not obsolete. A printed copy of an obsolete document
    /// could be mistaken for a valid one.
    #[must_use]
    pub(crate) fn with_every_document(self) -> Self {
        let standings = self.compiled.coverage.standings.iter().zip(0..);
        let printed = standings
            .filter(|(standing, _)| !standing.standing.is_obsolete())
            .map(|(_, at)| DocumentIx(at));
        self.with_documents(printed)
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
        let needed: Vec<Needed<'_>> = pages.chain(assets).chain(copies).collect();
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
            What::Document(ix) => self.renderer.render(Page::Document(ix))?,
        };
        let html = String::from_utf8_lossy(&html);
        let folder = print.page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let leads = |href: &str| {
            let page = href.split('#').next().unwrap_or_default();
            let page = match folder {
                "" => page.to_owned(),
                folder => format!("{folder}/{page}"),
            };
            links::leads_from_paper(href) || self.pdf_of.contains_key(&page)
        };
        Ok(links::for_paper(&html, leads).into_bytes())
    }

    /// Returns the path of a page's PDF, relative to the folder of the PDF `print` that links to
    /// it.
    pub(super) fn pdf_beside(&self, print: &Print, page: &str) -> Option<String> {
        let pdf = self.pdf_of.get(page)?;
        let folder = print.pdf.rsplit_once('/').map(|(folder, _)| folder);
        let beside = folder.and_then(|folder| pdf.strip_prefix(folder)?.strip_prefix('/'));
        Some(beside.unwrap_or(pdf).to_owned())
    }
}
