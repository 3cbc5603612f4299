//! Where claims count nowhere: in struck-out text, in a task that is not ticked, and in what looks
//! like either to a reader (`docs/design.md`, "What a claim is").

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::manual::Struck;
use crate::manual::look_alike::is_invisible;
use crate::markdown::page::Page;
use crate::markdown::raw_html::elements::is_block;
use crate::markdown::raw_html::tags::{RawTag, RawToken, decoded, tokens};
use crate::markdown::sought;

/// The open tasks of a page, and the boxes that look like those of open tasks.
#[derive(Debug, Default)]
pub(crate) struct Tasks {
    /// The number of ends of blocks so far.
    edges: usize,
    /// The open list items: why claims in each do not count.
    items: Vec<Option<Struck>>,
    /// The number of open list items in which claims do not count.
    open: usize,
    begins: Option<Begins>,
    /// Whether the line or the paragraph that is read begins with a box that is not ticked.
    line: bool,
    /// Whether the table row that is read has a box that is not ticked, and the number of claims
    /// before the row.
    row: bool,
    claims_before_row: usize,
    /// The rows that are read of the open tables of HTML.
    html_rows: Vec<HtmlRow>,
}

/// Where a row of HTML begins.
#[derive(Clone, Copy, Debug, Default)]
struct HtmlRow {
    /// The number of claims before it, and its byte offset.
    claims: usize,
    start: usize,
}

/// What begins at the point that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    Item,
    Line,
    Heading,
    Cell,
    HtmlItem,
    HtmlCell,
}

impl Tasks {
    /// Notes that a block begins or ends.
    pub(crate) fn edge(&mut self, event: &Event<'_>) {
        self.line = false;
        self.edges += 1;
        self.begins = match event {
            Event::Start(Tag::Item) => Some(Begins::Item),
            // A paragraph at the beginning of an item or a cell, or HTML that may be followed by one.
            Event::Start(Tag::Paragraph)
                if matches!(
                    self.begins,
                    Some(Begins::Item | Begins::HtmlItem | Begins::HtmlCell)
                ) =>
            {
                self.begins
            }
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => self.begins,
            Event::Start(
                Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition,
            ) => Some(Begins::Line),
            Event::Start(Tag::Heading { .. }) => Some(Begins::Heading),
            Event::Start(Tag::TableCell) => Some(Begins::Cell),
            _ => None,
        };
    }

    /// Notes that a line begins within a block.
    pub(crate) fn line_begins(&mut self) {
        self.begins = Some(Begins::Line);
    }

    /// Notes that something else than a box stands here.
    pub(crate) fn no_box(&mut self) {
        self.begins = None;
    }

    pub(crate) fn open_item(&mut self) {
        self.items.push(None);
    }

    pub(crate) fn close_item(&mut self) {
        let closed = self.items.pop().flatten();
        self.open -= usize::from(closed.is_some());
    }

    /// Notes that the innermost list item is a task.
    pub(crate) fn note_task(&mut self, done: bool) {
        self.begins = None;
        if !done {
            self.note_item(Struck::OpenTask);
        }
    }

    fn note_item(&mut self, why: Struck) {
        if let Some(item) = self.items.last_mut() {
            self.open += usize::from(item.is_none());
            *item = Some(why);
        }
    }

    pub(crate) fn open_row(&mut self, claims: usize) {
        (self.row, self.claims_before_row) = (false, claims);
    }

    pub(crate) fn close_row(&mut self) {
        self.row = false;
    }

    /// The number of ends of blocks so far, by which places in one block are known.
    pub(crate) fn block(&self) -> usize {
        self.edges
    }

    /// Why a claim at this point does not count.
    fn here(&self) -> Option<Struck> {
        if self.open > 0 {
            let innermost = self.items.iter().rev().find_map(|item| *item);
            return innermost;
        }
        (self.line || self.row).then_some(Struck::LooksOpen)
    }

    /// Notes that a row of HTML begins.
    fn open_html_row(&mut self, claims: usize, start: usize) {
        self.begins = None;
        if let Some(row) = self.html_rows.last_mut() {
            *row = HtmlRow { claims, start };
        }
    }

    /// Notes that a block of HTML begins or ends.
    fn html_edge(&mut self, begins: Option<Begins>) {
        self.line = false;
        self.begins = begins;
    }
}

/// Looks at the text that begins at this byte offset of the page.
pub(crate) fn note_text(page: &mut Page<'_>, start: usize) {
    if let Some(begins) = page.tasks.begins.take()
        && let Some(ticked) = ticked_box(page.text.get(start..).unwrap_or_default())
    {
        note_box(page, begins, ticked, start);
    }
}

/// Looks at a tag of HTML in a text: `<input type="checkbox">` is a box, too.
pub(crate) fn note_tag(page: &mut Page<'_>, html: &str, place: &Range<usize>) {
    let Some(RawToken::Open(tag)) = tokens(html).next() else {
        return;
    };
    if tag.name == "input" {
        note_input(page, &tag, place);
    } else if tag.name == "br" || is_block(&tag.name) && page.tasks.begins.is_none() {
        page.tasks.line_begins();
    }
}

/// Looks at a part of a block of HTML before the page takes it. Items, rows and lines of it may begin
/// with a box as those of Markdown do.
pub(crate) fn note_html(page: &mut Page<'_>, token: &RawToken<'_>, place: &Range<usize>) {
    match token {
        RawToken::Text(text) => {
            let text = text.trim_start();
            if !text.is_empty()
                && let Some(begins) = page.tasks.begins.take()
                && let Some(ticked) = ticked_box(text)
            {
                note_box(page, begins, ticked, place.start);
            }
        }
        RawToken::Open(tag) => match tag.name.as_str() {
            "input" => note_input(page, tag, place),
            "br" => page.tasks.line_begins(),
            "table" => {
                page.tasks.html_edge(None);
                page.tasks.html_rows.push(HtmlRow::default());
            }
            "tr" => {
                let claims = page.body.claims.len();
                page.tasks.open_html_row(claims, place.start);
            }
            "td" | "th" => page.tasks.html_edge(Some(Begins::HtmlCell)),
            "li" | "dt" | "dd" => page.tasks.html_edge(Some(Begins::HtmlItem)),
            name if is_block(name) => {
                let is_of_item = matches!(
                    page.tasks.begins,
                    Some(Begins::Item | Begins::HtmlItem | Begins::HtmlCell)
                );
                if !is_of_item {
                    page.tasks.html_edge(Some(Begins::Line));
                }
            }
            _ => {}
        },
        RawToken::Close(tag) if is_block(&tag.name) => {
            page.tasks.html_edge(None);
            if tag.name == "table" {
                page.tasks.html_rows.pop();
            }
        }
        RawToken::Close(_) | RawToken::Nothing => {}
    }
}

fn note_input(page: &mut Page<'_>, tag: &RawTag<'_>, place: &Range<usize>) {
    if let Some(ticked) = ticked_input(tag)
        && let Some(begins) = page.tasks.begins.take()
    {
        note_box(page, begins, ticked, place.start);
    }
}

/// Whether the box that a tag `<input>` shows is ticked; `None` if it shows none.
pub(crate) fn ticked_input(tag: &RawTag<'_>) -> Option<bool> {
    if tag.name != "input" {
        return None;
    }
    let attributes = tag.attributes();
    let is = |name: &str, value: &str| {
        let mut found = attributes.iter().filter(|attribute| attribute.name == name);
        found.any(|attribute| value.is_empty() || attribute.value.eq_ignore_ascii_case(value))
    };
    is("type", "checkbox").then(|| is("checked", ""))
}

/// Notes a box at this byte offset.
fn note_box(page: &mut Page<'_>, begins: Begins, ticked: bool, at: usize) {
    match begins {
        Begins::Line => page.tasks.line = !ticked,
        _ if ticked => {}
        Begins::Item => page.tasks.note_item(Struck::LooksOpen),
        Begins::Heading => {
            if let Some(heading) = &mut page.heading {
                heading.looks_open = true;
            }
        }
        Begins::Cell => {
            page.tasks.row = true;
            let before = page.tasks.claims_before_row;
            strike_claims_since(page, before);
        }
        Begins::HtmlItem => {
            let is_in_item = page.elements.note_open_task(&["li", "dt", "dd"]);
            page.tasks.line |= !is_in_item;
        }
        Begins::HtmlCell => {
            let is_in_row = page.elements.note_open_task(&["tr"]);
            page.tasks.line |= !is_in_row;
            if let Some(row) = page.tasks.html_rows.last().copied() {
                strike_claims_since(page, row.claims);
                let before = row.start..at.max(row.start);
                sought::leave_open(page, &before, Struck::LooksOpen);
            }
        }
    }
}

/// Notes that the claims of a row up to its box do not count.
fn strike_claims_since(page: &mut Page<'_>, before: usize) {
    for claim in page.body.claims.iter_mut().skip(before) {
        claim.struck = claim.struck.or(Some(Struck::LooksOpen));
    }
}

/// Whether a text begins with a box that is not ticked.
pub(crate) fn begins_with_open_box(text: &str) -> bool {
    ticked_box(text.trim_start()) == Some(false)
}

/// The signs of an empty box.
const EMPTY_BOXES: [char; 12] = [
    '☐', '□', '⬜', '🔲', '◻', '◽', '▢', '❏', '❐', '❑', '❒', '⬚',
];

/// The greatest length of a text in which a box is looked for, in bytes.
const LOOKED_AT: usize = 200;

/// The greatest length of a number or letter before a box, in bytes: `1.1`, `a)`.
const LONGEST_LABEL: usize = 10;

/// Whether the box at the beginning of a text, as readers see it, is ticked; `None` if the text does
/// not begin with a box. A number may stand before the box.
fn ticked_box(text: &str) -> Option<bool> {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let line = text.lines().next().unwrap_or_default();
    // Most texts have no sign that could be a box, be it as an entity.
    if line.is_ascii() && memchr::memchr2(b'[', b'&', line.as_bytes()).is_none() {
        return None;
    }
    let shown = shown(line);
    let is_blank = |c: char| c.is_whitespace() || is_invisible(c);
    let begin = shown.trim_start_matches(is_blank);
    ticked_box_at(begin).or_else(|| {
        let (label, behind) = begin.split_once(is_blank)?;
        let is_label = label.len() <= LONGEST_LABEL
            && label
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || ".()-".contains(c))
            && (label.starts_with(|c: char| c.is_ascii_digit()) || label.ends_with(['.', ')']));
        ticked_box_at(behind.trim_start_matches(is_blank)).filter(|_| is_label)
    })
}

/// A text without entities and without the backslashes that escape a sign.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let decoded = decoded(text);
    let mut signs = decoded.chars().peekable();
    while let Some(sign) = signs.next() {
        let is_escape = sign == '\\' && signs.peek().is_some_and(char::is_ascii_punctuation);
        if !is_escape {
            shown.push(sign);
        }
    }
    shown
}

fn ticked_box_at(text: &str) -> Option<bool> {
    if text.starts_with(EMPTY_BOXES) {
        return Some(false);
    }
    let (inner, behind) = text.strip_prefix('[')?.split_once(']')?;
    if behind.starts_with(['(', '[', ':']) {
        // A link.
        return None;
    }
    let mut signs = inner.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (None, _) => Some(false),
        (Some(sign), None) if "-_~–—./?!<>".contains(sign) => Some(false),
        (Some(sign), None) if "xX✓✔✗✘×".contains(sign) => Some(true),
        _ => None,
    }
}

impl Page<'_> {
    /// The reason that a claim at this point does not count; `None` if it counts.
    pub(crate) fn struck_here(&self) -> Option<Struck> {
        if self.elements.is_left_open() {
            return Some(Struck::LeftOpen);
        }
        if self.elements.is_struck() {
            return Some(Struck::Text);
        }
        if self.elements.looks_open() && self.tasks.open == 0 {
            return Some(Struck::LooksOpen);
        }
        self.tasks.here().or(self.footnotes.struck())
    }

    /// Whether text at this point is struck out.
    pub(crate) fn is_struck(&self) -> bool {
        self.elements.is_struck()
            || matches!(
                self.footnotes.struck(),
                Some(
                    Struck::Text
                        | Struck::LeftOpen
                        | Struck::BetweenSigns
                        | Struck::Heading
                        | Struck::BelowHeading
                )
            )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_known_whatever_stands_in_it() {
        for text in [
            "[] x",
            "[ ] x",
            "[  ]x",
            "[\u{a0}]",
            "[-] x",
            "[/]",
            "☐ x",
            "□",
            "[_]|",
            "&#9744; x",
            "&#x2610; x",
            "&square; x",
            "[ \\] x",
            "\\[ \\] x",
            "[&nbsp;] x",
            "&nbsp;☐ x",
            "1.1 ☐ x",
            "a) [ ] x",
            "(2) ☐ x",
            "🔲 x",
            "◻ x",
            "▢",
            "❏",
            "❑ x",
            "\u{200b}☐ x",
        ] {
            assert_eq!(ticked_box(text), Some(false), "{text}");
        }
        for text in ["[x] y", "[X]", "[ ✓ ]", "[×]", "1.1 [x] y", "\\[x\\] y"] {
            assert_eq!(ticked_box(text), Some(true), "{text}");
        }
        for text in [
            "[](a.md)",
            "[ ][a]",
            "[-]: a",
            "[…] x",
            "[a] b",
            "[1]",
            "x",
            "[",
            "[[QP-01]]",
            "☑",
            "Tick ☐ here",
            "8.4.1",
            "10 x",
            "e.g. [1] x",
            "\\",
        ] {
            assert_eq!(ticked_box(text), None, "{text}");
        }
    }
}
