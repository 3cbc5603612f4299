//! The raw HTML that a page leaves out. It is reported once for each name, at its first place.

use std::collections::BTreeMap;
use std::ops::Range;

/// The parts that a page leaves out, each with the byte range of its first place and the number of
/// places.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(BTreeMap<What, (Range<usize>, usize)>);

/// A part that is left out, and the reason.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A tag; the content of the element is kept.
    Tag(String),
    /// An element with its content.
    Element(String),
    /// A tag that is not allowed at its place.
    Misplaced(String),
    /// A tag that is never closed.
    Unclosed(&'static str),
    /// An attribute.
    Attribute(String),
}

/// The greatest number of names that are reported for one page.
const MOST: usize = 50;

impl LeftOut {
    /// Records that `what` is left out at `place`.
    pub(crate) fn note(&mut self, what: What, place: Range<usize>) {
        if self.0.len() >= MOST && !self.0.contains_key(&what) {
            return;
        }
        let (_, times) = self.0.entry(what).or_insert((place, 0));
        *times += 1;
    }

    /// Removes a record whose only place begins at this byte offset, because another mistake is
    /// reported there.
    pub(crate) fn take_back(&mut self, start: usize) {
        self.0
            .retain(|_, (place, times)| place.start != start || *times > 1);
    }

    /// Returns the records in the order of their places: byte range, message and help.
    pub(crate) fn finish(self) -> Vec<(Range<usize>, String, &'static str)> {
        let mut all: Vec<_> = self
            .0
            .into_iter()
            .map(|(what, (place, times))| {
                let (mut message, help) = what.sentence();
                if times > 1 {
                    message.push_str(&format!("; it stands {times} times on this page"));
                }
                (place, message, help)
            })
            .collect();
        all.sort_by_key(|(place, ..)| place.start);
        all
    }
}

impl What {
    fn sentence(&self) -> (String, &'static str) {
        match self {
            Self::Tag(name) => (
                format!("`<{name}>` is left out of the page; what stands in it stays"),
                "write it in Markdown, or take it out",
            ),
            Self::Element(name) => (
                format!("`<{name}>` is left out of the page with all that stands in it"),
                "show a drawing as an image file, and link to what lies elsewhere",
            ),
            Self::Misplaced(name) => (
                format!("`<{name}>` cannot stand here and is left out; what stands in it stays"),
                "begin it on a line of its own, with a blank line before it, or write it in Markdown",
            ),
            Self::Unclosed(name) => (
                format!("`<{name}>` is never closed and is left out"),
                "close it, or take it out",
            ),
            Self::Attribute(name) => (
                format!("the attribute `{name}` is left out of the page"),
                "remove it: the theme styles the pages, and no scripts run on them",
            ),
        }
    }
}

/// Whether readers notice that this attribute is left out.
pub(crate) fn is_missed(attribute: &str) -> bool {
    const MISSED: [&str; 11] = [
        "background",
        "bgcolor",
        "color",
        "face",
        "hidden",
        "inert",
        "popover",
        "popovertarget",
        "srcdoc",
        "srcset",
        "style",
    ];
    MISSED.contains(&attribute) || attribute.starts_with("on")
}

/// Whether the closing tag of an element is optional in HTML, or its absence is reported elsewhere.
pub(crate) fn may_stay_open(name: &str) -> bool {
    const MAY: [&str; 18] = [
        "del", "s", "strike", "pre", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody",
        "tfoot", "colgroup", "caption", "rt", "rp",
    ];
    MAY.contains(&name)
}
