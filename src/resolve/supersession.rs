//! Checks for documents that supersede each other in a circle.

use crate::diagnostics::{Diagnostic, Location};
use crate::index::IndexVec;
use crate::manual::{DocumentIx, Manual};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// Reports documents that supersede each other in a circle, since all of them would be obsolete.
pub(super) fn circles(
    manual: &Manual,
    supersedes: &IndexVec<DocumentIx, Vec<DocumentIx>>,
) -> Vec<Unresolved> {
    let mut unresolved = Vec::new();
    let mut superseded_by = IndexVec::beside(supersedes, Vec::new());
    for (ix, superseded) in supersedes.enumerated() {
        for other in superseded {
            superseded_by[*other].push(ix);
        }
    }
    // Documents before a circle, and documents behind it, are in none.
    let (before, behind) = (outside(supersedes), outside(&superseded_by));
    let in_circle = manual.documents.positions();
    let in_circle = in_circle.filter(|ix| !before[*ix] && !behind[*ix]);
    for document in in_circle.map(|at| &manual.documents[at]) {
        let Some(first) = document.supersedes.first() else {
            continue;
        };
        let location = Location::new(&document.path, first.span);
        let message = format!("{} is superseded in a circle", document.id.value);
        unresolved.push(Unresolved::plain(
            Diagnostic::new(&rules::CIRCULAR_SUPERSESSION, location, message)
                .help("take the older document out of the circle"),
        ));
    }
    unresolved
}

/// For each document, whether no circle leads to it along `next`.
fn outside(next: &IndexVec<DocumentIx, Vec<DocumentIx>>) -> IndexVec<DocumentIx, bool> {
    let mut leading_here = IndexVec::beside(next, 0_usize);
    for to in next.iter().flatten() {
        leading_here[*to] += 1;
    }
    let mut outside = IndexVec::beside(next, false);
    let positions = leading_here.positions();
    let mut free: Vec<DocumentIx> = positions.filter(|at| leading_here[*at] == 0).collect();
    while let Some(at) = free.pop() {
        outside[at] = true;
        for to in &next[at] {
            leading_here[*to] -= 1;
            if leading_here[*to] == 0 {
                free.push(*to);
            }
        }
    }
    outside
}
