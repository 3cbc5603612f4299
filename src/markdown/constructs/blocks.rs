//! Quotations, alerts and lists.

use std::ops::Range;

use pulldown_cmark::BlockQuoteKind;

use crate::markdown::fragment::{Hole, Label};
use crate::markdown::notation::{LetterForm, LetteredList, list_at};
use crate::markdown::page::Page;

/// Opens a quotation, or an alert (`> [!NOTE]`).
pub(crate) fn block_quote(page: &mut Page<'_>, kind: Option<BlockQuoteKind>) {
    page.end_raw_paragraph();
    let (class, word) = match kind {
        None => return page.open_flow("<blockquote>\n", "</blockquote>\n"),
        Some(BlockQuoteKind::Note) => ("alert alert-note", Label::Note),
        Some(BlockQuoteKind::Tip) => ("alert alert-tip", Label::Tip),
        Some(BlockQuoteKind::Important) => ("alert alert-important", Label::Important),
        Some(BlockQuoteKind::Warning) => ("alert alert-warning", Label::Warning),
        Some(BlockQuoteKind::Caution) => ("alert alert-caution", Label::Caution),
    };
    if page.elements.is_deep() {
        return page.open_flow("", "");
    }
    page.out.markup("<aside");
    page.out.attribute("class", class);
    page.out.markup(">\n<p");
    page.out.attribute("class", "alert-title");
    page.out.markup(">");
    page.out.hole(Hole::Label(word));
    page.open_flow("</p>\n", "</aside>\n");
}

pub(crate) fn list(page: &mut Page<'_>, first: Option<u64>, range: &Range<usize>) {
    page.end_raw_paragraph();
    let lettered = first.and_then(|_| list_at(page.lettered_lists, page.text, range));
    if let Some(list) = lettered {
        return lettered_list(page, list);
    }
    match first {
        None => page.open_flow("<ul>\n", "</ul>\n"),
        Some(1) => page.open_flow("<ol>\n", "</ol>\n"),
        Some(first) => page.open_flow(&format!("<ol start=\"{first}\">\n"), "</ol>\n"),
    }
}

/// Opens a list whose items have letters.
fn lettered_list(page: &mut Page<'_>, list: LetteredList) {
    if page.elements.is_deep() {
        return page.open_flow("", "");
    }
    page.out.markup("<ol");
    let class = match list.form {
        LetterForm::Dot => "letters",
        LetterForm::Behind => "letters letters-behind",
        LetterForm::Around => "letters letters-around",
    };
    page.out.attribute("class", class);
    let start = match list.first {
        1 => " type=\"a\">\n".to_owned(),
        first => format!(" type=\"a\" start=\"{first}\">\n"),
    };
    page.open_flow(&start, "</ol>\n");
}

pub(crate) fn definition_list(page: &mut Page<'_>) {
    page.end_raw_paragraph();
    page.open_flow("<dl>\n", "</dl>\n");
}

/// Writes the checkbox of a task.
pub(crate) fn task(page: &mut Page<'_>, done: bool) {
    page.tasks.note_task(done);
    page.out.hole(Hole::Task(done));
    page.out.markup(" ");
}
