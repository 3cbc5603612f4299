//! Sections: the id of each heading, the heading above each block, and the targets of bookmarks.

use std::collections::{HashMap, HashSet};

use super::events::{Event, EventKind};
use super::headings::typed_number;
use super::markdown::slug;
use super::model::{Block, Heading, one_line, plain_text};
use crate::word::walk::reader::{NOWHERE, NumberReference};

/// Gives each heading a unique id.
pub(super) fn name(blocks: &mut [Block]) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut next: HashMap<String, usize> = HashMap::new();
    for block in blocks {
        let Block::Heading(heading) = block else {
            continue;
        };
        let text = one_line(&plain_text(&heading.pieces));
        let start = typed_number(&text).map_or(0, |(_, end)| end);
        let base = slug(&text[start..]);
        let mut id = base.clone();
        let number = next.entry(base.clone()).or_insert(2);
        while taken.contains(&id) {
            id = format!("{base}-{number}");
            *number += 1;
        }
        taken.insert(id.clone());
        heading.id = id;
    }
}

/// The index of the heading above each block; a heading counts as its own.
pub(super) struct Sections(Vec<Option<usize>>);

impl Sections {
    /// Finds the heading of each block.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut last = None;
        let above = blocks.iter().enumerate().map(|(at, block)| {
            if matches!(block, Block::Heading(_)) {
                last = Some(at);
            }
            last
        });
        Self(above.collect())
    }

    /// Returns the heading above a block.
    pub(super) fn heading<'b>(&self, blocks: &'b [Block], block: usize) -> Option<&'b Heading> {
        if block == NOWHERE {
            return None;
        }
        let at = self.0.get(block).or(self.0.last()).copied().flatten()?;
        match blocks.get(at) {
            Some(Block::Heading(heading)) => Some(heading),
            _ => None,
        }
    }
}

/// Maps each bookmark to the id of its heading.
pub(super) fn bookmarks(
    blocks: &[Block],
    sections: &Sections,
    bookmarks: &HashMap<String, usize>,
) -> HashMap<String, String> {
    let led = bookmarks.iter().filter_map(|(name, block)| {
        let heading = sections.heading(blocks, *block)?;
        Some((name.clone(), heading.id.clone()))
    });
    led.collect()
}

/// Reports cross-references whose stored number differs from the number of their heading.
pub(super) fn tell_out_of_date(
    blocks: &[Block],
    bookmarks: &HashMap<String, usize>,
    references: &[NumberReference],
    events: &mut Vec<Event>,
) {
    for reference in references {
        let target = bookmarks.get(&reference.bookmark);
        let Some(Block::Heading(heading)) = target.and_then(|at| blocks.get(*at)) else {
            continue;
        };
        let plain = |number: &str| number.trim().trim_end_matches(['.', ')']).to_owned();
        let shown = plain(&reference.text);
        let Some(number) = heading.number.as_deref().map(plain) else {
            continue;
        };
        // A reference may show only the last part of the number, or words before it.
        let fits = shown.is_empty()
            || shown == number
            || number.ends_with(&format!(".{shown}"))
            || shown.ends_with(&format!(" {number}"));
        if !fits {
            let text =
                format!("the reference \"{shown}\" leads to the heading that is numbered {number}");
            events.push(Event {
                kind: EventKind::OutOfDate(text),
                block: reference.block,
            });
        }
    }
}
