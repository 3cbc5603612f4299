//! Finds the passages that a claim may rest on (`docs/design.md`, "What a claim is"): the sections of
//! headings, of Markdown and of HTML, and the places of ids in HTML.
//!
//! A page's text is cut into parts. A part begins where a passage begins or ends, so that a passage
//! is a range of parts.

use std::ops::Range;

use crate::index::{IndexVec, Position as _};
use crate::manual::{HeadingIx, Passage, PassageIx, Struck};
use crate::markdown::output::{Position, Writer};

/// The passages of a page, in the order in which they begin.
#[derive(Debug, Default)]
pub(crate) struct Passages {
    noted: IndexVec<PassageIx, Noted>,
    /// The part of the text that is read.
    part: u32,
    /// Where it begins in the output; `None` in a heading that is not written yet.
    begins: Option<Position>,
    /// The last heading of Markdown, and the section that is read: that of the last heading of either
    /// sort. A heading in an item or a quotation holds up to the end of that.
    heading: Option<HeadingIx>,
    section: Option<PassageIx>,
    /// The sections of the page, and of the open items and quotations, that have not ended.
    open: Vec<PassageIx>,
    containers: Vec<Container>,
}

/// An item or a quotation that is read.
#[derive(Debug)]
struct Container {
    /// The number of open sections before it.
    open: usize,
    /// The heading and the section that it is in.
    heading: Option<HeadingIx>,
    section: Option<PassageIx>,
}

/// A passage that is found.
#[derive(Debug)]
struct Noted {
    begin: u32,
    end: Option<u32>,
    /// The level of its heading; 0 for the place of an id.
    level: u8,
    struck: Option<Struck>,
    /// Whether its heading is struck out as a whole, and so what stands below it.
    is_whole: bool,
    /// Whether an HTML heading has words that are struck out, and words that are not.
    has_struck: bool,
    has_other: bool,
}

/// Where in a page something stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The heading of Markdown above it.
    pub(crate) heading: Option<HeadingIx>,
    /// Its part of the text.
    pub(crate) part: u32,
    /// The section that it is in.
    pub(crate) section: Option<PassageIx>,
}

impl Passages {
    /// The part of the text that is read.
    pub(crate) fn part(&self) -> u32 {
        self.part
    }

    /// The place that is read.
    pub(crate) fn here(&self) -> Place {
        Place {
            heading: self.heading,
            part: self.part,
            section: self.section,
        }
    }

    /// Notes that an item or a quotation begins.
    pub(crate) fn open_container(&mut self) {
        self.containers.push(Container {
            open: self.open.len(),
            heading: self.heading,
            section: self.section,
        });
    }

    /// Notes that the innermost item or quotation ends, and the sections in it.
    pub(crate) fn close_container(&mut self, at: Position) {
        let Some(container) = self.containers.pop() else {
            return;
        };
        if self.open.len() > container.open {
            self.end_sections(container.open);
            self.part += 1;
            self.begins = Some(at);
        }
        (self.heading, self.section) = (container.heading, container.section);
    }

    /// Ends the open sections from this one on. A section ends where one of the same level or a
    /// higher one begins.
    fn end_sections(&mut self, from: usize) {
        // For each level, where the section of a heading of that level ends.
        let mut ends = [self.part + 1; 7];
        for passage in self.open.drain(from..).rev() {
            if let Some(noted) = self.noted.get_mut(passage) {
                let level = usize::from(noted.level).min(ends.len() - 1);
                noted.end = Some(ends[level]);
                ends[level..].fill(noted.begin);
            }
        }
    }

    /// Begins the section of a heading. The heading is written later.
    pub(crate) fn open_section(&mut self, level: u8, struck: Option<Struck>) -> PassageIx {
        self.part += 1;
        self.begins = None;
        let passage = self.note(self.part, None, level, struck);
        self.section = Some(passage);
        self.open.push(passage);
        passage
    }

    /// Notes that the heading of Markdown is written to which the section belongs that is read.
    pub(crate) fn note_heading(&mut self, heading: HeadingIx, at: Position) {
        self.heading = Some(heading);
        self.begins = Some(at);
    }

    /// Notes that the heading of HTML begins to which the section belongs that is read.
    pub(crate) fn begin_at(&mut self, at: Position) {
        self.begins = Some(at);
    }

    /// Notes why claims on a section do not count, once its heading is read.
    pub(crate) fn note_struck(&mut self, passage: PassageIx, struck: Option<Struck>) {
        if let Some(noted) = self.noted.get_mut(passage) {
            noted.struck = struck;
        }
    }

    /// Notes whether the heading of a section is struck out as a whole.
    pub(crate) fn note_whole(&mut self, passage: PassageIx, is_whole: bool) {
        if let Some(noted) = self.noted.get_mut(passage) {
            noted.is_whole = is_whole;
        }
    }

    /// The number of passages so far.
    pub(crate) fn count(&self) -> usize {
        self.noted.len()
    }

    /// Strikes out a passage, and what stands below its heading.
    pub(crate) fn strike(&mut self, passage: PassageIx, struck: Struck) {
        if let Some(noted) = self.noted.get_mut(passage) {
            noted.struck = Some(struck.beside(noted.struck));
            noted.is_whole = true;
        }
    }

    /// Strikes out the passages behind the first `count` ones, each with what stands below it.
    pub(crate) fn strike_since(&mut self, count: usize, struck: Struck) {
        for passage in count..self.noted.len() {
            self.strike(PassageIx::new(passage), struck);
        }
    }

    /// Whether a heading is struck out as a whole.
    pub(crate) fn has_struck_heading(&self) -> bool {
        let mut noted = self.noted.iter();
        noted.any(|noted| noted.is_whole || noted.has_struck)
    }

    /// Why claims on a passage do not count, as far as it is read.
    pub(crate) fn struck(&self, passage: PassageIx) -> Option<Struck> {
        self.noted.get(passage)?.struck
    }

    /// Notes whether a text of the last heading, which is one of HTML, is struck out.
    pub(crate) fn note_heading_text(&mut self, text: &str, is_struck: bool) {
        let heading = self.section.and_then(|section| self.noted.get_mut(section));
        if let Some(heading) = heading.filter(|_| text.contains(char::is_alphanumeric)) {
            heading.has_struck |= is_struck;
            heading.has_other |= !is_struck;
        }
    }

    /// Begins the place of an id. It reaches up to the next passage, unless [`Self::end`] is called.
    pub(crate) fn open_place(&mut self, out: &Writer, struck: Option<Struck>) -> PassageIx {
        let now = out.position();
        // Several ids may stand at one place.
        let is_fresh = |begins| out.is_textless_between(begins, now);
        if !self.begins.is_some_and(is_fresh) {
            self.part += 1;
        }
        self.begins = Some(now);
        self.note(self.part, None, 0, struck)
    }

    /// Notes the place of an id in a footnote: all of the part that the footnote belongs to.
    pub(crate) fn note_in_footnote(&mut self, part: u32, struck: Option<Struck>) -> PassageIx {
        self.note(part, Some(part + 1), 0, struck)
    }

    /// Ends the place of an id: its element, which has text, ends.
    pub(crate) fn end(&mut self, passage: PassageIx, at: Position) {
        if let Some(noted) = self.noted.get_mut(passage) {
            noted.end = Some(self.part + 1);
            self.part += 1;
            self.begins = Some(at);
        }
    }

    fn note(
        &mut self,
        begin: u32,
        end: Option<u32>,
        level: u8,
        struck: Option<Struck>,
    ) -> PassageIx {
        self.noted.push(Noted {
            begin,
            end,
            level,
            struck,
            is_whole: false,
            has_struck: false,
            has_other: false,
        })
    }

    /// Returns the passages, and the parts of the text in sections whose headings are struck out.
    pub(crate) fn finish(mut self) -> (IndexVec<PassageIx, Passage>, StruckParts) {
        self.end_sections(0);
        let mut struck_parts = StruckParts::default();
        let noted = self.noted.into_iter().map(|noted| {
            let is_struck = noted.has_struck && !noted.has_other;
            let passage = Passage {
                parts: noted.begin..noted.end.unwrap_or(noted.begin + 1),
                struck: noted.struck.or(is_struck.then_some(Struck::Heading)),
            };
            if noted.level > 0 && (noted.is_whole || is_struck) {
                struck_parts.push(&passage);
            }
            passage
        });
        let mut passages: IndexVec<PassageIx, Passage> = noted.collect();
        for passage in passages.as_mut_vec() {
            if let Some(why) = struck_parts.why(passage.parts.start) {
                passage.struck = Some(why.beside(passage.struck));
            }
        }
        (passages, struck_parts)
    }
}

/// The parts of a text in sections whose headings are struck out as a whole, and why what stands
/// there does not count.
#[derive(Debug, Default)]
pub(crate) struct StruckParts(Vec<(Range<u32>, Struck)>);

impl StruckParts {
    /// Adds a section. They are added in the order in which they begin.
    fn push(&mut self, section: &Passage) {
        let why = match section.struck {
            Some(Struck::LeftOpen) => Struck::LeftOpen,
            Some(Struck::BetweenSigns) => Struck::BetweenSigns,
            _ => Struck::BelowHeading,
        };
        let before = self.0.last().map_or(0, |(parts, _)| parts.end);
        // A section within the last one adds nothing.
        if section.parts.end > before {
            let begin = section.parts.start.max(before);
            self.0.push((begin..section.parts.end, why));
        }
    }

    /// Whether no heading is struck out.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Why what stands in a part does not count; `None` if no heading above it is struck out.
    pub(crate) fn why(&self, part: u32) -> Option<Struck> {
        let at = self.0.partition_point(|(parts, _)| parts.end <= part);
        let (parts, why) = self.0.get(at)?;
        parts.contains(&part).then_some(*why)
    }
}
