//! The parts of a long standard. A page with a row for each clause would take long to open and to
//! read, so such pages show one part each: a chapter, or some of the clauses of a long one.

use std::ops::Range;

use crate::index::Position;
use crate::manual::{ClauseIx, Standard};

/// A standard with more clauses than this is long.
pub(crate) const LONG: usize = 300;
/// A chapter with fewer clauses shares a part with the next one.
const FEWEST: usize = 10;
/// The number of clauses after which the next clause directly below a chapter begins a part.
const USUAL: usize = 100;
/// The most clauses of a part.
const MOST: usize = 200;

/// The parts of a standard, in reading order. A standard that is not long has one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The positions of the clauses of each part.
    ranges: Vec<Range<usize>>,
}

impl Parts {
    /// The parts of a standard.
    pub(crate) fn of(standard: &Standard) -> Self {
        let all = standard.clauses.len();
        let begins = match all > LONG {
            true => begins(standard),
            false => vec![0],
        };
        let ends = begins.iter().skip(1).copied().chain([all]);
        let ranges = begins.iter().zip(ends).map(|(begin, end)| *begin..end);
        Self {
            ranges: ranges.collect(),
        }
    }

    /// The number of parts, at least 1.
    pub(crate) fn count(&self) -> u32 {
        self.ranges.len() as u32
    }

    /// Whether the standard is cut into several parts.
    pub(crate) fn is_cut(&self) -> bool {
        self.ranges.len() > 1
    }

    /// The positions of the clauses of a part, counted from 0; `None` if there is no such part.
    pub(crate) fn clauses(&self, part: u32) -> Option<Range<usize>> {
        self.ranges.get(part as usize).cloned()
    }

    /// The part of a clause, counted from 0.
    pub(crate) fn part_of(&self, clause: ClauseIx) -> u32 {
        let before = |range: &Range<usize>| range.end <= clause.index();
        self.ranges.partition_point(before) as u32
    }

    /// The first clause of a part, counted from 0; `None` if there is no such part.
    pub(crate) fn first_of(&self, part: u32) -> Option<ClauseIx> {
        let clauses = self.clauses(part)?;
        Some(ClauseIx::new(clauses.start))
    }

    /// The first clause of each part.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = ClauseIx> + '_ {
        self.ranges.iter().map(|range| ClauseIx::new(range.start))
    }
}

/// The positions of the clauses that begin a part: each chapter, and some of the clauses of a long
/// chapter. Clauses of the first level without any below them, and short chapters, share a part.
fn begins(standard: &Standard) -> Vec<usize> {
    let mut begins = vec![0];
    let mut last = 0;
    let mut is_after_chapter = false;
    for chapter in chapters(standard) {
        let is_chapter = chapter.len() > 1;
        let least = match is_chapter || is_after_chapter {
            true => FEWEST,
            false => USUAL,
        };
        let rest_of_all = standard.clauses.len() - chapter.start;
        is_after_chapter = is_chapter;
        let head = ClauseIx::new(chapter.start);
        for at in chapter.clone() {
            let is_below_head = standard.clause(ClauseIx::new(at)).parent == Some(head);
            let (length, rest) = (at - last, chapter.end - at);
            let is_begin = match at == chapter.start {
                true => length >= least && rest_of_all >= FEWEST || length + chapter.len() > MOST,
                false => length >= MOST || is_below_head && length >= USUAL && rest >= FEWEST,
            };
            if is_begin && at > 0 {
                begins.push(at);
                last = at;
            }
        }
    }
    begins
}

/// The positions of the clauses of each clause of the first level, with all below it.
fn chapters(standard: &Standard) -> Vec<Range<usize>> {
    let heads = standard
        .iter()
        .filter(|(_, clause)| clause.parent.is_none());
    let heads: Vec<usize> = heads.map(|(ix, _)| ix.index()).collect();
    let ends = heads.iter().skip(1).copied();
    let ends = ends.chain([standard.clauses.len()]);
    heads.iter().zip(ends).map(|(at, end)| *at..end).collect()
}

/// The name of a part: the number of its chapter, or its first and its last clause.
pub(crate) fn label(standard: &Standard, clauses: &Range<usize>) -> String {
    let number = |at: usize| &standard.clause(ClauseIx::new(at)).number;
    match whole_chapter(standard, clauses) {
        Some(head) => standard.clause(head).number.to_string(),
        None => format!(
            "{} – {}",
            number(clauses.start),
            number(clauses.end.saturating_sub(1))
        ),
    }
}

/// The clause of the first level above all clauses of a part; `None` if the part has several.
pub(crate) fn chapter(standard: &Standard, clauses: &Range<usize>) -> Option<ClauseIx> {
    let head_of = |at: usize| standard.with_ancestors(ClauseIx::new(at)).last();
    let head = head_of(clauses.start)?;
    let last = clauses.end.checked_sub(1)?;
    // The clauses are in reading order, so that those between the two are below the same clause.
    (head_of(last) == Some(head)).then_some(head)
}

/// The clause of the first level of which a part has all clauses and no other; `None` if there is no
/// such clause.
fn whole_chapter(standard: &Standard, clauses: &Range<usize>) -> Option<ClauseIx> {
    let head = chapter(standard, clauses)?;
    has_whole_chapters(standard, clauses).then_some(head)
}

/// Whether a part has all clauses of each chapter that it has any of.
pub(crate) fn has_whole_chapters(standard: &Standard, clauses: &Range<usize>) -> bool {
    let begins_chapter = |at| {
        let clause = standard.clauses.get(ClauseIx::new(at));
        clause.is_none_or(|clause| clause.parent.is_none())
    };
    begins_chapter(clauses.start) && begins_chapter(clauses.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Source, SourcePath};
    use crate::manual::Origin;
    use crate::parse::parse_standard;

    /// The parts of a standard with these chapters, each with a number of clauses below it.
    fn parts(chapters: &[usize]) -> Vec<String> {
        let mut catalog = "id = \"long\"\ndesignation = \"L\"\ntitle = \"L\"\n".to_owned();
        for (chapter, below) in (1..).zip(chapters) {
            catalog.push_str(&format!("\n[[clause]]\nnumber = \"{chapter}\"\n"));
            for clause in 1..=*below {
                catalog.push_str(&format!("\n[[clause]]\nnumber = \"{chapter}.{clause}\"\n"));
            }
        }
        let source = Source::new(SourcePath::new("long.toml"), &catalog);
        let (standard, _) = parse_standard(&source, Origin::BuiltIn);
        let standard = &standard.unwrap();
        let parts = Parts::of(standard);
        let mut seen = 0;
        for part in 0..parts.count() {
            let clauses = parts.clauses(part).unwrap();
            assert_eq!(clauses.start, seen);
            seen = clauses.end;
            for at in clauses {
                assert_eq!(parts.part_of(ClauseIx::new(at)), part);
            }
        }
        assert_eq!(seen, standard.clauses.len());
        let all = (0..parts.count()).filter_map(|part| parts.clauses(part));
        all.map(|clauses| format!("{} ({})", label(standard, &clauses), clauses.len()))
            .collect()
    }

    #[test]
    fn each_chapter_of_a_long_standard_is_a_part() {
        assert_eq!(parts(&[149, 149]), ["1 – 2.149 (300)"]);
        assert_eq!(
            parts(&[150, 149]),
            [
                "1 – 1.99 (100)",
                "1.100 – 1.150 (51)",
                "2 – 2.99 (100)",
                "2.100 – 2.149 (50)"
            ]
        );
        assert_eq!(parts(&[108, 98, 98]), ["1 (109)", "2 (99)", "3 (99)"]);
    }

    #[test]
    fn short_chapters_and_clauses_without_chapters_share_a_part() {
        assert_eq!(
            parts(&[3, 4, 5, 300]),
            [
                "1 – 3.5 (15)",
                "4 – 4.99 (100)",
                "4.100 – 4.199 (100)",
                "4.200 – 4.300 (101)"
            ]
        );
        assert_eq!(
            parts(&[0; 301]),
            ["1 – 100 (100)", "101 – 200 (100)", "201 – 301 (101)"]
        );
    }
}
