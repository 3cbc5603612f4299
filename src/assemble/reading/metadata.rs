//! Fields that stand in the text of a page (`docs/design.md`, "Metadata in texts").

use super::clause_cell;
use crate::assemble::fields;
use crate::diagnostics::{Span, Spanned};
use crate::manual::{Config, FieldType, Gives, Kind, SettingPartIx};
use crate::markdown::Cell;
use crate::parse::ParsedPage;
use crate::parse::decode::Decoder;
use crate::parse::node::{Entry, Node, Value};
use crate::rules;

/// The fields that stand in the text of a page.
#[derive(Default)]
pub(in crate::assemble) struct TextFields<'p> {
    fields: Vec<TextField<'p>>,
}

/// A field that stands in a text.
struct TextField<'p> {
    /// The built-in name of the field.
    name: &'p str,
    /// The name as it is written.
    written: &'p Spanned<String>,
    value: &'p Cell,
    /// Whether the page takes the field from the text.
    is_taken: bool,
    /// The value that counts in its place, if the front-matter or a block above gives one.
    counts: Option<Node>,
}

impl<'p> TextFields<'p> {
    /// The fields of a page. The parts of the settings that the page uses are added to `used`. A name
    /// that gives a field for the second time in a block is reported.
    pub(in crate::assemble) fn of(
        decoder: &mut Decoder<'_>,
        config: &'p Config,
        page: &'p ParsedPage,
        used: &mut Vec<SettingPartIx>,
    ) -> Self {
        let mut all = Self::default();
        for block in &page.found.blocks {
            let Some(entry) = config.texts.get(block.entry) else {
                continue;
            };
            let Gives::Fields(given) = &entry.gives else {
                continue;
            };
            used.push(entry.part);
            let first_of_block = all.fields.len();
            for found in &block.fields {
                let Some(given) = given.get(found.name) else {
                    continue;
                };
                used.push(given.part);
                let in_block = &all.fields[first_of_block..];
                if in_block.iter().any(|field| field.name == given.name) {
                    let message = format!(
                        "`{}` gives {}, which is given already",
                        found.written.value, given.name
                    );
                    decoder.invalid(found.written.span, message, "keep one of the two");
                    continue;
                }
                all.fields.push(TextField {
                    name: &given.name,
                    written: &found.written,
                    value: &found.value,
                    is_taken: false,
                    counts: None,
                });
            }
        }
        all
    }

    /// The place of the first of them.
    pub(in crate::assemble) fn place(&self) -> Option<Span> {
        Some(self.fields.first()?.written.span)
    }

    /// Adds the fields to those of a page. One that is there already counts.
    pub(in crate::assemble) fn add_to(&mut self, entries: &mut Vec<Entry>) {
        for field in &mut self.fields {
            if let Some(entry) = entries.iter().find(|entry| entry.key == field.name) {
                field.counts = Some(entry.node.clone());
                continue;
            }
            field.is_taken = true;
            entries.push(Entry {
                key: field.name.to_owned(),
                key_spot: field.written.span,
                node: field.node(None),
            });
        }
    }

    /// Gives the values the form that the fields of the page's kind need, and reports those that say
    /// something else than the value that counts.
    pub(in crate::assemble) fn settle(
        &self,
        decoder: &mut Decoder<'_>,
        config: &Config,
        kind: &Kind,
        entries: &mut [Entry],
    ) {
        for text_field in &self.fields {
            let of = kind.field(text_field.name);
            let may_be_list = of.is_none_or(|field| is_list(&field.of));
            if text_field.is_taken && !may_be_list {
                continue;
            }
            let node = text_field.node(of.map(|field| &field.of));
            let entry = entries
                .iter_mut()
                .find(|entry| entry.key == text_field.name);
            if let Some(entry) = entry.filter(|_| text_field.is_taken) {
                entry.node = node;
                continue;
            }
            let (Some(counts), Some(field)) = (&text_field.counts, of) else {
                continue;
            };
            if !fields::says_the_same(config, field, counts, &node) {
                text_field.report(decoder, counts);
            }
        }
    }
}

/// Whether a field holds a list, so that a text for it is split.
fn is_list(of: &FieldType) -> bool {
    matches!(
        of,
        FieldType::Claims
            | FieldType::Clauses
            | FieldType::Texts
            | FieldType::References
            | FieldType::Evidence
    )
}

impl TextField<'_> {
    /// The value as front-matter has it. Where the field holds a list, the text is split.
    fn node(&self, of: Option<&FieldType>) -> Node {
        let span = self.value.span();
        let text = |text: String, span| Node {
            value: Value::Text(text),
            span,
        };
        let parts: Vec<_> = match of {
            Some(FieldType::Claims | FieldType::Clauses) => {
                let named = clause_cell::split(self.value.text());
                // A text that may mean several things is reported as a whole.
                let named = named.iter().all(|one| one.doubt.is_none()).then_some(named);
                let named = named.into_iter().flatten();
                named.map(|one| (one.clause, one.range)).collect()
            }
            Some(FieldType::Texts | FieldType::References | FieldType::Evidence) => {
                let parts = clause_cell::between_commas(self.value.text());
                let written =
                    |range: &std::ops::Range<usize>| self.value.text()[range.clone()].to_owned();
                parts.map(|range| (written(&range), range)).collect()
            }
            _ => Vec::new(),
        };
        if parts.len() < 2 {
            return text(self.value.unstruck_text(), span);
        }
        let items = parts
            .into_iter()
            .filter(|(_, range)| !self.value.is_struck(range));
        let items = items.map(|(part, range)| text(part, self.value.span_of(&range)));
        Node {
            value: Value::List(items.collect()),
            span,
        }
    }

    fn report(&self, decoder: &mut Decoder<'_>, counts: &Node) {
        let own = self.value.unstruck_text();
        let (line, name) = (counts.span.line, self.name);
        let message = match counts.text() {
            Some(text) => format!(
                "the text says {name} `{own}`, but `{}` in line {line} counts",
                text.trim()
            ),
            None => format!("the text says {name} `{own}`, but what line {line} says counts"),
        };
        let help = "write the same in both places, or take one of them out";
        decoder.report(&rules::METADATA_DIFFERS, self.value.span(), message, help);
    }
}
