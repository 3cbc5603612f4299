//! The HTML of code blocks: highlighted by language, or drawn if they are diagrams.

use crate::markdown::code::block::{CodeBlock, CodeKind};
use crate::markdown::code::diagram::{Drawing, draw};
use crate::markdown::code::highlight::{highlighted, language_name};
use crate::markdown::fragment::Label;
use crate::markdown::output::escape_into;

/// The number of characters of a line that fit on a phone. A block with longer lines scrolls there.
const LINE_OF_A_PHONE: usize = 36;

/// Returns a block as HTML. `label` appends the escaped text of a label in the site's language.
pub(crate) fn html(block: &CodeBlock, mut label: impl FnMut(&mut String, Label)) -> String {
    let mut out = String::with_capacity(block.text.len() * 2);
    match &block.kind {
        CodeKind::Plain => code_block(&mut out, block),
        CodeKind::NotDrawn => not_drawn(&mut out, block, &mut label),
        CodeKind::Diagram { number, .. } => match draw(&block.text, &format!("_d{number}-")) {
            Ok(drawing) => figure(&mut out, &drawing, block, &mut label),
            Err(_) => not_drawn(&mut out, block, &mut label),
        },
    }
    out
}

/// Passes each text that readers see in a block to `found`.
pub(crate) fn texts(block: &CodeBlock, mut found: impl FnMut(&str)) {
    match &block.kind {
        CodeKind::Plain => {
            if let Some(name) = language_name(&block.language) {
                found(name);
            }
            found(&block.text);
        }
        CodeKind::Diagram { words, .. } => found(words),
        CodeKind::NotDrawn => found(&block.text),
    }
}

fn code_block(out: &mut String, block: &CodeBlock) {
    let name = language_name(&block.language);
    if let Some(name) = name {
        out.push_str("<div class=\"code\"><span class=\"code-language\">");
        escape_into(out, name);
        out.push_str("</span>");
    }
    open_pre(out, block);
    match highlighted(&block.language, &block.text) {
        Some(html) => out.push_str(&html),
        None => escape_into(out, &block.text),
    }
    out.push_str("</code></pre>");
    out.push_str(if name.is_some() { "</div>\n" } else { "\n" });
}

/// Writes the opening tags around the text of a block. A block that may have to be scrolled can be
/// focused by keyboard.
fn open_pre(out: &mut String, block: &CodeBlock) {
    out.push_str("<pre");
    let mut lines = block.text.lines();
    if lines.any(|line| line.chars().nth(LINE_OF_A_PHONE).is_some()) {
        out.push_str(" tabindex=\"0\"");
    }
    out.push_str("><code");
    if !block.language.is_empty() {
        out.push_str(" class=\"language-");
        escape_into(out, &block.language);
        out.push('"');
    }
    out.push('>');
}

/// Writes a drawing, and its source for readers who cannot see the drawing.
fn figure(
    out: &mut String,
    drawing: &Drawing,
    block: &CodeBlock,
    label: &mut impl FnMut(&mut String, Label),
) {
    let Drawing {
        left,
        top,
        width,
        height,
        inside,
        title,
    } = drawing;
    let mut name = String::from(" aria-label=\"");
    match title {
        Some(title) => escape_into(&mut name, title),
        None => label(&mut name, Label::Diagram),
    }
    name.push('"');
    // The drawing may shrink, but not below a legible size.
    let least = (width * 0.86).round();
    out.push_str(&format!(
        "<figure class=\"diagram\">\n<div class=\"diagram-scroll\" tabindex=\"0\" role=\"group\"{name}>\
         <svg class=\"least-width\" width=\"{least}\" height=\"0\" aria-hidden=\"true\"></svg>\
         <svg class=\"drawing\" role=\"img\" viewBox=\"{left} {top} {width} {height}\" \
         width=\"{}\" height=\"{}\" font-size=\"14\"{name}>{inside}</svg></div>\n",
        width.round(),
        height.round()
    ));
    if let Some(title) = title {
        out.push_str("<figcaption>");
        escape_into(out, title);
        out.push_str("</figcaption>\n");
    }
    out.push_str("<details><summary>");
    label(out, Label::DiagramSource);
    out.push_str("</summary>\n<pre tabindex=\"0\"><code>");
    escape_into(out, &block.text);
    out.push_str("</code></pre></details>\n</figure>\n");
}

/// Writes the source of a diagram that is not drawn.
fn not_drawn(out: &mut String, block: &CodeBlock, label: &mut impl FnMut(&mut String, Label)) {
    out.push_str("<figure class=\"diagram not-drawn\">\n<figcaption>");
    label(out, Label::DiagramNotDrawn);
    out.push_str("</figcaption>\n");
    open_pre(out, block);
    escape_into(out, &block.text);
    out.push_str("</code></pre>\n</figure>\n");
}
