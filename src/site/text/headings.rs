//! The headings of a text: the heading that repeats the page's title, the level of the uppermost
//! heading, and the table of contents.

use std::borrow::Cow;

use serde::Serialize;

use crate::manual::{Body, Heading, Manual, PageKey, SectionId};
use crate::site::address::href_here;
use crate::site::index::SiteIndex;
use crate::site::text::heading_text::heading_text;

/// An entry of a page's table of contents.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct ContentsEntry {
    pub(crate) title: String,
    pub(crate) href: String,
    /// 1 for the uppermost headings of the text, 2 for those directly below.
    pub(crate) level: u8,
}

/// The number of heading levels in a page's table of contents.
const CONTENTS_LEVELS: u8 = 2;

/// The table of contents of a page: the headings of its text without the one that repeats its
/// title. It is empty if there is only one heading.
pub(crate) fn contents_of(site: &SiteIndex<'_>, page: PageKey, title: &str) -> Vec<ContentsEntry> {
    let manual = &site.compiled.manual;
    let Some(body) = manual.body(page) else {
        return Vec::new();
    };
    let headings = headings_below(manual, body, title);
    let top = uppermost_level(headings);
    let shown = headings
        .iter()
        .filter(|heading| heading.level < top + CONTENTS_LEVELS);
    let entries: Vec<_> = shown
        .map(|heading| ContentsEntry {
            title: heading_text(manual, body, heading),
            href: href_here(heading.id.as_str()),
            level: heading.level - top + 1,
        })
        .collect();
    if entries.len() < 2 {
        Vec::new()
    } else {
        entries
    }
}

/// The title of a page, as it is shown. The title of a page without front matter is its first
/// heading, with variables replaced by their values.
pub(crate) fn page_title<'a>(site: &SiteIndex<'a>, page: PageKey) -> Cow<'a, str> {
    let manual = &site.compiled.manual;
    let written = match page {
        PageKey::Document(ix) => return Cow::Borrowed(&manual.document(ix).title),
        PageKey::Translation(ix) => return Cow::Borrowed(&manual.translation(ix).page.title),
        PageKey::Record(ix) => return Cow::Borrowed(&manual.record(ix).title),
        PageKey::Uncontrolled(ix) => &*manual.uncontrolled_page(ix).title,
        PageKey::Home => match &manual.home {
            Some(home) => &*home.title,
            None => return Cow::Borrowed(&manual.config.title),
        },
    };
    let body = manual.body(page);
    let heading = body.and_then(|body| Some((body, title_heading(manual, body, written)?)));
    match heading {
        Some((body, heading)) => Cow::Owned(heading_text(manual, body, heading)),
        None if page == PageKey::Home => Cow::Borrowed(&manual.config.title),
        None => Cow::Borrowed(written),
    }
}

/// The title of a section of a page, if the page has that section.
pub(crate) fn section_title<'s>(
    site: &'s SiteIndex<'_>,
    page: PageKey,
    section: &SectionId,
) -> Option<Cow<'s, str>> {
    let manual = &site.compiled.manual;
    if let PageKey::Document(ix) = page {
        return Some(site.sections.title(manual, ix, section.as_str())?.into());
    }
    let body = manual.body(page)?;
    let heading = body.heading(section.as_str())?;
    Some(heading_text(manual, body, heading).into())
}

/// The headings of a text without the one that repeats its page's title.
pub(crate) fn headings_below<'b>(manual: &Manual, body: &'b Body, title: &str) -> &'b [Heading] {
    match title_heading(manual, body, title) {
        Some(_) => &body.headings[1..],
        None => &body.headings,
    }
}

/// The heading at the very beginning of a text, if it repeats the page's title.
pub(crate) fn title_heading<'b>(
    manual: &Manual,
    body: &'b Body,
    title: &str,
) -> Option<&'b Heading> {
    let heading = body.headings.first()?;
    let same = || {
        same_title(&heading_text(manual, body, heading), title)
            || same_title(&body.written(&heading.title), title)
    };
    (body.begins_with_heading && same()).then_some(heading)
}

/// The level of the uppermost of these headings; 2 if there are none.
pub(crate) fn uppermost_level(headings: &[Heading]) -> u8 {
    headings
        .iter()
        .map(|heading| heading.level)
        .min()
        .unwrap_or(2)
}

/// Whether two titles have the same words, whatever their case.
pub(super) fn same_title(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.split_whitespace(), b.split_whitespace());
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) if same_word(a, b) => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

fn same_word(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        a.eq_ignore_ascii_case(b)
    } else {
        a.to_lowercase() == b.to_lowercase()
    }
}
