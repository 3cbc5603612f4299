//! The print page: the whole manual on one page, with cover, contents, the documents in order, the
//! matrix of each standard, and the statements of applicability. Obsolete documents are left out, because a printed copy could be
//! used by mistake.
//!
//! Browsers cannot open a page with many thousands of documents. Above [`MOST_DOCUMENTS`] the page
//! explains how to print them instead: one by one, or as a PDF.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use crate::coverage::{ApproverPart, applicability};
use crate::manual::{DocumentIx, Language, PageKey, Role, StandardIx};
use crate::site::documents::control_block::{ControlBlock, control_block};
use crate::site::documents::document_file::{DocumentFile, notices};
use crate::site::index::SiteIndex;
use crate::site::matrix;
use crate::site::statement;
use crate::site::text;
use crate::site::text::body::Setting;
use crate::site::text::print_ids::PrintIds;
use crate::site::views;
use crate::site::views::labels::{BadgeView, CoverageView};
use crate::site::views::notices::NoticeView;
use crate::site::{Address, Page, print};

/// The content of a print page: the whole manual, or one volume of it if it is too large for one
/// page.
pub(crate) struct Volume<'v> {
    /// The documents, each with its translations behind it.
    pub(crate) documents: &'v [PageKey],
    pub(crate) ids: PrintIds,
    /// The number of the volume, counted from 1.
    pub(crate) number: usize,
    /// The number of volumes.
    pub(crate) of: usize,
}

impl Volume<'_> {
    /// The standards whose matrices are in the volume: all standards for the last volume, none for
    /// the others.
    pub(crate) fn matrices(
        &self,
        site: &SiteIndex<'_>,
    ) -> impl Iterator<Item = StandardIx> + use<> {
        let standards = match self.number == self.of {
            true => site.compiled.manual.standards.len() as u32,
            false => 0,
        };
        (0..standards).map(StandardIx)
    }

    /// The standards whose statements of applicability are in the volume, behind the matrices.
    pub(crate) fn statements(
        &self,
        site: &SiteIndex<'_>,
    ) -> impl Iterator<Item = StandardIx> + use<> {
        let has = |ix: &StandardIx| {
            let compiled = site.compiled;
            applicability::has_statement(&compiled.manual, &compiled.resolved, *ix)
        };
        let all: Vec<StandardIx> = self.matrices(site).filter(has).collect();
        all.into_iter()
    }
}

/// The cover and the contents.
#[derive(Serialize)]
pub(crate) struct CoverView<'a> {
    title: &'a str,
    /// "Volume 2 of 20", if there are several.
    volume: Option<String>,
    standards: Vec<CoverageView<'a>>,
    kinds: Vec<KindContents<'a>>,
    /// The matrices at the end.
    matrices: Vec<MatrixLine>,
    /// The statements of applicability behind them.
    statements: Vec<MatrixLine>,
    /// The note with the link to the documents, if they are too many for one page.
    elsewhere: Option<Elsewhere>,
    /// The roles that have approved documents, those with the most documents first.
    approvers: Vec<&'a str>,
}

/// A note in place of documents that are too many for one page.
#[derive(Serialize)]
struct Elsewhere {
    /// "The manual has 10,000 documents …"
    text: String,
    /// The address of the list of documents.
    href: String,
}

/// The documents of one kind, in the table of contents.
#[derive(Serialize)]
struct KindContents<'a> {
    title: &'a str,
    documents: Vec<ContentsLine<'a>>,
}

#[derive(Serialize)]
struct ContentsLine<'a> {
    href: String,
    id: &'a str,
    title: &'a str,
    /// The name and the tag of a translation's language.
    language: Option<String>,
    tag: Option<&'a str>,
    revision: &'a str,
    state: BadgeView<'a>,
}

/// A matrix or a statement, in the table of contents.
#[derive(Serialize)]
struct MatrixLine {
    href: String,
    title: String,
}

/// A document on the print page.
#[derive(Serialize)]
pub(crate) struct SheetView<'a> {
    anchor: String,
    /// The title of the group that begins with the document.
    group: Option<&'a str>,
    /// The tag of its language, if it is not the manual's.
    language: Option<&'a str>,
    title: &'a str,
    /// The id of the heading that the title replaces, if the text had one.
    title_id: Option<String>,
    control: ControlBlock<'a>,
    notices: Vec<NoticeView<'a>>,
    body: String,
}

/// The most documents on the print page of the site, which is about 5 MB of HTML.
pub(crate) const MOST_DOCUMENTS: usize = 500;

/// The most approvers that the cover names.
const MOST_APPROVERS: usize = 5;

/// The number of documents that are rendered at once: enough to use every core, few enough to keep
/// in memory.
const BATCH: usize = 256;

/// The documents on the print page, by kind and id, each with its translations behind it.
pub(crate) fn printed(site: &SiteIndex<'_>, ids: &PrintIds) -> Vec<PageKey> {
    let manual = &site.compiled.manual;
    let documents = manual.documents.positions();
    let mut printed: Vec<DocumentIx> = documents
        .filter(|ix| ids.prefix(PageKey::Document(*ix)).is_some())
        .collect();
    printed.sort_by_key(|ix| (manual.document(*ix).kind.0, *ix));
    let with_translations = |ix: DocumentIx| {
        let translations = manual.translations_of(ix).map(PageKey::Translation);
        std::iter::once(PageKey::Document(ix)).chain(translations)
    };
    printed.into_iter().flat_map(with_translations).collect()
}

/// The view of the cover and the table of contents.
pub(crate) fn cover<'a>(site: &'a SiteIndex<'_>, volume: &Volume<'_>) -> CoverView<'a> {
    let manual = &site.compiled.manual;
    let from = Page::Print.address(site.compiled);
    let file = |page: &PageKey| DocumentFile::of(manual, *page);
    let kind = |page: &PageKey| file(page).map(|file| manual.document(file.of).kind);
    let line = |page: &PageKey| {
        let DocumentFile { of, document } = file(page)?;
        let anchor = volume.ids.prefix(*page).unwrap_or_default();
        let is_translation = *page != PageKey::Document(of);
        let language = &document.language.language;
        Some(ContentsLine {
            href: format!("#{anchor}"),
            id: document.id.value.as_str(),
            title: &document.title,
            language: is_translation.then(|| language.own_name()),
            tag: is_translation.then(|| language.as_str()),
            revision: document.revision.as_str(),
            state: views::labels::document_state(site, of),
        })
    };
    let kinds = volume
        .documents
        .chunk_by(|a, b| kind(a) == kind(b))
        .filter_map(|group| {
            Some(KindContents {
                title: views::names::kind_plural(site, kind(group.first()?)?),
                documents: group.iter().filter_map(line).collect(),
            })
        });
    let standards = manual.standards.positions();
    let matrix = |ix| MatrixLine {
        href: format!("#{}", print::matrix::anchor(ix)),
        title: matrix::page::matrix_title(site, ix),
    };
    let statement = |ix| MatrixLine {
        href: format!("#{}", print::statement::anchor(ix)),
        title: statement::page::statement_title(site, ix),
    };
    CoverView {
        title: &manual.config.title,
        volume: (volume.of > 1).then(|| {
            let numbers = [("number", volume.number.into()), ("of", volume.of.into())];
            site.messages.with("print-volume", numbers)
        }),
        standards: standards
            .map(|ix| views::labels::coverage(site, &from, ix))
            .collect(),
        kinds: kinds.collect(),
        matrices: volume.matrices(site).map(matrix).collect(),
        statements: volume.statements(site).map(statement).collect(),
        elsewhere: None,
        approvers: approvers(site, volume.documents),
    }
}

/// The roles that have approved documents among these, those with the most documents first.
fn approvers<'a>(site: &'a SiteIndex<'_>, documents: &[PageKey]) -> Vec<&'a str> {
    let manual = &site.compiled.manual;
    let mut counts: Vec<(&Role, usize)> = Vec::new();
    for page in documents {
        let PageKey::Document(ix) = page else {
            continue;
        };
        if views::approval::approver_part(site, *ix) != ApproverPart::Approved {
            continue;
        }
        let Some(approver) = &manual.document(*ix).approver else {
            continue;
        };
        match counts.iter_mut().find(|(role, _)| *role == approver) {
            Some((_, count)) => *count += 1,
            None => counts.push((approver, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let most = counts.into_iter().take(MOST_APPROVERS);
    most.map(|(role, _)| role.as_str()).collect()
}

/// The title of the group of documents that each of these begins: the name of its kind.
pub(crate) fn groups<'a>(
    site: &'a SiteIndex<'_>,
    documents: &[PageKey],
) -> HashMap<PageKey, &'a str> {
    let manual = &site.compiled.manual;
    let kind = |page: &PageKey| {
        let file = DocumentFile::of(manual, *page)?;
        Some(manual.document(file.of).kind)
    };
    let groups = documents.chunk_by(|a, b| kind(a) == kind(b));
    groups
        .filter_map(|group| {
            let first = group.first()?;
            Some((*first, views::names::kind_plural(site, kind(first)?)))
        })
        .collect()
}

/// The cover of a manual with too many documents for one page.
pub(crate) fn cover_alone<'a>(site: &'a SiteIndex<'_>, documents: usize) -> CoverView<'a> {
    let from = Page::Print.address(site.compiled);
    let nothing = Volume {
        documents: &[],
        ids: PrintIds::of(site, &[]),
        number: 1,
        of: 1,
    };
    CoverView {
        elsewhere: Some(Elsewhere {
            text: site.messages.count("print-too-many", documents),
            href: from.href(&Page::MasterList.address(site.compiled)),
        }),
        ..cover(site, &nothing)
    }
}

/// Renders each document with `sheet` and writes them in order. Only one batch is kept in memory.
pub(crate) fn write_sheets<E: Send + From<io::Error>>(
    printed: &[PageKey],
    out: &mut dyn Write,
    sheet: impl Fn(PageKey) -> Result<Vec<u8>, E> + Sync,
) -> Result<(), E> {
    for batch in printed.chunks(BATCH) {
        let sheets: Vec<Result<Vec<u8>, E>> = batch.par_iter().map(|page| sheet(*page)).collect();
        for html in sheets {
            out.write_all(&html?)?;
        }
    }
    Ok(())
}

/// The view of a document or a translation on the print page; `None` if the page is neither.
pub(crate) fn sheet<'a>(
    site: &'a SiteIndex<'_>,
    ids: &PrintIds,
    from: &Address,
    page: PageKey,
    group: Option<&'a str>,
) -> Option<SheetView<'a>> {
    let manual = &site.compiled.manual;
    let DocumentFile { document, .. } = DocumentFile::of(manual, page)?;
    let language = &document.language.language;
    let is_other = *language != Language::of_manual(&manual.config.language);
    let body = text::body::body_html(site, page, from, &document.title, Setting::Print(ids));
    Some(SheetView {
        anchor: ids.prefix(page).unwrap_or_default(),
        group,
        language: is_other.then(|| language.as_str()),
        title: &document.title,
        title_id: body.title.map(|title| title.id),
        control: control_block(site, page, from)?,
        notices: notices(site, page, from),
        body: body.html,
    })
}
