//! The beginning of a page's text, for previews.

use crate::manual::TextPiece;

/// The greatest length of an excerpt, in characters: more than a preview shows once white space is
/// collapsed.
const LENGTH: usize = 300;

/// An excerpt that is being collected.
#[derive(Debug, Default)]
pub(crate) struct Excerpt {
    pieces: Vec<TextPiece>,
    chars: usize,
    in_paragraph: bool,
}

/// A point of an excerpt that is being collected.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExcerptMark {
    pieces: usize,
    /// The length of the last piece, in bytes.
    last: usize,
    chars: usize,
}

impl Excerpt {
    /// Remembers the excerpt so far.
    pub(crate) fn mark(&self) -> ExcerptMark {
        let last = match self.pieces.last() {
            Some(TextPiece::Text(text)) => text.len(),
            _ => 0,
        };
        ExcerptMark {
            pieces: self.pieces.len(),
            last,
            chars: self.chars,
        }
    }

    /// Forgets what was collected since.
    pub(crate) fn back_to(&mut self, mark: ExcerptMark) {
        self.pieces.truncate(mark.pieces);
        if let Some(TextPiece::Text(text)) = self.pieces.last_mut() {
            text.truncate(mark.last);
        }
        self.chars = mark.chars;
    }

    pub(crate) fn begin_paragraph(&mut self) {
        self.in_paragraph = self.chars < LENGTH;
        if !self.pieces.is_empty() {
            self.push(" ");
        }
    }

    pub(crate) fn end_paragraph(&mut self) {
        self.in_paragraph = false;
    }

    /// Adds text, if a paragraph is open and the excerpt is not full.
    pub(crate) fn push(&mut self, text: &str) {
        if !self.in_paragraph {
            return;
        }
        let room = LENGTH - self.chars.min(LENGTH);
        let (mut end, mut chars) = (text.len(), 0);
        for (at, _) in text.char_indices() {
            if chars == room {
                end = at;
                break;
            }
            chars += 1;
        }
        match self.pieces.last_mut() {
            Some(TextPiece::Text(before)) => before.push_str(&text[..end]),
            _ => self.pieces.push(TextPiece::Text(text[..end].to_owned())),
        }
        self.chars += chars;
        self.in_paragraph = self.chars < LENGTH;
    }

    /// Adds a variable, by its number in the page.
    pub(crate) fn variable(&mut self, at: u32) {
        if self.in_paragraph {
            self.pieces.push(TextPiece::Variable(at));
        }
    }

    pub(crate) fn finish(mut self) -> Vec<TextPiece> {
        for piece in &mut self.pieces {
            if let TextPiece::Text(text) = piece {
                text.shrink_to_fit();
            }
        }
        self.pieces.shrink_to_fit();
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_kept_than_previews_need() {
        let mut excerpt = Excerpt::default();
        for _ in 0..100 {
            excerpt.begin_paragraph();
            excerpt.push("序文 ");
            excerpt.variable(0);
            excerpt.end_paragraph();
        }
        let pieces = excerpt.finish();
        let chars = pieces.iter().map(|piece| match piece {
            TextPiece::Text(text) => text.chars().count(),
            TextPiece::Variable(_) => 0,
        });
        assert_eq!(chars.sum::<usize>(), LENGTH);
        assert!(pieces.len() < 200, "{}", pieces.len());
    }
}
