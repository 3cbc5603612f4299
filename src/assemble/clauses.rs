//! Reads the clauses of front-matter: claims, and scopes of records (`docs/design.md`, "Claims").

use std::ops::Range;

use super::reading::{is_whole_clause, items_of_clause, letter_of_clause};
use crate::diagnostics::{Span, Spanned, nearest};
use crate::manual::{ClaimOrigin, Extent, Field, SectionId, StatedClaim};
use crate::parse::decode::Decoder;
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// The fields of a claim.
const KNOWN: [&str; 5] = ["clause", "section", "extent", "note", "status"];

/// What becomes of an entry of a scope that says more than a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Qualified {
    /// It does not reach its clause: what it says may restrict the scope of an audit.
    LeftOut,
    /// It concerns its clause, whatever else it says.
    Kept,
}

/// The clauses of a scope: texts, or tables with a `clause` as in claims. A clause of another
/// standard than the first has its name before it.
pub(super) fn scope(
    decoder: &mut Decoder<'_>,
    field: &Field,
    node: &Node,
    qualified: Qualified,
) -> Vec<Spanned<String>> {
    let mut clauses = Vec::new();
    for list in by_standard(decoder, field, node) {
        let mut before: Option<String> = None;
        for item in list.items {
            let is_qualified = report_qualified(decoder, item);
            let written = match item.table().and_then(|table| table.get("clause")) {
                _ if decoder.is_blank_entry("clauses", list.of, item) => continue,
                _ if is_qualified && qualified == Qualified::LeftOut => {
                    before = None;
                    continue;
                }
                Some(clause) => clause,
                None if is_qualified => continue,
                None => item,
            };
            let Some(text) = decoder.text("clauses", written) else {
                continue;
            };
            if is_behind_whole(decoder, &text, before.as_deref()) {
                clauses.pop();
            }
            for clause in with_letters(written, text, &mut before) {
                clauses.push(clause.map(|text| match &list.standard {
                    Some(standard) if !text.contains(':') => {
                        format!("{}:{text}", standard.value)
                    }
                    _ => text,
                }));
            }
        }
    }
    clauses
}

/// Reports what an entry of a scope says beside its clause. Returns whether it says anything.
fn report_qualified(decoder: &mut Decoder<'_>, item: &Node) -> bool {
    let entries = item.table().map_or(&[][..], |table| &table.0);
    let mut further = entries
        .iter()
        .filter(|entry| entry.key != "clause")
        .peekable();
    let is_qualified = further.peek().is_some();
    for entry in further {
        let known = ["clause"].into_iter();
        decoder.unknown(
            &rules::UNKNOWN_FIELD,
            entry,
            "field of a clause in a scope",
            known,
        );
    }
    is_qualified
}

/// The claims of a field. A clause may have several.
pub(super) fn claims(decoder: &mut Decoder<'_>, field: &Field, node: &Node) -> Vec<StatedClaim> {
    let mut claims: Vec<StatedClaim> = Vec::new();
    for list in by_standard(decoder, field, node) {
        let mut before: Option<String> = None;
        for item in list.items {
            if decoder.is_blank_entry(field.name.as_str(), list.of, item) {
                continue;
            }
            let (claim, written) = match &item.value {
                Value::Table(table) => {
                    let claim = claim_of_table(decoder, item, table);
                    (claim, table.get("clause").unwrap_or(item))
                }
                _ => (decoder.text("clauses", item).map(whole_claim), item),
            };
            let Some(claim) = claim else { continue };
            if is_behind_whole(decoder, &claim.clause, before.as_deref())
                && let Some(whole) = claims.last_mut()
            {
                whole.extent = Extent::Partial;
            }
            for clause in with_letters(written, claim.clause.clone(), &mut before) {
                claims.push(StatedClaim {
                    clause,
                    standard: list.standard.clone(),
                    ..claim.clone()
                });
            }
        }
    }
    claims
}

/// Clauses of one standard.
struct List<'n> {
    /// The list that they are in.
    of: &'n Node,
    items: &'n [Node],
    /// The standard of those that are written without one.
    standard: Option<Spanned<String>>,
}

/// The lists of clauses of a value: `[8.4.1, 8.5.1]`, or by standard `{ TSC: [CC6.1, CC6.2] }`.
fn by_standard<'n>(decoder: &mut Decoder<'_>, field: &Field, node: &'n Node) -> Vec<List<'n>> {
    let items = node.items();
    let list = |items: &'n [Node]| List {
        of: node,
        items,
        standard: field.standard.clone(),
    };
    if !items.iter().any(|item| standards(item).is_some()) {
        return vec![list(items)];
    }
    let mut lists = Vec::new();
    for item in items {
        let Some(standards) = standards(item) else {
            lists.push(list(std::slice::from_ref(item)));
            continue;
        };
        for Entry {
            key,
            key_spot,
            node,
        } in standards
        {
            if node.is_blank() {
                let message = format!("`{key}` names no clause");
                decoder.invalid(*key_spot, message, "write its clauses, or take it out");
            }
            lists.push(List {
                of: node,
                items: node.items(),
                standard: Some(Spanned::new(key.clone(), *key_spot)),
            });
        }
    }
    lists
}

/// The lists of a table of clauses by standard; `None` for a claim, for a table without a list, and for
/// one that has a field of a claim, if only nearly.
fn standards(item: &Node) -> Option<&[Entry]> {
    let entries = &item.table()?.0;
    let is_field =
        |entry: &Entry| KNOWN.contains(&&*entry.key) || nearest(&entry.key, KNOWN).is_some();
    let is_list = |entry: &Entry| matches!(entry.node.value, Value::List(_));
    (entries.iter().any(is_list) && !entries.iter().any(is_field)).then_some(&**entries)
}

/// Whether a text is a letter behind a clause that is named as a whole, which is reported: it is not
/// certain whether all of the clause is meant or only its items.
fn is_behind_whole(
    decoder: &mut Decoder<'_>,
    text: &Spanned<String>,
    before: Option<&str>,
) -> bool {
    let Some(before) = before.filter(|before| is_whole_clause(before)) else {
        return false;
    };
    if letter_of_clause(before, &text.value).is_none() {
        return false;
    }
    let message = format!(
        "`{}` is an item of {before}, which is named as a whole before it",
        text.value
    );
    let help = format!(
        "write `{before} {}` for the item alone, or leave the letter out",
        text.value
    );
    decoder.report(&rules::INVALID_CLAUSE, text.span, message, help);
    true
}

/// The clauses of a text. Letters that follow a number belong to it, in the text (`7.1 a, b`) as in a
/// list (`[7.1 a, b]`), where `before` is the clause before it.
fn with_letters(
    node: &Node,
    text: Spanned<String>,
    before: &mut Option<String>,
) -> Vec<Spanned<String>> {
    let items = items_of_clause(&text.value);
    let clauses: Vec<Spanned<String>> = match (items, &before) {
        (Some(items), _) => {
            let items = items.into_iter();
            items
                .map(|(clause, range)| Spanned::new(clause, span_of(node, &text, range)))
                .collect()
        }
        (None, Some(before)) => {
            let item = letter_of_clause(before, &text.value);
            vec![text.map(|text| item.unwrap_or(text))]
        }
        (None, None) => vec![text],
    };
    *before = clauses.last().map(|clause| clause.value.clone());
    clauses
}

/// The span of a part of a text; that of the whole text, if it is written otherwise than it reads.
fn span_of(node: &Node, text: &Spanned<String>, range: Range<usize>) -> Span {
    let written = node.text().unwrap_or_default();
    let begin = written.len() - written.trim_start().len();
    let length = (text.span.end - text.span.start) as usize;
    let quote = match length.checked_sub(written.len()) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return text.span,
    };
    if written.contains('\n') || !text.value.is_char_boundary(range.start) {
        return text.span;
    }
    let before = text.value[..range.start].chars().count() + begin + quote;
    let start = text.span.start + (quote + begin + range.start) as u32;
    Span {
        column: text.span.column + before as u32,
        start,
        end: start + range.len() as u32,
        ..text.span
    }
}

/// A claim of a whole document on a whole clause.
fn whole_claim(clause: Spanned<String>) -> StatedClaim {
    StatedClaim {
        clause,
        standard: None,
        file: None,
        read_by: None,
        origin: ClaimOrigin::Document,
        extent: Extent::Full,
        note: None,
        struck: None,
        is_proposed: false,
    }
}

/// A claim for a section, in part, or with a note. It names one clause, or items of one.
fn claim_of_table(decoder: &mut Decoder<'_>, node: &Node, table: &Table) -> Option<StatedClaim> {
    // An unknown field may restrict the claim, so the claim counts as partial (`docs/design.md`,
    // "Doubt never shows as covered").
    let mut is_doubtful = false;
    for entry in table.0.iter().filter(|entry| !KNOWN.contains(&&*entry.key)) {
        is_doubtful = true;
        decoder.unknown(
            &rules::UNKNOWN_FIELD,
            entry,
            "field of a claim",
            KNOWN.into_iter(),
        );
    }
    // A claim with `status: proposed` counts as planned. A claim with another word is left out.
    let is_proposed = match table.get("status").filter(|node| !node.is_blank()) {
        None => false,
        Some(node) => decoder
            .one_of("status", node, ["proposed"].into_iter())
            .map(|_| true)?,
    };
    for entry in table.0.iter().filter(|entry| entry.node.is_blank()) {
        // The intended section or extent is unknown, so a blank value is an error.
        if ["section", "extent"].contains(&&*entry.key) {
            let message = format!("`{}` of the claim is empty", entry.key);
            let help = "write a value, or take it out";
            decoder.invalid(entry.key_spot, message, help);
        }
    }
    let mut text = |name: &str| decoder.text(name, table.get(name)?);
    let (clause, section, note) = (text("clause"), text("section"), text("note"));
    let extent = match table.get("extent") {
        None if is_doubtful => Extent::Partial,
        None => Extent::Full,
        // An unknown word is reported, and the claim counts as partial.
        Some(node) => match decoder.one_of("extent", node, ["full", "partial"].into_iter()) {
            Some(word) if word.value == "full" && !is_doubtful => Extent::Full,
            _ => Extent::Partial,
        },
    };
    let Some(clause) = clause else {
        let written = table.get("clause").filter(|node| !node.is_blank());
        if written.is_none() {
            let missing = decoder
                .diagnostic(&rules::MISSING_FIELD, node.span, "a claim names no clause")
                .help("add `clause: 8.4.1`");
            decoder.diagnostics.push(match is_doubtful {
                true => missing.follows(&rules::UNKNOWN_FIELD),
                false => missing,
            });
        }
        return None;
    };
    let origin = match section {
        Some(section) => {
            ClaimOrigin::NamedSection(section.map(|id| SectionId::new(id.trim_start_matches('#'))))
        }
        None => ClaimOrigin::Document,
    };
    Some(StatedClaim {
        clause,
        standard: None,
        file: None,
        read_by: None,
        origin,
        extent,
        note: note.map(|note| note.value),
        struck: None,
        is_proposed,
    })
}
