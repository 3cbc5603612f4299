//! Parses TOML into a tree of values with spans.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue, Error};

use super::node::{Entry, Node, Table, Value};
use crate::diagnostics::{Diagnostic, Location, Source};
use crate::markdown::{MergeMarkers, unresolved};
use crate::rules;

/// Reads `source.text()[range]` as TOML, and reports every mistake in it. After a mistake, the
/// values that could be read are still returned.
pub(super) fn parse(source: &Source, range: Range<usize>) -> (Table, Vec<Diagnostic>) {
    let text = source.text().get(range.clone()).unwrap_or_default();
    // Any other mistake would follow from the merge markers.
    if let Some(merge) = MergeMarkers::find(text).merges(text).first() {
        let span = source.span(range.start + merge.start..range.start + merge.end);
        let location = Location::new(source.path(), span);
        let diagnostic = unresolved(&text[merge.clone()], location);
        return (Table::default(), vec![diagnostic]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let swallowed = swallowed(text, table.get_ref(), &errors);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for error in &errors {
        let bytes = error.span().unwrap_or_default();
        let span = source.span(range.start + bytes.start..range.start + bytes.end);
        let is_same_line = |other: &Diagnostic| other.location.span.line == span.line;
        // Further errors in the same line come from the parser's recovery.
        if swallowed
            .as_ref()
            .is_some_and(|rest| rest.contains(&bytes.start))
            || diagnostics.last().is_some_and(is_same_line)
        {
            continue;
        }
        let message = error.message().trim().replace('\n', ", ");
        let location = Location::new(source.path(), span);
        diagnostics.push(Diagnostic::new(&rules::SYNTAX_ERROR, location, message));
    }
    let reader = Reader {
        source,
        text,
        from: range.start,
    };
    (reader.table(table.get_ref()), diagnostics)
}

/// The byte range behind the first error of an array that is never closed. Such an array contains
/// the rest of the file, which causes errors nearly everywhere in it.
fn swallowed(text: &str, table: &DeTable<'_>, errors: &[Error]) -> Option<Range<usize>> {
    let end = text.trim_end().len();
    let starts = || {
        errors
            .iter()
            .map(|error| error.span().unwrap_or_default().start)
    };
    if !starts().any(|start| start >= end) {
        return None;
    }
    let mut tables = vec![table];
    while let Some(table) = tables.pop() {
        for (_, value) in table.iter() {
            let span = value.span();
            match value.get_ref() {
                DeValue::Array(_) if span.end >= end => {
                    let first = starts().filter(|start| span.contains(start)).min()?;
                    return Some(first + 1..usize::MAX);
                }
                DeValue::Table(table) => tables.push(table),
                _ => {}
            }
        }
    }
    None
}

struct Reader<'a> {
    source: &'a Source,
    text: &'a str,
    from: usize,
}

impl Reader<'_> {
    fn table(&self, table: &DeTable<'_>) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_spot: self.span(key.span()),
                node: self.node(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_spot);
        Table(entries)
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let written = || self.text.get(value.span()).unwrap_or_default().to_owned();
        let value_read = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => Value::Text(written()),
            DeValue::Datetime(date) => Value::Text(date.to_string()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.node(item)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Node {
            value: value_read,
            span: self.span(value.span()),
        }
    }

    fn span(&self, span: Range<usize>) -> crate::diagnostics::Span {
        self.source
            .span(self.from + span.start..self.from + span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn parsed(text: &str) -> (Table, Vec<Diagnostic>) {
        let source = Source::new(SourcePath::new("manual.toml"), text);
        parse(&source, 0..text.len())
    }

    #[test]
    fn a_number_keeps_the_text_that_was_written() {
        let (table, errors) = parsed("clause = 8.10\ndate = 2026-01-12\nlist = [4.20]\n");
        assert!(errors.is_empty());
        assert_eq!(table.get("clause").unwrap().text(), Some("8.10"));
        assert_eq!(table.get("date").unwrap().text(), Some("2026-01-12"));
        assert_eq!(table.get("list").unwrap().items()[0].text(), Some("4.20"));
    }

    #[test]
    fn every_mistake_is_reported_where_it_stands() {
        let (table, errors) = parsed("a = 1\nb = \nc = 3\na = 4\n");
        let lines: Vec<_> = errors
            .iter()
            .map(|error| error.location.span.line)
            .collect();
        assert_eq!(lines, [2, 4], "{errors:?}");
        assert_eq!(table.get("c").unwrap().text(), Some("3"));
    }

    #[test]
    fn what_an_open_array_takes_in_is_no_mistake_of_its_own() {
        let text = "list = [\"one]\n[table]\nwords = [\"two\", \"three\"]\nnumber = 1\n";
        let (_, errors) = parsed(text);
        let lines: Vec<_> = errors
            .iter()
            .map(|error| error.location.span.line)
            .collect();
        assert_eq!(lines, [1], "{errors:?}");
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let (_, errors) = parsed(&format!("a = {}", "[".repeat(100_000)));
        assert!(!errors.is_empty());
    }
}
