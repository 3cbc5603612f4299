//! `[[defaults]]`: fields that the manual's files do not give themselves (`docs/design.md`,
//! "Defaults").

use std::collections::BTreeMap;

use regex::Regex;

use super::entries::{ReadEntries, entries};
use super::mappings::{Kinds, field_names};
use super::reading;
use crate::diagnostics::{RuleLevels, Span, Spanned};
use crate::index::IndexVec;
use crate::manual::{
    DefaultField, DefaultFiles, DefaultValue, Defaults, FieldName, FileFieldName, NamePattern,
    PathGlobs, SettingPart, SettingPartIx, Template, nested,
};
use crate::parse::decode::Decoder;
use crate::parse::node::{Entry, Node, Table, Value};
use crate::rules;

/// The keys of an entry that are no fields.
pub(in crate::parse) const SETTINGS: [&str; 3] = ["files", "match", "fields"];

/// Reads the entries.
pub(super) fn read(
    decoder: &mut Decoder<'_>,
    table: &Table,
    kinds: &Kinds<'_>,
    levels: &RuleLevels,
    parts: &mut Parts,
) -> ReadEntries<Defaults> {
    entries(
        decoder,
        table,
        "defaults",
        levels,
        |decoder, span, table| Some(entry(decoder, span, table, kinds, parts)),
    )
}

/// The parts of settings that files must use.
pub(super) type Parts = IndexVec<SettingPartIx, SettingPart>;

/// Adds a part that files must use.
pub(super) fn part(
    parts: &mut Parts,
    span: Span,
    message: String,
    needs: &[SettingPartIx],
) -> SettingPartIx {
    parts.push(SettingPart {
        span,
        message,
        help: "correct it, or take it out",
        needs: needs.to_vec(),
    })
}

fn entry(
    decoder: &mut Decoder<'_>,
    span: Span,
    table: &Table,
    kinds: &Kinds<'_>,
    parts: &mut Parts,
) -> Defaults {
    decoder.no_blank_settings(table, &[]);
    let files = table.get("files").map(|_| files(decoder, table, parts));
    let mut needs: Vec<SettingPartIx> = files.iter().map(|files| files.part).collect();
    let written = table.get("match").filter(|node| !node.is_blank());
    let name = written.map(|node| pattern(decoder, node, &needs, parts));
    let is_name_damaged = matches!(name, Some(None));
    let name = name.flatten();
    needs.extend(name.as_ref().map(|name| name.part));
    // The groups of a pattern that cannot be read are not known.
    let groups: Option<Vec<&str>> = (!is_name_damaged).then(|| {
        let regex = name.as_ref().map(|name| &name.regex);
        let groups = regex.into_iter().flat_map(Regex::capture_names);
        groups.flatten().collect()
    });
    let fields = table.0.iter();
    let fields = fields.filter(|entry| !SETTINGS.contains(&&*entry.key) && !entry.node.is_blank());
    let fields: Vec<DefaultField> = fields
        .filter_map(|entry| field(decoder, entry, groups.as_deref(), kinds))
        .collect();
    let names = table.get("fields");
    let names = names.and_then(|node| decoder.table("fields", node));
    let names = names.map_or_else(Vec::new, |table| field_names(decoder, table, kinds));
    let mut used_names: BTreeMap<String, FileFieldName> = BTreeMap::new();
    for (written, name) in names {
        let message = format!("no file of this entry has a field `{}`", written.value);
        let outer = nested(&written.value).and_then(|(outer, _)| used_names.get(outer));
        let needs: Vec<SettingPartIx> = needs
            .iter()
            .copied()
            .chain(outer.map(|name| name.part))
            .collect();
        let part = part(parts, written.span, message, &needs);
        used_names.insert(written.value, FileFieldName { name, part });
    }
    let message = match fields.is_empty() && used_names.is_empty() {
        true => "this entry gives no field",
        false => {
            "no file takes a field from this entry: each has its own, or one of an entry above"
        }
    };
    needs.extend(used_names.values().map(|name| name.part));
    Defaults {
        // Without its pattern the entry would be for files that it does not mean.
        fits_nothing: is_name_damaged,
        part: part(parts, span, message.to_owned(), &needs),
        files,
        name,
        fields,
        field_names: used_names,
    }
}

/// Reads the files that an entry is for.
pub(super) fn files(decoder: &mut Decoder<'_>, table: &Table, parts: &mut Parts) -> DefaultFiles {
    let globs: PathGlobs = reading::globs(decoder, table, "files");
    let of_globs = globs.all().iter().map(|glob| {
        let written = &glob.written;
        let message = format!("`{}` fits no page of the manual", written.value);
        part(parts, written.span, message, &[])
    });
    let of_globs: Vec<SettingPartIx> = of_globs.collect();
    let span = table
        .get("files")
        .map_or_else(Span::default, |node| node.span);
    let message = "these patterns leave no page of the manual".to_owned();
    DefaultFiles {
        part: part(parts, span, message, &of_globs),
        parts: of_globs,
        globs,
    }
}

fn pattern(
    decoder: &mut Decoder<'_>,
    node: &Node,
    needs: &[SettingPartIx],
    parts: &mut Parts,
) -> Option<NamePattern> {
    let example = "for the names of the files, such as '^(?<no>[A-Z]+-[0-9]+)'";
    let (regex, written) = regular_expression(decoder, "match", node, example)?;
    let message = format!("`{}` fits the name of no file", written.value);
    let part = part(parts, written.span, message, needs);
    Some(NamePattern { regex, part })
}

/// Reads a regular expression. One that is not valid is reported.
pub(super) fn regular_expression(
    decoder: &mut Decoder<'_>,
    name: &str,
    node: &Node,
    example: &str,
) -> Option<(Regex, Spanned<String>)> {
    let written = decoder.text(name, node)?;
    match Regex::new(&written.value) {
        Ok(regex) => Some((regex, written)),
        Err(error) => {
            let message = format!("`{}` is no pattern: {}", written.value, why(&error));
            let help = format!("write a regular expression {example}");
            decoder.invalid(written.span, message, &help);
            None
        }
    }
}

/// What is wrong with a regular expression, in one line.
fn why(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

/// Reads a field that an entry gives. A field that no kind has is reported.
fn field(
    decoder: &mut Decoder<'_>,
    entry: &Entry,
    groups: Option<&[&str]>,
    kinds: &Kinds<'_>,
) -> Option<DefaultField> {
    if kinds.are_known && kinds.fields(&entry.key).next().is_none() {
        let known = SETTINGS.into_iter().chain(kinds.field_names());
        let what = "field or setting of [[defaults]]";
        decoder.unknown(&rules::UNKNOWN_SETTING, entry, what, known);
        return None;
    }
    Some(DefaultField {
        name: Spanned::new(FieldName::new(&entry.key), entry.key_spot),
        value: value(decoder, &entry.node, groups)?,
    })
}

/// Reads a value with gaps. `groups` are the names that may stand in braces; `None` if they are not
/// known.
fn value(
    decoder: &mut Decoder<'_>,
    node: &Node,
    groups: Option<&[&str]>,
) -> Option<Spanned<DefaultValue>> {
    let read = match &node.value {
        Value::Null => return None,
        Value::Text(text) => {
            let groups_known = groups.unwrap_or_default();
            match Template::parse(text, groups_known) {
                Ok(template) => DefaultValue::Text(template),
                Err(name) => {
                    if groups.is_some() {
                        unknown_group(decoder, node.span, &name, groups_known);
                    }
                    return None;
                }
            }
        }
        Value::List(items) => {
            let items = items.iter();
            DefaultValue::List(
                items
                    .filter_map(|item| value(decoder, item, groups))
                    .collect(),
            )
        }
        Value::Table(table) => {
            let read = |entry: &Entry| {
                let name = Spanned::new(entry.key.clone(), entry.key_spot);
                Some((name, value(decoder, &entry.node, groups)?))
            };
            DefaultValue::Table(table.0.iter().filter_map(read).collect())
        }
    };
    Some(Spanned::new(read, node.span))
}

fn unknown_group(decoder: &mut Decoder<'_>, span: Span, name: &str, groups: &[&str]) {
    let message = format!("`{{{name}}}` is neither `{{stem}}` nor a group of `match`");
    let known = std::iter::once("stem").chain(groups.iter().copied());
    let diagnostic = decoder
        .diagnostic(&rules::INVALID_VALUE, span, message)
        .nearest_of(name, known, || {
            format!("add the group to the entry: match = '^(?<{name}>[A-Z]+-[0-9]+)'")
        });
    decoder.diagnostics.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::parse::parse_config;

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    fn told(entry: &str) -> Vec<(u32, u32, String, String)> {
        let text = format!("{PLAIN}[[defaults]]\n{entry}");
        let source = Source::new(SourcePath::new("manual.toml"), text.as_str());
        let (config, told) = parse_config(&source);
        let told: Vec<_> = told
            .into_iter()
            .map(|one| {
                let span = one.location.span;
                let help = one.help.unwrap_or_default();
                (span.line, span.column, one.message, help)
            })
            .collect();
        assert_eq!(config.damaged.defaults, !told.is_empty());
        told
    }

    #[test]
    fn an_entry_gives_fields_to_files() {
        assert_eq!(
            told(
                "files = [\"policies/**\", \"!policies/old/**\"]\nmatch = '^(?<no>[A-Z]+)'\n\
                 kind = \"policy\"\nid = \"{no}\"\neffective = 2026-01-01\n\
                 roles = [\"{stem} reader\"]\nfields = { version = \"revision\" }\n"
            ),
            []
        );
    }

    #[test]
    fn what_is_wrong_in_an_entry_is_said_where_it_stands() {
        for (entry, column, message, help) in [
            (
                "files = [\"[z-a]\"]\n",
                10,
                "`[z-a]` is no pattern of paths: invalid range; 'z' > 'a'",
                "write a path from the manual's folder",
            ),
            (
                "match = '(?<no'\nid = \"{no}\"\n",
                9,
                "`(?<no` is no pattern: unclosed capture group name",
                "write a regular expression for the names of the files",
            ),
            (
                "match = '^(?<no>A)'\nid = \"{nr}\"\n",
                6,
                "`{nr}` is neither `{stem}` nor a group of `match`",
                "did you mean `no`?",
            ),
            (
                "ownr = \"Buyer\"\n",
                1,
                "unknown field or setting of [[defaults]] `ownr`",
                "did you mean `owner`?",
            ),
            ("owner = \"\"\n", 9, "`owner` is empty", "write a value"),
            (
                "fields = { version = \"revison\" }\n",
                22,
                "no kind has a field `revison`",
                "did you mean `revision`?",
            ),
        ] {
            let told = told(entry);
            let [(_, at, what, instead)] = &*told else {
                panic!("{entry}: {told:?}")
            };
            assert_eq!((*at, &**what), (column, message), "{entry}");
            assert!(instead.starts_with(help), "{entry}: {instead}");
        }
    }
}
