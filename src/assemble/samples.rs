//! Reads what an audit sampled (`docs/design.md`, "Audits that come back").

use crate::manual::{AuditVerdict, Field, Sample};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table};
use crate::rules;

/// The fields of a sample.
const KNOWN: [&str; 5] = ["clause", "verdict", "sample", "note", "finding"];

/// The samples of a field.
pub(super) fn samples(decoder: &mut Decoder<'_>, field: &Field, node: &Node) -> Vec<Sample> {
    let name = field.name.as_str();
    let items = node.items().iter();
    items
        .filter_map(|item| sample(decoder, name, node, item))
        .collect()
}

fn sample(decoder: &mut Decoder<'_>, name: &str, list: &Node, item: &Node) -> Option<Sample> {
    if decoder.is_blank_entry(name, list, item) {
        return None;
    }
    let table = decoder.table(name, item)?;
    for entry in table.0.iter().filter(|entry| !KNOWN.contains(&&*entry.key)) {
        let known = KNOWN.into_iter();
        decoder.unknown(&rules::UNKNOWN_FIELD, entry, "field of a sample", known);
    }
    let missing = [("clause", "8.4.1"), ("verdict", "conforms")];
    for (needed, example) in missing {
        if table.get(needed).is_none_or(Node::is_blank) {
            let message = format!("an entry of `{name}` names no {needed}");
            let told = decoder.diagnostic(&rules::MISSING_FIELD, item.span, message);
            let told = told.help(format!("add `{needed}: {example}`"));
            decoder
                .diagnostics
                .push(match is_misspelt(needed, &table.0, &KNOWN) {
                    true => told.follows(&rules::UNKNOWN_FIELD),
                    false => told,
                });
        }
    }
    let clause = decoder.text("clause", table.get("clause")?)?;
    let verdict = table.get("verdict").and_then(|node| verdict(decoder, node));
    let mut text = |name: &str| {
        let text = table.get(name).and_then(|node| decoder.text(name, node));
        text.map_or(String::new(), |text| text.value)
    };
    let (sample, note) = (text("sample"), text("note"));
    let finding = finding(decoder, table);
    Some(Sample {
        clause,
        verdict,
        sample,
        note,
        finding,
        span: item.span,
    })
}

fn verdict(decoder: &mut Decoder<'_>, node: &Node) -> Option<AuditVerdict> {
    let words = AuditVerdict::ALL.into_iter().map(AuditVerdict::word);
    let word = decoder.one_of("verdict", node, words)?;
    AuditVerdict::ALL
        .into_iter()
        .find(|verdict| verdict.word() == word.value)
}

fn finding(
    decoder: &mut Decoder<'_>,
    table: &Table,
) -> Option<crate::diagnostics::Spanned<String>> {
    decoder.text("finding", table.get("finding")?)
}
