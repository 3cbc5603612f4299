//! Findings about records, each at the value that a person would correct.

mod corrective;
mod late;
mod training;

use crate::coverage::Coverage;
use crate::diagnostics::{Diagnostic, Location, Rule};
use crate::manual::{FieldName, Manual, Record};
use crate::registers::{Direction, Entry, Objective, Registers};
use crate::rules;

pub(super) fn check(
    manual: &Manual,
    coverage: &Coverage,
    registers: &Registers,
    diagnostics: &mut Vec<Diagnostic>,
) {
    late::check(manual, registers, diagnostics);
    training::check(manual, coverage, registers, diagnostics);
    corrective::check(manual, registers, diagnostics);
    for entry in &registers.entries {
        diagnostics.extend(not_independent(manual, entry));
    }
    diagnostics.extend(missed(manual, registers));
}

/// The place of a field's value; that of the record's id if the field is not given.
fn at(record: &Record, field: &str) -> Location {
    let value = record.fields.get(field);
    let span = value.map_or(record.id.span, |value| value.span);
    Location::in_file(&record.path, span)
}

/// A finding about a record, at a field's value.
fn about(
    rule: &'static Rule,
    record: &Record,
    field: &str,
    message: String,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, at(record, field), message).help(help)
}

fn at_field(record: &Record, field: Option<&FieldName>) -> Location {
    at(record, field.map_or("", FieldName::as_str))
}

/// Reports an audit of documents that the auditor's own role owns.
fn not_independent(manual: &Manual, entry: &Entry) -> Option<Diagnostic> {
    let record = manual.record(entry.record);
    let auditor = record.fields.text("auditor")?;
    let owned = entry.own_work(manual);
    let owned: Vec<&str> = owned
        .iter()
        .map(|ix| manual.document(*ix).id.value.as_str())
        .collect();
    let first = owned.first()?;
    let message = match owned.len() {
        1 => format!("the {auditor} audits {first} and owns it"),
        _ => format!("the {auditor} audits {} and owns them", owned.join(", ")),
    };
    let help = "let another role audit what this one owns";
    let rule = &rules::AUDIT_NOT_INDEPENDENT;
    Some(about(rule, record, "auditor", message, help))
}

fn missed(manual: &Manual, registers: &Registers) -> Vec<Diagnostic> {
    let missed = registers
        .objectives
        .iter()
        .filter(|one| one.missed == Some(true));
    let diagnostic = |objective: &Objective| {
        let record = manual.record(objective.record);
        let last = objective.last()?;
        let asked = match (objective.direction?, objective.target, objective.limits) {
            (Direction::AtLeast, Some(target), _) => format!("at least {target}"),
            (Direction::AtMost, Some(target), _) => format!("at most {target}"),
            (Direction::Within, _, Some(limits)) => limits.to_string(),
            (_, target, _) => target.map(|target| target.to_string())?,
        };
        let message = format!(
            "{} was {} in {}, and should be {asked}",
            record.title,
            objective.shown(last.value),
            last.period
        );
        let help = format!("add an action with `source: {}`", record.id.value);
        let rule = &rules::OBJECTIVE_MISSED;
        Some(about(rule, record, "target", message, help))
    };
    missed.filter_map(diagnostic).collect()
}
