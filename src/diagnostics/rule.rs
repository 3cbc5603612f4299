//! Rules, and how severe a team takes them (`docs/design.md`, diagnostics).

use std::collections::BTreeMap;

/// A rule: its name, how severe it is unless `[rules]` says otherwise, and its documentation.
#[derive(Debug)]
pub struct Rule {
    /// The name in kebab-case, as written under `[rules]`.
    pub name: &'static str,
    /// What sort of thing it reports.
    pub sort: Sort,
    /// What the rule means and why it matters: whole sentences.
    pub meaning: &'static str,
    /// How to mend what it reports.
    pub remedy: &'static str,
    /// A manual that triggers it: files by path and text. A missing `manual.toml` is a plain one.
    pub example: &'static [(&'static str, &'static str)],
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// The sorts of rules (`docs/design.md`, diagnostics).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A file that cannot be read as what it is: denied, and cannot be set otherwise.
    Syntax,
    /// Something that a file says wrongly: denied by default; a denied one stops a build.
    Mistake,
    /// Something that is true of the management system: warned of by default; never stops a build.
    Finding,
}

impl Sort {
    /// The level that holds where `[rules]` is silent.
    pub fn default_level(self) -> Level {
        match self {
            Self::Syntax | Self::Mistake => Level::Deny,
            Self::Finding => Level::Warn,
        }
    }
}

/// What a team decides about a rule: `allow`, `warn` or `deny`.
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
    /// Sets a rule's level. A syntax error stays denied whatever is asked.
    pub fn set(&mut self, rule: &Rule, level: Level) {
        if rule.sort != Sort::Syntax {
            self.0.insert(rule.name, level);
        }
    }

    /// The level that holds for a rule.
    pub fn level(&self, rule: &Rule) -> Level {
        self.0
            .get(rule.name)
            .copied()
            .unwrap_or(rule.sort.default_level())
    }
}
