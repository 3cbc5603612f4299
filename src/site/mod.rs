//! The site: turns a manual into page views, and those into HTML (`docs/design.md`, "Output").
//!
//! This module takes data and returns bytes; it does not write to disk. [`Page`] gives the address
//! and the navigation entry of each page. This file names the module that builds each page, lists
//! the pages of a manual ([`pages`]), and assigns a view to a template. A [`Renderer`] is created
//! once and renders pages on any number of threads. The view of a page holds the words and links
//! that its template lays out.

mod address;
mod index;
mod layout;
mod page;
mod render;
mod search;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod views;
mod workbook;

/// Pages of documents: each document, the master list, and the uncontrolled pages.
mod documents {
    mod approvals;
    pub(crate) mod control_block;
    pub(crate) mod document;
    mod document_evidence;
    pub(crate) mod document_file;
    pub(crate) mod master_list;
    pub(crate) mod suggestion;
    pub(crate) mod uncontrolled;
}

/// Pages of changes: the changes since a day, and the changed text of each document.
mod changes {
    pub(crate) mod page;
    pub(crate) mod redline;
    mod redline_html;
}

/// The page of gaps, the worst first, with what would close each gap.
mod gaps {
    pub(crate) mod audits_due;
    pub(crate) mod page;
    mod sort;
}

/// The home page and its dashboard, the page on how to verify the site, and the page that a server
/// shows for a missing page.
mod home {
    pub(crate) mod dashboard;
    pub(crate) mod not_found;
    pub(crate) mod page;
    pub(crate) mod verify;
}

/// The coverage matrix: its rows, its grid, and the claims behind its cells.
mod matrix {
    pub(crate) mod claims;
    pub(crate) mod grid;
    pub(crate) mod grid_page;
    pub(crate) mod page;
    pub(crate) mod part;
    pub(crate) mod row;
}

/// The whole manual on one page, for paper.
mod print {
    mod links_here;
    pub(crate) mod matrix;
    pub(crate) mod page;
    pub(crate) mod statement;
}

/// Pages of registers and records: each register, the training matrix, the audit programme,
/// corrective action, the management review, and the calendar.
mod registers {
    pub(crate) mod calendar;
    pub(crate) mod corrective;
    pub(crate) mod overview;
    pub(crate) mod programme;
    pub(crate) mod record;
    pub(crate) mod register;
    pub(crate) mod review;
    pub(crate) mod training;
}

/// The statement of applicability of a standard.
mod statement {
    pub(crate) mod page;
    pub(crate) mod row;
}

/// Pages of standards: their clauses, the correspondence between two standards, and the transition
/// from one edition to another.
mod standards {
    pub(crate) mod clause;
    pub(crate) mod crosswalk;
    pub(crate) mod overview;
    mod side_by_side;
    pub(crate) mod standard;
    pub(crate) mod transition;
}

pub(crate) use crate::site::changes::redline::address as old_picture_address;
pub(crate) use crate::site::matrix::claims::{ClaimsFile, claims_files};
pub use crate::site::render::Renderer;
pub(crate) use crate::site::render::withheld_words;
pub(crate) use crate::site::theme::loaded::LoadedTheme;
pub(crate) use crate::site::views::record::register_kinds;
pub(crate) use address::{Address, Addresses, copy_address};
pub(crate) use page::Page;
pub use theme::Theme;
pub(crate) use theme::ThemeError;

use crate::changes::SiteChanges;
use crate::manual::{ClauseIx, ClauseKey, PageKey, StandardIx};
use crate::pipeline::Compiled;
use crate::site::documents::master_list;
use crate::site::index::SiteIndex;
use crate::site::page::PageContent;

/// The address of the master list as a CSV file.
pub(crate) const MASTER_LIST_FILE: &str = "documents/index.csv";
/// The address of the master list as an XLSX workbook.
pub(crate) const MASTER_LIST_WORKBOOK: &str = "documents/index.xlsx";

/// The address of the calendar of due dates.
pub(crate) const CALENDAR: &str = "calendar.ics";

/// Every page of a site, in a fixed order.
///
/// The theme's own files are [`Theme::assets`]. The files of the manual that are copied unchanged
/// are [`Manual::assets`](crate::manual::Manual::assets); [`copy_address`] gives the address of each.
pub(crate) fn pages(compiled: &Compiled) -> Vec<Page> {
    let manual = &compiled.manual;
    let mut pages = vec![Page::Home, Page::MasterList];
    pages.extend(master_list::further_parts(manual));
    pages.extend(manual.documents.positions().map(Page::Document));
    pages.extend(manual.translations.positions().map(Page::Translation));
    pages.extend(manual.records.positions().map(Page::Record));
    pages.extend(manual.uncontrolled.positions().map(Page::Uncontrolled));
    pages.push(Page::Standards);
    for (ix, standard) in manual.standards.enumerated() {
        pages.extend([Page::StandardIndex(ix), Page::Matrix(ix)]);
        for clause in views::chapters::first_clauses(compiled, ix) {
            let first = ClauseKey {
                standard: ix,
                clause,
            };
            pages.extend([Page::StandardPart(first), Page::MatrixPart(first)]);
        }
        pages.extend(matrix::grid_page::grid_pages(compiled, ix));
        pages.extend(statement::page::statement_pages(compiled, ix));
        let clauses = standard.clauses.positions().map(|clause| ClauseKey {
            standard: ix,
            clause,
        });
        pages.extend(clauses.map(Page::Clause));
    }
    for (here, there) in index::crosswalks::Crosswalks::new(manual).pairs() {
        let pages_of = whole_and_parts(compiled, here);
        pages.extend(pages_of.map(|first| Page::Crosswalk(here, there, first)));
    }
    for (from, to) in crate::transition::transitions(manual) {
        let pages_of = whole_and_parts(compiled, to);
        pages.extend(pages_of.map(|first| Page::Transition(from, to, first)));
    }
    pages.extend(views::record::register_pages(compiled));
    pages.extend([Page::Gaps, Page::Print, Page::Verify, Page::NotFound]);
    pages
}

/// The pages of a list of a standard's clauses: that of the whole, and of each part by its first clause.
fn whole_and_parts(
    compiled: &Compiled,
    ix: StandardIx,
) -> impl Iterator<Item = Option<ClauseIx>> + use<> {
    let firsts = views::chapters::first_clauses(compiled, ix);
    std::iter::once(None).chain(firsts.into_iter().map(Some))
}

/// The pages that show what has changed.
pub(crate) fn change_pages(changes: &SiteChanges) -> impl Iterator<Item = Page> {
    let redlines = changes::redline::redlines(changes).map(Page::Redline);
    let since = changes.since.as_ref().map(|_| Page::Changes);
    since.into_iter().chain(redlines)
}

impl Page {
    /// The template of the page, and the view that is put into it.
    fn content(self, site: &SiteIndex<'_>) -> PageContent {
        use PageContent as Content;
        match self {
            Self::Home => Content::view("home.html", &home::page::view(site)),
            Self::MasterList => Content::view("documents.html", &master_list::view(site, 0)),
            Self::MasterListPart(part) => {
                Content::view("documents.html", &master_list::view(site, part))
            }
            Self::Document(ix) => Content::Document(PageKey::Document(ix)),
            Self::Translation(ix) => Content::Document(PageKey::Translation(ix)),
            Self::Record(ix) => Content::view("record.html", &registers::record::view(site, ix)),
            Self::Uncontrolled(ix) => {
                Content::view("page.html", &documents::uncontrolled::view(site, ix))
            }
            Self::Standards => Content::view("standards.html", &standards::overview::view(site)),
            Self::StandardIndex(ix) => {
                Content::view("standard.html", &standards::standard::view(site, ix))
            }
            Self::StandardPart(first) => Content::view(
                "standard-part.html",
                &standards::standard::part_view(site, first),
            ),
            Self::Clause(key) => Content::view("clause.html", &standards::clause::view(site, key)),
            Self::Matrix(ix) => Content::view("matrix.html", &matrix::page::view(site, ix)),
            Self::MatrixPart(first) => {
                Content::view("matrix-part.html", &matrix::part::view(site, first))
            }
            Self::MatrixGrid(ix, part) => {
                Content::view("matrix-grid.html", &matrix::grid_page::view(site, ix, part))
            }
            Self::Statement(ix, part) => {
                Content::view("statement.html", &statement::page::view(site, ix, part))
            }
            Self::Crosswalk(here, there, first) => Content::view(
                "crosswalk.html",
                &standards::crosswalk::view(site, here, there, first),
            ),
            Self::Transition(from, to, first) => Content::view(
                "transition.html",
                &standards::transition::view(site, from, to, first),
            ),
            Self::Registers => Content::view("registers.html", &registers::overview::view(site)),
            Self::Register(kind, part) => Content::view(
                "register.html",
                &registers::register::view(site, kind, part),
            ),
            Self::Training => Content::view("training.html", &registers::training::view(site)),
            Self::TrainingRole(at) => {
                Content::view("role.html", &registers::training::role_view(site, at))
            }
            Self::AuditProgramme => {
                Content::view("programme.html", &registers::programme::view(site))
            }
            Self::CorrectiveAction => {
                Content::view("corrective.html", &registers::corrective::view(site))
            }
            Self::ManagementReview => Content::view("review.html", &registers::review::view(site)),
            Self::Gaps => Content::view("gaps.html", &gaps::page::view(site)),
            Self::Changes => Content::view("changes.html", &changes::page::view(site)),
            Self::Redline(ix) => Content::view("redline.html", &changes::redline::view(site, ix)),
            Self::Verify => Content::view("verify.html", &home::verify::view(site)),
            Self::NotFound => Content::view("404.html", &home::not_found::view(site)),
            Self::Print => Content::Volume,
        }
    }
}
