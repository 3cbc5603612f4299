//! Footnotes, numbered by their first reference and written at the end of the page.

use std::collections::{HashMap, VecDeque};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::manual::Struck;
use crate::markdown::facts::passages::Place;
use crate::markdown::step::Step;

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(crate) struct Footnotes<'e> {
    /// The definition that is being read, and the number of elements open in it.
    open: Option<(usize, Definition<'e>)>,
    /// The definitions that were read, in order. They are taken when the footnotes are written.
    pub(crate) definitions: VecDeque<Definition<'e>>,
    /// The notes by number; number 1 is at index 0.
    pub(crate) notes: Vec<Note>,
    pub(crate) numbers: HashMap<String, usize>,
    /// The place of the note that is being written; `None` while the page's own text is read.
    pub(crate) writing: Option<Place>,
    /// Why claims in the note that is being written do not count.
    pub(crate) struck: Option<Struck>,
    /// The notes that are referred to where claims count, or are in a task; in the order of the
    /// references, by the positions of the notes. The flag says whether claims count there.
    pub(crate) counting: Vec<(usize, bool)>,
}

/// A footnote's text, as it is defined.
#[derive(Debug)]
pub(crate) struct Definition<'e> {
    pub(crate) label: String,
    /// Where it is defined.
    pub(crate) place: Place,
    pub(crate) steps: Vec<Step<'e>>,
}

/// A footnote that is referred to, or defined.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) label: String,
    /// The id of its text.
    pub(crate) id: String,
    /// The ids of the places that refer to it.
    pub(crate) references: Vec<String>,
    /// Where it is first referred to.
    pub(crate) place: Place,
    /// Why claims in it do not count, if it is only referred to where claims do not count.
    pub(crate) struck: Option<Struck>,
    /// The number of places that refer to it and in which claims count.
    pub(crate) counting: usize,
}

impl<'e> Footnotes<'e> {
    /// Sets a step aside if it belongs to a definition; returns any other step. `place` is where the
    /// step stands.
    pub(crate) fn put_aside(&mut self, step: Step<'e>, place: Place) -> Option<Step<'e>> {
        let Some((depth, definition)) = &mut self.open else {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &step.event {
                let definition = Definition {
                    label: key(label),
                    place,
                    steps: Vec::new(),
                };
                self.open = Some((0, definition));
                return None;
            }
            return Some(step);
        };
        match &step.event {
            Event::Start(_) => *depth += 1,
            Event::End(TagEnd::FootnoteDefinition) if *depth == 0 => {
                self.definitions
                    .extend(self.open.take().map(|(_, definition)| definition));
                return None;
            }
            Event::End(_) => *depth -= 1,
            _ => {}
        }
        definition.steps.push(step);
        None
    }

    /// The place at which the footnote that is being written is first referred to; `None` outside
    /// footnotes.
    pub(crate) fn place(&self) -> Option<Place> {
        self.writing
    }

    /// Why claims in the footnote that is being written do not count.
    pub(crate) fn struck(&self) -> Option<Struck> {
        self.struck
    }

    /// Notes that claims do not count where the references behind the first `count` ones of
    /// [`Self::counting`] are.
    pub(crate) fn strike_since(&mut self, count: usize, struck: Struck) {
        for (at, counts) in self.counting.split_off(count.min(self.counting.len())) {
            if let Some(note) = self.notes.get_mut(at) {
                note.counting -= usize::from(counts);
                note.struck = Some(struck.beside(note.struck));
            }
        }
    }

    /// Whether the page's own text has ended and the footnotes are being written.
    pub(crate) fn are_written(&self) -> bool {
        self.writing.is_some()
    }
}

/// The key of a footnote's label. Case and the amount of white space do not matter.
pub(crate) fn key(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
