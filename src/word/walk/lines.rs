//! Decides which block a line becomes: a heading, a list item or a paragraph.

use crate::word::model::{
    Block, Heading, Item, Label, Paragraph, Piece, Role, What, is_blank, plain_text,
};
use crate::word::ooxml::numbering::Numbered;

/// The content of the line that is being read.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    /// Text boxes and other blocks that follow the paragraph.
    pub(crate) boxes: Vec<Block>,
    /// Whether a run with text is bold by direct formatting, and whether one is not.
    pub(crate) has_bold: bool,
    pub(crate) has_light: bool,
    /// The largest font size set in it, in half points.
    pub(crate) size: i64,
}

/// The properties of a paragraph that decide its block.
pub(crate) struct Kind {
    pub(crate) heading: Option<usize>,
    pub(crate) role: Role,
    pub(crate) indent: Option<i64>,
    pub(crate) numbered: Option<Numbered>,
    pub(crate) is_inside: bool,
}

impl Kind {
    /// Returns the block for a line; `None` if the line shows nothing.
    pub(crate) fn block(self, line: &mut Line) -> Option<Block> {
        let mut pieces = std::mem::take(&mut line.pieces);
        if is_blank(&pieces) {
            return None;
        }
        let text = plain_text(&pieces);
        let has_words = !text.trim().is_empty();
        let number = self
            .numbered
            .as_ref()
            .and_then(|numbered| numbered.label.words());
        if let Some(level) = self.heading.filter(|_| has_words) {
            if !self.is_inside {
                // A picture anchored in a heading is put after it.
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

/// Turns a label that is a bare number into a numbered label.
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
