//! Makes a document or a record of the fields of a page.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::assembled::{AssembledPage, Reading};
use super::defaults::FileDefaults;
use super::fields::{self, take};
use super::reading::TextFields;
use super::uncontrolled::{own_title, uncontrolled};
use super::{language, references, unread, words};
use crate::diagnostics::{Span, Spanned, nearest};
use crate::index::Position;
use crate::manual::look_alike::composed;
use crate::manual::{
    Class, Date, Document, DocumentId, Field, FieldName, FieldType, FieldValue, Fields, Kind,
    KindIx, Need, PageLanguage, Record, Revision, Role, StatedClaim, Status,
};
use crate::parse::ParsedPage;
use crate::parse::decode::{Decoder, is_misspelt, list_words};
use crate::parse::node::{Entry, Node, Value};
use crate::parse::unread_notation::report_variables;
use crate::rules;

/// What fills the fields that the front-matter of a page does not write: the settings, and the text.
pub(super) type Filled<'a, 'c> = (&'a mut FileDefaults<'c>, &'a mut TextFields<'c>);

/// A document or record of these fields; `opening` is the place of what is missing.
pub(super) fn from_fields(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    page: &ParsedPage,
    (defaults, metadata): Filled<'_, '_>,
    mut entries: Vec<Entry>,
    opening: Span,
) -> AssembledPage {
    words::translate_kind(reading.config, &mut entries);
    let kind = match find_kind(decoder, reading, &entries, opening) {
        FoundKind::One(at) => Some(at),
        FoundKind::None => None,
        FoundKind::DamagedSettings => return unread::of_entries(reading, page, &entries),
    };
    // Without a kind the common fields are still checked, so that one run finds every mistake.
    let model = kind.or_else(|| {
        reading
            .kinds
            .iter()
            .position(|kind| kind.name.as_str() == "policy")
    });
    let model = model.and_then(|at| reading.kinds.get(at));
    if let Some(model) = model {
        fields::ignore(decoder, reading.config, model, &mut entries);
        metadata.settle(decoder, reading.config, model, defaults, &mut entries);
        defaults.fill_all(model, &mut entries);
        for entry in &entries {
            if let Some(field) = model.field(&entry.key) {
                report_variables(decoder, &field.of, entry);
            }
        }
        fill_title(page, model, &mut entries, opening);
        words::translate(reading.config, model, &mut entries);
    }
    let mut fields = match (kind, model) {
        (Some(_), Some(kind)) => {
            fields::read(decoder, reading.config, kind, &entries, metadata, opening)
        }
        (_, Some(kind)) => {
            let kind = of_every_kind(reading.kinds, kind);
            let known = |entry: &&Entry| kind.field(&entry.key).is_some();
            let entries: Vec<Entry> = entries.iter().filter(known).cloned().collect();
            fields::read(decoder, reading.config, &kind, &entries, metadata, opening)
        }
        _ => Fields::default(),
    };
    let written = fields.text("id").map(str::to_owned);
    let written = written.or_else(|| misspelt_id(&entries));
    let title = text(&mut fields, "title");
    let id = take(&mut fields, "id").and_then(|id| read_id(decoder, id));
    let (Some(at), Some(id)) = (kind, id) else {
        return AssembledPage::Unreadable {
            page: uncontrolled(reading.config, page, title),
            id: written,
            successor: unread::of_fields(page, model, &entries, &fields),
        };
    };
    let kind = KindIx::new(at);
    let is_written = |name: &str| {
        let written = entries.iter().find(|entry| entry.key == name);
        written.is_some_and(|entry| !entry.node.is_blank())
    };
    let is_unreadable = |name: &str| is_written(name) && fields.get(name).is_none();
    // Under a misspelt name, too, the date is written and unreadable.
    let is_in_doubt = |name: &str| fields.is_unreadable(name);
    let is_review_unreadable = match is_written("review_due") || is_in_doubt("review_due") {
        true => is_unreadable("review_due") || is_in_doubt("review_due"),
        false => match is_written("review_interval") || is_in_doubt("review_interval") {
            true => is_unreadable("review_interval") || is_in_doubt("review_interval"),
            false => reading.config.is_review_interval_unreadable,
        },
    };
    let own = &reading.kinds[at];
    let path = &page.path;
    let language = language::of_fields(reading.config, path, own, defaults, &entries, &mut fields);
    match own.class {
        Class::Document => {
            let mut document = document(page, id, title, language, (kind, own), fields);
            document.is_review_unreadable = is_review_unreadable;
            document.may_supersede = unread::doubtful_texts("supersedes", own, &entries);
            document.filled = std::mem::take(&mut defaults.filled).into();
            document.from_text = metadata.taken();
            AssembledPage::Document(Arc::new(document))
        }
        Class::Record => {
            let misread = misread(own, &entries, &fields);
            let mut record = record(page, id, title, language, (kind, own), fields);
            record.misread = misread;
            AssembledPage::Record(Arc::new(record))
        }
    }
}

/// The value of a field whose name is nearly `id`. The name is reported, and references to the page are
/// not.
fn misspelt_id(entries: &[Entry]) -> Option<String> {
    let is_nearly = |entry: &&Entry| {
        let name = entry.key.to_lowercase();
        strsim::damerau_levenshtein(&name, "id") <= 1
    };
    let entry = entries.iter().find(is_nearly)?;
    Some(entry.node.text()?.trim().to_owned())
}

/// Reports that a page has no field `kind`, or has it under a misspelt name.
fn no_kind(decoder: &mut Decoder<'_>, kinds: &[Kind], entries: &[Entry], span: Span) {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
    let missing = decoder
        .diagnostic(
            &rules::MISSING_FIELD,
            span,
            "the page does not say of which kind it is",
        )
        .help(format!("add `kind:` with one of {}", list_words(&words)));
    let fields = kinds.iter().flat_map(|kind| &kind.fields);
    let known: FxHashSet<&str> = fields.map(|field| field.name.as_str()).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let mut unknown = entries.iter().filter(|entry| !known.contains(&&*entry.key));
    let misspelt = unknown.find(|entry| nearest(&entry.key, known.iter().copied()) == Some("kind"));
    let Some(entry) = misspelt else {
        decoder.diagnostics.push(missing);
        return;
    };
    decoder.unknown(&rules::UNKNOWN_FIELD, entry, "field", ["kind"].into_iter());
    let missing = missing.follows(&rules::UNKNOWN_FIELD);
    decoder.diagnostics.push(missing);
}

/// A kind with the fields of `model` except `kind`. Only fields that every kind requires are
/// required.
fn of_every_kind(kinds: &[Kind], model: &Kind) -> Kind {
    let mut common = model.clone();
    common.fields.retain(|field| field.name.as_str() != "kind");
    for field in &mut common.fields {
        let is_needed = |kind: &Kind| {
            let same = kind.field(field.name.as_str());
            same.is_some_and(|same| same.need == Need::Required)
        };
        if !kinds.iter().all(is_needed) {
            field.need = Need::Optional;
        }
    }
    common
}

/// The result of the lookup of a page's kind.
enum FoundKind {
    One(usize),
    /// The kind is missing or unknown; this was reported.
    None,
    /// The kind may be defined in a part of `manual.toml` that could not be read.
    DamagedSettings,
}

fn find_kind(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    entries: &[Entry],
    opening: Span,
) -> FoundKind {
    let (kinds, damaged) = (reading.kinds, &reading.config.damaged);
    let names = || kinds.iter().map(|kind| kind.name.as_str());
    let entry = entries.iter().find(|entry| entry.key == "kind");
    let text = entry.and_then(|entry| decoder.text("kind", &entry.node));
    let Some(text) = text else {
        if damaged.field_names || damaged.defaults {
            return FoundKind::DamagedSettings;
        }
        if entry.is_none_or(|entry| entry.node.is_blank()) {
            let span = entry.map_or(opening, |entry| entry.key_spot);
            no_kind(decoder, kinds, entries, span);
        }
        return FoundKind::None;
    };
    let found = kinds
        .iter()
        .position(|kind| kind.name.as_str() == composed(&text.value));
    if let Some(at) = found {
        return FoundKind::One(at);
    }
    if damaged.field_values || damaged.kinds.may_have(&text.value) {
        return FoundKind::DamagedSettings;
    }
    let message = format!("there is no kind `{}`", text.value);
    let diagnostic = decoder
        .diagnostic(&rules::UNKNOWN_KIND, text.span, message)
        .nearest_of(&text.value, names(), || {
            format!(
                "write one of {}, map it under [values.kind], or add it as [kind.{}]",
                list_words(&names().collect::<Vec<_>>()),
                text.value.to_lowercase().replace(' ', "-")
            )
        });
    decoder.diagnostics.push(diagnostic);
    FoundKind::None
}

fn read_id(decoder: &mut Decoder<'_>, written: Spanned<FieldValue>) -> Option<Spanned<DocumentId>> {
    let FieldValue::Text(text) = written.value else {
        return None;
    };
    match DocumentId::new(&text) {
        Ok(id) => Some(Spanned::new(id, written.span)),
        Err(error) => {
            let help = "use letters, digits, spaces, dots and hyphens: the id is part of the page's address";
            decoder.report(&rules::INVALID_ID, written.span, error.to_string(), help);
            None
        }
    }
}

fn document(
    page: &ParsedPage,
    id: Spanned<DocumentId>,
    title: Option<String>,
    language: PageLanguage,
    (kind, own): (KindIx, &Kind),
    mut fields: Fields,
) -> Document {
    let fields_mut = &mut fields;
    take(fields_mut, "kind");
    let status = text(fields_mut, "status");
    Document {
        path: page.path.clone(),
        title: title.unwrap_or_else(|| id.value.to_string()),
        id,
        language,
        kind,
        revision: Revision::new(&text(fields_mut, "revision").unwrap_or_default()),
        status: status.and_then(|word| Status::ALL.into_iter().find(|s| s.word() == word)),
        owner: role(fields_mut, "owner"),
        approver: role(fields_mut, "approver"),
        effective: date(fields_mut, "effective").map(|date| date.value),
        review_due: date(fields_mut, "review_due"),
        review_interval: match take(fields_mut, "review_interval").map(|field| field.value) {
            Some(FieldValue::Interval(interval)) => Some(interval),
            _ => None,
        },
        is_review_unreadable: false,
        claims: {
            let named = of_type(fields_mut, own, &FieldType::Claims);
            let mut claims: Vec<StatedClaim> = named
                .flat_map(|field| match field.value {
                    FieldValue::Claims(claims) => claims,
                    _ => Vec::new(),
                })
                .collect();
            claims.shrink_to_fit();
            claims
        },
        records: of_type(fields_mut, own, &FieldType::Evidence)
            .flat_map(|field| match field.value {
                FieldValue::Texts(texts) => texts,
                _ => Vec::new(),
            })
            .collect(),
        roles: texts(fields_mut, "roles")
            .into_iter()
            .map(|role| role.map(|role| Role::new(&role)))
            .collect(),
        supersedes: texts(fields_mut, "supersedes"),
        may_supersede: Vec::new(),
        history: match take(fields_mut, "history").map(|field| field.value) {
            Some(FieldValue::History(history)) => history,
            _ => Vec::new(),
        },
        fields: left(own, fields),
        filled: Box::default(),
        from_text: Box::default(),
        text_digest: page.text_digest,
        body: page.body.clone(),
    }
}

/// The remaining fields, with the allocation reduced to their size, and the references in their texts.
fn left(kind: &Kind, mut fields: Fields) -> Fields {
    fields.values.shrink_to_fit();
    references::find(kind, &mut fields);
    fields
}

/// The fields of a record that were reported: required and missing, misspelt, or unreadable.
fn misread(kind: &Kind, entries: &[Entry], fields: &Fields) -> Vec<FieldName> {
    let taken = ["id", "title", "kind"];
    let known: Vec<&str> = kind
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    let is_misread = |field: &&Field| {
        let name = field.name.as_str();
        if field.of == FieldType::Language {
            return false;
        }
        let entry = entries.iter().find(|entry| entry.key == name);
        match entry.filter(|entry| !entry.node.is_blank()) {
            None => {
                !taken.contains(&name)
                    && (field.need == Need::Required || is_misspelt(name, entries, &known))
            }
            Some(_) if taken.contains(&name) => false,
            Some(entry) => {
                let is_another_word = matches!(field.of, FieldType::OneOf(_))
                    && entry
                        .node
                        .text()
                        .is_none_or(|text| field.word(text.trim()).is_none());
                is_another_word || fields.get(name).is_none()
            }
        }
    };
    let misread = kind.fields.iter().filter(is_misread);
    misread.map(|field| field.name.clone()).collect()
}

/// Removes and returns every field of a type. A kind of the manual's own may have claims and
/// evidence in fields with other names.
fn of_type(
    fields: &mut Fields,
    kind: &Kind,
    of: &FieldType,
) -> impl Iterator<Item = Spanned<FieldValue>> {
    let named = kind.fields.iter().filter(|field| field.of == *of);
    let taken: Vec<_> = named
        .filter_map(|field| take(fields, field.name.as_str()))
        .collect();
    taken.into_iter()
}

fn record(
    page: &ParsedPage,
    id: Spanned<DocumentId>,
    title: Option<String>,
    language: PageLanguage,
    (kind, own): (KindIx, &Kind),
    mut fields: Fields,
) -> Record {
    let fields_mut = &mut fields;
    take(fields_mut, "kind");
    let owner = role(fields_mut, "owner");
    let form = take(fields_mut, "form").and_then(|form| match form.value {
        FieldValue::Text(text) => Some(Spanned::new(text, form.span)),
        _ => None,
    });
    Record {
        path: page.path.clone(),
        title: title.unwrap_or_else(|| id.value.to_string()),
        id,
        language,
        kind,
        owner,
        form,
        misread: Vec::new(),
        fields: left(own, fields),
        body: page.body.clone(),
    }
}

/// Adds the title of a page that gives none.
fn fill_title(page: &ParsedPage, kind: &Kind, entries: &mut Vec<Entry>, opening: Span) {
    let known = || kind.fields.iter().map(|field| field.name.as_str());
    let is_misspelt = |entry: &Entry| {
        kind.field(&entry.key).is_none() && nearest(&entry.key, known()) == Some("title")
    };
    if !entries
        .iter()
        .any(|entry| entry.key == "title" || is_misspelt(entry))
    {
        let value = Value::Text(own_title(page));
        entries.push(Entry {
            key: "title".to_owned(),
            key_spot: opening,
            node: Node {
                value,
                span: opening,
            },
        });
    }
}

fn text(fields: &mut Fields, name: &str) -> Option<String> {
    match take(fields, name)?.value {
        FieldValue::Text(text) => Some(text),
        _ => None,
    }
}

fn role(fields: &mut Fields, name: &str) -> Option<Role> {
    text(fields, name).map(|role| Role::new(&role))
}

fn date(fields: &mut Fields, name: &str) -> Option<Spanned<Date>> {
    let field = take(fields, name)?;
    match field.value {
        FieldValue::Date(date) => Some(Spanned::new(date, field.span)),
        _ => None,
    }
}

fn texts(fields: &mut Fields, name: &str) -> Vec<Spanned<String>> {
    match take(fields, name).map(|field| field.value) {
        Some(FieldValue::Texts(texts)) => texts,
        _ => Vec::new(),
    }
}
