//! Pairs the blocks of two sections and compares each pair.

use std::collections::HashMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::model::{Block, Change, Content, Form, What};
use super::read::BlockText;
use super::{tables, words};

/// The least share of common words, from 0 to 1, at which two blocks are one changed block.
const SAME_BLOCK: f32 = 0.4;

/// The greatest number of pairs of blocks that are compared in one hunk. The blocks of a larger
/// hunk are paired in order.
const MOST_PAIRS: usize = 2_500;

/// Compares the blocks of two sections.
pub(super) fn compare(old: &[BlockText], new: &[BlockText]) -> Vec<Block> {
    let (before, after) = numbered(old, new);
    let mut blocks = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        match op.tag() {
            DiffTag::Equal => blocks.extend(whole(&new[op.new_range()], Change::Kept)),
            _ => hunk(&old[op.old_range()], &new[op.new_range()], &mut blocks),
        }
    }
    blocks
}

/// Blocks that were kept, added or removed as a whole.
pub(super) fn whole(blocks: &[BlockText], change: Change) -> Vec<Block> {
    let whole = |block: &BlockText| Block {
        change,
        form: block.form.clone(),
        number: block.number.0,
        content: match block.form {
            Form::Table => Content::Table(tables::whole(&block.rows, change)),
            _ => Content::Text(words::whole(&block.words, change)),
        },
    };
    blocks.iter().map(whole).collect()
}

/// Replaces each block by a number that is the same for equal blocks, so that comparing lists of
/// blocks is cheap.
fn numbered(old: &[BlockText], new: &[BlockText]) -> (Vec<usize>, Vec<usize>) {
    let mut numbers: HashMap<&BlockText, usize> = HashMap::new();
    for block in old.iter().chain(new) {
        let next = numbers.len();
        numbers.entry(block).or_insert(next);
    }
    let of = |blocks: &[BlockText]| {
        let blocks = blocks.iter();
        blocks
            .filter_map(|block| numbers.get(block).copied())
            .collect()
    };
    (of(old), of(new))
}

/// Compares the blocks of one hunk, which the diff did not match.
fn hunk(old: &[BlockText], new: &[BlockText], blocks: &mut Vec<Block>) {
    let mut from = 0;
    let mut at = 0;
    for (before, after) in pairs(old, new) {
        blocks.extend(whole(&old[from..before], Change::Removed));
        blocks.extend(whole(&new[at..after], Change::Added));
        blocks.push(changed(&old[before], &new[after]));
        (from, at) = (before + 1, after + 1);
    }
    blocks.extend(whole(&old[from..], Change::Removed));
    blocks.extend(whole(&new[at..], Change::Added));
}

/// Compares the old and the new text of a changed block.
fn changed(old: &BlockText, new: &BlockText) -> Block {
    Block {
        change: Change::Kept,
        form: new.form.clone(),
        number: new.number.0,
        content: match new.form {
            Form::Table => Content::Table(tables::compare(&old.rows, &new.rows)),
            _ => Content::Text(words::compare(&old.words, &new.words)),
        },
    }
}

/// The pairs of old and new blocks that are one changed block, in order. The pairing with the
/// greatest sum of squared likeness is chosen.
fn pairs(old: &[BlockText], new: &[BlockText]) -> Vec<(usize, usize)> {
    if old.len() * new.len() > MOST_PAIRS {
        let in_order = old.iter().zip(new).enumerate();
        let alike = in_order.filter(|(_, (one, other))| likeness(one, other) >= SAME_BLOCK);
        return alike.map(|(at, _)| (at, at)).collect();
    }
    let width = new.len() + 1;
    let index = |before: usize, after: usize| before * width + after;
    let mut scores = vec![0.0_f32; (old.len() + 1) * width];
    for before in (0..old.len()).rev() {
        for after in (0..new.len()).rev() {
            let same = likeness(&old[before], &new[after]);
            let paired = match same >= SAME_BLOCK {
                // Squared, because one equal pair is better than two half-equal pairs.
                true => same * same + scores[index(before + 1, after + 1)],
                false => 0.0,
            };
            scores[index(before, after)] = paired
                .max(scores[index(before + 1, after)])
                .max(scores[index(before, after + 1)]);
        }
    }
    let (mut before, mut after, mut pairs) = (0, 0, Vec::new());
    while before < old.len() && after < new.len() {
        let score = scores[index(before, after)];
        if score == scores[index(before + 1, after)] {
            before += 1;
        } else if score == scores[index(before, after + 1)] {
            after += 1;
        } else {
            pairs.push((before, after));
            (before, after) = (before + 1, after + 1);
        }
    }
    pairs
}

/// The likeness of two blocks, from 0 to 1. It is 0 if their forms differ.
fn likeness(old: &BlockText, new: &BlockText) -> f32 {
    match (&old.form, &new.form) {
        // A section has one heading, and a hunk seldom has two tables.
        (Form::Heading(_), Form::Heading(_)) | (Form::Table, Form::Table) => 1.0,
        (one, other) if one == other && is_picture(old) && is_picture(new) => 1.0,
        (one, other) if one == other => words::likeness(&old.words, &new.words),
        _ => 0.0,
    }
}

/// Whether a block consists of one picture.
fn is_picture(block: &BlockText) -> bool {
    matches!(block.words.as_slice(), [What::Picture { .. }])
}
