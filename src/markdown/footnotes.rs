//! Footnotes: numbered by where they are first referred to, and written at the end of the page.

use std::collections::{HashMap, VecDeque};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::manual::{HeadingIx, Label};
use crate::markdown::walk::{Converter, Step};

/// The footnotes of a page.
#[derive(Debug, Default)]
pub(crate) struct Footnotes<'e> {
    /// What is put aside: a definition that is not read to its end.
    open: Option<(usize, Definition<'e>)>,
    /// Definitions that no reference asked for yet, in order.
    definitions: VecDeque<Definition<'e>>,
    /// The notes by the number that readers see, counted from 1.
    notes: Vec<Note>,
    numbers: HashMap<String, usize>,
    /// The heading of the note that is being written.
    writing: Option<Option<HeadingIx>>,
}

#[derive(Debug)]
struct Definition<'e> {
    label: String,
    /// The heading above it.
    heading: Option<HeadingIx>,
    steps: Vec<Step<'e>>,
}

/// A footnote that is referred to, or defined.
#[derive(Debug)]
struct Note {
    label: String,
    /// The id of its text.
    id: String,
    /// The ids of the places that refer to it.
    references: Vec<String>,
    /// The heading below which it is first referred to.
    heading: Option<HeadingIx>,
}

impl<'e> Footnotes<'e> {
    /// Puts a step aside if it belongs to a definition: the text is written at the page's end.
    /// `headings` is the number of headings so far.
    pub(crate) fn put_aside(&mut self, step: Step<'e>, headings: usize) -> Option<Step<'e>> {
        let Some((depth, definition)) = &mut self.open else {
            if let Event::Start(Tag::FootnoteDefinition(label)) = &step.event {
                let definition = Definition {
                    label: key(label),
                    heading: headings.checked_sub(1).map(|at| HeadingIx(at as u32)),
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

    /// The heading of the footnote that is being written: the one below which it is referred to.
    pub(crate) fn heading(&self) -> Option<Option<HeadingIx>> {
        self.writing
    }

    /// Whether the page's own text is over.
    pub(crate) fn are_written(&self) -> bool {
        self.writing.is_some()
    }
}

/// Labels differ neither in case nor in white space.
fn key(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Converter<'_> {
    pub(crate) fn footnote_reference(&mut self, label: &str) {
        let number = self.footnote_number(key(label));
        let id = self.ids.make(&format!("footnote-reference-{number}"));
        let Some(note) = self.footnotes.notes.get_mut(number - 1) else {
            return;
        };
        let target = format!("#{}", note.id);
        note.references.push(id.clone());
        self.out.markup("<sup");
        self.out.attribute("class", "footnote-reference");
        self.out.markup("><a");
        self.out.attribute("id", &id);
        self.out.attribute("href", &target);
        self.out.attribute("role", "doc-noteref");
        self.out.markup(">");
        self.out.markup(&number.to_string());
        self.out.markup("</a></sup>");
    }

    fn footnote_number(&mut self, label: String) -> usize {
        if let Some(number) = self.footnotes.numbers.get(&label) {
            return *number;
        }
        let number = self.footnotes.notes.len() + 1;
        self.footnotes.numbers.insert(label.clone(), number);
        let note = Note {
            id: self.ids.make(&format!("footnote-{number}")),
            label,
            references: Vec::new(),
            heading: self.heading_here(),
        };
        self.footnotes.notes.push(note);
        number
    }

    /// Writes the footnotes behind the page's text. One that nothing refers to, or that is defined
    /// a second time, comes last: what it claims must be seen.
    pub(crate) fn write_footnotes(&mut self) {
        let mut definitions: HashMap<String, VecDeque<Vec<Step<'_>>>> = HashMap::new();
        let mut order = VecDeque::new();
        for definition in std::mem::take(&mut self.footnotes.definitions) {
            order.push_back((definition.label.clone(), definition.heading));
            definitions
                .entry(definition.label)
                .or_default()
                .push_back(definition.steps);
        }
        if order.is_empty() {
            return;
        }
        self.out.markup("<section");
        self.out.attribute("class", "footnotes");
        self.out.attribute("role", "doc-endnotes");
        self.out.label("aria-label", Label::Footnotes);
        self.out.markup(">\n<hr>\n<ol>\n");
        let mut next = 0;
        loop {
            if let Some(note) = self.footnotes.notes.get(next) {
                let label = note.label.clone();
                let steps = definitions.get_mut(&label).and_then(VecDeque::pop_front);
                self.write_footnote(next, steps.unwrap_or_default());
                next += 1;
            } else if let Some((label, heading)) = order.pop_front() {
                let left = definitions.get(&label).is_some_and(|left| !left.is_empty());
                if left {
                    self.footnotes.numbers.remove(&label);
                    self.footnotes.writing = Some(heading);
                    self.footnote_number(label);
                }
            } else {
                break;
            }
        }
        self.out.markup("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, at: usize, steps: Vec<Step<'_>>) {
        let Some(note) = self.footnotes.notes.get(at) else {
            return;
        };
        let id = note.id.clone();
        self.footnotes.writing = Some(note.heading);
        self.out.markup("<li");
        self.out.attribute("id", &id);
        self.open_flow(">", "");
        for step in steps {
            self.take(step);
        }
        self.flush_text();
        self.close_element();
        let note = self.footnotes.notes.get_mut(at);
        let references = note.map(|note| std::mem::take(&mut note.references));
        for (n, reference) in references.unwrap_or_default().into_iter().enumerate() {
            self.out.markup("<a");
            self.out.attribute("class", "footnote-back");
            self.out.attribute("href", &format!("#{reference}"));
            self.out.attribute("role", "doc-backlink");
            self.out
                .label("aria-label", Label::BackToText(n as u32 + 1));
            self.out.markup(">\u{21a9}</a> ");
        }
        self.out.markup("</li>\n");
    }
}
