//! The transitions to a standard: each requirement with what can be carried over from the old edition.

use super::{Maker, lines};
use crate::coverage::WeighedClaim;
use crate::export::workbook::{Cell, Column, Row, Sheet};
use crate::manual::{ClauseKey, StandardIx};
use crate::site::standards::transition::{carry_badge, excluded, relation_view, transition};
use crate::site::views;
use crate::site::views::claim::by_document;
use crate::transition::{Source, Step};

/// The sheets of the transitions to these standards.
pub(super) fn sheets(maker: &Maker<'_, '_>, standards: &[StandardIx]) -> Vec<Sheet> {
    let transitions = maker.site.transitions().iter();
    let asked = transitions.filter(|(_, new)| standards.contains(new));
    asked
        .filter_map(|(old, new)| sheet(maker, *old, *new))
        .collect()
}

fn sheet(maker: &Maker<'_, '_>, old: StandardIx, new: StandardIx) -> Option<Sheet> {
    let site = maker.site;
    let transition = transition(site, old, new)?;
    let [from, to] = [old, new].map(|ix| &*site.compiled.manual.standard(ix).designation);
    let in_old = site
        .messages
        .with("column-old-edition", [("standard", from.into())]);
    let columns = vec![
        maker.column("column_clause", 10.0),
        maker.column("doc_title", 34.0),
        maker.column("column_carry", 22.0),
        Column::new(in_old, 34.0),
        maker.column("workbook_carried", 50.0),
        maker.column("workbook_change", 44.0),
        maker.column("column_so_far", 12.0),
        maker.column("column_addressed_by", 40.0),
    ];
    let is_held = |step: &&Step| {
        maker.holds(ClauseKey {
            standard: new,
            clause: step.clause,
        })
    };
    let rows = transition.steps.iter().filter(is_held).map(|step| Row {
        is_heading: false,
        cells: row(maker, new, step),
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    Some(Sheet {
        name: site
            .messages
            .with("workbook-transition", [("standard", to.into())]),
        lead: Vec::new(),
        columns,
        rows,
        frozen: 2,
    })
}

fn row(maker: &Maker<'_, '_>, new: StandardIx, step: &Step) -> Vec<Cell> {
    let site = maker.site;
    let key = ClauseKey {
        standard: new,
        clause: step.clause,
    };
    let clause = site.compiled.manual.clause(key);
    let of = views::clause::clause_coverage(site, key);
    let claims = of.weighed_claims.as_slice();
    vec![
        maker.link(clause.number.as_str(), || {
            maker.from().href(site.clause_address(key))
        }),
        Cell::text(clause.title.as_deref().unwrap_or_default()),
        Cell::text(carry_badge(site, step.carry).word),
        Cell::text(lines(step.sources.iter().map(|one| old_clause(maker, one)))),
        Cell::text(lines(step.sources.iter().flat_map(|one| {
            let names = documents(maker, one.clause, &one.claims);
            names.into_iter()
        }))),
        Cell::text(lines(step.sources.iter().flat_map(|one| {
            let change = Some(one.change.clone()).filter(|change| !change.is_empty());
            change.into_iter().chain(excluded(site, step, one))
        }))),
        of.status.map_or(Cell::Empty, |status| {
            let word = views::labels::clause_status(site, status).word;
            Cell::Status(status, word.to_owned())
        }),
        Cell::text(lines(documents(maker, key, claims))),
    ]
}

/// `10.3 Continual improvement (a part of it)`.
fn old_clause(maker: &Maker<'_, '_>, source: &Source) -> String {
    let clause = maker.site.compiled.manual.clause(source.clause);
    let title = clause.title.as_deref().unwrap_or_default();
    let relation = relation_view(maker.site, source.relation, source.confidence);
    let words: Vec<&str> = relation.words(maker.site);
    let name = format!("{} {title}", clause.number).trim_end().to_owned();
    match words.is_empty() {
        true => name,
        false => format!("{name} ({})", words.join(", ")),
    }
}

/// The documents behind claims that the workbook holds, each with its sections.
fn documents(maker: &Maker<'_, '_>, key: ClauseKey, claims: &[WeighedClaim]) -> Vec<String> {
    let site = maker.site;
    let found = by_document(&site.compiled.resolved.claims, claims);
    found
        .iter()
        .filter(|one| maker.holds_document(one.document))
        .map(|one| {
            let view = views::claim::addressing(site, &maker.from(), key, one);
            let sections: Vec<&str> = view.sections.iter().map(|one| &*one.title).collect();
            let mut name = format!("{} {}", view.id, view.title);
            if !sections.is_empty() {
                name.push_str(&format!(" § {}", sections.join("; ")));
            }
            if let Some(mark) = &view.mark {
                name.push_str(&format!(" ({})", mark.word));
            }
            name
        })
        .collect()
}
