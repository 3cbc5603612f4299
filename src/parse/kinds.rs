//! Kinds: the built-in table, and `[kind.NAME]` of a manual (DESIGN 4). Both have the same form.

use super::decode::Decoder;
use super::node::{Entry, Node, Table, Value};
use super::toml;
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::manual::{Class, Field, FieldName, FieldType, Kind, KindName, Need, OpenWhen};
use crate::rules;

const BUILT_IN: &str = include_str!("kinds.toml");

/// The types of fields that have a name.
const TYPES: [(&str, FieldType); 17] = [
    ("text", FieldType::Text),
    ("id", FieldType::Id),
    ("number", FieldType::Number),
    ("date", FieldType::Date),
    ("flag", FieldType::Flag),
    ("texts", FieldType::Texts),
    ("list", FieldType::Texts),
    ("interval", FieldType::Interval),
    ("claims", FieldType::Claims),
    ("clauses", FieldType::Clauses),
    ("reference", FieldType::Reference),
    ("references", FieldType::References),
    ("evidence", FieldType::Evidence),
    ("history", FieldType::History),
    ("verification", FieldType::Verification),
    ("limits", FieldType::Limits),
    ("table", FieldType::Table),
];

/// The built-in kinds.
pub fn built_in() -> Vec<Kind> {
    read_built_in().0
}

fn read_built_in() -> (Vec<Kind>, Vec<Diagnostic>) {
    let source = Source::new(SourcePath::new("kinds.toml"), BUILT_IN);
    let (table, mut diagnostics) = toml::parse(&source, 0..source.text().len());
    let mut decoder = Decoder::new(source.path());
    let mut common = |class: Class| {
        let fields = table
            .get("class")
            .and_then(Node::table)?
            .get(class.word())?
            .table()?;
        Some(read_fields(&mut decoder, fields.get("fields")?))
    };
    let common = Common {
        document: common(Class::Document).unwrap_or_default(),
        record: common(Class::Record).unwrap_or_default(),
    };
    let kinds = table
        .get("kind")
        .map(|node| read(&mut decoder, node, &[], &common));
    diagnostics.append(&mut decoder.diagnostics);
    (kinds.unwrap_or_default(), diagnostics)
}

/// Reads `[kind]` of a `manual.toml`: new kinds, and built-in ones with more fields.
pub(super) fn read_own(decoder: &mut Decoder<'_>, node: &Node) -> Vec<Kind> {
    let known = built_in();
    let of = |class: Class, name: &str| {
        let model = known
            .iter()
            .find(|kind| kind.class == class && kind.name.as_str() == name);
        model.map(|kind| kind.fields.clone()).unwrap_or_default()
    };
    // A policy has exactly the fields that every document has; a record's are those all share.
    let document = of(Class::Document, "policy");
    let mut record = of(Class::Record, "inspection");
    record.retain(|field| {
        known
            .iter()
            .filter(|k| k.class == Class::Record)
            .all(|k| k.field(field.name.as_str()).is_some())
    });
    read(decoder, node, &known, &Common { document, record })
}

/// The fields that every kind of a class has.
struct Common {
    document: Vec<Field>,
    record: Vec<Field>,
}

fn read(decoder: &mut Decoder<'_>, node: &Node, known: &[Kind], common: &Common) -> Vec<Kind> {
    let Some(table) = decoder.table("kind", node) else {
        return Vec::new();
    };
    table
        .0
        .iter()
        .filter_map(|entry| read_kind(decoder, entry, known, common))
        .collect()
}

fn read_kind(
    decoder: &mut Decoder<'_>,
    entry: &Entry,
    known: &[Kind],
    common: &Common,
) -> Option<Kind> {
    let table = decoder.table(&entry.key, &entry.node)?;
    let model = known.iter().find(|kind| kind.name.as_str() == entry.key);
    let class = match (table.get("class"), model) {
        (None, Some(model)) => model.class,
        (None, None) => {
            let message = format!("the kind `{}` has no class", entry.key);
            decoder.invalid(
                entry.key_spot,
                message,
                "add class = \"document\" or \"record\"",
            );
            return None;
        }
        (Some(node), model) => {
            let word = decoder.one_of("class", node, ["document", "record"].into_iter())?;
            let class = if word.value == "document" {
                Class::Document
            } else {
                Class::Record
            };
            if let Some(model) = model.filter(|model| model.class != class) {
                let message = format!("`{}` is a {}", entry.key, model.class.word());
                decoder.invalid(word.spot, message, "a built-in kind keeps its class");
            }
            model.map_or(class, |model| model.class)
        }
    };
    let mut kind = model.cloned().unwrap_or_else(|| Kind {
        name: KindName::new(&entry.key),
        class,
        title: capitalised(&entry.key),
        plural: String::new(),
        prefix: entry
            .key
            .chars()
            .take(3)
            .flat_map(char::to_uppercase)
            .collect(),
        fields: match class {
            Class::Document => common.document.clone(),
            Class::Record => common.record.clone(),
        },
        open: OpenWhen::Never,
        due: None,
    });
    for setting in &table.0 {
        read_setting(decoder, &mut kind, setting);
    }
    if kind.plural.is_empty() {
        kind.plural = format!("{}s", kind.title);
    }
    check_names(decoder, &kind, table);
    Some(kind)
}

fn read_setting(decoder: &mut Decoder<'_>, kind: &mut Kind, setting: &Entry) {
    let node = &setting.node;
    match &*setting.key {
        "class" => {}
        "title" => {
            if let Some(text) = decoder.text("title", node) {
                kind.title = text.value;
            }
        }
        "plural" => {
            if let Some(text) = decoder.text("plural", node) {
                kind.plural = text.value;
            }
        }
        "prefix" => {
            if let Some(text) = decoder.text("prefix", node) {
                kind.prefix = text.value;
            }
        }
        "fields" => {
            for field in read_fields(decoder, node) {
                match kind
                    .fields
                    .iter_mut()
                    .find(|known| known.name == field.name)
                {
                    Some(known) => *known = field,
                    None => kind.fields.push(field),
                }
            }
        }
        "open_when" => {
            if let Some(table) = decoder.table("open_when", node) {
                kind.open = read_open(decoder, table);
            }
        }
        "due" => {
            kind.due = decoder
                .text("due", node)
                .map(|name| FieldName::new(&name.value));
        }
        _ => {
            let known = [
                "class",
                "title",
                "plural",
                "prefix",
                "fields",
                "open_when",
                "due",
            ];
            decoder.unknown(
                &rules::UNKNOWN_SETTING,
                setting,
                "setting",
                known.into_iter(),
            );
        }
    }
}

fn read_open(decoder: &mut Decoder<'_>, table: &Table) -> OpenWhen {
    let turned = table
        .get("not")
        .and_then(|node| decoder.flag("not", node))
        .unwrap_or(false);
    let Some(entry) = table.0.iter().find(|entry| entry.key != "not") else {
        return OpenWhen::Never;
    };
    let words = decoder
        .texts(&entry.key, &entry.node)
        .into_iter()
        .map(|word| word.value)
        .collect();
    let field = FieldName::new(&entry.key);
    if turned {
        OpenWhen::IsNot(field, words)
    } else {
        OpenWhen::Is(field, words)
    }
}

/// `open_when` and `due` must name fields of the kind.
fn check_names(decoder: &mut Decoder<'_>, kind: &Kind, table: &Table) {
    let open = match &kind.open {
        OpenWhen::Never => None,
        OpenWhen::Is(field, _) | OpenWhen::IsNot(field, _) => Some(("open_when", field)),
    };
    for (setting, field) in open
        .into_iter()
        .chain(kind.due.as_ref().map(|due| ("due", due)))
    {
        let Some(node) = table.get(setting) else {
            continue;
        };
        if kind.field(field.as_str()).is_none() {
            let message = format!("`{}` has no field `{field}`", kind.name);
            decoder.invalid(node.spot, message, "name a field of the kind");
        }
    }
}

fn read_fields(decoder: &mut Decoder<'_>, node: &Node) -> Vec<Field> {
    let Some(table) = decoder.table("fields", node) else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    for entry in &table.0 {
        let read = match &entry.node.value {
            Value::Table(table) => read_long_field(decoder, entry, table),
            _ => read_type(decoder, &entry.node).map(|of| (of, Need::Optional)),
        };
        if let Some((of, need)) = read {
            fields.push(Field {
                name: FieldName::new(&entry.key),
                of,
                need,
            });
        }
    }
    fields
}

fn read_long_field(
    decoder: &mut Decoder<'_>,
    entry: &Entry,
    table: &Table,
) -> Option<(FieldType, Need)> {
    let mut of = None;
    let mut need = Need::Optional;
    for setting in &table.0 {
        match &*setting.key {
            "type" => of = read_type(decoder, &setting.node),
            "one_of" => {
                let words = decoder.texts("one_of", &setting.node);
                of = Some(FieldType::OneOf(
                    words.into_iter().map(|word| word.value).collect(),
                ));
            }
            "required" if setting.node.text() == Some("once-approved") => need = Need::OnceApproved,
            "required" => {
                if decoder.flag("required", &setting.node) == Some(true) {
                    need = Need::Required;
                }
            }
            _ => {
                let known = ["type", "one_of", "required"];
                decoder.unknown(
                    &rules::UNKNOWN_SETTING,
                    setting,
                    "setting",
                    known.into_iter(),
                );
            }
        }
    }
    if of.is_none() {
        let message = format!("the field `{}` has no type", entry.key);
        decoder.invalid(
            entry.key_spot,
            message,
            "add type = \"text\" or one_of = [\"…\"]",
        );
    }
    Some((of?, need))
}

fn read_type(decoder: &mut Decoder<'_>, node: &Node) -> Option<FieldType> {
    let word = decoder.one_of("type", node, TYPES.iter().map(|(name, _)| *name))?;
    TYPES
        .iter()
        .find(|(name, _)| *name == word.value)
        .map(|(_, of)| of.clone())
}

fn capitalised(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_in_order() {
        let (kinds, diagnostics) = read_built_in();
        assert_eq!(diagnostics, []);
        let names = |class| {
            kinds
                .iter()
                .filter(|k| k.class == class)
                .map(|k| k.name.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(Class::Document),
            [
                "policy",
                "procedure",
                "instruction",
                "form",
                "specification",
                "external"
            ]
        );
        assert_eq!(names(Class::Record).len(), 12);
        for kind in &kinds {
            for field in ["id", "title", "kind", "owner", "clauses"] {
                assert!(kind.field(field).is_some(), "{} has no {field}", kind.name);
            }
        }
    }

    #[test]
    fn a_manual_s_own_kind_has_the_fields_of_its_class_and_its_own() {
        let text = "[kind.calibration]\nclass = \"record\"\n\
            fields = { instrument = \"text\", result = { one_of = [\"pass\", \"fail\"] } }\n\
            [kind.audit]\nfields = { site = \"text\" }\n";
        let source = Source::new(SourcePath::new("manual.toml"), text);
        let (table, _) = toml::parse(&source, 0..text.len());
        let mut decoder = Decoder::new(source.path());
        let kinds = read_own(&mut decoder, table.get("kind").unwrap());
        assert_eq!(decoder.diagnostics, []);
        assert_eq!(kinds[0].title, "Calibration");
        assert!(kinds[0].field("form").is_some() && kinds[0].field("date").is_none());
        assert_eq!(
            kinds[0].field("result").unwrap().of,
            FieldType::OneOf(vec!["pass".into(), "fail".into()])
        );
        assert!(kinds[1].field("site").is_some() && kinds[1].field("state").is_some());
    }
}
