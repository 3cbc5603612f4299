//! Byte offsets of a text that was rewritten, in the text as it was written.

use std::ops::Range;

/// Which parts of a rewritten text were copied, and from where. Without any part, both texts are the
/// same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Offsets(Vec<Copied>);

/// A part that was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Copied {
    /// Where it begins in the rewritten text, and in the text as it was written.
    to: usize,
    from: usize,
    length: usize,
}

/// A text while it is rewritten.
#[derive(Debug, Default)]
pub(super) struct Rewriter {
    pub(super) text: String,
    pub(super) offsets: Offsets,
}

impl Rewriter {
    /// Copies a range of the text as it was written.
    pub(super) fn copy(&mut self, text: &str, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let to = self.text.len();
        self.text.push_str(&text[range.clone()]);
        let length = range.len();
        match self.offsets.0.last_mut() {
            Some(last) if last.to + last.length == to && last.from + last.length == range.start => {
                last.length += length;
            }
            _ => self.offsets.0.push(Copied {
                to,
                from: range.start,
                length,
            }),
        }
    }

    /// Adds text that was not written.
    pub(super) fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Notes that what is added next stands for what was written from this byte offset on.
    pub(super) fn stands_for(&mut self, from: usize) {
        self.offsets.0.push(Copied {
            to: self.text.len(),
            from,
            length: 0,
        });
    }
}

impl Offsets {
    /// The range as it was written. Text that was added counts as written where the next part
    /// begins, or at its end where the last one ends.
    pub(super) fn written(&self, range: Range<usize>) -> Range<usize> {
        if self.0.is_empty() {
            return range;
        }
        let start = self.start(range.start);
        start..self.end(range.end).max(start)
    }

    fn start(&self, at: usize) -> usize {
        let next = self.0.partition_point(|part| part.to <= at);
        let last = next.checked_sub(1).and_then(|last| self.0.get(last));
        match (last, self.0.get(next)) {
            (Some(last), _) if at < last.to + last.length.max(1) => last.from + (at - last.to),
            (_, Some(next)) => next.from,
            (Some(last), None) => last.from + last.length,
            (None, None) => at,
        }
    }

    fn end(&self, at: usize) -> usize {
        let next = self.0.partition_point(|part| part.to < at);
        let last = next.checked_sub(1).and_then(|last| self.0.get(last));
        last.map_or(0, |last| last.from + (at - last.to).min(last.length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_copied_is_found_where_it_was_written() {
        let text = "!!! note \"T\"\n    one\n";
        let mut rewriter = Rewriter::default();
        rewriter.stands_for(0);
        rewriter.add("> ");
        rewriter.copy(text, 10..11);
        rewriter.copy(text, 12..13);
        rewriter.add("> ");
        rewriter.copy(text, 17..21);
        assert_eq!(rewriter.text, "> T\n> one\n");
        let offsets = rewriter.offsets;
        for (range, written) in [
            (0..10, 0..21),
            (2..3, 10..11),
            (3..4, 12..13),
            (6..9, 17..20),
            (4..9, 17..20),
            (10..10, 21..21),
        ] {
            assert_eq!(offsets.written(range.clone()), written, "{range:?}");
        }
        assert_eq!(Offsets::default().written(3..5), 3..5);
    }
}
