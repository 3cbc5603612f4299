//! Which exclusions are valid on the as-of date, and which clauses and items they exclude
//! (`docs/design.md`, "Exclusions").

use crate::index::IndexVec;
use crate::manual::{ClauseIx, ClauseKey, Date, Manual, Standard, StandardIx};
use crate::resolve::{Exclusion, ExclusionIx, Resolved};
use crate::words::words;

words! {
    /// Why an exclusion is invalid, so that it excludes nothing.
    pub enum ExclusionFault {
        /// The exclusion has no justification.
        Unjustified = "unjustified",
        /// The exclusion's date lies after the as-of date.
        NotYet = "not-yet",
        /// The exclusion's date cannot be read.
        UnreadableDate = "unreadable-date",
        /// The standard permits neither the clause nor any clause below it to be excluded.
        NotPermitted = "not-permitted",
    }
}

/// Returns every reason why an exclusion is invalid; empty for a valid one.
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

/// The exclusions of one standard, by the clause they name.
pub(crate) struct StandardExclusions<'a> {
    standard: &'a Standard,
    of_clause: IndexVec<ClauseIx, Vec<NamedExclusion>>,
}

/// An exclusion of a clause, or of one of its items.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamedExclusion {
    /// The exclusion's position in [`Resolved::exclusions`].
    pub exclusion: ExclusionIx,
    /// The letter of the excluded item; `None` if the exclusion names the whole clause.
    pub item: Option<char>,
    /// Whether the exclusion is valid.
    pub holds: bool,
}

impl<'a> StandardExclusions<'a> {
    /// Collects the exclusions of one standard of the manual.
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

    /// No exclusions.
    pub(crate) fn none(standard: &'a Standard) -> Self {
        Self {
            standard,
            of_clause: IndexVec::beside(&standard.clauses, Vec::new()),
        }
    }

    /// Adds an exclusion of a clause.
    pub(crate) fn add(&mut self, clause: ClauseIx, exclusion: NamedExclusion) {
        self.of_clause[clause].push(exclusion);
    }

    /// The valid exclusion that excludes a clause: one of the clause or of a clause above it. If
    /// each of its listed items is excluded, the first exclusion of an item.
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

    /// The letters of the clause's items that are excluded individually, sorted.
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

    /// The invalid exclusions that name this clause.
    pub(super) fn void(&self, ix: ClauseIx) -> Vec<ExclusionIx> {
        let named = self.of_clause[ix].iter().filter(|one| !one.holds);
        named.map(|one| one.exclusion).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{IN_FORCE, Judged};
    use crate::coverage::ClauseStatus as S;
    use crate::resolve::ExclusionIx;

    fn exclusion(clause: &str, rest: &str) -> String {
        format!("[[exclusion]]\nclause = \"{clause}\"\n{rest}\n")
    }

    /// The statuses of these clauses, and the faults of the first exclusion.
    fn judged(config: &str, clauses: &[&str]) -> (Vec<Option<S>>, Vec<&'static str>) {
        let judged = Judged::new(config, &[]);
        let faults = &judged.coverage.exclusion_faults[ExclusionIx(0)];
        let faults = faults.iter().map(|fault| fault.word()).collect();
        let statuses = clauses.iter().map(|number| judged.clause(number).status);
        (statuses.collect(), faults)
    }

    #[test]
    fn an_exclusion_needs_a_reason_and_a_day_that_has_come() {
        let reason = "justification = \"Customers supply every drawing.\"";
        for (rest, fault) in [
            (reason.to_owned(), None),
            (format!("{reason}\ndate = 2026-11-23"), None),
            (format!("{reason}\ndate = 2026-11-24"), Some("not-yet")),
            (
                format!("{reason}\ndate = \"spring\""),
                Some("unreadable-date"),
            ),
            ("justification = \" \"".to_owned(), Some("unjustified")),
            ("justification = \"TBD\"".to_owned(), Some("unjustified")),
            ("justification = \"n/a\"".to_owned(), Some("unjustified")),
            (
                "justification = \"\\u200b\\u3164\"".to_owned(),
                Some("unjustified"),
            ),
            (
                "justification = \"~~Customers supply every drawing.~~\"".to_owned(),
                Some("unjustified"),
            ),
            (
                "justification = \"<!-- Customers supply every drawing. -->\"".to_owned(),
                Some("unjustified"),
            ),
            (format!("{reason}\ndate = \"\""), Some("unreadable-date")),
            (String::new(), Some("unjustified")),
        ] {
            let (statuses, faults) = judged(&exclusion("8.3", &rest), &["8.3.1", "8.3", "8.4.1"]);
            let status = if fault.is_some() { S::Gap } else { S::Excluded };
            assert_eq!(
                statuses,
                [Some(status), Some(status), Some(S::Gap)],
                "{rest}"
            );
            assert_eq!(faults, Vec::from_iter(fault), "{rest}");
        }
    }

    #[test]
    fn a_placeholder_approves_nothing() {
        let reason = "justification = \"Customers supply every drawing.\"";
        for (approved_by, expected) in [
            ("TBD", None),
            ("\\u200b", None),
            ("~~Board~~", None),
            ("Board", Some("Board")),
        ] {
            let rest = format!("{reason}\napproved_by = \"{approved_by}\"");
            let manual = Judged::new(&exclusion("8.3", &rest), &[]).manual;
            let stated = &manual.config.exclusions[0];
            assert_eq!(stated.approved_by.as_deref(), expected, "{approved_by}");
        }
    }

    #[test]
    fn only_what_the_standard_lets_be_left_out_goes_along() {
        let manual = |clause: &str| {
            let config = format!(
                "title = \"M\"\nstandards = [\"iso-9001-2008\"]\n{}",
                exclusion(clause, "justification = \"x\"")
            );
            let (manual, _) = crate::resolve::testing::assembled(&config, &[]);
            let resolved = crate::resolve::resolve(&manual);
            let coverage =
                crate::coverage::assess(&manual, &resolved, jiff::civil::date(2026, 11, 23));
            let reported = resolved.diagnostics(&manual);
            let status = |number: &str| {
                let standard = crate::manual::StandardIx(0);
                let clause = manual.standards[standard].find(number).unwrap();
                coverage.standards[standard].clause(clause).status
            };
            (status("7.3.1"), status("4.2.2"), reported.len())
        };
        assert_eq!(manual("7.3"), (Some(S::Excluded), Some(S::Gap), 0));
        assert_eq!(manual("4.2"), (Some(S::Gap), Some(S::Gap), 1));
    }

    #[test]
    fn an_item_that_is_excluded_needs_no_claim() {
        let items = |excluded: &[&str], claimed: &str| {
            let excluded: String = excluded
                .iter()
                .map(|item| exclusion(&format!("7.2 {item})"), "justification = \"x\""))
                .collect();
            let fields = format!("{IN_FORCE}; clauses: [{claimed}]");
            let judged = Judged::new(&excluded, &[("procedure", "QP-1", &fields, "Text.")]);
            let clause = judged.clause("7.2");
            (
                clause.status.unwrap(),
                clause.unclaimed_items.iter().collect::<String>(),
            )
        };
        let all = "\"7.2 a)\", \"7.2 b)\", \"7.2 c)\", \"7.2 d)\"";
        let three = "\"7.2 a)\", \"7.2 b)\", \"7.2 c)\"";
        assert_eq!(items(&[], all), (S::Covered, String::new()));
        assert_eq!(items(&[], three), (S::Partial, "d".to_owned()));
        assert_eq!(items(&["d"], three), (S::Covered, String::new()));
        assert_eq!(items(&["a", "b", "c", "d"], "4.1").0, S::Excluded);
        assert_eq!(items(&[], "7.2"), (S::Covered, String::new()));
    }
}
