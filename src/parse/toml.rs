//! TOML to a tree of values with spots.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::node::{Entry, Node, Table, Value};
use crate::diagnostics::{Diagnostic, Place, Source};
use crate::rules;

/// Reads `source.text()[range]` as TOML, and reports every mistake in it. With a mistake, what
/// could be read is returned all the same.
pub(super) fn parse(source: &Source, range: Range<usize>) -> (Table, Vec<Diagnostic>) {
    let text = source.text().get(range.clone()).unwrap_or_default();
    let (table, errors) = DeTable::parse_recoverable(text);
    let diagnostics = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or_default();
            let spot = source.spot(range.start + span.start..range.start + span.end);
            let message = error.message().trim().replace('\n', ", ");
            Diagnostic::new(
                &rules::SYNTAX_ERROR,
                Place::new(source.path(), spot),
                message,
            )
        })
        .collect();
    let reader = Reader {
        source,
        text,
        from: range.start,
    };
    (reader.table(table.get_ref()), diagnostics)
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
                key_spot: self.spot(key.span()),
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
            spot: self.spot(value.span()),
        }
    }

    fn spot(&self, span: Range<usize>) -> crate::diagnostics::Spot {
        self.source
            .spot(self.from + span.start..self.from + span.end)
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
        let lines: Vec<_> = errors.iter().map(|error| error.place.spot.line).collect();
        assert_eq!(lines, [2, 4], "{errors:?}");
        assert_eq!(table.get("c").unwrap().text(), Some("3"));
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let (_, errors) = parsed(&format!("a = {}", "[".repeat(100_000)));
        assert!(!errors.is_empty());
    }
}
