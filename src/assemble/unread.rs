//! What is still known of a page that cannot become a document: its id, and the documents that it may
//! supersede.

use super::assembled::{AssembledPage, Reading};
use super::controlled::Filled;
use super::defaults::FileDefaults;
use super::uncontrolled::uncontrolled;
use super::words;
use crate::diagnostics::nearest;
use crate::manual::{ComesIntoForce, Field, Fields, Kind, Status, UnreadSuccessor};
use crate::parse::node::{Entry, Node, Value};
use crate::parse::{DamagedFields, ParsedPage};

/// The field in which a document names what it replaces.
const SUPERSEDES: &str = "supersedes";

/// A page whose front-matter cannot be read, which was reported.
pub(super) fn of_damaged(
    reading: Reading<'_>,
    (defaults, metadata): Filled<'_, '_>,
    page: &ParsedPage,
    fields: &DamagedFields,
) -> AssembledPage {
    let mut from_text = Vec::new();
    metadata.add_to(&mut from_text);
    let mut is_named = |written: &str, name: &str| {
        let of_files = defaults.field_name(written);
        let of_all = || reading.config.field_names.get(written).map(String::as_str);
        let ours = of_files.or_else(of_all).unwrap_or(written);
        ours.eq_ignore_ascii_case(name)
    };
    let id = fields.value(|written| is_named(written, "id"));
    let id = id.map(str::to_owned);
    let mut texts = fields
        .texts(|written| is_named(written, SUPERSEDES) || nearest(written, [SUPERSEDES]).is_some());
    let states = fields.values(|written| is_named(written, "status"));
    let states: Vec<_> = states.map(|word| status(reading, word)).collect();
    // Of several values it is unknown which one is meant.
    let is_unissued = !states.is_empty() && states.into_iter().all(is_unissued);
    texts.extend(superseding(&from_text, None));
    AssembledPage::Unreadable {
        page: uncontrolled(reading.config, page, None),
        id: id.or_else(|| id_elsewhere(&from_text, defaults)),
        successor: match is_unissued {
            true => None,
            false => successor(page, texts, ComesIntoForce::InDoubt),
        },
    }
}

/// A page whose fields are known, but not which of them count, which was reported.
pub(super) fn of_entries(
    reading: Reading<'_>,
    page: &ParsedPage,
    entries: &[Entry],
) -> AssembledPage {
    let value = |key: &str| {
        let entry = entries.iter().find(|entry| entry.key == key)?;
        entry.node.text().map(|text| text.trim().to_owned())
    };
    AssembledPage::Unreadable {
        page: uncontrolled(reading.config, page, value("title")),
        id: value("id"),
        successor: successor(page, superseding(entries, None), ComesIntoForce::InDoubt),
    }
}

/// What a page may supersede that has no valid kind or id, which was reported.
pub(super) fn of_fields(
    page: &ParsedPage,
    model: Option<&Kind>,
    entries: &[Entry],
    fields: &Fields,
) -> Option<Box<UnreadSuccessor>> {
    let status = fields.text("status");
    let status = status.and_then(|word| Status::ALL.into_iter().find(|one| one.word() == word));
    let comes_into_force = ComesIntoForce::of(
        status,
        fields.is_unreadable("status"),
        fields.date("effective"),
        fields.is_unreadable("effective"),
    );
    successor(page, superseding(entries, model), comes_into_force)
}

fn successor(
    page: &ParsedPage,
    supersedes: Vec<String>,
    comes_into_force: ComesIntoForce,
) -> Option<Box<UnreadSuccessor>> {
    let names_one = supersedes.iter().any(|text| !text.trim().is_empty());
    (names_one && comes_into_force != ComesIntoForce::Never).then(|| {
        Box::new(UnreadSuccessor {
            path: page.path.clone(),
            supersedes,
            comes_into_force,
        })
    })
}

/// The status that a word means.
fn status(reading: Reading<'_>, word: &str) -> Option<Status> {
    let mut kinds = reading.kinds.iter();
    let is_status = |field: &&Field| {
        let mut words = Status::ALL.into_iter();
        words.all(|status| field.word(status.word()).is_some())
    };
    let field = kinds.find_map(|kind| kind.field("status").filter(is_status))?;
    let word = words::word_of(reading.config, field, word)?;
    Status::ALL.into_iter().find(|one| one.word() == word)
}

fn is_unissued(status: Option<Status>) -> bool {
    matches!(status, Some(Status::Draft | Status::Review))
}

/// The id that the text or `[[defaults]]` give.
fn id_elsewhere(from_text: &[Entry], defaults: &FileDefaults<'_>) -> Option<String> {
    let id = from_text.iter().find(|entry| entry.key == "id");
    let id = id.and_then(|entry| entry.node.text());
    id.map(|id| id.trim().to_owned())
        .or_else(|| defaults.text("id"))
}

/// The texts that may name documents which a page supersedes: those of the field, and those of a
/// field with nearly its name that `kind` does not have.
fn superseding(entries: &[Entry], kind: Option<&Kind>) -> Vec<String> {
    let mut found = Vec::new();
    let is_known = |key: &str| kind.is_some_and(|kind| kind.field(key).is_some());
    for entry in entries {
        let is_nearly = || !is_known(&entry.key) && nearest(&entry.key, [SUPERSEDES]).is_some();
        if entry.key == SUPERSEDES || is_nearly() {
            texts_within(&entry.node, &mut found);
        }
    }
    found
}

/// The texts that a field of a document may hold, but which are not read: those within its tables, and
/// those of a misspelt field.
pub(super) fn doubtful_texts(field: &str, kind: &Kind, entries: &[Entry]) -> Vec<String> {
    let is_unknown = |entry: &Entry| kind.field(&entry.key).is_none();
    let known = || kind.fields.iter().map(|field| field.name.as_str());
    let mut found = Vec::new();
    for entry in entries {
        if entry.key == field {
            let items = entry.node.items().iter();
            let tables = items.filter(|item| item.text().is_none());
            tables.for_each(|item| texts_within(item, &mut found));
        } else if is_unknown(entry) && nearest(&entry.key, known()) == Some(field) {
            texts_within(&entry.node, &mut found);
        }
    }
    found
}

/// Collects the texts of a value and of the values within it.
fn texts_within(node: &Node, found: &mut Vec<String>) {
    match &node.value {
        Value::Text(text) => found.push(text.clone()),
        Value::List(items) => items.iter().for_each(|item| texts_within(item, found)),
        Value::Table(table) => {
            let entries = table.0.iter();
            entries.for_each(|entry| texts_within(&entry.node, found));
        }
        _ => {}
    }
}
