//! Puts new samples into the front-matter of an audit's file. All other bytes of the file stay as they
//! are: comments, the order of fields, line ends.

use std::fmt::Write;

use crate::diagnostics::{Source, SourcePath, Span};
use crate::manual::AuditVerdict;
use crate::parse::node::{Entry, Table, Value};
use crate::parse::{FrontFormat, FrontMatter, closing_line, parse_unopened_front_matter};

/// A sample to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewSample {
    /// The clause, as the manual writes it.
    pub(crate) clause: String,
    pub(crate) verdict: AuditVerdict,
    pub(crate) sample: String,
    pub(crate) note: String,
    /// The id of the finding.
    pub(crate) finding: Option<String>,
}

/// The text of a file with these samples in a field, which has one of two names: the program's, or the
/// manual's own, which is taken where the file has neither. `None` if they cannot be put there without
/// changing anything else, such as into a field whose list is written in an unusual form.
pub(crate) fn with_samples(
    text: &str,
    [ours, own]: [&str; 2],
    samples: &[NewSample],
) -> Option<String> {
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", text),
    };
    let before = fields(text)?;
    let has_ours = before
        .as_ref()
        .is_some_and(|table| table.get(ours).is_some());
    let name = if has_ours { ours } else { own };
    let changed = match (&before, closing_line(text)) {
        (Some(table), Some((format, closing))) => {
            let entry = table.0.iter().find(|entry| entry.key == name);
            let at = Place {
                text,
                closing,
                line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
            };
            match format {
                FrontFormat::Yaml => at.yaml(table, entry, name, samples)?,
                FrontFormat::Toml => at.toml(entry, name, samples)?,
            }
        }
        (None, None) => {
            let mut head = format!("---\n{name}:\n");
            samples.iter().for_each(|sample| {
                let _ = writeln!(head, "  - {}", flow(sample, ": "));
            });
            format!("{head}---\n{text}")
        }
        _ => return None,
    };
    let after = fields(&changed)?.unwrap_or_default();
    let before = before.unwrap_or_default();
    is_as_meant(&before, &after, name, samples).then(|| format!("{mark}{changed}"))
}

/// The fields of a file's front-matter, if it has one; `None` if it cannot be read.
fn fields(text: &str) -> Option<Option<Table>> {
    let source = Source::new(SourcePath::new("audit.md"), text);
    match parse_unopened_front_matter(&source) {
        FrontMatter::Fields(table, _) => Some(Some(table)),
        FrontMatter::Absent => Some(None),
        FrontMatter::Broken(_) => None,
    }
}

/// Whether these samples were added and all other fields are as they were.
fn is_as_meant(before: &Table, after: &Table, name: &str, new: &[NewSample]) -> bool {
    let others = |table: &Table| -> Vec<(String, Value)> {
        let others = table.0.iter().filter(|entry| entry.key != name);
        others
            .map(|entry| (entry.key.clone(), without_places(&entry.node.value)))
            .collect()
    };
    let items = |table: &Table| -> Vec<Value> {
        let node = table.get(name);
        let items = node.map_or(&[][..], |node| node.items());
        items
            .iter()
            .map(|item| without_places(&item.value))
            .collect()
    };
    let (old, all) = (items(before), items(after));
    let are_new = |read: &[Value]| {
        let read = read.iter().map(written_values);
        read.eq(new.iter().map(|sample| {
            let values = values(sample).into_iter();
            values
                .map(|(name, value)| (name.to_owned(), plain(&value)))
                .collect::<Vec<_>>()
        }))
    };
    others(before) == others(after)
        && all
            .split_at_checked(old.len())
            .is_some_and(|(kept, added)| kept == old && are_new(added))
}

/// The names and the texts of a sample as a file has them.
fn written_values(sample: &Value) -> Vec<(String, String)> {
    let Value::Table(table) = sample else {
        return Vec::new();
    };
    let entries = table.0.iter().map(|entry| {
        let text = entry.node.text().unwrap_or_default();
        (entry.key.clone(), text.to_owned())
    });
    entries.collect()
}

/// A value without the places in the file, so that it can be compared with one that has moved.
fn without_places(value: &Value) -> Value {
    let node = |node: &crate::parse::node::Node| crate::parse::node::Node {
        value: without_places(&node.value),
        span: Span::default(),
    };
    match value {
        Value::Null => Value::Null,
        Value::Text(text) => Value::Text(text.clone()),
        Value::List(items) => Value::List(items.iter().map(node).collect()),
        Value::Table(table) => Value::Table(Table(
            table
                .0
                .iter()
                .map(|entry| Entry {
                    key: entry.key.clone(),
                    key_spot: Span::default(),
                    node: node(&entry.node),
                })
                .collect(),
        )),
    }
}

/// A file into which samples are put.
struct Place<'a> {
    text: &'a str,
    /// The byte offset of the line that closes the front-matter.
    closing: usize,
    line_end: &'static str,
}

impl Place<'_> {
    fn yaml(
        &self,
        table: &Table,
        entry: Option<&Entry>,
        name: &str,
        samples: &[NewSample],
    ) -> Option<String> {
        let lines = |indent: &str| -> String {
            let lines = samples
                .iter()
                .map(|sample| format!("{indent}- {}{}", flow(sample, ": "), self.line_end));
            lines.collect()
        };
        let Some(entry) = entry else {
            // Fields may be indented as a whole.
            let margin = table
                .0
                .first()
                .map_or("", |first| self.margin(first.key_spot.start as usize));
            let field = format!(
                "{margin}{name}:{}{}",
                self.line_end,
                lines(&format!("{margin}  "))
            );
            return Some(self.with(self.closing, self.closing, &field));
        };
        let margin = self.margin(entry.key_spot.start as usize);
        let items = entry.node.items();
        let start = entry.node.span.start as usize;
        let Some((first, last)) = items.first().zip(items.last()) else {
            // An empty list, or nothing: the items stand below the field.
            let end = self.line_behind(entry.key_spot.end as usize);
            let key = self.text.get(entry.key_spot.end as usize..end)?;
            let colon = entry.key_spot.end as usize + key.find(':')? + 1;
            let rest = self.text.get(colon..end)?;
            let blank = rest.trim_start();
            let rest = ["[]", "null", "~"]
                .iter()
                .find_map(|empty| blank.strip_prefix(empty))
                .unwrap_or(blank);
            if !rest.trim().is_empty() && !rest.trim_start().starts_with('#') {
                return None;
            }
            let comment = match rest.trim() {
                "" => String::new(),
                comment => format!(" {comment}"),
            };
            let below = format!(
                "{comment}{}{}",
                self.line_end,
                lines(&format!("{margin}  "))
            );
            return Some(self.with(colon, end, &below));
        };
        if self.text.get(start..)?.starts_with('[') {
            return self.in_brackets(entry, samples, ": ");
        }
        // The dash of the first item gives the indentation of all.
        let line = self.line_before(first.span.start as usize);
        let dash = self.text.get(line..)?.find('-')?;
        let indent = self.text.get(line..line + dash)?;
        if !indent.trim().is_empty() {
            return None;
        }
        let end = last.span.end as usize;
        let is_behind = self.text.get(..end)?.ends_with('\n');
        let end = if is_behind {
            end
        } else {
            self.line_behind(end)
        };
        Some(self.with(end, end, &lines(indent)))
    }

    fn toml(&self, entry: Option<&Entry>, name: &str, samples: &[NewSample]) -> Option<String> {
        let is_inline = entry.is_some_and(|entry| {
            let line = self.line_before(entry.key_spot.start as usize);
            !self.text[line..].trim_start().starts_with("[[")
        });
        if let Some(entry) = entry.filter(|_| is_inline) {
            return self.in_brackets(entry, samples, " = ");
        }
        let end = self.line_end;
        let tables = samples.iter().map(|sample| {
            let values = values(sample).into_iter();
            let lines = values.map(|(name, value)| {
                format!("{name} = {}{end}", quoted(&value, "\\u005B", "\\u007B"))
            });
            format!("{end}[[{name}]]{end}{}", lines.collect::<String>())
        });
        Some(self.with(self.closing, self.closing, &tables.collect::<String>()))
    }

    /// Puts the samples before the bracket that closes a list.
    fn in_brackets(&self, entry: &Entry, samples: &[NewSample], is: &str) -> Option<String> {
        let end = entry.node.span.end as usize;
        let list = self.text.get(entry.node.span.start as usize..end)?;
        let inside = list.strip_prefix('[')?.strip_suffix(']')?;
        let new: Vec<String> = samples.iter().map(|sample| flow(sample, is)).collect();
        let trimmed = inside.trim_end();
        let between = match trimmed.is_empty() || trimmed.ends_with(',') {
            true => "",
            false => ", ",
        };
        let at = entry.node.span.start as usize + 1 + trimmed.len();
        Some(self.with(at, at, &format!("{between}{}", new.join(", "))))
    }

    /// The text with other words in place of a range of it.
    fn with(&self, start: usize, end: usize, words: &str) -> String {
        format!("{}{words}{}", &self.text[..start], &self.text[end..])
    }

    fn line_before(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_behind(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |found| at + found + 1)
    }

    /// The blanks before a place, if only blanks stand before it in its line.
    fn margin(&self, at: usize) -> &str {
        let before = &self.text[self.line_before(at)..at];
        if before.trim().is_empty() { before } else { "" }
    }
}

/// A sample on one line, in braces.
fn flow(sample: &NewSample, is: &str) -> String {
    let (bracket, brace) = match is {
        ": " => ("\\x5B", "\\x7B"),
        _ => ("\\u005B", "\\u007B"),
    };
    let values = values(sample).into_iter();
    let values =
        values.map(|(name, value)| format!("{name}{is}{}", quoted(&value, bracket, brace)));
    format!("{{ {} }}", values.collect::<Vec<_>>().join(", "))
}

/// The values of a sample that are not empty.
fn values(sample: &NewSample) -> Vec<(&'static str, String)> {
    let mut values = vec![
        ("clause", sample.clause.clone()),
        ("verdict", sample.verdict.word().to_owned()),
        ("sample", sample.sample.clone()),
        ("note", sample.note.clone()),
    ];
    values.extend(sample.finding.clone().map(|id| ("finding", id)));
    values.retain(|(_, value)| !value.is_empty());
    values
}

/// A text without characters that a line of a file cannot hold; `\n` is written as an escape.
fn plain(text: &str) -> String {
    let is_odd =
        |c: char| c != '\n' && c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    text.replace(is_odd, " ")
}

/// A text in quotation marks, as YAML and TOML read it: on one line, and with the second of two
/// brackets and each brace as an escape, so that nothing in it looks like a claim, a reference or a
/// variable of the page.
fn quoted(text: &str, bracket: &str, brace: &str) -> String {
    let mut out = String::from("\"");
    let mut before = ' ';
    for c in plain(text).chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '[' if before == '[' => out.push_str(bracket),
            '{' => out.push_str(brace),
            c => out.push(c),
        }
        before = c;
    }
    out.push('"');
    out
}
