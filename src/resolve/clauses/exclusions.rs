//! Resolves the exclusions of `manual.toml` (`docs/design.md`, "Exclusions").

use super::find_clause;
use crate::diagnostics::{Diagnostic, Location};
use crate::index::IndexVec;
use crate::manual::{ClauseKey, Manual};
use crate::parse::decode::list_words;
use crate::resolve::model::{Exclusion, ExclusionIx};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// The maximum number of clauses that a message names.
const MOST_NAMED: usize = 8;

/// Resolves each exclusion. A missing justification was reported when `manual.toml` was read.
pub(in crate::resolve) fn resolve(
    manual: &Manual,
    unresolved: &mut Vec<Unresolved>,
) -> IndexVec<ExclusionIx, Exclusion> {
    let mut exclusions = IndexVec::new();
    for stated in &manual.config.exclusions {
        let span = stated.clause.span;
        let location = Location::new(&manual.config.path, span);
        let found = match find_clause(manual, &stated.clause.value) {
            Ok(found) => found,
            Err(error) => {
                unresolved.push(Unresolved::of_clause(manual, location, error));
                continue;
            }
        };
        if let Some(item) = found.item.as_ref().filter(|item| !item.is_whole()) {
            let number = &manual.clause(found.clause).number;
            let message =
                format!("a part of an item, {number} {item}, cannot be excluded by itself");
            let help = "exclude the item, or say in a document why a part of it does not apply";
            let diagnostic = Diagnostic::new(&rules::INVALID_CLAUSE, location, message).help(help);
            unresolved.push(Unresolved::plain(diagnostic));
            continue;
        }
        if let Some((message, help)) = not_permitted(manual, found.clause) {
            let diagnostic =
                Diagnostic::new(&rules::EXCLUSION_NOT_PERMITTED, location, message).help(help);
            let standard = manual.standard(found.clause.standard);
            let damage = standard.exclusions_damage.as_ref();
            let told_at = damage.and_then(|damage| damage.told_at(&manual.config.rules));
            unresolved.push(Unresolved {
                caused_by: told_at.cloned(),
                ..Unresolved::plain(diagnostic)
            });
        }
        exclusions.push(Exclusion {
            clause: found.clause,
            item: found.item,
            justification: stated.justification.clone(),
            approved_by: stated.approved_by.clone(),
            unread_approval: stated.unread_approval,
            date: stated.date.as_ref().map(|date| date.value),
            date_span: stated.date.as_ref().map(|date| date.span),
            is_date_unreadable: stated.is_date_unreadable,
            span,
        });
    }
    exclusions
}

/// Returns a message and a help if the standard does not permit the clause to be excluded. The
/// message names the requirements that stay, if clauses below it may be excluded. `None` if the
/// exclusion is permitted.
fn not_permitted(manual: &Manual, key: ClauseKey) -> Option<(String, String)> {
    let standard = manual.standard(key.standard);
    if standard.permits_exclusion(key.clause) {
        return None;
    }
    let number = &standard.clause(key.clause).number;
    let below = standard.with_descendants(key.clause);
    let (permitted, kept): (Vec<_>, Vec<_>) = below.partition(|ix| standard.permits_exclusion(*ix));
    let permitted_at_all = standard.may_exclude.iter().flatten();
    let numbers: Vec<&str> = permitted_at_all
        .map(|ix| standard.clause(*ix).number.as_str())
        .collect();
    let help = match numbers.as_slice() {
        [] => format!(
            "{} lets no clause be excluded: address it",
            standard.designation
        ),
        numbers => format!(
            "only {} and the clauses below may be excluded",
            numbers.join(", ")
        ),
    };
    if permitted.is_empty() {
        let message = format!("{} does not let {number} be excluded", standard.designation);
        return Some((message, help));
    }
    let kept = kept.iter().map(|ix| standard.clause(*ix));
    let kept: Vec<&str> = kept
        .filter(|clause| clause.requirement)
        .map(|clause| clause.number.as_str())
        .collect();
    let more = kept.len().saturating_sub(MOST_NAMED);
    let named = list_words(&kept[..kept.len() - more]);
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "the exclusion of {number} does not include {named}{more}: {} forbids that",
        standard.designation
    );
    Some((message, help))
}
