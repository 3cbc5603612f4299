//! Findings about exclusions: those that are not valid yet, not approved, or unusual.

use crate::coverage::{Coverage, ExclusionFault};
use crate::diagnostics::{Diagnostic, Level, Location, Span};
use crate::manual::Manual;
use crate::resolve::{Exclusion, Resolved};
use crate::rules;

pub(super) fn check(
    manual: &Manual,
    resolved: &Resolved,
    coverage: &Coverage,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (exclusion, faults) in resolved.exclusions.iter().zip(&coverage.exclusion_faults) {
        if faults.is_empty() {
            diagnostics.extend(not_approved(manual, exclusion));
            diagnostics.extend(unusual(manual, exclusion));
        } else {
            diagnostics.extend(not_yet(manual, exclusion, faults));
        }
    }
}

fn not_yet(
    manual: &Manual,
    exclusion: &Exclusion,
    faults: &[ExclusionFault],
) -> Option<Diagnostic> {
    let name = name(manual, exclusion);
    let is_told = manual.config.rules.level(&rules::INVALID_VALUE) == Level::Deny;
    let message = if faults.contains(&ExclusionFault::UnreadableDate) {
        // The unreadable date is reported separately, as an invalid value.
        if is_told {
            return None;
        }
        format!("the date of the exclusion of {name} cannot be read, so it excludes nothing")
    } else if faults.contains(&ExclusionFault::NotYet) {
        let date = exclusion.date?;
        format!("the exclusion of {name} begins only on {date}: until then it excludes nothing")
    } else {
        return None;
    };
    let span = exclusion.date_span.unwrap_or(exclusion.span);
    let diagnostic = Diagnostic::new(&rules::EXCLUSION_NOT_YET, at(manual, span), message);
    Some(diagnostic.help("write the day on which it was decided: date = 2026-01-12"))
}

fn not_approved(manual: &Manual, exclusion: &Exclusion) -> Option<Diagnostic> {
    if exclusion.approved_by.is_some() {
        return None;
    }
    let name = name(manual, exclusion);
    let message = format!("the exclusion of {name} does not say who approved it");
    let location = at(manual, exclusion.span);
    let diagnostic = Diagnostic::new(&rules::EXCLUSION_NOT_APPROVED, location, message);
    let diagnostic = diagnostic.help("add approved_by = \"…\": the role that decided it");
    Some(match exclusion.unread_approval {
        Some(rule) => diagnostic.follows(rule),
        None => diagnostic,
    })
}

fn unusual(manual: &Manual, exclusion: &Exclusion) -> Option<Diagnostic> {
    let standard = manual.standard(exclusion.clause.standard);
    if standard.is_exclusion_usual(exclusion.clause.clause) {
        return as_a_whole(manual, exclusion);
    }
    let name = name(manual, exclusion);
    let message = format!("few organisations can exclude {name}: an auditor will ask why");
    let usual = standard.usual_exclusions.iter().flatten();
    let usual: Vec<&str> = usual
        .map(|ix| standard.clause(*ix).number.as_str())
        .collect();
    let help = format!(
        "check that it does not apply; the usual exclusions are {} and the clauses below",
        usual.join(", ")
    );
    let location = at(manual, exclusion.span);
    Some(Diagnostic::new(&rules::UNUSUAL_EXCLUSION, location, message).help(help))
}

/// The most requirements that a message names.
const MOST_NAMED: usize = 3;

/// Reports an exclusion of a group of requirements for each of which the standard asks why it does not
/// apply: one justification for all of them is seldom true of each.
fn as_a_whole(manual: &Manual, exclusion: &Exclusion) -> Option<Diagnostic> {
    if exclusion.item.is_some() {
        return None;
    }
    let standard = manual.standard(exclusion.clause.standard);
    let below = standard.with_descendants(exclusion.clause.clause);
    let asked: Vec<&str> = below
        .filter(|ix| standard.clause(*ix).requirement)
        .filter(|ix| standard.needs_reason(*ix) && standard.permits_exclusion(*ix))
        .map(|ix| standard.clause(ix).number.as_str())
        .collect();
    if asked.len() < 2 {
        return None;
    }
    let count = asked.len();
    let message = format!(
        "the exclusion of {} gives one justification for {count} requirements, and the standard asks for \
         a reason for each",
        name(manual, exclusion)
    );
    let named = asked.iter().take(MOST_NAMED).copied().collect::<Vec<_>>();
    let more = match count.saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let help = format!(
        "look at each again, and exclude those that do not apply by their own numbers: {}{more}",
        named.join(", ")
    );
    let location = at(manual, exclusion.span);
    Some(Diagnostic::new(&rules::UNUSUAL_EXCLUSION, location, message).help(help))
}

/// The clause and item of the exclusion, as in `ISO 9001:2015 8.5.1 f)`.
fn name(manual: &Manual, exclusion: &Exclusion) -> String {
    let standard = manual.standard(exclusion.clause.standard);
    let number = &manual.clause(exclusion.clause).number;
    let item = exclusion.item.as_ref();
    let item = item.map_or_else(String::new, |item| format!(" {item}"));
    format!("{} {number}{item}", standard.designation)
}

fn at(manual: &Manual, span: Span) -> Location {
    Location::new(&manual.config.path, span)
}
