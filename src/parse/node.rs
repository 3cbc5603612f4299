//! Front-matter and settings as a tree of values, each with its span.
//!
//! YAML and TOML become the same tree. A scalar is the text as written, never a number, so that
//! clause `8.10` stays `8.10` (`docs/design.md`, "Documents").

use crate::diagnostics::Span;

/// A value as written, with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// The value.
    pub value: Value,
    /// Its place in the file.
    pub span: Span,
}

/// A value as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// No value: an empty YAML value, `null` or `~`.
    Null,
    /// A scalar's text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Named values.
    Table(Table),
}

/// Named values, in the order in which they were written. Names are unique.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table(pub Vec<Entry>);

/// A name and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The name.
    pub key: String,
    /// The place of the name in the file.
    pub key_spot: Span,
    /// The value.
    pub node: Node,
}

impl Table {
    /// The value with this name.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.0
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }
}

impl Node {
    /// The text of `[[text]]`, which is a list in a list, and was meant as a reference.
    pub(crate) fn in_double_brackets(&self) -> Option<&str> {
        match &self.value {
            Value::List(outer) => match outer.as_slice() {
                [
                    Node {
                        value: Value::List(inner),
                        ..
                    },
                ] => match inner.as_slice() {
                    [one] => one.text(),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it has no value, or only a blank text.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(_) | Value::Table(_) => false,
        }
    }

    /// The scalar's text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table.
    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The items of a list. A single value is a list of one, and null is an empty list.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The type of the value, for a message: "a list".
    pub(crate) fn what(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}
