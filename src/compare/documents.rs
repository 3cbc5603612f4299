//! Compares documents: which were added, withdrawn, revised or changed.

use std::collections::BTreeMap;

use crate::manual::{Change, Document, DocumentIx, Manual};
use crate::pipeline::Compiled;
use crate::words::words;

words! {
    /// How a document changed.
    pub(crate) enum Fate {
        /// The document is new.
        Added = "added",
        /// The document is gone, or has become obsolete.
        Withdrawn = "withdrawn",
        /// The document has another revision.
        Revised = "revised",
        /// The document has the same revision, but another text, title, status, effective date,
        /// owner or approver.
        Changed = "changed",
    }
}

/// A document that differs between the two states.
#[derive(Clone, Debug)]
pub(crate) struct DocumentChange {
    pub(crate) fate: Fate,
    /// The document in the earlier state.
    pub(crate) before: Option<DocumentIx>,
    /// The document in the later state.
    pub(crate) after: Option<DocumentIx>,
    /// Whether the words of its text differ; true for an added or withdrawn document too.
    pub(crate) has_new_text: bool,
    /// The entries of its history for the revisions since the earlier state.
    pub(crate) history: Vec<Change>,
}

impl DocumentChange {
    /// The revisions before and after.
    pub(crate) fn revisions<'m>(&self, old: &'m Manual, new: &'m Manual) -> [Option<&'m str>; 2] {
        let before = self.before.map(|ix| old.document(ix));
        let after = self.after.map(|ix| new.document(ix));
        [before, after].map(|one| one.map(|one| one.revision.as_str()))
    }

    /// The change of revision as `2 → 3`; a single revision if it did not change or there is only
    /// one.
    pub(crate) fn revision_step(&self, old: &Manual, new: &Manual) -> String {
        match self.revisions(old, new) {
            [Some(before), Some(after)] if before != after => format!("{before} → {after}"),
            [_, Some(revision)] | [Some(revision), None] => revision.to_owned(),
            [None, None] => String::new(),
        }
    }
}

pub(super) fn compare(old: &Compiled, new: &Compiled) -> Vec<DocumentChange> {
    let mut documents: BTreeMap<&str, (Option<DocumentIx>, Option<DocumentIx>)> = BTreeMap::new();
    for (ix, document) in old.manual.documents.enumerated() {
        documents.entry(document.id.value.as_str()).or_default().0 = Some(ix);
    }
    for (ix, document) in new.manual.documents.enumerated() {
        documents.entry(document.id.value.as_str()).or_default().1 = Some(ix);
    }
    let pairs = documents.into_values();
    pairs
        .filter_map(|(before, after)| change(old, new, before, after))
        .collect()
}

fn change(
    old: &Compiled,
    new: &Compiled,
    before: Option<DocumentIx>,
    after: Option<DocumentIx>,
) -> Option<DocumentChange> {
    let made = |fate, has_new_text, history| DocumentChange {
        fate,
        before,
        after,
        has_new_text,
        history,
    };
    let (Some(was), Some(is)) = (before, after) else {
        let fate = if before.is_some() {
            Fate::Withdrawn
        } else {
            Fate::Added
        };
        let history = after.map(|ix| new.manual.document(ix).history.clone());
        return Some(made(fate, true, history.unwrap_or_default()));
    };
    let is_obsolete =
        |compiled: &Compiled, ix| compiled.coverage.standing(ix).standing.is_obsolete();
    let (earlier, later) = (old.manual.document(was), new.manual.document(is));
    let has_new_text = earlier.body.words != later.body.words;
    let fate = if !is_obsolete(old, was) && is_obsolete(new, is) {
        Fate::Withdrawn
    } else if earlier.revision != later.revision {
        Fate::Revised
    } else if has_new_text || says_otherwise(earlier, later) {
        Fate::Changed
    } else {
        return None;
    };
    Some(made(fate, has_new_text, since(earlier, later)))
}

/// Whether the fields that readers see differ: title, status, effective date, owner, approver.
fn says_otherwise(earlier: &Document, later: &Document) -> bool {
    earlier.title != later.title
        || earlier.status != later.status
        || earlier.effective != later.effective
        || earlier.owner != later.owner
        || earlier.approver != later.approver
}

/// The entries of the later history whose revisions the earlier history does not have, sorted by
/// revision.
fn since(earlier: &Document, later: &Document) -> Vec<Change> {
    let is_known = |change: &&Change| {
        let mut known = earlier.history.iter().map(|one| &one.revision);
        change.revision == earlier.revision || known.any(|revision| *revision == change.revision)
    };
    let lines = later.history.iter().filter(|change| !is_known(change));
    let mut lines: Vec<Change> = lines.cloned().collect();
    lines.sort_by(|a, b| a.revision.cmp_by_parts(&b.revision));
    lines
}
