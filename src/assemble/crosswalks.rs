//! Checks that the standards and clauses exist which the manual's own catalogs name: those of
//! crosswalks, and the successor of an edition.

use std::sync::Arc;

use super::OwnStandards;
use crate::diagnostics::{Diagnostic, Location};
use crate::manual::{Crosswalk, Origin, Standard};
use crate::{rules, standards};

/// The diagnostics of all catalogs.
pub(super) fn check(own: OwnStandards<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for standard in own.read {
        diagnostics.extend(check_successor(own, standard));
        for crosswalk in &standard.crosswalks {
            check_one(own, standard, crosswalk, &mut diagnostics);
        }
    }
    diagnostics
}

fn check_successor(own: OwnStandards<'_>, standard: &Standard) -> Option<Diagnostic> {
    let Origin::Manual(path) = &standard.origin else {
        return None;
    };
    let successor = standard.edition_state.as_ref()?.replaced_by.as_ref()?;
    let id = successor.value.as_str();
    if id == standard.id.as_str() {
        let message = format!("`{id}` is this standard itself");
        let location = Location::new(path, successor.span);
        let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, message);
        return Some(diagnostic.help("name the standard that takes its place"));
    }
    let is_own = own.read.iter().any(|one| one.id.as_str() == id);
    // The standard may be in a file that could not be read.
    if is_own || standards::is_built_in(id) || own.damaged.is_some() {
        return None;
    }
    Some(no_standard(own, id, Location::new(path, successor.span)))
}

fn check_one(
    own: OwnStandards<'_>,
    standard: &Standard,
    crosswalk: &Crosswalk,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Origin::Manual(path) = &standard.origin else {
        return;
    };
    let id = crosswalk.standard.value.as_str();
    let found = own.read.iter().find(|one| one.id.as_str() == id);
    let found = found.cloned().or_else(|| standards::find(id).map(Arc::new));
    let Some(other) = found else {
        // The standard may be in a file that could not be read.
        if own.damaged.is_none() {
            let location = Location::new(path, crosswalk.standard.span);
            diagnostics.push(no_standard(own, id, location));
        }
        return;
    };
    let pairs = crosswalk.pairs.iter().flat_map(|(_, others)| others);
    for number in pairs.map(|other| &other.number) {
        let written = number.value.as_str();
        if other.find(written).is_none() {
            let message = format!("{} has no clause {written}", other.designation);
            let location = Location::new(path, number.span);
            let known = other.clauses.iter().map(|clause| clause.number.as_str());
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_CLAUSE, location, message);
            let diagnostic = diagnostic.nearest_of(written, known, || {
                format!("name a clause of {}", other.designation)
            });
            diagnostics.push(match &other.damage {
                Some(damage) => diagnostic.follows(damage.rule),
                None => diagnostic,
            });
        }
    }
}

fn no_standard(own: OwnStandards<'_>, id: &str, location: Location) -> Diagnostic {
    let message = format!("there is no standard `{id}`");
    let diagnostic = Diagnostic::new(&rules::UNKNOWN_STANDARD, location, message);
    // A crosswalk must name the id, since an alias may come to mean another edition.
    let aliased = own.read.iter().filter(|one| one.is_named(id));
    let aliased = aliased.map(|one| one.id.to_string());
    let built_in = standards::named(id);
    let built_in = built_in.iter().map(|one| one.id.to_string());
    let named: Vec<String> = aliased.chain(built_in).collect();
    if let [one] = &*named {
        return diagnostic.did_you_mean(id, one);
    }
    let ids = standards::ids();
    let known = own.read.iter().map(|one| one.id.as_str());
    let known = known.chain(ids.iter().map(String::as_str));
    diagnostic.nearest_of(id, known, || {
        "write the id of a built-in standard, or of one in the manual's folder standards/"
            .to_owned()
    })
}
