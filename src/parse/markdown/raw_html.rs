//! HTML that the author wrote, put into the page so that it stays within its bounds: a tag that is
//! never closed, or closed elsewhere, changes nothing but its own surroundings. What is safe is
//! decided by `sanitise`, once the page is whole.

use super::convert::{Capture, Converter};
use super::raw_elements::{
    PARAGRAPH, RawElement, Treatment, is_address, keeps_attribute, treatment,
};
use super::raw_tags::{RawTag, RawToken, decoded, tokens};
use super::targets::{Destination, destination};
use super::variables::Run;
use crate::manual::{Piece, Shown};

/// The most bytes that an address in raw HTML may have: longer ones hold files, not addresses.
const LONGEST_ADDRESS: usize = 4096;

impl Converter<'_> {
    /// A whole block of HTML.
    pub(super) fn raw_block(&mut self, block: &Run) {
        let mut dropping = None;
        for token in tokens(block.text()) {
            match (dropping, token) {
                (Some(name), RawToken::Close(tag)) if tag.name == name => dropping = None,
                (Some(_), _) => {}
                (None, token) => dropping = self.raw_token(token, block),
            }
        }
    }

    /// A tag in a paragraph, a cell or the like. One that is dropped hides what follows in there.
    pub(super) fn raw_inline(&mut self, tag: &Run) {
        for token in tokens(tag.text()) {
            if let Some(name) = self.raw_token(token, tag) {
                self.capture(Capture::Dropped(name));
            }
        }
    }

    /// The end of what is dropped, if this tag is it.
    pub(super) fn is_end_of_dropped(html: &str, name: &str) -> bool {
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
        let misplaced = (self.is_phrasing() && !element.is_phrasing())
            || (element.is_part_of_table() && !self.is_in_raw_table());
        if misplaced || self.is_deep() {
            return;
        }
        if !self.out.is_marked() {
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

    fn is_in_raw_table(&self) -> bool {
        self.raw_layers().any(|element| element.name == "table")
    }

    /// Writes an opening tag with the attributes that may stay.
    fn raw_tag(&mut self, element: &RawElement, tag: &RawTag<'_>, run: &Run) {
        self.out.markup("<");
        self.out.markup(element.name);
        for attribute in tag.attributes() {
            let name = attribute.name.as_str();
            if is_address(element.name, name) {
                let spot = run.source(attribute.range.start)..run.source(attribute.range.end);
                if let Destination::Inside(target) = address(attribute.value) {
                    let ix = self.reference(target, Shown::RawHtml, spot);
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
    /// (DESIGN 5).
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

    pub(super) fn attribute_hole(&mut self, name: &str, piece: Piece) {
        self.out.markup(" ");
        self.out.markup(name);
        self.out.markup("=\"");
        self.out.hole(piece);
        self.out.markup("\"");
    }

    /// Ends a paragraph that the author opened and that a block of ours ends.
    pub(super) fn end_raw_paragraph(&mut self) {
        if self
            .raw_layers()
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
