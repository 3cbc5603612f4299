//! Kinds of documents and records: data, from one table (`docs/design.md`, the table of kinds).
//!
//! Everything the program knows of a kind is in its [`Kind`]: which fields it has and of which
//! types, which role it has, what makes a record open, when it is due, which columns its register
//! has. `[kind.NAME]` in `manual.toml` adds one with the same power.

use crate::diagnostics::Rule;
use crate::index::position;
use crate::manual::{
    Decimal, FieldName, FieldValue, Fields, Interval, KindName, KindRole, ReviewInput,
};

position! {
    /// A kind of the manual, by its position in the manual's list.
    KindIx
}

/// What a document or record is.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The name, as written in `kind:`.
    pub name: KindName,
    /// Document or record.
    pub class: Class,
    /// What it is to the rest of the program, whatever it is called.
    pub role: Option<KindRole>,
    /// What one is called: `Corrective action`.
    pub title: String,
    /// What many are called: `Corrective actions`.
    pub plural: String,
    /// Whether the manual itself says so; else a site has its own words, in its language.
    pub named: Named,
    /// What new ids begin with: `QP`.
    pub prefix: String,
    /// The folder for the first file of the kind; files may lie anywhere.
    pub folder: String,
    /// The fields, in the order in which a register shows them. They include those that every
    /// kind of its class has.
    pub fields: Vec<Field>,
    /// When a record is open. A kind whose records are never open has nothing to be closed: its
    /// records are overdue once they are due.
    pub open: OpenWhen,
    /// The records that need not say whether they are open: praise asks for nothing.
    pub open_unasked: Condition,
    /// When a record is due.
    pub due: DueWhen,
    /// Of records that are not open, those whose due date binds all the same: a gauge that passed
    /// is to be calibrated again.
    pub recurs: Condition,
    /// The records that count as done: a failed training does not.
    pub counts: Condition,
    /// The fields that say when what a record tells has happened, the first that is given counting.
    pub happened: Vec<FieldName>,
    /// The records that say that it is still to come.
    pub pending: Condition,
    /// What makes a later record take the place of an earlier one.
    pub succession: Option<Succession>,
    /// The fields that say since when a record is open, the first that is given counting; a
    /// reference stands for what it names.
    pub since: Vec<FieldName>,
    /// Fields whose dates follow each other: none may be before one that is named earlier.
    pub order: Vec<FieldName>,
    /// Further fields whose dates belong into the calendar.
    pub calendar: Vec<FieldName>,
    /// The inputs of a management review that its records belong to, each under a condition.
    pub review: Vec<(ReviewInput, Condition)>,
    /// The columns of its register, beside those that every register has.
    pub columns: Vec<FieldName>,
    /// The rule that reports a late one.
    pub overdue_rule: &'static Rule,
}

/// Which names of a kind the manual itself gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What one is called.
    pub title: bool,
    /// What many are called.
    pub plural: bool,
}

impl Kind {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.as_str() == name)
    }

    /// Whether it has this role.
    pub fn has_role(&self, role: KindRole) -> bool {
        self.role == Some(role)
    }

    /// The fields from which it follows when a record is due.
    pub fn due_fields(&self) -> impl Iterator<Item = &FieldName> {
        let (first, second) = match &self.due {
            DueWhen::On(field) => (Some(field), None),
            DueWhen::After { from, interval, .. } => (Some(from), interval.as_ref()),
            DueWhen::Never | DueWhen::NextPeriod | DueWhen::RevisionMovesOn => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// Whether its records hold measurements.
    pub fn is_measured(&self) -> bool {
        self.open == OpenWhen::TargetMissed || self.due == DueWhen::NextPeriod
    }
}

/// The two classes of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A controlled page that may make claims.
    Document,
    /// A page of evidence: makes no claims.
    Record,
}

impl Class {
    /// The word in files: `document`, `record`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Record => "record",
        }
    }
}

/// What is asked of a record's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Condition {
    /// It never holds.
    #[default]
    Never,
    /// It always holds.
    Always,
    /// The field has one of these values.
    Is(FieldName, Vec<String>),
    /// The field has none of these values, or is not given.
    IsNot(FieldName, Vec<String>),
    /// The field is given.
    Given(FieldName),
}

impl Condition {
    /// The field that is asked for.
    pub fn field(&self) -> Option<&FieldName> {
        match self {
            Self::Never | Self::Always => None,
            Self::Is(field, _) | Self::IsNot(field, _) | Self::Given(field) => Some(field),
        }
    }

    /// Whether something is written in the field that it asks for, and nobody can read it.
    pub fn is_undecided(&self, fields: &Fields) -> bool {
        let field = self.field();
        field.is_some_and(|field| fields.is_unreadable(field.as_str()))
    }

    /// Whether a word is among those that it names.
    pub fn names(&self, word: &str) -> bool {
        match self {
            Self::Is(_, words) | Self::IsNot(_, words) => is_among(words, word),
            Self::Never | Self::Always | Self::Given(_) => false,
        }
    }

    /// Whether it holds for these values. Upper and lower case are the same; a word that ends in
    /// `*` stands for all that begin with it.
    pub fn holds(&self, fields: &Fields) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::Is(field, words) => has_word(fields, field, words),
            Self::IsNot(field, words) => !has_word(fields, field, words),
            Self::Given(field) => fields.get(field.as_str()).is_some(),
        }
    }
}

fn has_word(fields: &Fields, field: &FieldName, words: &[String]) -> bool {
    let Some(value) = fields.get(field.as_str()) else {
        return false;
    };
    let is = |text: &str| is_among(words, text);
    match &value.value {
        FieldValue::Text(text) => is(text),
        FieldValue::Flag(flag) => is(if *flag { "yes" } else { "no" }),
        FieldValue::Texts(texts) => texts.iter().any(|text| is(&text.value)),
        _ => false,
    }
}

/// Whether a text is one of these words; one that ends in `*` stands for all that begin with it.
fn is_among(words: &[String], text: &str) -> bool {
    let text = text.to_lowercase();
    words.iter().any(|word| match word.strip_suffix('*') {
        Some(begin) => text.starts_with(&begin.to_lowercase()),
        None => word.to_lowercase() == text,
    })
}

/// When a record is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenWhen {
    /// When its fields say so.
    Fields(Condition),
    /// `target-missed`: when the last value of its measurements misses its target.
    TargetMissed,
}

impl OpenWhen {
    /// The word in files for [`Self::TargetMissed`].
    pub const TARGET_MISSED: &str = "target-missed";

    /// Whether measurements decide it.
    pub fn is_target_missed(&self) -> bool {
        *self == Self::TargetMissed
    }

    /// Whether records of the kind are never open.
    pub fn is_never(&self) -> bool {
        *self == Self::Fields(Condition::Never)
    }
}

/// When a record is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DueWhen {
    /// Never.
    Never,
    /// On the date of a field.
    On(FieldName),
    /// An interval after the date of a field.
    After {
        /// The field with the date.
        from: FieldName,
        /// The field with the interval.
        interval: Option<FieldName>,
        /// The interval where that field is not given.
        default: Option<Interval>,
    },
    /// `next-period`: when the next value of its measurements is.
    NextPeriod,
    /// `revision-moves-on`: when another revision of the document that it names takes effect.
    RevisionMovesOn,
}

impl DueWhen {
    /// The word in files for [`Self::NextPeriod`].
    pub const NEXT_PERIOD: &str = "next-period";
    /// The word in files for [`Self::RevisionMovesOn`].
    pub const REVISION_MOVES_ON: &str = "revision-moves-on";
}

/// How a later record takes the place of an earlier one: the next review, a new certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The fields that both have in common.
    pub same: Vec<FieldName>,
    /// The field whose date says which is later.
    pub by: FieldName,
}

/// A field of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name in front-matter.
    pub name: FieldName,
    /// What its value is.
    pub of: FieldType,
    /// Whether it must be there.
    pub need: Need,
    /// What a reference may name; empty where it may name anything.
    pub to: Vec<Referent>,
    /// The least and the greatest number that it may hold.
    pub range: (Option<Decimal>, Option<Decimal>),
    /// Further words, with the word of its list that each means.
    pub also: Vec<(String, String)>,
    /// The word of its list as which any other counts; without one, another counts as none.
    pub otherwise: Option<String>,
}

impl Field {
    /// The word of its list that a text means; `None` where it means none, or the field has no
    /// list.
    pub fn word(&self, text: &str) -> Option<&str> {
        let FieldType::OneOf(words) = &self.of else {
            return None;
        };
        let also = self.also.iter().find(|(word, _)| word == text);
        let meant = also.map_or(text, |(_, word)| word);
        words.iter().map(String::as_str).find(|word| *word == meant)
    }
}

/// What a reference may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// Any page of a class.
    Class(Class),
    /// A page of a kind.
    Kind(KindName),
}

/// Whether a field must be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must be there.
    Required,
    /// It must be there once the document is approved.
    OnceApproved,
    /// It must be there where others say so.
    When(Condition),
}

/// What a field's value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// The page's own id.
    Id,
    /// A number.
    Number,
    /// A day: `2026-11-23`.
    Date,
    /// `yes` or `no`.
    Flag,
    /// One of these words.
    OneOf(Vec<String>),
    /// A list of texts; a single text is a list of one.
    Texts,
    /// `12 months`.
    Interval,
    /// How often something is measured: `month`, `quarter`, `2 weeks`.
    Period,
    /// Claims: clauses, each with its section, extent and note.
    Claims,
    /// Clauses, as a scope: of an audit, of a finding.
    Clauses,
    /// The id of a document or record.
    Reference,
    /// Ids of documents or records.
    References,
    /// Ids of forms, or names of record kinds.
    Evidence,
    /// The document's history: revision, date, change.
    History,
    /// Whether an action was effective: yes or no, and the date of the verification.
    Verification,
    /// Limits: `{ lower: 1, upper: 2 }`, and a `centre` where it is not halfway.
    Limits,
    /// A CSV file beside the page, or a table written in place.
    Table,
}
