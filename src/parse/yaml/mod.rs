//! Parses YAML into a tree of values with spans.

pub(super) mod slips;

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span as ParserSpan};
use rustc_hash::FxHashSet;

use self::slips::{HELP, quoted, slip_at, slip_of_value};
use crate::diagnostics::{Diagnostic, Location, Source, Span};
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// The maximum depth of nested lists and tables: far more than any front-matter needs, and small
/// enough for the stack.
pub(super) const MAX_DEPTH: usize = 24;

/// Reads `source.text()[range]` as one YAML table.
///
/// # Errors
/// The first mistake, with its place: bad syntax, a duplicate name, an alias, too deep nesting, or
/// a root that is not a table. The diagnostic is boxed because it is rare and large.
pub(super) fn parse(source: &Source, range: Range<usize>) -> Result<Table, Box<Diagnostic>> {
    let text = source.text().get(range.clone()).unwrap_or_default();
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder {
        source,
        range,
        open: Vec::new(),
        root: None,
        anchor: None,
    };
    for event in parser {
        match event {
            Ok((event, span)) => builder.take(event, span)?,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(0);
                let mut message = error.info();
                if message.contains("nesting") || message.contains("recursion") {
                    message = format!("lists and tables stand more than {MAX_DEPTH} deep");
                    return Err(builder.error(at..at, message, None));
                }
                return Err(match slip_at(text, at) {
                    Some(slip) => builder.error(slip.range, slip.message, Some(&slip.help)),
                    None => builder.error(at..at, message, Some(HELP)),
                });
            }
        }
    }
    builder.finish()
}

/// A list or table whose end event has not been read yet.
enum Open {
    List(Vec<Node>, usize),
    Table(Table, Option<(String, Span)>, usize, FxHashSet<String>),
}

struct Builder<'a> {
    source: &'a Source,
    range: Range<usize>,
    open: Vec<Open>,
    root: Option<Node>,
    /// The first value with an anchor (`&name`).
    anchor: Option<Range<usize>>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: ParserSpan) -> Result<(), Box<Diagnostic>> {
        let bytes = span.byte_range().unwrap_or_default();
        if matches!(event, Event::SequenceStart(..) | Event::MappingStart(..))
            && self.open.len() >= MAX_DEPTH
        {
            let message = format!("lists and tables stand more than {MAX_DEPTH} deep");
            return Err(self.error(bytes, message, None));
        }
        if event
            .tag()
            .is_some_and(|tag| !tag.handle().starts_with("tag:yaml.org"))
        {
            return Err(self.lost_sign('!', bytes));
        }
        if event.anchor_id().is_some() && self.anchor.is_none() {
            self.anchor = Some(bytes.clone());
        }
        match event {
            Event::Scalar(text, ScalarStyle::Literal | ScalarStyle::Folded, ..)
                if text.trim().is_empty() =>
            {
                // The span of a text that is not there begins behind the lines that are blank.
                let text = self.source.text().get(self.range.clone());
                let text = text.unwrap_or_default();
                let signs = ['|', '>'];
                let at = match text[bytes.start..].starts_with(signs) {
                    true => bytes.start,
                    false => text[..bytes.start].rfind(signs).unwrap_or(bytes.start),
                };
                let sign = text[at..].chars().next().unwrap_or('|');
                Err(self.lost_sign(sign, at..at))
            }
            Event::Scalar(text, style, ..) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let value = if null {
                    Value::Null
                } else {
                    Value::Text(text.into_owned())
                };
                let span = self.span(bytes);
                self.place(Node { value, span })
            }
            Event::SequenceStart(..) => {
                self.open.push(Open::List(Vec::new(), bytes.start));
                Ok(())
            }
            Event::MappingStart(..) => {
                self.open.push(Open::Table(
                    Table::default(),
                    None,
                    bytes.start,
                    FxHashSet::default(),
                ));
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let (value, start) = match self.open.pop() {
                    Some(Open::List(items, start)) => (Value::List(items), start),
                    Some(Open::Table(table, _, start, _)) => (Value::Table(table), start),
                    None => return Ok(()),
                };
                let span = self.span(start..bytes.end.max(start));
                self.place(Node { value, span })
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => Err(self.error(
                bytes,
                "an alias (`*name`) stands for a value that is written elsewhere".to_owned(),
                Some("write the value out: aliases are not read"),
            )),
            Event::DocumentStart(..) if self.root.is_some() => Err(self.error(
                bytes,
                "a second YAML document begins here".to_owned(),
                Some("front-matter is one table of fields"),
            )),
            _ => Ok(()),
        }
    }

    /// Puts a finished value into the open list or table: as an item, a name, or a name's value.
    fn place(&mut self, node: Node) -> Result<(), Box<Diagnostic>> {
        let twice = match self.open.last_mut() {
            None => {
                self.root = Some(node);
                return Ok(());
            }
            Some(Open::List(items, _)) => {
                items.push(node);
                return Ok(());
            }
            Some(Open::Table(table, key, _, names)) => match key.take() {
                Some((name, key_spot)) => {
                    table.0.push(Entry {
                        key: name,
                        key_spot,
                        node,
                    });
                    return Ok(());
                }
                None => match node.value {
                    Value::Text(name) if names.insert(name.clone()) => {
                        *key = Some((name, node.span));
                        return Ok(());
                    }
                    Value::Text(name) => Some(name),
                    _ => None,
                },
            },
        };
        if twice.is_none() {
            let text = self.source.text().get(self.range.clone());
            let at = node.span.start as usize - self.range.start;
            if let Some(slip) = text.and_then(|text| slip_of_value(text, at)) {
                return Err(self.error(slip.range, slip.message, Some(&slip.help)));
            }
        }
        let place = Location::new(self.source.path(), node.span);
        Err(Box::new(match twice {
            Some(name) => Diagnostic::new(
                &rules::SYNTAX_ERROR,
                place,
                format!("`{name}` is written twice"),
            )
            .help("keep one of them: it cannot be determined which of the two applies"),
            None => Diagnostic::new(&rules::SYNTAX_ERROR, place, "a name must be a text"),
        }))
    }

    /// The error for a tag or an anchor at the beginning of a value: YAML would drop it from the
    /// text.
    fn lost_sign(&self, sign: char, bytes: Range<usize>) -> Box<Diagnostic> {
        let text = self
            .source
            .text()
            .get(self.range.clone())
            .unwrap_or_default();
        let line = text[..bytes.start].rfind('\n').map_or(0, |end| end + 1);
        let start = text[line..bytes.start]
            .find(sign)
            .map_or(bytes.start, |at| line + at);
        let end = text[start..]
            .find('\n')
            .map_or(text.len(), |end| start + end);
        let written = text[start..end].trim_end();
        let word = written.split_whitespace().next().unwrap_or_default();
        let name = text[line..start].trim().trim_start_matches("- ");
        self.error(
            start..start + written.len(),
            format!("`{word}` at the beginning of a value is a sign to YAML, and would be lost"),
            Some(&format!(
                "put it between quotation marks: {name} {}",
                quoted(written)
            )),
        )
    }

    fn finish(self) -> Result<Table, Box<Diagnostic>> {
        if let Some(bytes) = &self.anchor {
            return Err(self.lost_sign('&', bytes.clone()));
        }
        match self.root {
            None => Ok(Table::default()),
            Some(Node {
                value: Value::Table(table),
                ..
            }) => Ok(table),
            Some(Node {
                value: Value::Null, ..
            }) => Ok(Table::default()),
            Some(node) => {
                let place = Location::new(self.source.path(), node.span);
                let message = format!("fields are expected here, but this is {}", node.what());
                let help = "write each field as `name: value`, with a space after the colon";
                Err(Box::new(
                    Diagnostic::new(&rules::SYNTAX_ERROR, place, message).help(help),
                ))
            }
        }
    }

    fn span(&self, bytes: Range<usize>) -> Span {
        // A collection's span ends at the start of the next token, so it includes trailing white
        // space.
        let start = self.range.start + bytes.start;
        let end = (self.range.start + bytes.end)
            .min(self.range.end)
            .max(start);
        let text = self.source.text().get(start..end).unwrap_or_default();
        self.source.span(start..start + text.trim_end().len())
    }

    fn error(&self, bytes: Range<usize>, message: String, help: Option<&str>) -> Box<Diagnostic> {
        let place = Location::new(self.source.path(), self.span(bytes));
        let diagnostic = Diagnostic::new(&rules::SYNTAX_ERROR, place, message);
        Box::new(match help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn table(text: &str) -> Result<Table, Box<Diagnostic>> {
        let source = Source::new(SourcePath::new("a.md"), text);
        parse(&source, 0..text.len())
    }

    #[test]
    fn a_scalar_keeps_the_text_that_was_written() {
        let table = table("a: 8.10\nb: [4.20, '4.1']\nc: {clause: 8.30}\n").unwrap();
        assert_eq!(table.get("a").unwrap().text(), Some("8.10"));
        let texts: Vec<_> = table
            .get("b")
            .unwrap()
            .items()
            .iter()
            .map(Node::text)
            .collect();
        assert_eq!(texts, [Some("4.20"), Some("4.1")]);
        let clause = table
            .get("c")
            .unwrap()
            .table()
            .unwrap()
            .get("clause")
            .unwrap();
        assert_eq!(
            (clause.text(), clause.span.line, clause.span.column),
            (Some("8.30"), 3, 13)
        );
    }

    #[test]
    fn every_value_knows_its_span() {
        let text = "title: Überblick\nclauses:\n  - 8.4.1\n  - x: 1\n";
        let table = table(text).unwrap();
        let title = table.get("title").unwrap().span;
        assert_eq!(&text[title.start as usize..title.end as usize], "Überblick");
        let list = table.get("clauses").unwrap().span;
        assert_eq!(
            &text[list.start as usize..list.end as usize],
            "- 8.4.1\n  - x: 1"
        );
    }

    #[test]
    fn what_is_no_table_of_unique_fields_is_an_error() {
        for (text, line, part) in [
            ("a: 1\nb: 2\na: 3\n", 3, "written twice"),
            ("a: &x 1\nb: *x\n", 2, "alias"),
            ("key:value", 1, "this is a text"),
            ("a: [1, 2\n", 1, ""),
            ("a: 1\n b: 2\n", 2, ""),
            ("a: >5\nb: 1\n", 1, "`>5` at the beginning"),
            ("a: 1\nb: |\n", 2, "`|` at the beginning"),
            ("a: >\n\nb: 1\n", 1, "`>` at the beginning"),
        ] {
            let error = table(text).unwrap_err();
            assert!(error.message.contains(part), "{text:?}: {}", error.message);
            assert_eq!(
                error.location.span.line, line,
                "{text:?}: {}",
                error.message
            );
        }
    }

    #[test]
    fn nesting_without_end_is_an_error_and_not_a_crash() {
        let error = table(&format!("a: {}", "[".repeat(100_000))).unwrap_err();
        assert!(error.message.contains("deep"), "{}", error.message);
        let block: String = (0..2000)
            .map(|n| format!("{}a:\n", " ".repeat(n)))
            .collect();
        assert!(table(&block).unwrap_err().message.contains("deep"));
    }
}
