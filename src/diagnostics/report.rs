//! The diagnostics of a run, with their levels and in order.

use std::collections::HashSet;

use crate::by_parts::compare_by_parts;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::location::SourcePath;
use crate::diagnostics::rule::{Level, Rule, RuleLevels, Sort};

/// A diagnostic with the level that the manual gives its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What is wrong.
    pub diagnostic: Diagnostic,
    /// [`Level::Warn`] or [`Level::Deny`].
    pub level: Level,
}

impl Judged {
    /// Whether it is a finding about the management system, not a mistake in a file.
    pub(crate) fn is_finding(&self) -> bool {
        self.diagnostic.rule.sort == Sort::Finding
    }

    /// Whether it is a denied mistake, which stops a build.
    pub(crate) fn stops_build(&self) -> bool {
        self.level == Level::Deny && !self.is_finding()
    }
}

/// All diagnostics of a run, with their levels and in the order for display.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Sorted by file, then place, then rule, then message. Numbers in messages sort by their
    /// parts.
    pub entries: Vec<Judged>,
}

impl Report {
    /// The number of denied entries.
    pub fn errors(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.level == Level::Deny)
            .count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.entries.len() - self.errors()
    }

    /// The number of denied mistakes, which stop a build.
    pub fn mistakes(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.stops_build())
            .count()
    }

    /// A report of only the entries that `choose` accepts.
    #[must_use]
    pub fn only(&self, choose: impl Fn(&Judged) -> bool) -> Self {
        let chosen = self.entries.iter().filter(|entry| choose(entry));
        Self {
            entries: chosen.cloned().collect(),
        }
    }

    /// A report with the entries of another one as well, in the order for display.
    #[must_use]
    pub(crate) fn with(&self, other: Self) -> Self {
        let mut entries = self.entries.clone();
        entries.extend(other.entries);
        Self {
            entries: in_order(entries),
        }
    }

    /// Whether a denied mistake (not a finding) is among the entries. The manual is then not
    /// published (`docs/design.md`, "Command line").
    pub fn stops_build(&self) -> bool {
        self.entries.iter().any(Judged::stops_build)
    }
}

/// Gives each diagnostic its level, drops diagnostics that are allowed or caused by another one,
/// sorts by file and line, and drops duplicates.
pub(crate) fn judge(diagnostics: Vec<Diagnostic>, levels: &RuleLevels) -> Report {
    let causes = causes(&diagnostics, levels);
    let always_denied = diagnostics.iter().filter(|one| one.is_always_denied());
    let always_denied: HashSet<(&str, SourcePath)> = always_denied
        .map(|one| (one.rule.name, one.location.path.clone()))
        .collect();
    let is_told = |diagnostic: &Diagnostic| {
        let cause = diagnostic.follows;
        let elsewhere = diagnostic.cause();
        let is_cause_told = |cause: &Rule| {
            let here = (cause.name, diagnostic.location.path.clone());
            levels.level(cause) != Level::Allow || always_denied.contains(&here)
        };
        cause.is_none_or(|cause| !is_cause_told(cause))
            && elsewhere.is_none_or(|(rule, path)| !causes.contains(&(rule.name, path.clone())))
    };
    let entries = diagnostics
        .into_iter()
        .filter(is_told)
        .map(|diagnostic| Judged {
            level: diagnostic.level(levels),
            diagnostic,
        })
        .filter(|judged| judged.level != Level::Allow);
    Report {
        entries: in_order(entries.collect()),
    }
}

/// The rules and files of the mistakes that may have caused another one elsewhere, and are
/// reported.
fn causes(diagnostics: &[Diagnostic], levels: &RuleLevels) -> HashSet<(&'static str, SourcePath)> {
    let asked = diagnostics.iter().filter_map(|one| one.cause());
    let asked: HashSet<&str> = asked.map(|(rule, _)| rule.name).collect();
    let is_cause =
        |one: &&Diagnostic| asked.contains(one.rule.name) && one.level(levels) != Level::Allow;
    let found = diagnostics.iter().filter(is_cause);
    found
        .map(|one| (one.rule.name, one.location.path.clone()))
        .collect()
}

fn in_order(mut entries: Vec<Judged>) -> Vec<Judged> {
    entries.sort_by(|a, b| {
        let (a, b) = (&a.diagnostic, &b.diagnostic);
        let by_place = (&a.location, a.rule.name).cmp(&(&b.location, b.rule.name));
        by_place.then_with(|| compare_by_parts(&a.message, &b.message))
    });
    entries.dedup();
    entries
}
