//! The matrix of a standard: a row for each clause, and columns for an auditor to fill in.

use super::scope::AuditScope;
use super::{Maker, lines};
use crate::coverage::{ClauseCoverage, ClauseStatus};
use crate::export::workbook::{Cell, Column, Holds, Row, Sheet};
use crate::manual::{ClauseKey, Date, PageKey, RecordIx, StandardIx};
use crate::site::views;
use crate::site::views::claim::AddressingView;

pub(super) fn sheet(maker: &Maker<'_, '_>, ix: StandardIx) -> Sheet {
    let compiled = maker.site.compiled;
    let rows = compiled.clauses(ix).filter_map(|(clause, _, of)| {
        let key = ClauseKey {
            standard: ix,
            clause,
        };
        maker.holds(key).then(|| row(maker, key, of))
    });
    Sheet {
        name: compiled.manual.standard(ix).designation.clone(),
        lead: Vec::new(),
        columns: columns(maker),
        rows: rows.collect(),
        frozen: 3,
    }
}

fn columns(maker: &Maker<'_, '_>) -> Vec<Column> {
    let figures = maker.site.compiled.coverage.figures;
    let mut columns = vec![
        maker.column("workbook_key", 10.0).holding(Holds::Keys),
        maker.column("column_clause", 10.0),
        maker.column("doc_title", 32.0),
        maker.column("workbook_requirement", 12.0),
        maker.column("column_status", 11.0),
        maker.column("column_addressed_by", 40.0),
        maker
            .column("workbook_open", 10.0)
            .holding(Holds::Documents),
        maker.column("doc_owner", 20.0),
        maker.column("column_documented", 14.0),
    ];
    let of_records = columns.len();
    if figures.evidence {
        columns.extend([
            maker.column("column_evidence", 14.0),
            maker.column("workbook_named", 26.0),
            maker.column("workbook_newest", 12.0),
            maker.column("workbook_newest_record", 14.0),
        ]);
    }
    if figures.audits {
        columns.extend([
            maker.column("column_audited", 12.0),
            maker.column("workbook_audited_by", 18.0),
            maker.column("workbook_audit", 12.0),
            maker.column("workbook_audit_due", 10.0),
        ]);
    }
    if figures.findings {
        columns.push(maker.column("column_findings", 18.0));
    }
    if figures.findings && maker.scope.is_some() {
        columns.push(maker.column("workbook_last_findings", 24.0));
    }
    for column in &mut columns[of_records..] {
        column.is_of_records = true;
    }
    columns.push(maker.column("workbook_remarks", 36.0));
    let verdicts = [
        "verdict_conforms",
        "grade_observation",
        "grade_minor",
        "grade_major",
    ];
    let verdicts = verdicts.map(|name| maker.word(name).to_owned());
    columns.extend([
        maker
            .column("workbook_sample", 26.0)
            .holding(Holds::ToFillIn),
        maker
            .column("workbook_verdict", 14.0)
            .holding(Holds::Choice(verdicts.into())),
        maker.column("workbook_note", 36.0).holding(Holds::ToFillIn),
    ]);
    columns
}

fn row(maker: &Maker<'_, '_>, key: ClauseKey, of: &ClauseCoverage) -> Row {
    let site = maker.site;
    let figures = site.compiled.coverage.figures;
    let standard = site.compiled.manual.standard(key.standard);
    let clause = standard.clause(key.clause);
    let applies = of.applies(clause);
    let from = maker.from();
    let addressing = views::claim::by_document(&site.compiled.resolved.claims, &of.weighed_claims);
    let documents = documents(maker, key);
    let status = of.status.map_or(Cell::Empty, |status| {
        let word = views::labels::clause_status(site, status).word;
        Cell::Status(status, word.to_owned())
    });
    let mut owners: Vec<String> = Vec::new();
    for one in &addressing {
        let owner = site.compiled.manual.document(one.document).owner.as_ref();
        owners.extend(owner.map(|role| role.as_str().to_owned()));
    }
    owners.sort();
    owners.dedup();
    let mut cells = vec![
        Cell::text(format!("{}:{}", standard.id, clause.number)),
        maker.link(clause.number.as_str(), || {
            from.href(site.clause_address(key))
        }),
        Cell::text(clause.title.as_deref().unwrap_or_default()),
        match clause.requirement {
            true => maker.yes(true),
            false => Cell::Empty,
        },
        status,
        addressed_by(maker, of, &documents),
        best(maker, &documents),
        Cell::text(lines(owners)),
        Cell::text(match applies {
            true => views::clause::documented(site, clause.records),
            false => "",
        }),
    ];
    if figures.evidence {
        cells.extend(match applies {
            true => evidence(maker, of),
            false => [const { Cell::Empty }; 4],
        });
    }
    if figures.audits {
        cells.extend(audits(maker, of, applies));
    }
    if figures.findings {
        cells.push(findings(maker, key));
        cells.extend(
            maker
                .scope
                .as_ref()
                .map(|scope| last_findings(maker, scope, key)),
        );
    }
    let exclusion = of
        .exclusion
        .map(|at| &site.compiled.resolved.exclusions[at]);
    let excluded = exclusion.map(|exclusion| match exclusion.clause == key {
        true => exclusion.justification.clone(),
        false => {
            let above = &site.compiled.manual.clause(exclusion.clause).number;
            let above = [("clause", above.as_str().into())];
            site.messages.with("excluded-with", above)
        }
    });
    let remarks = excluded
        .into_iter()
        .chain(views::reasons::remarks(site, key));
    cells.push(Cell::text(lines(remarks)));
    cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
    Row {
        is_heading: !clause.requirement,
        cells,
    }
}

/// The documents that address a clause, the best first.
fn documents<'a>(maker: &Maker<'a, '_>, key: ClauseKey) -> Vec<AddressingView<'a>> {
    let site = maker.site;
    let of = views::clause::clause_coverage(site, key);
    let addressing = views::claim::by_document(&site.compiled.resolved.claims, &of.weighed_claims);
    let from = maker.from();
    let views = addressing
        .iter()
        .map(|one| views::claim::addressing(site, &from, key, one));
    views.collect()
}

/// The documents that address a clause, in one cell.
pub(super) fn addressing(maker: &Maker<'_, '_>, key: ClauseKey) -> Cell {
    let of = views::clause::clause_coverage(maker.site, key);
    addressed_by(maker, of, &documents(maker, key))
}

/// The evidence of a clause: its status, and what the documents name.
pub(super) fn named_evidence(maker: &Maker<'_, '_>, key: ClauseKey) -> [Cell; 2] {
    let of = views::clause::clause_coverage(maker.site, key);
    let [status, named, ..] = evidence(maker, of);
    [status, named]
}

/// The documents, each in a line of its own with its revision and its sections. A text of several
/// lines has no link: LibreOffice would show its first line only.
fn addressed_by(
    maker: &Maker<'_, '_>,
    of: &ClauseCoverage,
    documents: &[AddressingView<'_>],
) -> Cell {
    let names = documents.iter().map(|one| {
        let sections: Vec<&str> = one.sections.iter().map(|section| &*section.title).collect();
        let mut name = format!("{} {}", one.id, one.title);
        if !sections.is_empty() {
            name.push_str(&format!(" § {}", sections.join("; ")));
        }
        if !one.revision.is_empty() {
            name.push_str(&format!(
                ", {} {}",
                maker.word("revision_short"),
                one.revision
            ));
        }
        if let Some(mark) = &one.mark {
            name.push_str(&format!(" ({})", mark.word));
        }
        name
    });
    let elsewhere = of.rests_elsewhere && of.status != Some(ClauseStatus::Excluded);
    let elsewhere = elsewhere.then(|| maker.word("addressed_elsewhere").to_owned());
    Cell::text(lines(names.chain(elsewhere)))
}

/// The id of the best document, with a link to its most exact place.
fn best(maker: &Maker<'_, '_>, documents: &[AddressingView<'_>]) -> Cell {
    let Some(best) = documents.first() else {
        return Cell::Empty;
    };
    maker.link(best.id, || {
        let section = best.sections.first().map(|section| &section.href);
        section.unwrap_or(&best.href).clone()
    })
}

/// The evidence: its status, what the documents name, and the newest record of it.
fn evidence(maker: &Maker<'_, '_>, of: &ClauseCoverage) -> [Cell; 4] {
    let site = maker.site;
    let from = maker.from();
    let named = views::clause::named_evidence(site, of);
    let names = named.iter().map(|one| {
        let name = views::clause::evidence_name(site, &from, *one);
        format!("{} {}", name.name, name.title)
            .trim_end()
            .to_owned()
    });
    let status = match views::clause::clause_evidence(site, &from, of, 0) {
        Some(evidence) => evidence.badge.word,
        None => maker.word("evidence_not_required"),
    };
    let manual = &site.compiled.manual;
    let as_of = site.compiled.coverage.as_of;
    let records = named.iter().flat_map(|one| site.records(*one));
    let dated = records.filter_map(|ix| {
        let record = manual.record(*ix);
        let (_, date) = manual.kind(record.kind).dated_in(&record.fields)?;
        (date <= as_of).then_some((date, *ix))
    });
    // Of several records of one day the first by id.
    let newest = dated.reduce(|newest: (Date, RecordIx), one| match one.0 > newest.0 {
        true => one,
        false => newest,
    });
    [
        Cell::text(status),
        Cell::text(lines(names)),
        Cell::day(newest.map(|(date, _)| date)),
        newest.map_or(Cell::Empty, |(_, ix)| maker.page(PageKey::Record(ix))),
    ]
}

/// The last audit: its day, the auditor, the audit itself, and whether another one is due.
fn audits(maker: &Maker<'_, '_>, of: &ClauseCoverage, applies: bool) -> [Cell; 4] {
    let last = of.last_audit();
    let auditor = last.and_then(|last| {
        let record = maker.site.compiled.manual.record(last.record);
        record.fields.text("auditor").map(str::to_owned)
    });
    let due = of.audits.filter(|_| applies).map(|audits| audits.is_due);
    [
        Cell::day(last.map(|last| last.date)),
        Cell::text(auditor.unwrap_or_default()),
        last.map_or(Cell::Empty, |last| maker.page(PageKey::Record(last.record))),
        due.map_or(Cell::Empty, |due| maker.yes(due)),
    ]
}

/// The open findings: `NC-1 (Major)`. A heading has those of the clauses below it, too.
fn findings(maker: &Maker<'_, '_>, key: ClauseKey) -> Cell {
    let site = maker.site;
    let compiled = site.compiled;
    let findings = compiled.coverage.findings.against(&compiled.manual, key);
    let names = findings.iter().map(|ix| {
        let id = &compiled.manual.record(*ix).id.value;
        format!("{id} ({})", views::clause::finding_grade(site, *ix).word)
    });
    let text = lines(names);
    match findings.as_slice() {
        [one] => maker.link(text, || {
            views::claim::record_href(site, &maker.from(), *one)
        }),
        _ => Cell::text(text),
    }
}

/// The findings of the last audit, open or not: `NC-1 (Minor): closed`.
fn last_findings(maker: &Maker<'_, '_>, scope: &AuditScope, key: ClauseKey) -> Cell {
    let site = maker.site;
    let findings = scope.last_findings(site, key);
    let names = findings.iter().map(|ix| {
        let id = &site.compiled.manual.record(*ix).id.value;
        let entry = site.compiled.registers.entry(*ix);
        let open = views::record::entry_badge(site, entry).map(|badge| badge.word.to_owned());
        let state = open.or_else(|| views::record::closed_word(site, entry));
        let grade = views::clause::finding_grade(site, *ix).word;
        format!("{id} ({grade}): {}", state.unwrap_or_default())
    });
    Cell::text(lines(names))
}
