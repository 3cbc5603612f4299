//! The matches in the text that is read: where each stands, and what they give.

use std::ops::Range;

use super::cell::Cell;
use super::matches::{Match, Matches, Standing};
use super::{FoundBlock, FoundField, FoundRow};
use crate::diagnostics::Spanned;
use crate::index::Position;
use crate::manual::{PassageIx, SectionId, Struck};
use crate::markdown::page::Page;

/// Where a match stands, once all of the text is read.
struct Place {
    section: Option<SectionId>,
    passage: Option<PassageIx>,
    struck: Option<Struck>,
}

/// Notes where the matches up to the end of a range stand: here. Matches in markup before it stand
/// here, too.
pub(super) fn stand(page: &mut Page<'_>, range: &Range<usize>) {
    let seeker = &mut page.seeker;
    // Footnotes are read last, though they stand further above.
    let begin = seeker.stood.min(range.start);
    let begin = if seeker.stood > range.end {
        range.start
    } else {
        begin
    };
    seeker.stood = range.end;
    let stretch = begin..range.end;
    if let Some(struck) = page.struck_here() {
        let matches = page.seeker.matches.iter_mut();
        matches.for_each(|matches| matches.strike(range, struck));
    }
    let mut matches = page.seeker.matches.iter();
    if !matches.any(|matches| matches.begin_in(&stretch)) {
        return;
    }
    let standing = Standing {
        heading: page.heading_here(),
        passage: page.place_here().section,
        struck: page.struck_here(),
    };
    for matches in &mut page.seeker.matches {
        matches.stand(&stretch, standing);
    }
}

/// Notes that a range is code, or an element that is left out: nothing is sought there.
pub(crate) fn leave_out(page: &mut Page<'_>, range: &Range<usize>) {
    for matches in &mut page.seeker.matches {
        matches.are_in_code(range);
    }
}

/// Adds what the matches give to what was found.
pub(super) fn finish(page: &mut Page<'_>) {
    for matches in std::mem::take(&mut page.seeker.matches) {
        let counting = matches.list.iter().filter(|one| !one.is_in_code);
        for one in counting {
            let place = place(page, one);
            if !matches.only_first {
                let row = row(page, &matches, one, place);
                page.seeker.found.rows.push(row);
                continue;
            }
            let block = block(page, &matches, one, &place);
            page.seeker.found.blocks.push(block);
            // Whether a heading above it is struck out is known when the page is read.
            if place.struck.is_none() && !page.passages.has_struck_heading() {
                break;
            }
        }
    }
}

fn place(page: &Page<'_>, one: &Match) -> Place {
    let standing = one.standing;
    let heading = standing.and_then(|standing| standing.heading);
    let heading = heading.and_then(|heading| page.body.headings.get(heading.index()));
    let start = page.span_elsewhere(one.whole.clone()).start;
    let in_heading = heading.filter(|heading| start < heading.span.end);
    let of_heading = in_heading.and_then(|heading| page.passages.struck(heading.passage));
    let struck = standing.and_then(|standing| standing.struck);
    let struck = one.struck.map(|why| why.beside(struck)).or(struck);
    Place {
        section: heading.map(|heading| heading.id.clone()),
        passage: match in_heading {
            Some(heading) => Some(heading.passage),
            None => standing.and_then(|standing| standing.passage),
        },
        struck: of_heading.map(|why| why.beside(struck)).or(struck),
    }
}

/// The values of the groups, each with its number.
fn groups(page: &Page<'_>, one: &Match) -> impl Iterator<Item = (usize, Cell)> {
    one.groups.iter().map(|(number, range)| {
        let text = page.text.get(range.clone()).unwrap_or_default();
        let span = page.span_elsewhere(range.clone());
        (*number, Cell::of(Spanned::new(text.to_owned(), span)))
    })
}

fn block(page: &Page<'_>, matches: &Matches, one: &Match, place: &Place) -> FoundBlock {
    let fields = groups(page, one).map(|(name, value)| FoundField {
        name,
        written: Spanned::new(value.text().to_owned(), value.span()),
        value,
        counts_nowhere: place.struck.is_some(),
    });
    FoundBlock {
        entry: matches.entry,
        fields: fields.collect(),
        history: Vec::new(),
        span: page.span_elsewhere(one.whole.clone()),
        is_read: true,
        passage: place.passage,
        is_match: true,
    }
}

fn row(page: &Page<'_>, matches: &Matches, one: &Match, place: Place) -> FoundRow {
    FoundRow {
        entry: matches.entry,
        cells: groups(page, one).collect(),
        section: place.section,
        passage: place.passage,
        struck: place.struck,
        is_whole: true,
        span: page.span_elsewhere(one.whole.clone()),
    }
}
