//! What becomes of a line that was read: a heading, an item, a paragraph.

use super::model::{
    Block, Heading, Item, Label, Paragraph, Piece, Role, What, is_blank, plain_text,
};
use super::numbering::Numbered;

/// What is read of a line until its end.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// Text boxes and what else stands after the paragraph.
    pub(super) boxes: Vec<Block>,
    /// Whether a run with words is bold of itself, and whether one is not.
    pub(super) has_bold: bool,
    pub(super) has_light: bool,
    /// The size of the largest letters that are set in it.
    pub(super) size: i64,
}

/// What decides what becomes of a line.
pub(super) struct Kind {
    pub(super) heading: Option<usize>,
    pub(super) role: Role,
    pub(super) indent: Option<i64>,
    pub(super) numbered: Option<Numbered>,
    pub(super) is_inside: bool,
}

impl Kind {
    /// The block that a line becomes, if it shows anything.
    pub(super) fn block(self, line: &mut Line) -> Option<Block> {
        let mut pieces = std::mem::take(&mut line.pieces);
        if is_blank(&pieces) {
            return None;
        }
        let text = plain_text(&pieces);
        let has_words = !text.trim().is_empty();
        let number = self.numbered.as_ref().and_then(|numbered| numbered.words());
        if let Some(level) = self.heading.filter(|_| has_words) {
            if !self.is_inside {
                // A picture that hangs on a heading follows it.
                let (pictures, pieces): (Vec<Piece>, Vec<Piece>) = pieces
                    .into_iter()
                    .partition(|piece| matches!(piece.what, What::Picture(..)));
                if !pictures.is_empty() {
                    let paragraph = Paragraph {
                        pieces: pictures,
                        ..Paragraph::default()
                    };
                    line.boxes.insert(0, Block::Paragraph(paragraph));
                }
                return Some(Block::Heading(Heading {
                    level,
                    number,
                    pieces,
                    id: String::new(),
                }));
            }
            if let Some(number) = number {
                pieces.insert(0, Piece::plain(&format!("{number} ")));
            }
            pieces.iter_mut().for_each(|piece| piece.format.bold = true);
            return Some(Block::Paragraph(Paragraph {
                pieces,
                ..Paragraph::default()
            }));
        }
        if let Some(numbered) = self.numbered
            && self.role != Role::Title
        {
            return Some(Block::Item(Item {
                level: numbered.level,
                label: item_label(numbered.label),
                indent: self.indent.unwrap_or(numbered.indent),
                list: numbered.list,
                pieces,
            }));
        }
        let is_code = has_words && self.role == Role::Plain && all_code(&pieces);
        Some(Block::Paragraph(Paragraph {
            role: if is_code { Role::Code } else { self.role },
            indent: self.indent.unwrap_or(0),
            bold_line: (line.has_bold && !line.has_light).then_some(line.size),
            pieces,
        }))
    }
}

/// A bare number is one of a list as well.
fn item_label(label: Label) -> Label {
    match label {
        Label::Words(words) if words.len() < 9 && words.bytes().all(|b| b.is_ascii_digit()) => {
            words
                .parse()
                .map_or(Label::Words(words), |number| Label::Number(number, false))
        }
        label => label,
    }
}

fn all_code(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| match &piece.what {
        What::Text(text) => piece.format.code || text.trim().is_empty(),
        What::Break => true,
        What::Picture(..) | What::Note(_) | What::Formula(_) => false,
    })
}
