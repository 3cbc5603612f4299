//! `manual.toml`, typed once (`docs/design.md`, manual.toml).

use std::collections::BTreeMap;

use super::{
    ApprovalSettings, Colour, DamagedSettings, Date, Interval, Kind, PathGlobs, SuggestionAddress,
};
use crate::diagnostics::{Rule, RuleLevels, SourcePath, Spanned};

/// What `manual.toml` says. What it leaves out has its default.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file.
    pub path: SourcePath,
    /// The manual's title.
    pub title: String,
    /// Whose manual it is.
    pub organisation: String,
    /// A language tag: `en`.
    pub language: String,
    /// The standards, as written; the first is what a bare clause number means.
    pub standards: Vec<Spanned<String>>,
    /// How the site looks.
    pub theme: ThemeSettings,
    /// Where readers send what they would change.
    pub suggestions: Option<SuggestionAddress>,
    /// How long after `effective` a document's review is due, where the document names nothing.
    pub review_interval: Interval,
    /// Whether that is written and cannot be read.
    pub is_review_interval_unreadable: bool,
    /// Within which every clause is to be audited; `None` where it is written and cannot be read:
    /// then an audit of each clause is due.
    pub audit_cycle: Option<Interval>,
    /// How old the newest evidence of a clause may be; any age where nothing is written.
    pub evidence_interval: Option<Interval>,
    /// Whether that is written and cannot be read; then no evidence is known to be new enough.
    pub is_evidence_interval_unreadable: bool,
    /// The files that are no part of the manual.
    pub exclude: PathGlobs,
    /// The files that are published though no page refers to them.
    pub publish: PathGlobs,
    /// Whether links of the file system may lead out of the manual's folder.
    pub follow_links: bool,
    /// Since when the site shows what has changed: a day, a revision, `last-review`, `last-audit`.
    pub changes_since: Option<Spanned<String>>,
    /// The exclusions, as written.
    pub exclusions: Vec<StatedExclusion>,
    /// `[approval]`.
    pub approval: ApprovalSettings,
    /// The levels of `[rules]`.
    pub rules: RuleLevels,
    /// `[variables]`: what `{{ name }}` stands for.
    pub variables: BTreeMap<String, String>,
    /// `[fields]`: names of fields in the files (key), and ours (value).
    pub field_names: BTreeMap<String, String>,
    /// `[values.FIELD]`: by our field's name, words in the files (key), and ours (value).
    pub field_values: BTreeMap<String, BTreeMap<String, String>>,
    /// `[kind.NAME]`: kinds of the manual's own, and changes of built-in ones.
    pub kinds: Vec<Kind>,
    /// What of it could not be read.
    pub damaged: DamagedSettings,
}

/// How the site looks: `theme = "NAME"`, or the table `[theme]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeSettings {
    /// The theme's name.
    pub name: Spanned<String>,
    /// The colour of links and of what is chosen; pages take shades of it that can be read.
    pub accent: Option<Colour>,
    /// A picture for the head of each page: a file of the manual.
    pub logo: Option<Spanned<SourcePath>>,
    /// A line for the foot of each page.
    pub footer: Option<String>,
}

impl Config {
    /// The review interval where `manual.toml` names none: a year.
    pub const REVIEW_INTERVAL: Interval = Interval::Months(12);
    /// The audit cycle where `manual.toml` names none: three years, as of a certificate.
    pub const AUDIT_CYCLE: Interval = Interval::Months(36);

    /// When the next audit of what was audited on a day falls due; `None` where nobody can read the
    /// cycle.
    pub fn next_audit(&self, last: Date) -> Option<Date> {
        self.audit_cycle.map(|cycle| cycle.after(last))
    }
}

/// An `[[exclusion]]`, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedExclusion {
    /// The clause.
    pub clause: Spanned<String>,
    /// Why it does not apply; may be blank, and then it excludes nothing.
    pub justification: String,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// The rule by which something is reported that is written in its place and cannot be read.
    pub unread_approval: Option<&'static Rule>,
    /// When.
    pub date: Option<Spanned<Date>>,
    /// Whether a date is written that cannot be read.
    pub is_date_unreadable: bool,
}
