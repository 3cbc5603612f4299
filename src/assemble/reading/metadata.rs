//! Fields that stand in the text of a page (`docs/design.md`, "Metadata in texts").

use std::borrow::Cow;

use super::clause_cell;
use super::newest::{Newest, newest};
use crate::assemble::defaults::FileDefaults;
use crate::assemble::{fields, words};
use crate::diagnostics::{Span, Spanned};
use crate::manual::{
    Class, Config, FieldName, FieldType, GivenField, Gives, Kind, Need, SettingPartIx, Status,
};
use crate::markdown::{Cell, FoundBlock, FoundField};
use crate::parse::ParsedPage;
use crate::parse::decode::Decoder;
use crate::parse::node::{Entry, Node, Value};
use crate::rules;

/// The fields that stand in the text of a page.
#[derive(Default)]
pub(in crate::assemble) struct TextFields<'p> {
    fields: Vec<TextField<'p>>,
    /// The blocks from which the page takes nothing.
    passed_over: Vec<PassedOver<'p>>,
    /// The fields that are struck out, or in a task that is not ticked.
    struck: Vec<StruckField<'p>>,
    /// Those of them that nothing else gives. That is reported.
    missing: Vec<StruckField<'p>>,
    /// The fields that no row of a history gives for sure, and those of which a block gives two values.
    /// That was reported.
    untold: Vec<&'p str>,
    /// The fields that a block gives which is not read. That is reported.
    unread: Vec<String>,
    /// The parts of the settings that find the blocks that are reported.
    pub(in crate::assemble) reported: Vec<SettingPartIx>,
}

/// The fields that say which revision of a document is in force, and since when.
const IN_FORCE_BY: [&str; 3] = ["status", "revision", "effective"];

/// A field in a text that does not count.
#[derive(Clone, Copy)]
struct StruckField<'p> {
    name: &'p FieldName,
    span: Span,
}

/// A field that stands in a text.
struct TextField<'p> {
    /// The built-in name of the field.
    name: &'p FieldName,
    /// The name as it is written.
    written: &'p Spanned<String>,
    /// Its value: an empty cell, if no row of a history gives it for sure, or a block gives two.
    value: Cow<'p, Cell>,
    /// Whether the page takes the field from the text.
    is_taken: bool,
    /// The value that counts in its place, if the front-matter or a block above gives one.
    counts: Option<Node>,
}

/// A block from which a page takes nothing.
struct PassedOver<'p> {
    /// Its fields: their built-in names and values. Of a history whose newest row cannot be told, those
    /// of all rows.
    fields: Vec<(&'p str, &'p Cell)>,
    span: Span,
    /// Whether it stands where the document does not speak of itself.
    is_elsewhere: bool,
    parts: Vec<SettingPartIx>,
}

impl<'p> TextFields<'p> {
    /// The fields of a page. The parts of the settings that the page uses are added to `used`. A name
    /// that gives a field for the second time in a block is reported, and a table of revisions of which
    /// the newest cannot be told.
    pub(in crate::assemble) fn of(
        decoder: &mut Decoder<'_>,
        config: &'p Config,
        page: &'p ParsedPage,
        used: &mut Vec<SettingPartIx>,
    ) -> Self {
        let mut all = Self::default();
        let mut last_read = None;
        for block in &page.found.blocks {
            let Some(entry) = config.texts.get(block.entry) else {
                continue;
            };
            let Gives::Fields(given) = &entry.gives else {
                continue;
            };
            if !block.is_read || last_read == Some(block.entry) {
                if block.is_read {
                    all.compare(decoder, given, block);
                }
                let mut passed_over = PassedOver::new(decoder, given, block);
                passed_over.parts.push(entry.part);
                all.passed_over.push(passed_over);
                continue;
            }
            used.push(entry.part);
            let found = block.all_fields().filter(|found| found.counts_nowhere);
            for found in found {
                let Some(given) = given.get(found.name) else {
                    continue;
                };
                used.push(given.part);
                all.struck.push(StruckField {
                    name: &given.name,
                    span: found.value.span(),
                });
            }
            if block.counts_nowhere() {
                continue;
            }
            last_read = Some(block.entry);
            all.read(decoder, given, block, used);
        }
        all
    }

    /// Reads a block.
    fn read(
        &mut self,
        decoder: &mut Decoder<'_>,
        given: &'p [GivenField],
        block: &'p FoundBlock,
        used: &mut Vec<SettingPartIx>,
    ) {
        let row = newest(block, |text| decoder.day(text));
        let is_untold = matches!(row, Newest::Untold(_));
        if let Newest::Untold(reason) = &row {
            let message = format!("{reason}, so that its newest row cannot be told");
            let help = "give each row its own revision, or its own day";
            decoder.invalid(block.span, message, help);
        }
        let first_of_block = self.fields.len();
        let counting = row.fields(block).iter();
        for found in counting.filter(|found| !found.counts_nowhere) {
            let Some(given) = given.get(found.name) else {
                continue;
            };
            used.push(given.part);
            let mut in_block = self.fields[first_of_block..].iter_mut();
            if let Some(first) = in_block.find(|field| *field.name == given.name) {
                let is_told = self.untold.contains(&given.name.as_str());
                if first.says(&found.value) {
                    let message = format!(
                        "`{}` gives {}, which is given already",
                        found.written.value, given.name
                    );
                    decoder.invalid(found.written.span, message, "keep one of the two");
                } else if !is_told {
                    let message = format!(
                        "`{}` gives another {} than line {}, so that the page has none",
                        found.written.value,
                        given.name,
                        first.value.span().line
                    );
                    decoder.invalid(found.written.span, message, "keep the one that is right");
                    // Nobody can tell which of them is meant.
                    first.value = Cow::Owned(Cell::at(first.written.span));
                    self.untold.push(given.name.as_str());
                }
                continue;
            }
            if is_untold {
                self.untold.push(given.name.as_str());
            }
            self.fields.push(TextField {
                name: &given.name,
                written: &found.written,
                value: match is_untold {
                    true => Cow::Owned(Cell::at(found.written.span)),
                    false => Cow::Borrowed(&found.value),
                },
                is_taken: false,
                counts: None,
            });
        }
    }

    /// Notes what a further block says where the document speaks of itself, so that it is told if it is
    /// something else: of the fields that withhold a page. Days and revisions there may be those of
    /// other events.
    fn compare(
        &mut self,
        decoder: &mut Decoder<'_>,
        given: &'p [GivenField],
        block: &'p FoundBlock,
    ) {
        const WITHHOLDING: [&str; 2] = ["status", "audience"];
        let row = newest(block, |text| decoder.day(text));
        if matches!(row, Newest::Untold(_)) {
            return;
        }
        for found in row.fields(block) {
            let Some(given) = given.get(found.name) else {
                continue;
            };
            let is_given = self.fields.iter().any(|field| *field.name == given.name);
            if !is_given || !WITHHOLDING.contains(&given.name.as_str()) {
                continue;
            }
            self.fields.push(TextField {
                name: &given.name,
                written: &found.written,
                value: Cow::Borrowed(&found.value),
                is_taken: false,
                counts: None,
            });
        }
    }

    /// The place of the first of them.
    pub(in crate::assemble) fn place(&self) -> Option<Span> {
        Some(self.fields.first()?.written.span)
    }

    /// Adds the fields to those of a page. One that is there already counts.
    pub(in crate::assemble) fn add_to(&mut self, entries: &mut Vec<Entry>) {
        for field in &mut self.fields {
            if let Some(entry) = entries
                .iter()
                .find(|entry| entry.key == field.name.as_str())
            {
                field.counts = Some(entry.node.clone());
                continue;
            }
            field.is_taken = true;
            entries.push(Entry {
                key: field.name.to_string(),
                key_spot: field.written.span,
                node: field.node(None),
            });
        }
        // What is struck out is taken from no default either.
        for field in &self.struck {
            if entries.iter().any(|entry| entry.key == field.name.as_str()) {
                continue;
            }
            self.missing.push(*field);
            self.unread.push(field.name.to_string());
            entries.push(Entry {
                key: field.name.to_string(),
                key_spot: field.span,
                node: Node {
                    value: Value::Null,
                    span: field.span,
                },
            });
        }
    }

    /// Reports the fields that are missing because they do not count where they stand.
    pub(in crate::assemble) fn report_struck(&self, decoder: &mut Decoder<'_>) {
        for field in &self.missing {
            let message = format!(
                "{} stands only here, in struck-out text or in a task that is not ticked, so that the page \
                 has none",
                field.name
            );
            let help =
                "write it in a text that is not struck out, or tick the task; or take it out here";
            decoder.report(&rules::METADATA_NOT_READ, field.span, message, help);
        }
    }

    /// Gives the values the form that the fields of the page's kind need, and reports those that say
    /// something else than the value that counts.
    pub(in crate::assemble) fn settle(
        &mut self,
        decoder: &mut Decoder<'_>,
        config: &Config,
        kind: &Kind,
        defaults: &FileDefaults<'_>,
        entries: &mut Vec<Entry>,
    ) {
        for text_field in &self.fields {
            let of = kind.field(text_field.name.as_str());
            let may_be_list = of.is_none_or(|field| is_list(&field.of));
            if text_field.is_taken && !may_be_list {
                continue;
            }
            let node = text_field.node(of.map(|field| &field.of));
            let entry = entries
                .iter_mut()
                .find(|entry| entry.key == text_field.name.as_str());
            if let Some(entry) = entry.filter(|_| text_field.is_taken) {
                entry.node = node;
                continue;
            }
            let (Some(counts), Some(field)) = (&text_field.counts, of) else {
                continue;
            };
            let is_untold = self.is_untold(text_field.name.as_str());
            if !is_untold && !fields::says_the_same(config, field, counts, &node) {
                text_field.report(decoder, counts);
            }
        }
        if !self.withhold_status(decoder, config, kind, defaults, entries) {
            let status = kind.field("status").and_then(|field| {
                let written = entries.iter().find(|entry| entry.key == "status");
                let written = written.map(|entry| entry.node.text().map(str::to_owned));
                let text = written.unwrap_or_else(|| defaults.text("status"))?;
                words::word_of(config, field, &text)
            });
            let is_approved = status.as_deref() == Some(Status::Approved.word());
            let is_needed = |name: &str| {
                // The first heading is a title, too. A role that the settings name is no sign of a
                // mistake.
                let is_given = name == "title"
                    || entries.iter().any(|entry| entry.key == name)
                    || defaults.has(name) && !IN_FORCE_BY.contains(&name);
                let need = kind.field(name).map(|field| &field.need);
                !is_given
                    && match need {
                        Some(Need::Required) => true,
                        Some(Need::OnceApproved) => is_approved,
                        Some(Need::Optional | Need::When(_)) | None => false,
                    }
            };
            self.report_unread(decoder, is_needed);
        }
    }

    /// Leaves a document without a status if a block from which it takes nothing says that it is not
    /// approved, and only the settings say that it is. Returns whether that was reported.
    fn withhold_status(
        &mut self,
        decoder: &mut Decoder<'_>,
        config: &Config,
        kind: &Kind,
        defaults: &FileDefaults<'_>,
        entries: &mut Vec<Entry>,
    ) -> bool {
        const STATUS: &str = "status";
        let Some(field) = kind.field(STATUS).filter(|_| kind.class == Class::Document) else {
            return false;
        };
        let approved = Status::Approved.word();
        let word = |text: &str| words::word_of(config, field, text);
        let by_default = defaults.text(STATUS);
        let is_by_default = by_default.and_then(|text| word(&text));
        if is_by_default.as_deref() != Some(approved)
            || entries.iter().any(|entry| entry.key == STATUS)
        {
            return false;
        }
        let statuses = self.passed_over.iter().flat_map(|block| {
            let fields = block.fields.iter().filter(|(name, _)| *name == STATUS);
            fields.map(move |(_, value)| (block, *value))
        });
        let mut others = statuses.filter(|(_, value)| {
            let word = word(&value.unstruck_text());
            word.is_some_and(|word| word != approved)
        });
        let Some((block, value)) = others.next() else {
            return false;
        };
        let message = format!(
            "the text says here that the status is `{}`, but the page takes nothing from this block; \
             so the page has no status: `{approved}` of [[defaults]] is not taken",
            value.unstruck_text()
        );
        let help = "write the status at the head of the page, or narrow `files` of the entry";
        decoder.report(&rules::METADATA_NOT_READ, value.span(), message, help);
        let span = value.span();
        self.reported.extend(&block.parts);
        self.unread.push(STATUS.to_owned());
        entries.push(Entry {
            key: STATUS.to_owned(),
            key_spot: span,
            node: Node {
                value: Value::Null,
                span,
            },
        });
        true
    }

    /// Reports the first block that gives a field that the page needs, and stands where the document
    /// does not speak of itself, if no block of the page is read.
    pub(in crate::assemble) fn report_unread(
        &mut self,
        decoder: &mut Decoder<'_>,
        is_needed: impl Fn(&str) -> bool,
    ) {
        if !self.fields.is_empty() {
            return;
        }
        let elsewhere = self.passed_over.iter().filter(|block| block.is_elsewhere);
        let mut needed = elsewhere.map(|block| {
            let names = block.fields.iter().map(|(name, _)| (*name).to_owned());
            let mut names: Vec<String> = names.filter(|name| is_needed(name)).collect();
            names.sort();
            names.dedup();
            (block, names)
        });
        let Some((block, names)) = needed.find(|(_, names)| !names.is_empty()) else {
            return;
        };
        let message = format!(
            "this block gives {}, and is not read: the document does not speak of itself here",
            names.join(", ")
        );
        let help = "move it below the title or a heading such as `Document control`, name its heading \
                    in `headings` of the entry, or narrow `files` there";
        decoder.report(&rules::METADATA_NOT_READ, block.span, message, help);
        self.reported.extend(&block.parts);
        self.unread.extend(names);
    }

    /// Whether it was reported why the page does not have a field.
    pub(in crate::assemble) fn is_untold(&self, name: &str) -> bool {
        self.untold.contains(&name)
    }

    /// Whether it is reported that a field stands in a block that is not read.
    pub(in crate::assemble) fn is_unread(&self, name: &str) -> bool {
        self.unread.iter().any(|unread| unread == name)
    }

    /// The fields that the page takes from its text, each with the place of its value.
    pub(in crate::assemble) fn taken(&self) -> Box<[Spanned<FieldName>]> {
        let taken = self.fields.iter().filter(|field| field.is_taken);
        taken
            .map(|field| Spanned::new(field.name.clone(), field.value.span()))
            .collect()
    }
}

impl<'p> PassedOver<'p> {
    fn new(decoder: &mut Decoder<'_>, given: &'p [GivenField], block: &'p FoundBlock) -> Self {
        let row = newest(block, |text| decoder.day(text));
        let found: Vec<&FoundField> = match row {
            Newest::Untold(_) => block.history.iter().flat_map(|row| &row.fields).collect(),
            row => row.fields(block).iter().collect(),
        };
        let found = found.into_iter();
        let found = found.filter_map(|found| Some((given.get(found.name)?, &found.value)));
        let (fields, parts) = found
            .map(|(given, value)| ((given.name.as_str(), value), given.part))
            .unzip();
        Self {
            fields,
            span: block.span,
            // A history elsewhere is a table of the text.
            is_elsewhere: !block.is_read && block.history.is_empty(),
            parts,
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
    /// Whether the value says the same as another one, beside case and doubled spaces.
    fn says(&self, other: &Cell) -> bool {
        let folded = |cell: &Cell| {
            let text = cell.unstruck_text().to_lowercase();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        folded(&self.value) == folded(other)
    }

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
