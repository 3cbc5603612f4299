//! The statement of applicability of a standard: a row for each requirement.

use super::{Maker, lines};
use crate::coverage::{Decision, applicability};
use crate::export::workbook::{Cell, Row, Sheet};
use crate::manual::{ClauseKey, StandardIx};
use crate::site::statement::row;
use crate::site::views;

/// The sheet; `None` if the standard has no statement, or the workbook no requirement of it.
pub(super) fn sheet(maker: &Maker<'_, '_>, ix: StandardIx, several: bool) -> Option<Sheet> {
    let compiled = maker.site.compiled;
    if !applicability::has_statement(&compiled.manual, &compiled.resolved, ix) {
        return None;
    }
    let has_evidence = compiled.coverage.figures.evidence;
    let mut columns = vec![
        maker.column("column_clause", 10.0),
        maker.column("doc_title", 32.0),
        maker.column("statement_needed", 10.0),
        maker.column("column_applies", 14.0),
        maker.column("column_reason", 16.0),
        maker.column("statement_why", 44.0),
        maker.column("statement_why_not", 44.0),
        maker.column("clause_approved_by", 18.0),
        maker.column("field_date", 12.0),
        maker.column("column_implementation", 14.0),
        maker.column("column_addressed_by", 40.0),
    ];
    if has_evidence {
        columns.push(maker.column("column_evidence", 14.0));
        columns.push(maker.column("workbook_named", 26.0));
    }
    columns.extend([
        maker.column("doc_owner", 20.0),
        maker.column("doc_review_due", 12.0),
        maker.column("workbook_remarks", 36.0),
    ]);
    let clauses = compiled.clauses(ix);
    let rows = clauses.filter_map(|(clause, _, of)| {
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        if !maker.holds(key) {
            return None;
        }
        let decision = of.applicability?.decision;
        Some(Row {
            is_heading: false,
            cells: cells(maker, key, decision, has_evidence),
        })
    });
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let designation = &compiled.manual.standard(ix).designation;
    let name = maker.word("nav_statement");
    Some(Sheet {
        name: match several {
            true => format!("{name} {designation}"),
            false => name.to_owned(),
        },
        lead: Vec::new(),
        columns,
        rows,
        frozen: 2,
    })
}

fn cells(
    maker: &Maker<'_, '_>,
    key: ClauseKey,
    decision: Decision,
    has_evidence: bool,
) -> Vec<Cell> {
    let site = maker.site;
    let compiled = site.compiled;
    let from = maker.from();
    let standard = compiled.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    let of = views::clause::clause_coverage(site, key);
    let excluded = matches!(decision, Decision::Excluded(_));
    let exclusion = compiled.exclusion(of);
    let reason = row::reason(site, &from, key);
    let status = of.status.map_or(Cell::Empty, |status| {
        let word = views::labels::clause_status(site, status).word;
        Cell::Status(status, word.to_owned())
    });
    let documents = applicability::documents(&compiled.resolved, of).into_iter();
    let owners = documents.filter_map(|ix| compiled.manual.document(ix).owner.as_ref());
    let mut owners: Vec<String> = owners.map(|role| role.as_str().to_owned()).collect();
    owners.sort();
    owners.dedup();
    let review = applicability::next_review(&compiled.resolved, &compiled.coverage, of);
    let missing = reason
        .missing
        .then(|| maker.word("applies_no_reason").to_owned());
    let remarks = missing.into_iter().chain(row::remarks(site, key, excluded));
    let mut cells = vec![
        maker.link(clause.number.as_str(), || {
            from.href(site.clause_address(key))
        }),
        Cell::text(clause.title.as_deref().unwrap_or_default()),
        maker.yes(standard.needs_reason(key.clause)),
        Cell::text(maker.word(match excluded {
            true => "applies_no",
            false => "applies_yes",
        })),
        Cell::text(reason.words),
        Cell::text(reason.text),
        Cell::text(exclusion.map_or("", |exclusion| &*exclusion.justification)),
        Cell::text(
            exclusion
                .and_then(|one| one.approved_by.as_deref())
                .unwrap_or_default(),
        ),
        Cell::day(exclusion.and_then(|exclusion| exclusion.date)),
        status,
        super::matrix::addressing(maker, key),
    ];
    if has_evidence {
        let evidence = match excluded {
            true => [Cell::Empty, Cell::Empty],
            false => super::matrix::named_evidence(maker, key),
        };
        cells.extend(evidence);
    }
    cells.extend(match excluded {
        true => [Cell::Empty, Cell::Empty],
        false => [Cell::text(lines(owners)), Cell::day(review)],
    });
    cells.push(Cell::text(lines(remarks)));
    cells
}
