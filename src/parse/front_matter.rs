//! A page's front-matter, split off and read as a tree of values; what it means is decided later.

use std::ops::Range;

use super::node::Table;
use super::{toml, yaml};
use crate::diagnostics::{Diagnostic, Location, Source, Span};
use crate::rules;

/// What stands at the top of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrontMatter {
    /// Nothing: the page is no controlled document.
    Absent,
    /// The fields, and the line that opens them.
    Fields(Table, Span),
    /// Something that cannot be read; it was reported. The id, if it could be made out.
    Broken(Option<String>),
}

/// Splits the front-matter off. Returns it, where the page's text begins (a byte offset), and
/// what is wrong.
pub(super) fn parse(source: &Source) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let text = source.text();
    let Some(fences) = Fences::find(text) else {
        return match unopened(text) {
            Some(end) => (
                FrontMatter::Broken(find_id(&text[..end])),
                end,
                vec![no_opening(source)],
            ),
            None => (FrontMatter::Absent, 0, Vec::new()),
        };
    };
    let opening = source.span(fences.opening.clone());
    let Some(closing) = fences.closing else {
        let location = Location::new(source.path(), opening);
        let fence = &text[fences.opening];
        let diagnostic = Diagnostic::new(
            &rules::SYNTAX_ERROR,
            location,
            format!("the front-matter that begins with `{fence}` is never closed"),
        )
        .help(format!("write a line `{fence}` behind the last field"));
        let head = text.len().min(4096);
        let id = text.get(..head).and_then(find_id);
        return (FrontMatter::Broken(id), text.len(), vec![diagnostic]);
    };
    let inner = fences.inner..closing.start;
    let broken = || FrontMatter::Broken(text.get(inner.clone()).and_then(find_id));
    match fences.format {
        Format::Yaml => match yaml::parse(source, inner.clone()) {
            Ok(table) => (FrontMatter::Fields(table, opening), closing.end, Vec::new()),
            Err(diagnostic) => (broken(), closing.end, vec![*diagnostic]),
        },
        Format::Toml => match toml::parse(source, inner.clone()) {
            (table, errors) if errors.is_empty() => {
                (FrontMatter::Fields(table, opening), closing.end, errors)
            }
            (_, errors) => (broken(), closing.end, errors),
        },
    }
}

#[derive(Clone, Copy)]
enum Format {
    Yaml,
    Toml,
}

/// The lines that open and close front-matter, as ranges of bytes.
struct Fences {
    format: Format,
    opening: Range<usize>,
    inner: usize,
    closing: Option<Range<usize>>,
}

impl Fences {
    fn find(text: &str) -> Option<Self> {
        let mut lines = lines(text);
        let (format, opening, inner) = lines.by_ref().find_map(|(line, range)| {
            let end = range.end;
            match line.trim_end() {
                "" => None,
                "---" => Some(Some((Format::Yaml, range.start..range.start + 3, end))),
                "+++" => Some(Some((Format::Toml, range.start..range.start + 3, end))),
                _ => Some(None),
            }
        })??;
        let fence = &text[opening.clone()];
        let closing = lines
            .find(|(line, _)| line.trim_end() == fence)
            .map(|(_, range)| range);
        Some(Self {
            format,
            opening,
            inner,
            closing,
        })
    }
}

/// The lines of a text with their ranges, line ends included.
fn lines(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let range = *at..*at + line.len();
        *at = range.end;
        Some((line, range))
    })
}

/// Fields that only lack their opening line: from the first line on, nothing but `name: value`
/// up to a line `---`. Returns where that line ends.
fn unopened(text: &str) -> Option<usize> {
    let mut fields = 0;
    for (line, range) in lines(text).take(100) {
        let line = line.trim_end();
        if line == "---" {
            return (fields >= 2).then_some(range.end);
        }
        let name = line.split_once(':').map(|(name, _)| name);
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match name {
            Some(name) if !name.is_empty() && is_name(name) => fields += 1,
            _ if fields > 0 && (line.starts_with([' ', '-', '#']) || line.is_empty()) => {}
            _ => return None,
        }
    }
    None
}

fn no_opening(source: &Source) -> Diagnostic {
    let first = source.text().lines().next().unwrap_or_default();
    let location = Location::new(source.path(), source.span(0..first.len()));
    Diagnostic::new(
        &rules::SYNTAX_ERROR,
        location,
        "the front-matter has no opening line",
    )
    .help("write a line `---` before the first field")
}

/// The id in front-matter that cannot be read, so that references to the page are not reported
/// as broken as well.
fn find_id(text: &str) -> Option<String> {
    let line = text.lines().find_map(|line| {
        let rest = line.strip_prefix("id")?.trim_start();
        rest.strip_prefix(':').or_else(|| rest.strip_prefix('='))
    })?;
    let id = line.trim().trim_matches(['"', '\'']);
    (!id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

    fn parsed(text: &str) -> (FrontMatter, String, Vec<Diagnostic>) {
        let source = Source::new(SourcePath::new("a.md"), text);
        let (front, from, diagnostics) = parse(&source);
        (front, source.text()[from..].to_owned(), diagnostics)
    }

    fn field(front: &FrontMatter, name: &str) -> Option<String> {
        match front {
            FrontMatter::Fields(table, _) => table.get(name)?.text().map(str::to_owned),
            _ => None,
        }
    }

    #[test]
    fn yaml_and_toml_are_split_off() {
        let (front, body, diagnostics) = parsed("---\nid: QP-07\n---\nText\n");
        assert_eq!(
            (field(&front, "id").as_deref(), &*body),
            (Some("QP-07"), "Text\n")
        );
        assert!(diagnostics.is_empty());
        let (front, body, _) = parsed("+++\nid = \"QP-07\"\n+++\nText\n");
        assert_eq!(
            (field(&front, "id").as_deref(), &*body),
            (Some("QP-07"), "Text\n")
        );
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
            let (front, body, diagnostics) = parsed(text);
            assert_eq!(
                (front, &*body, diagnostics.len()),
                (FrontMatter::Absent, text, 0)
            );
        }
    }

    #[test]
    fn a_missing_line_is_named() {
        let (front, _, diagnostics) = parsed("---\nid: QP-07\ntitle: x\n\n# Heading\n");
        assert_eq!(front, FrontMatter::Broken(Some("QP-07".into())));
        assert!(diagnostics[0].message.contains("never closed"));
        let (front, body, diagnostics) = parsed("id: QP-07\ntitle: x\n---\nText\n");
        assert_eq!(
            (front, &*body),
            (FrontMatter::Broken(Some("QP-07".into())), "Text\n")
        );
        assert!(diagnostics[0].message.contains("no opening"));
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
