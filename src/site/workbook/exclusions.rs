//! The exclusions of clauses, each with its justification and whether it is valid.

use super::{Maker, lines};
use crate::export::workbook::{Cell, Sheet};
use crate::manual::StandardIx;
use crate::site::views;

pub(super) fn sheet(maker: &Maker<'_, '_>, standards: &[StandardIx]) -> Option<Sheet> {
    let site = maker.site;
    let columns = vec![
        maker.column("field_standard", 18.0),
        maker.column("column_clause", 10.0),
        maker.column("doc_title", 34.0),
        maker.column("workbook_justification", 60.0),
        maker.column("clause_approved_by", 20.0),
        maker.column("field_date", 12.0),
        maker.column("workbook_valid", 9.0),
        maker.column("workbook_remarks", 40.0),
    ];
    let exclusions = site.compiled.resolved.exclusions.enumerated();
    let rows = exclusions
        .filter(|(_, exclusion)| {
            standards.contains(&exclusion.clause.standard) && maker.holds(exclusion.clause)
        })
        .map(|(ix, exclusion)| {
            let standard = site.compiled.manual.standard(exclusion.clause.standard);
            let clause = standard.clause(exclusion.clause.clause);
            let number = match &exclusion.item {
                Some(item) => format!("{} {item}", clause.number),
                None => clause.number.to_string(),
            };
            let is_valid = site.compiled.coverage.exclusion_faults[ix].is_empty();
            let faults = match is_valid {
                true => Vec::new(),
                false => views::reasons::void_exclusions(site, exclusion.clause),
            };
            vec![
                Cell::text(&standard.designation),
                maker.link(number, || {
                    maker.from().href(site.clause_address(exclusion.clause))
                }),
                Cell::text(clause.title.as_deref().unwrap_or_default()),
                Cell::text(&exclusion.justification),
                Cell::text(exclusion.approved_by.as_deref().unwrap_or_default()),
                Cell::day(exclusion.date),
                maker.yes(is_valid),
                Cell::text(lines(faults)),
            ]
        });
    maker.list(maker.word("workbook_exclusions"), columns, rows.collect())
}
