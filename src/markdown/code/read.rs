//! Code blocks while a page is read. A diagram is examined only as far as is needed to report its
//! mistakes.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::diagnostics::Span;
use crate::markdown::code::block::{CodeBlock, CodeKind};
use crate::markdown::code::diagram::{Fault, words};
use crate::markdown::constructs::open::OpenCode;
use crate::markdown::facts::placeholders::says_nothing;
use crate::markdown::page::Page;
use crate::rules;

/// Opens a code block; its text follows.
pub(crate) fn open_code(page: &mut Page<'_>, kind: &CodeBlockKind<'_>, range: Range<usize>) {
    page.end_raw_paragraph();
    page.elements.open_bounds();
    let language = match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => language(info),
    };
    page.code = Some(OpenCode {
        language,
        text: String::new(),
        is_fenced: matches!(kind, CodeBlockKind::Fenced(_)),
        range,
    });
}

/// Reports a fence that is never closed. The text after it is code, so no heading and no claim in
/// it is read.
fn report_unclosed(page: &mut Page<'_>, code: &OpenCode) {
    let written = page.text.get(code.range.clone()).unwrap_or_default();
    // Behind a fence at the end of a text nothing is lost.
    if !code.is_fenced || is_closed(written) || code.text.trim().is_empty() {
        return;
    }
    let sign = written.chars().next().unwrap_or('`');
    let fence = &written[..written.len() - written.trim_start_matches(sign).len()];
    let message = format!("the code that {fence} opens is never closed: all that follows is code");
    let help = format!("write a line {fence} behind the code");
    let span = page.span_elsewhere(code.range.start..code.range.start + fence.len());
    page.report(&rules::SYNTAX_ERROR, span, message, help);
    page.body.is_cut = true;
}

/// Whether fenced code ends with a fence that is at least as long as the opening fence.
fn is_closed(written: &str) -> bool {
    let Some(sign) = written.chars().next() else {
        return true;
    };
    let length = written.len() - written.trim_start_matches(sign).len();
    let mut lines = written.trim_end().lines();
    let _ = lines.next();
    let last = lines.next_back().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.len() >= length && last.chars().all(|c| c == sign)
}

/// Closes a code block.
pub(crate) fn close_code(page: &mut Page<'_>) {
    let Some(code) = page.code.take() else { return };
    page.close_element();
    page.merge_markers.leave_out(&code.range);
    page.unread.cross_off(&code.range);
    report_unclosed(page, &code);
    if page.elements.is_deep() {
        say_code(page, &code.text);
        return page.out.text(&code.text);
    }
    let kind = match &*code.language {
        "mermaid" => diagram(page, &code),
        _ => CodeKind::Plain,
    };
    match &kind {
        CodeKind::Plain => say_code(page, &code.text),
        CodeKind::Diagram { words, .. } => say_code(page, words),
        CodeKind::NotDrawn => say_code(page, &content(&code.text)),
    }
    page.out.code(CodeBlock {
        language: code.language.into_boxed_str(),
        text: code.text.into_boxed_str(),
        kind,
    });
}

/// Notes that the section has code, unless the code is only a placeholder.
fn say_code(page: &mut Page<'_>, text: &str) {
    if !says_nothing(text) {
        page.say_certainly();
    }
}

/// A diagram's source without comments and without the line that names its type.
fn content(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("%%"));
    lines.skip(1).collect::<Vec<_>>().join("\n")
}

fn diagram(page: &mut Page<'_>, code: &OpenCode) -> CodeKind {
    page.diagrams += 1;
    match words(&code.text) {
        Ok(words) => CodeKind::Diagram {
            number: page.diagrams,
            words: words.into_boxed_str(),
        },
        Err(fault) => {
            report_fault(page, &fault, code);
            CodeKind::NotDrawn
        }
    }
}

fn report_fault(page: &mut Page<'_>, fault: &Fault, code: &OpenCode) {
    let span = line_span(page, code, fault.line);
    page.report(
        &rules::DIAGRAM_NOT_DRAWN,
        span,
        format!("the diagram is not drawn: {}", fault.message),
        "correct it, or draw it elsewhere and show it as an image; readers see its source until then",
    );
}

/// The span of a line of a block, or of the line with the opening fence if `line` is `None`.
fn line_span(page: &mut Page<'_>, code: &OpenCode, line: Option<usize>) -> Span {
    let written = page.text.get(code.range.clone()).unwrap_or_default();
    // The line with the fence is before line 0.
    let at = line.map_or(0, |line| line + 1);
    let mut lines = written.split_inclusive('\n');
    let above: usize = lines.clone().take(at).map(str::len).sum();
    let line = lines.nth(at).unwrap_or_default();
    // In a quotation, each line begins with `>`.
    let inner = line.trim_start_matches([' ', '\t', '>']);
    let start = code.range.start + above + (line.len() - inner.len());
    let end = start + inner.trim_end().len();
    page.span_elsewhere(start.min(code.range.end)..end.min(code.range.end))
}

/// The language that a fence names: its first word, in lower case.
fn language(info: &str) -> String {
    let word = info.split([' ', ',', '{', '\t']).next().unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    word.chars()
        .filter(fits)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
