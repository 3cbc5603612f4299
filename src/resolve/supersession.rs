//! Documents that supersede each other in a circle.

use crate::diagnostics::{Diagnostic, Location};
use crate::index::IndexVec;
use crate::manual::{DocumentIx, Manual};
use crate::resolve::unresolved::Unresolved;
use crate::rules;

/// Reports the documents that supersede each other in a circle: all of them would be obsolete.
pub(super) fn circles(
    manual: &Manual,
    supersedes: &IndexVec<DocumentIx, Vec<DocumentIx>>,
) -> Vec<Unresolved> {
    let mut unresolved = Vec::new();
    // A document that takes part in no circle has, again and again, nothing left that supersedes it.
    let mut above = IndexVec::beside(supersedes, 0_usize);
    for superseded in supersedes.iter().flatten() {
        above[*superseded] += 1;
    }
    let mut free: Vec<DocumentIx> = above.positions().filter(|at| above[*at] == 0).collect();
    while let Some(at) = free.pop() {
        for superseded in &supersedes[at] {
            above[*superseded] -= 1;
            if above[*superseded] == 0 {
                free.push(*superseded);
            }
        }
    }
    let in_circle = above.positions().filter(|at| above[*at] > 0);
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
