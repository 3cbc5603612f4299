//! The claims on the clauses of the standards, each with its document and why it counts or not.

use super::{MOST_ROWS, Maker};
use crate::export::workbook::{Cell, Column, Sheet};
use crate::manual::{ClauseKey, PageKey, StandardIx};
use crate::site::views;

/// The most claims of a workbook. Where there are more, JSON has them.
const MOST_CLAIMS: usize = 20_000;

/// The sheet of claims; `None` if there are none, or too many for a workbook.
pub(super) fn sheet(maker: &Maker<'_, '_>, standards: &[StandardIx]) -> Option<Sheet> {
    let compiled = maker.site.compiled;
    // A row takes some 7 KB of memory, and so does all that a large manual holds already.
    let most = match compiled.manual.documents.len() > MOST_ROWS {
        true => MOST_ROWS,
        false => MOST_CLAIMS,
    };
    if compiled.resolved.claims.len() > most {
        return None;
    }
    let columns: Vec<Column> = vec![
        maker.column("field_standard", 18.0),
        maker.column("column_clause", 10.0),
        maker.column("column_document", 12.0),
        maker.column("doc_title", 34.0),
        maker.column("doc_revision", 9.0),
        maker.column("doc_owner", 20.0),
        maker.column("doc_state", 16.0),
        maker.column("column_section", 28.0),
        maker.column("column_extent", 14.0),
        maker.column("column_counts_as", 12.0),
        maker.column("changes_why", 44.0),
        maker.column("workbook_note", 30.0),
        maker.column("workbook_source", 34.0),
    ];
    let rows = standards.iter().flat_map(|ix| rows(maker, *ix));
    let mut sheet = maker.list(maker.word("workbook_claims"), columns, rows.collect())?;
    sheet.frozen = 2;
    Some(sheet)
}

/// The claims on the clauses themselves. A claim on a clause above stands at that clause.
fn rows<'a>(maker: &'a Maker<'_, '_>, ix: StandardIx) -> impl Iterator<Item = Vec<Cell>> + use<'a> {
    let site = maker.site;
    let compiled = site.compiled;
    let clauses = compiled.clauses(ix);
    clauses.flat_map(move |(clause, _, of)| {
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        let held = maker.holds(key).then_some(&of.weighed_claims);
        let exact = held.into_iter().flatten().filter(|weighed| !weighed.broad);
        exact.map(move |weighed| {
            let from = maker.from();
            let row = views::claim::claim_row(site, &from, key, *weighed);
            let document = views::claim::claim(site, weighed.claim).document;
            let owner = compiled.manual.document(document).owner.as_ref();
            let section = row.section;
            vec![
                Cell::text(&compiled.manual.standard(ix).designation),
                maker.link(compiled.manual.clause(key).number.as_str(), || {
                    from.href(site.clause_address(key))
                }),
                maker.page(PageKey::Document(document)),
                Cell::text(row.title),
                Cell::text(row.revision),
                Cell::text(owner.map_or("", |role| role.as_str())),
                Cell::text(row.state.word),
                match section {
                    Some(section) => maker.link(section.title, || section.href),
                    None => Cell::text(maker.word("whole_document")),
                },
                Cell::text(row.extent),
                Cell::text(row.counts_as.map_or("", |badge| badge.word)),
                Cell::text(row.reason.text()),
                Cell::text(row.note.unwrap_or_default()),
                Cell::text(format!("{}{}", row.folder, row.line)),
            ]
        })
    })
}
