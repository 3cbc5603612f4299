//! The statement of applicability as CSV, with a row for each requirement (`docs/design.md`, "Statement of
//! applicability").

use crate::coverage::{ClauseApplicability, Decision, applicability};
use crate::export::matrix::csv::harmless;
use crate::export::matrix::row::{Row, rows};
use crate::manual::{DocumentIx, StandardIx};
use crate::pipeline::Compiled;
use crate::resolve::Evidence;

/// Every column. An edition that says nothing about evidence does not have its columns.
const COLUMNS: [&str; 17] = [
    "standard",
    "clause",
    "title",
    "reason_asked",
    "applicable",
    "reason",
    "why",
    "justification",
    "approved_by",
    "date",
    "status",
    "addressed_by",
    "evidence",
    "evidence_named",
    "owner",
    "review_due",
    "remarks",
];

/// The statements of these standards as CSV with a header: commas, UTF-8 without a byte order mark.
pub(crate) fn statement_csv(compiled: &Compiled, standards: &[StandardIx]) -> String {
    let has_evidence = compiled.coverage.figures.evidence;
    let is_there = COLUMNS.map(|column| has_evidence || !column.starts_with("evidence"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory with a constant number of columns cannot fail.
    let header = COLUMNS.into_iter().zip(is_there);
    let _ = writer.write_record(header.filter_map(|(name, is)| is.then_some(name)));
    for ix in standards {
        let clauses = compiled.manual.standard(*ix).clauses.positions();
        for (clause, row) in clauses.zip(rows(compiled, *ix)) {
            let Some(of) = row.coverage.applicability else {
                continue;
            };
            let asked = row.standard.needs_reason(clause);
            let cells = cells(compiled, &row, of, asked).into_iter().zip(is_there);
            let _ = writer.write_record(cells.filter_map(|(cell, is)| is.then(|| harmless(cell))));
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

fn cells(compiled: &Compiled, row: &Row<'_>, of: ClauseApplicability, asked: bool) -> [String; 17] {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let exclusion = compiled.exclusion(row.coverage);
    let (reason, why) = reason(compiled, of);
    let applies = !matches!(of.decision, Decision::Excluded(_));
    let documents = applicability::documents(&compiled.resolved, row.coverage);
    let review = applicability::next_review(&compiled.resolved, &compiled.coverage, row.coverage);
    let review = review.filter(|_| applies);
    let evidence = match applies {
        true => named_evidence(compiled, row),
        false => Vec::new(),
    };
    let owners = match applies {
        true => owners(compiled, &documents),
        false => Vec::new(),
    };
    [
        row.standard.id.to_string(),
        row.clause.number.to_string(),
        row.title().to_owned(),
        yes(asked),
        yes(applies),
        reason,
        why,
        row.justification.unwrap_or_default().to_owned(),
        exclusion
            .and_then(|exclusion| exclusion.approved_by.clone())
            .unwrap_or_default(),
        exclusion
            .and_then(|exclusion| exclusion.date)
            .map_or_else(String::new, |date| date.to_string()),
        row.status().to_owned(),
        row.addressed_by.join("; "),
        row.evidence().to_owned(),
        evidence.join("; "),
        owners.join("; "),
        review.map_or_else(String::new, |due| due.to_string()),
        remarks(compiled, row, of, asked).join("; "),
    ]
}

/// Why a requirement applies: in the words of `manual.toml`, and as its author says it.
fn reason(compiled: &Compiled, of: ClauseApplicability) -> (String, String) {
    match of.decision {
        Decision::Stated(ix) => {
            let entry = &compiled.resolved.applicability[ix];
            let reasons = entry.reasons.iter().map(|reason| reason.word());
            let reasons: Vec<&str> = reasons.collect();
            (reasons.join("; "), entry.text.clone())
        }
        Decision::Required => (
            "required".to_owned(),
            "the standard does not permit it to be excluded".to_owned(),
        ),
        Decision::Excluded(_) | Decision::Unstated => (String::new(), String::new()),
    }
}

/// What contradicts the decision or is missing for it, before the remarks of the matrix.
fn remarks(
    compiled: &Compiled,
    row: &Row<'_>,
    of: ClauseApplicability,
    asked: bool,
) -> Vec<String> {
    let mut remarks = Vec::new();
    let is_excluded = matches!(of.decision, Decision::Excluded(_));
    let mut claims = row.coverage.claims_despite_exclusion(&compiled.resolved);
    if is_excluded && claims.next().is_some() {
        remarks.push("excluded, and claimed".to_owned());
    }
    if is_excluded && is_stated_itself(compiled, row, of) {
        remarks.push("excluded, and said to apply".to_owned());
    }
    if asked && of.decision == Decision::Unstated {
        remarks.push("no reason is given".to_owned());
    }
    remarks.extend(row.remarks.iter().cloned());
    remarks
}

/// Whether an entry names this very clause.
fn is_stated_itself(compiled: &Compiled, row: &Row<'_>, of: ClauseApplicability) -> bool {
    of.entry.is_some_and(|ix| {
        let key = compiled.resolved.applicability[ix].clause;
        compiled.manual.clause(key).number == row.clause.number
    })
}

/// The owners of documents, each once.
fn owners(compiled: &Compiled, documents: &[DocumentIx]) -> Vec<String> {
    let documents = documents.iter().map(|ix| compiled.manual.document(*ix));
    let owners = documents.filter_map(|document| document.owner.as_ref());
    let mut owners: Vec<String> = owners.map(|role| role.as_str().to_owned()).collect();
    owners.sort();
    owners.dedup();
    owners
}

/// The forms and the kinds of records that documents in force name as evidence.
fn named_evidence(compiled: &Compiled, row: &Row<'_>) -> Vec<String> {
    let resolved = &compiled.resolved;
    let documents = row.coverage.documents_with_evidence(resolved);
    let named = documents
        .filter_map(|ix| resolved.evidence.get(ix))
        .flatten();
    let names = named.map(|evidence| match evidence {
        Evidence::Form(ix) => compiled.manual.document(*ix).id.value.to_string(),
        Evidence::Kind(ix) => compiled.manual.kind(*ix).name.to_string(),
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}
