//! Finds the notation of claims, references and variables in values that are no texts of pages, where it is not
//! read (`docs/design.md`, "What looks like ours is read, or is an error").

use crate::diagnostics::{CONFIG_FILE, Diagnostic, Location, Source};
use crate::manual::FieldType;
use crate::markdown::{claims_in, references_in, variables_in};
use crate::parse::decode::Decoder;
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// The settings whose values are patterns, globs and names, or are read as fields of pages.
const PASSED_OVER: [&str; 9] = [
    "claims", "metadata", "defaults", "fields", "values", "reading", "exclude", "publish", "home",
];

/// Each text of these entries, as it is written in the file, with its byte offset. Texts and lists of
/// texts under the keys `unsearched` are passed over, at any depth.
pub(super) fn texts<'s, 't>(
    source: &'s Source,
    entries: impl Iterator<Item = &'t Entry>,
    unsearched: &[&str],
) -> Vec<(usize, &'s str)> {
    let nodes = nodes(entries, unsearched).into_iter();
    let written = nodes.filter_map(|node| {
        let start = node.span.start as usize;
        let text = source.text().get(start..node.span.end as usize)?;
        Some((start, text))
    });
    written.collect()
}

/// The texts of these entries, without those under the keys `unsearched`, at any depth.
fn nodes<'t>(entries: impl Iterator<Item = &'t Entry>, unsearched: &[&str]) -> Vec<&'t Node> {
    let mut texts = Vec::new();
    let mut left: Vec<(&str, &Node)> = Vec::new();
    left.extend(entries.map(|entry| (&*entry.key, &entry.node)));
    while let Some((key, node)) = left.pop() {
        match &node.value {
            Value::Null => {}
            Value::List(items) => left.extend(items.iter().map(|item| (key, item))),
            Value::Table(table) => {
                left.extend(table.0.iter().map(|entry| (&*entry.key, &entry.node)));
            }
            Value::Text(_) if unsearched.contains(&key) => {}
            Value::Text(_) => texts.push(node),
        }
    }
    texts
}

/// Reports variables in the fields of a page that are texts: readers would see the braces. `of` is the
/// type of the field. What other types hold is a mistake that is reported where the value is read.
pub(crate) fn report_variables(decoder: &mut Decoder<'_>, of: &FieldType, entry: &Entry) {
    let parts: &[&str] = match of {
        FieldType::Text | FieldType::Id | FieldType::Texts => &[],
        FieldType::History => &["revision", "change"],
        FieldType::Claims => &["note"],
        // Samples quote the words of an auditor, whatever they are.
        _ => return,
    };
    let mut left: Vec<(&str, &Node)> = vec![("", &entry.node)];
    while let Some((key, node)) = left.pop() {
        match &node.value {
            Value::Null => {}
            Value::List(items) => left.extend(items.iter().map(|item| (key, item))),
            Value::Table(table) => {
                let inner = table.0.iter();
                left.extend(inner.map(|entry| (&*entry.key, &entry.node)));
            }
            Value::Text(text) if parts.is_empty() || parts.contains(&key) => {
                for range in variables_in(text) {
                    let message = unread_variable(&text[range]);
                    decoder.report(&rules::UNREAD_VARIABLE, node.span, message, WRITE_WORDS);
                }
            }
            Value::Text(_) => {}
        }
    }
}

const WRITE_WORDS: &str =
    "write the words that the variable stands for: variables are read in the texts of pages alone";

fn unread_variable(written: &str) -> String {
    format!("`{written}` is not read as a variable here: readers see the braces")
}

/// Reports the variables in a text of the settings.
fn variables_of(source: &Source, node: &Node) -> Vec<Diagnostic> {
    let text = node.text().unwrap_or_default();
    let found = variables_in(text).into_iter();
    found
        .map(|range| {
            let written = &text[range];
            let (start, end) = (node.span.start as usize, node.span.end as usize);
            let as_written = source.text().get(start..end).unwrap_or_default();
            // In a text with escapes, a variable stands somewhere else than in the file.
            let span = match as_written.find(written) {
                Some(at) => source.span(start + at..start + at + written.len()),
                None => node.span,
            };
            let location = Location::new(source.path(), span);
            let message = unread_variable(written);
            Diagnostic::new(&rules::UNREAD_VARIABLE, location, message).help(WRITE_WORDS)
        })
        .collect()
}

/// Reports claims, references and variables in the texts of `manual.toml` or of a catalog: readers see their signs.
pub(super) fn report(source: &Source, table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let entries = table.0.iter();
    let entries = entries.filter(|entry| !PASSED_OVER.contains(&&*entry.key));
    // A catalog quotes lists of others, which may have braces of their own.
    if source.path().as_str() == CONFIG_FILE {
        for node in nodes(entries.clone(), &[]) {
            found.extend(variables_of(source, node));
        }
    }
    for (start, text) in texts(source, entries, &["to"]) {
        let claims = claims_in(text).map(|range| {
            let message = "is not read here: it counts nowhere";
            let help = "write it in a paragraph or on a heading of a document";
            (range, &rules::UNREAD_CLAIM, message, help)
        });
        let references = references_in(text).into_iter().map(|one| {
            let message = "is not read as a reference here: readers see the brackets";
            let help = "write the words without brackets; references work in pages and in the text fields of records";
            (one.range, &rules::UNREAD_LINK, message, help)
        });
        for (range, rule, message, help) in claims.chain(references) {
            let message = format!("`{}` {message}", &text[range.clone()]);
            let span = source.span(start + range.start..start + range.end);
            let location = Location::new(source.path(), span);
            found.push(Diagnostic::new(rule, location, message).help(help));
        }
    }
    found.sort_by_key(|one| one.location.span);
    found
}
