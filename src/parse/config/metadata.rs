//! `[[metadata]]`: fields that stand in the texts of pages (`docs/design.md`, "Metadata in texts").

use super::defaults::{Parts, files, part, regular_expression};
use super::entries::{ReadEntries, entries, without_mistakes};
use super::mappings::{Kinds, field_names};
use crate::conventions::folded;
use crate::diagnostics::{RuleLevels, Span};
use crate::manual::{BlockNames, FieldName, GivenField, Gives, Sought, TextEntry, folded_name};
use crate::parse::decode::Decoder;
use crate::parse::node::Table;
use crate::rules;

/// The keys of an entry.
pub(in crate::parse) const SETTINGS: [&str; 4] = ["names", "pattern", "headings", "files"];

/// Reads the entries. An entry with a mistake is left out.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    table: &Table,
    kinds: &Kinds<'_>,
    levels: &RuleLevels,
    parts: &mut Parts,
) -> ReadEntries<TextEntry> {
    entries(
        decoder,
        table,
        "metadata",
        levels,
        |decoder, span, table| {
            without_mistakes(decoder, parts, |decoder, parts| {
                entry(decoder, span, table, kinds, parts)
            })
        },
    )
}

fn entry(
    decoder: &mut Decoder<'_>,
    span: Span,
    table: &Table,
    kinds: &Kinds<'_>,
    parts: &mut Parts,
) -> Option<TextEntry> {
    decoder.no_blank_settings(table, &[]);
    for entry in table
        .0
        .iter()
        .filter(|entry| !SETTINGS.contains(&&*entry.key))
    {
        let what = "setting of [[metadata]]";
        decoder.unknown(&rules::UNKNOWN_SETTING, entry, what, SETTINGS.into_iter());
    }
    let of_files = table.get("files").map(|_| files(decoder, table, parts));
    let needs: Vec<_> = of_files.iter().map(|files| files.part).collect();
    let (sought, entry_part, fields) = match (table.get("names"), table.get("pattern")) {
        (Some(names), None) => {
            let names = decoder.table("names", names)?;
            let names = field_names(decoder, names, kinds);
            let message = "no text of these files has a block with one of these names";
            let entry_part = part(parts, span, message.to_owned(), &needs);
            let fields = names.iter().map(|(written, field)| GivenField {
                name: FieldName::new(field),
                part: part(
                    parts,
                    written.span,
                    format!("no block of these files has the name `{}`", written.value),
                    &[entry_part],
                ),
            });
            let fields = fields.collect();
            let names = names.iter().map(|(written, _)| folded_name(&written.value));
            let names = BlockNames::Listed(names.collect());
            (Sought::Block(names), entry_part, fields)
        }
        (None, Some(node)) => {
            let example = "with named groups, such as '(?m)^# (?<id>[A-Z]+-[0-9]+): (?<title>.+)$'";
            let (regex, written) = regular_expression(decoder, "pattern", node, example)?;
            let message = format!(
                "`{}` fits nothing in the texts of these files; what stands in code is passed over",
                written.value
            );
            let entry_part = part(parts, written.span, message, &needs);
            let mut fields = Vec::new();
            for name in regex.capture_names().flatten() {
                if kinds.are_known && kinds.fields(name).next().is_none() {
                    let message = format!("no kind has a field `{name}`, which the pattern gives");
                    let diagnostic = decoder
                        .diagnostic(&rules::INVALID_VALUE, written.span, message)
                        .nearest_of(name, kinds.field_names(), || {
                            "name each group by a field, such as (?<id>…)".to_owned()
                        });
                    decoder.diagnostics.push(diagnostic);
                }
                let name = FieldName::new(name);
                fields.push(GivenField {
                    name,
                    part: entry_part,
                });
            }
            if fields.is_empty() {
                let message = "the pattern has no named group, so that it gives no field";
                let help = "name what a field is: '(?m)^# (?<id>[A-Z]+-[0-9]+): (?<title>.+)$'";
                decoder.invalid(written.span, message, help);
            }
            (Sought::FirstMatch(regex), entry_part, fields)
        }
        (Some(_), Some(pattern)) => {
            let message = "an entry has `names` or a `pattern`, not both";
            decoder.invalid(pattern.span, message, "write an entry for each");
            return None;
        }
        (None, None) => {
            let message =
                "the entry says neither by which `names` nor by which `pattern` it finds fields";
            let help = "add names = { \"Document ID\" = \"id\" }";
            missing(decoder, table, span, message, help);
            return None;
        }
    };
    if let (Sought::FirstMatch(_), Some(headings)) = (&sought, table.get("headings")) {
        let message = "`headings` says where a block stands, and a pattern finds no block";
        decoder.invalid(headings.span, message, "take it out");
    }
    let headings = table.get("headings");
    let headings = headings.map_or_else(Vec::new, |node| decoder.texts("headings", node));
    Some(TextEntry {
        files: of_files,
        headings: headings.iter().map(|one| folded(&one.value)).collect(),
        sought,
        gives: Gives::Fields(fields),
        span,
        part: entry_part,
    })
}

/// Reports that something is missing in an entry. If a key of the entry is unknown, it may be that.
fn missing(decoder: &mut Decoder<'_>, table: &Table, span: Span, message: &str, help: &str) {
    let missing = decoder
        .diagnostic(&rules::MISSING_FIELD, span, message)
        .help(help);
    let is_known = |key: &str| SETTINGS.contains(&key);
    let missing = match table.0.iter().all(|entry| is_known(&entry.key)) {
        true => missing,
        false => missing.follows(&rules::UNKNOWN_SETTING),
    };
    decoder.diagnostics.push(missing);
}
