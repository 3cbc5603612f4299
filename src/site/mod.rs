//! The site: the model becomes page views, and page views become HTML (`docs/design.md`, output).
//!
//! Plain data in, bytes out, no disk. [`pages`] lists what there is, [`Page::address`] says where
//! each lies, and a [`Renderer`], made once, makes their bytes, on as many threads as wanted. A
//! page's view holds the words and links that its template lays out.

mod address;
mod documents;
mod gaps;
mod home;
mod index;
mod layout;
mod matrix;
mod print;
mod registers;
mod render;
mod search;
mod standards;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod views;

pub(crate) use crate::site::matrix::claims::{ClaimsFile, claims_files};
pub(crate) use crate::site::render::LoadedTheme;
pub use crate::site::render::Renderer;
pub(crate) use crate::site::views::record::register_kinds;
pub(crate) use address::{Address, Addresses, copy_address};
pub use theme::Theme;
pub(crate) use theme::ThemeError;

use crate::manual::{ClauseKey, DocumentIx, KindIx, RecordIx, StandardIx, UncontrolledIx};
use crate::pipeline::Compiled;

/// Where the master list lies as a file for other programs.
pub(crate) const MASTER_LIST_FILE: &str = "documents/index.csv";
/// Where the master list lies as a workbook.
pub(crate) const MASTER_LIST_WORKBOOK: &str = "documents/index.xlsx";

/// Where the calendar of what falls due lies.
pub(crate) const CALENDAR: &str = "calendar.ics";

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// `index.html`.
    Home,
    /// `documents/index.html`: every document, or the first of them.
    MasterList,
    /// A further part of a long master list, counted from 1.
    MasterListPart(u32),
    /// A document.
    Document(DocumentIx),
    /// A record.
    Record(RecordIx),
    /// A page that is not controlled.
    Uncontrolled(UncontrolledIx),
    /// `standards/index.html`: the manual's standards.
    Standards,
    /// A standard: its clauses.
    StandardIndex(StandardIx),
    /// A clause of a standard.
    Clause(ClauseKey),
    /// A standard's coverage matrix.
    Matrix(StandardIx),
    /// A part of the grid of a long standard, counted from 0.
    MatrixGrid(StandardIx, u32),
    /// A standard's coverage beside another's.
    Crosswalk(StandardIx, StandardIx),
    /// What is missing.
    Gaps,
    /// `registers/index.html`: the registers.
    Registers,
    /// The records of a kind, or a part of them, counted from 0.
    Register(KindIx, u32),
    /// Roles × documents: who is trained on what.
    Training,
    /// A role of the training matrix, by its position there.
    TrainingRole(u32),
    /// Clauses × audits over the cycle.
    AuditProgramme,
    /// Finding → actions → verification.
    CorrectiveAction,
    /// The inputs of the next management review.
    ManagementReview,
    /// The whole manual on one page, for paper.
    Print,
    /// What a server shows in place of a page that is not there.
    NotFound,
}

/// Every page of a site, in a fixed order. The theme's own files are [`Theme::assets`]; those of
/// the manual, copied as they are, are [`Manual::assets`], each to its [`copy_address`].
pub(crate) fn pages(compiled: &Compiled) -> Vec<Page> {
    let manual = &compiled.manual;
    let mut pages = vec![Page::Home, Page::MasterList];
    pages.extend(documents::master_list::further_parts(manual));
    pages.extend(manual.documents.positions().map(Page::Document));
    pages.extend(manual.records.positions().map(Page::Record));
    pages.extend(manual.uncontrolled.positions().map(Page::Uncontrolled));
    pages.push(Page::Standards);
    for (ix, standard) in manual.standards.enumerated() {
        pages.extend([Page::StandardIndex(ix), Page::Matrix(ix)]);
        pages.extend(matrix::grid_page::grid_pages(compiled, ix));
        let clauses = standard.clauses.positions().map(|clause| ClauseKey {
            standard: ix,
            clause,
        });
        pages.extend(clauses.map(Page::Clause));
    }
    let pairs = index::crosswalks::Crosswalks::new(manual)
        .pairs()
        .into_iter();
    pages.extend(pairs.map(|(here, there)| Page::Crosswalk(here, there)));
    pages.extend(views::record::register_pages(compiled));
    pages.extend([Page::Gaps, Page::Print, Page::NotFound]);
    pages
}
