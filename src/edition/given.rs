//! The values of fields that pages show and do not write: `[[defaults]]` of `manual.toml` gives them, or
//! `[[metadata]]` finds them in what the page does not show.

use rayon::prelude::*;

use super::texts::{Text, flat};
use crate::diagnostics::{Location, SourcePath, Span};
use crate::manual::{Change, FieldType, FieldValue, Fields, Kind, Manual, PageKey, Role};
use crate::parse::body_start;
use crate::pipeline::Compiled;
use crate::sources;
use crate::sources::Sources;

/// The values of these pages, each with the editions of its page.
pub(super) fn values(
    whole: &Compiled,
    from: &dyn Sources,
    pages: &[(PageKey, Vec<usize>)],
) -> Vec<Text> {
    let manual = &whole.manual;
    let config = &manual.config;
    if config.defaults.is_empty() && config.texts.is_empty() {
        return Vec::new();
    }
    let settings = sources::read_one(from, &config.path).ok();
    let texts = pages.par_iter().flat_map_iter(|(page, editions)| {
        let source = manual.path(*page);
        let source = source.and_then(|path| sources::read_one(from, path).ok());
        let text = source.as_ref().map_or("", |source| source.text());
        let front_matter = 0..source.as_ref().map_or(0, body_start) as u32;
        let written = flat(&without_comments(text));
        // What the file shows itself is searched with the file.
        let given = shown(manual, *page);
        let given = given.into_iter().filter(move |value| {
            let text = flat(&value.text);
            let is_written = value.is_in_file && front_matter.contains(&value.near.span.start);
            !text.is_empty() && !is_written && !written.contains(&*text)
        });
        given.map(|value| {
            let in_settings = settings.as_ref().filter(|_| !value.is_in_file);
            let at =
                in_settings.and_then(|source| Some((source, source.text().find(&value.text)?)));
            Text::value(
                value.text,
                at.map(|(source, at)| (source.clone(), at)),
                value.near,
                editions.clone(),
            )
        })
    });
    texts.collect()
}

/// A value that a page shows.
struct ShownValue {
    text: String,
    near: Location,
    /// Whether it is known to be written in the page's file.
    is_in_file: bool,
}

/// The values that a page shows as they are. References in them lead to pages, and are replaced.
fn shown(manual: &Manual, page: PageKey) -> Vec<ShownValue> {
    match page {
        PageKey::Document(_) | PageKey::Translation(_) => {
            let document = match page {
                PageKey::Document(ix) => manual.document(ix),
                PageKey::Translation(ix) => &manual.translation(ix).page,
                _ => return Vec::new(),
            };
            let mut shown = Values::new(&document.path);
            shown.role(document.owner.as_ref());
            shown.role(document.approver.as_ref());
            shown.text(document.title.clone(), None);
            shown.text(document.revision.to_string(), None);
            for role in &document.roles {
                shown.text(role.value.to_string(), Some(role.span));
            }
            shown.history(&document.history);
            shown.fields(manual.kind(document.kind), &document.fields);
            shown.found
        }
        PageKey::Record(ix) => {
            let record = manual.record(ix);
            let mut shown = Values::new(&record.path);
            shown.role(record.owner.as_ref());
            shown.text(record.title.clone(), None);
            shown.fields(manual.kind(record.kind), &record.fields);
            shown.found
        }
        PageKey::Uncontrolled(_) | PageKey::Home => Vec::new(),
    }
}

struct Values<'p> {
    path: &'p SourcePath,
    found: Vec<ShownValue>,
}

impl<'p> Values<'p> {
    fn new(path: &'p SourcePath) -> Self {
        Self {
            path,
            found: Vec::new(),
        }
    }

    fn text(&mut self, text: String, span: Option<Span>) {
        self.found.push(ShownValue {
            text,
            near: match span {
                Some(span) => Location::new(self.path, span),
                None => Location::file(self.path),
            },
            is_in_file: span.is_some_and(|span| !span.is_in_settings),
        });
    }

    fn role(&mut self, role: Option<&Role>) {
        if let Some(role) = role {
            self.text(role.to_string(), None);
        }
    }

    fn history(&mut self, history: &[Change]) {
        for change in history {
            self.text(change.change.clone(), Some(change.span));
        }
    }

    fn fields(&mut self, kind: &Kind, fields: &Fields) {
        for (name, value) in &fields.values {
            let of = kind.field(name.as_str()).map(|field| &field.of);
            // In each text, blanks stand in place of references.
            let plain = |item: usize, text: &str| {
                let mut text = text.to_owned();
                let references = fields.references.iter();
                let here = references.filter(|one| one.field == *name && one.item == item);
                for range in here.map(|one| one.range.clone()) {
                    if text.get(range.clone()).is_some() {
                        text.replace_range(range.clone(), &" ".repeat(range.len()));
                    }
                }
                text
            };
            match (of, &value.value) {
                (Some(FieldType::Text), FieldValue::Text(text)) => {
                    self.text(plain(0, text), Some(value.span));
                }
                (Some(FieldType::Texts), FieldValue::Texts(texts)) => {
                    for (item, text) in texts.iter().enumerate() {
                        self.text(plain(item, &text.value), Some(text.span));
                    }
                }
                (Some(FieldType::History), FieldValue::History(history)) => self.history(history),
                _ => {}
            }
        }
    }
}

/// A text without its comments, which a page does not show.
fn without_comments(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("<!--") {
        shown.push_str(before);
        rest = behind.split_once("-->").map_or("", |(_, behind)| behind);
    }
    shown.push_str(rest);
    shown
}
