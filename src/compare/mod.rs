//! Compares two states of a manual. The result is plain data.
//!
//! Both states are compiled, each on its own day; this module judges nothing. `documents` finds the
//! added, withdrawn, revised and changed documents, `clauses` the requirements whose status
//! changed, `findings` the findings that were opened and closed.

mod clauses;
mod documents;
mod findings;

pub(crate) use clauses::{ClauseMove, StandardChange};
pub(crate) use documents::{DocumentChange, Fate};
pub(crate) use findings::{FindingChanges, FindingRef};

use crate::pipeline::Compiled;

/// The differences between two states of a manual.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    /// The documents that differ, by id.
    pub(crate) documents: Vec<DocumentChange>,
    /// The coverage changes of the standards that both states list.
    pub(crate) standards: Vec<StandardChange>,
    /// The ids of the standards that only one of the states lists.
    pub(crate) standards_added: Vec<String>,
    pub(crate) standards_removed: Vec<String>,
    /// The changes of audit findings.
    pub(crate) findings: FindingChanges,
}

/// Compares two states of a manual.
pub(crate) fn compare(old: &Compiled, new: &Compiled) -> Comparison {
    let ids = |compiled: &Compiled| -> Vec<String> {
        let standards = compiled.manual.standards.iter();
        standards.map(|standard| standard.id.to_string()).collect()
    };
    let (before, after) = (ids(old), ids(new));
    let only = |these: &[String], others: &[String]| -> Vec<String> {
        let only = these.iter().filter(|id| !others.contains(id));
        only.cloned().collect()
    };
    Comparison {
        documents: documents::compare(old, new),
        standards: clauses::compare(old, new),
        standards_added: only(&after, &before),
        standards_removed: only(&before, &after),
        findings: findings::compare(old, new),
    }
}

impl Comparison {
    /// Whether nothing differs.
    pub(crate) fn is_empty(&self) -> bool {
        self.documents.is_empty()
            && self.standards.iter().all(|one| one.clauses.is_empty())
            && self.standards_added.is_empty()
            && self.standards_removed.is_empty()
            && self.findings.opened.is_empty()
            && self.findings.closed.is_empty()
    }

    /// The documents that changed in this way.
    pub(crate) fn documents_with(&self, fate: Fate) -> impl Iterator<Item = &DocumentChange> {
        self.documents.iter().filter(move |one| one.fate == fate)
    }
}

#[cfg(test)]
mod tests;
