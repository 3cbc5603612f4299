//! What differs between two states of a manual, as plain data.
//!
//! Both states are compiled, each on its own day; nothing is judged here. `documents` says which came,
//! went and were revised, `clauses` whose status moved and for which claims, `findings` what was opened
//! and closed.

mod clauses;
mod documents;
mod findings;

pub(crate) use clauses::{ClauseMove, StandardChange};
pub(crate) use documents::{DocumentChange, Fate};
pub(crate) use findings::{FindingChanges, FindingRef};

use crate::pipeline::Compiled;

/// What differs between two states of a manual.
#[derive(Clone, Debug)]
pub(crate) struct Comparison {
    /// The documents that came, went or were changed, by id.
    pub(crate) documents: Vec<DocumentChange>,
    /// The standards of the later state that the earlier one lists as well.
    pub(crate) standards: Vec<StandardChange>,
    /// The standards, by id, that one state alone lists.
    pub(crate) standards_added: Vec<String>,
    pub(crate) standards_removed: Vec<String>,
    /// Audit findings.
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

    /// The documents of which that became.
    pub(crate) fn documents_with(&self, fate: Fate) -> impl Iterator<Item = &DocumentChange> {
        self.documents.iter().filter(move |one| one.fate == fate)
    }
}

#[cfg(test)]
mod tests;
