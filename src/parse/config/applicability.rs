//! Reads `[[applicability]]`: why clauses apply (`docs/design.md`, "Statement of applicability").

use crate::diagnostics::{Rule, Span, Spanned};
use crate::manual::{ApplicabilityReason, StatedApplicability};
use crate::markdown::field_says_nothing;
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table};
use crate::rules;

/// Every key of an `[[applicability]]`.
pub(in crate::parse) const SETTINGS: [&str; 4] = ["clause", "standard", "reason", "text"];

/// The entries, one for each clause that they name.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table) -> Vec<StatedApplicability> {
    let items = table.get("applicability").map(Node::items);
    let items = items.unwrap_or_default().iter();
    items.flat_map(|item| entry(decoder, item)).collect()
}

fn entry(decoder: &mut Decoder<'_>, item: &Node) -> Vec<StatedApplicability> {
    let Some(table) = decoder.table("applicability", item) else {
        return Vec::new();
    };
    for entry in table
        .0
        .iter()
        .filter(|entry| !SETTINGS.contains(&&*entry.key))
    {
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting",
            SETTINGS.into_iter(),
        );
    }
    decoder.no_blank_settings(table, &["clause", "reason", "text"]);
    let clauses = clauses(decoder, table, item.span);
    let Some(first) = clauses.first().cloned() else {
        return Vec::new();
    };
    let standard = table
        .get("standard")
        .and_then(|node| decoder.text("standard", node));
    let (reasons, no_reason) = match reasons(decoder, table, &first) {
        Ok(reasons) => (reasons, None),
        Err(rule) => (Vec::new(), Some(rule)),
    };
    let (text, no_text) = match text(decoder, table, &first) {
        Ok(text) => (text, None),
        Err(rule) => (Spanned::new(String::new(), first.span), Some(rule)),
    };
    let clauses = clauses.into_iter();
    let stated = clauses.map(|clause| StatedApplicability {
        clause,
        standard: standard.clone(),
        reasons: reasons.clone(),
        text: text.clone(),
        fault: no_reason.or(no_text),
    });
    stated.collect()
}

/// The clauses of an entry: one, or a list.
fn clauses(decoder: &mut Decoder<'_>, table: &Table, place: Span) -> Vec<Spanned<String>> {
    let node = table.get("clause").filter(|node| !node.is_blank());
    match node {
        Some(node) if !node.items().is_empty() => decoder.texts("clause", node),
        _ => {
            let message = "an entry of `applicability` names no clause";
            let place = node.map_or(place, |node| node.span);
            missing(
                decoder,
                table,
                "clause",
                place,
                message,
                "add clause = \"A.5.1\"",
            );
            Vec::new()
        }
    }
}

/// The reasons of an entry.
///
/// # Errors
/// If there is none: the rule of the mistake, which is reported.
fn reasons(
    decoder: &mut Decoder<'_>,
    table: &Table,
    clause: &Spanned<String>,
) -> Result<Vec<ApplicabilityReason>, &'static Rule> {
    let words = ApplicabilityReason::ALL.map(ApplicabilityReason::word);
    let node = table.get("reason");
    let Some(node) = node.filter(|node| !node.is_blank() && !node.items().is_empty()) else {
        let message = format!("the applicability of {} has no reason", clause.value);
        let help = format!("add reason = \"…\": one of {}, or a list", words.join(", "));
        let place = node.map_or(clause.span, |node| node.span);
        return Err(missing(decoder, table, "reason", place, message, &help));
    };
    let mut reasons = Vec::new();
    for item in node.items() {
        if decoder.is_blank_entry("reason", node, item) {
            continue;
        }
        let Some(word) = decoder.one_of("reason", item, words.into_iter()) else {
            continue;
        };
        let all = ApplicabilityReason::ALL.into_iter();
        for reason in all.filter(|reason| reason.word() == word.value) {
            match reasons.contains(&reason) {
                true => decoder.twice("reason", &word),
                false => reasons.push(reason),
            }
        }
    }
    match reasons.is_empty() {
        true => Err(&rules::INVALID_VALUE),
        false => Ok(reasons),
    }
}

/// The reason in words.
///
/// # Errors
/// If the text is missing or says nothing: the rule of the mistake, which is reported.
fn text(
    decoder: &mut Decoder<'_>,
    table: &Table,
    clause: &Spanned<String>,
) -> Result<Spanned<String>, &'static Rule> {
    let node = table.get("text");
    let text = node.and_then(|node| decoder.text("text", node));
    if let Some(text) = text.filter(|text| !field_says_nothing(&text.value)) {
        return Ok(text);
    }
    if node.is_some_and(|node| !node.is_blank() && node.text().is_none()) {
        // A value of another type is reported at its own place.
        return Err(&rules::INVALID_VALUE);
    }
    let message = format!(
        "the applicability of {} does not say in words why it applies",
        clause.value
    );
    let help = "add text = \"…\": the risk, law, contract or practice that asks for it";
    let place = node.map_or(clause.span, |node| node.span);
    Err(missing(decoder, table, "text", place, message, help))
}

/// Reports a setting that is missing, and returns the rule that an author reads: that of the
/// misspelt name, if there is one.
fn missing(
    decoder: &mut Decoder<'_>,
    table: &Table,
    name: &str,
    place: Span,
    message: impl Into<String>,
    help: &str,
) -> &'static Rule {
    let missing = decoder
        .diagnostic(&rules::MISSING_FIELD, place, message)
        .help(help);
    let is_misspelt = table.get(name).is_none() && is_misspelt(name, &table.0, &SETTINGS);
    let (missing, rule) = match is_misspelt {
        true => (
            missing.follows(&rules::UNKNOWN_SETTING),
            &rules::UNKNOWN_SETTING,
        ),
        false => (missing, &rules::MISSING_FIELD),
    };
    decoder.diagnostics.push(missing);
    rule
}
