//! The model of a manual, as plain data. It reads no files and makes no output.

mod applicability;
mod approval;
mod audiences;
mod body;
mod claim;
mod config;
mod damaged;
mod defaults;
mod document;
mod edition;
mod ids;
mod issued;
mod kinds;
mod markup;
mod nested;
mod passage;
mod reading;
mod setting_part;
mod standard;
mod stubs;
mod table;
mod values;

pub(crate) use applicability::{ApplicabilityReason, StatedApplicability};
pub(crate) use approval::{
    Approval, ApprovalFiles, ApprovalSettings, ApprovedContent, ApprovedPart, PartValue,
    ReadApprovals, ReadSigners,
};
pub(crate) use audiences::{Audience, Audiences};
pub(crate) use body::{
    Anchor, Body, Heading, HeadingIx, Reference, ReferenceIx, Shown, Target, TextPiece,
};
pub(crate) use claim::{ClaimOrigin, Extent, Item, ReadBy, StatedClaim, Struck};
pub(crate) use config::{Config, MenuEntry, MenuPlace, StatedExclusion, ThemeSettings};
pub(crate) use damaged::{DamagedNames, DamagedSettings};
pub(crate) use defaults::{
    DefaultField, DefaultFiles, DefaultValue, Defaults, EntriesByFile, FileFieldName, FilledField,
    NamePattern, Template,
};
pub(crate) use document::{
    Change, ComesIntoForce, DocumentIx, FieldReference, FieldValue, Fields, PageKey, PageLanguage,
    RecordIx, Status, Translation, TranslationIx, UncontrolledIx, UncontrolledPage,
    UnreadSuccessor,
};
pub use document::{Document, Record};
pub(crate) use edition::{Edition, WithheldReferences};
pub(crate) use ids::{
    ByPage, ClauseNumber, ControlId, DocumentId, FieldName, IdError, KindName, Names, Person,
    Revision, Role, SectionId, StandardId, SuggestionAddress, file_stem, folded, look_alike,
    site_path,
};
pub(crate) use issued::{IssuedText, IssuedTexts, WhyUnknown};
pub use kinds::{Class, KindIx};
pub(crate) use kinds::{
    ClassField, Condition, DueWhen, Field, FieldType, Grade, Kind, KindRole, Named, Need, OpenWhen,
    Referent, Succession,
};
pub(crate) use markup::ReadMarkup;
pub(crate) use nested::{NESTED, NestedNames, is_history_by_day, nested};
pub(crate) use passage::{ClauseQuote, Filling, Passage, PassageIx, Picture, SaidPassages, Says};
pub(crate) use reading::{
    BlockNames, ClaimColumn, ClaimRow, ClaimsFile, ClaimsSetting, DateFormat, Ending, Endings,
    FileClaims, Forms, GivenField, Gives, IgnoredField, NamedDocument, PageSettings,
    ReadingSettings, RowDocuments, Sought, TextEntry, TextEntryIx, folded_name, has_decimal_comma,
};
pub(crate) use setting_part::{SettingPart, SettingPartIx, UsedParts};
pub(crate) use standard::{
    CatalogDamage, ClauseIx, ClauseKey, Confidence, Correspondence, Counterpart, Counterparts,
    Crosswalk, Documented, EditionState, Origin, Relation, ReviewAgenda, StateDay,
};
pub use standard::{Clause, Standard, StandardIx};
pub(crate) use stubs::{STUBS, Stubs};
pub(crate) use table::{DataTable, ReadTable, TableIx};
pub(crate) use values::Language;
pub(crate) use values::private_key;
pub(crate) use values::{
    AuditVerdict, Colour, Decimal, Decimals, FigureError, Frequency, GlobLists, Interval, Limits,
    PathGlob, PathGlobs, Period, ReviewInput, Sample, approximate, file_parts, folder_index,
    folder_indexes, folder_of_readme, has_clear_comma, mean, of_stem, parse_figure_in,
};
pub use values::{Date, JudgedOn};

use std::sync::Arc;

use crate::diagnostics::{SourcePath, Spanned};
use crate::index::{IndexVec, Position as _};

/// A whole manual: the typed content of its files, before references are looked up.
#[derive(Clone, Debug)]
pub struct Manual {
    /// The settings of `manual.toml`.
    pub config: Arc<Config>,
    /// All kinds: the built-in ones and the manual's own.
    pub kinds: Arc<IndexVec<KindIx, Kind>>,
    /// The standards that `manual.toml` lists, in its order.
    pub standards: IndexVec<StandardIx, Arc<Standard>>,
    /// The documents, by id.
    pub documents: IndexVec<DocumentIx, Arc<Document>>,
    /// The documents' texts in other languages, by document and language.
    pub translations: IndexVec<TranslationIx, Translation>,
    /// The records, by id.
    pub records: IndexVec<RecordIx, Arc<Record>>,
    /// The pages without front-matter, by path; without the home page.
    pub uncontrolled: IndexVec<UncontrolledIx, Arc<UncontrolledPage>>,
    /// The home page's text: that of `index.md`, `README.md`, or the file that `home` names.
    pub home: Option<Arc<UncontrolledPage>>,
    /// Files that are neither Markdown nor the manual's own settings: images and the like.
    pub assets: Vec<SourcePath>,
    /// The assets that contain keys or passwords. They are never published.
    pub keys: Vec<SourcePath>,
    /// The files and folders that cannot be read. Each has its own diagnostic.
    pub unread: Vec<SourcePath>,
    /// The texts in which documents were issued, from the git history.
    pub issued: Arc<IssuedTexts>,
    /// The tables of CSV files, by path.
    pub tables: IndexVec<TableIx, Arc<ReadTable>>,
    /// The claims that pages and tables state by `[[claims]]`: pages by path, then the tables in the
    /// order of the settings.
    pub claims: Vec<Arc<FileClaims>>,
    /// The HTML, SVG, XML and CSS files, by path.
    pub markups: Vec<Arc<ReadMarkup>>,
    /// The approval files and the allowed signers.
    pub approvals: ApprovalFiles,
    /// For each part of the settings that files must use, whether a file does.
    pub used_parts: UsedParts,
    /// The lookup of pages by id and by file.
    pub names: Arc<Names>,
}

impl Manual {
    /// The kind at an index of this manual.
    pub fn kind(&self, ix: KindIx) -> &Kind {
        &self.kinds[ix]
    }

    /// The standard at an index of this manual.
    pub fn standard(&self, ix: StandardIx) -> &Standard {
        &self.standards[ix]
    }

    /// The clause that a key of this manual means.
    pub fn clause(&self, key: ClauseKey) -> &Clause {
        self.standard(key.standard).clause(key.clause)
    }

    /// The document at an index of this manual.
    pub fn document(&self, ix: DocumentIx) -> &Document {
        &self.documents[ix]
    }

    /// The translation at an index of this manual.
    pub fn translation(&self, ix: TranslationIx) -> &Translation {
        &self.translations[ix]
    }

    /// The translations of a document, by language.
    pub fn translations_of(&self, ix: DocumentIx) -> impl Iterator<Item = TranslationIx> + '_ {
        let all = self.translations.as_slice();
        let begin = all.partition_point(|translation| translation.of < ix);
        let of_document = all[begin..].iter().take_while(move |one| one.of == ix);
        (begin..begin + of_document.count()).map(TranslationIx::new)
    }

    /// The language of a page's text.
    pub fn language(&self, page: PageKey) -> Option<&Language> {
        let language = match page {
            PageKey::Document(ix) => &self.document(ix).language,
            PageKey::Translation(ix) => &self.translation(ix).page.language,
            PageKey::Record(ix) => &self.record(ix).language,
            PageKey::Uncontrolled(ix) => &self.uncontrolled_page(ix).language,
            PageKey::Home => &self.home.as_ref()?.language,
        };
        Some(&language.language)
    }

    /// The page of a document for readers of a language: the one in this language, else one in a
    /// variant of it, else the document itself.
    pub fn for_readers_of(&self, ix: DocumentIx, language: &Language) -> PageKey {
        if self.document(ix).language.language == *language {
            return PageKey::Document(ix);
        }
        let translations = || self.translations_of(ix);
        let other = |at: &TranslationIx| &self.translation(*at).page.language.language;
        let is_variant = |other: &Language| other.base() == language.base();
        let exact = translations().find(|at| other(at) == language);
        let variant = || {
            let is_itself = is_variant(&self.document(ix).language.language);
            let mut all = translations().filter(|_| !is_itself);
            all.find(|at| is_variant(other(at)))
        };
        exact
            .or_else(variant)
            .map_or(PageKey::Document(ix), PageKey::Translation)
    }

    /// The texts of a record in other languages, by path.
    pub fn texts_of(&self, record: &Record) -> impl Iterator<Item = PageKey> + '_ {
        let texts = self.names.record_texts.get(&record.id.value);
        let texts = texts.into_iter().flatten();
        texts.filter_map(|path| self.names.by_path.get(path).copied())
    }

    /// The page of a record for readers of a language: the one in this language, else one in a variant
    /// of it, else the record itself.
    pub fn for_readers_of_record(&self, ix: RecordIx, language: &Language) -> PageKey {
        let own = PageKey::Record(ix);
        let pages = || std::iter::once(own).chain(self.texts_of(self.record(ix)));
        let in_language = |page: &PageKey| self.language(*page) == Some(language);
        let in_variant = |page: &PageKey| {
            let other = self.language(*page);
            other.is_some_and(|other| other.base() == language.base())
        };
        let found = pages().find(in_language);
        found.or_else(|| pages().find(in_variant)).unwrap_or(own)
    }

    /// The fields of a document or record that it has beside those of its class.
    pub(crate) fn fields(&self, page: PageKey) -> Option<&Fields> {
        match page {
            PageKey::Document(ix) => Some(&self.document(ix).fields),
            PageKey::Translation(ix) => Some(&self.translation(ix).page.fields),
            PageKey::Record(ix) => Some(&self.record(ix).fields),
            PageKey::Uncontrolled(_) | PageKey::Home => None,
        }
    }

    /// The record at an index of this manual.
    pub fn record(&self, ix: RecordIx) -> &Record {
        &self.records[ix]
    }

    /// The table at an index of this manual.
    pub fn table(&self, ix: TableIx) -> &ReadTable {
        &self.tables[ix]
    }

    /// Whether the content of a record is uncertain: several files have its id, or its file has the
    /// markers of an unresolved merge. Such records are not evidence.
    pub fn is_in_doubt(&self, record: &Record) -> bool {
        record.body.has_merge_markers || self.names.is_shared(&record.id.value)
    }

    /// Whether a record is open on a day; `None` if its measurements decide. A record whose content
    /// is uncertain is open, except that an uncertain audit is neither planned nor held.
    pub fn says_open(&self, record: &Record, as_of: Date) -> Option<bool> {
        let kind = self.kind(record.kind);
        let is_open = kind.says_open(&record.fields, as_of)?;
        let in_doubt = self.is_in_doubt(record) && !kind.open.is_never();
        Some(is_open || in_doubt && !kind.has_role(KindRole::Audit))
    }

    /// The role of a record's kind, if the kind has one.
    pub fn role(&self, ix: RecordIx) -> Option<KindRole> {
        self.kind(self.record(ix).kind).role
    }

    /// Whether a page may have this id that could not be read as a document or record. Its fault was
    /// reported, so that references to it are not.
    pub fn may_be_unread(&self, id: &str) -> bool {
        self.names.unreadable.contains(id)
            || self.config.damaged.defaults
            || self.unread.iter().any(|path| is_named_after(path, id))
    }

    /// The kind with this name.
    pub fn kind_named(&self, name: &str) -> Option<KindIx> {
        let mut kinds = self.kinds.enumerated();
        kinds.find_map(|(ix, kind)| (kind.name.as_str() == name).then_some(ix))
    }

    /// The uncontrolled page at an index of this manual.
    pub fn uncontrolled_page(&self, ix: UncontrolledIx) -> &UncontrolledPage {
        &self.uncontrolled[ix]
    }

    /// The path in the site of an uncontrolled page, which has no id, by the path of its file.
    pub(crate) fn uncontrolled_site_path(&self, path: &SourcePath) -> String {
        let endings = &self.config.reading.endings;
        site_path::of_uncontrolled(path, endings, |other| {
            self.names.by_path.contains_key(other)
        })
    }

    /// The keys of all pages in a fixed order: documents, translations, records, uncontrolled pages, home page.
    pub fn page_keys(&self) -> impl Iterator<Item = PageKey> + '_ {
        let documents = self.documents.positions().map(PageKey::Document);
        let translations = self.translations.positions().map(PageKey::Translation);
        let records = self.records.positions().map(PageKey::Record);
        let uncontrolled = self.uncontrolled.positions().map(PageKey::Uncontrolled);
        documents
            .chain(translations)
            .chain(records)
            .chain(uncontrolled)
            .chain(self.home.iter().map(|_| PageKey::Home))
    }

    /// A page's text, if the page exists.
    pub fn body(&self, page: PageKey) -> Option<&Body> {
        match page {
            PageKey::Document(ix) => Some(&self.document(ix).body),
            PageKey::Translation(ix) => Some(&self.translation(ix).page.body),
            PageKey::Record(ix) => Some(&self.record(ix).body),
            PageKey::Uncontrolled(ix) => Some(&self.uncontrolled_page(ix).body),
            PageKey::Home => self.home.as_ref().map(|home| &*home.body),
        }
    }

    /// The audiences that a page names.
    pub fn audience(&self, page: PageKey) -> &[Spanned<String>] {
        match page {
            PageKey::Document(ix) => self.document(ix).fields.texts("audience"),
            PageKey::Translation(ix) => self.translation(ix).page.fields.texts("audience"),
            PageKey::Record(ix) => self.record(ix).fields.texts("audience"),
            PageKey::Uncontrolled(ix) => &self.uncontrolled_page(ix).audience,
            PageKey::Home => self.home.as_ref().map_or(&[], |home| &home.audience),
        }
    }

    /// The path of a page's file, if the page exists.
    pub fn path(&self, page: PageKey) -> Option<&SourcePath> {
        match page {
            PageKey::Document(ix) => Some(&self.document(ix).path),
            PageKey::Translation(ix) => Some(&self.translation(ix).page.path),
            PageKey::Record(ix) => Some(&self.record(ix).path),
            PageKey::Uncontrolled(ix) => Some(&self.uncontrolled_page(ix).path),
            PageKey::Home => self.home.as_ref().map(|home| &home.path),
        }
    }
}

/// Whether a file's name begins with an id: `qp-07-purchasing.md`, as `new` names it.
fn is_named_after(path: &SourcePath, id: &str) -> bool {
    let name = path.file_name().as_bytes();
    let begins = name
        .get(..id.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(id.as_bytes()));
    let behind = name.get(id.len()).copied();
    begins && !behind.is_some_and(|byte| byte.is_ascii_alphanumeric())
}
