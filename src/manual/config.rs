//! The settings of `manual.toml`, typed (`docs/design.md`, "manual.toml").

use std::collections::BTreeMap;

use super::{
    ApprovalSettings, Audiences, ClaimsFile, ClassField, Colour, DamagedSettings, Date, Defaults,
    EntriesByFile, Interval, Kind, PathGlobs, ReadingSettings, SettingPart, SettingPartIx,
    StatedApplicability, SuggestionAddress, Target, TextEntry, TextEntryIx,
};
use crate::diagnostics::{Rule, RuleLevels, SourcePath, Span, Spanned};
use crate::index::IndexVec;

/// The settings of `manual.toml`. Settings that are left out have their defaults.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file.
    pub path: SourcePath,
    /// The manual's title.
    pub title: String,
    /// The organisation whose manual it is; may be empty.
    pub organisation: String,
    /// A language tag: `en`.
    pub language: String,
    /// The standards, as written. A bare clause number is a clause of the first one.
    pub standards: Vec<Spanned<String>>,
    /// How the site looks.
    pub theme: ThemeSettings,
    /// The address for readers' suggestions, if any.
    pub suggestions: Option<SuggestionAddress>,
    /// How long after `effective` a document's review is due, if the document gives neither a date
    /// nor an interval.
    pub review_interval: Interval,
    /// Whether the review interval is given but cannot be read.
    pub is_review_interval_unreadable: bool,
    /// The period within which every clause must be audited. `None` if it is given but cannot be
    /// read: an audit of each clause is then due.
    pub audit_cycle: Option<Interval>,
    /// The maximum age of the newest evidence of a clause; `None` for no maximum.
    pub evidence_interval: Option<Interval>,
    /// Whether the evidence interval is given but cannot be read. No evidence then counts as recent
    /// enough.
    pub is_evidence_interval_unreadable: bool,
    /// The file of the home page's text, if it is named.
    pub home: Option<Spanned<SourcePath>>,
    /// The patterns of files that are not part of the manual.
    pub exclude: PathGlobs,
    /// The patterns of files that are published even if no page refers to them.
    pub publish: PathGlobs,
    /// `[reading]`: in which form the files are written.
    pub reading: ReadingSettings,
    /// The start of the changes that the site shows: a day, a revision, `last-review` or
    /// `last-audit`.
    pub changes_since: Option<Spanned<String>>,
    /// `[[menu]]`: the entries of the navigation in place of the built-in ones; empty for those.
    pub menu: Vec<MenuEntry>,
    /// The exclusions, as written.
    pub exclusions: Vec<StatedExclusion>,
    /// The entries of `[[applicability]]`, as written, one for each clause that they name.
    pub applicability: Vec<StatedApplicability>,
    /// Whether entries of `[[applicability]]` are unread because the name is misspelt.
    pub is_applicability_misspelt: bool,
    /// `[audiences]`; `None` if the manual names no audiences.
    pub audiences: Option<Audiences>,
    /// `[approval]`.
    pub approval: ApprovalSettings,
    /// The levels of `[rules]`.
    pub rules: RuleLevels,
    /// `[variables]`: what `{{ name }}` stands for.
    pub variables: BTreeMap<String, String>,
    /// `[fields]`: names of fields in the manual's files (key), and the built-in names (value).
    pub field_names: BTreeMap<String, String>,
    /// `[values.FIELD]`: by built-in field name, words in the manual's files (key), and the
    /// built-in words (value).
    pub field_values: BTreeMap<String, BTreeMap<String, String>>,
    /// Whether `[fields]` or `[[defaults]]` names values of fields that hold tables.
    pub has_nested_names: bool,
    /// Whether such names give the entries of histories days, and no revisions.
    pub is_history_by_day: bool,
    /// `[class]`: further fields for every kind of a class.
    pub class_fields: Vec<ClassField>,
    /// `[kind.NAME]`: kinds of the manual's own, and changes of built-in ones.
    pub kinds: Vec<Kind>,
    /// `[[defaults]]`: fields that files do not give themselves, in order.
    pub defaults: Vec<Defaults>,
    /// Which of these entries may be for a file.
    pub default_files: EntriesByFile,
    /// `[[metadata]]` and `[[claims]]` that read the texts of pages, in order.
    pub texts: IndexVec<TextEntryIx, TextEntry>,
    /// `[[claims]]` that read tables beside the texts, in order.
    pub claims_files: Vec<ClaimsFile>,
    /// The parts of settings that files must use.
    pub parts: IndexVec<SettingPartIx, SettingPart>,
    /// Those of them that `manual.toml` itself uses.
    pub used_here: Vec<SettingPartIx>,
    /// The parts of the file that could not be read.
    pub damaged: DamagedSettings,
}

/// How the site looks: `theme = "NAME"`, or the table `[theme]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeSettings {
    /// The theme's name.
    pub name: Spanned<String>,
    /// The colour of links and selected items. Pages use shades of it with enough contrast.
    pub accent: Option<Colour>,
    /// A picture for the head of each page: a file of the manual.
    pub logo: Option<Spanned<SourcePath>>,
    /// A line for the foot of each page.
    pub footer: Option<String>,
}

impl Config {
    /// The default review interval: 12 months.
    pub const REVIEW_INTERVAL: Interval = Interval::Months(12);
    /// The default audit cycle: 36 months, the term of a certificate.
    pub const AUDIT_CYCLE: Interval = Interval::Months(36);

    /// The day on which the next audit is due after an audit on the day `last`; `None` if the audit
    /// cycle cannot be read.
    pub fn next_audit(&self, last: Date) -> Option<Date> {
        self.audit_cycle.map(|cycle| cycle.after(last))
    }
}

/// A `[[menu]]`, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuEntry {
    /// The words to show; `None` for the name of the target.
    pub title: Option<String>,
    /// Where it leads.
    pub to: MenuPlace,
    /// The place of `to`.
    pub span: Span,
}

/// The value of `to` in a `[[menu]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuPlace {
    /// A page of the site.
    Inside(Target),
    /// An address of another host.
    Outside(String),
}

/// An `[[exclusion]]`, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedExclusion {
    /// The clause.
    pub clause: Spanned<String>,
    /// Why the clause does not apply. A blank justification excludes nothing.
    pub justification: String,
    /// The role that approved it.
    pub approved_by: Option<String>,
    /// The rule that reported the value of `approved_by`, if the value cannot be read.
    pub unread_approval: Option<&'static Rule>,
    /// The date of the exclusion.
    pub date: Option<Spanned<Date>>,
    /// Whether a date is given but cannot be read.
    pub is_date_unreadable: bool,
}
