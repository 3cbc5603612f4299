//! The attributes at a heading's end, `{#id .class clause=8.4.1 extent=partial}`, each with its
//! byte range.

use std::ops::Range;

/// The attributes of one heading. Ranges are byte ranges in the heading's text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Attributes<'a> {
    /// The id: the last one, if there are several.
    pub(crate) id: Option<(&'a str, Range<usize>)>,
    /// The classes, each with its byte range.
    pub(crate) classes: Vec<(&'a str, Range<usize>)>,
    pub(crate) pairs: Vec<Pair<'a>>,
}

/// `key=value`, or a key alone.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair<'a> {
    pub(crate) key: &'a str,
    pub(crate) key_range: Range<usize>,
    /// The value without its quotation marks.
    pub(crate) value: Option<(&'a str, Range<usize>)>,
}

impl<'a> Attributes<'a> {
    /// Reads the last braces of a heading's text. The caller knows that they are attributes and
    /// contain no other braces. A quoted value may have spaces: `clause="4.2.1 b)"`.
    pub(crate) fn read(heading: &'a str) -> Self {
        let mut found = Self::default();
        let Some(open) = heading.rfind('{') else {
            return found;
        };
        let end = heading[open..]
            .find('}')
            .map_or(heading.len(), |at| open + at);
        let mut at = open + 1;
        // Some Markdown dialects write `{: #id}`.
        if heading[at..end].starts_with(':') {
            at += 1;
        }
        // The tag of a template, `{% if risk %}`.
        if heading[at..end].starts_with('%') {
            return found;
        }
        loop {
            at += leading_space(&heading[at..end]);
            if at >= end {
                return found;
            }
            let stop = at + word_length(&heading[at..end]);
            found.take(heading, at..stop);
            at = stop;
        }
    }

    fn take(&mut self, heading: &'a str, word: Range<usize>) {
        let text = &heading[word.clone()];
        if text.len() == 1 {
            // A single character has no meaning: `{-}`, `{.}`.
            return;
        }
        if let Some(id) = text.strip_prefix('#') {
            self.id = Some((id, word.start + 1..word.end));
        } else if let Some(class) = text.strip_prefix('.') {
            self.classes.push((class, word.start + 1..word.end));
        } else {
            let key = text.split('=').next().unwrap_or(text);
            let value = text.get(key.len() + 1..).map(|value| {
                let inner = unquoted(value);
                let start = word.start + key.len() + 1 + usize::from(inner.len() < value.len());
                (inner, start..start + inner.len())
            });
            self.pairs.push(Pair {
                key,
                key_range: word.start..word.start + key.len(),
                value,
            });
        }
    }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_ascii_start().len()
}

/// The length of the first word in bytes. Spaces in a quoted value after `=` belong to the word.
fn word_length(text: &str) -> usize {
    let plain = text.find(|c: char| c.is_ascii_whitespace());
    let plain = plain.unwrap_or(text.len());
    let pair = !text.starts_with(['#', '.']);
    let equals = text[..plain].find("=\"").filter(|_| pair);
    let quoted = equals.and_then(|equals| {
        let inner = equals + 2;
        text[inner..].find('"').map(|close| inner + close + 1)
    });
    quoted.map_or(plain, |quoted| quoted.max(plain))
}

/// The value without its quotation marks. A value whose quotation mark is never closed stays as it
/// is.
fn unquoted(value: &str) -> &str {
    let quoted = value
        .strip_prefix('"')
        .filter(|rest| !rest.is_empty())
        .and_then(|rest| rest.strip_suffix('"'));
    quoted.unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(heading: &str) -> Vec<(&str, Option<&str>, &str)> {
        let pairs = Attributes::read(heading).pairs.into_iter();
        let pairs = pairs.map(|pair| {
            let at = pair.value.as_ref().map_or(&pair.key_range, |(_, at)| at);
            (
                pair.key,
                pair.value.as_ref().map(|(value, _)| *value),
                &heading[at.clone()],
            )
        });
        pairs.collect()
    }

    #[test]
    fn each_attribute_has_its_place() {
        let heading = "## Title {x} {#id .a .b clause=8.4.1 clause=8.4.10 wide}\r\n";
        let found = Attributes::read(heading);
        let (id, at) = found.id.clone().unwrap();
        assert_eq!((id, &heading[at]), ("id", "id"));
        let classes: Vec<&str> = found.classes.iter().map(|(class, _)| *class).collect();
        assert_eq!(classes, ["a", "b"]);
        assert_eq!(
            pairs(heading),
            [
                ("clause", Some("8.4.1"), "8.4.1"),
                ("clause", Some("8.4.10"), "8.4.10"),
                ("wide", None, "wide")
            ]
        );
    }

    #[test]
    fn a_value_in_quotation_marks_may_have_spaces() {
        assert_eq!(
            pairs("# T {clause=\"4.2.1 b)\" extent=partial}"),
            [
                ("clause", Some("4.2.1 b)"), "4.2.1 b)"),
                ("extent", Some("partial"), "partial")
            ]
        );
        assert_eq!(pairs("# T {clause=\"}"), [("clause", Some("\""), "\"")]);
        assert_eq!(pairs("# T {clause=}"), [("clause", Some(""), "")]);
        assert_eq!(pairs("# T {- # .}"), []);
        assert_eq!(pairs("# {% if risk.hazard != None %}"), []);
    }
}
