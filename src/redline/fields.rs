//! The fields of two front-matters, compared by name.

use super::model::{Block, Change, Content, Form, What};
use super::words::{self, Token, tokens};
use crate::diagnostics::{Source, SourcePath};
use crate::parse::node::{Entry, Node, Value};
use crate::parse::{FrontMatter, parse_front_matter, text_start};

/// A field with its value.
pub(super) struct Field {
    name: String,
    value: Vec<Token>,
}

/// Reads the fields of a page's front-matter. Values that can be read are given as people say them:
/// each item of a list on a line of its own, without signs of YAML or TOML.
pub(super) fn fields(text: &str) -> Vec<Field> {
    let front = text.get(..text_start(text)).unwrap_or_default();
    // The path only matters for diagnostics.
    let source = Source::new(SourcePath::new("page.md"), text);
    match parse_front_matter(&source) {
        FrontMatter::Fields(table, _) => table
            .0
            .iter()
            .map(|entry| Field {
                name: entry.key.clone(),
                value: by_lines(&lines(&entry.node)),
            })
            .collect(),
        FrontMatter::Absent | FrontMatter::Broken(_) => as_written(front),
    }
}

/// A value as lines: one for each item of a list and each entry of a table.
fn lines(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Text(text) => text.lines().map(str::to_owned).collect(),
        Value::List(items) => items.iter().map(in_one_line).collect(),
        Value::Table(table) => table.0.iter().map(named).collect(),
    }
}

/// A value in one line. The first value of a table has no name, since it is what the rest is about:
/// `8.4.3, section: choosing`.
fn in_one_line(node: &Node) -> String {
    let parts: Vec<String> = match &node.value {
        Value::Null => Vec::new(),
        Value::Text(text) => vec![text.clone()],
        Value::List(items) => items.iter().map(in_one_line).collect(),
        Value::Table(table) => {
            let first = table.0.iter().take(1).map(|entry| in_one_line(&entry.node));
            first.chain(table.0.iter().skip(1).map(named)).collect()
        }
    };
    parts.join(", ")
}

fn named(entry: &Entry) -> String {
    format!("{}: {}", entry.key, in_one_line(&entry.node))
}

fn by_lines(lines: &[String]) -> Vec<Token> {
    let mut value = Vec::new();
    for line in lines {
        if !value.is_empty() {
            value.push(What::Text("\n".to_owned()));
        }
        value.extend(tokens(line.trim()));
    }
    value
}

/// The fields of front-matter that cannot be read, with their values in their notation.
fn as_written(front: &str) -> Vec<Field> {
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
        number: None,
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
