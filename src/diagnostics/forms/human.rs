//! Diagnostics for people: the message, the line of the file with the value marked, and the help.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level as Severity, Origin, Renderer, Snippet};

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::forms::printable::{printable, visible};
use crate::diagnostics::location::Source;
use crate::diagnostics::report::{Judged, Report};
use crate::diagnostics::rule::Level;

/// The longest line that is shown, in bytes. To cut a very long line for each of its diagnostics
/// would take longer than to read the manual.
const LONGEST_LINE: usize = 10_000;

/// The longest mark, in characters. A longer value is marked only at its beginning.
const LONGEST_MARK: usize = 80;

/// Renders every entry, with an empty line after each.
pub(crate) fn render(report: &Report, placing: &Placing<'_, '_>, colour: bool) -> String {
    let renderer = renderer(colour);
    let mut text = String::new();
    for entry in &report.entries {
        text.push_str(&render_entry(entry, placing, &renderer));
        text.push_str("\n\n");
    }
    text
}

/// The renderer of diagnostics, with or without colour.
pub(crate) fn renderer(colour: bool) -> Renderer {
    match colour {
        true => Renderer::styled(),
        false => Renderer::plain(),
    }
}

/// The first line of a diagnostic: its severity, its rule, and a sentence.
pub(crate) fn render_title(entry: &Judged, sentence: &str, renderer: &Renderer) -> String {
    let title = severity(entry).primary_title(printable(sentence));
    let title = title.id(entry.diagnostic.rule.name);
    renderer.render(&[annotate_snippets::Group::with_title(title)])
}

/// The severity of an entry. A denied finding has a name of its own, since it does not stop a
/// build.
fn severity(entry: &Judged) -> Severity<'static> {
    match entry.level {
        Level::Deny if entry.is_finding() => Severity::ERROR.with_name("denied finding"),
        Level::Deny => Severity::ERROR,
        Level::Warn | Level::Allow => Severity::WARNING,
    }
}

/// One diagnostic, with the line that it is about.
pub(crate) fn render_entry(
    entry: &Judged,
    placing: &Placing<'_, '_>,
    renderer: &Renderer,
) -> String {
    let diagnostic = &entry.diagnostic;
    let severity = severity(entry);
    let title = severity
        .primary_title(printable(&diagnostic.message))
        .id(diagnostic.rule.name);
    let path = printable(&placing.path(diagnostic)).into_owned();
    let span = diagnostic.location.span;
    let shown = placing
        .source(diagnostic)
        .and_then(|source| marked_line(source, diagnostic));
    let group = match shown {
        Some((line, mark)) => title.element(
            Snippet::source(line)
                .path(path)
                .line_start(span.line as usize)
                .annotation(AnnotationKind::Primary.span(mark)),
        ),
        None => title.element(
            Origin::path(path)
                .line(span.line as usize)
                .char_column(span.column as usize),
        ),
    };
    let help = diagnostic.help.as_deref();
    let help = help.map(|help| Severity::HELP.message(printable(help)));
    renderer.render(&[group.elements(help)])
}

/// The line in which a value begins, and the byte range of the value in it. `None` for a diagnostic
/// of a whole file and for a line longer than [`LONGEST_LINE`].
fn marked_line(source: &Source, diagnostic: &Diagnostic) -> Option<(String, Range<usize>)> {
    let span = diagnostic.location.span;
    if (span.start, span.end) == (0, 0) {
        return None;
    }
    let text = source.text();
    let (before, from) = text.split_at_checked(span.start as usize)?;
    let line = source.line(span.line)?;
    if line.len() > LONGEST_LINE || !line.contains(&before.len()) && line.end != before.len() {
        return None;
    }
    let begin = line.start;
    let rest = from.get(..line.end - before.len())?;
    let rest = rest.strip_suffix('\n').unwrap_or(rest);
    let rest = rest.strip_suffix('\r').unwrap_or(rest);
    let length = ((span.end - span.start) as usize).min(rest.len());
    let (value, after) = rest.split_at_checked(length)?;
    let marked = value.char_indices().nth(LONGEST_MARK);
    let (value, unmarked) = value.split_at(marked.map_or(value.len(), |(at, _)| at));
    // Each character is replaced by one character, so that the columns stay right.
    let mut line = same_length(&before[begin..]);
    let start = line.len();
    line.push_str(&same_length(value));
    let end = line.len();
    line.push_str(&same_length(unmarked));
    line.push_str(&same_length(after));
    Some((line, start..end))
}

/// A text with control characters made visible, except tabs. The number of characters stays.
fn same_length(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\t' { c } else { visible(c) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::forms::testing;
    use crate::diagnostics::location::{Location, SourcePath};
    use crate::diagnostics::report::judge;
    use crate::diagnostics::rule::{Rule, RuleLevels};
    use crate::rules;
    use snapbox::{assert_data_eq, str};

    fn shown(text: &str, value: &str, message: &str) -> String {
        let source = Source::new(SourcePath::new("a.md"), text);
        let start = source.text().find(value).unwrap();
        let location = Location::new(source.path(), source.span(start..start + value.len()));
        let rule: &'static Rule = &rules::INVALID_VALUE;
        let diagnostic = Diagnostic::new(rule, location, message).help("write it well");
        let report = judge(vec![diagnostic], &RuleLevels::default());
        let placing = Placing {
            folder: "",
            base: None,
            source: &|_| Some(&source),
        };
        render(&report, &placing, false)
    }

    #[test]
    fn a_report_for_people() {
        assert_data_eq!(
            testing::sample(|report, placing| render(report, placing, false)),
            str![[r#"
error[unreadable-file]: 100% "wrong" & <odd>: a, b␊next ␛[31m line
--> manual/a, b: 100%/x&<y>.md:1:1
 = help: save it

error[unknown-clause]: ISO 9001:2015 has no clause 8.4.9
 --> manual/procedures/purchasing.md:4:5
  |
4 |   - 8.4.9
  |     ^^^^^
  |
  = help: did you mean `8.4.1`?

warning[broken-reference]: there is no document or record `QP-1`
 --> manual/procedures/purchasing.md:6:7
  |
6 | See [[QP-1]].
  |       ^^^^


"#]]
        );
    }

    #[test]
    fn tabs_and_wide_characters_keep_the_mark_in_its_place() {
        assert_data_eq!(
            shown(
                "\ttitel: 購買 bad\u{7}ly",
                "bad\u{7}ly",
                "`bad` is no title"
            ),
            str![[r#"
error[invalid-value]: `bad` is no title
 --> a.md:1:12
  |
1 |     titel: 購買 bad␇ly
  |                 ^^^^^^
  |
  = help: write it well


"#]]
        );
    }

    #[test]
    fn a_value_of_several_lines_is_marked_in_its_first() {
        assert_data_eq!(
            shown("a: [\r\n  b,\r\n  c\r\n]\r\n", "[\r\n  b,", "a list"),
            str![[r#"
error[invalid-value]: a list
 --> a.md:1:4
  |
1 | a: [
  |    ^
  |
  = help: write it well


"#]]
        );
    }

    #[test]
    fn a_long_line_is_cut_around_the_value() {
        let text = format!("{}VALUE{}", "before ".repeat(50), " after".repeat(50));
        assert_data_eq!(
            shown(&text, "VALUE", "too far"),
            str![[r#"
error[invalid-value]: too far
 --> a.md:1:351
  |
1 | ...efore before before before before before before before before VALUE after after after after after after after after after after af...
  |                                                                  ^^^^^
  |
  = help: write it well


"#]]
        );
        let endless = format!("{}VALUE", "before ".repeat(5000));
        assert_data_eq!(
            shown(&endless, "VALUE", "too far"),
            str![[r#"
error[invalid-value]: too far
--> a.md:1:35001
 = help: write it well


"#]]
        );
    }

    #[test]
    fn nothing_that_a_terminal_obeys_comes_through() {
        let evil = "\u{1b}[2J\u{9b}31m\u{202e}\r\u{8}x";
        let text = shown(&format!("{evil} here"), "here", evil);
        let obeyed = |c: char| c != '\n' && visible(c) != c;
        assert!(!text.contains(obeyed), "{text:?}");
    }

    #[test]
    fn colour_is_there_when_asked_for_and_only_then() {
        let source = Source::new(SourcePath::new("a.md"), "x\n");
        let location = Location::new(source.path(), source.span(0..1));
        let diagnostic = Diagnostic::new(&rules::INVALID_VALUE, location, "m");
        let report = judge(vec![diagnostic], &RuleLevels::default());
        let placing = Placing {
            folder: "",
            base: None,
            source: &|_| Some(&source),
        };
        let shown = |colour| render(&report, &placing, colour);
        assert!(shown(true).contains('\u{1b}'));
        assert!(!shown(false).contains('\u{1b}'));
    }
}
