//! What is printed: the whole manual, each document by itself, and which pages that takes.

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

/// What the whole manual's PDF is called; a volume has `-` and its number behind it.
pub(crate) const MANUAL: &str = "manual";

/// A PDF that is to be made.
#[derive(Clone, Debug)]
pub(crate) struct Print {
    /// Its address in the folder of PDFs: `manual.pdf`, `documents/QP-07.pdf`.
    pub pdf: String,
    /// The address of the page that is printed.
    pub(super) page: String,
    /// How many documents stand on it.
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
    /// Whether it has contents that lead to its sheets.
    pub(super) fn has_contents(&self) -> bool {
        matches!(self.what, What::Volume(_))
    }
}

/// The PDFs of one run, and what their pages are made from.
pub(crate) struct Prints<'a> {
    /// The PDFs, the longest work first.
    pub list: Vec<Print>,
    sources: &'a Arc<dyn Sources>,
    compiled: &'a Compiled,
    theme: &'a Theme,
    renderer: Renderer<'a>,
    /// The PDF of each document that is printed by itself, by the address of its page, as links
    /// have it.
    pdf_of: HashMap<String, String>,
}

/// A file that printing takes.
enum Needed<'p> {
    Page(&'p Print),
    Made(String, Vec<u8>),
    Copy(String, &'p SourcePath),
}

impl<'a> Prints<'a> {
    /// Nothing to print yet.
    ///
    /// # Errors
    /// If the theme has a mistake.
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

    /// The whole manual, in as many volumes as it takes.
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

    /// Each of these documents by itself.
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
            // What a PDF would have to write in another way is not linked to.
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

    /// Each document by itself that is not obsolete: paper is where that would be taken for valid.
    #[must_use]
    pub(crate) fn with_every_document(self) -> Self {
        let standings = self.compiled.coverage.standings.iter().zip(0..);
        let printed = standings
            .filter(|(standing, _)| !standing.standing.is_obsolete())
            .map(|(_, at)| DocumentIx(at));
        self.with_documents(printed)
    }

    /// The day on which the manual was judged.
    pub(super) fn day(&self) -> Date {
        self.compiled.coverage.as_of
    }

    /// Writes the pages, and all that they ask for, to a folder.
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

    /// The page of a PDF, for paper.
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

    /// The PDF of a page, as a PDF beside it or above it names it.
    pub(super) fn pdf_beside(&self, print: &Print, page: &str) -> Option<String> {
        let pdf = self.pdf_of.get(page)?;
        let folder = print.pdf.rsplit_once('/').map(|(folder, _)| folder);
        let beside = folder.and_then(|folder| pdf.strip_prefix(folder)?.strip_prefix('/'));
        Some(beside.unwrap_or(pdf).to_owned())
    }
}
