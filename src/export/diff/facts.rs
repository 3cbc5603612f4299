//! What the forms of a comparison say in words.

use super::Compared;
use crate::compare::{ClauseMove, DocumentChange, FindingRef};
use crate::coverage::status_reason;
use crate::coverage::{ClauseStatus, Summary};
use crate::export::reasons::claim_words;
use crate::export::words::clause_status;
use crate::manual::{Document, Record};

impl<'a> Compared<'a> {
    /// The document, as the later state has it where it is there.
    pub(super) fn document(&self, change: &DocumentChange) -> Option<&'a Document> {
        let later = change.after.map(|ix| self.new.manual.document(ix));
        later.or_else(|| Some(self.old.manual.document(change.before?)))
    }

    /// The revisions before and after.
    pub(super) fn revisions(&self, change: &DocumentChange) -> [Option<&'a str>; 2] {
        change.revisions(&self.old.manual, &self.new.manual)
    }

    /// "2 → 3", or the only revision that there is.
    pub(super) fn revision_step(&self, change: &DocumentChange) -> String {
        change.revision_step(&self.old.manual, &self.new.manual)
    }

    /// Where the document stands before and after.
    pub(super) fn states(&self, change: &DocumentChange) -> [Option<&'static str>; 2] {
        let before = change
            .before
            .map(|ix| self.old.coverage.standing(ix).state().word());
        let after = change
            .after
            .map(|ix| self.new.coverage.standing(ix).state().word());
        [before, after]
    }

    /// What has changed in it: the words of its history, else what can be seen. Of one that is not there
    /// any more, nothing.
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
                    true => "the text has changed; its history says nothing of it",
                    false => "what stands beside the text has changed",
                }
                .to_owned(),
            );
        }
        words
    }

    /// Why a clause has its status now, and which claims moved.
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

    /// The state before and after, with the day on which each is judged.
    pub(super) fn sides(&self) -> [String; 2] {
        let days = [self.old.coverage.as_of, self.new.coverage.as_of];
        let side = |at: usize| format!("{} on {}", self.names[at].words(), days[at]);
        [side(0), side(1)]
    }
}

/// A status in words; a clause that was not in the catalog has none.
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
