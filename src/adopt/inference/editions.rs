//! Texts that name clauses of an edition that is not built in, with numbers that another edition gives to
//! something else.

use std::collections::HashSet;

use super::entries::Doc;
use crate::manual::Standard;

/// The numbers of Annex A of ISO/IEC 27001:2013 that ISO/IEC 27001:2022 gives to other controls.
const REUSED: [&str; 9] = [
    "A.5.1", "A.6.1", "A.6.2", "A.7.1", "A.7.2", "A.7.3", "A.8.1", "A.8.2", "A.8.3",
];

/// The edition with other numbers for [`REUSED`].
const STANDARD: &str = "iso-iec-27001-2022";

/// The documents with numbers of the edition of 2013.
pub(super) struct Outdated(HashSet<usize>);

impl Outdated {
    /// Finds the documents that have a number which only the edition of 2013 has. If they are most of those
    /// that name its controls, all documents are in doubt.
    pub(super) fn find(docs: &[Doc<'_>]) -> Self {
        let is_old = |number: &String| {
            let mut parts = number.split('.').skip(1);
            let first = parts.next().and_then(|part| part.parse::<u8>().ok());
            let rest = parts.count();
            first.is_some_and(|first| (5..=18).contains(&first)) && (rest == 2 || first > Some(8))
        };
        let has_old = |doc: &&Doc<'_>| doc.page.unknown_annexes.iter().any(is_old);
        let has_annex = |doc: &&Doc<'_>| {
            let mut places = doc.page.places.iter();
            places.any(|place| place.clause.starts_with("A."))
        };
        let old: HashSet<usize> = docs.iter().filter(has_old).map(|doc| doc.at).collect();
        let all = docs
            .iter()
            .filter(|doc| has_annex(doc) || has_old(doc))
            .count();
        match old.len() * 2 > all {
            true => Self(docs.iter().map(|doc| doc.at).collect()),
            false => Self(old),
        }
    }

    /// Whether a number in a document may be one of the other edition.
    pub(super) fn has(&self, doc: &Doc<'_>, standard: &Standard, clause: &str) -> bool {
        standard.id.as_str() == STANDARD && REUSED.contains(&clause) && self.0.contains(&doc.at)
    }
}
