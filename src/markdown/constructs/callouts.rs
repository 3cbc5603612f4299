//! Notices and tabs in the notation of other programs.

use std::ops::Range;

use crate::markdown::fragment::{Hole, Label};
use crate::markdown::notation::{Callout, CalloutKind, CalloutTitle};
use crate::markdown::page::Page;

/// Opens a notice or a tab, if one begins where this quotation does. Returns whether there is one.
pub(crate) fn open_callout(page: &mut Page<'_>, quotation: &Range<usize>) -> bool {
    let callouts = page.callouts;
    let Ok(at) = callouts.binary_search_by_key(&quotation.start, |callout| callout.line.start)
    else {
        return false;
    };
    let callout = &callouts[at];
    page.end_raw_paragraph();
    if page.elements.is_deep() {
        page.open_flow("", "");
        return true;
    }
    let (class, label) = look(callout.kind);
    let (tag, close) = match (callout.folded, callout.kind) {
        (Some(_), _) => ("<details", "</details>\n"),
        (None, CalloutKind::Tab) => ("<section", "</section>\n"),
        (None, _) => ("<aside", "</aside>\n"),
    };
    page.out.markup(tag);
    page.out.attribute("class", class);
    if callout.folded == Some(true) {
        page.out.markup(" open=\"\"");
    }
    page.open_flow(">\n", close);
    let word = match &callout.title {
        CalloutTitle::Word(word) => Some(&**word),
        CalloutTitle::OfKind => None,
        // A folded notice needs a title to be opened by.
        CalloutTitle::None if callout.folded.is_some() => None,
        CalloutTitle::None | CalloutTitle::Written(_) => return true,
    };
    open_title(page, callout);
    match (word, label) {
        (Some(word), _) => page.out.text(word),
        (None, Some(label)) => page.out.hole(Hole::Label(label)),
        (None, None) => {}
    }
    page.close_element();
    true
}

/// Opens the title of a notice or a tab, if this heading is one. Returns whether it is.
pub(crate) fn open_callout_title(page: &mut Page<'_>, heading: &Range<usize>) -> bool {
    let callouts = page.callouts;
    let next = callouts.partition_point(|callout| callout.line.start <= heading.end);
    let Some(callout) = next.checked_sub(1).and_then(|at| callouts.get(at)) else {
        return false;
    };
    let CalloutTitle::Written(title) = &callout.title else {
        return false;
    };
    if title.start != heading.start {
        return false;
    }
    page.is_in_callout_title = true;
    open_title(page, callout);
    true
}

pub(crate) fn close_callout_title(page: &mut Page<'_>) {
    page.is_in_callout_title = false;
    page.close_element();
}

fn open_title(page: &mut Page<'_>, callout: &Callout) {
    let (tag, close) = match callout.folded {
        Some(_) => ("<summary", "</summary>\n"),
        None => ("<p", "</p>\n"),
    };
    if page.elements.is_deep() {
        return page.open_phrasing("", "");
    }
    let class = match callout.kind {
        CalloutKind::Tab => "tab-title",
        _ => "alert-title",
    };
    page.out.markup(tag);
    page.out.attribute("class", class);
    page.open_phrasing(">", close);
}

/// The class of a notice, and the name of its kind.
fn look(kind: CalloutKind) -> (&'static str, Option<Label>) {
    match kind {
        CalloutKind::Note => ("alert alert-note", Some(Label::Note)),
        CalloutKind::Tip => ("alert alert-tip", Some(Label::Tip)),
        CalloutKind::Important => ("alert alert-important", Some(Label::Important)),
        CalloutKind::Warning => ("alert alert-warning", Some(Label::Warning)),
        CalloutKind::Caution => ("alert alert-caution", Some(Label::Caution)),
        CalloutKind::Tab => ("tab", None),
    }
}
