//! The matches of patterns in a text, and where each of them stands.

use std::ops::Range;

use regex::Regex;

use crate::manual::{ClaimColumn, Gives, HeadingIx, PassageIx, Struck, TextEntryIx};

/// The matches of one pattern, in order.
#[derive(Clone, Debug)]
pub(super) struct Matches {
    pub(super) entry: TextEntryIx,
    /// Whether only the first match that is not in code counts.
    pub(super) only_first: bool,
    /// The number of the group that is the clause.
    pub(super) clause: Option<usize>,
    pub(super) list: Vec<Match>,
}

/// A match of a pattern.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) whole: Range<usize>,
    /// The named groups that take part: their numbers among the named groups, and their ranges.
    pub(super) groups: Vec<(usize, Range<usize>)>,
    /// Where it stands; `None` before that is known, and in code.
    pub(super) standing: Option<Standing>,
    /// Why one of its groups does not count.
    pub(super) struck: Option<Struck>,
    pub(super) is_in_code: bool,
}

/// Where in a text a match stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The heading above it, or the one in which it stands.
    pub(super) heading: Option<HeadingIx>,
    /// The section that it is in.
    pub(super) passage: Option<PassageIx>,
    pub(super) struck: Option<Struck>,
}

impl Matches {
    /// Finds the matches of a pattern. An empty match is none.
    pub(super) fn find(
        entry: TextEntryIx,
        regex: &Regex,
        gives: &Gives,
        text: &str,
    ) -> Option<Self> {
        // Most texts have no match, and a search for groups takes longer.
        if !regex.is_match(text) {
            return None;
        }
        let found = regex.captures_iter(text).filter_map(|found| {
            let whole = found.get(0)?.range();
            let named = regex.capture_names().enumerate();
            let named = named.filter(|(_, name)| name.is_some()).enumerate();
            let groups = named
                .filter_map(|(number, (at, _))| Some((number, found.get(at)?.range())))
                .collect();
            (!whole.is_empty()).then_some(Match {
                whole,
                groups,
                standing: None,
                struck: None,
                is_in_code: false,
            })
        });
        let (only_first, clause) = match gives {
            Gives::Fields(_) => (true, None),
            Gives::Claims(setting) => {
                let mut columns = setting.columns.iter();
                (
                    false,
                    columns.position(|column| *column == ClaimColumn::Clause),
                )
            }
        };
        Some(Self {
            entry,
            only_first,
            clause,
            list: found.collect(),
        })
    }

    /// Whether a match begins in a range.
    pub(super) fn begin_in(&self, range: &Range<usize>) -> bool {
        let from = self
            .list
            .partition_point(|one| one.whole.start < range.start);
        let next = self.list.get(from);
        next.is_some_and(|one| one.whole.start < range.end)
    }

    /// Notes where the matches that begin in a range stand.
    pub(super) fn stand(&mut self, range: &Range<usize>, standing: Standing) {
        let from = self
            .list
            .partition_point(|one| one.whole.start < range.start);
        let begins = |one: &&mut Match| one.whole.start < range.end;
        for one in self.list[from..].iter_mut().take_while(begins) {
            one.standing = Some(standing);
        }
    }

    /// Notes that the matches that begin in a range do not count, and those with a group in it.
    pub(super) fn strike(&mut self, range: &Range<usize>, struck: Struck) {
        let from = self
            .list
            .partition_point(|one| one.whole.end <= range.start);
        let begins = |one: &&mut Match| one.whole.start < range.end;
        for one in self.list[from..].iter_mut().take_while(begins) {
            let is_over = |group: &Range<usize>| group.start < range.end && range.start < group.end;
            let begins_here = one.whole.start >= range.start && one.standing.is_some();
            if begins_here || one.groups.iter().any(|(_, group)| is_over(group)) {
                one.struck = Some(struck.beside(one.struck));
            }
        }
    }

    /// Notes that a range is code. A match that reaches into it does not count.
    pub(super) fn are_in_code(&mut self, range: &Range<usize>) {
        let from = self
            .list
            .partition_point(|one| one.whole.end <= range.start);
        let begins = |one: &&mut Match| one.whole.start < range.end;
        for one in self.list[from..].iter_mut().take_while(begins) {
            one.is_in_code = true;
        }
    }

    /// Whether a match has its clause in a range.
    pub(super) fn have_clause_in(&self, range: &Range<usize>) -> bool {
        let groups = self.overlapping(range).flat_map(|one| &one.groups);
        let mut clauses = groups.filter(|(number, _)| Some(*number) == self.clause);
        clauses.any(|(_, clause)| clause.start < range.end && range.start < clause.end)
    }

    /// The matches that overlap a range.
    pub(super) fn over(&self, range: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        self.overlapping(range).map(|one| &one.whole)
    }

    fn overlapping(&self, range: &Range<usize>) -> impl Iterator<Item = &Match> {
        let from = self
            .list
            .partition_point(|one| one.whole.end <= range.start);
        let end = range.end;
        let over = self.list[from..].iter();
        over.take_while(move |one| one.whole.start < end)
    }
}
