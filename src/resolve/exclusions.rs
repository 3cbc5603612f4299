//! The exclusions of `manual.toml` that hold (`docs/design.md`, exclusions).

use super::clause_ref::find_clause;
use crate::diagnostics::{Diagnostic, Location};
use crate::index::IndexVec;
use crate::manual::Manual;
use crate::resolve::model::{Exclusion, ExclusionIx};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// Looks up each exclusion. One without justification was reported where it was read, and excludes
/// nothing.
pub(super) fn resolve(
    manual: &Manual,
    unresolved: &mut Vec<Unresolved>,
) -> IndexVec<ExclusionIx, Exclusion> {
    let mut exclusions = IndexVec::new();
    for stated in &manual.config.exclusions {
        let (path, span) = (&manual.config.path, stated.clause.span);
        let location = Location::new(path, span);
        let mut report = |rule, message: String, help: String| {
            let diagnostic = Diagnostic::new(rule, location.clone(), message).help(help);
            unresolved.push(Unresolved::plain(diagnostic));
        };
        let found = match find_clause(manual, &stated.clause.value) {
            Ok(found) => found,
            Err(error) => {
                unresolved.push(Unresolved::of_clause(manual, path, span, error));
                continue;
            }
        };
        let number = &manual.clause(found.clause).number;
        if let Some(item) = &found.item {
            let message = format!("item {item} of {number} cannot be excluded by itself");
            let help =
                format!("exclude {number}, or say in a document why the item does not apply");
            report(&rules::INVALID_CLAUSE, message, help);
            continue;
        }
        let standard = manual.standard(found.clause.standard);
        if !standard.permits_exclusion(found.clause.clause) {
            let permitted = standard.may_exclude.iter().flatten();
            let numbers: Vec<&str> = permitted
                .map(|ix| standard.clause(*ix).number.as_str())
                .collect();
            let help = if numbers.is_empty() {
                format!(
                    "{} lets no clause be excluded: address it",
                    standard.designation
                )
            } else {
                format!(
                    "only {} and what is below may be excluded",
                    numbers.join(", ")
                )
            };
            let message = format!("{} does not let {number} be excluded", standard.designation);
            report(&rules::EXCLUSION_NOT_PERMITTED, message, help);
        }
        if !stated.justification.trim().is_empty() {
            exclusions.push(Exclusion {
                clause: found.clause,
                justification: stated.justification.clone(),
                approved_by: stated.approved_by.clone(),
                date: stated.date,
            });
        }
    }
    exclusions
}
