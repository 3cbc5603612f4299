//! Which documents came, went and were changed.

use std::collections::BTreeMap;

use crate::manual::{Change, Document, DocumentIx, Manual};
use crate::pipeline::Compiled;
use crate::words::words;

words! {
    /// What became of a document.
    pub(crate) enum Fate {
        /// It was not there.
        Added = "added",
        /// It is not there any more, or obsolete now.
        Withdrawn = "withdrawn",
        /// It has another revision.
        Revised = "revised",
        /// It has the same revision, and another text, title, status or day.
        Changed = "changed",
    }
}

/// A document that came, went or was changed.
#[derive(Clone, Debug)]
pub(crate) struct DocumentChange {
    pub(crate) fate: Fate,
    /// Where it stands among the documents of the earlier state.
    pub(crate) before: Option<DocumentIx>,
    /// Where it stands among the documents of the later state.
    pub(crate) after: Option<DocumentIx>,
    /// Whether the words of its text are others.
    pub(crate) has_new_text: bool,
    /// What its history says of the revisions that came since.
    pub(crate) history: Vec<Change>,
}

impl DocumentChange {
    /// The revisions before and after.
    pub(crate) fn revisions<'m>(&self, old: &'m Manual, new: &'m Manual) -> [Option<&'m str>; 2] {
        let before = self.before.map(|ix| old.document(ix));
        let after = self.after.map(|ix| new.document(ix));
        [before, after].map(|one| one.map(|one| one.revision.as_str()))
    }

    /// "2 → 3", or the only revision that there is.
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

/// Whether what readers see beside the text is other than before.
fn says_otherwise(earlier: &Document, later: &Document) -> bool {
    earlier.title != later.title
        || earlier.status != later.status
        || earlier.effective != later.effective
        || earlier.owner != later.owner
        || earlier.approver != later.approver
}

/// The lines of a history that were not there before.
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
