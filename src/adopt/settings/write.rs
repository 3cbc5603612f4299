//! TOML that a person can read: short lines, comments behind settings where they fit.

use std::fmt::Write as _;

use crate::toml_text::{WIDTH, harmless, key};
pub(super) use crate::toml_text::{comment, quoted};

/// A setting, or a comment between settings.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The key; `None` for a comment.
    pub(super) key: Option<String>,
    /// The value, as it is written.
    value: Value,
    remark: Option<String>,
}

/// A value, in the form in which it is written.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Plain(String),
    /// Items that may stand in one line or one a line.
    Items {
        open: char,
        items: Vec<String>,
        close: char,
    },
    None,
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl Line {
    pub(super) fn new(key: &str, value: impl Into<Value>, remark: Option<String>) -> Self {
        Self {
            key: Some(key.to_owned()),
            value: value.into(),
            remark,
        }
    }

    pub(super) fn comment(text: String) -> Self {
        Self {
            key: None,
            value: Value::None,
            remark: Some(text),
        }
    }

    /// The items of a list.
    pub(super) fn items(&self) -> &[String] {
        match &self.value {
            Value::Items { items, .. } => items,
            Value::Plain(_) | Value::None => &[],
        }
    }

    /// The same setting with fewer items.
    pub(super) fn with_items(&self, kept: Vec<String>) -> Self {
        let value = match &self.value {
            Value::Items { open, close, .. } => Value::Items {
                open: *open,
                items: kept,
                close: *close,
            },
            value => value.clone(),
        };
        Self {
            value,
            ..self.clone()
        }
    }
}

/// Writes lines. Comments behind values stand below each other where they fit.
pub(super) fn lines(text: &mut String, lines: &[Line]) {
    let written: Vec<Option<String>> = lines.iter().map(setting).collect();
    let short = written.iter().flatten().filter(|line| !line.contains('\n'));
    let widest = short
        .map(|line| line.chars().count())
        .filter(|width| *width <= 48)
        .max();
    let column = widest.unwrap_or(0);
    for (line, written) in lines.iter().zip(written) {
        match (written, &line.remark) {
            (None, Some(remark)) => comment(text, remark),
            (None, None) => {}
            (Some(written), None) => {
                let _ = writeln!(text, "{written}");
            }
            (Some(written), Some(remark)) => {
                let width = column.max(written.chars().count());
                let fits =
                    !written.contains('\n') && width + remark.chars().count() + 5 <= WIDTH + 10;
                if fits {
                    let _ = writeln!(text, "{written:column$}   # {}", harmless(remark));
                } else {
                    comment(text, remark);
                    let _ = writeln!(text, "{written}");
                }
            }
        }
    }
}

fn setting(line: &Line) -> Option<String> {
    let key = key(line.key.as_ref()?);
    Some(match &line.value {
        Value::Plain(value) => format!("{key} = {value}"),
        Value::None => return None,
        Value::Items { open, items, close } => {
            let pad = if *open == '{' { " " } else { "" };
            let whole = format!("{key} = {open}{pad}{}{pad}{close}", items.join(", "));
            // A table in braces has to stand in one line.
            if whole.chars().count() <= WIDTH || *open == '{' {
                return Some(whole);
            }
            let mut broken = format!("{key} = {open}\n");
            for item in items {
                let _ = writeln!(broken, "    {item},");
            }
            broken.push(*close);
            broken
        }
    })
}

/// A pattern in single quotation marks, in which a backslash is one.
pub(super) fn literal(text: &str) -> String {
    match text.contains('\'') || text.contains(char::is_control) {
        true => quoted(text),
        false => format!("'{text}'"),
    }
}

/// A list of texts.
pub(super) fn list(items: &[String]) -> Value {
    Value::Items {
        open: '[',
        items: items.iter().map(|item| quoted(item)).collect(),
        close: ']',
    }
}

/// A table in braces. Its values are written as they are.
pub(super) fn table(pairs: &[(String, String)]) -> Value {
    let items = pairs
        .iter()
        .map(|(name, value)| format!("{} = {value}", key(name)));
    Value::Items {
        open: '{',
        items: items.collect(),
        close: '}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_back() {
        let long: Vec<String> = (0..30).map(|at| format!("policies/file {at}.md")).collect();
        let odd = "\"q\" \\ ' \u{7f} é\n";
        let pairs = [
            (odd.to_owned(), quoted(odd)),
            ("a-b".to_owned(), quoted("x")),
        ];
        let mut text = String::new();
        lines(
            &mut text,
            &[
                Line::new("files", list(&long), Some("30 files".to_owned())),
                Line::new(odd, quoted(odd), Some("odd\u{1}\n".to_owned())),
                Line::comment("two\nlines".to_owned()),
                Line::new("names", table(&pairs), None),
                Line::new("match", literal(r"^(?<no>\d)"), None),
            ],
        );
        let read: toml::Table = text.parse().unwrap();
        assert_eq!(read["files"].as_array().unwrap().len(), 30);
        assert_eq!(read[odd].as_str(), Some(odd));
        assert_eq!(read["names"][odd].as_str(), Some(odd));
        assert_eq!(read["match"].as_str(), Some(r"^(?<no>\d)"));
    }
}
