//! Recognises headings without a heading style (bold lines, bold items of a numbered list), the
//! document's title, and typed bullets.

mod bold;
mod lists;

pub(super) use bold::from_bold;
pub(super) use lists::from_lists;

use super::events::{Event, EventKind};
use super::model::{Block, Item, Label, Paragraph, Piece, Role, What, plain_text};
use super::model::{is_blank, one_line};

/// The list id of items with typed bullets.
const TYPED: i64 = -1;

/// The longest bold line, in characters, that can be a heading.
const MAX_BOLD: usize = 80;

/// Returns the index of the paragraph that is the document's title, and whether it has the title
/// style.
pub(super) fn title(blocks: &[Block]) -> Option<(usize, bool)> {
    let titled = blocks.iter().position(
        |block| matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::Title),
    );
    if let Some(at) = titled {
        return Some((at, true));
    }
    let first = blocks
        .iter()
        .position(|block| !matches!(block, Block::Taken | Block::Contents | Block::Table(_)))?;
    match blocks.get(first) {
        Some(Block::Paragraph(paragraph)) if bold_title(paragraph).is_some() => {
            stands_out(blocks, first, paragraph).then_some((first, false))
        }
        _ => None,
    }
}

/// Whether a bold line at the start is a title and not the first of many headings: a heading
/// follows it, it has a larger font than all other bold lines, or there are no others.
fn stands_out(blocks: &[Block], at: usize, paragraph: &Paragraph) -> bool {
    let rest = blocks.get(at + 1..).unwrap_or_default();
    let is_heading = |block: &Block| match block {
        Block::Heading(_) => true,
        Block::Paragraph(paragraph) => bold_line(paragraph).is_some(),
        _ => false,
    };
    let others = rest.iter().filter_map(|block| match block {
        Block::Heading(_) => Some(0),
        Block::Paragraph(paragraph) => bold_title(paragraph).and(paragraph.bold_line),
        _ => None,
    });
    let mut next = rest
        .iter()
        .filter(|block| !matches!(block, Block::Taken | Block::Contents));
    let largest = others.max();
    next.next().is_some_and(is_heading)
        || largest.is_none_or(|largest| paragraph.bold_line > Some(largest))
}

fn bold_title(paragraph: &Paragraph) -> Option<String> {
    let text = bold_line(paragraph)?;
    // A note to the reader stands between signs: `** Return by mail **`.
    let is_words = |c: char| c.is_alphanumeric() || "«„“\"'‘(¿¡".contains(c);
    let is_title = typed_number(&text).is_none()
        && !text.ends_with(':')
        && !text.contains(": ")
        && text.starts_with(is_words);
    is_title.then_some(text)
}

/// Returns the text of a bold line that is short and does not end like a sentence.
fn bold_line(paragraph: &Paragraph) -> Option<String> {
    paragraph.bold_line?;
    if paragraph.role != Role::Plain {
        return None;
    }
    heading_line(&paragraph.pieces)
}

/// Returns the text of a line that is as short as a heading and does not end like a sentence.
fn heading_line(pieces: &[Piece]) -> Option<String> {
    let text = one_line(&plain_text(pieces));
    let is_line = !plain_text(pieces).trim().contains('\n');
    let is_short = text.chars().count() <= MAX_BOLD;
    let has_letters = text.chars().any(char::is_alphabetic);
    (is_line && is_short && has_letters && !text.ends_with(['.', '!', '?', ';', ',']))
        .then_some(text)
}

/// Whether a text has letters, all of them capital.
fn is_capital(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() > 2
}

/// Reports lines in capitals with a colon, which look like headings.
pub(super) fn tell_capitals(blocks: &[Block], events: &mut Vec<Event>) {
    for (at, block) in blocks.iter().enumerate() {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        let text = plain_text(&paragraph.pieces);
        let Some((first, _)) = text.trim_start().split_once(':') else {
            continue;
        };
        let is_short = (3..=40).contains(&first.chars().count());
        let starts_bold = paragraph
            .pieces
            .first()
            .is_some_and(|piece| piece.format.bold);
        let is_alone = text.trim().len() == first.len() + 1;
        if is_short
            && is_capital(first)
            && (starts_bold || is_alone)
            && paragraph.bold_line.is_none()
        {
            let text = format!("\"{first}:\" may be a heading: it stayed in the text");
            events.push(Event {
                kind: EventKind::Doubtful(text),
                block: at,
            });
        }
    }
}

/// Returns the heading level and the length in bytes of a number typed before a heading.
pub(super) fn typed_number(text: &str) -> Option<(usize, usize)> {
    let end = text.find(char::is_whitespace)?;
    let word = &text[..end];
    let number = word.trim_end_matches(['.', ')']);
    let parts: Vec<&str> = number.split('.').collect();
    let digits = |part: &&str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (parts.len() <= 6 && parts.iter().all(digits)).then_some((parts.len(), end))
}

/// Turns lines that begin with a typed bullet into list items.
pub(super) fn typed_bullets(blocks: &mut [Block]) {
    for block in blocks.iter_mut() {
        match block {
            Block::Paragraph(paragraph) if paragraph.role == Role::Plain => {
                if let Some(pieces) = without_bullet(&paragraph.pieces) {
                    *block = Block::Item(Item {
                        level: 0,
                        label: Label::Bullet,
                        indent: paragraph.indent,
                        list: TYPED,
                        pieces,
                    });
                }
            }
            Block::Quote(inner) => typed_bullets(inner),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| typed_bullets(&mut cell.blocks));
            }
            _ => {}
        }
    }
}

fn without_bullet(pieces: &[Piece]) -> Option<Vec<Piece>> {
    const SURE: [char; 7] = ['•', '▪', '‣', '◦', '●', '■', '\u{F0B7}'];
    const WITH_TAB: [char; 5] = ['-', '–', '—', '·', 'o'];
    let mut pieces = pieces.to_vec();
    let first = pieces.first_mut()?;
    let What::Text(text) = &mut first.what else {
        return None;
    };
    let start = text.trim_start_matches(' ');
    let sign = start.chars().next()?;
    let rest = &start[sign.len_utf8()..];
    let is_bullet = (SURE.contains(&sign) && rest.starts_with(['\t', ' ', '\u{A0}']))
        || (WITH_TAB.contains(&sign) && rest.starts_with('\t'));
    if !is_bullet {
        return None;
    }
    *text = rest.trim_start().to_owned();
    (!is_blank(&pieces)).then_some(pieces)
}

/// Replaces the heading of a table of contents together with the table.
pub(super) fn drop_contents_titles(blocks: &mut [Block]) {
    const TITLES: [&str; 9] = [
        "contents",
        "table of contents",
        "inhalt",
        "inhaltsverzeichnis",
        "sommaire",
        "table des matières",
        "índice",
        "contenido",
        "index",
    ];
    for at in 1..blocks.len() {
        if blocks.get(at) != Some(&Block::Contents) {
            continue;
        }
        let is_title = match blocks.get(at - 1) {
            Some(Block::Paragraph(paragraph)) => {
                let text = one_line(&plain_text(&paragraph.pieces)).to_lowercase();
                paragraph.role == Role::ContentsTitle
                    || TITLES.contains(&text.trim_end_matches(':'))
            }
            Some(Block::Heading(heading)) => {
                let text = one_line(&plain_text(&heading.pieces)).to_lowercase();
                TITLES.contains(&text.as_str())
            }
            _ => false,
        };
        if let (true, Some(block)) = (is_title, blocks.get_mut(at - 1)) {
            *block = Block::Contents;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(text: &str, size: i64) -> Block {
        Block::Paragraph(Paragraph {
            pieces: vec![Piece::plain(text)],
            bold_line: Some(size),
            ..Paragraph::default()
        })
    }

    #[test]
    fn the_first_of_many_bold_lines_is_no_title() {
        let text = || {
            Block::Paragraph(Paragraph {
                pieces: vec![Piece::plain("Text")],
                ..Paragraph::default()
            })
        };
        let alike = [bold("Purpose", 24), text(), bold("Scope", 24)];
        assert_eq!(title(&alike), None);
        let larger = [bold("Calibration", 36), text(), bold("Scope", 24)];
        assert_eq!(title(&larger), Some((0, false)));
        let above = [bold("Calibration", 24), bold("Scope", 24), text()];
        assert_eq!(title(&above), Some((0, false)));
    }

    #[test]
    fn a_number_that_was_typed_says_the_level() {
        assert_eq!(typed_number("2.1 Sites"), Some((2, 3)));
        assert_eq!(typed_number("2.1. Sites"), Some((2, 4)));
        assert_eq!(typed_number("2024 Sites"), None);
        assert_eq!(typed_number("Sites"), None);
    }

    #[test]
    fn a_typed_bullet_makes_an_item() {
        let mut blocks = [Block::Paragraph(Paragraph {
            pieces: vec![Piece::plain("•\tone")],
            ..Paragraph::default()
        })];
        typed_bullets(&mut blocks);
        assert!(matches!(&blocks[0], Block::Item(item) if plain_text(&item.pieces) == "one"));
    }
}
