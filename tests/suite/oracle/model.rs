//! A random manual as plain values: what is written into files and what coverage is computed from.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

#[derive(Debug)]
pub(crate) struct Manual {
    pub(crate) as_of: Day,
    pub(crate) standards: Vec<Standard>,
    /// In months; 12 where absent.
    pub(crate) review_interval: Option<u32>,
    /// Written as something that is no interval.
    pub(crate) review_interval_unreadable: bool,
    /// In months; any age where absent.
    pub(crate) evidence_interval: Option<u32>,
    /// The same of `evidence_interval`.
    pub(crate) evidence_interval_unreadable: bool,
    /// In months; 36 where absent.
    pub(crate) audit_cycle: Option<u32>,
    /// Whether `audit_cycle` is written and says nothing that can be read.
    pub(crate) audit_cycle_unreadable: bool,
    /// Every document that says `approved` needs an approval.
    pub(crate) approval_required: bool,
    pub(crate) exclusions: Vec<Exclusion>,
    pub(crate) kinds: Kinds,
    pub(crate) documents: Vec<Document>,
    pub(crate) audits: Vec<Audit>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) other_records: Vec<OtherRecord>,
}

/// What the manual says of kinds: its own words for states, and kinds of its own.
#[derive(Debug)]
pub(crate) struct Kinds {
    /// Whether audits have states of the manual's own.
    pub(crate) audit_words: bool,
    /// Whether findings have states of the manual's own.
    pub(crate) finding_words: bool,
}

impl Kinds {
    /// How the manual writes the state of an audit.
    pub(crate) fn audit_state(&self, state: &'static str) -> &'static str {
        match state {
            _ if !self.audit_words => state,
            "planned" => "agreed",
            "done" => "held",
            _ => "dropped",
        }
    }

    /// How the manual writes the state of a finding of the built-in kind.
    pub(crate) fn finding_state(&self, state: &'static str) -> &'static str {
        match state {
            _ if !self.finding_words => state,
            "open" => "contained",
            _ => "settled",
        }
    }
}

#[derive(Debug)]
pub(crate) struct Standard {
    pub(crate) id: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) may_exclude: Option<Vec<String>>,
    pub(crate) clauses: Vec<Clause>,
    /// The clause above each, by number: found once, and asked for very often.
    pub(crate) parents: OnceLock<HashMap<String, Option<usize>>>,
}

#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) number: String,
    pub(crate) title: Option<String>,
    pub(crate) records: Option<&'static str>,
    /// Its lettered items, where they are listed.
    pub(crate) items: Vec<char>,
    pub(crate) exhaustive: bool,
    pub(crate) requirement: Option<bool>,
    /// Only where it overrides what the number says.
    pub(crate) parent: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Exclusion {
    pub(crate) clause: String,
    pub(crate) justification: Option<&'static str>,
    pub(crate) date: Option<Day>,
    /// Written as something that is no date.
    pub(crate) date_unreadable: bool,
}

#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// Of an external document: where it is kept.
    pub(crate) source: bool,
    pub(crate) revision: u32,
    pub(crate) status: &'static str,
    pub(crate) effective: Option<Day>,
    /// Whether `effective` is written and no day; then `effective` is none.
    pub(crate) effective_unreadable: bool,
    pub(crate) review_due: Option<Day>,
    /// Written as something that is no date.
    pub(crate) review_due_unreadable: bool,
    /// In months.
    pub(crate) review_interval: Option<u32>,
    /// Written as something that is no interval.
    pub(crate) review_interval_unreadable: bool,
    /// The marks of a merge stand in the text.
    pub(crate) in_merge: bool,
    /// Another file, behind this one, bears the same id.
    pub(crate) has_twin: bool,
    pub(crate) approvals: Vec<Approval>,
    /// Its file of approvals cannot be read.
    pub(crate) approvals_damaged: bool,
    pub(crate) supersedes: Vec<String>,
    /// Names of forms and record kinds, right and wrong.
    pub(crate) records: Vec<String>,
    pub(crate) claims: Vec<FrontClaim>,
    pub(crate) sections: Vec<Section>,
    /// Front-matter in TOML instead of YAML.
    pub(crate) toml: bool,
}

/// An approval of a document, as it stands in its file.
#[derive(Debug)]
pub(crate) struct Approval {
    pub(crate) revision: u32,
    pub(crate) role: &'static str,
    pub(crate) date: Day,
    /// It is one of what the document says now.
    pub(crate) same_text: bool,
}

/// A claim in front-matter: a plain clause, or a table where anything else is given.
#[derive(Debug)]
pub(crate) struct FrontClaim {
    pub(crate) clause: String,
    pub(crate) section: Option<String>,
    pub(crate) extent: Option<&'static str>,
    pub(crate) note: bool,
}

/// A heading with what stands under it. The first section of a document may have no heading.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) id: Option<String>,
    /// Instead of a sentence: what says nothing.
    pub(crate) empty: Option<&'static str>,
    /// The whole heading is struck out.
    pub(crate) struck_heading: bool,
    /// What claims in the text is struck out.
    pub(crate) struck_text: bool,
    /// `clause=` on the heading.
    pub(crate) heading_claims: Vec<String>,
    /// `[[satisfies:…]]` in a paragraph.
    pub(crate) text_claims: Vec<String>,
    /// `[[satisfies:…]]` in code, which claims nothing.
    pub(crate) decoys: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Audit {
    pub(crate) id: String,
    /// `audit`, or `visit`, a kind of the manual's own in the role of one.
    pub(crate) kind: &'static str,
    pub(crate) date: Day,
    pub(crate) state: &'static str,
    /// Of kind `audit`: an audit of a supplier.
    pub(crate) of_supplier: bool,
    /// Whether the type is a word that nobody knows, or the date no day.
    pub(crate) type_unreadable: bool,
    pub(crate) date_unreadable: bool,
    pub(crate) clauses: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) id: String,
    /// `finding`, or `nonconformity`, a kind of the manual's own in the role of one.
    pub(crate) kind: &'static str,
    pub(crate) grade: &'static str,
    /// Blank where it is left out.
    pub(crate) state: &'static str,
    /// When it was found.
    pub(crate) date: Option<Day>,
    pub(crate) clauses: Vec<String>,
    /// Whether it is written and no day; then there is none.
    pub(crate) date_unreadable: bool,
}

/// A record that is neither audit nor finding; it may be a filled-in form.
#[derive(Debug)]
pub(crate) struct OtherRecord {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// Where the kind has one: the date that tells when it happened.
    pub(crate) date: Option<Day>,
    pub(crate) form: Option<String>,
    pub(crate) clauses: Vec<String>,
    /// A claim on a heading: records claim nothing.
    pub(crate) heading_claim: Option<String>,
    /// Whether it is written and no day; then there is none.
    pub(crate) date_unreadable: bool,
}

impl Day {
    /// This many calendar months later, the day clamped to the month's end.
    pub(crate) fn plus_months(self, months: u32) -> Self {
        let mut later = self;
        for _ in 0..months {
            later.month += 1;
            if later.month == 13 {
                later.month = 1;
                later.year += 1;
            }
        }
        later.day = self.day.min(days_in_month(later.year, later.month));
        later
    }

    /// This many calendar months earlier, the day clamped to the month's end.
    pub(crate) fn minus_months(self, months: u32) -> Self {
        let mut earlier = self;
        for _ in 0..months {
            earlier.month -= 1;
            if earlier.month == 0 {
                earlier.month = 12;
                earlier.year -= 1;
            }
        }
        earlier.day = self.day.min(days_in_month(earlier.year, earlier.month));
        earlier
    }

    pub(crate) fn next(self) -> Self {
        if self.day < days_in_month(self.year, self.month) {
            return Self {
                day: self.day + 1,
                ..self
            };
        }
        Self {
            day: 1,
            ..Self { day: 1, ..self }.plus_months(1)
        }
    }

    pub(crate) fn previous(self) -> Self {
        if self.day > 1 {
            return Self {
                day: self.day - 1,
                ..self
            };
        }
        let before = self.minus_months(1);
        Self {
            day: days_in_month(before.year, before.month),
            ..before
        }
    }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}
