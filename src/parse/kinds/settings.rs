//! Reads the settings of a kind other than its fields: its role, when a record is open, when it is
//! due, which columns its register shows.

use crate::diagnostics::{Rule, Sort};
use crate::manual::look_alike::composed;
use crate::manual::{
    Class, Condition, DueWhen, FieldName, FieldType, Kind, KindName, KindRole, OpenWhen,
    ReviewInput, Succession,
};
use crate::parse::decode::Decoder;
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// Every setting of a kind.
pub(in crate::parse) const SETTINGS: [&str; 21] = [
    "class",
    "role",
    "before",
    "title",
    "plural",
    "prefix",
    "folder",
    "fields",
    "open_when",
    "due",
    "recurs_while",
    "counts_when",
    "happened",
    "pending_when",
    "replaced",
    "since",
    "order",
    "calendar",
    "review",
    "columns",
    "overdue_rule",
];

/// Reads one setting into the kind.
pub(super) fn read(decoder: &mut Decoder<'_>, kind: &mut Kind, setting: &Entry) {
    let node = &setting.node;
    match &*setting.key {
        "class" => {}
        "role" => {
            if let Some(role) = role(decoder, kind, node) {
                kind.role = Some(role);
            }
        }
        "title" => {
            read_text(decoder, "title", node, &mut kind.title);
            kind.named.title = true;
        }
        "plural" => {
            read_text(decoder, "plural", node, &mut kind.plural);
            kind.named.plural = true;
        }
        "before" => {
            let before = decoder.text("before", node);
            kind.before = before.map(|name| name.map(|name| KindName::new(&composed(&name))));
        }
        "prefix" => read_text(decoder, "prefix", node, &mut kind.prefix),
        "folder" => read_text(decoder, "folder", node, &mut kind.folder),
        "fields" => {
            for field in super::fields::read(decoder, node) {
                let known = kind.fields.iter_mut().find(|one| one.name == field.name);
                match known {
                    Some(known) => *known = field,
                    None => kind.fields.push(field),
                }
            }
        }
        "open_when" => {
            kind.open = open_when(decoder, node);
            kind.open_unasked = open_unasked(decoder, node);
        }
        "due" => kind.due = due_when(decoder, node),
        "recurs_while" => kind.recurs = condition(decoder, "recurs_while", node),
        "counts_when" => kind.counts = condition(decoder, "counts_when", node),
        "happened" => kind.happened = names(decoder, "happened", node),
        "pending_when" => kind.pending = condition(decoder, "pending_when", node),
        "replaced" => kind.succession = succession(decoder, node),
        "since" => kind.since = names(decoder, "since", node),
        "order" => kind.order = names(decoder, "order", node),
        "calendar" => kind.calendar = names(decoder, "calendar", node),
        "review" => kind.review = review(decoder, node),
        "columns" => kind.columns = names(decoder, "columns", node),
        "overdue_rule" => {
            if let Some(rule) = overdue_rule(decoder, node) {
                kind.overdue_rule = rule;
            }
        }
        _ => {
            let known = SETTINGS.into_iter();
            decoder.unknown(&rules::UNKNOWN_SETTING, setting, "setting", known);
        }
    }
}

/// Reads `role`: one of the roles that kinds of this class may have.
fn role(decoder: &mut Decoder<'_>, kind: &Kind, node: &Node) -> Option<KindRole> {
    let may_have = |role: &KindRole| role.class() == kind.class;
    let roles = || KindRole::ALL.into_iter().filter(may_have);
    let word = decoder.one_of("role", node, roles().map(KindRole::word))?;
    roles().find(|role| role.word() == word.value)
}

fn read_text(decoder: &mut Decoder<'_>, name: &str, node: &Node, text: &mut String) {
    if let Some(written) = decoder.text(name, node) {
        *text = written.value;
    }
}

fn names(decoder: &mut Decoder<'_>, name: &str, node: &Node) -> Vec<FieldName> {
    let names = decoder.texts(name, node);
    names
        .iter()
        .map(|name| FieldName::new(&name.value))
        .collect()
}

fn open_when(decoder: &mut Decoder<'_>, node: &Node) -> OpenWhen {
    let computed = computed(decoder, node, &[OpenWhen::TARGET_MISSED]);
    match computed {
        Some(_) => OpenWhen::TargetMissed,
        None => OpenWhen::Fields(condition(decoder, "open_when", node)),
    }
}

/// Reads `unasked`: the records that are not open though they leave the field out, as in `{ state =
/// ["open"], unasked = { type = ["praise"] } }`.
fn open_unasked(decoder: &mut Decoder<'_>, node: &Node) -> Condition {
    let unasked = node.table().and_then(|table| table.get("unasked"));
    unasked.map_or(Condition::Never, |node| condition(decoder, "unasked", node))
}

/// The value of `computed` in `{ computed = "target-missed" }`.
fn computed(decoder: &mut Decoder<'_>, node: &Node, known: &[&'static str]) -> Option<String> {
    let word = node.table()?.get("computed")?;
    let word = decoder.one_of("computed", word, known.iter().copied())?;
    Some(word.value)
}

/// Reads `"always"`, `"never"`, or a condition on a field.
fn condition(decoder: &mut Decoder<'_>, name: &str, node: &Node) -> Condition {
    if let Value::Table(table) = &node.value {
        return fields_condition(decoder, table);
    }
    let word = decoder.one_of(name, node, ["always", "never"].into_iter());
    match word {
        Some(word) if word.value == "always" => Condition::Always,
        _ => Condition::Never,
    }
}

/// Reads a condition on a field: `{ state = ["open"] }`, `{ state = ["closed"], not = true }`, `{
/// given = "target" }`.
pub(super) fn fields_condition(decoder: &mut Decoder<'_>, table: &Table) -> Condition {
    let not = table.get("not").and_then(|node| decoder.flag("not", node));
    let mut asked = table.0.iter();
    let is_field = |entry: &&Entry| !["not", "computed", "unasked"].contains(&&*entry.key);
    let Some(entry) = asked.find(is_field) else {
        return Condition::Never;
    };
    if let Some(second) = asked.find(is_field) {
        let message = format!(
            "a condition asks one field, and this asks `{}` and `{}`",
            entry.key, second.key
        );
        decoder.invalid(second.key_spot, message, "keep one of them");
    }
    if entry.key == "given" {
        let field = decoder.text("given", &entry.node);
        return field.map_or(Condition::Never, |field| {
            Condition::Given(FieldName::new(&field.value))
        });
    }
    let field = FieldName::new(&entry.key);
    let words = decoder.texts(&entry.key, &entry.node);
    let words = words.into_iter().map(|word| word.value).collect();
    match not {
        Some(true) => Condition::IsNot(field, words),
        _ => Condition::Is(field, words),
    }
}

/// Reads `due`: `"due"`, `{ from = "calibrated", interval = "interval", default = "12 months" }`,
/// or `{ computed = "next-period" }`.
fn due_when(decoder: &mut Decoder<'_>, node: &Node) -> DueWhen {
    let Value::Table(table) = &node.value else {
        let field = decoder.text("due", node);
        return field.map_or(DueWhen::Never, |field| {
            DueWhen::On(FieldName::new(&field.value))
        });
    };
    let known = [DueWhen::NEXT_PERIOD, DueWhen::REVISION_MOVES_ON];
    match computed(decoder, node, &known).as_deref() {
        Some(DueWhen::NEXT_PERIOD) => return DueWhen::NextPeriod,
        Some(_) => return DueWhen::RevisionMovesOn,
        None if table.get("computed").is_some() => return DueWhen::Never,
        None => {}
    }
    check_keys(decoder, table, &["from", "interval", "default", "computed"]);
    let mut field = |name: &str| {
        let text = decoder.text(name, table.get(name)?)?;
        Some(FieldName::new(&text.value))
    };
    let (from, interval) = (field("from"), field("interval"));
    let default = table
        .get("default")
        .and_then(|node| decoder.interval("default", node));
    match from {
        Some(from) => DueWhen::After {
            from,
            interval,
            default,
        },
        None => {
            let help = "add from = \"…\": the field that the interval begins at";
            decoder.invalid(node.span, "`due` does not say from when on", help);
            DueWhen::Never
        }
    }
}

/// Reads `replaced`: `{ same = ["person", "document"], by = "date" }`.
fn succession(decoder: &mut Decoder<'_>, node: &Node) -> Option<Succession> {
    let table = decoder.table("replaced", node)?;
    check_keys(decoder, table, &["same", "by"]);
    let same = table
        .get("same")
        .map_or_else(Vec::new, |node| names(decoder, "same", node));
    let by = table.get("by").and_then(|node| decoder.text("by", node));
    let Some(by) = by else {
        let help = "add by = \"date\": the field whose date says which record is later";
        decoder.invalid(node.span, "`replaced` does not say by which date", help);
        return None;
    };
    let by = FieldName::new(&by.value);
    Some(Succession { same, by })
}

/// Reads `review`: `{ c4 = "always", f = { type = ["improvement"] } }`.
fn review(decoder: &mut Decoder<'_>, node: &Node) -> Vec<(ReviewInput, Condition)> {
    let Some(table) = decoder.table("review", node) else {
        return Vec::new();
    };
    let words: Vec<&'static str> = ReviewInput::ALL.iter().map(|input| input.word()).collect();
    check_keys(decoder, table, &words);
    let entries = table.0.iter();
    entries
        .filter_map(|entry| {
            let mut known = ReviewInput::ALL.into_iter();
            let input = known.find(|input| input.word() == entry.key)?;
            Some((input, condition(decoder, &entry.key, &entry.node)))
        })
        .collect()
}

fn overdue_rule(decoder: &mut Decoder<'_>, node: &Node) -> Option<&'static Rule> {
    let findings = || rules::all().filter(|rule| rule.sort == Sort::Finding);
    let word = decoder.one_of("rule", node, findings().map(|rule| rule.name))?;
    rules::find(&word.value)
}

fn check_keys(decoder: &mut Decoder<'_>, table: &Table, known: &[&'static str]) {
    for entry in table.0.iter().filter(|entry| !known.contains(&&*entry.key)) {
        let known = known.iter().copied();
        decoder.unknown(&rules::UNKNOWN_SETTING, entry, "setting", known);
    }
}

/// Reports settings that name a field that the kind does not have, or a field of the wrong type.
pub(super) fn check_fields(decoder: &mut Decoder<'_>, kind: &Kind, table: &Table) {
    for (setting, field, what) in named_fields(kind) {
        let Some(node) = table.get(setting) else {
            continue;
        };
        match kind.field(field.as_str()) {
            None => {
                let message = format!("`{}` has no field `{field}`", kind.name);
                let known = kind.fields.iter().map(|field| field.name.as_str());
                let diagnostic = decoder
                    .diagnostic(&rules::INVALID_VALUE, node.span, message)
                    .nearest_of(field.as_str(), known, || {
                        "name a field of the kind".to_owned()
                    });
                decoder.diagnostics.push(diagnostic);
            }
            Some(known) if !what.fits(&known.of) => {
                let message = format!("`{field}` of `{}` holds no {}", kind.name, what.word());
                let help = format!("name a field of type {}", what.word());
                decoder.invalid(node.span, message, &help);
            }
            Some(_) => {}
        }
    }
}

/// The type that a setting requires of the field it names.
#[derive(Clone, Copy)]
enum Holds {
    Anything,
    Date,
    DateOrReference,
    DateOrVerification,
    Interval,
    Measurements,
    Reference,
}

impl Holds {
    fn fits(self, of: &FieldType) -> bool {
        match self {
            Self::Anything => true,
            Self::Date => *of == FieldType::Date,
            Self::DateOrReference => matches!(of, FieldType::Date | FieldType::Reference),
            Self::DateOrVerification => matches!(of, FieldType::Date | FieldType::Verification),
            Self::Interval => *of == FieldType::Interval,
            Self::Measurements => *of == FieldType::Table,
            Self::Reference => *of == FieldType::Reference,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Anything => "value",
            Self::Date | Self::DateOrVerification => "date",
            Self::DateOrReference => "date or reference",
            Self::Interval => "interval",
            Self::Measurements => "table",
            Self::Reference => "reference",
        }
    }
}

/// Reports conditions that can never decide anything, because the field can have none of their
/// words. A manual that gives `state` other words must say what they mean.
pub(super) fn check_words(decoder: &mut Decoder<'_>, kind: &Kind, entry: &Entry) {
    let open = match &kind.open {
        OpenWhen::Fields(condition) => condition,
        OpenWhen::TargetMissed => &Condition::Never,
    };
    for (setting, condition) in [
        ("open_when", open),
        ("counts_when", &kind.counts),
        ("recurs_while", &kind.recurs),
    ] {
        let (Condition::Is(field, words) | Condition::IsNot(field, words)) = condition else {
            continue;
        };
        let of = kind.field(field.as_str()).map(|field| &field.of);
        let Some(FieldType::OneOf(known)) = of else {
            continue;
        };
        let table = entry.node.table();
        let written = table.and_then(|table| table.get(setting));
        let place = written.map_or(entry.key_spot, |node| node.span);
        if words.is_empty() && written.is_some() {
            let message = format!("`{setting}` of `{}` names no word of `{field}`", kind.name);
            let help = format!("name some of {}", known.join(", "));
            decoder.invalid(place, message, &help);
        }
        if words.is_empty() || known.iter().any(|word| condition.names(word)) {
            continue;
        }
        let message = format!(
            "`{setting}` of `{}` asks whether `{field}` is {}, which it cannot be",
            kind.name,
            words.join(" or ")
        );
        let help = format!(
            "write {setting} = {{ {field} = [\"…\"] }} with words of `{field}`: {}",
            known.join(", ")
        );
        decoder.invalid(place, message, &help);
    }
}

/// Reports a finding or audit kind that does not say when a record is open or counts. Coverage
/// needs both: a finding that is never open, or a cancelled audit that counts, would show a clause
/// as covered that is not.
pub(super) fn check_role(decoder: &mut Decoder<'_>, kind: &Kind, table: &Table) {
    let unsaid = |setting: &str| table.get(setting).is_none();
    let (message, help) = match kind.role {
        Some(KindRole::Finding) if kind.open.is_never() && unsaid("open_when") => (
            "does not say when one is open",
            "add open_when = { state = [\"…\"] }",
        ),
        Some(KindRole::Audit) if kind.counts == Condition::Always && unsaid("counts_when") => (
            "does not say which of them were held",
            "add counts_when = { state = [\"…\"] }",
        ),
        _ => return,
    };
    if let Some(role) = table.get("role") {
        let message = format!("the kind `{}` {message}", kind.name);
        decoder.invalid(role.span, message, help);
    }
}

/// Reports fields of the wrong type: claims in a record, since only documents make claims, and a
/// training's `result` that may be any text, since the words that mean "passed" must be known.
pub(super) fn check_types(decoder: &mut Decoder<'_>, kind: &Kind, table: &Table) {
    let written = table.get("fields").and_then(Node::table);
    for entry in written.into_iter().flat_map(|fields| &fields.0) {
        let of = kind.field(&entry.key).map(|field| &field.of);
        let is_result = kind.has_role(KindRole::Training) && entry.key == "result";
        match of {
            Some(of @ FieldType::Claims) => {
                let owner = format!("`{}`", kind.name);
                check_claims(decoder, kind.class, &owner, entry, of);
            }
            Some(FieldType::OneOf(_)) | None => {}
            Some(_) if is_result => {
                let message = format!(
                    "`result` of `{}` may be any text, so that it cannot be determined whether a training was passed",
                    kind.name
                );
                let help = "write result = { one_of = [\"passed\", \"failed\", \"pending\"] }, and map other words in [values.result]";
                decoder.invalid(entry.node.span, message, help);
            }
            Some(_) => {}
        }
    }
}

/// Reports a field of a record that holds claims: only documents make claims.
pub(super) fn check_claims(
    decoder: &mut Decoder<'_>,
    class: Class,
    owner: &str,
    entry: &Entry,
    of: &FieldType,
) {
    if class == Class::Record && *of == FieldType::Claims {
        let message = format!(
            "`{}` of {owner} holds claims, and records make none",
            entry.key
        );
        let help = "write type = \"clauses\" for the clauses that a record refers to";
        decoder.invalid(entry.node.span, message, help);
    }
}

/// The fields from which the due date is computed.
pub(super) fn due_fields(due: &DueWhen) -> Vec<&str> {
    match due {
        DueWhen::Never => Vec::new(),
        DueWhen::On(field) => vec![field.as_str()],
        DueWhen::After { from, interval, .. } => {
            let interval = interval.iter().map(FieldName::as_str);
            std::iter::once(from.as_str()).chain(interval).collect()
        }
        DueWhen::NextPeriod => vec!["data"],
        DueWhen::RevisionMovesOn => vec!["document", "revision"],
    }
}

fn named_fields(kind: &Kind) -> Vec<(&'static str, FieldName, Holds)> {
    let mut named = Vec::new();
    let mut add = |setting, field: &FieldName, holds| named.push((setting, field.clone(), holds));
    let conditions = [
        ("recurs_while", &kind.recurs),
        ("counts_when", &kind.counts),
        ("pending_when", &kind.pending),
        ("open_when", &kind.open_unasked),
    ];
    for (setting, condition) in conditions {
        if let Some(field) = condition.field() {
            add(setting, field, Holds::Anything);
        }
    }
    match &kind.open {
        OpenWhen::Fields(condition) => {
            if let Some(field) = condition.field() {
                add("open_when", field, Holds::Anything);
            }
        }
        OpenWhen::TargetMissed => {
            add("open_when", &FieldName::new("data"), Holds::Measurements);
            add("open_when", &FieldName::new("target"), Holds::Anything);
        }
    }
    match &kind.due {
        DueWhen::Never => {}
        DueWhen::On(field) => add("due", field, Holds::Date),
        DueWhen::After { from, interval, .. } => {
            add("due", from, Holds::Date);
            if let Some(interval) = interval {
                add("due", interval, Holds::Interval);
            }
        }
        DueWhen::NextPeriod => add("due", &FieldName::new("data"), Holds::Measurements),
        DueWhen::RevisionMovesOn => {
            add("due", &FieldName::new("document"), Holds::Reference);
            add("due", &FieldName::new("revision"), Holds::Anything);
        }
    }
    for (_, condition) in &kind.review {
        if let Some(field) = condition.field() {
            add("review", field, Holds::Anything);
        }
    }
    if let Some(succession) = &kind.succession {
        add("replaced", &succession.by, Holds::Date);
        for field in &succession.same {
            add("replaced", field, Holds::Anything);
        }
    }
    for field in &kind.happened {
        add("happened", field, Holds::DateOrVerification);
    }
    for field in &kind.since {
        add("since", field, Holds::DateOrReference);
    }
    for field in &kind.order {
        add("order", field, Holds::DateOrVerification);
    }
    for field in &kind.calendar {
        add("calendar", field, Holds::Date);
    }
    for field in &kind.columns {
        add("columns", field, Holds::Anything);
    }
    named
}
