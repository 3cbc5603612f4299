//! Lines of the form `label: value` at the start of a document.

use super::super::model::{Block, Piece, What, is_blank, one_line, plain_text};
use super::block::{Named, Taken};
use super::values::Fit;
use super::{Candidate, Source};
use crate::conventions::Labels;

/// The lines must be among the first blocks of the document; this is their number.
const MAX_BLOCKS: usize = 12;

/// Takes the lines out of the text, if at least two of them have a value that fits.
pub(super) fn take(blocks: &mut [Block], labels: &Labels) -> Taken {
    let places: Vec<usize> = blocks
        .iter()
        .enumerate()
        .take_while(|(_, block)| !matches!(block, Block::Heading(_)))
        .filter(|(_, block)| !matches!(block, Block::Contents | Block::Taken))
        .take(MAX_BLOCKS)
        .filter(|(_, block)| matches!(block, Block::Paragraph(_)))
        .map(|(at, _)| at)
        .collect();
    let mut taken = Taken::default();
    let mut kept: Vec<(usize, Vec<Piece>)> = Vec::new();
    for at in places {
        let Some(Block::Paragraph(paragraph)) = blocks.get(at) else {
            continue;
        };
        let mut rest = Vec::new();
        for line in lines(&paragraph.pieces) {
            if !of_line(&plain_text(&line), labels, &mut taken) {
                if !rest.is_empty() {
                    rest.push(line_break());
                }
                rest.extend(line);
            }
        }
        kept.push((at, rest));
    }
    let values = taken
        .found
        .iter()
        .filter(|candidate| matches!(candidate.fit, Fit::Value(_)));
    if values.count() < 2 {
        return Taken::default();
    }
    for (at, pieces) in kept {
        let Some(block) = blocks.get_mut(at) else {
            continue;
        };
        if is_blank(&pieces) {
            *block = Block::Taken;
        } else if let Block::Paragraph(paragraph) = block {
            paragraph.pieces = pieces;
        }
    }
    taken
}

/// Adds the values of a line, if the whole line consists of labels with values; returns whether it
/// does.
fn of_line(text: &str, labels: &Labels, taken: &mut Taken) -> bool {
    let mut line = Taken::default();
    let segments = joined(text);
    for segment in &segments {
        let Some((label, value)) = segment.split_once([':', '：']) else {
            return false;
        };
        match Named::of(label, labels) {
            Some(Named::Field(field)) => {
                let candidate = Candidate::new(field, label, value, Source::Lines, labels);
                if matches!(candidate.fit, Fit::Unfit | Fit::Ambiguous) {
                    return false;
                }
                line.found.push(candidate);
            }
            Some(Named::Status) => line.status.push(one_line(segment)),
            None => return false,
        }
    }
    taken.found.append(&mut line.found);
    taken.status.append(&mut line.status);
    !segments.is_empty()
}

/// Splits a line at tabs; a part that ends with a colon is joined with the next one.
fn joined(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text
        .split('\t')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        match parts.last_mut() {
            Some(last) if last.ends_with(':') => {
                last.push(' ');
                last.push_str(part);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

/// Splits pieces at their line breaks.
fn lines(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let lines = pieces.split(|piece| piece.what == What::Break);
    lines.map(<[Piece]>::to_vec).collect()
}

fn line_break() -> Piece {
    Piece {
        what: What::Break,
        ..Piece::plain("")
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::model::Paragraph;
    use super::*;

    fn paragraph(text: &str) -> Block {
        let mut pieces = Vec::new();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                pieces.push(line_break());
            }
            pieces.push(Piece::plain(line));
        }
        Block::Paragraph(Paragraph {
            pieces,
            ..Paragraph::default()
        })
    }

    #[test]
    fn lines_with_known_labels_are_taken_and_others_stay() {
        let mut blocks = [
            paragraph("Document No:\tQP-07\nDepartment: Purchasing\nRevision: 3\nStatus: Released"),
            paragraph("Text: is text."),
        ];
        let taken = take(&mut blocks, &Labels::default());
        assert_eq!(taken.found.len(), 2);
        assert_eq!(taken.status, ["Status: Released"]);
        assert_eq!(blocks[0], paragraph("Department: Purchasing"));
        assert_eq!(blocks[1], paragraph("Text: is text."));
    }

    #[test]
    fn one_line_alone_is_text() {
        let mut blocks = [paragraph("Owner: Quality manager")];
        assert_eq!(take(&mut blocks, &Labels::default()), Taken::default());
        assert_eq!(blocks[0], paragraph("Owner: Quality manager"));
    }
}
