//! The fields of a page: in its front-matter, and in the block of metadata in its text.

use super::places::{HowNamed, Place, one_line};
use crate::adopt::standard_names::StandardNames;
use crate::assemble::{Newest, newest};
use crate::conventions::{Field, Labels, folded, mentions, says_of};
use crate::diagnostics::{Source, SourcePath};
use crate::markdown::{FoundField, FoundInText};
use crate::parse::node::{Node, Table, Value};
use crate::parse::{FrontMatter, parse_date, parse_front_matter, text_start};

/// A field of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FieldFact {
    /// Its name, as written.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: FieldValue,
}

/// The value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FieldValue {
    /// No value.
    Blank,
    /// A text, number or date, as written.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// Texts or lists of texts by name, such as clauses by standard.
    ByName(Vec<(String, Vec<String>)>),
    /// A list of entries with these names, and what they write under `date`.
    Entries(Vec<String>, Vec<String>),
    /// Any other value.
    Other,
}

/// The form of a page's front-matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrontForm {
    /// It has none.
    Absent,
    /// Between two fences.
    Fenced,
    /// Fields first, and one fence behind them.
    Unopened,
    /// It cannot be read.
    Broken,
}

/// The front-matter of a page.
pub(super) struct Front {
    pub(super) form: FrontForm,
    pub(super) fields: Vec<FieldFact>,
    /// The byte offset where the text begins.
    pub(super) end: usize,
}

/// Reads the front-matter of a page.
pub(super) fn front_matter(source: &Source) -> Front {
    let end = text_start(source.text());
    match parse_front_matter(source) {
        FrontMatter::Absent => Front {
            form: FrontForm::Absent,
            fields: Vec::new(),
            end: 0,
        },
        FrontMatter::Fields(table, _) => Front {
            form: FrontForm::Fenced,
            fields: facts(&table),
            end,
        },
        FrontMatter::Broken(_) => match unopened(source) {
            Some(table) => Front {
                form: FrontForm::Unopened,
                fields: facts(&table),
                end,
            },
            None => Front {
                form: FrontForm::Broken,
                fields: Vec::new(),
                end,
            },
        },
    }
}

/// The title that front-matter gives.
pub(super) fn title(fields: &[FieldFact]) -> Option<String> {
    let mut titles = fields.iter().filter_map(|field| match &field.value {
        FieldValue::Text(text) if matches!(&*field.name, "title" | "name" | "Title") => Some(text),
        _ => None,
    });
    titles.next().cloned()
}

/// The fields of front-matter that only lacks its first fence.
fn unopened(source: &Source) -> Option<Table> {
    let text = source.text();
    let head = text.get(..text_start(text))?;
    let closes = head.trim_end().ends_with("\n---");
    if !closes || text.starts_with("---") {
        return None;
    }
    let opened = Source::new(SourcePath::new("page.md"), &format!("---\n{head}"));
    match parse_front_matter(&opened) {
        FrontMatter::Fields(table, _) => Some(table),
        FrontMatter::Absent | FrontMatter::Broken(_) => None,
    }
}

fn facts(table: &Table) -> Vec<FieldFact> {
    let facts = table.0.iter().map(|entry| FieldFact {
        name: entry.key.clone(),
        value: value(&entry.node),
    });
    facts.collect()
}

fn value(node: &Node) -> FieldValue {
    if node.is_blank() {
        return FieldValue::Blank;
    }
    match &node.value {
        Value::Null => FieldValue::Blank,
        Value::Text(text) => FieldValue::Text(text.trim().to_owned()),
        Value::List(items) if items.is_empty() => FieldValue::Blank,
        Value::List(items) => {
            if let Some(texts) = texts(node) {
                return FieldValue::Texts(texts);
            }
            let tables: Option<Vec<&Table>> = items.iter().map(Node::table).collect();
            tables.map_or(FieldValue::Other, |tables| {
                let names = tables.iter().flat_map(|table| &table.0);
                let mut names: Vec<String> = names.map(|entry| entry.key.clone()).collect();
                names.sort();
                names.dedup();
                let dates = tables.iter().filter_map(|table| table.get("date")?.text());
                let dates = dates.map(|date| date.trim().to_owned()).collect();
                FieldValue::Entries(names, dates)
            })
        }
        Value::Table(table) => {
            let named = table.0.iter();
            let named = named.map(|entry| Some((entry.key.clone(), texts(&entry.node)?)));
            named
                .collect::<Option<Vec<_>>>()
                .map_or(FieldValue::Other, FieldValue::ByName)
        }
    }
}

/// The texts of a list; `None` if an item is no text.
fn texts(node: &Node) -> Option<Vec<String>> {
    let items = node.items().iter();
    items
        .map(|item| Some(item.text()?.trim().to_owned()))
        .collect()
}

/// The fields that the text states under usual names, in the block that `[[metadata]]` would read.
pub(super) fn block(found: &FoundInText) -> Vec<FieldFact> {
    let mut blocks = found.blocks.iter();
    let Some(block) = blocks.find(|block| block.is_read && !block.counts_nowhere()) else {
        return Vec::new();
    };
    let row = newest(block, parse_date);
    let fields = row.fields(block).iter();
    let fields = fields.filter(|one| !one.counts_nowhere);
    let fact = |one: &FoundField| {
        let text = match row {
            Newest::Untold(_) => String::new(),
            _ => one.value.unstruck_text(),
        };
        field(&one.written.value, &text)
    };
    fields.map(fact).collect()
}

/// The names of fields in a text without such a block, where it does not speak of the document.
pub(super) fn stray_names(found: &FoundInText) -> Vec<String> {
    let fields = found.blocks.iter().flat_map(|block| &block.fields);
    let names = fields.map(|field| folded(&field.written.value));
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}

fn field(name: &str, value: &str) -> FieldFact {
    let name = name.trim().trim_end_matches([':', '：']);
    let value = one_line(value);
    FieldFact {
        name: one_line(name),
        value: match value.is_empty() {
            true => FieldValue::Blank,
            false => FieldValue::Text(value),
        },
    }
}

/// Whether a name means the status of a document.
pub(crate) fn is_status(name: &str) -> bool {
    Labels::built_in().is_status(name)
}

/// The clauses that fields of front-matter name. Only a field whose name or value is nothing else
/// counts: `controls: [A.5.1]`, `iso_9001: 8.4.1, 8.4.2`.
pub(super) fn places(fields: &[FieldFact], names: &StandardNames) -> Vec<Place> {
    let mut found = Vec::new();
    for field in fields {
        let (texts, standards): (Vec<&String>, _) = match &field.value {
            FieldValue::Text(text) => (vec![text], names.meant(&field.name)),
            FieldValue::Texts(texts) => (texts.iter().collect(), names.meant(&field.name)),
            FieldValue::ByName(named) => {
                for (name, texts) in named {
                    let standards = names.meant(name);
                    found.extend(in_texts(&field.name, texts.iter(), standards, names));
                }
                continue;
            }
            FieldValue::Blank | FieldValue::Entries(..) | FieldValue::Other => continue,
        };
        found.extend(in_texts(&field.name, texts.into_iter(), standards, names));
    }
    found
}

fn in_texts<'t>(
    field: &str,
    texts: impl Iterator<Item = &'t String>,
    standards: &[usize],
    names: &StandardNames,
) -> Vec<Place> {
    let mut found = Vec::new();
    for text in texts {
        // The name of such a field is as good as the word "clause" before a number.
        let is_known_field = !standards.is_empty() || is_about_clauses(field);
        let marked = match is_known_field {
            true => format!("clause {text}"),
            false => text.clone(),
        };
        let mut numbers: Vec<String> = mentions(&marked)
            .into_iter()
            .map(|one| one.number)
            .collect();
        let lettered = names
            .lettered_in(text)
            .into_iter()
            .map(|(number, _)| number);
        for number in lettered {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        found.extend(numbers.into_iter().map(|clause| Place {
            clause,
            standards: standards.to_vec(),
            how: HowNamed::Field,
            sentence: format!("{field}: {}", one_line(text)),
            section: None,
            heading: None,
            field: Some(field.to_owned()),
            row: None,
            says: says_of(text, &(0..0)),
            is_sign: false,
            last: None,
            title: None,
        }));
    }
    found
}

/// Whether the name of a field says that the document addresses the clauses in it.
pub(crate) fn is_clauses(name: &str) -> bool {
    const NAMES: [&str; 11] = [
        "clauses",
        "clause",
        "satisfies",
        "addresses",
        "implements",
        "fulfills",
        "fulfils",
        "iso clauses",
        "iso clause",
        "standard clauses",
        "clauses addressed",
    ];
    NAMES.contains(&folded(name).as_str())
}

/// Whether the name of a field says that its values are clauses, whatever the document does about
/// them.
fn is_about_clauses(name: &str) -> bool {
    const NAMES: [&str; 7] = [
        "controls",
        "control",
        "control ids",
        "requirements",
        "related controls",
        "criteria",
        "standards",
    ];
    is_clauses(name) || NAMES.contains(&folded(name).as_str())
}

/// Whether a name means the kind of a document.
pub(crate) fn is_kind_name(name: &str, labels: &Labels) -> bool {
    const NAMES: [&str; 4] = ["kind", "type", "doc type", "category"];
    labels.field(&spaced(name)) == Some(Field::Kind) || NAMES.contains(&folded(name).as_str())
}

/// A name with a blank where it has a capital letter within: `effectiveDate`.
pub(crate) fn spaced(name: &str) -> String {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut was_small = false;
    for c in name.chars() {
        if was_small && c.is_uppercase() {
            spaced.push(' ');
        }
        was_small = c.is_lowercase() || c.is_ascii_digit();
        spaced.push(c);
    }
    spaced
}
