//! What is wrong in a manual, and where (`docs/design.md`, diagnostics).
//!
//! A [`Diagnostic`] is made where the mistake is seen, with the place of the very value. It names
//! its [`Rule`]; how severe it is, is decided once, at the end, by [`judge`], and how it is shown by
//! [`render`].

mod forms;
mod location;

pub(crate) use crate::diagnostics::forms::human::printable;
pub use crate::diagnostics::forms::{Format, render};
pub use crate::diagnostics::location::{Location, Source, SourcePath, Span, Spanned};

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

/// One thing that is wrong, where it stands, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub rule: &'static Rule,
    /// The file and the very value.
    pub location: Location,
    /// What is wrong: one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without help.
    pub fn new(rule: &'static Rule, location: Location, message: impl Into<String>) -> Self {
        Self {
            rule,
            location,
            message: message.into(),
            help: None,
        }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

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
pub fn judge(diagnostics: Vec<Diagnostic>, levels: &RuleLevels) -> Report {
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

/// Of `known`, the text most like `written`, if any is like enough to be meant.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().max(3).div_ceil(3))
        .min()
        .map(|(_, candidate)| candidate)
}
