//! Which exclusions hold on the as-of date, and what they take out (`docs/design.md`, exclusions).

use crate::index::IndexVec;
use crate::manual::{ClauseIx, ClauseKey, Date, Manual, Standard, StandardIx};
use crate::resolve::{Exclusion, ExclusionIx, Resolved};
use crate::words::words;

words! {
    /// Why an exclusion excludes nothing.
    pub enum ExclusionFault {
        /// It gives no reason.
        Unjustified = "unjustified",
        /// Its date lies after the as-of date.
        NotYet = "not-yet",
        /// Its date cannot be read.
        UnreadableDate = "unreadable-date",
        /// The standard does not let it be excluded, nor anything below it.
        NotPermitted = "not-permitted",
    }
}

/// Why an exclusion excludes nothing; nothing for one that holds.
pub(super) fn faults(manual: &Manual, exclusion: &Exclusion, as_of: Date) -> Vec<ExclusionFault> {
    let standard = manual.standard(exclusion.clause.standard);
    let mut below = standard.with_descendants(exclusion.clause.clause);
    let may_be = below.any(|clause| standard.permits_exclusion(clause));
    ExclusionFault::ALL
        .into_iter()
        .filter(|fault| match fault {
            ExclusionFault::Unjustified => exclusion.justification.trim().is_empty(),
            ExclusionFault::NotYet => exclusion.date.is_some_and(|date| date > as_of),
            ExclusionFault::UnreadableDate => exclusion.is_date_unreadable,
            ExclusionFault::NotPermitted => !may_be,
        })
        .collect()
}

/// The exclusions of one standard, by the clause that they name.
pub struct StandardExclusions<'a> {
    standard: &'a Standard,
    of_clause: IndexVec<ClauseIx, Vec<NamedExclusion>>,
}

/// An exclusion, as a clause needs it.
#[derive(Clone, Copy, Debug)]
pub struct NamedExclusion {
    /// Its position among all exclusions.
    pub exclusion: ExclusionIx,
    /// The letter of the item that it names, where it names one.
    pub item: Option<char>,
    /// Whether it holds.
    pub holds: bool,
}

impl<'a> StandardExclusions<'a> {
    /// Those of a standard of the manual.
    pub(super) fn gather(
        manual: &'a Manual,
        resolved: &Resolved,
        faults: &IndexVec<ExclusionIx, Vec<ExclusionFault>>,
        ix: StandardIx,
    ) -> Self {
        let mut exclusions = Self::none(manual.standard(ix));
        for (at, exclusion) in resolved.exclusions.enumerated() {
            let ClauseKey { standard, clause } = exclusion.clause;
            if standard == ix {
                let named = NamedExclusion {
                    exclusion: at,
                    item: exclusion.item.as_ref().map(|item| item.letter()),
                    holds: faults[at].is_empty(),
                };
                exclusions.add(clause, named);
            }
        }
        exclusions
    }

    /// None at all.
    pub fn none(standard: &'a Standard) -> Self {
        Self {
            standard,
            of_clause: IndexVec::beside(&standard.clauses, Vec::new()),
        }
    }

    /// Adds one on a clause.
    pub fn add(&mut self, clause: ClauseIx, exclusion: NamedExclusion) {
        self.of_clause[clause].push(exclusion);
    }

    /// The exclusion that takes a clause out: of the clause or one above it, or those of all its
    /// items together.
    pub(super) fn excludes(&self, ix: ClauseIx) -> Option<ExclusionIx> {
        if !self.standard.permits_exclusion(ix) {
            return None;
        }
        let whole = self.standard.with_ancestors(ix).find_map(|above| {
            let named = self.of_clause[above].iter();
            let mut whole = named.filter(|one| one.holds && one.item.is_none());
            whole.next().map(|one| one.exclusion)
        });
        whole.or_else(|| {
            let items = &self.standard.clause(ix).items;
            let excluded = self.items(ix);
            let all = !items.is_empty() && items.iter().all(|item| excluded.contains(item));
            let mut named = self.of_clause[ix].iter();
            named
                .find(|one| all && one.holds && one.item.is_some())
                .map(|one| one.exclusion)
        })
    }

    /// The items of a clause that are excluded by themselves.
    pub(super) fn items(&self, ix: ClauseIx) -> Vec<char> {
        if !self.standard.permits_exclusion(ix) {
            return Vec::new();
        }
        let named = self.of_clause[ix].iter().filter(|one| one.holds);
        let mut items: Vec<char> = named.filter_map(|one| one.item).collect();
        items.sort_unstable();
        items.dedup();
        items
    }

    /// The exclusions of this very clause that exclude nothing.
    pub(super) fn void(&self, ix: ClauseIx) -> Vec<ExclusionIx> {
        let named = self.of_clause[ix].iter().filter(|one| !one.holds);
        named.map(|one| one.exclusion).collect()
    }
}
