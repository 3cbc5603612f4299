//! A standard's statement of applicability at the end of the print page, with links to the documents on
//! the same page.

use serde::Serialize;

use crate::manual::StandardIx;
use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::print::links_here::LinksHere;
use crate::site::print::page::Volume;
use crate::site::statement;
use crate::site::statement::page::Section;

/// A statement on the print page.
#[derive(Serialize)]
pub(crate) struct PrintedStatement<'a> {
    anchor: String,
    title: String,
    /// "93 requirements: 88 apply, 5 do not."
    sentence: String,
    columns: usize,
    sections: Vec<Section<'a>>,
}

/// The id of a statement on the print page.
pub(crate) fn anchor(StandardIx(at): StandardIx) -> String {
    format!("s{at}")
}

/// The statement of a standard.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    volume: &Volume<'_>,
    ix: StandardIx,
) -> PrintedStatement<'a> {
    let from = Page::Print.address(site.compiled);
    let here = LinksHere::new(site, &from, volume);
    let all = 0..site.compiled.manual.standard(ix).clauses.len();
    let mut sections = statement::page::sections(site, &from, ix, all);
    for section in &mut sections {
        section.document_links().for_each(|href| here.lead(href));
    }
    PrintedStatement {
        anchor: anchor(ix),
        title: statement::page::statement_title(site, ix),
        sentence: statement::page::sentence(site, ix),
        columns: statement::page::columns(site),
        sections,
    }
}
