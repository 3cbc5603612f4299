//! The matrix as a workbook, for auditors to work on: in the manual's language, with links to the
//! pages of the site beside it, and columns to fill in.
//!
//! - `summary`: the figures of each standard
//! - `matrix`: a row for each clause
//! - `statement`: the statement of applicability
//! - `claims`, `exclusions`: what the statuses rest on
//! - `transition`: what can be carried over from a replaced edition
//! - `documents`, `registers`: the master list and the records
//! - `scope`: what the workbook of an audit holds

mod claims;
mod documents;
mod exclusions;
mod matrix;
mod registers;
mod scope;
mod statement;
mod summary;
mod transition;

use self::scope::AuditScope;
use crate::export::workbook::{Book, Cell, Column, Identity, Row, Sheet};
use crate::manual::{ClauseKey, DocumentIx, PageKey, RecordIx, StandardIx};
use crate::registers::Entry;
use crate::site::Address;
use crate::site::index::SiteIndex;
use crate::site::views;

/// The most rows of a list in a workbook. Longer lists are in files of their own.
const MOST_ROWS: usize = 5_000;

/// The workbook of these standards. `beside` is its address in a site; without one it has no links.
pub(crate) fn book(
    site: &SiteIndex<'_>,
    standards: &[StandardIx],
    beside: Option<&Address>,
) -> Book {
    made(
        &Maker {
            site,
            beside,
            scope: None,
        },
        standards,
    )
}

/// The workbook of an audit: what its scope names of all standards, with the findings of the audits
/// before.
pub(crate) fn audit_book(site: &SiteIndex<'_>, audit: RecordIx, beside: Option<&Address>) -> Book {
    let scope = AuditScope::new(site, audit);
    let standards = site.compiled.manual.standards.positions();
    let standards: Vec<StandardIx> = standards.filter(|ix| scope.has_standard(*ix)).collect();
    let maker = Maker {
        site,
        beside,
        scope: Some(scope),
    };
    made(&maker, &standards)
}

fn made(maker: &Maker<'_, '_>, standards: &[StandardIx]) -> Book {
    let site = maker.site;
    let config = &site.compiled.manual.config;
    let mut sheets = vec![summary::sheet(maker, standards)];
    for ix in standards {
        sheets.push(matrix::sheet(maker, *ix));
    }
    let several = standards.len() > 1;
    let statements = standards.iter();
    sheets.extend(statements.filter_map(|ix| statement::sheet(maker, *ix, several)));
    sheets.extend(claims::sheet(maker, standards));
    sheets.extend(exclusions::sheet(maker, standards));
    sheets.extend(transition::sheets(maker, standards));
    sheets.extend(documents::sheet(maker));
    sheets.extend(registers::sheets(maker));
    let as_of = site.messages.date(site.compiled.coverage.as_of);
    let audit = maker.scope.as_ref().map(|scope| {
        let record = site.compiled.manual.record(scope.audit);
        record.id.value.to_string()
    });
    let edition = site.compiled.edition.as_ref();
    Book {
        title: format!("{}: {}", config.title, site.messages.get("nav_matrix")),
        organisation: config.organisation.clone(),
        as_of: site.compiled.coverage.as_of,
        as_of_words: format!("{} {as_of}", site.messages.get("footer_as_of")),
        identity: Identity {
            manual: config.title.clone(),
            audience: edition.map(|edition| edition.audience.clone()),
            audit,
        },
        sheets,
    }
}

/// What the sheets are made from.
struct Maker<'a, 's> {
    site: &'a SiteIndex<'s>,
    beside: Option<&'a Address>,
    /// The audit whose scope limits the sheets.
    scope: Option<AuditScope>,
}

impl<'a> Maker<'a, '_> {
    /// A message of the theme.
    fn word(&self, name: &'a str) -> &'a str {
        self.site.messages.get(name)
    }

    /// A column with the message of this name as its label.
    fn column(&self, name: &'a str, width: f64) -> Column {
        Column::new(self.word(name), width)
    }

    /// Whether the workbook holds a clause.
    fn holds(&self, key: ClauseKey) -> bool {
        self.scope.as_ref().is_none_or(|scope| scope.has(key))
    }

    /// Whether the workbook holds a document.
    fn holds_document(&self, ix: DocumentIx) -> bool {
        let scope = self.scope.as_ref();
        scope.is_none_or(|scope| scope.has_document(ix))
    }

    /// Whether the workbook holds a record.
    fn holds_record(&self, entry: &Entry) -> bool {
        let scope = self.scope.as_ref();
        scope.is_none_or(|scope| scope.has_record(entry))
    }

    /// The address from which links are relative. Without a site, links are made and left out.
    fn from(&self) -> Address {
        let none = || Address::fixed("matrix/workbook.xlsx");
        self.beside.cloned().unwrap_or_else(none)
    }

    /// A text with a link, if the workbook is beside a site.
    fn link(&self, text: impl Into<String>, href: impl FnOnce() -> String) -> Cell {
        Cell::link(text, self.beside.map(|_| href()))
    }

    /// The id of a page, with a link to the page.
    fn page(&self, page: PageKey) -> Cell {
        let manual = &self.site.compiled.manual;
        let id = match page {
            PageKey::Document(ix) => manual.document(ix).id.value.to_string(),
            PageKey::Record(ix) => manual.record(ix).id.value.to_string(),
            PageKey::Translation(_) | PageKey::Uncontrolled(_) | PageKey::Home => String::new(),
        };
        self.link(id, || {
            self.from().href(&self.site.destination(page).address)
        })
    }

    /// "Yes" or "No".
    fn yes(&self, is: bool) -> Cell {
        Cell::text(views::field::flag_word(self.site, is))
    }

    /// A sheet with a list, unless the list is empty or too long for a workbook.
    fn list(&self, name: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Option<Sheet> {
        let rows = rows.into_iter().map(|cells| Row {
            is_heading: false,
            cells,
        });
        let rows: Vec<Row> = rows.collect();
        (!rows.is_empty()).then(|| Sheet {
            name: name.to_owned(),
            lead: Vec::new(),
            columns,
            rows,
            frozen: 1,
        })
    }
}

/// Lines of text in one cell.
fn lines(lines: impl IntoIterator<Item = String>) -> String {
    let lines: Vec<String> = lines.into_iter().collect();
    lines.join("\n")
}
