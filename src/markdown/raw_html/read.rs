//! Writes raw HTML to the page. A tag that is never closed, or closed elsewhere, only affects the
//! construct around it. `sanitise` decides what is safe when the page is written.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::manual::{PassageIx, Shown, Struck};
use crate::markdown::constructs::images::report_remote;
use crate::markdown::constructs::links::outside_link;
use crate::markdown::constructs::open::Capture;
use crate::markdown::facts::anchors::names;
use crate::markdown::facts::references::{Destination, destination};
use crate::markdown::facts::struck::note_html;
use crate::markdown::fragment::Hole;
use crate::markdown::output::Position;
use crate::markdown::page::Page;
use crate::markdown::raw_html::elements::{
    RawElement, Treatment, is_address, keeps_attribute, treatment, unwrapped_code,
};
use crate::markdown::raw_html::left_out::{What, is_missed};
use crate::markdown::raw_html::tags::{RawTag, RawToken, decoded, tokens};
use crate::markdown::sought;
use crate::markdown::variables::Run;
use crate::rules;

/// The greatest length of an address in raw HTML, in bytes. Longer values contain files, not
/// addresses.
const LONGEST_ADDRESS: usize = 4096;

/// Writes a block of HTML.
pub(crate) fn raw_block(page: &mut Page<'_>, block: &Run) {
    let unclosed = report_unclosed(page, block);
    let mut dropping = None;
    let mut tokens = tokens(block.text());
    let mut start = tokens.at();
    while let Some(token) = tokens.next() {
        let place = block.source(start)..block.source(tokens.at());
        let begin = std::mem::replace(&mut start, tokens.at());
        if dropping.is_none() && token == RawToken::Nothing && unclosed != Some(place.start) {
            report_endless(page, place.clone());
        }
        match (dropping, token) {
            (Some(name), RawToken::Close(tag)) if tag.name == name => {
                dropping = None;
                page.extend_unshown(place.end);
            }
            (Some(_), _) => sought::leave_out(page, &place),
            (None, token) => {
                note_html(page, &token, &place);
                if page.elements.is_in_code() && !matches!(token, RawToken::Close(_)) {
                    sought::leave_out(page, &place);
                }
                sought::at_token(page, &token, block, begin, &place);
                sought::at_html(page, &place);
                dropping = raw_token(page, token, block, place);
            }
        }
    }
    if let Some(start) = unclosed {
        page.left_out.take_back(start);
    }
}

/// Reports a block that is never closed and so runs to the end of the page, where no heading and no
/// claim is read. Returns the byte offset at which the block begins.
fn report_unclosed(page: &mut Page<'_>, block: &Run) -> Option<usize> {
    const BLOCKS: [(&str, &str); 7] = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<pre", "</pre>"),
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<textarea", "</textarea>"),
    ];
    let text = block.text().trim_start();
    let begins = |open: &str| {
        let begin = text.get(..open.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(open))
    };
    let start = block.source(block.text().len() - text.len());
    let Some((open, close)) = BLOCKS.iter().find(|(open, _)| begins(open)) else {
        let is_open = is_open_declaration(text);
        return is_open.then(|| report_open(page, start, declaration(text), ">"));
    };
    // The name of another element may begin with the same letters.
    let is_whole = |c: char| !open.ends_with(char::is_alphabetic) || !c.is_alphanumeric();
    let named = text[open.len()..].chars().next().is_none_or(is_whole);
    let is_open = named && !text.to_ascii_lowercase().contains(close);
    is_open.then(|| report_open(page, start, open, close))
}

fn report_open(page: &mut Page<'_>, start: usize, open: &str, close: &str) -> usize {
    let span = page.span(start..start + open.len());
    let message = format!("`{open}` is never closed: the text after it is not read");
    let help = format!("close it with {close}");
    page.report(&rules::SYNTAX_ERROR, span, message, help);
    page.body.is_cut = true;
    start
}

/// Whether the text begins with a declaration such as `<!DOCTYPE` that has no `>` before the first
/// blank line.
fn is_open_declaration(text: &str) -> bool {
    let is_declaration = text
        .strip_prefix("<!")
        .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let mut lines = text.lines().take_while(|line| !line.trim().is_empty());
    is_declaration && !lines.any(|line| line.contains('>'))
}

/// The beginning of a declaration, such as `<!DOCTYPE`.
fn declaration(text: &str) -> &str {
    let name = text[2..].find(|c: char| !c.is_ascii_alphanumeric());
    &text[..name.map_or(text.len(), |end| end + 2)]
}

/// Reports a comment, a CDATA section, an instruction or a declaration in a block that is not
/// closed before the block ends. Its text is not shown.
fn report_endless(page: &mut Page<'_>, place: Range<usize>) {
    let written = page.text.get(place.clone()).unwrap_or_default();
    let (open, close) = match written {
        _ if written.starts_with("<!--") => ("<!--", "-->"),
        _ if written.starts_with("<![CDATA[") => ("<![CDATA[", "]]>"),
        _ if written.starts_with("<?") => ("<?", ">"),
        _ => ("<!", ">"),
    };
    if !written.trim_end().ends_with(close) {
        report_open(page, place.start, open, close);
    }
}

/// Writes a tag in a paragraph, a cell or other inline text. The content of a dropped element is
/// hidden there.
pub(crate) fn raw_inline(page: &mut Page<'_>, tag: &Run) {
    let mut tokens = tokens(tag.text());
    let mut start = tokens.at();
    while let Some(token) = tokens.next() {
        let place = tag.source(start)..tag.source(tokens.at());
        let begin = std::mem::replace(&mut start, tokens.at());
        sought::at_token(page, &token, tag, begin, &place);
        if let Some(name) = raw_token(page, token, tag, place) {
            page.capture(Capture::Dropped(name));
        }
    }
}

/// Whether this is the closing tag of the dropped element `name`.
pub(crate) fn is_end_of_dropped(html: &str, name: &str) -> bool {
    matches!(tokens(html).next(), Some(RawToken::Close(tag)) if tag.name == name)
}

/// Writes a token. Returns the element's name if its content is to be dropped up to its closing
/// tag.
fn raw_token(
    page: &mut Page<'_>,
    token: RawToken<'_>,
    run: &Run,
    place: Range<usize>,
) -> Option<&'static str> {
    match token {
        RawToken::Nothing => {
            page.unread.cross_off(&place);
            page.unshown.push(place);
        }
        RawToken::Text(text) => raw_text(page, text),
        RawToken::Close(tag) => match treatment(&tag.name) {
            Some(Treatment::Keep(element)) => page.close_raw(element.name),
            Some(_) if unwrapped_code(&tag.name).is_some() => page.close_raw(&tag.name),
            Some(_) => {}
            None => page.plain(tag.written),
        },
        RawToken::Open(tag) => match treatment(&tag.name) {
            Some(Treatment::Keep(element)) => {
                if is_withheld(page, element.name, &tag) {
                    page.withhold(place);
                    return Some(element.name);
                }
                raw_open(page, element, &tag, run, place);
            }
            Some(Treatment::Unwrap) => {
                if let Some(element) = unwrapped_code(&tag.name) {
                    page.elements.open_raw(element, 0..0, place.clone(), None);
                }
                page.left_out.note(What::Tag(tag.name), place);
            }
            Some(Treatment::Drop) => {
                let name = dropped_name(&tag.name);
                page.unshown.push(place.clone());
                page.left_out.note(What::Element(tag.name), place);
                return name;
            }
            // `<part number>` is not an element, so it is meant as text.
            None => page.plain(tag.written),
        },
    }
    None
}

/// Whether this is the tag of a link that an edition withholds.
fn is_withheld(page: &Page<'_>, element: &str, tag: &RawTag<'_>) -> bool {
    page.withheld.is_some()
        && element == "a"
        && tag.attributes().iter().any(|attribute| {
            let leads = attribute.name == "href";
            leads && matches!(address(attribute.value), Destination::Inside(target) if page.withholds(&target))
        })
}

/// Writes text between tags. Its entities are already HTML.
fn raw_text(page: &mut Page<'_>, text: &str) {
    for (at, part) in text.split('<').enumerate() {
        if at > 0 {
            page.out.text("<");
        }
        for (at, part) in part.split('\0').enumerate() {
            if at > 0 {
                page.out.text("\0");
            }
            page.out.markup(part);
            match part.contains('&') {
                true => page.say(&decoded(part)),
                false => page.say(part),
            }
        }
    }
}

fn raw_open(
    page: &mut Page<'_>,
    element: RawElement,
    tag: &RawTag<'_>,
    run: &Run,
    place: Range<usize>,
) {
    let misplaced = is_misplaced(page, &element) || page.elements.is_deep();
    if !misplaced {
        if !page.out.is_marked() && !is_harmless(page, &element, tag) {
            // The page must be sanitised, so it is read again with marks.
            page.needs_mark = true;
            return;
        }
        page.close_implied(&element);
    }
    let anchor = open_anchor(page, &element, tag);
    if misplaced {
        page.left_out
            .note(What::Misplaced(tag.name.clone()), place.clone());
        if element.strikes() || element.is_code() {
            // What it strikes out counts as struck out all the same, and what it marks as code is code.
            page.elements.open_raw(element, 0..0, place, None);
        }
        return;
    }
    note_attributes(page, &element, tag, &place);
    open_section(page, &element);
    match element.name {
        "img" => raw_image(page, tag, run, &place, anchor.number),
        "a" => raw_link(page, element, tag, run, place, anchor),
        _ => {
            let start = page.out.marked_len();
            raw_tag(page, &element, tag, run, anchor.number);
            let end = page.out.marked_len();
            if !element.is_void() {
                let passage = anchor.passage;
                page.elements.open_raw(element, start..end, place, passage);
                if strikes_by_style(tag) {
                    page.elements.strike_innermost();
                }
            }
        }
    }
}

/// The anchor of a tag.
#[derive(Clone, Copy, Default)]
struct OpenAnchor {
    /// Its number; `None` if the tag has no id.
    number: Option<u32>,
    /// Its place and the position at which that begins; `None` if the id belongs to a heading.
    passage: Option<(PassageIx, Position)>,
}

/// Notes the ids of a tag, and begins the place of them.
fn open_anchor(page: &mut Page<'_>, element: &RawElement, tag: &RawTag<'_>) -> OpenAnchor {
    let names = names(tag);
    if names.is_empty() {
        return OpenAnchor::default();
    }
    let (here, at) = (page.place_here(), page.out.position());
    let strikes = element.strikes() || strikes_by_style(tag);
    let strikes = strikes.then_some(Struck::Text);
    let struck = page.struck_here().or(strikes);
    let is_in_heading = page.heading.is_some() || page.elements.is_in_raw_heading();
    let (passage, is_place) = match here.section {
        _ if page.footnotes.are_written() => {
            (page.passages.note_in_footnote(here.part, struck), false)
        }
        Some(section) if is_in_heading => (section, false),
        _ => (page.passages.open_place(&page.out, struck), true),
    };
    let number = page.raw_anchors.note(names, here.heading, passage, at);
    OpenAnchor {
        number: Some(number),
        passage: is_place.then_some((passage, at)),
    }
}

/// Whether the style of a tag strikes out its text. The style is left out of the page, but the author
/// has struck out the text.
fn strikes_by_style(tag: &RawTag<'_>) -> bool {
    let attributes = tag.attributes();
    let mut styles = attributes.iter().filter(|one| one.name == "style");
    styles.any(|style| style.value.to_ascii_lowercase().contains("line-through"))
}

/// Begins the section of a heading of HTML.
fn open_section(page: &mut Page<'_>, element: &RawElement) {
    if let Some(level) = element.heading_level()
        && !page.footnotes.are_written()
    {
        let is_first = page.body.headings.is_empty() && page.body.raw_title.is_empty();
        page.is_in_raw_title = level == 1 && is_first;
        let struck = page.struck_here();
        let passage = page.passages.open_section(level, struck);
        page.raw_anchors.claim(None, passage, &page.out);
        page.passages.begin_at(page.out.position());
    }
}

/// Records the attributes of a tag that are left out and that readers miss. A `clause` attribute is
/// reported, because it makes no claim.
fn note_attributes(
    page: &mut Page<'_>,
    element: &RawElement,
    tag: &RawTag<'_>,
    place: &Range<usize>,
) {
    for attribute in tag.attributes() {
        let name = attribute.name.as_str();
        let is_refused = is_address(element.name, name)
            && matches!(address(attribute.value), Destination::Refused(_));
        if name == "clause" {
            let span = page.span_elsewhere(place.clone());
            let message = "`clause=` in a tag of HTML is not read: it claims nothing";
            let help = "write a heading of Markdown: ## Heading {clause=8.4.1}";
            page.report(&rules::UNREAD_CLAIM, span, message, help);
        } else if is_missed(name) || is_refused {
            page.left_out
                .note(What::Attribute(name.to_owned()), place.clone());
        }
    }
}

fn is_misplaced(page: &Page<'_>, element: &RawElement) -> bool {
    let is_in = |names: &[&str]| page.elements.raw().any(|open| names.contains(&open.name));
    (page.elements.is_phrasing() && !element.is_phrasing())
        || (element.is_part_of_table() && !is_in(&["table"]))
        || (element.name == "source" && !is_in(&["audio", "video"]))
}

/// Whether a tag is safe as written and cannot stay open, so that the page need not be sanitised
/// for it. An example is `<br>` in a table.
fn is_harmless(page: &Page<'_>, element: &RawElement, tag: &RawTag<'_>) -> bool {
    match element.name {
        // The tag of an anchor is generated, and closed at once.
        "a" => tag
            .attributes()
            .iter()
            .all(|attribute| attribute.name != "href"),
        "img" | "source" => false,
        _ => {
            let ends = element.is_void() || page.elements.is_within_ours();
            element.is_phrasing() && ends && tag.attributes().is_empty()
        }
    }
}

/// Writes an opening tag with its permitted attributes.
fn raw_tag(
    page: &mut Page<'_>,
    element: &RawElement,
    tag: &RawTag<'_>,
    run: &Run,
    anchor: Option<u32>,
) {
    page.out.markup("<");
    page.out.markup(element.name);
    write_anchor(page, anchor);
    // The first of several attributes with the same name counts. The set keeps the cost linear.
    let mut seen = FxHashSet::default();
    for attribute in tag.attributes() {
        let name = attribute.name.as_str();
        if !seen.insert(name.to_owned()) {
            continue;
        }
        if is_address(element.name, name) {
            let span = run.source(attribute.range.start)..run.source(attribute.range.end);
            if let Destination::Inside(target) = address(attribute.value)
                && !page.withholds(&target)
            {
                let shown = match element.name {
                    "a" => Shown::RawHtml,
                    _ => Shown::RawMedia,
                };
                let ix = page.reference(target, shown, span);
                page.out.attribute_hole(name, Hole::Address(ix));
            }
        } else if keeps_attribute(element.name, name) {
            plain_attribute(page, name, &decoded(attribute.value));
        } else if name == "scope" && matches!(attribute.value, "row" | "col") {
            page.out.attribute(name, attribute.value);
        }
    }
    page.out.markup(">");
}

/// Writes the id of an anchor into the open tag.
fn write_anchor(page: &mut Page<'_>, anchor: Option<u32>) {
    if let Some(anchor) = anchor {
        page.out.anchor(anchor);
        page.raw_anchors.note_written(anchor);
    }
}

/// Writes a link. A link in another link, or without a destination, is left out; its text is kept.
fn raw_link(
    page: &mut Page<'_>,
    element: RawElement,
    tag: &RawTag<'_>,
    run: &Run,
    place: Range<usize>,
    anchor: OpenAnchor,
) {
    let OpenAnchor {
        number: anchor,
        passage,
    } = anchor;
    let attributes = tag.attributes();
    let href = attributes.iter().find(|attribute| attribute.name == "href");
    let nested = page.is_in_link();
    let leads = href.is_some_and(|href| matches!(address(href.value), Destination::Inside(_)));
    if anchor.is_some() && (nested || !leads) {
        // Links cannot be nested.
        let element = if nested { "span" } else { "a" };
        page.out.markup("<");
        page.out.markup(element);
        write_anchor(page, anchor);
        page.out.markup("></");
        page.out.markup(element);
        page.out.markup(">");
    }
    let start = page.out.marked_len();
    match href.filter(|_| !nested).map(|href| address(href.value)) {
        Some(Destination::Inside(_)) => raw_tag(page, &element, tag, run, anchor),
        Some(Destination::Outside(address)) => outside_link(page, &address, ""),
        Some(Destination::Nowhere | Destination::Refused(_)) | None => {}
    }
    let end = page.out.marked_len();
    page.elements.open_raw(element, start..end, place, passage);
}

/// Writes an image. An image of another host becomes a link to it: no page loads anything from
/// another host (`docs/design.md`, "The site").
fn raw_image(
    page: &mut Page<'_>,
    tag: &RawTag<'_>,
    run: &Run,
    place: &Range<usize>,
    anchor: Option<u32>,
) {
    let attributes = tag.attributes();
    let value = |name: &str| {
        let mut found = attributes.iter().filter(|attribute| attribute.name == name);
        found.next().map(|attribute| attribute.value)
    };
    let alt = decoded(value("alt").unwrap_or_default());
    match value("src").map(address) {
        Some(Destination::Inside(_)) => {
            let element = treatment("img");
            if let Some(Treatment::Keep(element)) = element {
                raw_tag(page, &element, tag, run, anchor);
                page.note_unsaid(&alt);
            }
        }
        Some(Destination::Outside(address)) if !page.is_in_link() => {
            report_remote(page, place.clone());
            outside_link(page, &address, "");
            page.plain(if alt.trim().is_empty() {
                &address
            } else {
                &alt
            });
            page.out.markup("</a>");
        }
        Some(Destination::Outside(_)) => page.plain(&alt),
        nowhere => {
            if nowhere.is_none() {
                page.left_out
                    .note(What::Tag(tag.name.clone()), place.clone());
            }
            // A missing picture is no text, and neither are the words in its place.
            page.out.text(&alt);
            page.note_unsaid(&alt);
        }
    }
}

fn plain_attribute(page: &mut Page<'_>, name: &str, value: &str) {
    page.out.markup(" ");
    page.out.markup(name);
    page.out.markup("=\"");
    page.out.text(value);
    page.out.markup("\"");
}

fn address(value: &str) -> Destination {
    if value.len() > LONGEST_ADDRESS {
        return Destination::Nowhere;
    }
    destination(&decoded(value))
}

fn dropped_name(name: &str) -> Option<&'static str> {
    const DROPPED: [&str; 8] = [
        "script", "style", "svg", "math", "template", "iframe", "object", "select",
    ];
    DROPPED.into_iter().find(|dropped| *dropped == name)
}
