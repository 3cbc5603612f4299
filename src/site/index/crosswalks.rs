//! The correspondence between the clauses of the manual's standards.

use std::collections::{BTreeSet, HashMap};

use crate::manual::{ClauseIx, ClauseKey, Confidence, Counterparts, Manual, Relation, StandardIx};

/// For each clause, the corresponding clauses of the manual's other standards. The correspondence
/// may be stated in the catalog of either standard.
#[derive(Debug, Default)]
pub(crate) struct Crosswalks {
    of_clause: HashMap<ClauseKey, Vec<Corresponding>>,
    /// The pairs of standards with corresponding clauses, each in both orders.
    direct: BTreeSet<(StandardIx, StandardIx)>,
}

/// A clause of another standard that corresponds to a given clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Corresponding {
    pub(crate) clause: ClauseKey,
    /// The clause of a third standard that corresponds to both; `None` if a catalog states the
    /// correspondence directly.
    pub(crate) through: Option<ClauseKey>,
    /// How the given clause relates to this one.
    pub(crate) relation: Relation,
    pub(crate) confidence: Confidence,
}

impl Corresponding {
    /// The correspondence with a clause that corresponds to this one. How two clauses relate that meet
    /// in a third one is not known.
    fn then(self, other: Self) -> Self {
        Self {
            clause: other.clause,
            through: Some(self.clause),
            relation: Relation::Corresponds,
            confidence: self.confidence.max(other.confidence),
        }
    }
}

impl Crosswalks {
    pub(crate) fn new(manual: &Manual) -> Self {
        let mut all = Self::default();
        for (here, from) in manual.standards.enumerated() {
            for (there, to) in manual.standards.enumerated() {
                if here != there {
                    let counterparts = Counterparts::between(from, to);
                    all.add((here, there), &counterparts, from.clauses.positions());
                }
            }
        }
        all
    }

    fn add(
        &mut self,
        (here, there): (StandardIx, StandardIx),
        counterparts: &Counterparts,
        clauses: impl Iterator<Item = ClauseIx>,
    ) {
        if !counterparts.are_stated {
            return;
        }
        for clause in clauses {
            let found = counterparts.of(clause).iter().map(|one| Corresponding {
                clause: key(there, one.clause),
                through: None,
                relation: one.relation,
                confidence: one.confidence,
            });
            let found: Vec<Corresponding> = found.collect();
            if !found.is_empty() {
                self.direct.insert((here, there));
                let of = self.of_clause.entry(key(here, clause));
                of.or_default().extend(found);
            }
        }
    }

    /// The ordered pairs of standards that can be shown beside each other: those with directly
    /// corresponding clauses, and those that are connected by a third standard.
    pub(crate) fn pairs(&self) -> BTreeSet<(StandardIx, StandardIx)> {
        let mut pairs = self.direct.clone();
        for (here, between) in &self.direct {
            let on = self.direct.iter().filter(|(from, _)| from == between);
            pairs.extend(on.filter(|(_, to)| to != here).map(|(_, to)| (*here, *to)));
        }
        pairs
    }

    /// Whether a catalog states which clauses of the two standards correspond.
    pub(crate) fn is_direct(&self, here: StandardIx, there: StandardIx) -> bool {
        self.direct.contains(&(here, there))
    }

    /// The clauses of another standard that correspond to this one, in reading order.
    ///
    /// Correspondence through a third standard is used only if no catalog relates the two standards
    /// directly.
    pub(crate) fn in_standard(&self, clause: ClauseKey, there: StandardIx) -> Vec<Corresponding> {
        let of = |clause: ClauseKey| self.of(clause).iter().copied();
        let mut found: Vec<Corresponding> = if self.is_direct(clause.standard, there) {
            let own = of(clause).filter(|other| other.clause.standard == there);
            own.collect()
        } else {
            of(clause)
                .filter(|between| between.clause.standard != clause.standard)
                .flat_map(|between| of(between.clause).map(move |other| between.then(other)))
                .filter(|other| other.clause.standard == there)
                .collect()
        };
        found.sort();
        found.dedup_by_key(|one| one.clause);
        found
    }

    /// The clauses that correspond to this one, by standard, then in reading order.
    pub(crate) fn of(&self, clause: ClauseKey) -> &[Corresponding] {
        self.of_clause.get(&clause).map_or(&[], Vec::as_slice)
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
            let found = manual.standards[StandardIx(standard)].find(number).unwrap();
            key(StandardIx(standard), found)
        };
        let old = clause(0, "4.6.2");
        let new: Vec<&str> = crosswalks
            .of(old)
            .iter()
            .map(|one| manual.clause(one.clause).number.as_str())
            .collect();
        assert!(new.contains(&"8.4.1"), "{new:?}");
        let back = crosswalks.of(clause(1, "8.4.1"));
        assert_eq!(back.iter().filter(|one| one.clause == old).count(), 1);
    }

    #[test]
    fn standards_that_the_manual_lacks_are_left_out() {
        let manual = manual_of(&["iso-9001-2015"], &[]);
        assert!(Crosswalks::new(&manual).of_clause.is_empty());
    }

    #[test]
    fn standards_without_a_crosswalk_meet_through_a_third() {
        let manual = manual_of(&["iso-9001-1994", "iso-9001-2015", "iso-13485-2016"], &[]);
        let crosswalks = Crosswalks::new(&manual);
        let (old, new, medical) = (StandardIx(0), StandardIx(1), StandardIx(2));
        assert!(!crosswalks.is_direct(old, medical));
        assert_eq!(crosswalks.pairs().len(), 6, "every two, both ways");
        let clause = key(old, manual.standard(old).find("4.6.2").unwrap());
        let found = crosswalks.in_standard(clause, medical);
        assert!(!found.is_empty());
        for one in found {
            assert_eq!(one.clause.standard, medical);
            let through = one.through.unwrap();
            assert_eq!(through.standard, new);
            let leads = |from: ClauseKey, to: ClauseKey| {
                crosswalks.of(from).iter().any(|other| other.clause == to)
            };
            assert!(leads(clause, through));
            assert!(leads(through, one.clause));
        }
    }

    #[test]
    fn a_crosswalk_of_their_own_is_never_added_to_through_a_third() {
        let manual = manual_of(&["iso-9001-1994", "iso-9001-2015", "iso-9001-2008"], &[]);
        let crosswalks = Crosswalks::new(&manual);
        for (ix, _) in manual.standards[StandardIx(0)].iter() {
            let found = crosswalks.in_standard(key(StandardIx(0), ix), StandardIx(1));
            assert!(found.iter().all(|one| one.through.is_none()));
        }
    }
}
