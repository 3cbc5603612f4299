//! Kinds of documents and records: data, from one table (DESIGN 4).
//!
//! Everything the program knows of a kind is in its [`Kind`]: which fields it has and of which
//! types, what makes a record open, when it is due. `[kind.NAME]` in `manual.toml` adds one with
//! the same power.

use super::{FieldName, KindName};

/// A kind of the manual, by its position in [`super::Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindIx(pub u32);

/// What a document or record is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The name, as written in `kind:`.
    pub name: KindName,
    /// Document or record.
    pub class: Class,
    /// What one is called: `Corrective action`.
    pub title: String,
    /// What many are called: `Corrective actions`.
    pub plural: String,
    /// What new ids begin with: `QP`.
    pub prefix: String,
    /// The fields, in the order in which a register shows them. They include those that every
    /// kind of its class has.
    pub fields: Vec<Field>,
    /// When one is open.
    pub open: OpenWhen,
    /// The field that says when one is due.
    pub due: Option<FieldName>,
}

impl Kind {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.as_str() == name)
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

/// When a record is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OpenWhen {
    /// Never.
    #[default]
    Never,
    /// When the field has one of these values.
    Is(FieldName, Vec<String>),
    /// When the field has none of these values.
    IsNot(FieldName, Vec<String>),
}

/// A field of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name in front-matter.
    pub name: FieldName,
    /// What its value is.
    pub of: FieldType,
    /// Whether it must be there.
    pub need: Need,
}

/// Whether a field must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must be there.
    Required,
    /// It must be there once the document is approved.
    OnceApproved,
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
    /// A table of values with names: `{ lower: 1, upper: 2 }`.
    Limits,
    /// A CSV file beside the page, or a table written in place.
    Table,
}
