//! Where a block of fields stands, and whether a document speaks of itself there
//! (`docs/design.md`, "Metadata in texts").

use std::rc::Rc;

use super::{BeforeBlock, FoundBlock, back_to, labels};
use crate::conventions::{Labels, folded};
use crate::diagnostics::Span;
use crate::index::Position as _;
use crate::manual::{Body, HeadingIx, PassageIx};
use crate::markdown::page::Page;
use crate::markdown::raw_html::elements::{Treatment, is_block, treatment};
use crate::markdown::raw_html::tags::{RawToken, decoded};

/// What is known of the text around the point that is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    above: Above,
    /// The thematic breaks behind which something stands.
    breaks: u32,
    quotes: u32,
    /// The blocks that were found before the open quotation.
    before_quote: usize,
}

/// What stands between the last heading of Markdown and the point that is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    /// Whether there is text that is no block.
    is_after_text: bool,
    /// Whether the last text ends with a colon, and so speaks of what follows.
    is_introduced: bool,
    break_is_last: bool,
    /// Whether nothing but blocks stands behind the last thematic break.
    is_below_break: bool,
    quote_has_text: bool,
    /// The last heading of HTML that is not the page's title.
    html_heading: Option<HtmlHeading>,
    is_in_html_heading: bool,
}

/// A heading of HTML.
#[derive(Clone, Debug)]
struct HtmlHeading {
    level: u8,
    text: Rc<str>,
}

/// A block, before it is known what follows it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    block: FoundBlock,
    stand: Stand,
}

/// What is known of the place of a block where the block begins.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    /// The heading of Markdown above it, and that of HTML below that one.
    heading: Option<HeadingIx>,
    html_heading: Option<HtmlHeading>,
    /// The section that it is in.
    passage: Option<PassageIx>,
    is_after_text: bool,
    is_introduced: bool,
    /// The thematic break directly above it.
    below_break: Option<u32>,
    is_in_quote: bool,
    /// Whether it is part of a text of another sort: a footnote, or a quotation that has more.
    is_in_other_text: bool,
    before: BeforeBlock,
}

/// Notes text that is no block.
pub(super) fn note_text(page: &mut Page<'_>, text: &str) {
    let is_in_quote = page.seeker.around.quotes > 0;
    let above = &mut page.seeker.around.above;
    above.is_after_text = true;
    above.is_introduced = text.trim_end().ends_with([':', '：']);
    above.quote_has_text |= is_in_quote;
    note_content(page);
}

/// Notes what is neither text nor a block of fields, such as a picture or another table.
pub(super) fn note_content(page: &mut Page<'_>) {
    let above = &mut page.seeker.around.above;
    above.break_is_last = false;
    above.is_below_break = false;
}

/// Notes that a heading begins. One in a quotation is the title of a notice.
pub(super) fn note_heading(page: &mut Page<'_>) {
    if page.seeker.around.quotes == 0 {
        let above = &mut page.seeker.around.above;
        above.is_after_text = false;
        above.is_introduced = false;
        above.html_heading = None;
        above.is_in_html_heading = false;
    }
    note_content(page);
}

/// Notes a thematic break.
pub(super) fn note_break(page: &mut Page<'_>) {
    page.seeker.around.above.break_is_last = true;
}

/// Notes a part of HTML. A tag that cannot stand in a paragraph is left out there.
pub(super) fn note_html(page: &mut Page<'_>, token: &RawToken<'_>) {
    let is_in_paragraph = page.elements.is_phrasing();
    match token {
        RawToken::Text(text) => note_html_text(page, &decoded(text)),
        RawToken::Open(tag) if !is_in_paragraph => match (html_level(&tag.name), &*tag.name) {
            (Some(level), _) => note_html_heading(page, level),
            (None, "blockquote") => open_quote(page),
            (None, "hr") => note_break(page),
            (None, name) if is_block(name) => {
                page.seeker.around.above.is_in_html_heading = false;
            }
            _ => {}
        },
        RawToken::Close(tag) if !is_in_paragraph => {
            if html_level(&tag.name).is_some() {
                page.seeker.around.above.is_in_html_heading = false;
            } else if tag.name == "blockquote" {
                close_quote(page);
            }
        }
        RawToken::Open(_) | RawToken::Close(_) | RawToken::Nothing => {}
    }
}

/// Notes text between tags. That of a heading is no text below it.
fn note_html_text(page: &mut Page<'_>, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    let above = &mut page.seeker.around.above;
    match &mut above.html_heading {
        Some(heading) if above.is_in_html_heading => {
            heading.text = Rc::from(format!("{}{text}", heading.text));
        }
        None if above.is_in_html_heading => {}
        _ => note_text(page, text),
    }
}

/// Notes that a heading of HTML begins. The title of the page is as good as none.
fn note_html_heading(page: &mut Page<'_>, level: u8) {
    let is_first = page.body.headings.is_empty() && page.body.raw_title.is_empty();
    let around = &mut page.seeker.around;
    if around.quotes == 0 {
        let above = &mut around.above;
        let is_title = is_first && level == 1 && above.html_heading.is_none();
        above.is_in_html_heading = true;
        above.is_after_text = false;
        above.is_introduced = false;
        above.html_heading = (!is_title).then(|| HtmlHeading {
            level,
            text: Rc::from(""),
        });
    }
    note_content(page);
}

/// The level of a heading of HTML.
fn html_level(name: &str) -> Option<u8> {
    match treatment(name) {
        Some(Treatment::Keep(element)) => element.heading_level(),
        _ => None,
    }
}

/// What stands above a cell of HTML, with the heading.
pub(super) fn above(page: &Page<'_>) -> (Option<HeadingIx>, Above) {
    (page.heading_here(), page.seeker.around.above.clone())
}

/// Notes that a cell of HTML ends. Its text does not stand above what follows the table, unless there
/// is a heading in it.
pub(super) fn back_below(page: &mut Page<'_>, (heading, above): (Option<HeadingIx>, Above)) {
    if page.heading_here() == heading {
        page.seeker.around.above = above;
    }
}

/// Notes that a quotation begins.
pub(super) fn open_quote(page: &mut Page<'_>) {
    let found = page.seeker.candidates.len();
    let around = &mut page.seeker.around;
    if around.quotes == 0 {
        around.above.quote_has_text = false;
        around.before_quote = found;
    }
    around.quotes += 1;
}

/// Notes that a quotation ends. Blocks in one that has other text belong to that text.
pub(super) fn close_quote(page: &mut Page<'_>) {
    let around = &mut page.seeker.around;
    around.quotes = around.quotes.saturating_sub(1);
    if around.quotes > 0 || !around.above.quote_has_text {
        return;
    }
    labels::end_block(page);
    let before = page.seeker.around.before_quote;
    for candidate in page.seeker.candidates.iter_mut().skip(before) {
        candidate.stand.is_in_other_text |= candidate.stand.is_in_quote;
    }
}

/// Notes that a block begins; `before` is the state of the page before it.
pub(super) fn here(page: &mut Page<'_>, before: BeforeBlock) -> Stand {
    let heading = page.heading_here();
    let passage = page.place_here().section;
    let is_in_other_text = page.footnotes.are_written();
    let around = &mut page.seeker.around;
    let above = &mut around.above;
    if above.break_is_last {
        above.break_is_last = false;
        around.breaks += 1;
        above.is_below_break = true;
    }
    Stand {
        heading,
        html_heading: above.html_heading.clone(),
        passage,
        is_after_text: above.is_after_text,
        is_introduced: above.is_introduced,
        below_break: above.is_below_break.then_some(around.breaks),
        is_in_quote: around.quotes > 0,
        is_in_other_text,
        before,
    }
}

/// Whether a block that begins here may be one that is read. If only a thematic break above it makes it
/// one, that is known when the text ends.
pub(super) fn may_be_read(page: &Page<'_>) -> bool {
    let above = &page.seeker.around.above;
    let heading = page.heading_here();
    let html = above.html_heading.as_ref();
    let is_in_beginning = html.is_none() && heading.is_none_or(|heading| heading.index() == 0);
    let is_below_control = || {
        let headings = headings_above(&page.body, heading, html);
        let mut entries = page.seeker.blocks.iter();
        entries.any(|entry| is_below_control(&headings, entry.headings))
    };
    is_in_beginning || !above.is_after_text && is_below_control()
}

/// Adds the blocks of several entries that are the same place of the text.
pub(super) fn add(page: &mut Page<'_>, blocks: Vec<FoundBlock>, stand: &Stand) {
    let candidates = blocks.into_iter().map(|block| Candidate {
        block,
        stand: stand.clone(),
    });
    page.seeker.candidates.extend(candidates);
}

/// Ends the text before the footnotes: blocks at its end, directly below a thematic break, are no text
/// of the page.
pub(super) fn end_text(page: &mut Page<'_>) {
    let around = &page.seeker.around;
    let last = around.above.is_below_break.then_some(around.breaks);
    let mut first = None;
    for Candidate { stand, .. } in &mut page.seeker.candidates {
        stand.below_break = stand.below_break.filter(|at| Some(*at) == last);
        if stand.below_break.is_some() && !stand.is_in_other_text && first.is_none() {
            first = Some(stand.before);
        }
    }
    if let Some(before) = first {
        back_to(page, before);
    }
}

/// Returns the blocks of the text, in its order, and says of each whether it is read.
pub(super) fn finish(page: &mut Page<'_>) -> Vec<FoundBlock> {
    let candidates = std::mem::take(&mut page.seeker.candidates);
    let blocks = candidates.into_iter().map(|candidate| {
        let mut entries = page.seeker.blocks.iter();
        let own = entries.find(|entry| entry.ix == candidate.block.entry);
        let own = own.map_or(&[][..], |entry| entry.headings);
        let is_read = candidate.stand.speaks_of_its_document(&page.body, own);
        FoundBlock {
            is_read,
            passage: candidate.stand.passage,
            ..candidate.block
        }
    });
    blocks.collect()
}

impl Candidate {
    /// Notes that what stands at these places is struck out.
    pub(super) fn strike(&mut self, are_struck: impl Fn(Span) -> bool) {
        for field in self.block.all_fields_mut() {
            field.counts_nowhere |=
                are_struck(field.written.span) || are_struck(field.value.span());
        }
    }
}

impl Stand {
    /// The state of the page before the block.
    pub(super) fn before(&self) -> BeforeBlock {
        self.before
    }

    fn speaks_of_its_document(&self, body: &Body, own: &[String]) -> bool {
        let above = self.heading.map(HeadingIx::index);
        let html = self.html_heading.as_ref();
        let headings = headings_above(body, self.heading, html);
        let labels = Labels::built_in();
        let is_example = |heading: &String| labels.is_example_heading(heading);
        if self.is_in_other_text || headings.iter().any(is_example) {
            return false;
        }
        let is_in_beginning = html.is_none() && (above.is_none() || above == title(body));
        let has_section = body.headings.len() > above.map_or(0, |above| above + 1);
        is_in_beginning && (!self.is_after_text || has_section && !self.is_introduced)
            || self.below_break.is_some()
            || !self.is_after_text && is_below_control(&headings, own)
    }
}

/// The heading that is the page's title: the first one, unless it is only the first of several
/// sections, or HTML gives the title.
fn title(body: &Body) -> Option<usize> {
    let (first, rest) = body.headings.split_first()?;
    let is_alone = || rest.iter().all(|heading| heading.level > first.level);
    (body.raw_title.is_empty() && (first.level == 1 || is_alone())).then_some(0)
}

/// Whether one of the headings is about the control of the document.
fn is_below_control(headings: &[String], own: &[String]) -> bool {
    let labels = Labels::built_in();
    headings
        .iter()
        .any(|heading| labels.is_control_heading(heading) || own.contains(&folded(heading)))
}

/// The headings of the sections in which a text stands that has these headings above it, from the inner
/// one to the outer one. The title of the page is none of them.
fn headings_above(
    body: &Body,
    heading: Option<HeadingIx>,
    html: Option<&HtmlHeading>,
) -> Vec<String> {
    let title = title(body);
    let end = heading.map_or(0, |heading| heading.index() + 1);
    let upwards = body.headings.iter().enumerate().take(end).rev();
    let mut level = html.map_or(u8::MAX, |html| html.level);
    let of_markdown = upwards.filter_map(|(at, heading)| {
        if heading.level >= level {
            return None;
        }
        level = heading.level;
        (Some(at) != title).then(|| body.written(&heading.title))
    });
    let of_html = html.map(|html| html.text.trim().to_owned());
    of_html.into_iter().chain(of_markdown).collect()
}
