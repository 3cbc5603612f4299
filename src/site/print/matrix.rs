//! A standard's coverage matrix at the end of the print page, by requirement, with links to the
//! documents on the same page.

use serde::Serialize;

use crate::manual::{ClauseKey, StandardIx};
use crate::site::Page;
use crate::site::index::SiteIndex;
use crate::site::matrix;
use crate::site::matrix::row::{MatrixColumns, MatrixRow, row};
use crate::site::print::links_here::LinksHere;
use crate::site::print::page::Volume;
use crate::site::views;
use crate::site::views::labels::CoverageView;

/// A matrix on the print page.
#[derive(Serialize)]
pub(crate) struct PrintedMatrix<'a> {
    anchor: String,
    title: String,
    coverage: CoverageView<'a>,
    columns: MatrixColumns,
    rows: Vec<MatrixRow<'a>>,
}

/// The most documents that a row names: more than on the screen, since paper has no links.
const MOST_PRINTED: usize = 12;

/// The id of a matrix on the print page.
pub(crate) fn anchor(StandardIx(at): StandardIx) -> String {
    format!("m{at}")
}

/// The matrix of a standard.
pub(crate) fn view<'a>(
    site: &'a SiteIndex<'_>,
    volume: &Volume<'_>,
    ix: StandardIx,
) -> PrintedMatrix<'a> {
    let from = Page::Print.address(site.compiled);
    let here = LinksHere::new(site, &from, volume);
    let standard = site.compiled.manual.standard(ix);
    let all = 0..standard.clauses.len();
    let keys = standard.clauses.positions().map(|clause| ClauseKey {
        standard: ix,
        clause,
    });
    PrintedMatrix {
        anchor: anchor(ix),
        title: matrix::page::matrix_title(site, ix),
        coverage: views::labels::coverage(site, &from, ix),
        columns: MatrixColumns::of(site, 1),
        rows: keys
            .map(|key| {
                let mut row = row(site, &from, key, &all, false, MOST_PRINTED);
                row.document_links().for_each(|href| here.lead(href));
                row
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::site::tests::fixture::*;

    #[test]
    fn the_matrix_leads_to_the_documents_on_the_same_page() {
        let files = [
            procedure(
                "QP-07",
                IN_FORCE,
                "clauses: [{ clause: 8.4.1, section: scoring }]",
            ),
            procedure("QP-08", OBSOLETE, "clauses: [8.4.1]"),
        ];
        let page = TestSite::iso("", &files).page("print.html");
        // Obsolete documents are not on the page, so the link leads to the page of the document.
        assert_eq!(
            page.linked("#m0 tr:has([href=#d0-scoring])"),
            "[8.4.1 General](standards/iso-9001-2015/8.4.1.html) | Covered | [QP-07](#d0-) rev 3 [Scoring suppliers](#d0-scoring) / [QP-08](documents/QP-08.html) rev 3 Title of QP-08 Obsolete | Missing | Never | –"
        );
        assert_eq!(
            page.texts_linked("li:has([href=#m0])"),
            ["[Coverage matrix: ISO 9001:2015](#m0)"],
            "the contents name it"
        );
    }
}
