//! The facts of a comparison in words, for all formats.

use super::Compared;
use crate::compare::{ClauseMove, DocumentChange, FindingRef};
use crate::coverage::status_reason;
use crate::coverage::{ClauseStatus, Summary};
use crate::export::reasons::claim_words;
use crate::export::words::clause_status;
use crate::manual::{Document, Record};

impl<'a> Compared<'a> {
    /// The document of the later state, else of the earlier one.
    pub(super) fn document(&self, change: &DocumentChange) -> Option<&'a Document> {
        let later = change.after.map(|ix| self.new.manual.document(ix));
        later.or_else(|| Some(self.old.manual.document(change.before?)))
    }

    /// The revisions before and after.
    pub(super) fn revisions(&self, change: &DocumentChange) -> [Option<&'a str>; 2] {
        change.revisions(&self.old.manual, &self.new.manual)
    }

    /// `2 → 3`, or the only revision if there is one.
    pub(super) fn revision_step(&self, change: &DocumentChange) -> String {
        change.revision_step(&self.old.manual, &self.new.manual)
    }

    /// The state of the document before and after: in force, not in force and so on.
    pub(super) fn states(&self, change: &DocumentChange) -> [Option<&'static str>; 2] {
        let before = change
            .before
            .map(|ix| self.old.coverage.standing(ix).state().word());
        let after = change
            .after
            .map(|ix| self.new.coverage.standing(ix).state().word());
        [before, after]
    }

    /// What has changed in the document: new lines of its history, and its states if they differ;
    /// without either, a general sentence. Empty for a document that the later state does not have.
    pub(super) fn what_changed(&self, change: &DocumentChange) -> Vec<String> {
        if change.after.is_none() {
            return Vec::new();
        }
        let mut words: Vec<String> = change
            .history
            .iter()
            .filter(|line| !line.change.is_empty())
            .map(|line| format!("revision {}: {}", line.revision, line.change))
            .collect();
        let [before, after] = self.states(change);
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            words.push(format!("{before}, now {after}"));
        }
        if words.is_empty() && change.before.is_some() {
            words.push(
                match change.has_new_text {
                    true => "the text has changed, without a new line in its history",
                    false => "the text is the same, but other facts of the document have changed",
                }
                .to_owned(),
            );
        }
        words
    }

    /// Why a clause has its present status, and which claims have changed.
    pub(super) fn why(&self, moved: &ClauseMove) -> Vec<String> {
        let clause = self.new.manual.clause(moved.clause);
        let coverage = self.new.coverage.clause(moved.clause);
        let mut why =
            vec![clause_status::status_reason(status_reason(clause, coverage)).to_owned()];
        why.extend(moved.claims.iter().map(|claim| {
            let now = claim.after.map_or_else(
                || "does not claim it any more".to_owned(),
                |weighed| claim_words(self.new, clause, coverage, &weighed),
            );
            match claim.before {
                None => format!("{} (new): {now}", claim.document),
                Some(_) => format!("{}: {now}", claim.document),
            }
        }));
        why
    }

    pub(super) fn finding(&self, finding: FindingRef) -> &'a Record {
        match finding {
            FindingRef::Later(ix) => self.new.manual.record(ix),
            FindingRef::Gone(ix) => self.old.manual.record(ix),
        }
    }

    /// The names of both states, each with its as-of date.
    pub(super) fn sides(&self) -> [String; 2] {
        let days = [self.old.coverage.as_of, self.new.coverage.as_of];
        let side = |at: usize| format!("{} on {}", self.names[at].words(), days[at]);
        [side(0), side(1)]
    }
}

/// The word for a status; `not there` if the clause is not in the catalog.
pub(super) fn status_word(status: Option<ClauseStatus>) -> &'static str {
    status.map_or("not there", ClauseStatus::word)
}

/// `80.6 % covered (50 of 62)`
pub(super) fn covered(summary: &Summary) -> String {
    let of = summary.applicable();
    match summary.percent() {
        Some(percent) => format!("{percent} % covered ({} of {of})", summary.covered()),
        None => "nothing to cover".to_owned(),
    }
}
