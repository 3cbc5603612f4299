//! The diagnostics of a run, judged and in order.

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::rule::{Level, RuleLevels, Sort};

/// A diagnostic with the level that the manual gives its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// [`Level::Warn`] or [`Level::Deny`].
    pub level: Level,
}

/// All diagnostics of a run, judged and in the order in which people read them.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Sorted by file, then place, then rule.
    pub entries: Vec<Judged>,
}

impl Report {
    /// How many entries are denied.
    pub fn errors(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.level == Level::Deny)
            .count()
    }

    /// How many entries are warned of.
    pub fn warnings(&self) -> usize {
        self.entries.len() - self.errors()
    }

    /// The entries that are denied, alone.
    #[must_use]
    pub fn denied(&self) -> Self {
        let denied = self.entries.iter();
        let denied = denied.filter(|entry| entry.level == Level::Deny);
        Self {
            entries: denied.cloned().collect(),
        }
    }

    /// Whether a denied mistake (not a finding) is among them: such a manual is not published
    /// (`docs/design.md`, command line).
    pub fn stops_build(&self) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.level == Level::Deny && entry.diagnostic.rule.sort != Sort::Finding)
    }
}

/// Gives each diagnostic its level, drops what is allowed, sorts by file and line, and leaves out
/// repetitions.
pub(crate) fn judge(diagnostics: Vec<Diagnostic>, levels: &RuleLevels) -> Report {
    let mut entries: Vec<Judged> = diagnostics
        .into_iter()
        .map(|diagnostic| Judged {
            level: levels.level(diagnostic.rule),
            diagnostic,
        })
        .filter(|judged| judged.level != Level::Allow)
        .collect();
    entries.sort_by(|a, b| {
        let (a, b) = (&a.diagnostic, &b.diagnostic);
        (&a.location, a.rule.name, &a.message).cmp(&(&b.location, b.rule.name, &b.message))
    });
    entries.dedup();
    Report { entries }
}
