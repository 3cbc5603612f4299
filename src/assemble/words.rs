//! The words that a manual writes in place of the built-in ones (`docs/design.md`, "manual.toml").

use crate::manual::{Config, Field, FieldType, Kind};
use crate::parse::node::{Entry, Node, Value};

/// Replaces the manual's words for kinds by the built-in ones. [`translate`] does the same for the
/// other fields, which depend on the kind.
pub(super) fn translate_kind(config: &Config, entries: &mut [Entry]) {
    let kind = entries.iter_mut().find(|entry| entry.key == "kind");
    if let Some(entry) = kind {
        map_words(config, None, entry);
    }
}

/// Replaces the manual's words by the built-in ones, if the field of the kind knows the built-in
/// word.
pub(super) fn translate(config: &Config, kind: &Kind, entries: &mut [Entry]) {
    for entry in entries.iter_mut().filter(|entry| entry.key != "kind") {
        map_words(config, kind.field(&entry.key), entry);
    }
}

/// Replaces the words of one field.
pub(super) fn map_words(config: &Config, field: Option<&Field>, entry: &mut Entry) {
    let Some(words) = config.field_values.get(&entry.key) else {
        return;
    };
    let is_known = |word: &str| match field {
        Some(field) if matches!(field.of, FieldType::OneOf(_)) => field.word(word).is_some(),
        _ => true,
    };
    let map = |node: &mut Node| {
        let Value::Text(text) = &mut node.value else {
            return;
        };
        let word = words.get(text.trim());
        if let Some(word) = word.filter(|word| is_known(word)) {
            text.clone_from(word);
        }
    };
    match &mut entry.node.value {
        Value::List(items) => items.iter_mut().for_each(map),
        _ => map(&mut entry.node),
    }
}

/// The built-in word that a text means in a field, whatever the case of its letters.
pub(super) fn word_of(config: &Config, field: &Field, text: &str) -> Option<String> {
    let text = text.trim();
    let words = config.field_values.get(field.name.as_str());
    let meant = words.and_then(|words| words.get(text)).map(String::as_str);
    let lower = text.to_lowercase();
    let mut words = [meant, Some(text), Some(&*lower)].into_iter().flatten();
    words.find_map(|word| field.word(word).map(str::to_owned))
}
