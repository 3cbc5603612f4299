//! Which blocks of two sections belong together, and what changed in each.

use std::collections::HashMap;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::model::{Block, Change, Content, Form, What};
use super::read::BlockText;
use super::{tables, words};

/// From this share of common words on, two blocks are the same one, changed.
const SAME_BLOCK: f32 = 0.4;

/// The most pairs of blocks in one place that are weighed.
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

/// Blocks of which one thing became.
pub(super) fn whole(blocks: &[BlockText], change: Change) -> Vec<Block> {
    let whole = |block: &BlockText| Block {
        change,
        form: block.form.clone(),
        content: match block.form {
            Form::Table => Content::Table(tables::whole(&block.rows, change)),
            _ => Content::Text(words::whole(&block.words, change)),
        },
    };
    blocks.iter().map(whole).collect()
}

/// Each block as the number of its text, so that comparing lists of blocks costs little.
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

/// Blocks in one place of which none is the same.
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

/// A block that has changed.
fn changed(old: &BlockText, new: &BlockText) -> Block {
    Block {
        change: Change::Kept,
        form: new.form.clone(),
        content: match new.form {
            Form::Table => Content::Table(tables::compare(&old.rows, &new.rows)),
            _ => Content::Text(words::compare(&old.words, &new.words)),
        },
    }
}

/// The pairs of blocks that are the same one, in their order: those that together have most in common.
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
                // One pair that is the same says more than two that are half so.
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

/// How much two blocks have in common; nothing where they are different things.
fn likeness(old: &BlockText, new: &BlockText) -> f32 {
    match (&old.form, &new.form) {
        // A heading stands for its section, and of tables one place has seldom two.
        (Form::Heading(_), Form::Heading(_)) | (Form::Table, Form::Table) => 1.0,
        (one, other) if one == other && is_picture(old) && is_picture(new) => 1.0,
        (one, other) if one == other => words::likeness(&old.words, &new.words),
        _ => 0.0,
    }
}

/// Whether a block is a picture and nothing else.
fn is_picture(block: &BlockText) -> bool {
    matches!(block.words.as_slice(), [What::Picture { .. }])
}
