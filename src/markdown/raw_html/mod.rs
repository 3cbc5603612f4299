//! HTML that the author wrote, put into the page so that it stays within its bounds: a tag that is
//! never closed, or closed elsewhere, changes nothing but its own surroundings. What is safe is
//! decided by `sanitise`, once the page is whole.

pub(crate) mod anchors;
pub(crate) mod elements;
pub(crate) mod sanitise;
pub(crate) mod tags;

use crate::manual::{Piece, Shown};
use crate::markdown::raw_html::elements::{
    PARAGRAPH, RawElement, Treatment, is_address, keeps_attribute, treatment,
};
use crate::markdown::raw_html::tags::{RawTag, RawToken, decoded, tokens};
use crate::markdown::targets::{Destination, destination};
use crate::markdown::variables::Run;
use crate::markdown::walk::{Capture, Converter};
use crate::rules;

/// The most bytes that an address in raw HTML may have: longer ones hold files, not addresses.
const LONGEST_ADDRESS: usize = 4096;

impl Converter<'_> {
    /// A whole block of HTML.
    pub(crate) fn raw_block(&mut self, block: &Run) {
        self.report_unclosed(block);
        let mut dropping = None;
        for token in tokens(block.text()) {
            match (dropping, token) {
                (Some(name), RawToken::Close(tag)) if tag.name == name => dropping = None,
                (Some(_), _) => {}
                (None, token) => dropping = self.raw_token(token, block),
            }
        }
    }

    /// Reports a block that runs to the end of its page because it is never closed: what follows it
    /// is no Markdown, so that no heading and no claim is read from it.
    fn report_unclosed(&mut self, block: &Run) {
        const BLOCKS: [(&str, &str); 5] = [
            ("<!--", "-->"),
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
        let Some((open, close)) = BLOCKS.iter().find(|(open, _)| begins(open)) else {
            return;
        };
        // Another element may begin with the same letters.
        let is_whole = |c: char| *open == "<!--" || !c.is_alphanumeric();
        let named = text[open.len()..].chars().next().is_none_or(is_whole);
        if named && !text.to_ascii_lowercase().contains(close) {
            let start = block.source(block.text().len() - text.len());
            let span = self.span(start..start + open.len());
            let message = format!("`{open}` is never closed: all that follows is lost to it");
            self.report(
                &rules::SYNTAX_ERROR,
                span,
                message,
                format!("close it with {close}"),
            );
        }
    }

    /// A tag in a paragraph, a cell or the like. One that is dropped hides what follows in there.
    pub(crate) fn raw_inline(&mut self, tag: &Run) {
        for token in tokens(tag.text()) {
            if let Some(name) = self.raw_token(token, tag) {
                self.capture(Capture::Dropped(name));
            }
        }
    }

    /// The end of what is dropped, if this tag is it.
    pub(crate) fn is_end_of_dropped(html: &str, name: &str) -> bool {
        matches!(tokens(html).next(), Some(RawToken::Close(tag)) if tag.name == name)
    }

    /// Writes a token. Returns the element's name if all up to its end is to be dropped.
    fn raw_token(&mut self, token: RawToken<'_>, run: &Run) -> Option<&'static str> {
        match token {
            RawToken::Nothing => {}
            RawToken::Text(text) => self.raw_text(text),
            RawToken::Close(tag) => match treatment(&tag.name) {
                Some(Treatment::Keep(element)) => self.close_raw(element.name),
                Some(_) => {}
                None => self.plain(tag.written),
            },
            RawToken::Open(tag) => match treatment(&tag.name) {
                Some(Treatment::Keep(element)) => self.raw_open(element, &tag, run),
                Some(Treatment::Unwrap) => {}
                Some(Treatment::Drop) => return dropped_name(&tag.name),
                // `<part number>`: no element, so that it is meant to be read.
                None => self.plain(tag.written),
            },
        }
        None
    }

    /// Text between tags: its entities are HTML already.
    fn raw_text(&mut self, text: &str) {
        for (at, part) in text.split('<').enumerate() {
            if at > 0 {
                self.out.text("<");
            }
            for (at, part) in part.split('\0').enumerate() {
                if at > 0 {
                    self.out.text("\0");
                }
                self.out.markup(part);
            }
        }
    }

    fn raw_open(&mut self, element: RawElement, tag: &RawTag<'_>, run: &Run) {
        self.note_anchors(tag);
        if self.is_misplaced(&element) || self.is_deep() {
            return;
        }
        if !self.out.is_marked() && !self.is_harmless(&element, tag) {
            // From here on the page must be made safe: it is begun anew, with marks.
            self.needs_mark = true;
            return;
        }
        self.close_implied(&element);
        match element.name {
            "img" => self.raw_image(tag, run),
            "a" => self.raw_link(element, tag, run),
            _ => {
                let start = self.out.marked_len();
                self.raw_tag(&element, tag, run);
                let end = self.out.marked_len();
                if !element.is_void() {
                    self.open_raw(element, start..end);
                }
            }
        }
    }

    fn is_misplaced(&self, element: &RawElement) -> bool {
        let is_in = |names: &[&str]| {
            self.raw_open_elements()
                .any(|open| names.contains(&open.name))
        };
        (self.is_phrasing() && !element.is_phrasing())
            || (element.is_part_of_table() && !is_in(&["table"]))
            || (element.name == "source" && !is_in(&["audio", "video"]))
    }

    /// Whether a tag is safe as it stands, and cannot be left open: `<br>` in a table is no reason
    /// to sanitise a page.
    fn is_harmless(&self, element: &RawElement, tag: &RawTag<'_>) -> bool {
        match element.name {
            // An anchor is not written.
            "a" => tag
                .attributes()
                .iter()
                .all(|attribute| attribute.name != "href"),
            "img" | "source" => false,
            _ => {
                let ends = element.is_void() || self.is_within_ours();
                element.is_phrasing() && ends && tag.attributes().is_empty()
            }
        }
    }

    /// Writes an opening tag with the attributes that may stay.
    fn raw_tag(&mut self, element: &RawElement, tag: &RawTag<'_>, run: &Run) {
        self.out.markup("<");
        self.out.markup(element.name);
        for attribute in tag.attributes() {
            let name = attribute.name.as_str();
            if is_address(element.name, name) {
                let span = run.source(attribute.range.start)..run.source(attribute.range.end);
                if let Destination::Inside(target) = address(attribute.value) {
                    let ix = self.reference(target, Shown::RawHtml, span);
                    self.attribute_hole(name, Piece::Address(ix));
                }
            } else if keeps_attribute(element.name, name) {
                self.plain_attribute(name, &decoded(attribute.value));
            } else if name == "scope" && matches!(attribute.value, "row" | "col") {
                self.out.attribute(name, attribute.value);
            }
        }
        self.out.markup(">");
    }

    /// A link. One within another, or that leads nowhere, is left out; its text stays.
    fn raw_link(&mut self, element: RawElement, tag: &RawTag<'_>, run: &Run) {
        let start = self.out.marked_len();
        let attributes = tag.attributes();
        let href = attributes.iter().find(|attribute| attribute.name == "href");
        let nested = self.is_in_link();
        match href.filter(|_| !nested).map(|href| address(href.value)) {
            Some(Destination::Inside(_)) => self.raw_tag(&element, tag, run),
            Some(Destination::Outside(address)) => self.outside_link(&address, ""),
            Some(Destination::Nowhere | Destination::Refused(_)) | None => {}
        }
        let end = self.out.marked_len();
        self.open_raw(element, start..end);
    }

    /// An image. One of another host becomes a link to it: no page asks another host for anything
    /// (`docs/design.md`, output).
    fn raw_image(&mut self, tag: &RawTag<'_>, run: &Run) {
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
                    self.raw_tag(&element, tag, run);
                    self.note(&alt);
                }
            }
            Some(Destination::Outside(address)) if !self.is_in_link() => {
                self.outside_link(&address, "");
                self.plain(if alt.trim().is_empty() {
                    &address
                } else {
                    &alt
                });
                self.out.markup("</a>");
            }
            _ => self.plain(&alt),
        }
    }

    fn plain_attribute(&mut self, name: &str, value: &str) {
        self.out.markup(" ");
        self.out.markup(name);
        self.out.markup("=\"");
        self.out.text(value);
        self.out.markup("\"");
    }

    pub(crate) fn attribute_hole(&mut self, name: &str, piece: Piece) {
        self.out.markup(" ");
        self.out.markup(name);
        self.out.markup("=\"");
        self.out.hole(piece);
        self.out.markup("\"");
    }

    /// Ends a paragraph that the author opened and that a block of ours ends.
    pub(crate) fn end_raw_paragraph(&mut self) {
        if self
            .raw_open_elements()
            .next()
            .is_some_and(|open| open.name == PARAGRAPH.name)
        {
            self.close_raw(PARAGRAPH.name);
        }
    }
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
