//! The text of the open cell and of the open line.

use std::ops::Range;

use super::cell::CellPart;
use super::{Seen, labels};
use crate::markdown::constructs::open::Capture;
use crate::markdown::page::Page;
use crate::markdown::raw_html::tags::{RawTag, decoded};

/// Adds text to the open cell or line.
pub(super) fn push(page: &mut Page<'_>, text: &str, range: &Range<usize>, part: CellPart) -> Seen {
    if page.code.is_some() {
        return Seen::Other;
    }
    labels::note_plain(page, text);
    if page.seeker.open_cells().next().is_none() {
        return Seen::Other;
    }
    let raw = page.text.get(range.clone()).unwrap_or_default();
    let found = match raw == text {
        true => Some(0),
        false => raw.find(text),
    };
    let place = match found {
        Some(at) => range.start + at..range.start + at + text.len(),
        None => range.clone(),
    };
    let span = page.span_elsewhere(place);
    let is_struck = page.is_struck();
    for cell in page.seeker.open_cells() {
        cell.push(text, span, found.is_some(), is_struck, part);
    }
    Seen::Other
}

/// What the text that is read now is for the name in its cell.
pub(super) fn part(page: &Page<'_>) -> CellPart {
    let is_in_picture = || {
        let captured = page.captured.as_ref();
        captured.is_some_and(|captured| matches!(captured.what, Capture::Image(_)))
    };
    match page.elements.innermost_apart() {
        Some("sup") => CellPart::NoteMark,
        _ if is_in_picture() => CellPart::Picture,
        Some(name) => CellPart::Apart(name),
        None if page.elements.is_in_code() => CellPart::Code,
        None => CellPart::Text,
    }
}

/// Adds the words of a picture of HTML to the open cell and the open line.
pub(super) fn push_picture(page: &mut Page<'_>, tag: &RawTag<'_>, place: &Range<usize>) {
    if page.seeker.open_cells().next().is_none() {
        return;
    }
    let attributes = tag.attributes();
    let Some(alt) = attributes.iter().find(|one| one.name == "alt") else {
        return;
    };
    let part = match part(page) {
        CellPart::NoteMark => CellPart::NoteMark,
        _ => CellPart::Picture,
    };
    let (span, is_struck) = (page.span_elsewhere(place.clone()), page.is_struck());
    let words = decoded(alt.value);
    for cell in page.seeker.open_cells() {
        cell.push(words.trim(), span, false, is_struck, part);
    }
}
