//! Pages of the manual: documents, records, and pages that are neither.

use std::ops::Range;
use std::sync::Arc;

use super::{
    Body, DataTable, Date, Decimal, DocumentId, FieldName, FilledField, Frequency, Interval,
    KindIx, Language, Limits, Reference, Revision, Role, Sample, StatedClaim,
};
use crate::diagnostics::{SourcePath, Span, Spanned};
use crate::digest::Digest;
use crate::index::position;

position! {
    /// A document, by its position in the manual's list.
    DocumentIx
}

position! {
    /// A record, by its position in the manual's list.
    RecordIx
}

position! {
    /// A translation of a document, by its position in the manual's list.
    TranslationIx
}

position! {
    /// An uncontrolled page, by its position in the manual's list.
    UncontrolledIx
}

/// A page of any sort that is made from a Markdown file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PageKey {
    /// A controlled document.
    Document(DocumentIx),
    /// A document's text in another language.
    Translation(TranslationIx),
    /// A record.
    Record(RecordIx),
    /// A page without front-matter.
    Uncontrolled(UncontrolledIx),
    /// The home page.
    Home,
}

/// The states of a document's life (`docs/design.md`, "Documents").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Being written.
    Draft,
    /// Being reviewed before approval.
    Review,
    /// Approved: in force from its effective date on.
    Approved,
    /// Withdrawn.
    Obsolete,
}

impl Status {
    /// All of them, in the order of a document's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Review, Self::Approved, Self::Obsolete];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Obsolete => "obsolete",
        }
    }
}

/// When a document comes into force, as far as its fields tell it. What it supersedes is superseded
/// from then on, whatever its status is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComesIntoForce {
    /// Never: it is a draft or in review, or its day is not known.
    Never,
    /// On a day.
    On(Date),
    /// Its status or its day cannot be read, so that it may be in force.
    InDoubt,
}

impl ComesIntoForce {
    /// By the status and the effective day of a document. A doubt counts as in force: an obsolete
    /// document without a day, and a status or a day that is written and cannot be read.
    pub fn of(
        status: Option<Status>,
        is_status_unreadable: bool,
        effective: Option<Date>,
        is_effective_unreadable: bool,
    ) -> Self {
        let without_day = |is_issued: bool| match is_issued || is_effective_unreadable {
            true => Self::InDoubt,
            false => Self::Never,
        };
        let on_its_day =
            |is_issued: bool| effective.map_or_else(|| without_day(is_issued), Self::On);
        match status {
            Some(Status::Approved) => on_its_day(false),
            Some(Status::Obsolete) => on_its_day(true),
            Some(Status::Draft | Status::Review) => Self::Never,
            None if is_status_unreadable => on_its_day(true),
            None => Self::Never,
        }
    }

    /// Whether it has come into force by a day, or may have.
    pub fn is_by(self, day: Date) -> bool {
        match self {
            Self::Never => false,
            Self::On(effective) => effective <= day,
            Self::InDoubt => true,
        }
    }
}

/// A page that cannot become a document, and that may supersede documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadSuccessor {
    /// The file.
    pub path: SourcePath,
    /// The texts that may name the documents.
    pub supersedes: Vec<String>,
    /// When it comes into force.
    pub comes_into_force: ComesIntoForce,
}

/// A controlled document.
///
/// A field with a mistake is left out and reported; the document itself is always kept.
#[derive(Clone, Debug)]
pub struct Document {
    /// The file.
    pub path: SourcePath,
    /// The id.
    pub id: Spanned<DocumentId>,
    /// The title; the id if the file gives no title.
    pub title: String,
    /// The language of its text.
    pub language: PageLanguage,
    /// The kind, of class document.
    pub kind: KindIx,
    /// The revision; empty if the file gives none.
    pub revision: Revision,
    /// The status; `None` if it is missing or invalid. The document is then not in force.
    pub status: Option<Status>,
    /// The role that keeps the document up to date.
    pub owner: Option<Role>,
    /// The role that approves the document.
    pub approver: Option<Role>,
    /// The day on which the document takes effect.
    pub effective: Option<Date>,
    /// The day on which its review is due, if the file gives it.
    pub review_due: Option<Spanned<Date>>,
    /// How long after `effective` its review is due, if the file gives an interval.
    pub review_interval: Option<Interval>,
    /// Whether the value that decides when its review is due is given but cannot be read. It is
    /// `review_due`, else `review_interval`, else the interval of `manual.toml`.
    pub is_review_unreadable: bool,
    /// The claims of the front-matter, in order.
    pub claims: Vec<StatedClaim>,
    /// The forms and record kinds that are its evidence, as written.
    pub records: Vec<Spanned<String>>,
    /// The roles that must be trained on it.
    pub roles: Vec<Spanned<Role>>,
    /// The documents that it replaces, as written.
    pub supersedes: Vec<Spanned<String>>,
    /// Texts in which it may name documents that it supersedes, but which cannot be read.
    pub may_supersede: Vec<String>,
    /// Its revisions.
    pub history: Vec<Change>,
    /// Every other field, in the kind's order.
    pub fields: Fields,
    /// The fields that `manual.toml` fills in.
    pub filled: Box<[FilledField]>,
    /// The fields that its text gives, each with the place of its value.
    pub from_text: Box<[Spanned<FieldName>]>,
    /// The SHA-256 of its file's text.
    pub text_digest: Digest,
    /// The text.
    pub body: Arc<Body>,
}

impl Document {
    /// When it comes into force. What it supersedes is superseded from then on.
    pub fn comes_into_force(&self) -> ComesIntoForce {
        ComesIntoForce::of(
            self.status,
            self.fields.is_unreadable("status"),
            self.effective,
            self.fields.is_unreadable("effective"),
        )
    }

    /// The place in `manual.toml` of a field's value, if the file does not give it itself.
    pub fn filled(&self, name: &str) -> Option<&FilledField> {
        self.filled.iter().find(|field| field.name.as_str() == name)
    }

    /// The place in the file of a field's value, if the text gives it.
    pub fn from_text(&self, name: &str) -> Option<Span> {
        let mut fields = self.from_text.iter();
        let field = fields.find(|field| field.value.as_str() == name)?;
        Some(field.span)
    }

    /// Whether its file says that it is approved, and in which revision. If not, the history of the
    /// file does not show which text was issued.
    pub fn names_its_issue(&self) -> bool {
        self.filled("status").is_none() && self.filled("revision").is_none()
    }
}

/// The language of a page's text (`docs/design.md`, "Languages").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLanguage {
    /// The language: the field `language`, else what the file's name says, else the settings, else
    /// the manual's.
    pub language: Language,
    /// Whether the page says its language in a way that cannot be read. That was reported.
    pub is_unreadable: bool,
}

/// A document's text in another language. What counts is the document; its translations are read
/// only (`docs/design.md`, "Languages").
#[derive(Clone, Debug)]
pub struct Translation {
    /// The document.
    pub of: DocumentIx,
    /// The translation's own file.
    pub page: Arc<Document>,
}

/// An entry of a document's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The revision that the entry describes.
    pub revision: Revision,
    /// The date of the revision.
    pub date: Option<Date>,
    /// What changed.
    pub change: String,
    /// The span of the entry in the file.
    pub span: Span,
}

/// A record: evidence that something was done.
#[derive(Clone, Debug)]
pub struct Record {
    /// The file.
    pub path: SourcePath,
    /// The id.
    pub id: Spanned<DocumentId>,
    /// The title; the id if the file gives no title.
    pub title: String,
    /// The language of its text.
    pub language: PageLanguage,
    /// The kind, of class record.
    pub kind: KindIx,
    /// The role that keeps the record.
    pub owner: Option<Role>,
    /// The id of the form on which it was recorded, as written.
    pub form: Option<Spanned<String>>,
    /// The fields that are required and missing, misspelt, or unreadable. Each has its own
    /// diagnostic, so consequences of it are not reported again.
    pub misread: Vec<FieldName>,
    /// Every other field, in the kind's order.
    pub fields: Fields,
    /// The text.
    pub body: Arc<Body>,
}

/// A page without front-matter: linked to and searched, but no controlled document.
#[derive(Clone, Debug)]
pub struct UncontrolledPage {
    /// The file.
    pub path: SourcePath,
    /// The title that its front-matter gives, else the first heading, else the file's name.
    pub title: String,
    /// Whether it has front-matter with fields that mean nothing here.
    pub has_other_fields: bool,
    /// The record whose text in another language it is. It says nothing of its own.
    pub record: Option<DocumentId>,
    /// The language of its text.
    pub language: PageLanguage,
    /// The audiences that may read it, if its front-matter names any.
    pub audience: Vec<Spanned<String>>,
    /// The text.
    pub body: Arc<Body>,
}

/// Values of fields by name, in the order of the kind's table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// The values.
    pub values: Vec<(FieldName, Spanned<FieldValue>)>,
    /// The fields whose value is given but cannot be read.
    pub unreadable: Vec<FieldName>,
    /// The references in its texts, in order. The texts hold words in their place.
    pub references: Vec<FieldReference>,
}

/// A reference in a text of a field, such as `[[QP-07]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldReference {
    /// The field.
    pub field: FieldName,
    /// The position of the text in the field's list; 0 for a single text.
    pub item: usize,
    /// The byte range in the text of the words in the reference's place.
    pub range: Range<usize>,
    /// Whether the author gave the words; else a page shows the name of the target.
    pub has_words: bool,
    /// The reference. Its place is that of the whole text.
    pub reference: Reference,
}

impl Fields {
    /// Whether a field's value is given but cannot be read.
    pub fn is_unreadable(&self, name: &str) -> bool {
        self.unreadable.iter().any(|field| field.as_str() == name)
    }

    /// Takes the value of a field as unreadable, because another one may be meant.
    pub(crate) fn put_in_doubt(&mut self, name: FieldName) {
        self.values.retain(|(known, _)| *known != name);
        if !self.is_unreadable(name.as_str()) {
            self.unreadable.push(name);
        }
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Spanned<FieldValue>> {
        self.values
            .iter()
            .find(|(field, _)| field.as_str() == name)
            .map(|(_, value)| value)
    }

    /// The field's value, if it is a text, an id, a reference or a word of a list.
    pub fn text(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.value {
            FieldValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The field's value, if it is a date.
    pub fn date(&self, name: &str) -> Option<Date> {
        match &self.get(name)?.value {
            FieldValue::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// What an audit sampled, in all fields of that type, in the order of the file.
    pub fn samples(&self) -> impl Iterator<Item = &Sample> {
        let values = self.values.iter().map(|(_, value)| &value.value);
        values.flat_map(|value| match value {
            FieldValue::Samples(samples) => samples.as_slice(),
            _ => &[],
        })
    }

    /// The texts of a field, joined; empty if the field has none.
    pub fn listed(&self, name: &str, between: &str) -> String {
        let texts = self.texts(name).iter().map(|text| text.value.as_str());
        texts.collect::<Vec<_>>().join(between)
    }

    /// The field's values, if it is a list of texts, references or clauses, as written; else empty.
    pub fn texts(&self, name: &str) -> &[Spanned<String>] {
        match self.get(name).map(|field| &field.value) {
            Some(FieldValue::Texts(texts)) => texts,
            _ => &[],
        }
    }
}

/// A field's value, of the type that the kind's table gives.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldValue {
    /// A text, an id, a reference, or one of a list of words.
    Text(String),
    /// A number, with the text it was written as.
    Number(Decimal, String),
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// An interval.
    Interval(Interval),
    /// Texts, references, evidence, or clauses of a scope, as written.
    Texts(Vec<Spanned<String>>),
    /// Claims.
    Claims(Vec<StatedClaim>),
    /// A document's history.
    History(Vec<Change>),
    /// Whether an action was effective, and when this was verified.
    Verification {
        /// Yes or no.
        effective: bool,
        /// The day of the verification.
        date: Option<Date>,
    },
    /// How often something is measured.
    Frequency(Frequency),
    /// Limits of measurements.
    Limits(Limits),
    /// What an audit sampled.
    Samples(Vec<Sample>),
    /// A table written in place.
    Table(DataTable),
    /// The path of a CSV file, relative to the page.
    File(String),
}
