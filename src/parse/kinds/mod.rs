//! Reads kinds: the built-in table, and `[kind.NAME]` of a manual (`docs/design.md`, "The table of
//! kinds"). Both have the same form.

pub(super) mod fields;
mod guards;
pub(super) mod settings;
mod words;

use super::decode::{Decoder, list_words};
use super::node::{Entry, Node, Table};
use super::toml;
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::manual::look_alike::composed;
use crate::manual::{
    Class, ClassField, Condition, DueWhen, Field, FieldName, FieldType, Kind, KindName, Named,
    OpenWhen, Referent, file_stem,
};
use crate::rules;

const BUILT_IN: &str = include_str!("../kinds.toml");

/// The built-in kinds.
pub(crate) fn built_in() -> Vec<Kind> {
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
        Some(fields::read(&mut decoder, fields.get("fields")?))
    };
    let common = Common {
        document: common(Class::Document).unwrap_or_default(),
        record: common(Class::Record).unwrap_or_default(),
        further: &[],
    };
    let kinds = table
        .get("kind")
        .map(|node| read(&mut decoder, node, &[], &common));
    diagnostics.append(&mut decoder.diagnostics);
    let mut kinds = kinds.unwrap_or_default();
    for kind in &mut kinds {
        kind.named = Named::default();
    }
    (kinds, diagnostics)
}

/// Reads `[class]` of a `manual.toml`: further fields for every kind of a class.
pub(super) fn read_class_fields(decoder: &mut Decoder<'_>, node: &Node) -> Vec<ClassField> {
    let classes = [Class::Document, Class::Record];
    let mut found = Vec::new();
    let entries = decoder.table("class", node).map(|table| &*table.0);
    for entry in entries.unwrap_or_default() {
        let Some(class) = classes.into_iter().find(|one| one.word() == entry.key) else {
            let known = classes.into_iter().map(Class::word);
            decoder.unknown(&rules::UNKNOWN_SETTING, entry, "class", known);
            continue;
        };
        let Some(table) = decoder.table(&entry.key, &entry.node) else {
            continue;
        };
        decoder.no_blank_settings(table, &[]);
        for setting in &table.0 {
            if setting.key != "fields" {
                let known = ["fields"].into_iter();
                decoder.unknown(&rules::UNKNOWN_SETTING, setting, "setting", known);
                continue;
            }
            let fields = fields::read(decoder, &setting.node);
            let written = setting.node.table();
            let known = built_in();
            found.extend(fields.into_iter().filter_map(|field| {
                let name = field.name.as_str();
                let entry = written?.0.iter().find(|entry| entry.key == name)?;
                let mut kinds = known.iter().filter(|kind| kind.class == class);
                if kinds.all(|kind| kind.field(name).is_some()) {
                    let message = format!("every {} has a field `{name}` already", class.word());
                    decoder.invalid(entry.key_spot, message, "give it another name");
                    return None;
                }
                settings::check_claims(decoder, class, "a record", entry, &field.of);
                Some(ClassField { class, field })
            }));
        }
    }
    found
}

/// Adds the further fields of their classes to kinds that do not have them.
pub(crate) fn add_class_fields(kinds: &mut [Kind], fields: &[ClassField]) {
    for ClassField { class, field } in fields {
        for kind in kinds.iter_mut().filter(|kind| kind.class == *class) {
            if kind.field(field.name.as_str()).is_none() {
                kind.fields.push(field.clone());
                // Documents have no register.
                if *class == Class::Record {
                    kind.columns.push(field.name.clone());
                }
            }
        }
    }
}

/// Reads `[kind]` of a `manual.toml`: new kinds, and built-in ones with more fields. All of them have
/// the further fields of their classes.
pub(super) fn read_own(
    decoder: &mut Decoder<'_>,
    node: &Node,
    class_fields: &[ClassField],
) -> Vec<Kind> {
    let mut known = built_in();
    let of = |class: Class, name: &str| {
        let model = known
            .iter()
            .find(|kind| kind.class == class && kind.name.as_str() == name);
        model.map(|kind| kind.fields.clone()).unwrap_or_default()
    };
    // A policy has exactly the fields that every document has. The fields of every record are those
    // that all built-in record kinds share.
    let document = of(Class::Document, "policy");
    let mut record = of(Class::Record, "inspection");
    record.retain(|field| {
        known
            .iter()
            .filter(|k| k.class == Class::Record)
            .all(|k| k.field(field.name.as_str()).is_some())
    });
    add_class_fields(&mut known, class_fields);
    let common = Common {
        document,
        record,
        further: class_fields,
    };
    read(decoder, node, &known, &common)
}

/// The fields that every kind of a class has.
struct Common<'a> {
    document: Vec<Field>,
    record: Vec<Field>,
    /// The further fields that `[class]` gives them.
    further: &'a [ClassField],
}

impl Common<'_> {
    fn of(&self, class: Class) -> &[Field] {
        match class {
            Class::Document => &self.document,
            Class::Record => &self.record,
        }
    }
}

fn read(decoder: &mut Decoder<'_>, node: &Node, known: &[Kind], common: &Common<'_>) -> Vec<Kind> {
    let Some(table) = decoder.table("kind", node) else {
        return Vec::new();
    };
    let read = |decoder: &mut Decoder<'_>, entry| read_kind(decoder, entry, known, common);
    let entries = table.0.iter();
    let kinds: Vec<Kind> = entries.filter_map(|entry| read(decoder, entry)).collect();
    for kind in &kinds {
        let entry = table.0.iter().find(|entry| entry.key == kind.name.as_str());
        if let Some(entry) = entry {
            check_referents(decoder, &kinds, known, kind, entry);
            check_before(decoder, &kinds, known, kind);
        }
    }
    kinds
}

fn read_kind(
    decoder: &mut Decoder<'_>,
    entry: &Entry,
    known: &[Kind],
    common: &Common<'_>,
) -> Option<Kind> {
    let table = decoder.table(&entry.key, &entry.node)?;
    let is_refused = |c: char| c.is_control() || r#"/\:*?"<>|#[]"#.contains(c);
    if entry.key.trim().is_empty() || entry.key.contains(is_refused) {
        let message = format!("`{}` cannot be the name of a kind", entry.key);
        let help = "use letters, digits, hyphens and blanks: the name is part of addresses";
        decoder.invalid(entry.key_spot, message, help);
        return None;
    }
    decoder.no_blank_settings(table, &["class"]);
    let model = known.iter().find(|kind| kind.name.as_str() == entry.key);
    let class = match (table.get("class").filter(|node| !node.is_blank()), model) {
        (None, Some(model)) => model.class,
        (None, None) => {
            let message = format!("the kind `{}` has no class", entry.key);
            let help = "add class = \"document\" or \"record\"";
            let known = (table, &settings::SETTINGS[..]);
            decoder.required("class", known, entry.key_spot, message, help);
            // Without a class the settings are not read, so unknown ones are reported here.
            for setting in table
                .0
                .iter()
                .filter(|one| !settings::SETTINGS.contains(&&*one.key))
            {
                let known = settings::SETTINGS.into_iter();
                decoder.unknown(&rules::UNKNOWN_SETTING, setting, "setting", known);
            }
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
                decoder.invalid(word.span, message, "a built-in kind keeps its class");
            }
            model.map_or(class, |model| model.class)
        }
    };
    let mut kind = model.cloned().unwrap_or_else(|| Kind {
        name: KindName::new(&composed(&entry.key)),
        class,
        role: None,
        title: capitalised(&entry.key),
        plural: String::new(),
        named: Named::default(),
        prefix: entry
            .key
            .chars()
            .take(3)
            .flat_map(char::to_uppercase)
            .collect(),
        before: None,
        folder: String::new(),
        fields: {
            let further = common.further.iter().filter(|one| one.class == class);
            let further = further.map(|one| one.field.clone());
            common.of(class).iter().cloned().chain(further).collect()
        },
        open: OpenWhen::Fields(Condition::Never),
        open_unasked: Condition::Never,
        due: DueWhen::Never,
        recurs: Condition::Never,
        counts: Condition::Always,
        happened: Vec::new(),
        may_have_happened: Vec::new(),
        pending: Condition::Never,
        succession: None,
        since: Vec::new(),
        order: Vec::new(),
        calendar: Vec::new(),
        review: Vec::new(),
        columns: Vec::new(),
        overdue_rule: &rules::RECORD_OVERDUE,
    });
    for setting in &table.0 {
        settings::read(decoder, &mut kind, setting);
    }
    guards::keep_types(decoder, &mut kind, common.of(class), table);
    if kind.plural.is_empty() {
        kind.plural = format!("{}s", kind.title);
    }
    if kind.folder.is_empty() {
        kind.folder = match class {
            Class::Document => file_stem(&kind.plural),
            Class::Record => format!("records/{}", file_stem(&kind.plural)),
        };
    }
    if model.is_none() {
        let same_role = known.iter().find(|one| one.role == kind.role);
        if let Some(model) = same_role.filter(|model| model.role.is_some()) {
            set_by_role(&mut kind, model, table);
        }
        set_by_names(&mut kind, table);
        let is_own_record = class == Class::Record && !known.is_empty();
        if is_own_record && kind.happened.is_empty() && table.get("happened").is_none() {
            let mut dates = words::dates_of_event(&kind);
            match dates.len() {
                1 => kind.happened.append(&mut dates),
                _ => kind.may_have_happened = dates,
            }
        }
    }
    if kind.happened.is_empty() && table.get("happened").is_none() {
        let date = kind.field("date");
        let date = date.filter(|field| field.of == FieldType::Date);
        kind.happened = date.map(|field| field.name.clone()).into_iter().collect();
    }
    if table.get("columns").is_none() {
        add_columns(&mut kind, common.of(class));
    }
    let told = decoder.diagnostics.len();
    settings::check_fields(decoder, &kind, table);
    settings::check_words(decoder, &kind, entry);
    settings::check_role(decoder, &kind, table);
    settings::check_types(decoder, &kind, table);
    if !known.is_empty() {
        let by_role = || {
            known
                .iter()
                .find(|one| one.role == kind.role && one.role.is_some())
        };
        let model = model.or_else(by_role);
        let is_told = decoder.diagnostics.len() > told;
        words::settle(decoder, &mut kind, model, entry, is_told);
    }
    guards::refuse_otherwise(decoder, &mut kind, table);
    Some(kind)
}

/// Fills in the settings that a new kind with a role does not write: they are those of the built-in
/// kind of that role, as far as the new kind has the fields for them.
fn set_by_role(kind: &mut Kind, model: &Kind, table: &Table) {
    let unsaid = |setting: &str| table.get(setting).is_none();
    let decides = |condition: &Condition| match condition {
        Condition::Never | Condition::Always => true,
        Condition::Given(field) => kind.field(field.as_str()).is_some(),
        Condition::Is(field, words) | Condition::IsNot(field, words) => {
            match kind.field(field.as_str()).map(|field| &field.of) {
                Some(FieldType::OneOf(known)) => known.iter().any(|word| words.contains(word)),
                Some(_) => true,
                None => false,
            }
        }
    };
    let open = match &model.open {
        OpenWhen::Fields(condition) => decides(condition),
        OpenWhen::TargetMissed => kind.field("data").is_some() && kind.field("target").is_some(),
    };
    let (counts, recurs) = (decides(&model.counts), decides(&model.recurs));
    let (unasked, pending) = (decides(&model.open_unasked), decides(&model.pending));
    let due = settings::due_fields(&model.due)
        .iter()
        .all(|field| kind.field(field).is_some());
    let happened = model.happened.iter();
    let happened: Vec<FieldName> = happened
        .filter(|field| kind.field(field.as_str()).is_some())
        .cloned()
        .collect();
    if unsaid("open_when") && open {
        kind.open = model.open.clone();
        if unasked {
            kind.open_unasked = model.open_unasked.clone();
        }
    }
    if unsaid("pending_when") && pending {
        kind.pending = model.pending.clone();
    }
    if unsaid("counts_when") && counts {
        kind.counts = model.counts.clone();
    }
    if unsaid("due") && due {
        kind.due = model.due.clone();
        if unsaid("recurs_while") && recurs {
            kind.recurs = model.recurs.clone();
        }
    }
    if unsaid("happened") {
        kind.happened = happened;
    }
}

/// Fills in settings that a new kind does not write, from the names of its fields: a date `due` is
/// the due date, a `state` that can be `open` says whether a record is open, and a `date` says
/// since when it is open.
fn set_by_names(kind: &mut Kind, table: &Table) {
    let field = |name: &str, of: fn(&FieldType) -> bool| {
        let field = kind.field(name).filter(|field| of(&field.of));
        field.map(|field| field.name.clone())
    };
    let is_date = |of: &FieldType| *of == FieldType::Date;
    let may_be_open = |of: &FieldType| matches!(of, FieldType::OneOf(words) if words.iter().any(|word| word == "open"));
    let (due, date) = (field("due", is_date), field("date", is_date));
    let state = field("state", may_be_open);
    let unsaid = kind.due == DueWhen::Never && table.get("due").is_none();
    if let Some(due) = due.filter(|_| unsaid) {
        kind.due = DueWhen::On(due);
    }
    let unsaid = kind.open.is_never() && table.get("open_when").is_none();
    if let Some(state) = state.filter(|_| unsaid) {
        kind.open = OpenWhen::Fields(Condition::Is(state, vec!["open".to_owned()]));
    }
    if let Some(date) = date.filter(|_| table.get("since").is_none()) {
        kind.since = vec![date];
    }
}

/// Adds columns to a kind that does not write `columns`: every field that it adds to those of its
/// class. Fields that a built-in kind does not show stay hidden.
fn add_columns(kind: &mut Kind, common: &[Field]) {
    let shown = &kind.columns;
    let known =
        |name: &FieldName| shown.contains(name) || common.iter().any(|field| field.name == *name);
    let added = kind.fields.iter().map(|field| &field.name);
    let added: Vec<FieldName> = added.filter(|name| !known(name)).cloned().collect();
    kind.columns.extend(added);
}

/// Reports names in `to` that are neither a kind, built in or of the manual, nor a class.
fn check_referents(
    decoder: &mut Decoder<'_>,
    kinds: &[Kind],
    known: &[Kind],
    kind: &Kind,
    entry: &Entry,
) {
    let fields = entry.node.table().and_then(|table| table.get("fields"));
    let all = || known.iter().chain(kinds).map(|kind| kind.name.as_str());
    for entry in fields
        .and_then(Node::table)
        .into_iter()
        .flat_map(|fields| &fields.0)
    {
        let written = entry.node.table().and_then(|table| table.get("to"));
        let to = kind.field(&entry.key).map_or(&[][..], |field| &field.to);
        for (referent, node) in to.iter().zip(written.map_or(&[][..], Node::items)) {
            if let Referent::Kind(name) = referent
                && all().all(|known| known != name.as_str())
            {
                decoder.one_of("kind", node, all().chain(["document", "record"]));
            }
        }
    }
}

/// Reports a kind in `before` that does not exist, or is of the other class: documents and records
/// stand in no common list.
fn check_before(decoder: &mut Decoder<'_>, kinds: &[Kind], known: &[Kind], kind: &Kind) {
    let Some(before) = &kind.before else {
        return;
    };
    let others = || {
        let all = known.iter().chain(kinds);
        all.filter(|other| other.class == kind.class && other.name != kind.name)
            .map(|other| other.name.as_str())
    };
    if others().all(|name| name != before.value.as_str()) {
        let message = format!(
            "`{}` is no other kind of {}s",
            before.value,
            kind.class.word()
        );
        let names: Vec<&str> = others().collect();
        let diagnostic = decoder
            .diagnostic(&rules::INVALID_VALUE, before.span, message)
            .nearest_of(before.value.as_str(), others(), || {
                format!("write one of {}", list_words(&names))
            });
        decoder.diagnostics.push(diagnostic);
    }
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
mod tests;
