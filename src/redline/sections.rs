//! Pairs the sections of two texts, finds the moved ones, and compares each pair.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::blocks;
use super::model::{Change, Section, SectionChange};
use super::read::SectionText;
use super::words::{Token, likeness};

/// The least share of common words, from 0 to 1, at which sections with different headings are the
/// same section.
const SAME_SECTION: f32 = 0.5;

/// The greatest number of old sections that are compared by words with one new section.
const MOST_UNPAIRED: usize = 40;

/// Compares the sections of two texts.
pub(super) fn compare(old: &[SectionText], new: &[SectionText]) -> Vec<Section> {
    let partners = partners(old, new);
    let moved = moved(old.len(), &partners);
    let partner_of_old: HashSet<usize> = partners.iter().flatten().copied().collect();
    let mut removed = removed_behind(old, &partner_of_old);
    let mut sections = removed.remove(&None).unwrap_or_default();
    for (at, section) in new.iter().enumerate() {
        let before = partners[at];
        let change = match before {
            None => SectionChange::Added,
            Some(before) if !moved.contains(&before) => SectionChange::InPlace,
            Some(before) if is_along(at, before, &partners, &moved) => SectionChange::MovedAlong,
            Some(before) => SectionChange::Moved {
                from: before
                    .checked_sub(1)
                    .and_then(|previous| old[previous].title.clone()),
            },
        };
        let compared = match before {
            Some(before) => blocks::compare(&old[before].blocks, &section.blocks),
            None => blocks::whole(&section.blocks, Change::Added),
        };
        sections.push(Section {
            title: section.title.clone(),
            change,
            blocks: compared,
        });
        let behind = before.and_then(|before| removed.remove(&Some(before)));
        sections.extend(behind.unwrap_or_default());
    }
    // Every text has a section before the first heading, which is often empty.
    sections.retain(|section| section.title.is_some() || !section.blocks.is_empty());
    sections
}

/// The removed sections, by the index of the kept section that they followed in the old text.
fn removed_behind(
    old: &[SectionText],
    kept: &HashSet<usize>,
) -> HashMap<Option<usize>, Vec<Section>> {
    let mut removed: HashMap<Option<usize>, Vec<Section>> = HashMap::new();
    let mut behind = None;
    for (at, section) in old.iter().enumerate() {
        if kept.contains(&at) {
            behind = Some(at);
            continue;
        }
        removed.entry(behind).or_default().push(Section {
            title: section.title.clone(),
            change: SectionChange::Removed,
            blocks: blocks::whole(&section.blocks, Change::Removed),
        });
    }
    removed
}

/// For each section of the new text, the index of the same section in the old text.
fn partners(old: &[SectionText], new: &[SectionText]) -> Vec<Option<usize>> {
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    // The text before the first heading.
    if let (Some(partner), false) = (partners.first_mut(), old.is_empty()) {
        *partner = Some(0);
    }
    pair_by(old, new, &mut partners, |section| section.id.clone());
    pair_by(old, new, &mut partners, |section| section.title.clone());
    pair_by(old, new, &mut partners, |section| {
        let below = section.blocks.get(1..).unwrap_or_default();
        (!below.is_empty()).then(|| below.to_vec())
    });
    pair_by_words(old, new, &mut partners);
    partners
}

/// Pairs the sections that have no partner yet and have the same key, in order.
fn pair_by<K: Eq + Hash>(
    old: &[SectionText],
    new: &[SectionText],
    partners: &mut [Option<usize>],
    key: impl Fn(&SectionText) -> Option<K>,
) {
    let taken: HashSet<usize> = partners.iter().flatten().copied().collect();
    let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, section) in old.iter().enumerate().skip(1).rev() {
        if let (false, Some(key)) = (taken.contains(&at), key(section)) {
            waiting.entry(key).or_default().push(at);
        }
    }
    for (partner, section) in partners.iter_mut().zip(new).skip(1) {
        if partner.is_none()
            && let Some(key) = key(section)
        {
            *partner = waiting.get_mut(&key).and_then(Vec::pop);
        }
    }
}

/// Pairs a section that has a new heading with an old section that has similar words and follows
/// the same section.
fn pair_by_words(old: &[SectionText], new: &[SectionText], partners: &mut [Option<usize>]) {
    let mut taken: HashSet<usize> = partners.iter().flatten().copied().collect();
    for at in 1..new.len() {
        if partners[at].is_some() {
            continue;
        }
        let Some(before) = partners[at - 1] else {
            continue;
        };
        let free = (before + 1..old.len()).take_while(|one| !taken.contains(one));
        let words = all_words(&new[at]);
        let alike = free
            .take(MOST_UNPAIRED)
            .find(|one| likeness(&all_words(&old[*one]), &words) >= SAME_SECTION);
        if let Some(alike) = alike {
            partners[at] = Some(alike);
            taken.insert(alike);
        }
    }
}

fn all_words(section: &SectionText) -> Vec<Token> {
    let blocks = section.blocks.iter();
    blocks
        .flat_map(|block| {
            block
                .words
                .iter()
                .chain(block.rows.iter().flatten().flatten())
        })
        .cloned()
        .collect()
}

/// The indices of the old sections that were moved: all that have a partner, except the longest
/// sequence that kept its order.
fn moved(count: usize, partners: &[Option<usize>]) -> HashSet<usize> {
    let after: Vec<usize> = partners.iter().flatten().copied().collect();
    let kept: HashSet<usize> = after.iter().copied().collect();
    let before: Vec<usize> = (0..count).filter(|at| kept.contains(at)).collect();
    let mut moved = kept;
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if op.tag() == DiffTag::Equal {
            for at in &before[op.old_range()] {
                moved.remove(at);
            }
        }
    }
    moved
}

/// Whether a section was moved with the one before it.
fn is_along(at: usize, before: usize, partners: &[Option<usize>], moved: &HashSet<usize>) -> bool {
    let previous = at.checked_sub(1).and_then(|previous| partners[previous]);
    previous.is_some_and(|previous| previous + 1 == before && moved.contains(&previous))
}
