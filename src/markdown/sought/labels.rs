//! Blocks of lines `**Owner:** Buyer`.

use std::ops::Range;

use super::cell::Cell;
use super::standing::{self, Stand};
use super::{BeforeBlock, FoundBlock, FoundField, Seen, back_to, mark};
use crate::diagnostics::{Span, Spanned};
use crate::markdown::page::Page;

/// A paragraph or an item that is being read.
#[derive(Clone, Debug)]
pub(super) enum OpenParagraph {
    /// One without a colon, so that no line of it has a label. Most are.
    Plain {
        has_text: bool,
    },
    Lines(Lines),
}

/// The lines of a paragraph or an item.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    before: BeforeBlock,
    ended: Vec<Line>,
    pub(super) open: Line,
}

/// A line of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) cell: Cell,
    /// Whether it begins with emphasis.
    is_emphasised: bool,
    /// Whether the line before it ended with a break that is shown.
    is_new: bool,
    /// Whether it is struck out, or in a task that is not ticked.
    counts_nowhere: bool,
}

/// Where a text has no colons. Each part is searched once, although items stand in items.
#[derive(Clone, Debug, Default)]
pub(super) struct Colons {
    /// A range without a colon, in bytes.
    free: Range<usize>,
    /// Whether there may be one directly behind it.
    ends_at_colon: bool,
}

/// Lines with labels that stand together.
#[derive(Clone, Debug)]
pub(super) struct LabelledBlock {
    lines: Vec<Labelled>,
    stand: Stand,
}

/// A line with a label.
#[derive(Clone, Debug)]
struct Labelled {
    name: Cell,
    value: Cell,
    counts_nowhere: bool,
}

impl Lines {
    /// Notes that what stands at these places is struck out.
    pub(super) fn strike(&mut self, are_struck: impl Fn(Span) -> bool) {
        for line in self.ended.iter_mut().chain([&mut self.open]) {
            line.cell.strike(&are_struck);
        }
    }
}

impl LabelledBlock {
    /// Notes that what stands at these places is struck out.
    pub(super) fn strike(&mut self, are_struck: impl Fn(Span) -> bool) {
        for line in &mut self.lines {
            line.name.strike(&are_struck);
            line.value.strike(&are_struck);
        }
    }
}

/// Notes that a paragraph or an item begins.
pub(super) fn open(page: &mut Page<'_>, range: &Range<usize>) {
    let table = page.seeker.open_table.as_ref();
    let is_in_html = table.is_none_or(|table| table.html.is_some());
    if page.seeker.blocks.is_empty() || !is_in_html || page.seeker.paragraph.is_some() {
        return;
    }
    let text = page.text;
    if page.elements.is_in_code() || !page.is_masked && !page.seeker.colons.may_be_in(text, range) {
        page.seeker.paragraph = Some(OpenParagraph::Plain { has_text: false });
        return;
    }
    let before = mark(page);
    let mut open = Line {
        is_new: true,
        ..Line::default()
    };
    open.cell = Cell::at(page.span_elsewhere(range.clone()));
    page.seeker.paragraph = Some(OpenParagraph::Lines(Lines {
        before,
        ended: Vec::new(),
        open,
    }));
}

impl Colons {
    /// Whether a colon may be in a range of a text, be it as an entity.
    fn may_be_in(&mut self, text: &str, range: &Range<usize>) -> bool {
        if self.free.contains(&range.start) {
            if range.end <= self.free.end {
                return false;
            }
            if self.ends_at_colon {
                return true;
            }
        }
        const WIDE: u8 = "：".as_bytes()[0];
        let bytes = text.as_bytes().get(range.clone()).unwrap_or_default();
        let found = memchr::memchr3(b':', b'&', WIDE, bytes);
        self.free = range.start..found.map_or(range.end, |at| range.start + at);
        self.ends_at_colon = found.is_some();
        self.ends_at_colon
    }
}

/// Notes text of a paragraph without labels.
pub(super) fn note_plain(page: &mut Page<'_>, text: &str) {
    if let Some(OpenParagraph::Plain { has_text }) = &mut page.seeker.paragraph {
        *has_text = *has_text || !text.trim().is_empty();
    }
}

/// Notes that emphasis begins.
pub(super) fn emphasis(page: &mut Page<'_>) {
    if let Some(OpenParagraph::Lines(lines)) = &mut page.seeker.paragraph {
        lines.open.is_emphasised |= lines.open.cell.text().trim().is_empty();
    }
}

/// Notes whether the open line counts, before its end is read.
pub(super) fn note_struck(page: &mut Page<'_>) {
    let counts_nowhere = page.struck_here().is_some();
    if let Some(lines) = page.seeker.lines_mut() {
        lines.open.counts_nowhere |= counts_nowhere;
    }
}

/// Ends a line.
pub(super) fn end_line(page: &mut Page<'_>, is_shown: bool) -> Seen {
    note_struck(page);
    if let Some(OpenParagraph::Lines(lines)) = &mut page.seeker.paragraph {
        let next = Line {
            is_new: is_shown,
            ..Line::default()
        };
        lines.ended.push(std::mem::replace(&mut lines.open, next));
    }
    Seen::Other
}

/// Ends a paragraph or an item. Its lines up to the first one without a label belong to the block.
pub(super) fn end_lines(page: &mut Page<'_>) {
    note_struck(page);
    let Lines {
        before,
        mut ended,
        open,
    } = match page.seeker.paragraph.take() {
        None | Some(OpenParagraph::Plain { has_text: false }) => return,
        Some(OpenParagraph::Plain { has_text: true }) => {
            end_block(page);
            return standing::note_text(page, "");
        }
        Some(OpenParagraph::Lines(lines)) => lines,
    };
    ended.push(open);
    ended.retain(|line| !line.cell.text().trim().is_empty());
    let split = ended.into_iter().flat_map(|line| split(page, line));
    let ended: Vec<Line> = split.collect();
    if ended.is_empty() {
        return;
    }
    let mut labelled: Vec<Labelled> = Vec::new();
    let before_labels = before_labels(page, &ended);
    let mut rest = ended.into_iter();
    let above: Vec<Line> = rest.by_ref().take(before_labels).collect();
    let mut rest = rest.peekable();
    while let Some(line) = rest.peek() {
        let is_first = labelled.is_empty();
        match label(page, line) {
            Some(label) => labelled.push(label),
            // A line that goes on in the next one.
            None if !is_first && !line.is_new => {
                if let Some(last) = labelled.last_mut() {
                    last.counts_nowhere |= line.counts_nowhere;
                    let cell = &line.cell;
                    last.value.append(cell.slice(0..cell.text().len()));
                }
            }
            None => break,
        }
        rest.next();
    }
    let rest: Vec<Line> = rest.collect();
    let is_known = |line: &Labelled| is_sought(page, line.name.text());
    if labelled.is_empty() {
        end_block(page);
        return note_lines(page, &above, &rest);
    }
    let is_open = page.seeker.labelled.is_some();
    if !is_open && !labelled.iter().any(is_known) {
        // Lines with other labels are no text that would separate a block from a heading.
        return note_lines(page, &above, &rest);
    }
    if standing::may_be_read(page) {
        back_to(page, before);
        let part = page.part();
        // A line above the labels is the title of the block if it is emphasised.
        let above = above.iter().filter(|line| !line.is_emphasised);
        for line in above.chain(&rest) {
            page.said.text(part, line.cell.text());
            page.said.end_block();
        }
    }
    let is_introduced = above.last().is_some_and(|line| {
        let text = line.cell.text().trim_end();
        text.ends_with([':', '：'])
    });
    if is_introduced {
        note_lines(page, &above, &[]);
    }
    match &mut page.seeker.labelled {
        Some(block) => block.lines.append(&mut labelled),
        None => {
            let stand = standing::here(page, before);
            page.seeker.labelled = Some(LabelledBlock {
                lines: labelled,
                stand,
            });
        }
    }
    if !rest.is_empty() {
        end_block(page);
        note_lines(page, &[], &rest);
    }
}

/// Notes lines that are text. An emphasised line above labels is the title of their block.
fn note_lines(page: &mut Page<'_>, above: &[Line], rest: &[Line]) {
    let above = above.iter().filter(|line| !line.is_emphasised);
    for line in above.chain(rest) {
        standing::note_text(page, line.cell.text());
    }
}

/// The number of lines above the first label that an entry names, if a break that is shown separates
/// them; else 0.
fn before_labels(page: &Page<'_>, lines: &[Line]) -> usize {
    let first = lines.iter().position(|line| {
        let label = label(page, line);
        label.is_some_and(|label| is_sought(page, label.name.text()))
    });
    let first = first.filter(|first| lines[..=*first].iter().all(|line| line.is_new));
    let labels_above = |first: &usize| {
        lines[..*first]
            .iter()
            .any(|line| label(page, line).is_some())
    };
    first
        .filter(|first| !labels_above(first))
        .unwrap_or_default()
}

/// Ends the block of lines that stand together.
pub(super) fn end_block(page: &mut Page<'_>) {
    let Some(LabelledBlock { lines, stand }) = page.seeker.labelled.take() else {
        return;
    };
    let blocks = page.seeker.blocks.iter().filter_map(|entry| {
        let fields = lines.iter().filter_map(|line| {
            Some(FoundField {
                name: entry.number(line.name.text())?,
                written: Spanned::new(line.name.text().to_owned(), line.name.span()),
                value: entry.value(line.name.text(), &line.value),
                counts_nowhere: line.counts_nowhere || line.name.has_struck(),
            })
        });
        FoundBlock::of_fields(entry.ix, fields.collect())
    });
    let blocks = blocks.collect();
    standing::add(page, blocks, &stand);
}

fn is_sought(page: &Page<'_>, name: &str) -> bool {
    let mut entries = page.seeker.blocks.iter();
    entries.any(|entry| entry.number(name).is_some())
}

/// Splits a line with several labels: `**Owner:** Buyer | **Version:** 2`. A bar behind which no label
/// follows is part of a value.
fn split(page: &Page<'_>, line: Line) -> Vec<Line> {
    let text = line.cell.text();
    if !text.contains('|') || label(page, &line).is_none() {
        return vec![line];
    }
    let bars = text.match_indices('|').map(|(at, _)| at);
    let starts = bars.filter(|at| {
        let rest = text[at + 1..].split('|').next().unwrap_or_default();
        let name = rest.split([':', '：']).next().unwrap_or_default();
        name.len() < rest.len() && name.contains(char::is_alphanumeric)
    });
    let mut starts: Vec<usize> = starts.collect();
    starts.push(text.len());
    let mut from = 0;
    let lines = starts.into_iter().map(|end| {
        let cell = line.cell.slice(from..end);
        let is_first = from == 0;
        from = end + 1;
        Line {
            cell,
            is_emphasised: line.is_emphasised,
            is_new: line.is_new || !is_first,
            counts_nowhere: line.counts_nowhere,
        }
    });
    lines.collect()
}

/// The label of a line and what stands behind it. A line without emphasis has a label only if an
/// entry names it.
fn label(page: &Page<'_>, line: &Line) -> Option<Labelled> {
    /// The most bytes of a label.
    const LONGEST: usize = 100;
    let text = line.cell.text();
    let beginning = text.char_indices().take_while(|(at, _)| *at <= LONGEST);
    let mut colons = beginning.filter(|(_, c)| matches!(c, ':' | '：'));
    let name_before = |at: usize| line.cell.slice(0..at).for_names().into_owned();
    let found = colons.find(|(at, _)| {
        let name = text[..*at].trim();
        !name.is_empty()
            && (line.is_emphasised
                || is_sought(page, name)
                || line.cell.has_other_parts() && is_sought(page, name_before(*at).text()))
    });
    let (at, colon) = found?;
    // A line in code shows how a field is written.
    let behind = at + colon.len_utf8()..text.trim_end().len();
    if line.cell.is_code(&(at..at + colon.len_utf8())) && line.cell.is_code(&behind) {
        return None;
    }
    let name = name_before(at);
    let value = line.cell.slice(at + colon.len_utf8()..text.len());
    let value = match value.text().is_empty() {
        true => Cell::at(name.span()),
        false => value,
    };
    Some(Labelled {
        name,
        value,
        counts_nowhere: line.counts_nowhere,
    })
}
