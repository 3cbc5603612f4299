//! Bold lines that are headings.

use std::collections::HashMap;

use super::super::events::{Event, EventKind};
use super::super::model::{Block, Heading, one_line, plain_text};
use super::{bold_line, is_capital, typed_number};

/// A bold line: the index of its block, its text, and its font size.
struct BoldLine {
    at: usize,
    text: String,
    size: i64,
}

impl BoldLine {
    fn level(&self) -> Option<usize> {
        typed_number(&self.text).map(|(level, _)| level)
    }
}

/// Turns bold lines into headings. If the document has no heading styles, all of them are headings;
/// if it has more numbered bold lines than styled headings, or their numbers follow each other, the
/// numbered ones are; and those that begin an appendix, and those in capital letters if all of its
/// headings are in capital letters. Other bold lines are reported.
pub(in crate::word) fn from_bold(blocks: &mut [Block], events: &mut Vec<Event>) {
    let styled: Vec<(usize, usize, String)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Heading(heading) => {
                let text = one_line(&plain_text(&heading.pieces));
                Some((at, heading.level, text))
            }
            _ => None,
        })
        .collect();
    let lines: Vec<BoldLine> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match block {
            Block::Paragraph(paragraph) => Some(BoldLine {
                at,
                text: bold_line(paragraph)?,
                size: paragraph.bold_line?,
            }),
            _ => None,
        })
        .collect();
    let numbers = lines.iter().filter_map(BoldLine::level).count();
    let levels = match styled.is_empty() || numbers > styled.len() {
        true => levels_alone(&lines, numbers, !styled.is_empty()),
        false => levels_beside(&lines, &styled),
    };
    for (line, level) in lines.iter().zip(levels) {
        match level {
            Some(level) => turn(blocks, line.at, level),
            None if !line.text.ends_with(':') || styled.is_empty() => events.push(Event {
                kind: EventKind::MayBeHeading(line.text.clone()),
                block: line.at,
            }),
            None => {}
        }
    }
}

fn turn(blocks: &mut [Block], at: usize, level: usize) {
    let Some(Block::Paragraph(paragraph)) = blocks.get_mut(at) else {
        return;
    };
    let pieces = std::mem::take(&mut paragraph.pieces);
    if let Some(block) = blocks.get_mut(at) {
        *block = Block::Heading(Heading {
            level,
            number: None,
            pieces,
            id: String::new(),
        });
    }
}

/// Returns the level of each line where bold lines are the document's headings: by the typed
/// number, else by the font size.
fn levels_alone(lines: &[BoldLine], numbers: usize, has_styled: bool) -> Vec<Option<usize>> {
    let mut levels: HashMap<i64, usize> = HashMap::new();
    for line in lines {
        if let Some(level) = line.level() {
            levels.entry(line.size).or_insert(level);
        }
    }
    let largest = levels.keys().copied().max().unwrap_or(0);
    let mut current = 0;
    let level = |line: &BoldLine| {
        let level = match line.level() {
            Some(level) => level,
            None if has_styled || line.text.ends_with(':') => return None,
            None if numbers == 0 || line.size > largest => 1,
            None => levels
                .get(&line.size)
                .copied()
                .unwrap_or((current + 1).min(6)),
        };
        current = level;
        Some(level)
    };
    lines.iter().map(level).collect()
}

/// Returns the level of each line that is a heading beside styled headings, of which there are the
/// index, the level and the text.
fn levels_beside(lines: &[BoldLine], styled: &[(usize, usize, String)]) -> Vec<Option<usize>> {
    let is_counted = is_sequence(lines);
    let capital = match styled.len() > 1 && styled.iter().all(|(_, _, text)| is_capital(text)) {
        true => most_common(styled.iter().map(|(_, level, _)| *level)),
        false => None,
    };
    let mut base = 0;
    let mut before = 0;
    let mut next = styled.iter().peekable();
    let mut last_styled = 0;
    let level = |line: &BoldLine| {
        let mut highest = usize::MAX;
        while let Some((_, level, _)) = next.next_if(|(at, ..)| *at < line.at) {
            last_styled = *level;
            highest = highest.min(*level);
        }
        let Some(level) = line.level().filter(|_| is_counted) else {
            if is_appendix(&line.text) {
                return highest_of(styled);
            }
            let is_like = is_capital(&line.text) && !line.text.ends_with(':');
            return capital.filter(|_| is_like);
        };
        // Numbers that begin again are below the heading above them.
        let is_first = before == 0 || number(&line.text) == [1];
        if is_first {
            base = last_styled;
        } else if highest <= base {
            base = highest;
        }
        before = level;
        Some(base + level)
    };
    lines.iter().map(level).collect()
}

fn highest_of(styled: &[(usize, usize, String)]) -> Option<usize> {
    styled.iter().map(|(_, level, _)| *level).min()
}

/// Whether a line begins an appendix: `Annex B – Forms`.
fn is_appendix(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "appendix",
        "annex",
        "attachment",
        "exhibit",
        "anhang",
        "anlage",
        "annexe",
        "anexo",
        "apéndice",
    ];
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    let first = words.next().unwrap_or_default().to_lowercase();
    let second = words.next().unwrap_or_default();
    let is_label = second.chars().count() == 1 || second.parse::<u32>().is_ok();
    WORDS.contains(&first.as_str()) && is_label
}

fn most_common(levels: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for level in levels {
        match counts.iter_mut().find(|(known, _)| *known == level) {
            Some((_, count)) => *count += 1,
            None => counts.push((level, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let mut found = counts.iter().filter(|(_, count)| *count == most);
    found.next().map(|(level, _)| *level)
}

/// Whether the typed numbers of the lines follow each other as those of headings do.
fn is_sequence(lines: &[BoldLine]) -> bool {
    let numbered = lines.iter().filter(|line| line.level().is_some());
    let numbers: Vec<Vec<u32>> = numbered.map(|line| number(&line.text)).collect();
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let breaks = pairs.filter(|(one, next)| !follows(one, next)).count();
    numbers.len() > 1 && numbers.first().is_some_and(|first| *first == [1]) && breaks == 0
}

fn follows(one: &[u32], next: &[u32]) -> bool {
    let Some((last, parent)) = next.split_last() else {
        return false;
    };
    let is_first_below = *last == 1 && (parent == one || parent.is_empty());
    let counterpart = one.get(parent.len()).map(|number| number.saturating_add(1));
    is_first_below || (one.starts_with(parent) && counterpart == Some(*last))
}

/// Returns the parts of the number typed before a heading; empty if there is none.
fn number(text: &str) -> Vec<u32> {
    let Some((_, end)) = typed_number(text) else {
        return Vec::new();
    };
    let word = text[..end].trim_end_matches(['.', ')']);
    word.split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::model::{Paragraph, Piece};
    use super::*;

    fn bold(text: &str, size: i64) -> Block {
        Block::Paragraph(Paragraph {
            pieces: vec![Piece::plain(text)],
            bold_line: Some(size),
            ..Paragraph::default()
        })
    }

    fn styled(text: &str, level: usize) -> Block {
        Block::Heading(Heading {
            level,
            number: None,
            pieces: vec![Piece::plain(text)],
            id: String::new(),
        })
    }

    /// The levels and ids of the headings, and the reported lines.
    fn headings(blocks: &mut [Block]) -> (Vec<(usize, String)>, Vec<EventKind>) {
        let mut events = Vec::new();
        from_bold(blocks, &mut events);
        super::super::super::sections::name(blocks);
        let headings = blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some((heading.level, heading.id.clone())),
            _ => None,
        });
        let told = events.into_iter().map(|event| event.kind);
        (headings.collect(), told.collect())
    }

    fn expected(headings: &[(usize, &str)]) -> Vec<(usize, String)> {
        let headings = headings.iter();
        headings
            .map(|(level, id)| (*level, (*id).to_owned()))
            .collect()
    }

    #[test]
    fn bold_lines_are_headings_where_there_are_no_others() {
        let mut blocks = [
            bold("1 Scope", 24),
            bold("1.1 Sites", 22),
            bold("This is a sentence.", 0),
            bold("Note:", 0),
            bold("1.1 Sites", 22),
        ];
        let (found, told) = headings(&mut blocks);
        assert_eq!(
            found,
            expected(&[(1, "scope"), (2, "sites"), (2, "sites-2")])
        );
        assert_eq!(told, [EventKind::MayBeHeading("Note:".to_owned())]);
    }

    #[test]
    fn beside_styled_headings_numbers_that_follow_each_other_make_headings() {
        let mut blocks = [
            bold("1. Purpose", 0),
            styled("General", 5),
            styled("Date", 5),
            bold("2. Policy", 0),
            styled("More", 5),
            bold("A remark", 0),
        ];
        let (found, told) = headings(&mut blocks);
        let all = [
            (1, "purpose"),
            (5, "general"),
            (5, "date"),
            (1, "policy"),
            (5, "more"),
        ];
        assert_eq!(found, expected(&all));
        assert_eq!(told, [EventKind::MayBeHeading("A remark".to_owned())]);
    }

    #[test]
    fn steps_that_are_counted_anew_are_below_the_heading_above_them() {
        let mut blocks = [
            styled("Open", 1),
            bold("1. Key", 0),
            bold("2. Door", 0),
            styled("Shut", 1),
            styled("More", 1),
            styled("Most", 1),
            styled("End", 1),
            bold("1. Door", 0),
        ];
        let (found, _) = headings(&mut blocks);
        let steps: Vec<usize> = found.iter().map(|(level, _)| *level).collect();
        assert_eq!(steps, [1, 2, 2, 1, 1, 1, 1, 2]);
    }

    #[test]
    fn numbers_of_something_else_make_no_headings() {
        let mut blocks = [
            styled("A", 1),
            styled("B", 1),
            styled("C", 1),
            bold("3 persons", 0),
            bold("10 days", 0),
        ];
        assert_eq!(headings(&mut blocks).0.len(), 3);
    }

    #[test]
    fn lines_in_capitals_are_like_headings_in_capitals() {
        let mut blocks = [
            styled("PURPOSE", 2),
            styled("SCOPE", 2),
            bold("RESPONSIBILITY", 0),
            bold("Remark", 0),
            bold("Annex B – Forms", 0),
        ];
        let (found, told) = headings(&mut blocks);
        let all = [
            (2, "purpose"),
            (2, "scope"),
            (2, "responsibility"),
            (2, "annex-b-forms"),
        ];
        assert_eq!(found, expected(&all));
        assert_eq!(told, [EventKind::MayBeHeading("Remark".to_owned())]);
    }
}
