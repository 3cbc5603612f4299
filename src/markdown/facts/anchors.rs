//! The ids that links to a page can use: those of its headings, and those that its author wrote in
//! HTML, as `<a name="x"></a>` or `<div id="x">`. Manuals that were written for other tools link to
//! the latter.

use rustc_hash::FxHashMap;

use crate::index::Position as _;
use crate::manual::{Anchor, Heading, HeadingIx, PassageIx, SectionId, TextPiece};
use crate::markdown::facts::ids::{Ids, is_letter};
use crate::markdown::output::{Position, Writer};
use crate::markdown::raw_html::tags::{RawTag, decoded};

/// The anchors in raw HTML, in order.
#[derive(Debug, Default)]
pub(crate) struct RawAnchors(Vec<RawAnchor>);

/// The ids of one tag.
#[derive(Debug)]
struct RawAnchor {
    names: Vec<String>,
    /// The heading of Markdown that the tag is in or below.
    heading: Option<HeadingIx>,
    passage: PassageIx,
    at: Position,
    is_written: bool,
}

impl RawAnchors {
    /// Records the ids of a tag that is in or below `heading`. Returns the number of the anchor.
    pub(crate) fn note(
        &mut self,
        names: Vec<String>,
        heading: Option<HeadingIx>,
        passage: PassageIx,
        at: Position,
    ) -> u32 {
        self.0.push(RawAnchor {
            names,
            heading,
            passage,
            at,
            is_written: false,
        });
        self.0.len() as u32 - 1
    }

    /// Notes that the anchor's id is written to the page.
    pub(crate) fn note_written(&mut self, anchor: u32) {
        if let Some(anchor) = self.0.get_mut(anchor as usize) {
            anchor.is_written = true;
        }
    }

    /// Assigns the anchors directly before a heading, with no text between, to that heading. `own` is
    /// `None` for a heading of HTML.
    pub(crate) fn claim(&mut self, own: Option<HeadingIx>, passage: PassageIx, out: &Writer) {
        let mut behind = out.position();
        for anchor in self.0.iter_mut().rev() {
            if !out.is_textless_between(anchor.at, behind) {
                return;
            }
            anchor.heading = own.or(anchor.heading);
            anchor.passage = passage;
            behind = anchor.at;
        }
    }
}

/// The greatest number of ids that are read from one tag.
const MOST_NAMES: usize = 4;

/// The ids of a tag.
pub(crate) fn names(tag: &RawTag<'_>) -> Vec<String> {
    let attributes = tag.attributes().into_iter();
    let names = attributes.filter(|attribute| {
        attribute.name == "id" || (attribute.name == "name" && tag.name == "a")
    });
    names
        .map(|attribute| decoded(attribute.value.trim()))
        .filter(|name| !name.is_empty())
        .take(MOST_NAMES)
        .collect()
}

/// Returns the ids that links to the page can use, sorted, and the id that each raw HTML anchor has
/// in the page: its own, or another one if that is taken. If the same id occurs twice, a heading's
/// own id comes first, then an id in HTML, then the id that code-hosting sites make from a
/// heading's text (`#42-policy` for `4.2 Policy`).
pub(crate) fn anchors(
    headings: &[Heading],
    raw: RawAnchors,
    ids: &mut Ids,
) -> (Vec<Anchor>, Vec<SectionId>) {
    let mut anchors: Vec<(u8, Anchor)> = Vec::with_capacity(headings.len());
    let mut places = Vec::with_capacity(raw.0.len());
    for anchor in raw.0 {
        let name = anchor.names.first().map_or("", String::as_str);
        // Ids that begin with an underscore are reserved for the theme.
        let id = match !name.starts_with('_') && ids.take_written(name) {
            true => name.to_owned(),
            false => ids.make(&format!("anchor-{name}")),
        };
        let place = SectionId::new(&id);
        // A link to an id that is not in the page leads to a heading.
        let first = (!anchor.is_written && !headings.is_empty()).then_some(HeadingIx(0));
        let above = anchor.heading.or(first);
        anchors.extend(anchor.names.iter().map(|name| {
            let one = Anchor {
                id: SectionId::new(name),
                heading: above,
                own: anchor.is_written.then(|| place.clone()),
                passage: anchor.passage,
            };
            (1, one)
        }));
        places.push(place);
    }
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (at, heading) in headings.iter().enumerate() {
        let to_heading = |id: SectionId| Anchor {
            id,
            heading: Some(HeadingIx::new(at)),
            own: None,
            passage: heading.passage,
        };
        anchors.push((0, to_heading(heading.id.clone())));
        let Some(mut hosted) = hosted_anchor(&heading.title) else {
            continue;
        };
        let before = seen.entry(hosted.clone()).or_default();
        if *before > 0 {
            hosted = format!("{hosted}-{before}");
        }
        *before += 1;
        if hosted != heading.id.as_str() {
            anchors.push((2, to_heading(SectionId::new(&hosted))));
        }
    }
    anchors.sort_by(|(a_rank, a), (b_rank, b)| (&a.id, a_rank).cmp(&(&b.id, b_rank)));
    anchors.dedup_by(|(_, next), (_, kept)| next.id == kept.id);
    let anchors = anchors.into_iter().map(|(_, anchor)| anchor).collect();
    (anchors, places)
}

/// The anchor that a heading has on a code-hosting site: letters in lower case, digits, `-` and
/// `_`, and a hyphen for each space; other characters are left out. `None` if the title has a
/// variable or nothing is left.
fn hosted_anchor(title: &[TextPiece]) -> Option<String> {
    let mut anchor = String::new();
    for piece in title {
        // The value of a variable is not known here, and a code-hosting site does not fill it in.
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
