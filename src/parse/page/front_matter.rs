//! Splits off a page's front-matter and parses it into a tree of values. Later steps interpret the
//! values.

use std::ops::Range;

use super::damaged_fields::DamagedFields;
use super::opening::{self, Fences, Format, Opening};
use crate::diagnostics::{Diagnostic, Location, Source, SourcePath, Span};
use crate::manual::look_alike::invisible_in;
use crate::markdown::{MergeMarkers, claims_in};
use crate::parse::node::Table;
use crate::parse::yaml::slips::cut_values;
use crate::parse::{toml, unread_notation, yaml};
use crate::rules;

/// The front-matter of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FrontMatter {
    /// No front-matter: the page is not a controlled document.
    Absent,
    /// The fields, and the span of the opening line.
    Fields(Table, Span),
    /// Front-matter that cannot be read, which was reported.
    Broken(DamagedFields),
}

impl FrontMatter {
    /// Whether it has fields, and no opening line before them. `text` is the whole file.
    pub(super) fn is_unopened(&self, text: &str) -> bool {
        match self {
            Self::Fields(_, opening) => {
                let opening = text.get(opening.start as usize..).unwrap_or_default();
                !opening.starts_with("---") && !opening.starts_with("+++")
            }
            Self::Absent | Self::Broken(_) => false,
        }
    }
}

/// Splits off the front-matter. Returns it, the byte offset where the page's text begins, and the
/// mistakes. `may_be_unopened` says whether it may lack its opening line.
pub(super) fn parse(
    source: &Source,
    may_be_unopened: bool,
) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let text = source.text();
    let opening = match opening::find(text) {
        Opening::None if has_lone_returns(text) => return with_lone_returns(source),
        Opening::Lacking { line, closing } if may_be_unopened => {
            let written = text[line.clone()].trim_end().len();
            let fences = Fences {
                format: Format::Yaml,
                inner: line.start,
                opening: line.start..line.start + written,
                closing: Some(closing),
            };
            return fenced(source, fences);
        }
        opening => opening,
    };
    let (line, end, diagnose): (_, _, fn(&Source, Range<usize>) -> Diagnostic) = match opening {
        Opening::Fences(fences) if is_document_mark(source.path(), &fences) => {
            return (FrontMatter::Absent, 0, Vec::new());
        }
        Opening::Fences(fences) => return fenced(source, fences),
        Opening::Nearly { line, end } => (line, end, nearly),
        Opening::Displaced { line, end } => (line, end, displaced),
        Opening::Braces { line, end } => (line, end, in_braces),
        Opening::Lacking { line, closing } => (line, closing.end, no_opening),
        Opening::Bare { line, end } => (line, end, no_fences),
        Opening::None => return (FrontMatter::Absent, 0, Vec::new()),
    };
    (
        broken(text, line.start..end),
        end,
        vec![diagnose(source, line)],
    )
}

/// Whether a file begins with the line `---` that opens a document of YAML, and not with front-matter.
fn is_document_mark(path: &SourcePath, fences: &Fences) -> bool {
    let is_yaml = matches!(
        path.extension().to_ascii_lowercase().as_str(),
        "yaml" | "yml"
    );
    is_yaml && matches!(fences.format, Format::Yaml) && fences.closing.is_none()
}

/// The byte offset where the text of a file begins, behind its front-matter.
pub(crate) fn body_start(source: &Source) -> usize {
    match opening::find(source.text()) {
        Opening::Fences(fences) if is_document_mark(source.path(), &fences) => 0,
        _ => text_start(source.text()),
    }
}

/// The byte offset where the text of a Markdown page begins, behind its front-matter.
pub(crate) fn text_start(text: &str) -> usize {
    match opening::find(text) {
        Opening::Fences(fences) => fences.closing.map_or(text.len(), |closing| closing.end),
        Opening::Lacking { closing, .. } => closing.end,
        Opening::Nearly { end, .. }
        | Opening::Displaced { end, .. }
        | Opening::Braces { end, .. }
        | Opening::Bare { end, .. } => end,
        Opening::None => 0,
    }
}

/// The syntax of front-matter.
#[cfg(feature = "xlsx")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrontFormat {
    /// Between lines `---`.
    Yaml,
    /// Between lines `+++`.
    Toml,
}

/// The syntax of a page's front-matter, and the byte offset of the line that closes it; `None` if it
/// has none, or none that is closed.
#[cfg(feature = "xlsx")]
pub(crate) fn closing_line(text: &str) -> Option<(FrontFormat, usize)> {
    match opening::find(text) {
        Opening::Fences(fences) => {
            let format = match fences.format {
                Format::Yaml => FrontFormat::Yaml,
                Format::Toml => FrontFormat::Toml,
            };
            Some((format, fences.closing?.start))
        }
        Opening::Lacking { closing, .. } => Some((FrontFormat::Yaml, closing.start)),
        _ => None,
    }
}

/// Whether a text has a carriage return alone as a line end, as old systems write it.
fn has_lone_returns(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

/// Reports front-matter whose lines cannot be told apart because they end in a carriage return
/// alone.
fn with_lone_returns(source: &Source) -> (FrontMatter, usize, Vec<Diagnostic>) {
    // The replacements keep all byte offsets.
    let text = source.text().replace("\r\n", " \n").replace('\r', "\n");
    let (line, end) = match opening::find(&text) {
        Opening::None => return (FrontMatter::Absent, 0, Vec::new()),
        Opening::Fences(fences) => {
            let end = fences.closing.map_or(text.len(), |closing| closing.end);
            (fences.opening, end)
        }
        Opening::Lacking { line, closing } => (line, closing.end),
        Opening::Nearly { line, end }
        | Opening::Displaced { line, end }
        | Opening::Braces { line, end }
        | Opening::Bare { line, end } => (line, end),
    };
    let front = broken(&text, line.start..end);
    let diagnostic = at_line(
        source,
        line,
        "the lines of the front-matter end in a carriage return alone, so that its fields are not read",
    )
    .help("save the file with the line ends of Unix (LF) or of Windows (CR LF)");
    (front, end, vec![diagnostic])
}

/// Reads the fields between two fences.
fn fenced(source: &Source, fences: Fences) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let text = source.text();
    let opening = source.span(fences.opening.clone());
    let end = fences
        .closing
        .as_ref()
        .map_or(fences.inner, |line| line.start);
    let merges = MergeMarkers::find(&text[..end]).diagnostics(source);
    if !merges.is_empty() {
        // Merge markers cause YAML errors that are not separate mistakes.
        let from = fences.closing.map_or(text.len(), |line| line.end);
        return (broken(text, fences.inner..end), from, merges);
    }
    let Some(closing) = fences.closing else {
        let location = Location::new(source.path(), opening);
        let fence = &text[fences.opening];
        let diagnostic = Diagnostic::new(
            &rules::SYNTAX_ERROR,
            location,
            format!("the front-matter that begins with `{fence}` is never closed"),
        )
        .help(format!("write a line `{fence}` behind the last field"));
        let head = text.floor_char_boundary(fences.inner + 4096);
        let front = broken(text, fences.inner..head);
        return (front, text.len(), vec![diagnostic]);
    };
    let inner = fences.inner..closing.start;
    match fences.format {
        Format::Yaml => match yaml::parse(source, inner.clone()) {
            Ok(table) => {
                let mut told = cut_values(source, &table);
                told.extend(unread_claims(source, &table));
                (FrontMatter::Fields(table, opening), closing.end, told)
            }
            Err(diagnostic) => (broken(text, inner), closing.end, vec![*diagnostic]),
        },
        Format::Toml => match toml::parse(source, inner.clone()) {
            (table, errors) if errors.is_empty() => {
                let told = unread_claims(source, &table);
                (FrontMatter::Fields(table, opening), closing.end, told)
            }
            (_, errors) => (broken(text, inner), closing.end, errors),
        },
    }
}

/// Reports claims that are written in a field in the notation of a page's text. Fields are not
/// searched for claims, so they would be lost.
fn unread_claims(source: &Source, table: &Table) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Mistakes in these fields are reported with their values.
    let told = ["id", "clause", "clauses"];
    for (start, text) in unread_notation::texts(source, table.0.iter(), &told) {
        for range in claims_in(text) {
            let range = start + range.start..start + range.end;
            let message = format!(
                "`{}` stands in a field, where no claim is read: it counts nowhere",
                &source.text()[range.clone()]
            );
            let location = Location::new(source.path(), source.span(range));
            let diagnostic = Diagnostic::new(&rules::UNREAD_CLAIM, location, message);
            found.push(
                diagnostic.help(
                    "name the clause under `clauses`, or write it in a paragraph of the page",
                ),
            );
        }
    }
    found.sort_by_key(|one| one.location.span);
    found
}

/// Fields in a block of code at the beginning of a page without front-matter: their names, and the
/// mistake if they are fields of the manual.
#[derive(Clone, Debug)]
pub(crate) struct FieldsInCode {
    /// The names as they are written.
    pub(crate) names: Vec<String>,
    /// The fields, as far as they can be told.
    pub(crate) fields: DamagedFields,
    /// The mistake.
    pub(crate) mistake: Diagnostic,
}

/// Finds fields in a block of code at the beginning of a page.
pub(super) fn fields_in_code(source: &Source) -> Option<FieldsInCode> {
    let (line, names) = opening::fields_in_code(source.text())?;
    let inner = source.text().get(line.end..).unwrap_or_default();
    let end = ["\n```", "\n~~~"].iter().filter_map(|end| inner.find(end));
    let end = end.min().unwrap_or(inner.len());
    Some(FieldsInCode {
        names,
        fields: DamagedFields::find(&inner[..end]),
        mistake: nearly(source, line),
    })
}

/// Lines in the text of a page that look like front-matter: their names, and the mistake if they are
/// fields of the manual.
#[derive(Clone, Debug)]
pub(crate) struct FurtherFields {
    /// The names as they are written.
    pub(crate) names: Vec<String>,
    /// Whether they stand between lines as front-matter does, or before one.
    pub(crate) has_fence: bool,
    /// The fields of the front-matter and these, as far as they can be told.
    pub(crate) fields: DamagedFields,
    /// The mistake.
    pub(crate) mistake: Diagnostic,
}

/// Finds lines that look like front-matter in a text that begins at `from`, behind the front-matter of
/// the page.
pub(super) fn further_fields(source: &Source, from: usize) -> Vec<FurtherFields> {
    let text = source.text();
    let found = opening::further_fields(text, from).into_iter();
    let read = found.map(|lines| {
        let mistake = match from {
            0 => displaced(source, lines.line),
            _ => at_line(
                source,
                lines.line,
                "the page has front-matter already, so that the fields here are not read",
            )
            .help("write one block of front-matter: put the fields into the first"),
        };
        FurtherFields {
            names: lines.names,
            has_fence: lines.has_fence,
            fields: DamagedFields::find(&text[..from]).with(&text[lines.fields]),
            mistake,
        }
    });
    read.collect()
}

fn nearly(source: &Source, line: Range<usize>) -> Diagnostic {
    let written = source.text()[line.clone()].trim_end();
    let message = match invisible_in(written) {
        Some(letter) => format!(
            "a character that nobody sees ({letter}) stands in the line that opens the front-matter, \
             so that the fields below it are not read"
        ),
        None => {
            format!("`{written}` opens no front-matter, so that the fields below it are not read")
        }
    };
    at_line(source, line, message)
        .help("write a line of three hyphens, `---`, at the margin and nothing else, before the first field and behind the last")
}

fn displaced(source: &Source, line: Range<usize>) -> Diagnostic {
    let message = "text stands before this front-matter, so that its fields are not read";
    at_line(source, line, message)
        .help("begin the file with the front-matter: move the text below it, or remove the text")
}

fn in_braces(source: &Source, line: Range<usize>) -> Diagnostic {
    let message = "fields in braces are no front-matter, so that they are not read";
    at_line(source, line, message)
        .help("write each field as `name: value` on a line of its own, and a line `---` before the first and behind the last")
}

fn no_opening(source: &Source, line: Range<usize>) -> Diagnostic {
    at_line(source, line, "the front-matter has no opening line").help(
        "write a line `---` before the first field; or, where all files are so, \
             `unopened_front_matter = true` under [reading] in manual.toml",
    )
}

fn no_fences(source: &Source, line: Range<usize>) -> Diagnostic {
    at_line(
        source,
        line,
        "the page begins with fields that no line `---` marks as front-matter, so that they are not read",
    )
    .help("write a line `---` before the first field, and one behind the last")
}

fn at_line(source: &Source, line: Range<usize>, message: impl Into<String>) -> Diagnostic {
    let written = source.text()[line.clone()].trim_end();
    let span = source.span(line.start..line.start + written.len());
    let location = Location::new(source.path(), span);
    Diagnostic::new(&rules::SYNTAX_ERROR, location, message)
}

/// Front-matter in this range that cannot be read.
fn broken(text: &str, range: Range<usize>) -> FrontMatter {
    FrontMatter::Broken(DamagedFields::find(text.get(range).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn parsed(text: &str) -> (FrontMatter, String, Vec<Diagnostic>) {
        let source = Source::new(SourcePath::new("a.md"), text);
        let (front, from, diagnostics) = parse(&source, false);
        (front, source.text()[from..].to_owned(), diagnostics)
    }

    fn field(front: &FrontMatter, name: &str) -> Option<String> {
        match front {
            FrontMatter::Fields(table, _) => table.get(name)?.text().map(str::to_owned),
            _ => None,
        }
    }

    /// The id of front-matter that cannot be read.
    fn damaged_id(front: &FrontMatter) -> Option<&str> {
        match front {
            FrontMatter::Broken(fields) => fields.value(|name| name.eq_ignore_ascii_case("id")),
            _ => None,
        }
    }

    /// Asserts that front-matter gives the id QP-07, before the body `Text`, and nothing is told.
    #[track_caller]
    fn assert_is_read(text: &str) {
        let (front, body, diagnostics) = parsed(text);
        assert_eq!(
            (field(&front, "id").as_deref(), &*body),
            (Some("QP-07"), "Text\n"),
            "{text:?}"
        );
        assert!(diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
    }

    /// Asserts that a text has no front-matter, and nothing is told.
    #[track_caller]
    fn assert_is_all_text(text: &str) {
        let (front, body, diagnostics) = parsed(text);
        assert_eq!((front, &*body), (FrontMatter::Absent, text));
        assert!(diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
    }

    /// The only thing that is told about the damaged front-matter of QP-07 before the body `Text`.
    #[track_caller]
    fn only_damage(text: &str) -> Diagnostic {
        let (front, body, mut diagnostics) = parsed(text);
        assert_eq!(
            (damaged_id(&front), &*body),
            (Some("QP-07"), "Text\n"),
            "{text:?}"
        );
        let one = diagnostics.pop();
        assert!(diagnostics.is_empty(), "{text:?}: {diagnostics:?}");
        one.unwrap()
    }

    #[test]
    fn a_line_that_opens_a_document_of_yaml_is_no_front_matter() {
        let text = "---\nname: Authentication\nsatisfies: []\n";
        for (path, is_front_matter) in [
            ("UAA/component.yaml", false),
            ("UAA/component.YML", false),
            ("UAA/component.md", true),
        ] {
            let source = Source::new(SourcePath::new(path), text);
            let (front, from, diagnostics) = parse(&source, false);
            assert_eq!(front != FrontMatter::Absent, is_front_matter, "{path}");
            assert_eq!(!diagnostics.is_empty(), is_front_matter, "{path}");
            assert_eq!(from, body_start(&source), "{path}");
        }
        let closed = "---\nid: UAA\n---\nText.\n";
        let closed = Source::new(SourcePath::new("UAA.yaml"), closed);
        assert_eq!(
            field(&parse(&closed, false).0, "id").as_deref(),
            Some("UAA")
        );
    }

    #[test]
    fn yaml_and_toml_are_split_off() {
        assert_is_read("---\nid: QP-07\n---\nText\n");
        assert_is_read("+++\nid = \"QP-07\"\n+++\nText\n");
    }

    #[test]
    fn byte_order_mark_windows_lines_and_blank_lines_before_are_fine() {
        for text in [
            "\u{feff}---\r\nid: QP-07\r\n---\r\nText\r\n",
            "\n---  \nid: QP-07\n---\t\nText\n",
            "---\nid: QP-07\n---",
        ] {
            let (front, _, diagnostics) = parsed(text);
            assert_eq!(field(&front, "id").as_deref(), Some("QP-07"), "{text:?}");
            assert!(diagnostics.is_empty());
        }
    }

    #[test]
    fn a_page_without_front_matter_is_whole() {
        for text in ["# Title\n\n---\nText\n", "", "Note: this\n\nText\n---\n"] {
            assert_is_all_text(text);
        }
    }

    #[test]
    fn a_missing_line_is_named() {
        let (front, _, diagnostics) = parsed("---\nid: QP-07\ntitle: x\n\n# Heading\n");
        assert_eq!(damaged_id(&front), Some("QP-07"));
        assert!(diagnostics[0].message.contains("never closed"));
        let (front, body, diagnostics) = parsed("id: QP-07\ntitle: x\n---\nText\n");
        assert_eq!((damaged_id(&front), &*body), (Some("QP-07"), "Text\n"));
        assert!(diagnostics[0].message.contains("no opening"));
    }

    #[test]
    fn comments_before_it_are_passed_over() {
        for before in [
            "<!-- markdownlint-disable MD041 -->\n",
            "\n<!-- of\ntwo lines -->\n\n<!-- and one -->\n",
        ] {
            assert_is_read(&format!("{before}---\nid: QP-07\n---\nText\n"));
        }
        let whole = "<!-- c -->\n---\n\nText\n\n---\nmore\n";
        let (front, body, _) = parsed(whole);
        assert_eq!((front, &*body), (FrontMatter::Absent, whole));
    }

    #[test]
    fn comments_on_one_line_are_passed_over_as_well() {
        for before in [
            "<!-- a --><!-- b -->\n",
            "<!-- c --> ",
            "<!--> <!-- d -->\n\n",
        ] {
            assert_is_read(&format!("{before}---\nid: QP-07\n---\nText\n"));
        }
    }

    #[test]
    fn fields_that_are_not_read_are_told_where_they_begin() {
        for (before, line) in [
            ("----\n\"id\": QP-07\n---\n", 1),
            (" ---\n  title: x\n  id: QP-07\n---\n", 1),
            ("----\nID: QP-07\n---\n", 1),
            ("\u{200b}---\nid: QP-07\n---\n", 1),
            ("\u{200e}\u{ad}---\nid: QP-07\n---\n", 1),
            ("\u{feff}\u{feff}---\nid: QP-07\n---\n", 1),
            ("\u{200b}\n---\nid: QP-07\n---\n", 2),
            ("---\rid: QP-07\rkind: x\r---\r", 1),
            ("\r\r<!-- c -->\r---\rid: QP-07\r---\r", 1),
            ("# T\n\n---\ntitle: x\nid: QP-07\n---\n", 3),
            ("Text\n---\nid: QP-07\n---\n", 2),
            ("```text\n---\n```\n\n----\nid: QP-07\n----\n", 5),
            ("%YAML 1.2\n---\nid: QP-07\n---\n", 2),
            ("{ \"id\": \"QP-07\", \"of\": { \"a\": 1 } }\n", 1),
            ("\n{\n  \"title\": \"}\",\n  \"id\": \"QP-07\"\n}\n", 2),
            ("---json\n{\n\"id\": \"QP-07\"\n}\n---\n", 1),
            (";;;\nid: QP-07\n;;;\n", 1),
            ("<!-- c -->\nid: QP-07\n\"kind\": x\n---\n", 2),
        ] {
            let one = only_damage(&format!("{before}Text\n"));
            let line_told = one.location.span.line;
            assert!(
                one.rule.name == "syntax-error" && (line_told == line || before.contains('\r')),
                "{before:?}: {one:?}"
            );
        }
        for text in [
            "# T\n\n---\n\nText\n\nid: x\n\n---\n",
            "# T\n\n```yaml\n---\nid: QP-07\n---\n```\n",
            "# T\n\n    ---\n    id: QP-07\n    ---\n",
            "Overview\n---\nStatus: fine\n\nText\n\n---\n",
            "```http\nStatus: 200\n```\n",
            "```yaml\njobs:\n  id: x\n```\n",
            "{{ name }}: id\n",
            "One\rTwo\r---\rThree\r",
        ] {
            assert_is_all_text(text);
        }
    }

    #[test]
    fn a_first_line_that_is_nearly_one_is_told() {
        for (first, last) in [
            (" ---", "---"),
            ("----", "----"),
            ("---yaml", "---"),
            ("--- # fields", "---"),
            ("\u{2013}", "\u{2013}"),
            ("\u{2014}-", "---"),
            ("--", "--"),
            ("```yaml", "```"),
            ("~~~", "~~~"),
            (" +++", "+++"),
            ("++++", "++++"),
        ] {
            let text = format!("\n{first}\ntitle: x\nid: QP-07\nclauses:\n  - 8.4\n{last}\nText\n");
            let one = only_damage(&text);
            assert_eq!((one.rule.name, one.location.span.line), ("syntax-error", 2));
        }
        for text in [
            "----\n\nText\n\nstatus: open\n",
            "```yaml\nname: x\n```\n",
            "\u{2014} id: said she\n",
            "---yaml\nText\n",
        ] {
            assert_is_all_text(text);
        }
    }

    #[test]
    fn a_claim_in_a_field_is_told() {
        let text = "---\nid: A\ntitle: Buying [[satisfies:8.4.1]]\nclauses:\n  - { clause: 8.4, note: \"as in [[satisfies:8.5]]\" }\n\
            history:\n  - change: Added {clause=8.6}\n  - change: Took `[[satisfies:8.7]]` out\n---\n";
        let (_, _, diagnostics) = parsed(text);
        let told = diagnostics.iter().map(|one| {
            let span = one.location.span;
            let at = &text[span.start as usize..span.end as usize];
            (one.rule.name, at, span.line)
        });
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("unread-claim", "[[satisfies:8.4.1]]", 3),
                ("unread-claim", "[[satisfies:8.5]]", 5),
                ("unread-claim", "{clause=8.6}", 7),
            ]
        );
    }

    #[test]
    fn a_merge_in_it_is_one_mistake() {
        let one = only_damage(
            "---\nid: QP-07\n<<<<<<< HEAD\nrevision: 2\n=======\nrevision: 3\n>>>>>>> x\n---\nText\n",
        );
        assert_eq!((one.rule.name, one.location.span.line), ("syntax-error", 3));
    }

    /// The lines and the names of what looks like further front-matter.
    fn further(text: &str) -> Vec<(u32, String)> {
        let source = Source::new(SourcePath::new("a.md"), text);
        let (_, from, _) = parse(&source, false);
        let found = further_fields(&source, from).into_iter();
        found
            .map(|one| (one.mistake.location.span.line, one.names.join(" ")))
            .collect()
    }

    #[test]
    fn fields_behind_the_front_matter_are_found_where_they_begin() {
        for (behind, line, names) in [
            ("---\nstatus: draft\n---\n", 4, "status"),
            ("\n<!-- c -->\n---\nstatus: draft\n---\n", 6, "status"),
            ("<!-- c\nd -->\n---\nstatus: draft\n---\n", 6, "status"),
            (
                "---yaml\nid: B\nsupersedes:\n  - A\n---\n",
                4,
                "id supersedes",
            ),
            ("status: draft\nowner: QM\n---\n", 4, "status owner"),
            ("status: draft\nowner: QM\n\nText.\n", 4, "status owner"),
            ("Text.\n\n---\nDoc Status: draft\n---\n", 6, "Doc Status"),
            ("+++\nstatus = \"draft\"\n+++\n", 4, "status"),
            ("```\ncode\n```\n---\nstatus: draft\n---\n", 7, "status"),
        ] {
            let text = format!("---\nid: A\n---\n{behind}Text\n");
            assert_eq!(further(&text), [(line, names.to_owned())], "{behind}");
        }
    }

    #[test]
    fn examples_and_thematic_breaks_are_no_further_front_matter() {
        for behind in [
            "```yaml\n---\nstatus: draft\n---\n```\n",
            "````md\n```\n---\nstatus: draft\n---\n```\n````\n",
            "~~~\n```\n---\nid: A\n---\n~~~\n",
            "<pre>\n---\nstatus: draft\n---\n</pre>\n",
            "<!--\n---\nstatus: draft\n---\n-->\n",
            "    ---\n    status: draft\n    ---\n",
            "> ---\n> status: draft\n> ---\n",
            "Text\n\n---\n\nMore: text.\n\nText without one\n\n---\n",
            "---\n\nText\n\n---\n",
        ] {
            let text = format!("---\nid: A\n---\n{behind}Text\n");
            assert_eq!(further(&text), [], "{behind}");
        }
    }

    #[test]
    fn a_rule_in_the_text_is_not_front_matter() {
        let (front, body, _) = parsed("---\nid: A\n---\nOne\n\n---\n\nTwo\n");
        assert_eq!(
            (field(&front, "id").as_deref(), &*body),
            (Some("A"), "One\n\n---\n\nTwo\n")
        );
    }
}
