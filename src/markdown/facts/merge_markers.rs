//! The marks that a merge leaves where both sides changed the same lines.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::rules;

/// Lines that mark one side of an unresolved merge, as far as they may: which of them stand in code
/// is known when the page is read.
#[derive(Debug, Default)]
pub(crate) struct MergeMarkers(Vec<Range<usize>>);

impl MergeMarkers {
    /// The lines of a text that begin with just seven `<` or `>` at the margin.
    pub(crate) fn find(text: &str) -> Self {
        let mut found = Vec::new();
        for mark in ["<<<<<<<", ">>>>>>>"] {
            for at in memchr::memmem::find_iter(text.as_bytes(), mark) {
                let at_margin = at == 0 || matches!(text.as_bytes()[at - 1], b'\n' | b'\r');
                let behind = text.as_bytes().get(at + mark.len());
                if at_margin && matches!(behind, None | Some(b' ' | b'\t' | b'\n' | b'\r')) {
                    found.push(at..at + mark.len());
                }
            }
        }
        found.sort_unstable_by_key(|range| range.start);
        Self(found)
    }

    /// Leaves out those that stand in a block of code.
    pub(crate) fn leave_out(&mut self, code: &Range<usize>) {
        if !self.0.is_empty() {
            self.0.retain(|marker| !code.contains(&marker.start));
        }
    }

    /// Where merges begin that nobody resolved: each `<<<<<<<`, and each `>>>>>>>` without one.
    pub(crate) fn merges(&self, text: &str) -> Vec<Range<usize>> {
        let mut open = false;
        let mut merges = Vec::new();
        for marker in &self.0 {
            let begins = text[marker.clone()].starts_with('<');
            if begins || !open {
                merges.push(marker.clone());
            }
            open = begins;
        }
        merges
    }

    /// What is to be said of them in the file that they stand in, whose text was searched.
    pub(crate) fn diagnostics(&self, source: &Source) -> Vec<Diagnostic> {
        let merges = self.merges(source.text()).into_iter();
        merges
            .map(|merge| {
                let span = source.span(merge.clone());
                unresolved(&source.text()[merge], Location::new(source.path(), span))
            })
            .collect()
    }
}

/// What is to be said of a merge that nobody resolved.
pub(crate) fn unresolved(marker: &str, location: Location) -> Diagnostic {
    let message =
        format!("`{marker}` marks a merge that nobody resolved: the file says two things");
    Diagnostic::new(&rules::SYNTAX_ERROR, location, message)
        .help("keep what is right of both sides, and take the lines of <, = and > out")
}
