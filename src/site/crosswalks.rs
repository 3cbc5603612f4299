//! Which clauses of the manual's standards correspond to each other.

use std::collections::HashMap;

use crate::manual::{ClauseIx, ClauseKey, Manual, StandardIx};

/// For each clause, the clauses of the manual's other standards that correspond to it, whichever
/// of the two standards says so.
#[derive(Debug, Default)]
pub(super) struct Crosswalks(HashMap<ClauseKey, Vec<ClauseKey>>);

impl Crosswalks {
    pub(super) fn new(manual: &Manual) -> Self {
        let mut found: HashMap<ClauseKey, Vec<ClauseKey>> = HashMap::new();
        for (at, standard) in manual.standards.iter().enumerate() {
            for crosswalk in &standard.crosswalks {
                let mut others = manual.standards.iter().zip(0_u32..);
                let Some((other, other_ix)) =
                    others.find(|(other, _)| other.id == crosswalk.standard)
                else {
                    continue;
                };
                for (clause, numbers) in &crosswalk.pairs {
                    let here = key(StandardIx(at as u32), *clause);
                    let there = numbers
                        .iter()
                        .filter_map(|number| other.find(number.as_str()))
                        .map(|clause| key(StandardIx(other_ix), clause))
                        .filter(|there| *there != here);
                    for there in there {
                        found.entry(here).or_default().push(there);
                        found.entry(there).or_default().push(here);
                    }
                }
            }
        }
        for keys in found.values_mut() {
            keys.sort();
            keys.dedup();
        }
        Self(found)
    }

    /// The clauses that correspond to this one, by standard, then in reading order.
    pub(super) fn of(&self, clause: ClauseKey) -> &[ClauseKey] {
        self.0.get(&clause).map_or(&[], Vec::as_slice)
    }
}

fn key(standard: StandardIx, clause: ClauseIx) -> ClauseKey {
    ClauseKey { standard, clause }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::testing::manual_of;

    #[test]
    fn a_correspondence_holds_in_both_directions_and_stands_once() {
        let manual = manual_of(&["iso-9002-1994", "iso-9001-2015"], &[]);
        let crosswalks = Crosswalks::new(&manual);
        let clause = |standard: u32, number: &str| {
            let found = manual.standards[standard as usize].find(number).unwrap();
            key(StandardIx(standard), found)
        };
        let old = clause(0, "4.6.2");
        let new: Vec<&str> = crosswalks
            .of(old)
            .iter()
            .map(|key| manual.clause(*key).number.as_str())
            .collect();
        assert!(new.contains(&"8.4.1"), "{new:?}");
        let back = crosswalks.of(clause(1, "8.4.1"));
        assert_eq!(back.iter().filter(|key| **key == old).count(), 1);
    }

    #[test]
    fn standards_that_the_manual_lacks_are_left_out() {
        let manual = manual_of(&["iso-9001-2015"], &[]);
        assert!(Crosswalks::new(&manual).0.is_empty());
    }
}
