//! Resolves the entries `[[applicability]]` of `manual.toml` (`docs/design.md`, "Statement of
//! applicability").

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::clause_ref::find_clause_beside;
use crate::diagnostics::{Diagnostic, Location};
use crate::index::IndexVec;
use crate::manual::{ClauseKey, Manual, StandardIx};
use crate::resolve::model::{Applicability, ApplicabilityIx};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// Whether a standard, or an entry of the manual, asks why clauses of the standard apply.
pub(in crate::resolve) fn states_applicability(manual: &Manual, ix: StandardIx) -> bool {
    let is_stated = || {
        let mut entries = manual.config.applicability.iter();
        entries.any(|stated| {
            let standard = stated.standard.as_ref();
            let found = find_clause_beside(manual, &stated.clause, standard);
            found.is_ok_and(|found| found.item.is_none() && found.clause.standard == ix)
        })
    };
    !manual.standard(ix).needs_reason.is_empty() || is_stated()
}

/// Resolves each entry. Of several entries for one clause the first counts; the others are reported.
pub(in crate::resolve) fn resolve(
    manual: &Manual,
    unresolved: &mut Vec<Unresolved>,
) -> IndexVec<ApplicabilityIx, Applicability> {
    let path = &manual.config.path;
    let mut all = IndexVec::new();
    let mut lines: HashMap<ClauseKey, u32> = HashMap::new();
    // The standard of several clauses is written once, so it is reported once.
    let mut reported: Option<Location> = None;
    for stated in &manual.config.applicability {
        let place = stated.clause.span;
        let standard = stated.standard.as_ref();
        let found = match find_clause_beside(manual, &stated.clause, standard) {
            Ok(found) => found,
            Err(error) => {
                let (span, error) = *error;
                let location = Location::new(path, span);
                if reported.as_ref() != Some(&location) {
                    reported = Some(location.clone());
                    unresolved.push(Unresolved::of_clause(manual, location, error));
                }
                continue;
            }
        };
        let number = &manual.clause(found.clause).number;
        let mistake = match (&found.item, lines.entry(found.clause)) {
            (Some(item), _) => {
                let message = format!("an item, {number} {item}, has no applicability of its own");
                let help = format!("write `{number}`, and name the item in the text");
                Some(
                    Diagnostic::new(&rules::INVALID_CLAUSE, Location::new(path, place), message)
                        .help(help),
                )
            }
            (None, Entry::Occupied(line)) => {
                let message = format!("line {} says already why {number} applies", line.get());
                let help = "write one entry for it, with all reasons: reason = [\"risk\", \"law\"]";
                Some(
                    Diagnostic::new(&rules::INVALID_VALUE, Location::new(path, place), message)
                        .help(help),
                )
            }
            (None, Entry::Vacant(line)) => {
                line.insert(place.line);
                None
            }
        };
        if let Some(mistake) = mistake {
            unresolved.push(Unresolved::plain(mistake));
            continue;
        }
        all.push(Applicability {
            clause: found.clause,
            reasons: stated.reasons.clone(),
            text: stated.text.value.clone(),
            fault: stated.fault,
            span: place,
        });
    }
    all
}
