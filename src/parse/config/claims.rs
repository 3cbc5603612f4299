//! `[[claims]]`: claims that stand elsewhere than in our own form (`docs/design.md`, "Claims in tables
//! and other notations").

use super::defaults::{Parts, files, part, regular_expression};
use super::entries::without_mistakes;
use super::path_of;
use crate::diagnostics::{Span, Spanned};
use crate::manual::{
    ClaimColumn, ClaimsFile, ClaimsSetting, Extent, Gives, Sought, TextEntry, folded_name,
};
use crate::parse::decode::{Decoder, list_words};
use crate::parse::node::{Node, Table};
use crate::rules;

/// The keys that say where claims stand.
pub(in crate::parse) const PLACES: [&str; 4] = ["file", "columns", "pattern", "files"];

/// The value of a column whose name is the head of something else in the tables.
const UNREAD: &str = "false";

/// The entries, by what they read.
#[derive(Default)]
pub(super) struct ReadClaims {
    pub(super) texts: Vec<TextEntry>,
    pub(super) files: Vec<ClaimsFile>,
}

/// Reads the entries. An entry with a mistake is left out: it may restrict claims in a way that
/// cannot be read.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table, parts: &mut Parts) -> ReadClaims {
    let mut read = ReadClaims::default();
    for item in table.get("claims").map(Node::items).unwrap_or_default() {
        let one = without_mistakes(decoder, parts, |decoder, parts| {
            let table = decoder.table("claims", item)?;
            let mut one = ReadClaims::default();
            entry(decoder, item.span, table, parts, &mut one);
            Some(one)
        });
        if let Some(mut one) = one {
            read.texts.append(&mut one.texts);
            read.files.append(&mut one.files);
        }
    }
    read
}

fn entry(
    decoder: &mut Decoder<'_>,
    span: Span,
    table: &Table,
    parts: &mut Parts,
    read: &mut ReadClaims,
) {
    decoder.no_blank_settings(table, &[]);
    for entry in table.0.iter().filter(|entry| !is_known(&entry.key)) {
        let known = PLACES.into_iter().chain(ClaimColumn::names());
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting of [[claims]]",
            known,
        );
    }
    let mut setting = ClaimsSetting {
        span,
        columns: Vec::new(),
        others: Vec::new(),
        constants: constants(decoder, table),
    };
    let place = |name: &str| table.get(name).filter(|node| !node.is_blank());
    if let (Some(node), Some(_)) = (place("pattern"), place("file").or(place("columns"))) {
        let message = "an entry reads tables or a `pattern`, not both";
        return decoder.invalid(node.span, message, "write an entry for each");
    }
    if let Some(node) = place("file") {
        read.files
            .extend(file(decoder, table, node, setting, parts));
        return;
    }
    let of_files = table.get("files").map(|_| files(decoder, table, parts));
    let needs: Vec<_> = of_files.iter().map(|files| files.part).collect();
    let (sought, entry_part) = if let Some(node) = place("columns") {
        let Some(heads) = columns(decoder, node, &mut setting) else {
            return;
        };
        let message = "no table of these files has all of these heads".to_owned();
        let heads = heads.iter().map(|head| folded_name(&head.value)).collect();
        (
            Sought::Tables(heads),
            part(parts, node.span, message, &needs),
        )
    } else if let Some(node) = place("pattern") {
        let example = "with named groups, such as '\\[9001:(?<clause>[^\\]]+)\\]'";
        let Some((regex, written)) = regular_expression(decoder, "pattern", node, example) else {
            return;
        };
        for name in regex.capture_names().flatten() {
            match ClaimColumn::find(name) {
                Some(column) => setting.columns.push(column),
                None => unknown_group(decoder, written.span, name),
            }
        }
        let message = format!(
            "`{}` fits nothing in the texts of these files; what stands in code is passed over",
            written.value
        );
        let entry_part = part(parts, written.span, message, &needs);
        (Sought::Matches(regex), entry_part)
    } else {
        let message = "the entry does not say where claims stand";
        let help = "add file = \"claims.csv\", columns = { clause = \"Section\" } or a pattern";
        return missing(decoder, table, span, message, help);
    };
    needs_clause(decoder, table, &setting);
    read.texts.push(TextEntry {
        headings: Vec::new(),
        files: of_files,
        sought,
        gives: Gives::Claims(setting),
        span,
        part: entry_part,
    });
}

/// Reports an entry by which no row names a clause.
fn needs_clause(decoder: &mut Decoder<'_>, table: &Table, setting: &ClaimsSetting) {
    let clause = ClaimColumn::Clause;
    if !setting.columns.contains(&clause) && setting.constant(clause).is_none() {
        let message = "the entry does not say which column or group is the clause";
        let help = "add clause to columns, or a group (?<clause>…) to the pattern";
        missing(decoder, table, setting.span, message, help);
    }
}

/// Reports that something is missing in an entry. If a key of the entry or one of its columns is
/// unknown, it may be that.
fn missing(decoder: &mut Decoder<'_>, table: &Table, span: Span, message: &str, help: &str) {
    let missing = decoder
        .diagnostic(&rules::MISSING_FIELD, span, message)
        .help(help);
    let columns = table.get("columns").and_then(Node::table);
    let columns = columns.map_or(&[][..], |columns| &columns.0);
    let are_known = table.0.iter().all(|entry| is_known(&entry.key))
        && columns
            .iter()
            .all(|entry| ClaimColumn::find(&entry.key).is_some());
    decoder.diagnostics.push(match are_known {
        true => missing,
        false => missing.follows(&rules::UNKNOWN_SETTING),
    });
}

/// Whether an entry may have this key.
fn is_known(key: &str) -> bool {
    PLACES.contains(&key) || ClaimColumn::find(key).is_some()
}

/// Reads an entry for a CSV file.
fn file(
    decoder: &mut Decoder<'_>,
    table: &Table,
    node: &Node,
    mut setting: ClaimsSetting,
    parts: &mut Parts,
) -> Option<ClaimsFile> {
    if let Some(files) = table.0.iter().find(|entry| entry.key == "files") {
        let message = "`files` selects texts, and this entry reads a table beside them";
        decoder.invalid(files.key_spot, message, "take it out");
    }
    let path = decoder.text("file", node)?.map(|path| path_of(&path));
    let heads = match table.get("columns").filter(|node| !node.is_blank()) {
        None => None,
        Some(node) => Some(columns(decoder, node, &mut setting)?),
    };
    if heads.is_some() {
        needs_clause(decoder, table, &setting);
        let document = ClaimColumn::Document;
        if !setting.columns.contains(&document) && setting.constant(document).is_none() {
            let message = "the entry does not say which column names the document";
            let help = "add document to columns: a table beside the texts is no document itself";
            missing(decoder, table, setting.span, message, help);
        }
    }
    let message = format!("no row of `{}` claims a clause for a document", path.value);
    Some(ClaimsFile {
        part: part(parts, path.span, message, &[]),
        path,
        heads,
        setting,
    })
}

/// Reads the heads of columns.
fn columns(
    decoder: &mut Decoder<'_>,
    node: &Node,
    setting: &mut ClaimsSetting,
) -> Option<Vec<Spanned<String>>> {
    let table = decoder.table("columns", node)?;
    decoder.no_blank_settings(table, &[]);
    let mut heads: Vec<Spanned<String>> = Vec::new();
    let mut unread = Vec::new();
    for entry in &table.0 {
        let Some(column) = ClaimColumn::find(&entry.key) else {
            decoder.unknown(
                &rules::UNKNOWN_SETTING,
                entry,
                "column",
                ClaimColumn::names(),
            );
            continue;
        };
        if entry.node.text() == Some(UNREAD) {
            unread.push(column);
            continue;
        }
        let Some(head) = decoder.text(&entry.key, &entry.node) else {
            continue;
        };
        let is_same = |one: &&Spanned<String>| folded_name(&one.value) == folded_name(&head.value);
        if heads.iter().any(|one| is_same(&one)) {
            let message = format!(
                "the column `{}` is given another meaning already",
                head.value
            );
            decoder.invalid(head.span, message, "keep one of the two");
        }
        setting.columns.push(column);
        heads.push(head);
    }
    // Many tables have sections of something else, and without one the claim is no larger.
    unread.push(ClaimColumn::Section);
    let is_other =
        |column: &ClaimColumn| !setting.columns.contains(column) && !unread.contains(column);
    setting.others = ClaimColumn::ALL.into_iter().filter(is_other).collect();
    Some(heads)
}

/// What the entry says for all rows.
fn constants(decoder: &mut Decoder<'_>, table: &Table) -> Vec<(ClaimColumn, Spanned<String>)> {
    let mut constants = Vec::new();
    for entry in &table.0 {
        let Some(column) = ClaimColumn::find(&entry.key) else {
            continue;
        };
        let value = match column {
            ClaimColumn::Extent => {
                let words = [Extent::Full, Extent::Partial].map(Extent::word);
                decoder.one_of("extent", &entry.node, words.into_iter())
            }
            ClaimColumn::Status => decoder.one_of("status", &entry.node, ["proposed"].into_iter()),
            _ => decoder.text(&entry.key, &entry.node),
        };
        constants.extend(value.map(|value| (column, value)));
    }
    constants
}

fn unknown_group(decoder: &mut Decoder<'_>, span: Span, name: &str) {
    let message = format!("a claim has no column `{name}`, which the pattern gives");
    let diagnostic = decoder
        .diagnostic(&rules::INVALID_VALUE, span, message)
        .nearest_of(name, ClaimColumn::names(), || {
            let names: Vec<&str> = ClaimColumn::names().collect();
            format!("the groups are {}", list_words(&names))
        });
    decoder.diagnostics.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use crate::diagnostics::{Source, SourcePath};
    use crate::parse::parse_config;

    const PLAIN: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n";

    /// The mistakes in the entries: line, column, message.
    fn told(entries: &str) -> Vec<(u32, u32, String)> {
        let text = format!("{PLAIN}{entries}");
        let source = Source::new(SourcePath::new("manual.toml"), text.as_str());
        let (config, told) = parse_config(&source);
        assert_eq!(
            config.texts.is_empty() && config.claims_files.is_empty(),
            !told.is_empty()
        );
        let told = told.into_iter().filter(|one| one.follows.is_none());
        let told = told.map(|one| {
            let span = one.location.span;
            (span.line, span.column, one.message)
        });
        told.collect()
    }

    #[test]
    fn claims_stand_in_files_in_tables_and_in_other_notations() {
        for entry in [
            "[[claims]]\nfile = \"claims.csv\"\n",
            "[[claims]]\nfile = \"soa.csv\"\ncolumns = { clause = \"Control\", document = \"Policy\" }\n\
             status = \"proposed\"\n",
            "[[claims]]\ncolumns = { clause = \"ISO 9001\" }\nfiles = [\"sops/**\"]\nextent = \"partial\"\n",
            "[[claims]]\npattern = '\\[9001:(?<clause>[^\\]]+)\\]'\nstandard = \"iso-9001-2015\"\n",
            "[[claims]]\npattern = 'see the manual'\nclause = \"4.1\"\n",
            "[[metadata]]\nnames = { \"Document ID\" = \"id\" }\nfiles = \"references/*.md\"\n",
            "[[metadata]]\npattern = '(?m)^# (?<id>REF-[0-9]+): (?<title>.+)$'\n",
        ] {
            assert_eq!(told(entry), [], "{entry}");
        }
    }

    #[test]
    fn an_entry_with_a_mistake_is_told_and_reads_nothing() {
        for (entry, column, message) in [
            (
                "[[claims]]\nfiel = \"a.csv\"\n",
                1,
                "unknown setting of [[claims]] `fiel`",
            ),
            (
                "[[claims]]\nfile = \"a.csv\"\nextent = \"half\"\n",
                10,
                "`half` is no extent",
            ),
            (
                "[[claims]]\ncolumns = { claus = \"Control\" }\nclause = \"4.1\"\n",
                13,
                "unknown column `claus`",
            ),
            (
                "[[claims]]\npattern = '(?<claus>x)'\nclause = \"4.1\"\n",
                11,
                "a claim has no column `claus`, which the pattern gives",
            ),
            (
                "[[claims]]\npattern = '(?<clause>'\n",
                11,
                "`(?<clause>` is no pattern: unclosed group",
            ),
            (
                "[[claims]]\ncolumns = { clause = \"A\" }\npattern = '(?<clause>x)'\n",
                11,
                "an entry reads tables or a `pattern`, not both",
            ),
            (
                "[[claims]]\nfile = \"a.csv\"\ncolumns = { clause = \"A\", section = \"a :\" }\n\
                 document = \"QP-1\"\n",
                37,
                "the column `a :` is given another meaning already",
            ),
            (
                "[[claims]]\nfile = \"a.csv\"\nfiles = \"*.md\"\n",
                1,
                "`files` selects texts, and this entry reads a table beside them",
            ),
            (
                "[[metadata]]\nnames = { Version = \"revison\" }\n",
                21,
                "no kind has a field `revison`",
            ),
            (
                "[[metadata]]\npattern = '(?<idd>x)'\n",
                11,
                "no kind has a field `idd`, which the pattern gives",
            ),
            (
                "[[metadata]]\npattern = 'x'\n",
                11,
                "the pattern has no named group, so that it gives no field",
            ),
        ] {
            let told = told(entry);
            let [(_, at, what)] = &*told else {
                panic!("{entry}: {told:?}")
            };
            assert_eq!((*at, &**what), (column, message), "{entry}");
        }
    }

    #[test]
    fn an_entry_that_leaves_out_what_it_needs_is_told_where_it_begins() {
        for (entry, message) in [
            (
                "[[claims]]\nstandard = \"x\"\n",
                "the entry does not say where claims stand",
            ),
            (
                "[[claims]]\npattern = 'x'\n",
                "the entry does not say which column or group is the clause",
            ),
            (
                "[[claims]]\nfile = \"a.csv\"\ncolumns = { clause = \"A\" }\n",
                "the entry does not say which column names the document",
            ),
            (
                "[[metadata]]\nfiles = \"*.md\"\n",
                "the entry says neither by which `names` nor by which `pattern` it finds fields",
            ),
        ] {
            let told = told(entry);
            let [(3, _, what)] = &*told else {
                panic!("{entry}: {told:?}")
            };
            assert_eq!(what, message, "{entry}");
        }
    }
}
