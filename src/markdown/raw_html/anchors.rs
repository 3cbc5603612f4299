//! Anchors that the author wrote in HTML, as `<a name="x"></a>` or `<div id="x">`. Their ids are not
//! published, but lead to the heading that they stand at: manuals that were written for other tools
//! link to them.

use crate::manual::HeadingIx;
use crate::markdown::output::Position;
use crate::markdown::raw_html::tags::RawTag;
use crate::markdown::walk::Converter;

/// An anchor in the author's HTML.
#[derive(Debug)]
pub(crate) struct RawAnchor {
    pub(crate) name: String,
    /// The heading it stands in or below.
    pub(crate) heading: Option<HeadingIx>,
    at: Position,
}

impl Converter<'_> {
    /// Notes the anchors of a tag.
    pub(crate) fn note_anchors(&mut self, tag: &RawTag<'_>) {
        for attribute in tag.attributes() {
            let name = attribute.value.trim();
            let names = attribute.name == "id" || (attribute.name == "name" && tag.name == "a");
            if names && !name.is_empty() {
                let anchor = RawAnchor {
                    name: name.to_owned(),
                    heading: self.heading_here(),
                    at: self.out.position(),
                };
                self.raw_anchors.push(anchor);
            }
        }
    }

    /// A heading begins: the anchors with no text between them and it are its own.
    pub(crate) fn claim_anchors(&mut self) {
        let own = HeadingIx(self.body.headings.len() as u32);
        for anchor in self.raw_anchors.iter_mut().rev() {
            if !self.out.is_textless_since(anchor.at) {
                return;
            }
            anchor.heading = Some(own);
        }
    }
}
