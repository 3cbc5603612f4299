//! A cell of a table, a line or a named group: its text, and where each piece of it is written.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostics::{Span, Spanned};
use crate::manual::ReferenceIx;

/// The text of a cell without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    text: String,
    span: Span,
    pieces: Vec<CellPiece>,
    /// Whether a table that is not read stands in it.
    has_table: bool,
}

/// A piece of a cell's text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CellPiece {
    /// Where it begins in the cell's text.
    start: usize,
    span: Span,
    /// Whether the text in the file is the text of the piece, letter by letter.
    is_exact: bool,
    is_struck: bool,
    /// The reference whose text it is.
    link: Option<ReferenceIx>,
    part: CellPart,
}

/// What a piece is for the name or the number in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CellPart {
    /// A part of it.
    #[default]
    Text,
    /// A part of it that is written as code.
    Code,
    /// The mark of a note, in `<sup>`.
    NoteMark,
    /// Words beside it: those of a picture, and those in `<sub>` and its like, by the element's name.
    Picture,
    Apart(&'static str),
}

impl CellPart {
    fn is_of_name(self) -> bool {
        matches!(self, Self::Text | Self::Code)
    }
}

impl Cell {
    /// An empty cell at a place.
    pub(crate) fn at(span: Span) -> Self {
        Self {
            span,
            ..Self::default()
        }
    }

    /// A cell with one text. If the place is as long as the text, the text stands there as it is.
    pub(crate) fn of(written: Spanned<String>) -> Self {
        let Spanned { value: text, span } = written;
        let is_exact = (span.end - span.start) as usize == text.len() && !text.contains('\n');
        let piece = CellPiece {
            start: 0,
            span,
            is_exact,
            is_struck: false,
            link: None,
            part: CellPart::Text,
        };
        Self {
            text,
            span,
            pieces: vec![piece],
            has_table: false,
        }
    }

    /// Adds text. `is_exact` says that the place holds the text letter by letter.
    pub(super) fn push(
        &mut self,
        text: &str,
        span: Span,
        is_exact: bool,
        is_struck: bool,
        part: CellPart,
    ) {
        if text.is_empty() {
            return;
        }
        self.pieces.push(CellPiece {
            start: self.text.len(),
            span,
            is_exact,
            is_struck,
            link: None,
            part,
        });
        self.text.push_str(text);
    }

    /// Notes that a table that is not read stands in the cell.
    pub(super) fn note_table(&mut self) {
        self.has_table = true;
    }

    /// Whether names are read from another text than that of the cell.
    pub(super) fn has_other_parts(&self) -> bool {
        let mut pieces = self.pieces.iter();
        self.has_table || pieces.any(|piece| !piece.part.is_of_name())
    }

    /// The cell from which names and numbers are read. It has no note marks. What stands beside a name,
    /// as in `<sub>`, is written as markup, so that no number is called so and it is reported.
    pub(super) fn for_names(&self) -> Cow<'_, Self> {
        if !self.has_other_parts() {
            return Cow::Borrowed(self);
        }
        let parts = || {
            let pieces = self.pieces.iter().enumerate();
            pieces.map(|(at, piece)| {
                let text = self.text.get(self.range(at)).unwrap_or_default();
                (piece, text)
            })
        };
        let is_name = |(piece, text): (&CellPiece, &str)| {
            piece.part != CellPart::NoteMark && !text.trim().is_empty()
        };
        // Without other text, a note mark is no mark of a note.
        let has_name = parts().any(is_name);
        let first = self.pieces.first().map_or(0, |piece| piece.start);
        let mut cell = Self {
            text: self.text.get(..first).unwrap_or_default().to_owned(),
            ..Self::at(self.span)
        };
        let mut is_behind_markup = false;
        for (piece, text) in parts() {
            let inner = text.trim_end();
            let blank = &text[inner.len()..];
            let markup = match piece.part {
                _ if inner.is_empty() => None,
                CellPart::Text | CellPart::Code => None,
                CellPart::NoteMark if has_name => {
                    cell.text.push_str(blank);
                    continue;
                }
                CellPart::NoteMark => Some(format!("<sup>{inner}")),
                CellPart::Apart(name) => Some(format!("<{name}>{inner}")),
                CellPart::Picture => Some(format!("![{inner}]")),
            };
            if markup.is_some() || std::mem::take(&mut is_behind_markup) {
                cell.push_space();
            }
            is_behind_markup = markup.is_some();
            cell.pieces.push(CellPiece {
                start: cell.text.len(),
                is_exact: piece.is_exact && markup.is_none(),
                part: CellPart::Text,
                ..piece.clone()
            });
            match &markup {
                Some(markup) => cell.text.extend([markup, blank]),
                None => cell.text.push_str(text),
            }
        }
        if self.has_table {
            cell.push_space();
            cell.push("<table>", self.span, false, false, CellPart::Text);
        }
        Cow::Owned(cell)
    }

    /// Adds the end of a line.
    pub(super) fn push_break(&mut self) {
        self.text.push('\n');
    }

    /// Adds a space, unless white space or nothing stands before it.
    pub(super) fn push_space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    /// Ends a cell whose place is that of its text, if it has any.
    pub(super) fn end_at_text(&mut self) {
        let text = self.text.trim_end().len();
        self.text.truncate(text);
        self.pieces.retain(|piece| piece.start < text);
        if let (Some(first), Some(last)) = (self.pieces.first(), self.pieces.last()) {
            self.span = Span {
                end: last.span.end,
                ..first.span
            };
        }
    }

    /// Notes that the pieces at these places are struck out.
    pub(super) fn strike(&mut self, are_struck: impl Fn(Span) -> bool) {
        for piece in &mut self.pieces {
            piece.is_struck |= are_struck(piece.span);
        }
    }

    /// Notes that the text from a byte offset on is that of a link.
    pub(super) fn link_from(&mut self, start: usize, link: ReferenceIx) {
        let pieces = self.pieces.iter_mut();
        for piece in pieces.filter(|piece| piece.start >= start) {
            piece.link = Some(link);
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The place of the cell.
    pub(crate) fn span(&self) -> Span {
        self.span
    }

    /// The text that is not struck out, in one line.
    pub(crate) fn unstruck_text(&self) -> String {
        let pieces = self.pieces.iter().enumerate();
        let unstruck = pieces.filter(|(_, piece)| !piece.is_struck);
        let mut text = String::with_capacity(self.text.len());
        for (at, _) in unstruck {
            text.push_str(self.text.get(self.range(at)).unwrap_or_default());
        }
        let mut line = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }

    /// Whether any of this text is struck out.
    pub(crate) fn is_struck(&self, range: &Range<usize>) -> bool {
        self.within(range).any(|(_, piece)| piece.is_struck)
    }

    /// Whether all of this text is code.
    pub(super) fn is_code(&self, range: &Range<usize>) -> bool {
        let mut pieces = self.within(range);
        !range.is_empty() && pieces.all(|(_, piece)| piece.part == CellPart::Code)
    }

    /// Whether any of its text is struck out.
    pub(super) fn has_struck(&self) -> bool {
        let mut pieces = self.pieces.iter().enumerate();
        pieces.any(|(at, piece)| {
            let text = self.text.get(self.range(at)).unwrap_or_default();
            piece.is_struck && !text.trim().is_empty()
        })
    }

    /// The reference whose text all of this is.
    pub(crate) fn link(&self, range: &Range<usize>) -> Option<ReferenceIx> {
        let mut links = self.within(range).map(|(_, piece)| piece.link);
        let first = links.next().flatten()?;
        links.all(|link| link == Some(first)).then_some(first)
    }

    /// The place of a part of the text; that of the whole cell if it cannot be told.
    pub(crate) fn span_of(&self, range: &Range<usize>) -> Span {
        let mut pieces = self.within(range);
        let Some((at, first)) = pieces.next() else {
            return self.span;
        };
        let last = pieces.last();
        let start = self.exact(at, first, range.start.max(first.start));
        let end = match last {
            None => self.exact(at, first, range.end),
            Some((at, last)) => self.exact(at, last, range.end),
        };
        match (start, end) {
            (Some(start), Some(end)) => Span {
                end: end.start,
                ..start
            },
            (Some(start), None) => Span {
                end: last.map_or(first.span.end, |(_, last)| last.span.end),
                ..start
            },
            _ => self.span,
        }
    }

    /// A part of the cell, without the white space around it.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let inner = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (inner.len() - inner.trim_start().len());
        let text = inner.trim();
        let range = start..start + text.len();
        let pieces = self.within(&range).map(|(at, piece)| {
            let own = self.range(at);
            let cut = own.start.max(range.start)..own.end.min(range.end);
            CellPiece {
                start: cut.start - range.start,
                span: self.span_of(&cut),
                ..piece.clone()
            }
        });
        Self {
            span: self.span_of(&range),
            pieces: pieces.collect(),
            text: text.to_owned(),
            has_table: self.has_table,
        }
    }

    /// Adds another cell behind a space: a line that goes on in the next one.
    pub(super) fn append(&mut self, other: Self) {
        self.text.push(' ');
        let begin = self.text.len();
        self.text.push_str(&other.text);
        let pieces = other.pieces.into_iter();
        self.pieces.extend(pieces.map(|piece| CellPiece {
            start: begin + piece.start,
            ..piece
        }));
        self.span.end = self.span.end.max(other.span.end);
    }

    /// The range of a piece in the text.
    fn range(&self, at: usize) -> Range<usize> {
        let start = self.pieces.get(at).map_or(0, |piece| piece.start);
        let next = self.pieces.get(at + 1);
        start..next.map_or(self.text.len(), |next| next.start)
    }

    fn within(&self, range: &Range<usize>) -> impl Iterator<Item = (usize, &CellPiece)> {
        let (start, end) = (range.start, range.end);
        let first = self.pieces.partition_point(|piece| piece.start <= start);
        let pieces = self.pieces.iter().enumerate().skip(first.saturating_sub(1));
        let up_to_end = pieces.take_while(move |(_, piece)| piece.start < end);
        up_to_end.filter(move |(at, _)| start < self.range(*at).end)
    }

    /// The place of a byte of the text in a piece, up to the end of the piece.
    fn exact(&self, at: usize, piece: &CellPiece, offset: usize) -> Option<Span> {
        let before = self.text.get(piece.start..offset)?;
        if before.is_empty() {
            return Some(piece.span);
        }
        if offset == self.range(at).end {
            return Some(Span {
                start: piece.span.end,
                column: piece.span.column + before.chars().count() as u32,
                ..piece.span
            });
        }
        piece.is_exact.then(|| Span {
            start: piece.span.start + before.len() as u32,
            column: piece.span.column + before.chars().count() as u32,
            ..piece.span
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Source, SourcePath};

    /// The cell of a line with these pieces, each of which stands in the line once.
    fn cell(source: &Source, pieces: &[(&str, bool)]) -> Cell {
        let mut cell = Cell::at(source.span(0..source.text().len()));
        for (text, is_struck) in pieces {
            let start = source.text().find(text).unwrap();
            let span = source.span(start..start + text.len());
            cell.push(text, span, true, *is_struck, CellPart::Text);
        }
        cell
    }

    #[test]
    fn a_part_of_a_cell_has_its_own_place() {
        let source = Source::new(SourcePath::new("a.md"), "| é **8.4.1**, ~~8.4.2~~ |");
        let cell = cell(
            &source,
            &[
                ("é ", false),
                ("8.4.1", false),
                (", ", false),
                ("8.4.2", true),
            ],
        );
        assert_eq!(cell.text(), "é 8.4.1, 8.4.2");
        let place = |part: &str| {
            let start = cell.text().find(part).unwrap();
            let range = start..start + part.len();
            let span = cell.span_of(&range);
            let text = &source.text()[span.start as usize..span.end as usize];
            (span.column, text, cell.is_struck(&range))
        };
        assert_eq!(place("8.4.1"), (7, "8.4.1", false));
        assert_eq!(place("4.1"), (9, "4.1", false));
        assert_eq!(place("8.4.2"), (18, "8.4.2", true));
        assert_eq!(place("8.4.1, 8.4"), (7, "8.4.1**, ~~8.4", true));
        assert_eq!(cell.unstruck_text(), "é 8.4.1,");
    }

    #[test]
    fn what_stands_beside_a_name_is_no_part_of_it() {
        const SUB: CellPart = CellPart::Apart("sub");
        let names = |pieces: &[(&str, CellPart)]| {
            let source = Source::new(SourcePath::new("a.md"), "a cell");
            let span = source.span(0..6);
            let mut cell = Cell::at(span);
            for (text, part) in pieces {
                match *text {
                    "\n" => cell.push_break(),
                    " " => cell.push_space(),
                    text => cell.push(text, span, true, false, *part),
                }
            }
            cell.for_names().text().to_owned()
        };
        let (text, mark) = (CellPart::Text, CellPart::NoteMark);
        for (pieces, expected) in [
            (&[("8.1", text), ("2", mark)][..], "8.1"),
            (
                &[("8.1", text), ("2", mark), ("\n", text), ("8.2", text)],
                "8.1\n8.2",
            ),
            (
                &[("8.1", text), ("2", mark), (" ", text), ("8.2", text)],
                "8.1 8.2",
            ),
            (&[("QP-1", mark)], "<sup>QP-1"),
            (&[("8.1", text), ("2", SUB)], "8.1 <sub>2"),
            (&[("8", text), ("a", SUB), ("1", text)], "8 <sub>a 1"),
            (&[("8.1", text), ("2", CellPart::Picture)], "8.1 ![2]"),
        ] {
            assert_eq!(names(pieces), expected, "{pieces:?}");
        }
    }

    #[test]
    fn a_slice_keeps_the_places() {
        let source = Source::new(SourcePath::new("a.md"), "Owner: the Buyer ");
        let cell = cell(&source, &[("Owner: the Buyer ", false)]).slice(6..17);
        assert_eq!((cell.text(), cell.span().column), ("the Buyer", 8));
        let span = cell.span_of(&(4..9));
        assert_eq!((span.column, span.start, span.end), (12, 11, 16));
    }
}
