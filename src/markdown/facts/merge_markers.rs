//! Conflict markers that a merge leaves if both sides changed the same lines.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::rules;

/// The byte ranges of possible conflict markers. Whether one is in a code block is only known when
/// the page is read.
#[derive(Debug, Default)]
pub(crate) struct MergeMarkers(Vec<Range<usize>>);

impl MergeMarkers {
    /// Finds the lines of a text that begin with exactly seven `<` or `>`, without indentation.
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

    /// Removes the markers in a code block.
    pub(crate) fn leave_out(&mut self, code: &Range<usize>) {
        if !self.0.is_empty() {
            self.0.retain(|marker| !code.contains(&marker.start));
        }
    }

    /// The markers at which unresolved conflicts begin: each `<<<<<<<`, and each `>>>>>>>` without
    /// a `<<<<<<<` before it.
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

    /// The diagnostics of the unresolved conflicts in `source`, whose text was searched.
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

/// The diagnostic of an unresolved merge conflict.
pub(crate) fn unresolved(marker: &str, location: Location) -> Diagnostic {
    let message = format!("`{marker}` marks a merge conflict that is not resolved");
    Diagnostic::new(&rules::SYNTAX_ERROR, location, message)
        .help("keep the correct lines of both sides, and delete the lines of <, = and >")
}
