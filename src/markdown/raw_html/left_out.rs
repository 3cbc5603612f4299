//! What the author wrote as HTML and the page leaves out: told once for each name, at its first
//! place.

use std::collections::BTreeMap;
use std::ops::Range;

/// What a page leaves out.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(BTreeMap<What, (Range<usize>, usize)>);

/// What is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A tag; what stands in the element stays.
    Tag(String),
    /// An element with all that stands in it.
    Element(String),
    /// A tag that cannot stand where it does.
    Misplaced(String),
    /// A tag that is never closed.
    Unclosed(&'static str),
    /// An attribute.
    Attribute(String),
}

/// The most names that are told of one page: who has that many knows what is meant.
const MOST: usize = 50;

impl LeftOut {
    /// Notes that this is left out here.
    pub(crate) fn note(&mut self, what: What, place: Range<usize>) {
        if self.0.len() >= MOST && !self.0.contains_key(&what) {
            return;
        }
        let (_, times) = self.0.entry(what).or_insert((place, 0));
        *times += 1;
    }

    /// Takes back what was noted at a place where another mistake is told.
    pub(crate) fn take_back(&mut self, start: usize) {
        self.0
            .retain(|_, (place, times)| place.start != start || *times > 1);
    }

    /// What is left out, by its place: what to say of it, and what to write instead.
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
                "take it out: the theme gives pages their look, and nothing on them runs",
            ),
        }
    }
}

/// Whether an attribute that is not kept makes a difference to readers.
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

/// Whether HTML lets authors leave out an element's closing tag, or its absence is a mistake that is
/// told elsewhere.
pub(crate) fn may_stay_open(name: &str) -> bool {
    const MAY: [&str; 15] = [
        "pre", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
        "caption", "rt", "rp",
    ];
    MAY.contains(&name)
}
