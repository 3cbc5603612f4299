//! Images: those of the manual are shown, those of other hosts are linked.

use std::ops::Range;

use pulldown_cmark::LinkType;

use crate::manual::{Piece, ReferenceIx, Shown};
use crate::markdown::links::{Written, wiki_image};
use crate::markdown::output::Position;
use crate::markdown::targets::{Destination, destination};
use crate::markdown::walk::{Capture, Converter};

/// An image whose text is being read.
#[derive(Debug)]
pub(crate) struct OpenImage {
    pub(crate) written: Written,
    end: ImageEnd,
}

#[derive(Debug)]
enum ImageEnd {
    /// The text stands in the `alt` attribute; what follows it.
    Attribute(ReferenceIx, String),
    /// The image of another host: the text is that of a link to it.
    Link(String, Position),
    /// Only the text is shown.
    Nothing,
}

impl Converter<'_> {
    pub(crate) fn open_image(
        &mut self,
        link_type: LinkType,
        address: &str,
        title: &str,
        range: Range<usize>,
        definition: Option<Range<usize>>,
    ) {
        let mut name = None;
        let mut written = Written::new(range.clone(), link_type, definition.clone());
        let found = match link_type {
            LinkType::WikiLink { has_pothole } => {
                let at = written.wiki_name(self.text, address.len(), has_pothole);
                let Some(target) = self.text.get(at.clone()).and_then(wiki_image) else {
                    // `![[ID]]` asks for the page itself to be shown here: it is linked.
                    return self.open_link(link_type, address, title, range, definition);
                };
                name = Some(at);
                Destination::Inside(target)
            }
            _ => destination(address),
        };
        let end = match found {
            Destination::Inside(target) => {
                let at = name.unwrap_or_else(|| range.clone());
                let ix = self.reference(target, Shown::Image, at);
                self.out.markup("<img");
                self.attribute_hole("src", Piece::Address(ix));
                self.out.markup(" alt=\"");
                ImageEnd::Attribute(ix, title.to_owned())
            }
            // No page asks another host for anything (`docs/design.md`, output).
            Destination::Outside(address) if !self.is_in_link() => {
                self.outside_link(&address, title);
                ImageEnd::Link(address, self.out.position())
            }
            Destination::Outside(_) | Destination::Nowhere => ImageEnd::Nothing,
            Destination::Refused(refusal) => {
                self.refuse(&refusal, range.clone());
                ImageEnd::Nothing
            }
        };
        // Its text begins behind `![`.
        written.widen(&(range.start..range.start + 1));
        self.capture(Capture::Image(OpenImage { written, end }));
    }

    pub(crate) fn close_image(&mut self, image: OpenImage) {
        let OpenImage { written, end } = image;
        match end {
            ImageEnd::Attribute(ix, title) => {
                if !written.is_wiki() {
                    self.place_reference(ix, &written);
                }
                self.out.markup("\"");
                if !title.is_empty() {
                    self.out.markup(" title=\"");
                    self.out.text(&title);
                    self.out.markup("\"");
                }
                self.out.markup(">");
            }
            ImageEnd::Link(address, text) => {
                if self.out.is_blank_since(text) {
                    self.out.text(&address);
                }
                self.out.markup("</a>");
            }
            ImageEnd::Nothing => {}
        }
    }
}
