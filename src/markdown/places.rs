//! Spots of a page, at a cost that stays linear on lines of any length.

use std::ops::Range;

use crate::diagnostics::{Source, Span};

/// Makes spots of byte ranges in the text behind the front-matter. Most are asked for in ascending
/// order, so each counts its column from the one before where both stand in the same line.
#[derive(Debug)]
pub(crate) struct Places<'a> {
    source: &'a Source,
    from: usize,
    last: Span,
}

impl<'a> Places<'a> {
    pub(crate) fn new(source: &'a Source, from: usize) -> Self {
        Self {
            source,
            from,
            last: source.span(from..from),
        }
    }

    pub(crate) fn source(&self) -> &'a Source {
        self.source
    }

    /// The spot of a range that stands far from those before and behind it.
    pub(crate) fn span_elsewhere(&self, range: Range<usize>) -> Span {
        self.source
            .span(self.from + range.start..self.from + range.end)
    }

    /// The spot of a range in the text behind the front-matter.
    pub(crate) fn span(&mut self, range: Range<usize>) -> Span {
        let (start, end) = (self.from + range.start, self.from + range.end);
        let text = self.source.text();
        let between = text.get(self.last.start as usize..start);
        let span = match between {
            Some(between) if memchr::memchr(b'\n', between.as_bytes()).is_none() => Span {
                line: self.last.line,
                column: self.last.column + between.chars().count() as u32,
                start: start as u32,
                end: end.clamp(start, text.len()) as u32,
            },
            _ => self.source.span(start..end),
        };
        self.last = span;
        span
    }
}
