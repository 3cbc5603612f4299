//! The text of a requirement in one line, from the parts of its statement.

use std::borrow::Cow;
use std::collections::HashMap;

use super::model::{Param, Part};
use crate::catalogs::words::{one_line, plain};

/// How deep statements and parameters are followed. A parameter may name itself.
const DEEPEST: usize = 12;

/// The most bytes of a text: 64 KiB. A parameter that names itself many times would fill any memory.
const MOST_BYTES: usize = 64 * 1024;

/// The text of a requirement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StatementText {
    pub(super) text: String,
    /// Whether a part of it was left out, because it is longer or deeper than texts are followed.
    pub(super) is_cut: bool,
}

/// The text of some parts. What a parameter stands for is in brackets.
pub(super) fn text<'a>(
    parts: impl Iterator<Item = &'a Part>,
    params: &HashMap<&str, &Param>,
) -> StatementText {
    let mut text = StatementText::default();
    for part in parts {
        add(&mut text, part, params, 0);
    }
    if text.text.len() > MOST_BYTES {
        text.is_cut = true;
        let end = text.text.floor_char_boundary(MOST_BYTES);
        text.text.truncate(end);
    }
    text
}

fn add(all: &mut StatementText, part: &Part, params: &HashMap<&str, &Param>, depth: usize) {
    if depth > DEEPEST || all.text.len() > MOST_BYTES {
        all.is_cut = true;
        return;
    }
    let label = part.props.iter().find(|prop| prop.name == "label");
    let label = label.map(|label| one_line(&label.value));
    let prose = part.prose.as_ref().and_then(|prose| {
        let mut words = String::new();
        filled(&mut words, prose, params, 0);
        all.is_cut |= words.len() > MOST_BYTES;
        plain(&words)
    });
    // A label without a text of its own stands before the parts below it.
    for words in label.into_iter().chain(prose) {
        if !all.text.is_empty() {
            all.text.push(' ');
        }
        all.text.push_str(&words);
    }
    for inner in &part.parts {
        add(all, inner, params, depth + 1);
    }
}

/// Adds a text with what its parameters stand for: `{{ insert: param, ac-1_prm_1 }}`. It ends once the
/// text is too long.
fn filled(text: &mut String, words: &str, params: &HashMap<&str, &Param>, depth: usize) {
    let mut rest = words;
    while text.len() <= MOST_BYTES
        && let Some((before, from)) = rest.split_once("{{")
    {
        let Some((inserted, after)) = from.split_once("}}") else {
            break;
        };
        text.push_str(before);
        let id = inserted.rsplit([',', ' ']).find(|word| !word.is_empty());
        let param = id.and_then(|id| params.get(id));
        text.push_str("\\[");
        match param {
            Some(param) if depth <= DEEPEST => {
                let choice = || {
                    let select = param.select.as_ref()?;
                    Some(Cow::Owned(select.choice.join("; ")))
                };
                let label = param.label.as_deref().map(Cow::Borrowed);
                let label = label.or_else(choice).unwrap_or_default();
                filled(text, &label, params, depth + 1);
            }
            _ => text.push_str("value"),
        }
        text.push_str("\\]");
        rest = after;
    }
    text.push_str(&rest[..rest.floor_char_boundary(MOST_BYTES + 4)]);
}
