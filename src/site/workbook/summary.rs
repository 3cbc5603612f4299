//! The first sheet: the figures of each standard.

use super::Maker;
use crate::coverage::ClauseStatus;
use crate::export::workbook::{Cell, Column, Row, Sheet};
use crate::manual::StandardIx;
use crate::site::views;

pub(super) fn sheet(maker: &Maker<'_, '_>, standards: &[StandardIx]) -> Sheet {
    let compiled = maker.site.compiled;
    let config = &compiled.manual.config;
    let as_of = maker.site.messages.date(compiled.coverage.as_of);
    let statuses: Vec<ClauseStatus> = ClauseStatus::by_worth().collect();
    let mut columns = vec![
        maker.column("field_standard", 24.0),
        maker.column("doc_title", 44.0),
        maker.column("workbook_requirements", 14.0),
    ];
    columns.extend(
        statuses.iter().map(|status| {
            Column::new(views::labels::clause_status(maker.site, *status).word, 12.0)
        }),
    );
    columns.push(maker.column("workbook_percent", 12.0));
    let rows = standards.iter().map(|ix| {
        let (standard, coverage) = compiled.standard(*ix);
        let summary = &coverage.summary;
        let mut cells = vec![
            Cell::text(&standard.designation),
            Cell::text(&standard.title),
            Cell::Number(summary.requirements()),
        ];
        cells.extend(
            statuses
                .iter()
                .map(|status| Cell::Number(summary.count(*status))),
        );
        let percent = summary.percent();
        cells.push(percent.map_or(Cell::Empty, |percent| Cell::Percent(percent.value())));
        Row {
            is_heading: false,
            cells,
        }
    });
    let mut lead = vec![config.title.clone()];
    lead.extend((!config.organisation.is_empty()).then(|| config.organisation.clone()));
    lead.push(format!("{} {as_of}", maker.word("footer_as_of")));
    if let Some(edition) = &compiled.edition {
        let audience = [("audience", edition.audience.as_str().into())];
        lead.push(maker.site.messages.with("edition-title", audience));
    }
    lead.push(maker.word("workbook_lead").to_owned());
    Sheet {
        name: maker.word("workbook_summary").to_owned(),
        lead,
        columns,
        rows: rows.collect(),
        frozen: 1,
    }
}
