//! Spots of a page, at a cost that stays linear on lines of any length.

use std::ops::Range;

use crate::diagnostics::{Source, Spot};

/// Makes spots of byte ranges in the text behind the front-matter. Most are asked for in ascending
/// order, so each counts its column from the one before where both stand in the same line.
#[derive(Debug)]
pub(super) struct Places<'a> {
    source: &'a Source,
    from: usize,
    last: Spot,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a Source, from: usize) -> Self {
        Self {
            source,
            from,
            last: source.spot(from..from),
        }
    }

    pub(super) fn source(&self) -> &'a Source {
        self.source
    }

    /// The spot of a range that stands far from those before and behind it.
    pub(super) fn spot_elsewhere(&self, range: Range<usize>) -> Spot {
        self.source
            .spot(self.from + range.start..self.from + range.end)
    }

    /// The spot of a range in the text behind the front-matter.
    pub(super) fn spot(&mut self, range: Range<usize>) -> Spot {
        let (start, end) = (self.from + range.start, self.from + range.end);
        let text = self.source.text();
        let between = text.get(self.last.start as usize..start);
        let spot = match between {
            Some(between) if !between.contains('\n') => Spot {
                line: self.last.line,
                column: self.last.column + between.chars().count() as u32,
                start: start as u32,
                end: end.clamp(start, text.len()) as u32,
            },
            _ => self.source.spot(start..end),
        };
        self.last = spot;
        spot
    }
}
