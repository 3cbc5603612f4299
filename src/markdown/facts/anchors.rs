//! The ids that lead to the headings of a page, those among them that its author wrote in HTML, as
//! `<a name="x"></a>` or `<div id="x">`: manuals that were written for other tools link to them.

use rustc_hash::FxHashMap;

use crate::manual::{Heading, HeadingIx, SectionId, TextPiece};
use crate::markdown::facts::ids::is_letter;
use crate::markdown::output::{Position, Writer};
use crate::markdown::raw_html::tags::RawTag;

/// The anchors in the author's HTML, in order.
#[derive(Debug, Default)]
pub(crate) struct RawAnchors(Vec<RawAnchor>);

#[derive(Debug)]
struct RawAnchor {
    name: String,
    /// The heading it stands in or below.
    heading: Option<HeadingIx>,
    at: Position,
}

impl RawAnchors {
    /// Notes the anchors of a tag that stands in or below a heading.
    pub(crate) fn note(&mut self, tag: &RawTag<'_>, heading: Option<HeadingIx>, at: Position) {
        for attribute in tag.attributes() {
            let name = attribute.value.trim();
            let names = attribute.name == "id" || (attribute.name == "name" && tag.name == "a");
            if names && !name.is_empty() {
                let name = name.to_owned();
                self.0.push(RawAnchor { name, heading, at });
            }
        }
    }

    /// A heading begins: the anchors with no text between them and it are its own.
    pub(crate) fn claim(&mut self, own: HeadingIx, out: &Writer) {
        for anchor in self.0.iter_mut().rev() {
            if !out.is_textless_since(anchor.at) {
                return;
            }
            anchor.heading = Some(own);
        }
    }
}

/// The ids that lead to headings, sorted: their own, else those that the author wrote in HTML, else
/// those that code-hosting pages make from their text (`4.2 Policy` is `#42-policy` there).
pub(crate) fn anchors(headings: &[Heading], raw: RawAnchors) -> Vec<(SectionId, HeadingIx)> {
    let mut anchors: Vec<(SectionId, u8, HeadingIx)> = Vec::with_capacity(headings.len());
    if !headings.is_empty() {
        anchors.extend(raw.0.into_iter().map(|anchor| {
            let heading = anchor.heading.unwrap_or(HeadingIx(0));
            (SectionId::new(&anchor.name), 1, heading)
        }));
    }
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (at, heading) in headings.iter().enumerate() {
        let ix = HeadingIx(at as u32);
        anchors.push((heading.id.clone(), 0, ix));
        let Some(mut hosted) = hosted_anchor(&heading.title) else {
            continue;
        };
        let before = seen.entry(hosted.clone()).or_default();
        if *before > 0 {
            hosted = format!("{hosted}-{before}");
        }
        *before += 1;
        if hosted != heading.id.as_str() {
            anchors.push((SectionId::new(&hosted), 2, ix));
        }
    }
    anchors.sort_unstable();
    anchors.dedup_by(|next, kept| next.0 == kept.0);
    anchors.into_iter().map(|(id, _, ix)| (id, ix)).collect()
}

/// The anchor of a heading on a code-hosting page: letters, digits, `-` and `_` kept, spaces as
/// hyphens, all else left out.
fn hosted_anchor(title: &[TextPiece]) -> Option<String> {
    let mut anchor = String::new();
    for piece in title {
        // Its value is not known here, and is not what such a page shows.
        let TextPiece::Text(text) = piece else {
            return None;
        };
        for c in text.trim().chars() {
            match c {
                ' ' => anchor.push('-'),
                '-' | '_' => anchor.push(c),
                c if is_letter(c) => anchor.extend(c.to_lowercase()),
                _ => {}
            }
        }
    }
    (!anchor.is_empty()).then_some(anchor)
}
