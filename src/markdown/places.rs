//! The spans of a page, found in linear time even on very long lines.

use std::ops::Range;

use crate::diagnostics::{Source, Span};

/// Converts byte ranges in the text after the front-matter to spans. Most ranges come in ascending
/// order, so the column is counted from the previous span if both are in the same line.
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

    /// Returns the span of a range that is far from the previous one and the next one.
    pub(crate) fn span_elsewhere(&self, range: Range<usize>) -> Span {
        self.source
            .span(self.from + range.start..self.from + range.end)
    }

    /// Returns the span of a range in the text after the front-matter.
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
                is_in_settings: false,
            },
            _ => self.source.span(start..end),
        };
        self.last = span;
        span
    }
}
