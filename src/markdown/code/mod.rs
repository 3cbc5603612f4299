//! Blocks of code: marked by their language, or drawn where they are diagrams.

#[cfg(feature = "diagrams")]
mod curves;
#[cfg_attr(not(feature = "diagrams"), allow(dead_code))]
mod diagram;
mod highlight;
#[cfg(feature = "diagrams")]
mod paint;
#[cfg(feature = "diagrams")]
mod svg;

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use crate::diagnostics::Span;
use crate::manual::{Label, Piece};
use crate::markdown::code::diagram::{Drawing, Fault, draw};
use crate::markdown::code::highlight::{highlighted, language_name};
use crate::markdown::walk::Converter;
use crate::rules;

/// A block of code while it is read.
#[derive(Debug)]
pub(crate) struct OpenCode {
    /// The language that its fence names.
    language: String,
    text: String,
    /// Where it stands.
    range: Range<usize>,
}

impl OpenCode {
    /// Adds text of the block.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}

/// Lines up to this many characters fit on a phone: a block with longer ones scrolls there.
const LINE_OF_A_PHONE: usize = 36;

impl Converter<'_> {
    /// Opens a block of code; its text follows.
    pub(crate) fn open_code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) {
        self.end_raw_paragraph();
        self.open_bounds();
        let language = match kind {
            CodeBlockKind::Indented => String::new(),
            CodeBlockKind::Fenced(info) => language(info),
        };
        self.code = Some(OpenCode {
            language,
            text: String::new(),
            range,
        });
    }

    pub(crate) fn close_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        self.close_element();
        if self.is_deep() {
            self.out.text(&code.text);
        } else if code.language == "mermaid" {
            self.diagram(&code);
        } else {
            self.code_block(&code);
        }
    }

    fn code_block(&mut self, code: &OpenCode) {
        let name = language_name(&code.language);
        if let Some(name) = name {
            self.out.markup("<div");
            self.out.attribute("class", "code");
            self.out.markup("><span");
            self.out.attribute("class", "code-language");
            self.out.markup(">");
            self.out.text(name);
            self.out.markup("</span>");
        }
        self.open_pre(code);
        match highlighted(&code.language, &code.text) {
            Some(html) => self.out.verbatim(html),
            None => self.out.text(&code.text),
        }
        self.out.markup("</code></pre>");
        self.out
            .markup(if name.is_some() { "</div>\n" } else { "\n" });
    }

    /// The opening tags around the text of a block, which can be reached by keyboard where it may
    /// have to be scrolled.
    fn open_pre(&mut self, code: &OpenCode) {
        self.out.markup("<pre");
        let mut lines = code.text.lines();
        if lines.any(|line| line.chars().nth(LINE_OF_A_PHONE).is_some()) {
            self.out.attribute("tabindex", "0");
        }
        self.out.markup("><code");
        if !code.language.is_empty() {
            let class = format!("language-{}", code.language);
            self.out.attribute("class", &class);
        }
        self.out.markup(">");
    }

    fn diagram(&mut self, code: &OpenCode) {
        self.diagrams += 1;
        let prefix = format!("_d{}-", self.diagrams);
        match draw(&code.text, &prefix) {
            Ok(drawing) => self.drawing(&drawing, code),
            Err(fault) => self.not_drawn(&fault, code),
        }
    }

    /// A drawing, and its source for those who do not see it.
    fn drawing(&mut self, drawing: &Drawing, code: &OpenCode) {
        let Drawing {
            left,
            top,
            width,
            height,
            inside,
            title,
        } = drawing;
        // Readers may have it smaller, but not so small that nobody reads it.
        let least = (width * 0.86).round();
        self.out.verbatim("<figure class=\"diagram\">\n<div class=\"diagram-scroll\" tabindex=\"0\" role=\"group\"");
        self.diagram_name(title.as_deref());
        self.out.verbatim(format!(
            "><svg class=\"least-width\" width=\"{least}\" height=\"0\" aria-hidden=\"true\"></svg>\
             <svg class=\"drawing\" role=\"img\" viewBox=\"{left} {top} {width} {height}\" \
             width=\"{}\" height=\"{}\" font-size=\"14\"",
            width.round(),
            height.round()
        ));
        self.diagram_name(title.as_deref());
        self.out.verbatim(format!(">{inside}</svg></div>\n"));
        if let Some(title) = title {
            self.out.markup("<figcaption>");
            self.out.text(title);
            self.out.markup("</figcaption>\n");
        }
        self.out.verbatim("<details><summary>");
        self.out.hole(Piece::Label(Label::DiagramSource));
        self.out.verbatim("</summary>\n<pre tabindex=\"0\"><code>");
        // Its words stand in the drawing; the rest of it nobody searches for.
        self.out.unsearched(&code.text);
        self.out.verbatim("</code></pre></details>\n</figure>\n");
    }

    /// What a drawing is called by those who read it aloud.
    fn diagram_name(&mut self, title: Option<&str>) {
        self.out.verbatim(" aria-label=\"");
        match title {
            Some(title) => {
                let mut escaped = String::new();
                // Writing into a `String` cannot fail.
                let _ = pulldown_cmark_escape::escape_html(&mut escaped, title);
                self.out.verbatim(escaped);
            }
            None => self.out.hole(Piece::Label(Label::Diagram)),
        }
        self.out.verbatim("\"");
    }

    /// The source of a diagram that is not drawn.
    fn not_drawn(&mut self, fault: &Fault, code: &OpenCode) {
        let span = self.line_span(code, fault.line);
        self.report(
            &rules::DIAGRAM_NOT_DRAWN,
            span,
            format!("the diagram is not drawn: {}", fault.message),
            "correct it, or draw it elsewhere and show it as an image; readers see its source until then",
        );
        self.out.markup("<figure");
        self.out.attribute("class", "diagram not-drawn");
        self.out.markup(">\n<figcaption>");
        self.out.hole(Piece::Label(Label::DiagramNotDrawn));
        self.out.markup("</figcaption>\n");
        self.open_pre(code);
        self.out.text(&code.text);
        self.out.markup("</code></pre>\n</figure>\n");
    }

    /// Where a line of a block stands; the block's first line if none is meant.
    fn line_span(&mut self, code: &OpenCode, line: Option<usize>) -> Span {
        let written = self.text.get(code.range.clone()).unwrap_or_default();
        // The fence stands above the first line.
        let at = line.map_or(0, |line| line + 1);
        let mut lines = written.split_inclusive('\n');
        let above: usize = lines.clone().take(at).map(str::len).sum();
        let line = lines.nth(at).unwrap_or_default();
        // A block may stand in a quotation.
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let start = code.range.start + above + (line.len() - inner.len());
        let end = start + inner.trim_end().len();
        self.span_elsewhere(start.min(code.range.end)..end.min(code.range.end))
    }
}

/// The language that a fence names: its first word.
fn language(info: &str) -> String {
    let word = info.split([' ', ',', '{', '\t']).next().unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    word.chars()
        .filter(fits)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
