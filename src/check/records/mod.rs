//! Findings about records, each with the value that a person would mend.

mod corrective;
mod late;
mod training;

use crate::coverage::Coverage;
use crate::diagnostics::{Diagnostic, Place};
use crate::manual::{FieldName, Manual, PageKey, Record};
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

/// The place of a field's value; the record's id where the field is not given.
fn at(record: &Record, field: &str) -> Place {
    let value = record.fields.get(field);
    let spot = value.map_or(record.id.spot, |value| value.spot);
    Place::new(&record.path, spot)
}

fn at_field(record: &Record, field: Option<&FieldName>) -> Place {
    at(record, field.map_or("", FieldName::as_str))
}

/// The auditor's role owns one of the documents that an audit looks at.
fn not_independent(manual: &Manual, entry: &Entry) -> Option<Diagnostic> {
    let record = manual.record(entry.record);
    if manual.kind(record.kind).name.as_str() != "audit"
        || record.fields.text("state") == Some("cancelled")
    {
        return None;
    }
    let auditor = record.fields.text("auditor")?;
    let owned: Vec<&str> = entry
        .mentions
        .iter()
        .filter_map(|mention| match mention.page {
            PageKey::Document(ix) => Some(manual.document(ix)),
            _ => None,
        })
        .filter(|document| {
            let owner = document.owner.as_ref();
            owner.is_some_and(|owner| owner.as_str().to_lowercase() == auditor.to_lowercase())
        })
        .map(|document| document.id.value.as_str())
        .collect();
    let first = owned.first()?;
    let message = match owned.len() {
        1 => format!("the {auditor} audits {first} and owns it"),
        _ => format!("the {auditor} audits {} and owns them", owned.join(", ")),
    };
    let place = at(record, "auditor");
    let diagnostic = Diagnostic::new(&rules::AUDIT_NOT_INDEPENDENT, place, message);
    Some(diagnostic.help("let another role audit what this one owns"))
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
            record.title, last.value, last.period
        );
        let place = at(record, "target");
        let help = format!("add an action with `source: {}`", record.id.value);
        Some(Diagnostic::new(&rules::OBJECTIVE_MISSED, place, message).help(help))
    };
    missed.filter_map(diagnostic).collect()
}
