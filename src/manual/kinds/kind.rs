//! Kinds of documents and records, as data from one table (`docs/design.md`, "The table of kinds").
//!
//! A [`Kind`] holds everything that the program knows of a kind: its fields and their types, its
//! role, when its records are open and due, the columns of its register. A kind that `[kind.NAME]`
//! in `manual.toml` adds can have all of these.

use crate::diagnostics::{Rule, Spanned};
use crate::index::position;
use crate::manual::{
    Decimal, FieldName, FieldValue, Fields, Interval, KindName, KindRole, ReviewInput,
};

position! {
    /// A kind of the manual, by its position in the manual's list.
    KindIx
}

/// A kind of document or record.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The name, as written in `kind:`.
    pub name: KindName,
    /// Document or record.
    pub class: Class,
    /// The role of the kind for the rest of the program, independent of its name.
    pub role: Option<KindRole>,
    /// The singular title: `Corrective action`.
    pub title: String,
    /// The plural title: `Corrective actions`.
    pub plural: String,
    /// Which of the two titles the manual itself gives. For the others the site has words in its
    /// own language.
    pub named: Named,
    /// The prefix of new ids: `QP`.
    pub prefix: String,
    /// The kind that it stands before in lists of documents and registers; `None` for its place in the
    /// table.
    pub before: Option<Spanned<KindName>>,
    /// The folder for the first file of the kind. Files may be in any folder.
    pub folder: String,
    /// The fields, in the order in which a register shows them, the common fields of its class
    /// included.
    pub fields: Vec<Field>,
    /// When a record is open. Records of a kind that is never open are overdue as soon as their due
    /// date has passed.
    pub open: OpenWhen,
    /// The records that may leave out the field which decides whether they are open, such as
    /// praise.
    pub open_unasked: Condition,
    /// When a record is due.
    pub due: DueWhen,
    /// The records whose due date counts even if they are not open: a gauge that passed must be
    /// calibrated again.
    pub recurs: Condition,
    /// The records that count as done. A failed training does not.
    pub counts: Condition,
    /// The fields with the date when the recorded event happened. The first one that is given
    /// counts.
    pub happened: Vec<FieldName>,
    /// If no field is known to have that date: the fields with dates that may be it.
    pub may_have_happened: Vec<FieldName>,
    /// The records whose event is still to come.
    pub pending: Condition,
    /// How a later record replaces an earlier one.
    pub succession: Option<Succession>,
    /// The fields with the date since when a record is open. The first one that is given counts;
    /// for a reference it is the date of the record that the reference names.
    pub since: Vec<FieldName>,
    /// Fields whose dates must be in this order. No date may be before the date of an earlier
    /// field.
    pub order: Vec<FieldName>,
    /// Further fields whose dates are in the calendar.
    pub calendar: Vec<FieldName>,
    /// The inputs of a management review that its records belong to, each under a condition.
    pub review: Vec<(ReviewInput, Condition)>,
    /// The columns of its register, in addition to the common ones.
    pub columns: Vec<FieldName>,
    /// The rule that reports a late record.
    pub overdue_rule: &'static Rule,
}

/// Which titles of a kind the manual itself gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The singular title.
    pub title: bool,
    /// The plural title.
    pub plural: bool,
}

impl Kind {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.as_str() == name)
    }

    /// Whether the kind has this name, title or plural, in any case.
    pub fn is_named(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let names = [self.name.as_str(), &self.title, &self.plural];
        names.iter().any(|known| known.to_lowercase() == name)
    }

    /// Whether it has this role.
    pub fn has_role(&self, role: KindRole) -> bool {
        self.role == Some(role)
    }

    /// The fields that decide when a record is due.
    pub fn due_fields(&self) -> impl Iterator<Item = &FieldName> {
        let (first, second) = match &self.due {
            DueWhen::On(field) => (Some(field), None),
            DueWhen::After { from, interval, .. } => (Some(from), interval.as_ref()),
            DueWhen::Never | DueWhen::NextPeriod | DueWhen::RevisionMovesOn => (None, None),
        };
        first.into_iter().chain(second)
    }

    /// Whether a field decides if a document is in force and overdue, or if a record is open, has
    /// happened and counts.
    pub fn decides(&self, field: &str) -> bool {
        const OF_DOCUMENTS: [&str; 5] = [
            "status",
            "approver",
            "effective",
            "review_due",
            "review_interval",
        ];
        if self.class == Class::Document {
            return OF_DOCUMENTS.contains(&field);
        }
        let open = match &self.open {
            OpenWhen::Fields(condition) => condition.field(),
            OpenWhen::TargetMissed => None,
        };
        let conditions = [
            &self.open_unasked,
            &self.counts,
            &self.pending,
            &self.recurs,
        ];
        let conditions = conditions.into_iter().filter_map(|one| one.field());
        let mut all = open
            .into_iter()
            .chain(conditions)
            .chain(&self.happened)
            .chain(self.due_fields());
        all.any(|name| name.as_str() == field)
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

/// A condition on a record's fields.
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
    /// The field that the condition depends on.
    pub fn field(&self) -> Option<&FieldName> {
        match self {
            Self::Never | Self::Always => None,
            Self::Is(field, _) | Self::IsNot(field, _) | Self::Given(field) => Some(field),
        }
    }

    /// Whether the condition cannot be decided because its field is given but cannot be read.
    pub fn is_undecided(&self, fields: &Fields) -> bool {
        let field = self.field();
        field.is_some_and(|field| fields.is_unreadable(field.as_str()))
    }

    /// Whether the condition lists this word.
    pub fn names(&self, word: &str) -> bool {
        match self {
            Self::Is(_, words) | Self::IsNot(_, words) => is_among(words, word),
            Self::Never | Self::Always | Self::Given(_) => false,
        }
    }

    /// Whether the condition is true for these values. Case is ignored; a word that ends in `*`
    /// matches all words with this prefix.
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

/// Whether a text is one of these words, ignoring case. A word that ends in `*` matches all texts
/// with this prefix.
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
    /// When a condition on its fields is true.
    Fields(Condition),
    /// `target-missed`: when the last value of its measurements misses its target.
    TargetMissed,
}

impl OpenWhen {
    /// The word in files for [`Self::TargetMissed`].
    pub const TARGET_MISSED: &str = "target-missed";

    /// Whether measurements decide if a record is open.
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
        /// The interval if that field is not given.
        default: Option<Interval>,
    },
    /// `next-period`: when the next value of its measurements is due.
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

/// How a later record replaces an earlier one, such as the next review or a new certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The fields whose values must be equal in both records.
    pub same: Vec<FieldName>,
    /// The field whose date says which is later.
    pub by: FieldName,
}

/// A field of a kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The name in front-matter.
    pub name: FieldName,
    /// The type of its value.
    pub of: FieldType,
    /// Whether the field is required.
    pub need: Need,
    /// The pages that a reference may name; empty if it may name any page.
    pub to: Vec<Referent>,
    /// The least and the greatest number that are allowed, both inclusive.
    pub range: (Option<Decimal>, Option<Decimal>),
    /// Further words, each with the word of the list that it means.
    pub also: Vec<(String, String)>,
    /// The word of the list as which an unknown word counts. Without it, an unknown word gives no
    /// value.
    pub otherwise: Option<String>,
    /// What the field says, for people; may be empty.
    pub meaning: String,
    /// The standard of clauses that are written without one.
    pub standard: Option<Spanned<String>>,
}

/// A further field of every kind of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassField {
    /// The class.
    pub class: Class,
    /// The field.
    pub field: Field,
}

impl Field {
    /// The word of the field's list that a text means; `None` if the word is unknown or the field
    /// has no list.
    pub fn word(&self, text: &str) -> Option<&str> {
        let FieldType::OneOf(words) = &self.of else {
            return None;
        };
        let also = self.also.iter().find(|(word, _)| word == text);
        let meant = also.map_or(text, |(_, word)| word);
        words.iter().map(String::as_str).find(|word| *word == meant)
    }
}

/// The pages that a reference may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// Any page of a class.
    Class(Class),
    /// A page of a kind.
    Kind(KindName),
}

/// Whether a field is required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The field may be left out.
    Optional,
    /// The field is required.
    Required,
    /// The field is required once the document is approved.
    OnceApproved,
    /// The field is required if a condition on other fields is true.
    When(Condition),
}

/// The type of a field's value.
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
    /// Clauses, as the scope of an audit or a finding.
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
    /// Limits: `{ lower: 1, upper: 2 }`, with a `centre` if it is not halfway between them.
    Limits,
    /// A CSV file by its path relative to the page, or an inline table.
    Table,
    /// The language of the page, by its tag: `de`, `pt-BR`.
    Language,
    /// What an audit sampled: clauses, each with its verdict, the sample, a note and the finding.
    Samples,
}

impl FieldType {
    /// The types that a file names by a word; [`Self::OneOf`] is a list of words instead.
    pub const NAMED: [Self; 19] = [
        Self::Text,
        Self::Id,
        Self::Number,
        Self::Date,
        Self::Flag,
        Self::Texts,
        Self::Interval,
        Self::Period,
        Self::Claims,
        Self::Clauses,
        Self::Reference,
        Self::References,
        Self::Evidence,
        Self::History,
        Self::Verification,
        Self::Limits,
        Self::Table,
        Self::Language,
        Self::Samples,
    ];

    /// The word in files: `text`, `date`, `one_of`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Id => "id",
            Self::Number => "number",
            Self::Date => "date",
            Self::Flag => "flag",
            Self::OneOf(_) => "one_of",
            Self::Texts => "texts",
            Self::Interval => "interval",
            Self::Period => "period",
            Self::Claims => "claims",
            Self::Clauses => "clauses",
            Self::Reference => "reference",
            Self::References => "references",
            Self::Evidence => "evidence",
            Self::History => "history",
            Self::Verification => "verification",
            Self::Limits => "limits",
            Self::Table => "table",
            Self::Language => "language",
            Self::Samples => "samples",
        }
    }
}
