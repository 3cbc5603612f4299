//! The white space at the beginning of a line, counted in columns.

/// A line that is read column by column. A tab ends at the next multiple of four columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'t> {
    line: &'t str,
    /// The byte offset in the line.
    at: usize,
    column: usize,
    /// The columns of a tab of which only a part was taken.
    left: usize,
}

/// The width of a tab.
const TAB: usize = 4;

impl<'t> Columns<'t> {
    pub(super) fn new(line: &'t str) -> Self {
        Self {
            line,
            at: 0,
            column: 0,
            left: 0,
        }
    }

    /// The byte offset of what is not taken.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not taken.
    pub(super) fn rest(&self) -> &'t str {
        &self.line[self.at..]
    }

    /// The number of columns of white space that follow.
    pub(super) fn blank(&self) -> usize {
        let mut ahead = *self;
        ahead.take(usize::MAX)
    }

    /// Takes at most this many columns of white space. Returns how many were taken.
    pub(super) fn take(&mut self, most: usize) -> usize {
        let mut taken = 0;
        while taken < most {
            if self.left == 0 {
                self.left = match self.line.as_bytes().get(self.at) {
                    Some(b' ') => 1,
                    Some(b'\t') => TAB - self.column % TAB,
                    _ => break,
                };
                self.at += 1;
            }
            let width = self.left.min(most - taken);
            self.left -= width;
            self.column += width;
            taken += width;
        }
        taken
    }

    /// The columns of a tab of which only a part was taken.
    pub(super) fn left(&self) -> usize {
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_is_as_many_columns_as_are_left() {
        let mut line = Columns::new(" \t\tx");
        assert_eq!(line.blank(), 8);
        assert_eq!((line.take(2), line.left(), line.rest()), (2, 2, "\tx"));
        assert_eq!((line.take(9), line.left(), line.rest()), (6, 0, "x"));
    }
}
