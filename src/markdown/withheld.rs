//! The references of a page that an edition withholds: each is replaced by a few words, together
//! with its text.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::manual::Target;
use crate::markdown::page::Page;

/// The references that an edition withholds from a page.
#[derive(Debug)]
pub(crate) struct Withheld<'a> {
    /// Their targets, as the page writes them.
    pub(crate) targets: FxHashSet<&'a Target>,
    /// The words in place of each of them.
    pub(crate) words: &'a str,
}

impl<'a> Page<'a> {
    /// Whether a reference to this target is withheld.
    pub(crate) fn withholds(&self, target: &Target) -> bool {
        let withheld = self.withheld;
        withheld.is_some_and(|withheld| withheld.targets.contains(target))
    }

    /// Writes the words in place of a withheld reference, whose source has this byte range.
    pub(crate) fn withhold(&mut self, range: Range<usize>) {
        self.unshown.push(range);
        if let Some(withheld) = self.withheld {
            self.plain(withheld.words);
        }
    }

    /// Extends the last stretch of source that is not shown.
    pub(crate) fn extend_unshown(&mut self, end: usize) {
        if let Some(last) = self.unshown.last_mut() {
            last.end = last.end.max(end);
        }
    }
}
