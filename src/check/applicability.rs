//! Findings about the statement of applicability: requirements without a reason, and reasons for
//! clauses that are excluded.

use super::clauses::{listed_at, written};
use crate::coverage::{Coverage, Decision};
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::Manual;
use crate::resolve::Resolved;
use crate::rules;

pub(super) fn check(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for of in &coverage.standards {
        let standard = manual.standard(of.standard);
        let location = listed_at(manual, standard);
        for (clause, judged) in of.clauses.enumerated() {
            let Some(applicability) = judged.applicability else {
                continue;
            };
            if applicability.decision != Decision::Unstated || !standard.needs_reason(clause) {
                continue;
            }
            let clause = standard.clause(clause);
            let title = clause.title.as_deref().unwrap_or_default();
            let name = format!("{} {} {title}", standard.designation, clause.number);
            let message = format!("nothing says why {} applies", name.trim_end());
            let help = format!(
                "add [[applicability]] with clause = \"{}\", reason and text, or exclude it with a \
                 justification",
                written(manual, standard, clause)
            );
            let diagnostic =
                Diagnostic::new(&rules::NO_REASON, location.clone(), message).help(help);
            let entry = applicability.entry.map(|ix| &resolved.applicability[ix]);
            let fault = entry.and_then(|entry| entry.fault);
            let misspelt = manual.config.is_applicability_misspelt;
            let cause = fault.or(misspelt.then_some(&rules::UNKNOWN_SETTING));
            diagnostics.push(match cause {
                Some(rule) => diagnostic.follows(rule),
                None => diagnostic,
            });
        }
    }
    diagnostics.extend(excluded(manual, resolved, coverage));
}

/// Reports each entry whose clause is excluded.
fn excluded<'a>(
    manual: &'a Manual,
    resolved: &'a Resolved,
    coverage: &'a Coverage,
) -> impl Iterator<Item = Diagnostic> + 'a {
    let entries = resolved.applicability.iter();
    entries.filter_map(|entry| {
        let exclusion = coverage.clause(entry.clause).exclusion?;
        let exclusion = &resolved.exclusions[exclusion];
        let number = &manual.clause(entry.clause).number;
        let message = match exclusion.clause == entry.clause {
            true => format!("{number} is said to apply, and is excluded"),
            false => {
                let above = &manual.clause(exclusion.clause).number;
                format!("{number} is said to apply, and is excluded with {above}")
            }
        };
        let location = Location::new(&manual.config.path, entry.span);
        let diagnostic = Diagnostic::new(&rules::EXCLUDED_BUT_APPLICABLE, location, message);
        Some(diagnostic.help("take this entry away, or the exclusion"))
    })
}
