//! Persons who are not trained on the documents they work by.

use std::collections::HashMap;

use super::about;
use crate::coverage::Coverage;
use crate::diagnostics::{Diagnostic, Location, Span};
use crate::manual::{DueWhen, KindRole, Manual, PageKey, Person};
use crate::registers::{Entry, Registers, TrainingCell};
use crate::rules;

/// The maximum number of persons that a message names.
const MOST_NAMED: usize = 8;

pub(super) fn check(
    manual: &Manual,
    coverage: &Coverage,
    registers: &Registers,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for entry in &registers.entries {
        diagnostics.extend(outdated(manual, coverage, registers, entry));
    }
    let mut written = HashMap::new();
    for (ix, document) in manual.documents.enumerated() {
        for role in &document.roles {
            written.entry((ix, &role.value)).or_insert(role.span);
        }
    }
    for cell in &registers.training.cells {
        let span = written.get(&(cell.document, &cell.role)).copied();
        diagnostics.extend(missing(manual, registers, cell, span));
    }
}

/// Reports a training on another revision than the one in force, unless a later training replaces
/// it.
fn outdated(
    manual: &Manual,
    coverage: &Coverage,
    registers: &Registers,
    entry: &Entry,
) -> Option<Diagnostic> {
    let record = manual.record(entry.record);
    let kind = manual.kind(record.kind);
    let decides = match kind.role {
        Some(KindRole::Training) => registers.training.passed.contains(&entry.record),
        _ => kind.is_counted(&record.fields),
    };
    let counts = kind.due == DueWhen::RevisionMovesOn
        && !entry.coming
        && decides
        && entry.replaced_by.is_none();
    if record
        .misread
        .iter()
        .any(|field| field.as_str() == "revision")
    {
        return None;
    }
    let moved_on = entry.due.filter(|due| *due <= coverage.as_of && counts)?;
    let Some(PageKey::Document(ix)) = entry.mention("document") else {
        return None;
    };
    if !coverage.standing(ix).is_in_force() {
        return None;
    }
    let document = manual.document(ix);
    let message = format!(
        "{} was trained on revision {} of {}, which is at revision {} since {moved_on}",
        record.fields.text("person").unwrap_or("somebody"),
        record.fields.text("revision").unwrap_or("?"),
        document.id.value,
        document.revision,
    );
    let help = "train them on the present revision, and add that training as a record";
    Some(about(kind.overdue_rule, record, "revision", message, help))
}

/// Reports a role in a document's `roles`, at its span, with holders who are not trained on the
/// document, or without holders.
fn missing(
    manual: &Manual,
    registers: &Registers,
    cell: &TrainingCell,
    span: Option<Span>,
) -> Option<Diagnostic> {
    let matrix = &registers.training;
    let holders = matrix.holders(&cell.role).len();
    let document = manual.document(cell.document);
    let (role, id) = (&cell.role, &document.id.value);
    let message = if holders == 0 {
        format!("{id} asks for the role {role}, for which nobody was trained")
    } else if cell.missing > 0 {
        let missing = named(matrix.missing(manual, cell), cell.missing as usize);
        format!("of role {role}, not trained on {id}: {missing}")
    } else {
        return None;
    };
    let location = Location::in_file(&document.path, span.unwrap_or(document.id.span));
    let help = "add their trainings as records, or take the role out of `roles`";
    Some(Diagnostic::new(&rules::TRAINING_MISSING, location, message).help(help))
}

/// The names of the first persons, and how many more there are of `count`.
fn named<'a>(persons: impl Iterator<Item = &'a Person>, count: usize) -> String {
    let names: Vec<&str> = persons.take(MOST_NAMED).map(Person::as_str).collect();
    match count.saturating_sub(MOST_NAMED) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
