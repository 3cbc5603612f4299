//! Finds the notation of claims and references in values that are no texts of pages, where it is not
//! read (`docs/design.md`, "What looks like ours is read, or is an error").

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::markdown::{claims_in, references_in};
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
            Value::Text(_) => {
                let start = node.span.start as usize;
                let text = source.text().get(start..node.span.end as usize);
                texts.extend(text.map(|text| (start, text)));
            }
        }
    }
    texts
}

/// Reports claims and references in the texts of `manual.toml` or of a catalog: readers see their signs.
pub(super) fn report(source: &Source, table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let entries = table.0.iter();
    let entries = entries.filter(|entry| !PASSED_OVER.contains(&&*entry.key));
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
