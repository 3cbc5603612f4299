//! The HTML of footnotes: a number at each reference, and the texts at the end of the page.

use std::collections::{HashMap, VecDeque};

use crate::manual::Struck;
use crate::markdown::constructs::footnotes::{Note, key};
use crate::markdown::facts::tildes::Tildes;
use crate::markdown::fragment::Label;
use crate::markdown::page::Page;
use crate::markdown::step::Step;

pub(crate) fn footnote_reference(page: &mut Page<'_>, label: &str) {
    let number = footnote_number(page, key(label));
    let id = page.ids.make(&format!("footnote-reference-{number}"));
    let struck = page.struck_here();
    let Some(note) = page.footnotes.notes.get_mut(number - 1) else {
        return;
    };
    let target = format!("#{}", note.id);
    note.references.push(id.clone());
    if struck.is_none_or(Struck::is_task) {
        note.counting += usize::from(struck.is_none());
        page.footnotes.counting.push((number - 1, struck.is_none()));
    }
    page.out.markup("<sup");
    page.out.attribute("class", "footnote-reference");
    page.out.markup("><a");
    page.out.attribute("id", &id);
    page.out.attribute("href", &target);
    page.out.attribute("role", "doc-noteref");
    page.out.markup(">");
    page.out.markup(&number.to_string());
    page.out.markup("</a></sup>");
}

fn footnote_number(page: &mut Page<'_>, label: String) -> usize {
    if let Some(number) = page.footnotes.numbers.get(&label) {
        return *number;
    }
    let number = page.footnotes.notes.len() + 1;
    page.footnotes.numbers.insert(label.clone(), number);
    let note = Note {
        id: page.ids.make(&format!("footnote-{number}")),
        label,
        references: Vec::new(),
        place: page.place_here(),
        struck: page.struck_here(),
        counting: 0,
    };
    page.footnotes.notes.push(note);
    number
}

/// Writes the footnotes after the page's text. Definitions without a reference, and second
/// definitions of a label, come last. They are shown because they may contain claims.
pub(crate) fn write_footnotes<'e>(page: &mut Page<'e>, take: impl Fn(&mut Page<'e>, Step<'e>)) {
    let mut definitions: HashMap<String, VecDeque<Vec<Step<'e>>>> = HashMap::new();
    let mut order = VecDeque::new();
    for definition in std::mem::take(&mut page.footnotes.definitions) {
        order.push_back((definition.label.clone(), definition.place));
        definitions
            .entry(definition.label)
            .or_default()
            .push_back(definition.steps);
    }
    if order.is_empty() {
        return;
    }
    page.out.markup("<section");
    page.out.attribute("class", "footnotes");
    page.out.attribute("role", "doc-endnotes");
    page.out.label("aria-label", Label::Footnotes);
    page.out.markup(">\n<hr>\n<ol>\n");
    let mut next = 0;
    loop {
        if let Some(note) = page.footnotes.notes.get(next) {
            let label = note.label.clone();
            let steps = definitions.get_mut(&label).and_then(VecDeque::pop_front);
            write_footnote(page, next, steps.unwrap_or_default(), &take);
            next += 1;
        } else if let Some((label, place)) = order.pop_front() {
            let left = definitions.get(&label).is_some_and(|left| !left.is_empty());
            if left {
                page.footnotes.numbers.remove(&label);
                page.footnotes.writing = Some(place);
                page.footnotes.struck = None;
                footnote_number(page, label);
            }
        } else {
            break;
        }
    }
    page.out.markup("</ol>\n</section>\n");
}

fn write_footnote<'e>(
    page: &mut Page<'e>,
    at: usize,
    steps: Vec<Step<'e>>,
    take: &impl Fn(&mut Page<'e>, Step<'e>),
) {
    let Some(note) = page.footnotes.notes.get(at) else {
        return;
    };
    let id = note.id.clone();
    page.footnotes.writing = Some(note.place);
    page.footnotes.struck = note.struck.filter(|_| note.counting == 0);
    page.tildes = Tildes::default();
    page.out.markup("<li");
    page.out.attribute("id", &id);
    page.passages.open_container();
    page.open_flow(">", "");
    for step in steps {
        take(page, step);
    }
    page.flush_text();
    page.close_container();
    let note = page.footnotes.notes.get_mut(at);
    let references = note.map(|note| std::mem::take(&mut note.references));
    for (n, reference) in references.unwrap_or_default().into_iter().enumerate() {
        page.out.markup("<a");
        page.out.attribute("class", "footnote-back");
        page.out.attribute("href", &format!("#{reference}"));
        page.out.attribute("role", "doc-backlink");
        page.out
            .label("aria-label", Label::BackToText(n as u32 + 1));
        page.out.markup(">\u{21a9}</a> ");
    }
    page.out.markup("</li>\n");
}
