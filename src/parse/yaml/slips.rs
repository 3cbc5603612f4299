//! Explains the commonest YAML mistakes in plain messages, with what to write instead.

use std::ops::Range;

use crate::diagnostics::{Diagnostic, Location, Source};
use crate::parse::node::{Node, Table, Value};
use crate::rules;

/// A common mistake: its byte range, what is wrong, and what to write instead.
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
}

/// The help where the mistake is not one of the known ones.
pub(super) const HELP: &str = "write each field as `name: value`; text with a colon, a hash or a bracket in it needs quotation \
     marks";

/// The mistake at the byte offset where the YAML parser failed, if it is one of the common ones.
pub(super) fn slip_at(text: &str, at: usize) -> Option<Slip> {
    let line = line_at(text, at.min(text.len()));
    tab(text, line.clone())
        .or_else(|| tab(text, line_at(text, (line.end + 1).min(text.len()))))
        .or_else(|| entry(text, line.clone()))
        .or_else(|| indented(text, line.clone()))
        .or_else(|| of_field(text, line.clone(), at))
        .or_else(|| above(text, line))
}

/// The mistake in the line above: the parser notices a mistake in the first field only at the next
/// line.
fn above(text: &str, line: Range<usize>) -> Option<Slip> {
    let before = line_at(text, line.start.checked_sub(1)?);
    let written = text[before.clone()].trim_end();
    if let Some(slip) = tab(text, before.clone()) {
        return Some(slip);
    }
    if separator(written).is_none() {
        return without_space(written, before.start);
    }
    let is_first = text[..before.start].trim().is_empty();
    let is_deeper = written.starts_with(' ') && !text[line].starts_with(' ');
    (is_first && is_deeper).then(|| too_deep(written, before.start))
}

/// An entry of a list that begins with another sign, or has no space behind its dash.
fn entry(text: &str, line: Range<usize>) -> Option<Slip> {
    let written = text[line.clone()].trim();
    let sign = written.chars().next()?;
    let value = &written[sign.len_utf8()..];
    let message = match sign {
        '*' | '+' | '\u{2022}' | '\u{2013}' if value.starts_with(' ') => {
            format!("`{sign}` begins no entry of a list in YAML")
        }
        '-' if !value.starts_with([' ', '-']) && !value.is_empty() => {
            "no space stands behind the dash, so that this is no entry of a list".to_owned()
        }
        _ => return None,
    };
    let indent = text[line.clone()].len() - text[line.clone()].trim_start().len();
    Some(Slip {
        range: line.start + indent..line.start + indent + written.len(),
        message,
        help: format!("write - {}", value.trim()),
    })
}

/// A field that is indented below a field that already has a value.
fn indented(text: &str, line: Range<usize>) -> Option<Slip> {
    let written = text[line.clone()].trim_end();
    let before = line_at(text, line.start.checked_sub(1)?);
    let above = text[before].trim_end();
    let value = above[separator(above)? + 1..].trim();
    let has_value = !value.is_empty() && !value.starts_with(['|', '>', '[', '{', '"', '\'', '#']);
    let is_deeper = written.starts_with(' ') && !above.starts_with([' ', '-', '#']);
    let is_field = separator(written).is_some() && !written.trim_start().starts_with(['-', '#']);
    (has_value && is_deeper && is_field).then(|| too_deep(written, line.start))
}

fn too_deep(written: &str, line: usize) -> Slip {
    Slip {
        range: line..line + written.len() - written.trim_start().len(),
        message: "the line is indented, so that it belongs to the value above it".to_owned(),
        help: "begin each field at the margin, in line with the others".to_owned(),
    }
}

/// The mistake in the value of the field on the line of a byte offset.
pub(super) fn slip_of_value(text: &str, at: usize) -> Option<Slip> {
    let line = line_at(text, at.min(text.len()));
    let end = line.end;
    of_field(text, line, end)
}

fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    start..end
}

/// A tab in the indentation of a line.
fn tab(text: &str, line: Range<usize>) -> Option<Slip> {
    let written = &text[line.clone()];
    let indent = &written[..written.len() - written.trim_start().len()];
    let first = indent.find('\t')?;
    Some(Slip {
        range: line.start + first..line.start + written.trim_end().len().max(first + 1),
        message: "the line begins with a tab, where YAML takes spaces alone".to_owned(),
        help: "write two spaces in place of each tab".to_owned(),
    })
}

/// A value whose text has another meaning in YAML.
fn of_field(text: &str, line: Range<usize>, at: usize) -> Option<Slip> {
    let written = text[line.clone()].trim_end();
    let Some(colon) = separator(written) else {
        return without_space(written, line.start);
    };
    let mut start = line.start + colon + 1;
    let mut end = line.start + written.len();
    let mut name = written[..colon].trim().trim_start_matches("- ");
    let depth = |text: &str| {
        text.matches('{')
            .count()
            .saturating_sub(text.matches('}').count())
    };
    let is_table = text[start..end].trim_start().starts_with('{');
    if is_table && at > start && at < end && depth(&text[start..at]) > 0 {
        // A field of a table in one line.
        let open = text[start..at]
            .rfind(['{', ','])
            .map_or(start, |open| start + open + 1);
        let close = text[at..end]
            .find(['}', ','])
            .map_or(end, |close| at + close);
        let inner = separator(&text[open..close])?;
        name = text[open..open + inner].trim();
        (start, end) = (open + inner + 1, close);
    }
    let padded = &text[start..end];
    start += padded.len() - padded.trim_start().len();
    let value = padded.trim();
    let range = start..start + value.len();
    let quoted = quoted(value);
    let help = format!("put it between quotation marks: {name}: {quoted}");
    let message = match value.chars().next()? {
        quote @ ('"' | '\'') => match value[1..].find(quote) {
            None => "the quotation mark that opens the value is never closed".to_owned(),
            Some(_) => {
                "more text stands behind the quotation mark that closes the value".to_owned()
            }
        },
        '[' | '{' if value.matches('"').count() % 2 == 1 => {
            return Some(Slip {
                range,
                message: "a quotation mark in the list is never closed".to_owned(),
                help: "close it at the end of its value".to_owned(),
            });
        }
        open @ ('[' | '{') => {
            let what = if open == '[' { "list" } else { "table" };
            format!(
                "`{open}` at its beginning makes the value a {what}, and more text stands behind it"
            )
        }
        sign @ ('@' | '%' | '`' | '*' | '&' | '!' | '|' | '>' | '?' | ',' | '-' | ']' | '}') => {
            format!(
                "text cannot begin with `{sign}` in YAML unless it stands between quotation marks"
            )
        }
        _ if value.contains(": ") || value.ends_with(':') => {
            "the value has a colon in it, which YAML takes for the end of a field's name".to_owned()
        }
        _ if written.starts_with(' ') => {
            return Some(too_deep(written, line.start));
        }
        _ => return None,
    };
    Some(Slip {
        range,
        message,
        help,
    })
}

/// A field written `name:value` or `name = value`.
fn without_space(written: &str, line: usize) -> Option<Slip> {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let Some((name, value)) = written.split_once(':') else {
        let (name, value) = written.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        let is_field = !name.is_empty() && name.chars().all(|c| is_name(c) && c != ' ');
        return (is_field && !value.is_empty()).then(|| Slip {
            range: line..line + written.len(),
            message: "an equals sign stands where YAML takes a colon".to_owned(),
            help: format!("write {name}: {value}"),
        });
    };
    (!value.is_empty() && name.chars().all(is_name)).then(|| Slip {
        range: line..line + written.len(),
        message: "no space stands behind the colon, so that this is no field".to_owned(),
        help: format!("write {}: {}", name.trim(), value.trim()),
    })
}

/// The colon that ends a field's name.
fn separator(text: &str) -> Option<usize> {
    let spaced = text.find(": ");
    spaced.or_else(|| text.ends_with(':').then(|| text.len() - 1))
}

/// Puts a text in quotation marks.
pub(super) fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) {
        return format!("'{}'", value.replace('\'', "''"));
    }
    format!("\"{value}\"")
}

/// Reports values that end at a `#` which probably belongs to the value.
pub(crate) fn cut_values(source: &Source, table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in &table.0 {
        look_into(source, &entry.node, &mut found);
    }
    found
}

fn look_into(source: &Source, node: &Node, found: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| look_into(source, item, found)),
        Value::Table(table) => found.extend(cut_values(source, table)),
        Value::Text(_) | Value::Null => found.extend(cut_value(source, node)),
    }
}

fn cut_value(source: &Source, node: &Node) -> Option<Diagnostic> {
    let text = source.text();
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    let value = text.get(start..end)?;
    if value.starts_with(['"', '\'', '|', '>']) || value.contains('\n') {
        return None;
    }
    // The line's end is looked for only behind a `#`, so that a long list takes linear time.
    let rest = text.get(end..)?;
    let comment = rest.trim_start_matches(' ');
    let spaces = rest.len() - comment.len();
    let behind = comment.strip_prefix('#')?.lines().next()?;
    let rest = &rest[..spaces + 1 + behind.len()];
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_meant = !behind.is_empty() && !behind.starts_with([' ', '\t', '#', '-', '=', '!'])
        || (spaces == 1 && digit(behind.trim_start()));
    if !is_meant {
        return None;
    }
    let whole = start..end + rest.trim_end().len();
    let message = format!("the value ends at `#`: it is `{value}`, and the rest is a comment");
    let help = format!(
        "put all of it between quotation marks: {}; before a comment, write two spaces and one behind its `#`",
        quoted(text.get(whole.clone())?.trim_start())
    );
    let location = Location::new(source.path(), source.span(whole));
    Some(Diagnostic::new(&rules::COMMENT_CUTS_VALUE, location, message).help(help))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    /// The text at the slip, its line and column, a part of the message, and the help.
    fn slip(text: &str) -> (String, u32, u32, String) {
        let source = Source::new(SourcePath::new("a.md"), text);
        let error = crate::parse::yaml::parse(&source, 0..text.len()).unwrap_err();
        let span = error.location.span;
        let at = text[span.start as usize..span.end as usize].to_owned();
        (at, span.line, span.column, error.help.unwrap_or_default())
    }

    #[test]
    fn a_value_that_yaml_takes_for_something_else_is_put_between_quotation_marks() {
        for (value, quoted) in [
            ("Purchasing: suppliers", "\"Purchasing: suppliers\""),
            ("Rules:", "\"Rules:\""),
            ("[Draft] Purchasing", "\"[Draft] Purchasing\""),
            ("{{ company }} rules", "\"{{ company }} rules\""),
            ("\"A\" and B", "'\"A\" and B'"),
            ("'A' and it", "\"'A' and it\""),
            ("@home", "\"@home\""),
            ("%20 off", "\"%20 off\""),
            ("`code`", "\"`code`\""),
            ("*bold* rules", "\"*bold* rules\""),
            ("!important Rules", "\"!important Rules\""),
            ("&Partners rules", "\"&Partners rules\""),
            ("- item", "\"- item\""),
        ] {
            let (at, line, column, help) = slip(&format!("id: A\ntitle: {value}\nkind: x\n"));
            assert_eq!((&*at, line, column), (value, 2, 8), "{value}: {help}");
            assert!(
                help.ends_with(&format!("title: {quoted}")),
                "{value}: {help}"
            );
        }
    }

    #[test]
    fn a_field_of_a_table_in_one_line_is_told_by_itself() {
        let (at, line, column, help) = slip("id: A\nchange: { a: 1, b: x: y }\n");
        assert_eq!((&*at, line, column), ("x: y", 2, 20), "{help}");
        assert!(help.ends_with("b: \"x: y\""), "{help}");
    }

    #[test]
    fn tabs_missing_spaces_and_wrong_margins_are_told_at_their_place() {
        for (text, at, line, column, part) in [
            (
                "id: A\nclauses:\n\t- 8.5.1\n",
                "\t- 8.5.1",
                3,
                1,
                "two spaces",
            ),
            ("id: A\n  \tx: y\n", "\tx: y", 2, 3, "two spaces"),
            (
                "id: A\nkind:procedure\nx: y\n",
                "kind:procedure",
                2,
                1,
                "kind: procedure",
            ),
            ("a: b\n c: d\n", "", 2, 1, "margin"),
            ("a:\n  - b\n  * c d\n", "* c d", 3, 3, "write - c d"),
            ("a:\n- b\n-c\n", "-c", 3, 1, "write - c"),
            ("a: [\"b]\n", "[\"b]", 1, 4, "close it"),
        ] {
            let (found, found_line, found_column, help) = slip(text);
            assert_eq!(
                (&*found, found_line, found_column),
                (at, line, column),
                "{text:?} {help}"
            );
            assert!(help.contains(part), "{text:?}: {help}");
        }
    }

    fn cut(text: &str) -> Vec<String> {
        let source = Source::new(SourcePath::new("a.md"), text);
        let table = crate::parse::yaml::parse(&source, 0..text.len()).unwrap();
        let found = cut_values(&source, &table).into_iter();
        let at =
            |one: &Diagnostic| one.location.span.start as usize..one.location.span.end as usize;
        found.map(|one| text[at(&one)].to_owned()).collect()
    }

    #[test]
    fn a_hash_that_belongs_to_a_value_is_told_from_a_comment() {
        assert_eq!(
            cut("title: Form #12 register\nlist:\n  - Lot # 7\nx: { a: b #3\n  }\n"),
            ["Form #12 register", "Lot # 7", "b #3"]
        );
        let comments = "status: draft                # draft | review\nowner: QM       # a role\n\
                        a: b # as said\nc: \"x #1\"\nd: x#1\ne:  # nothing\nf: |\n  text #1\n# whole\n";
        assert_eq!(cut(comments), [""; 0]);
    }
}
