//! Headings that are bold items of a numbered list.

use std::collections::BTreeMap;

use super::super::model::{Block, Heading, Item, Label, What};
use super::{heading_line, is_capital};

/// The number of list levels in Word.
const LEVELS: usize = 9;

/// Turns the items of numbered lists into headings, level by level from the outermost. The items
/// below one heading become headings together: if nearly all of them are bold or in capital letters
/// and as short as a heading, and text follows them. The numbers are of the form `1.1`; if the
/// document has no other headings, plain numbers may be those of headings, too.
pub(in crate::word) fn from_lists(blocks: &mut [Block]) {
    let mut lists: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Item(item) = block
            && item.label.words().is_some()
        {
            lists.entry(item.list).or_default().push(at);
        }
    }
    let has_styled = blocks
        .iter()
        .any(|block| matches!(block, Block::Heading(_)));
    let is_dotted = |places: &[usize]| places.iter().any(|at| dotted_number(blocks, *at).is_some());
    let mut found = of_lists(blocks, lists.values().filter(|places| is_dotted(places)));
    if found.is_empty() && !has_styled {
        found = of_lists(blocks, lists.values().filter(|places| !is_dotted(places)));
    }
    for heading in found {
        turn(blocks, &heading);
    }
}

/// An item that is a heading.
struct Found {
    at: usize,
    level: usize,
    /// Whether a full stop follows a plain number.
    has_stop: bool,
}

fn of_lists<'p>(blocks: &[Block], lists: impl Iterator<Item = &'p Vec<usize>>) -> Vec<Found> {
    let mut found = Vec::new();
    for places in lists {
        let above = base(blocks, places);
        // The items of the other levels say whether a full stop follows the number.
        let mut dotted = places.iter().filter_map(|at| dotted_number(blocks, *at));
        let has_stop = dotted.next().is_none_or(|number| number.ends_with('.'));
        for (at, level) in of_list(blocks, places) {
            let level = above + level + 1;
            found.push(Found {
                at,
                level,
                has_stop,
            });
        }
    }
    found
}

/// Returns the items that are headings, with their levels in the list.
fn of_list(blocks: &[Block], places: &[usize]) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    for level in 0..LEVELS {
        let is_outermost = found.is_empty();
        for (parent, items) in groups(blocks, places, level) {
            let is_below_heading = parent.is_some_and(|parent| found.contains_key(&parent));
            let are_candidates = match is_outermost {
                true => items.len() > 1,
                false => is_below_heading,
            };
            if are_candidates && are_like_headings(&items) {
                let like = items.iter().filter(|(_, item)| is_like_heading(item));
                found.extend(like.map(|(at, _)| (*at, level)));
            }
        }
    }
    found
}

/// The items of a level by the item above them.
type Group<'b> = (Option<usize>, Vec<(usize, &'b Item)>);

fn groups<'b>(blocks: &'b [Block], places: &[usize], level: usize) -> Vec<Group<'b>> {
    let mut groups: Vec<Group<'b>> = vec![(None, Vec::new())];
    for at in places {
        let Some(Block::Item(item)) = blocks.get(*at) else {
            continue;
        };
        if item.level < level {
            groups.push((Some(*at), Vec::new()));
        } else if let Some((_, items)) = groups.last_mut().filter(|_| item.level == level) {
            items.push((*at, item));
        }
    }
    groups.retain(|(_, items)| !items.is_empty());
    groups
}

/// Whether nearly all of the items look like headings, and text follows most of them.
fn are_like_headings(items: &[(usize, &Item)]) -> bool {
    let like = items
        .iter()
        .filter(|(_, item)| is_like_heading(item))
        .count();
    let pairs = items.iter().zip(items.iter().skip(1));
    let close = pairs
        .filter(|((one, _), (next, _))| one + 1 == *next)
        .count();
    like > 0 && like * 5 >= items.len() * 4 && close * 4 <= items.len()
}

fn is_like_heading(item: &Item) -> bool {
    let Some(text) = heading_line(&item.pieces) else {
        return false;
    };
    let words = item.pieces.iter().filter(|piece| match &piece.what {
        What::Text(text) => !text.trim().is_empty(),
        _ => true,
    });
    let is_bold = words
        .into_iter()
        .all(|piece| matches!(piece.what, What::Text(_)) && piece.format.bold);
    is_bold || is_capital(&text)
}

/// The number of an item if it is of the form `1.1` or `1.1.`.
fn dotted_number(blocks: &[Block], at: usize) -> Option<&str> {
    let Some(Block::Item(item)) = blocks.get(at) else {
        return None;
    };
    let Label::Words(words) = &item.label else {
        return None;
    };
    let number = words.trim_end_matches(['.', ')']);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (number.contains('.') && number.split('.').all(is_digits)).then_some(words)
}

/// The level of the heading above the first item of a list; 0 if there is none.
fn base(blocks: &[Block], places: &[usize]) -> usize {
    let first = places.first().copied().unwrap_or(0);
    let before = blocks.iter().take(first).rev();
    let mut levels = before.filter_map(|block| match block {
        Block::Heading(heading) => Some(heading.level),
        _ => None,
    });
    levels.next().unwrap_or(0)
}

fn turn(blocks: &mut [Block], heading: &Found) {
    let Some(block) = blocks.get_mut(heading.at) else {
        return;
    };
    if let Block::Item(item) = block {
        let number = match &item.label {
            Label::Number(number, false) if !heading.has_stop => Some(number.to_string()),
            label => label.words(),
        };
        *block = Block::Heading(Heading {
            level: heading.level,
            number,
            pieces: std::mem::take(&mut item.pieces),
            id: String::new(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Format, Paragraph, Piece};
    use super::*;

    fn item(level: usize, label: &str, text: &str, bold: bool) -> Block {
        let mut piece = Piece::plain(text);
        piece.format = Format {
            bold,
            ..Format::default()
        };
        Block::Item(Item {
            level,
            label: Label::Words(label.to_owned()),
            indent: 0,
            list: 1,
            pieces: vec![piece],
        })
    }

    fn text() -> Block {
        Block::Paragraph(Paragraph {
            pieces: vec![Piece::plain("Text.")],
            ..Paragraph::default()
        })
    }

    fn headings(mut blocks: Vec<Block>) -> Vec<String> {
        from_lists(&mut blocks);
        let headings = blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(format!("{} {}", heading.level, heading.title())),
            _ => None,
        });
        headings.collect()
    }

    #[test]
    fn bold_items_with_text_below_them_are_headings() {
        let blocks = vec![
            item(0, "1.", "General", true),
            item(1, "1.1.", "Scope", true),
            text(),
            item(1, "1.2.", "Terms", true),
            text(),
            item(0, "2.", "Review", true),
            item(1, "2.1.", "Input", true),
            item(2, "2.1.1.", "The input says what happened.", false),
            item(2, "2.1.2.", "It is short.", false),
            item(0, "3.", "Terms", true),
            item(1, "3.1.", "A gauge is a tool that measures.", false),
            item(1, "3.2.", "Store", true),
        ];
        assert_eq!(
            headings(blocks),
            [
                "1 1. General",
                "2 1.1. Scope",
                "2 1.2. Terms",
                "1 2. Review",
                "2 2.1. Input",
                "1 3. Terms"
            ]
        );
    }

    #[test]
    fn a_list_of_bold_steps_stays_a_list() {
        let steps = vec![
            item(0, "1.", "Open", true),
            item(0, "2.", "Read", true),
            item(0, "3.", "Close", true),
        ];
        assert_eq!(headings(steps), [""; 0]);
    }

    #[test]
    fn beside_other_headings_plain_numbers_are_a_list() {
        let blocks = || {
            vec![
                item(0, "1.", "Open", true),
                text(),
                item(0, "2.", "Read", true),
                text(),
            ]
        };
        assert_eq!(headings(blocks()), ["1 1. Open", "1 2. Read"]);
        let styled = Block::Heading(Heading {
            level: 1,
            number: None,
            pieces: vec![Piece::plain("Steps")],
            id: String::new(),
        });
        let mut blocks = blocks();
        blocks.insert(0, styled);
        assert_eq!(headings(blocks), ["1 Steps"]);
    }
}
