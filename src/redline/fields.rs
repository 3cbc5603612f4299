//! The fields of two front-matters, compared by name.

use super::model::{Block, Change, Content, Form};
use super::words::{self, Token, tokens};

/// A field, with its value as it is written.
pub(super) struct Field {
    name: String,
    value: Vec<Token>,
}

/// Reads the fields of a file's front-matter. Values keep their notation, because a redline shows
/// the source.
pub(super) fn fields(front: &str) -> Vec<Field> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in front.lines() {
        let text = line.trim();
        if text.is_empty() || matches!(text, "---" | "+++") {
            continue;
        }
        match (name(line), fields.last_mut()) {
            (Some((name, value)), _) => fields.push((name.to_owned(), value.trim().to_owned())),
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(text);
            }
            (None, None) => fields.push((String::new(), text.to_owned())),
        }
    }
    let fields = fields.into_iter();
    fields
        .map(|(name, value)| Field {
            name,
            value: tokens(value.trim()),
        })
        .collect()
}

/// The fields that differ.
pub(super) fn compare(old: &[Field], new: &[Field]) -> Vec<Block> {
    let mut left: Vec<&Field> = old.iter().collect();
    let mut blocks = Vec::new();
    for field in new {
        let before = left.iter().position(|one| one.name == field.name);
        let before = before.map(|at| left.remove(at));
        match before {
            Some(before) if before.value == field.value => {}
            Some(before) => blocks.push(block(
                field,
                Change::Kept,
                Content::Text(words::compare(&before.value, &field.value)),
            )),
            None => blocks.push(whole(field, Change::Added)),
        }
    }
    blocks.extend(left.into_iter().map(|field| whole(field, Change::Removed)));
    blocks
}

fn whole(field: &Field, change: Change) -> Block {
    block(
        field,
        change,
        Content::Text(words::whole(&field.value, change)),
    )
}

fn block(field: &Field, change: Change, content: Content) -> Block {
    Block {
        change,
        form: Form::Field(field.name.clone()),
        content,
    }
}

/// The name of the field that begins on this line, and the text after it: `name: value`,
/// `name = value`, `[table]`.
fn name(line: &str) -> Option<(&str, &str)> {
    let first = line.chars().next()?;
    if first == '[' {
        return Some((line.trim(), ""));
    }
    if !(first.is_alphanumeric() || matches!(first, '"' | '\'' | '_')) {
        return None;
    }
    let end = line.find([':', '='])?;
    let name = line[..end].trim().trim_matches(['"', '\'']);
    Some((name, &line[end + 1..]))
}
