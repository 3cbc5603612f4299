//! Decides when changes are taken in: at once where the system reports that a file is completely
//! written, otherwise after a quiet period without further changes.

use std::collections::{BTreeSet, HashSet};
use std::time::Duration;

use crate::serve::change::Change;
use crate::sources::Touched;

/// The quiet period before changes are taken in, in three cases.
///
/// Every file is closed, renamed or removed. The short wait lets an editor remove its backup.
const WRITTEN: Duration = Duration::from_millis(2);
/// A file is still open for writing, or the system does not report when it is closed.
const WRITING: Duration = Duration::from_millis(15);
/// A file is missing: an editor may be about to write it anew.
const GONE: Duration = Duration::from_millis(40);

/// The longest time that changes are held back.
pub(crate) const LONGEST: Duration = Duration::from_millis(250);

/// The largest number of files that an editor touches when it saves one; more come from a checkout.
const MOST_OF_EDITOR: usize = 4;

/// The changes that are not taken in yet.
#[derive(Debug, Default)]
pub(crate) struct Unsettled {
    touched: BTreeSet<Touched>,
    /// The paths that may still be being written.
    open: HashSet<Touched>,
}

impl Unsettled {
    /// Adds the paths of a change for which `concerns` returns true.
    pub(crate) fn take(&mut self, change: Change, concerns: impl Fn(&Touched) -> bool) {
        for touched in change.touched {
            if change.is_done {
                self.open.remove(&touched);
            } else if concerns(&touched) {
                self.open.insert(touched.clone());
            }
            if concerns(&touched) {
                self.touched.insert(touched);
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.touched.is_empty()
    }

    /// Returns the quiet period that must pass before the changes are taken in.
    pub(crate) fn quiet(&self, is_gone: impl Fn(&Touched) -> bool) -> Duration {
        let is_large = self.touched.len() > MOST_OF_EDITOR;
        if is_large || self.touched.iter().any(is_gone) {
            GONE
        } else if self.open.is_empty() {
            WRITTEN
        } else {
            WRITING
        }
    }

    /// Returns the changed paths.
    pub(crate) fn into_touched(self) -> Vec<Touched> {
        self.touched.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn change(path: &str, is_done: bool) -> Change {
        let touched = vec![file(path)];
        Change { touched, is_done }
    }

    fn file(path: &str) -> Touched {
        Touched::Path(SourcePath::new(path))
    }

    fn quiet(changes: &[(&str, bool)]) -> Duration {
        let mut unsettled = Unsettled::default();
        for (path, is_done) in changes {
            unsettled.take(change(path, *is_done), |_| true);
        }
        unsettled.quiet(|touched| *touched == file("gone.md"))
    }

    #[test]
    fn what_is_written_is_taken_in_at_once() {
        assert_eq!(quiet(&[("a.md", false), ("a.md", true)]), WRITTEN);
        assert_eq!(quiet(&[("a.md", false)]), WRITING);
        assert_eq!(quiet(&[("a.md", true), ("b.md", false)]), WRITING);
        assert_eq!(quiet(&[("gone.md", true), ("b.md", true)]), GONE);
        let many = ["a", "b", "c", "d", "e"].map(|path| (path, true));
        assert_eq!(quiet(&many), GONE);
    }

    #[test]
    fn what_is_no_part_of_the_manual_is_nothing() {
        let mut unsettled = Unsettled::default();
        unsettled.take(change(".git/index", false), |_| false);
        assert!(unsettled.is_empty());
        assert_eq!(unsettled.quiet(|_| false), WRITTEN);
    }
}
