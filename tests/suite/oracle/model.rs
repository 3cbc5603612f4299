//! A random manual as plain values. [`super::write`] writes it as files, and [`super::compute`]
//! computes its coverage.

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
    /// `review_interval` in months; the default is 12.
    pub(crate) review_interval: Option<u32>,
    /// Whether `review_interval` is written, but not as an interval.
    pub(crate) review_interval_unreadable: bool,
    /// `evidence_interval` in months; without it evidence of any age counts.
    pub(crate) evidence_interval: Option<u32>,
    /// Whether `evidence_interval` is written, but not as an interval.
    pub(crate) evidence_interval_unreadable: bool,
    /// `audit_cycle` in months; the default is 36.
    pub(crate) audit_cycle: Option<u32>,
    /// Whether `audit_cycle` is written, but not as an interval.
    pub(crate) audit_cycle_unreadable: bool,
    /// Whether every document with the status `approved` needs an approval.
    pub(crate) approval_required: bool,
    pub(crate) exclusions: Vec<Exclusion>,
    pub(crate) kinds: Kinds,
    pub(crate) documents: Vec<Document>,
    pub(crate) audits: Vec<Audit>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) other_records: Vec<OtherRecord>,
    /// The rows of a table of claims beside the texts.
    pub(crate) rows: Vec<Row>,
}

/// A row of the table of claims.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) clause: String,
    /// The ids of one or two documents, which may not be there.
    pub(crate) documents: Vec<String>,
    pub(crate) section: Option<String>,
    /// Blank, `full`, `partial`, or another word.
    pub(crate) extent: &'static str,
    /// Blank, `proposed`, or another word.
    pub(crate) status: &'static str,
}

/// The settings of kinds: whether the manual has its own words for states.
#[derive(Debug)]
pub(crate) struct Kinds {
    /// Whether the manual has its own words for the states of audits.
    pub(crate) audit_words: bool,
    /// Whether the manual has its own words for the states of findings.
    pub(crate) finding_words: bool,
}

impl Kinds {
    /// The word that the manual uses for a state of an audit.
    pub(crate) fn audit_state(&self, state: &'static str) -> &'static str {
        match state {
            _ if !self.audit_words => state,
            "planned" => "agreed",
            "done" => "held",
            _ => "dropped",
        }
    }

    /// The word that the manual uses for a state of a finding of the built-in kind.
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
    /// The index of each clause's parent, by number. It is cached, since it is needed very often.
    pub(crate) parents: OnceLock<HashMap<String, Option<usize>>>,
}

#[derive(Debug)]
pub(crate) struct Clause {
    pub(crate) number: String,
    pub(crate) title: Option<String>,
    pub(crate) records: Option<&'static str>,
    /// Its lettered items, if the catalog lists them.
    pub(crate) items: Vec<char>,
    pub(crate) exhaustive: bool,
    pub(crate) requirement: Option<bool>,
    /// Only set if it differs from the parent that the number implies.
    pub(crate) parent: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Exclusion {
    pub(crate) clause: String,
    pub(crate) justification: Option<&'static str>,
    pub(crate) date: Option<Day>,
    /// Whether `date` is written, but not as a date.
    pub(crate) date_unreadable: bool,
}

#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// Whether an external document says where it is kept.
    pub(crate) source: bool,
    pub(crate) revision: u32,
    pub(crate) status: &'static str,
    pub(crate) effective: Option<Day>,
    /// Whether `effective` is written, but not as a date.
    pub(crate) effective_unreadable: bool,
    pub(crate) review_due: Option<Day>,
    /// Whether `review_due` is written, but not as a date.
    pub(crate) review_due_unreadable: bool,
    /// `review_interval` in months.
    pub(crate) review_interval: Option<u32>,
    /// Whether `review_interval` is written, but not as an interval.
    pub(crate) review_interval_unreadable: bool,
    /// Whether the text has merge conflict markers.
    pub(crate) in_merge: bool,
    /// Whether a later file has the same id.
    pub(crate) has_twin: bool,
    pub(crate) approvals: Vec<Approval>,
    /// Whether its file of approvals cannot be parsed.
    pub(crate) approvals_damaged: bool,
    pub(crate) supersedes: Vec<String>,
    /// Names of forms and record kinds, valid and invalid.
    pub(crate) records: Vec<String>,
    pub(crate) claims: Vec<FrontClaim>,
    pub(crate) sections: Vec<Section>,
    /// Whether the front-matter is TOML instead of YAML.
    pub(crate) toml: bool,
    /// Its text in another language.
    pub(crate) translation: Option<Translation>,
}

/// A file with the text of a document in another language.
#[derive(Debug)]
pub(crate) struct Translation {
    pub(crate) status: &'static str,
    pub(crate) claims: Vec<FrontClaim>,
    pub(crate) records: Vec<String>,
    pub(crate) supersedes: Vec<String>,
}

/// An approval of a document, as written in its file.
#[derive(Debug)]
pub(crate) struct Approval {
    pub(crate) revision: u32,
    pub(crate) role: &'static str,
    pub(crate) date: Day,
    /// Whether it approves the current text of the document.
    pub(crate) same_text: bool,
}

/// A claim in front-matter: a plain clause, or a table if it has further fields.
#[derive(Debug)]
pub(crate) struct FrontClaim {
    pub(crate) clause: String,
    pub(crate) section: Option<String>,
    pub(crate) extent: Option<&'static str>,
    pub(crate) note: bool,
    /// Whether it says `status: proposed`.
    pub(crate) proposed: bool,
}

/// A heading with the text below it. The first section of a document has no heading.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) id: Option<String>,
    /// A text without content, which replaces the usual sentence.
    pub(crate) empty: Option<&'static str>,
    /// Whether the whole heading is struck out.
    pub(crate) struck_heading: bool,
    /// Whether the claims in the text are struck out.
    pub(crate) struck_text: bool,
    /// Whether the claims in the text are in a task, and whether that is ticked.
    pub(crate) task: Option<bool>,
    /// Claims in `clause=` on the heading.
    pub(crate) heading_claims: Vec<String>,
    /// Whether the claims on the heading, or those in the text, say that they are partial.
    pub(crate) partial_heading: bool,
    pub(crate) partial_text: bool,
    /// Claims as `[[satisfies:…]]` in a paragraph.
    pub(crate) text_claims: Vec<String>,
    /// `[[satisfies:…]]` in code, which is no claim.
    pub(crate) decoys: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Audit {
    pub(crate) id: String,
    /// `audit`, or `visit`, a kind that the manual defines with the role of an audit.
    pub(crate) kind: &'static str,
    pub(crate) date: Day,
    pub(crate) state: &'static str,
    /// Whether an audit of kind `audit` is an audit of a supplier.
    pub(crate) of_supplier: bool,
    /// Whether the type is an unknown word.
    pub(crate) type_unreadable: bool,
    /// Whether the date is written, but not as a date.
    pub(crate) date_unreadable: bool,
    pub(crate) clauses: Vec<String>,
    pub(crate) doubt: Doubt,
}

/// Why nothing that a record says can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    None,
    /// Its text has merge conflict markers.
    InMerge,
    /// A later file has the same id.
    HasTwin,
}

#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) id: String,
    /// `finding`, or `nonconformity`, a kind that the manual defines with the role of a finding.
    pub(crate) kind: &'static str,
    pub(crate) grade: &'static str,
    /// Blank if it is left out.
    pub(crate) state: &'static str,
    /// The day on which it was found.
    pub(crate) date: Option<Day>,
    pub(crate) clauses: Vec<String>,
    /// Whether `date` is written, but not as a date.
    pub(crate) date_unreadable: bool,
    pub(crate) doubt: Doubt,
}

/// A record that is neither audit nor finding; it may be a filled-in form.
#[derive(Debug)]
pub(crate) struct OtherRecord {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    /// The date on which it happened, if its kind has such a field.
    pub(crate) date: Option<Day>,
    pub(crate) form: Option<String>,
    pub(crate) clauses: Vec<String>,
    /// A claim on a heading, which is ignored in a record.
    pub(crate) heading_claim: Option<String>,
    /// Whether `date` is written, but not as a date.
    pub(crate) date_unreadable: bool,
    /// The result of a training; blank if it is left out.
    pub(crate) result: &'static str,
    pub(crate) doubt: Doubt,
}

impl Day {
    /// The day this many calendar months later, clamped to the end of the month.
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

    /// The day this many calendar months earlier, clamped to the end of the month.
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
