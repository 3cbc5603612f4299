//! The text of a requirement in one line, from the parts of its statement.

use std::collections::HashMap;

use super::model::{Param, Part};
use crate::catalogs::words::{one_line, plain};

/// How deep statements and parameters are followed. A parameter may name itself.
const DEEPEST: usize = 12;

/// The text of some parts; `None` if they have none. What a parameter stands for is in brackets.
pub(super) fn text<'a>(
    parts: impl Iterator<Item = &'a Part>,
    params: &HashMap<&str, &Param>,
) -> Option<String> {
    let mut text = String::new();
    for part in parts {
        add(&mut text, part, params, 0);
    }
    (!text.is_empty()).then_some(text)
}

fn add(text: &mut String, part: &Part, params: &HashMap<&str, &Param>, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let label = part.props.iter().find(|prop| prop.name == "label");
    let label = label.map(|label| one_line(&label.value));
    let prose = part.prose.as_ref().and_then(|prose| {
        let mut words = String::new();
        filled(&mut words, prose, params, 0);
        plain(&words)
    });
    // A label without a text of its own stands before the parts below it.
    for words in label.into_iter().chain(prose) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&words);
    }
    for inner in &part.parts {
        add(text, inner, params, depth + 1);
    }
}

/// Adds a text with what its parameters stand for: `{{ insert: param, ac-1_prm_1 }}`.
fn filled(text: &mut String, words: &str, params: &HashMap<&str, &Param>, depth: usize) {
    let mut rest = words;
    while let Some((before, from)) = rest.split_once("{{") {
        let Some((inserted, after)) = from.split_once("}}") else {
            break;
        };
        text.push_str(before);
        let id = inserted.rsplit([',', ' ']).find(|word| !word.is_empty());
        let param = id.and_then(|id| params.get(id));
        text.push_str("\\[");
        match param {
            Some(param) if depth <= DEEPEST => {
                let choice = param.select.as_ref().map(|select| select.choice.join("; "));
                let label = param.label.clone().or(choice).unwrap_or_default();
                filled(text, &label, params, depth + 1);
            }
            _ => text.push_str("value"),
        }
        text.push_str("\\]");
        rest = after;
    }
    text.push_str(rest);
}
