//! Documents that only map clauses to other documents, section by section.

use super::document_names::DocumentNames;
use super::entries::Doc;
use super::kinds::name;
use super::proposals::{Proposal, Proposals, Seen};
use crate::adopt::survey::{PageFacts, Place};
use crate::conventions::folded;
use crate::manual::Standard;

/// Words of the titles of such documents.
const TITLES: [&str; 3] = ["mapping", "crosswalk", "zuordnung"];

/// Words of the titles of such documents, if nearly all of their clauses stand in tables.
const TITLES_OF_TABLES: [&str; 3] = ["matrix", "traceability", "correspondance"];

/// Whether a page is called a mapping, so that it claims nothing for itself.
pub(super) fn only_maps(page: &PageFacts) -> bool {
    let in_tables = page.places.iter().filter(|place| place.is_in_table());
    let in_columns = page.tables.iter().flat_map(|table| &table.clauses);
    let rows = in_columns.flat_map(|column| &column.rows);
    let rows = rows.filter(|row| !row.is_empty()).count();
    let in_tables = in_tables.count().max(rows);
    let others = page.places.iter().filter(|place| !place.is_in_table());
    let titles = [
        page.title.as_deref(),
        page.heading.as_deref(),
        Some(name(page)),
    ];
    let is_called = |words: &[&str]| {
        titles.iter().flatten().any(|title| {
            let title = folded(title);
            title.split(' ').any(|word| words.contains(&word))
        })
    };
    is_called(&TITLES) || is_called(&TITLES_OF_TABLES) && others.count() * 4 < in_tables
}

/// Gives a place of a page that only maps clauses to the document that its heading names, if one
/// does; else it is counted.
pub(super) fn of_heading(
    place: &Place,
    doc: &Doc<'_>,
    docs: &[Doc<'_>],
    documents: &DocumentNames<'_>,
    (standard, clause): (&Standard, &str),
    (proposals, seen): (&mut Proposals, &mut Seen),
) {
    let path = &doc.page.path;
    let named = documents.of_title(place.heading.as_deref());
    let Some(target) = named
        .and_then(|at| docs.get(at))
        .filter(|one| one.at != doc.at)
    else {
        *proposals.mapping.entry(path.clone()).or_default() += 1;
        return;
    };
    let proposal = Proposal {
        document: target.page.path.clone(),
        clause: clause.to_owned(),
        standard: standard.id.to_string(),
        section: None,
        sentence: format!("{}: {}", path.file_name(), place.sentence),
        others: 0,
    };
    seen.add(proposal, proposals);
}
