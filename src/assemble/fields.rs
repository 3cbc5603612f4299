//! Turns front-matter into typed fields, by the table of kinds. A value that does not fit is
//! reported at its place and left out.

use rustc_hash::FxHashSet;

use super::assembled::Reading;
use super::clauses::{self, Qualified};
use super::defaults::FileDefaults;
use super::reading::TextFields;
use super::samples::samples;
use super::tables;
use super::words::map_words;
use crate::diagnostics::{Level, Span, Spanned};
use crate::manual::{
    Change, Condition, Config, Decimal, Field, FieldName, FieldType, FieldValue, Fields, Kind,
    KindRole, Limits, Need, Revision, StatedClaim, Status,
};
use crate::parse::decode::{Decoder, is_misspelt, list_words, meant};
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// The fields of a page under their built-in names, by `[fields]` of `manual.toml` and by the
/// `fields` of its `[[defaults]]`. Fields that `ignore_fields` names are left out, unless a kind has a
/// field of this name. `Err` if two names give the same field: it cannot be determined
/// which of the two applies.
pub(super) fn renamed(
    decoder: &mut Decoder<'_>,
    reading: Reading<'_>,
    defaults: &mut FileDefaults<'_>,
    table: &Table,
) -> Result<Vec<Entry>, Vec<Entry>> {
    let config = reading.config;
    let mut is_given_twice = false;
    let mut entries: Vec<Entry> = Vec::with_capacity(table.0.len());
    let mut keys = FxHashSet::default();
    for entry in &table.0 {
        let of_files = defaults.field_name(&entry.key);
        let of_all = || config.field_names.get(&entry.key).map(String::as_str);
        let mapped = of_files.or_else(of_all);
        let is_of_kind = || {
            let mut kinds = reading.kinds.iter();
            kinds.any(|kind| kind.field(&entry.key).is_some())
        };
        if mapped.is_none()
            && let Some(ignored) = config.reading.ignored(&entry.key)
            && !is_of_kind()
        {
            decoder.used.push(ignored.part);
            continue;
        }
        let key = mapped.unwrap_or(&entry.key);
        if !keys.insert(key) {
            let message = format!("`{}` gives {key}, which is given already", entry.key);
            decoder.invalid(entry.key_spot, message, "keep one of the two fields");
            is_given_twice = true;
            continue;
        }
        let mut node = entry.node.clone();
        if config.has_nested_names {
            rename_nested(decoder, config, defaults, &entry.key, &mut node);
        }
        entries.push(Entry {
            key: key.to_owned(),
            key_spot: entry.key_spot,
            node,
        });
    }
    match is_given_twice {
        true => Err(entries),
        false => Ok(entries),
    }
}

/// Gives the values of tables their built-in names. `outer` is the field's name in the files.
fn rename_nested(
    decoder: &mut Decoder<'_>,
    config: &Config,
    defaults: &mut FileDefaults<'_>,
    outer: &str,
    node: &mut Node,
) {
    let tables: &mut [Node] = match &mut node.value {
        Value::List(items) => items,
        _ => std::slice::from_mut(node),
    };
    for node in tables {
        let Value::Table(table) = &mut node.value else {
            continue;
        };
        for at in 0..table.0.len() {
            let written = format!("{outer}.{}", table.0[at].key);
            let of_files = defaults.field_name(&written);
            let of_all = || config.field_names.get(&written).map(String::as_str);
            let Some(name) = of_files.or_else(of_all) else {
                continue;
            };
            if table.get(name).is_some_and(|_| table.0[at].key != name) {
                let message = format!("`{}` gives {name}, which is given already", table.0[at].key);
                decoder.invalid(table.0[at].key_spot, message, "keep one of the two");
            }
            name.clone_into(&mut table.0[at].key);
        }
    }
}

/// Removes the fields that `ignore_fields` names and the kind does not have.
pub(super) fn ignore(
    decoder: &mut Decoder<'_>,
    config: &Config,
    kind: &Kind,
    entries: &mut Vec<Entry>,
) {
    let ignored = &config.reading;
    if ignored.ignore_fields.is_empty() {
        return;
    }
    entries.retain(|entry| match ignored.ignored(&entry.key) {
        Some(field) if kind.field(&entry.key).is_none() => {
            decoder.used.push(field.part);
            false
        }
        _ => true,
    });
}

/// Reads the fields of a kind. A missing field is reported at the line `opening`.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    config: &Config,
    kind: &Kind,
    entries: &[Entry],
    metadata: &TextFields<'_>,
    opening: Span,
) -> Fields {
    let damaged = &config.damaged;
    // If `[fields]`, `[[defaults]]` or the kind is damaged, an unknown or missing field may be
    // defined there.
    let is_judged =
        !damaged.field_names && !damaged.defaults && !damaged.kinds.may_have(kind.name.as_str());
    for entry in entries
        .iter()
        .filter(|entry| is_judged && kind.field(&entry.key).is_none())
    {
        let known = kind.fields.iter().map(|field| field.name.as_str());
        decoder.unknown(&rules::UNKNOWN_FIELD, entry, "field", known);
    }
    let mut fields = Fields::default();
    for field in &kind.fields {
        let Some(entry) = entries
            .iter()
            .find(|entry| field.name.as_str() == entry.key)
        else {
            continue;
        };
        if damaged.field_values && is_another_word(field, &entry.node) {
            let counts_as = field.otherwise.clone().map(FieldValue::Text);
            match counts_as.map(|value| Spanned::new(value, entry.node.span)) {
                Some(value) => fields.values.push((field.name.clone(), value)),
                None => fields.unreadable.push(field.name.clone()),
            }
            continue;
        }
        let value = match field.of {
            // An audit reaches a clause in full or not at all.
            FieldType::Clauses if kind.has_role(KindRole::Audit) => {
                let clauses = clauses::scope(decoder, field, &entry.node, Qualified::LeftOut);
                Some(FieldValue::Texts(clauses))
            }
            _ => read_value(decoder, config, field, &entry.node),
        };
        if is_unreadable(value.as_ref(), &entry.node) {
            fields.unreadable.push(field.name.clone());
        }
        if let Some(value) = value {
            let value = Spanned::new(value, entry.node.span);
            fields.values.push((field.name.clone(), value));
        }
    }
    let is_unknown_told = config.rules.level(&rules::UNKNOWN_FIELD) == Level::Deny;
    let known: Vec<&str> = kind.fields.iter().map(|one| one.name.as_str()).collect();
    for name in meant(entries, &known).filter(|name| kind.decides(name)) {
        fields.put_in_doubt(FieldName::new(name));
    }
    let approved = fields.text("status") == Some(Status::Approved.word());
    for field in &kind.fields {
        let needed = match &field.need {
            Need::Optional => false,
            Need::Required => true,
            Need::OnceApproved => approved,
            Need::When(condition) => condition.holds(&fields),
        };
        if needed
            && is_judged
            && !metadata.is_untold(field.name.as_str())
            && !(is_unknown_told && is_misspelt(field.name.as_str(), entries, &known))
        {
            let told = decoder.diagnostics.len();
            check_present(decoder, kind, field, entries, opening);
            if metadata.is_unread(field.name.as_str()) {
                for missing in decoder.diagnostics.split_off(told) {
                    let missing = missing.follows(&rules::METADATA_NOT_READ);
                    decoder.diagnostics.push(missing);
                }
            }
        }
    }
    fields
}

/// Whether a value is given but cannot be read: the whole value, or the day of a verification.
fn is_unreadable(read: Option<&FieldValue>, node: &Node) -> bool {
    match read {
        None => !node.is_blank(),
        Some(FieldValue::Verification { date: None, .. }) => {
            let date = node.table().and_then(|table| table.get("date"));
            date.is_some_and(|date| !date.is_blank())
        }
        Some(_) => false,
    }
}

/// Whether a field with a list of words has another word, which `[values]` may define.
fn is_another_word(field: &Field, node: &Node) -> bool {
    match (&field.of, node.text()) {
        (FieldType::OneOf(_), Some(text)) => field.word(text.trim()).is_none(),
        _ => false,
    }
}

/// Reports a required field that is missing or blank.
fn check_present(
    decoder: &mut Decoder<'_>,
    kind: &Kind,
    field: &Field,
    entries: &[Entry],
    opening: Span,
) {
    let name = &field.name;
    let entry = entries.iter().find(|entry| name.as_str() == entry.key);
    let span = match entry {
        Some(entry) if entry.node.is_blank() => entry.key_spot,
        Some(_) => return,
        None => opening,
    };
    let title = kind.title.to_lowercase();
    let what = match &field.need {
        Need::OnceApproved => format!("an approved {title} needs `{name}`"),
        Need::When(Condition::Given(other)) => {
            format!("{} with `{other}` needs `{name}`", with_article(&title))
        }
        Need::When(Condition::Is(other, words)) => {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let words = list_words(&words);
            format!(
                "{} with {other} {words} needs `{name}`",
                with_article(&title)
            )
        }
        _ => format!("{} needs `{name}`", with_article(&title)),
    };
    if span.is_in_settings {
        let what = format!("{what}, and neither this entry nor the files give it");
        let help = format!("add `{name} = …` to the entry, or `{name}: …` to the files");
        decoder.report(&rules::MISSING_FIELD, span, what, help);
        return;
    }
    let help = match &field.of {
        FieldType::Date => format!("add `{name}: 2026-11-23`"),
        FieldType::OneOf(words) => format!("add `{name}: {}`", words.join(" | ")),
        FieldType::Limits => format!("add `{name}: {{ lower: …, upper: … }}`"),
        _ => format!("add `{name}: …`"),
    };
    decoder.report(&rules::MISSING_FIELD, span, what, help);
}

fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// Whether two values of a field say the same. Texts are compared without regard to case and doubled
/// spaces, ids as they are.
pub(super) fn says_the_same(config: &Config, field: &Field, one: &Node, other: &Node) -> bool {
    let read = |node: &Node| {
        let mut entry = Entry {
            key: field.name.as_str().to_owned(),
            key_spot: node.span,
            node: node.clone(),
        };
        map_words(config, Some(field), &mut entry);
        // Mistakes are reported where the value is read for the page.
        let forms = &config.reading.forms;
        let mut decoder = Decoder::with_forms(&config.path, forms);
        let value = read_value(&mut decoder, config, field, &entry.node);
        (value, entry.node)
    };
    let text = |text: &str| match field.of {
        FieldType::Id => text.trim().to_owned(),
        _ => text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase(),
    };
    let texts = |list: &[Spanned<String>]| -> Vec<String> {
        list.iter().map(|one| text(&one.value)).collect()
    };
    match (read(one), read(other)) {
        ((Some(one), _), (Some(other), _)) => match (one, other) {
            (FieldValue::Text(one), FieldValue::Text(other)) => text(&one) == text(&other),
            (FieldValue::Texts(one), FieldValue::Texts(other)) => texts(&one) == texts(&other),
            (FieldValue::Claims(one), FieldValue::Claims(other)) => {
                let clauses = |claims: Vec<StatedClaim>| -> Vec<String> {
                    claims
                        .iter()
                        .map(|claim| text(&claim.clause.value))
                        .collect()
                };
                clauses(one) == clauses(other)
            }
            (one, other) => one == other,
        },
        ((None, one), (None, other)) => {
            let written = |node: &Node| node.text().map(text);
            written(&one) == written(&other)
        }
        _ => false,
    }
}

/// The text of a list that has one text and nothing else, else the value itself. Words that put a
/// document in force, and days, are no lists.
pub(super) fn single(node: &Node) -> &Node {
    match &node.value {
        Value::List(items) => match items.as_slice() {
            [item] if item.text().is_some() && !item.is_blank() => item,
            _ => node,
        },
        _ => node,
    }
}

fn read_value(
    decoder: &mut Decoder<'_>,
    config: &Config,
    field: &Field,
    node: &Node,
) -> Option<FieldValue> {
    let name = field.name.as_str();
    match &field.of {
        FieldType::Text | FieldType::Id | FieldType::Reference => decoder
            .text(name, single(node))
            .map(|text| FieldValue::Text(text.value)),
        FieldType::OneOf(words) => word(decoder, field, words, node).map(FieldValue::Text),
        FieldType::Number => {
            let number = number(decoder, field, node)?;
            Some(FieldValue::Number(
                number,
                node.text().unwrap_or_default().trim().to_owned(),
            ))
        }
        FieldType::Date => decoder
            .date(name, node)
            .map(|date| FieldValue::Date(date.value)),
        FieldType::Flag => decoder.flag(name, node).map(FieldValue::Flag),
        FieldType::Interval => decoder.interval(name, node).map(FieldValue::Interval),
        FieldType::Texts | FieldType::References | FieldType::Evidence => {
            Some(FieldValue::Texts(decoder.texts(name, node)))
        }
        FieldType::Clauses => {
            let clauses = clauses::scope(decoder, field, node, Qualified::Kept);
            Some(FieldValue::Texts(clauses))
        }
        FieldType::Claims => Some(FieldValue::Claims(clauses::claims(decoder, field, node))),
        FieldType::History => {
            let items = node.items().iter();
            let changes = items.filter_map(|item| change(decoder, config, item));
            Some(FieldValue::History(changes.collect()))
        }
        FieldType::Verification => verification(decoder, node),
        FieldType::Period => frequency(decoder, name, node),
        FieldType::Limits => limits(decoder, node),
        FieldType::Table => tables::data(decoder, name, node),
        FieldType::Language => {
            let language = decoder.language(name, node)?;
            Some(FieldValue::Text(language.to_string()))
        }
        FieldType::Samples => Some(FieldValue::Samples(samples(decoder, field, node))),
    }
}

fn change(decoder: &mut Decoder<'_>, config: &Config, node: &Node) -> Option<Change> {
    const KNOWN: [&str; 3] = ["revision", "date", "change"];
    let table = decoder.table("history", node)?;
    for entry in table.0.iter().filter(|entry| !KNOWN.contains(&&*entry.key)) {
        decoder.unknown(
            &rules::UNKNOWN_FIELD,
            entry,
            "field of the history",
            KNOWN.into_iter(),
        );
    }
    let has = |name: &str| table.get(name).is_some_and(|node| !node.is_blank());
    let is_by_day = config.is_history_by_day && has("date");
    if !has("revision") && !is_by_day {
        let missing = decoder
            .diagnostic(
                &rules::MISSING_FIELD,
                node.span,
                "an entry of the history names no revision",
            )
            .help("add `revision: …`");
        let is_unknown = |entry: &Entry| !KNOWN.contains(&&*entry.key);
        decoder
            .diagnostics
            .push(match table.0.iter().any(is_unknown) {
                true => missing.follows(&rules::UNKNOWN_FIELD),
                false => missing,
            });
    }
    let mut text = |name: &str| decoder.text(name, table.get(name)?).map(|text| text.value);
    let revision = Revision::new(&text("revision").unwrap_or_default());
    let change = text("change").unwrap_or_default();
    let date = table
        .get("date")
        .and_then(|node| decoder.date("date", node))
        .map(|d| d.value);
    Some(Change {
        revision,
        date,
        change,
        span: node.span,
    })
}

/// A verification: `yes`, or `{ verified: yes, date: 2026-05-04 }`.
fn verification(decoder: &mut Decoder<'_>, node: &Node) -> Option<FieldValue> {
    let Value::Table(table) = &node.value else {
        let effective = decoder.flag("effective", node)?;
        return Some(FieldValue::Verification {
            effective,
            date: None,
        });
    };
    const KNOWN: [&str; 3] = ["verified", "effective", "date"];
    for entry in table.0.iter().filter(|entry| !KNOWN.contains(&&*entry.key)) {
        decoder.unknown(
            &rules::UNKNOWN_FIELD,
            entry,
            "field of a verification",
            KNOWN.into_iter(),
        );
    }
    let answer = table.get("verified").or_else(|| table.get("effective"));
    if answer.is_none_or(Node::is_blank) {
        let missing = decoder
            .diagnostic(
                &rules::MISSING_FIELD,
                node.span,
                "the verification does not say what came of it",
            )
            .help("add `verified: yes` or `verified: no`");
        decoder
            .diagnostics
            .push(match is_misspelt("verified", &table.0, &KNOWN) {
                true => missing.follows(&rules::UNKNOWN_FIELD),
                false => missing,
            });
    }
    let effective = answer.and_then(|node| decoder.flag("verified", node))?;
    let date = table
        .get("date")
        .and_then(|node| decoder.date("date", node))
        .map(|d| d.value);
    Some(FieldValue::Verification { effective, date })
}

/// The word of a field's list. An unknown word is reported and counts as the field's `otherwise`,
/// if it has one.
fn word(decoder: &mut Decoder<'_>, field: &Field, words: &[String], node: &Node) -> Option<String> {
    if let Some(word) = node.text().and_then(|text| field.word(text.trim())) {
        return Some(word.to_owned());
    }
    let is_blank = match &node.value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(_) | Value::Table(_) => false,
    };
    let also = field.also.iter().map(|(word, _)| word.as_str());
    let known = words.iter().map(String::as_str).chain(also);
    let read = decoder.one_of(field.name.as_str(), node, known);
    let otherwise = field.otherwise.clone().filter(|_| !is_blank);
    read.map(|word| word.value).or(otherwise)
}

/// A number within the range of its field.
fn number(decoder: &mut Decoder<'_>, field: &Field, node: &Node) -> Option<Decimal> {
    let number = decoder.number(field.name.as_str(), node)?;
    let (least, most) = field.range;
    let value = number.value;
    if least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most) {
        return Some(value);
    }
    let range = match (least, most) {
        (Some(least), Some(most)) => format!("a number from {least} to {most}"),
        (Some(least), None) => format!("a number from {least} on"),
        (_, most) => format!("a number up to {}", most.unwrap_or_default()),
    };
    let message = format!("`{}` is {range}, and {value} is none", field.name);
    decoder.invalid(number.span, message, &format!("write {range}"));
    None
}

fn frequency(decoder: &mut Decoder<'_>, name: &str, node: &Node) -> Option<FieldValue> {
    let text = decoder.text(name, node)?;
    match text.value.parse() {
        Ok(frequency) => Some(FieldValue::Frequency(frequency)),
        Err(_) => {
            let message = format!("`{}` is not a frequency, which `{name}` needs", text.value);
            let help =
                "write day, week, month, quarter, half-year, year, or an interval such as 2 weeks";
            decoder.invalid(text.span, message, help);
            None
        }
    }
}

/// Limits: `{ lower: -1.2, upper: 1.2 }`.
fn limits(decoder: &mut Decoder<'_>, node: &Node) -> Option<FieldValue> {
    const KNOWN: [&str; 3] = ["lower", "upper", "centre"];
    let table = decoder.table("limits", node)?;
    for entry in table.0.iter().filter(|entry| !KNOWN.contains(&&*entry.key)) {
        let known = KNOWN.into_iter();
        decoder.unknown(&rules::UNKNOWN_FIELD, entry, "limit", known);
    }
    let mut number = |name: &str| Some(decoder.number(name, table.get(name)?)?.value);
    let (lower, upper, centre) = (number("lower"), number("upper"), number("centre"));
    if let (Some(lower), Some(upper)) = (lower, upper)
        && lower > upper
    {
        let message = format!("the lower limit {lower} is above the upper one, {upper}");
        decoder.invalid(node.span, message, "exchange them");
        return None;
    }
    Some(FieldValue::Limits(Limits {
        lower,
        upper,
        centre,
    }))
}

/// Removes and returns a field that the page holds as a member of its own.
pub(super) fn take(fields: &mut Fields, name: &str) -> Option<Spanned<FieldValue>> {
    let at = fields
        .values
        .iter()
        .position(|(field, _): &(FieldName, _)| field.as_str() == name)?;
    Some(fields.values.remove(at).1)
}
