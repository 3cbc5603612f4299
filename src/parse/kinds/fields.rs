//! Reads the fields of a kind: their types, whether they are required, and their allowed values.

use super::settings;
use crate::manual::{Class, Condition, Field, FieldName, FieldType, KindName, Need, Referent};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// Another word for the type of a list of texts.
const LIST: &str = "list";

pub(in crate::parse) const SETTINGS: [&str; 10] = [
    "type",
    "one_of",
    "also",
    "otherwise",
    "required",
    "to",
    "min",
    "max",
    "meaning",
    "standard",
];

/// Reads a table of fields.
pub(super) fn read(decoder: &mut Decoder<'_>, node: &Node) -> Vec<Field> {
    let Some(table) = decoder.table("fields", node) else {
        return Vec::new();
    };
    let read = |decoder: &mut Decoder<'_>, entry: &Entry| match &entry.node.value {
        _ if entry.node.is_blank() => {
            let message = format!("the field `{}` has no type", entry.key);
            decoder.invalid(entry.node.span, message, "write \"text\", \"date\" …");
            None
        }
        Value::Table(table) => read_long(decoder, entry, table),
        _ => read_type(decoder, &entry.node).map(|of| field(entry, of)),
    };
    let entries = table.0.iter();
    entries.filter_map(|entry| read(decoder, entry)).collect()
}

fn field(entry: &Entry, of: FieldType) -> Field {
    Field {
        name: FieldName::new(&entry.key),
        of,
        need: Need::Optional,
        to: Vec::new(),
        range: (None, None),
        also: Vec::new(),
        otherwise: None,
        meaning: String::new(),
        standard: None,
    }
}

fn read_long(decoder: &mut Decoder<'_>, entry: &Entry, table: &Table) -> Option<Field> {
    let mut of = None;
    // The type is known only once all settings are read.
    let mut field = field(entry, FieldType::Text);
    for setting in &table.0 {
        let node = &setting.node;
        match &*setting.key {
            "type" => of = read_type(decoder, node),
            "one_of" => {
                let words = decoder.texts("one_of", node);
                if node.items().is_empty() {
                    let message = format!("`{}` may hold no word at all", entry.key);
                    decoder.invalid(node.span, message, "write one_of = [\"…\", \"…\"]");
                    return None;
                }
                let words = words.into_iter().map(|word| word.value);
                of = Some(FieldType::OneOf(words.collect()));
            }
            "also" => field.also = read_also(decoder, node),
            "otherwise" => {
                let word = decoder.text("otherwise", node);
                field.otherwise = word.map(|word| word.value);
            }
            "standard" => field.standard = decoder.text("standard", node),
            "required" => field.need = read_need(decoder, node),
            "to" => {
                let names = decoder.texts("to", node);
                field.to = names.iter().map(|name| referent(&name.value)).collect();
            }
            "min" => field.range.0 = decoder.number("min", node).map(|least| least.value),
            "max" => field.range.1 = decoder.number("max", node).map(|most| most.value),
            "meaning" => {
                let meaning = decoder.text("meaning", node);
                field.meaning = meaning.map(|text| text.value).unwrap_or_default();
            }
            _ => {
                let known = SETTINGS.into_iter();
                decoder.unknown(&rules::UNKNOWN_SETTING, setting, "setting", known);
            }
        }
    }
    let Some(of) = of else {
        let message = format!("the field `{}` has no type", entry.key);
        let help = "add type = \"text\" or one_of = [\"…\"]";
        let is_told = ["type", "one_of"]
            .iter()
            .any(|name| table.get(name).is_some() || is_misspelt(name, &table.0, &SETTINGS));
        if !is_told {
            decoder.invalid(entry.key_spot, message, help);
        }
        return None;
    };
    if !field.to.is_empty() && !matches!(of, FieldType::Reference | FieldType::References) {
        let message = format!("`{}` has `to`, but is no reference", entry.key);
        decoder.invalid(entry.key_spot, message, "add type = \"reference\"");
    }
    if field.range != (None, None) && of != FieldType::Number {
        let message = format!("`{}` has `min` or `max`, but is no number", entry.key);
        decoder.invalid(entry.key_spot, message, "add type = \"number\"");
    }
    if let Some(standard) = &field.standard
        && !matches!(of, FieldType::Claims | FieldType::Clauses)
    {
        let message = format!("`{}` has `standard`, but holds no clauses", entry.key);
        decoder.invalid(standard.span, message, "add type = \"claims\"");
    }
    let field = Field { of, ..field };
    check_other_words(decoder, &field, table);
    Some(field)
}

/// Reads `also`, such as `{ pass = "passed", fail = "failed" }`.
fn read_also(decoder: &mut Decoder<'_>, node: &Node) -> Vec<(String, String)> {
    let Some(table) = decoder.table("also", node) else {
        return Vec::new();
    };
    let read = |entry: &Entry| {
        let meant = decoder.text("also", &entry.node)?;
        Some((entry.key.clone(), meant.value))
    };
    table.0.iter().filter_map(read).collect()
}

/// Reports words in `also` and `otherwise` that are not in the field's list.
fn check_other_words(decoder: &mut Decoder<'_>, field: &Field, table: &Table) {
    let words: &[String] = match &field.of {
        FieldType::OneOf(words) => words,
        _ => &[],
    };
    let also = table.get("also").and_then(Node::table);
    let also = also.into_iter().flat_map(|also| &also.0);
    let named = also
        .map(|entry| &entry.node)
        .chain(table.get("otherwise"))
        .collect::<Vec<&Node>>();
    for node in named {
        decoder.one_of("word of its list", node, words.iter().map(String::as_str));
    }
}

fn read_type(decoder: &mut Decoder<'_>, node: &Node) -> Option<FieldType> {
    let words = FieldType::NAMED.iter().map(FieldType::word).chain([LIST]);
    let word = decoder.one_of("type", node, words)?;
    let mut known = FieldType::NAMED.into_iter();
    match word.value.as_str() {
        LIST => Some(FieldType::Texts),
        word => known.find(|of| of.word() == word),
    }
}

/// Reads `required`: `true`, `"once-approved"`, or the condition under which the field is required.
fn read_need(decoder: &mut Decoder<'_>, node: &Node) -> Need {
    if let Some(table) = node.table() {
        return match settings::fields_condition(decoder, table) {
            Condition::Never => Need::Optional,
            condition => Need::When(condition),
        };
    }
    if node.text() == Some("once-approved") {
        return Need::OnceApproved;
    }
    match decoder.flag("required", node) {
        Some(true) => Need::Required,
        _ => Need::Optional,
    }
}

fn referent(name: &str) -> Referent {
    let class = [Class::Document, Class::Record]
        .into_iter()
        .find(|class| class.word() == name);
    class.map_or_else(|| Referent::Kind(KindName::new(name)), Referent::Class)
}
