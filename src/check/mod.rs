//! Finds the problems of the management system. Each finding has the place where a person would
//! correct it (`docs/design.md`, "Diagnostics").

mod applicability;
mod approvals;
mod audiences;
mod catalogs;
mod claims;
mod clauses;
mod documents;
mod editions;
mod exclusions;
mod issued;
mod names;
mod published;
mod records;
mod settings;
mod translations;

use crate::coverage::Coverage;
use crate::diagnostics::Diagnostic;
use crate::manual::Manual;
use crate::registers::Registers;
use crate::resolve::Resolved;

/// Returns the findings of a manual on the as-of date of its coverage.
pub(crate) fn findings(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    registers: &Registers,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    clauses::check(manual, resolved, coverage, &mut diagnostics);
    claims::check(manual, resolved, coverage, &mut diagnostics);
    exclusions::check(manual, resolved, coverage, &mut diagnostics);
    applicability::check(manual, resolved, coverage, &mut diagnostics);
    approvals::check(manual, coverage, &mut diagnostics);
    audiences::check(manual, &mut diagnostics);
    documents::check(manual, coverage, &mut diagnostics);
    translations::check(manual, resolved, &mut diagnostics);
    issued::check(manual, &mut diagnostics);
    records::check(manual, coverage, registers, &mut diagnostics);
    names::check(manual, resolved, &mut diagnostics);
    editions::check(manual, coverage.as_of, &mut diagnostics);
    catalogs::check(manual, resolved, &mut diagnostics);
    published::check(manual, resolved, &mut diagnostics);
    settings::check(manual, &mut diagnostics);
    diagnostics.extend(crate::trend::read(manual).1);
    diagnostics
}
