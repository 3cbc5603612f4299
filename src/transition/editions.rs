//! Which standards take the place of which.

use std::borrow::Cow;

use crate::manual::{Counterparts, Manual, Standard, StandardIx};
use crate::standards;

/// The standards that take the place of this one, one after the other: the last one is current.
/// A catalog of the manual counts before a built-in one; a standard without a catalog ends the list.
pub(crate) fn successors<'m>(manual: &'m Manual, of: &Standard) -> Vec<Cow<'m, Standard>> {
    let mut found: Vec<Cow<'m, Standard>> = Vec::new();
    let mut next = replaced_by(of);
    while let Some(id) = next {
        let is_known = of.id.as_str() == id || found.iter().any(|one| one.id.as_str() == id);
        let listed = manual.standards.iter().find(|one| one.id.as_str() == id);
        let standard = match listed {
            Some(listed) => Some(Cow::Borrowed(&**listed)),
            None => standards::find(&id).map(Cow::Owned),
        };
        // A circle of catalogs ends where it closes.
        let Some(standard) = standard.filter(|_| !is_known) else {
            break;
        };
        next = replaced_by(&standard);
        found.push(standard);
    }
    found
}

fn replaced_by(standard: &Standard) -> Option<String> {
    let state = standard.edition_state.as_ref()?;
    Some(state.replaced_by.as_ref()?.value.to_string())
}

/// The transitions that a manual is in: each of its standards that is replaced, with the first of its
/// successors that the manual lists as well and whose catalog says how the two correspond.
pub(crate) fn transitions(manual: &Manual) -> Vec<(StandardIx, StandardIx)> {
    let standards = manual.standards.enumerated();
    let found = standards.filter_map(|(from, standard)| {
        // Few standards are replaced, and only for those other catalogs are read.
        standard.edition_state.as_ref()?.replaced_by.as_ref()?;
        let successors = successors(manual, standard);
        successors.iter().find_map(|successor| {
            let mut listed = manual.standards.enumerated();
            let (to, other) = listed.find(|(_, other)| other.id == successor.id)?;
            let are_stated = Counterparts::between(other, standard).are_stated;
            are_stated.then_some((from, to))
        })
    });
    found.collect()
}
