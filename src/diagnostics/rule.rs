//! Rules and their levels (`docs/design.md`, "Diagnostics").

use std::collections::BTreeMap;

/// A rule: its name, how severe it is unless `[rules]` says otherwise, and its documentation.
#[derive(Debug)]
pub struct Rule {
    /// The name in kebab-case, as written under `[rules]`.
    pub name: &'static str,
    /// The sort of the rule.
    pub sort: Sort,
    /// What the rule means and why it matters: whole sentences.
    pub meaning: &'static str,
    /// How to correct what it reports.
    pub remedy: &'static str,
    /// A manual that triggers it: files by path and text. Without a `manual.toml`, a minimal one is
    /// used.
    pub example: &'static [(&'static str, &'static str)],
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// The sorts of rules (`docs/design.md`, "Diagnostics").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A file that cannot be parsed or read. Always denied.
    Syntax,
    /// A mistake in a file. Denied by default; a denied mistake stops a build.
    Mistake,
    /// A finding about the management system. A warning by default; never stops a build.
    Finding,
}

impl Sort {
    /// The level of a rule that `[rules]` does not set.
    pub fn default_level(self) -> Level {
        match self {
            Self::Syntax | Self::Mistake => Level::Deny,
            Self::Finding => Level::Warn,
        }
    }
}

/// The level of a rule: `allow`, `warn` or `deny`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; the exit status stays 0.
    Warn,
    /// Reported as an error; the exit status is 1.
    Deny,
}

/// The levels that `[rules]` sets, by the rule's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleLevels(BTreeMap<&'static str, Level>);

impl RuleLevels {
    /// Sets a rule's level. A rule of the sort syntax always stays denied.
    pub fn set(&mut self, rule: &Rule, level: Level) {
        if rule.sort != Sort::Syntax {
            self.0.insert(rule.name, level);
        }
    }

    /// The level of a rule: the one that was set, else the default of its sort.
    pub fn level(&self, rule: &Rule) -> Level {
        self.0
            .get(rule.name)
            .copied()
            .unwrap_or(rule.sort.default_level())
    }
}
