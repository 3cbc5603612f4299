//! Fills in the fields that `[[defaults]]` gives for a file (`docs/design.md`, "Defaults").

use regex::Captures;

use crate::diagnostics::{SourcePath, Span, Spanned, nearest};
use crate::manual::{
    Config, DefaultField, DefaultValue, Defaults, FilledField, Kind, SettingPartIx, file_parts,
};
use crate::parse::node::{Entry, Node, Table, Value};

/// The entries of `[[defaults]]` that are for a file, and what the file takes from them.
pub(super) struct FileDefaults<'a> {
    entries: Vec<FileEntry<'a>>,
    stem: &'a str,
    /// The fields that were filled in.
    pub(super) filled: Vec<FilledField>,
    /// The spans of the values that are filled in differently for each file.
    individual: Vec<Span>,
    /// The parts of the settings that the file uses.
    used: Vec<SettingPartIx>,
}

struct FileEntry<'a> {
    entry: &'a Defaults,
    groups: Option<Captures<'a>>,
}

impl<'a> FileDefaults<'a> {
    /// Finds the entries that are for a file.
    pub(super) fn new(config: &'a Config, path: &'a SourcePath) -> Self {
        let mut used = Vec::new();
        let fitting = config.default_files.fitting(path);
        Self {
            entries: fitting
                .iter()
                .filter_map(|(at, globs)| {
                    FileEntry::new(config.defaults.get(*at)?, globs, path, &mut used)
                })
                .collect(),
            stem: file_parts(path, &config.reading.endings).stem,
            filled: Vec::new(),
            individual: Vec::new(),
            used,
        }
    }

    /// The built-in name of a field that is written in the file.
    pub(super) fn field_name(&mut self, written: &str) -> Option<&'a str> {
        let mut names = self.entries.iter();
        let (entry, name) = names.find_map(|one| {
            let name = one.entry.field_names.get(written)?;
            Some((one.entry, name))
        })?;
        self.used.extend([entry.part, name.part]);
        Some(&name.name)
    }

    /// Whether the entries give a field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The text of a field that the entries give.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (_, _, node) = self.find(name)?;
        node.text().map(|text| text.trim().to_owned())
    }

    /// The parts of the settings that the file uses, each once.
    pub(super) fn used(&mut self) -> Box<[SettingPartIx]> {
        let mut used = std::mem::take(&mut self.used);
        used.sort_unstable();
        used.dedup();
        used.into()
    }

    /// Drops the fields of front-matter that a template leaves blank and the entries give: nothing
    /// that counts for a clause, only what names a document.
    pub(super) fn drop_blank(&self, entries: &mut Vec<Entry>) {
        const NAMING: [&str; 4] = ["id", "kind", "owner", "revision"];
        entries.retain(|entry| {
            let is_naming = NAMING.contains(&entry.key.as_str());
            !(is_naming && entry.node.is_blank() && self.has(&entry.key))
        });
    }

    /// Adds the field to those of a page, if the page does not write it and the entries give it.
    pub(super) fn fill(&mut self, name: &str, entries: &mut Vec<Entry>) {
        if entries.iter().any(|entry| entry.key == name) {
            return;
        }
        let Some((entry, field, node)) = self.find(name) else {
            return;
        };
        self.used.push(entry);
        if !field.value.value.is_constant() {
            self.individual.push(field.value.span);
        }
        self.filled.push(FilledField {
            name: field.name.value.clone(),
            text: as_text(&node),
            span: node.span,
        });
        entries.push(Entry {
            key: name.to_owned(),
            key_spot: field.name.span,
            node,
        });
    }

    /// Adds the fields that make a page controlled, as far as it does not write them.
    pub(super) fn fill_name(&mut self, entries: &mut Vec<Entry>) {
        self.fill("kind", entries);
        self.fill("id", entries);
    }

    /// Adds the fields of a kind that the page does not write. A field that the page writes under a
    /// misspelt name counts as written.
    pub(super) fn fill_all(&mut self, kind: &Kind, entries: &mut Vec<Entry>) {
        if self.entries.is_empty() {
            return;
        }
        let known = || kind.fields.iter().map(|one| one.name.as_str());
        let unknown = entries
            .iter()
            .filter(|entry| kind.field(&entry.key).is_none());
        let misspelt: Vec<&str> = unknown
            .filter_map(|entry| nearest(&entry.key, known()))
            .collect();
        let is_written =
            |name: &str| misspelt.contains(&name) || entries.iter().any(|entry| entry.key == name);
        // A day and an interval say the same thing: when the review is due.
        let review = ["review_due", "review_interval"];
        let says_review = review.into_iter().any(is_written);
        let fields = known().filter(|name| match review.contains(name) {
            true => !says_review,
            false => !is_written(name),
        });
        for name in fields.collect::<Vec<_>>() {
            self.fill(name, entries);
        }
    }

    /// Whether a value was filled in that only this file gets.
    pub(super) fn is_individual(&self, span: Span) -> bool {
        let mut individual = self.individual.iter();
        individual.any(|value| value.start <= span.start && span.end <= value.end)
    }

    /// The part of the entry that gives a field first, the field, and its value for this file. An
    /// entry whose value is blank for this file does not give the field.
    fn find(&self, name: &str) -> Option<(SettingPartIx, &'a DefaultField, Node)> {
        self.entries.iter().find_map(|one| {
            let field = one
                .entry
                .fields
                .iter()
                .find(|field| field.name.value.as_str() == name)?;
            let node = self.node(one, &field.value);
            (!node.is_blank()).then_some((one.entry.part, field, node))
        })
    }

    fn node(&self, one: &FileEntry<'_>, value: &Spanned<DefaultValue>) -> Node {
        let filled = match &value.value {
            DefaultValue::Text(text) => Value::Text(text.fill(self.stem, one.groups.as_ref())),
            DefaultValue::List(items) => {
                Value::List(items.iter().map(|item| self.node(one, item)).collect())
            }
            DefaultValue::Table(entries) => {
                let entries = entries.iter().map(|(name, value)| Entry {
                    key: name.value.clone(),
                    key_spot: name.span,
                    node: self.node(one, value),
                });
                Value::Table(Table(entries.collect()))
            }
        };
        Node {
            value: filled,
            span: value.span,
        }
    }
}

impl<'a> FileEntry<'a> {
    /// The entry, if it is for the file, which fits these of its patterns. The parts of the settings that the file fits are added to
    /// `used`.
    fn new(
        entry: &'a Defaults,
        globs: &[usize],
        path: &'a SourcePath,
        used: &mut Vec<SettingPartIx>,
    ) -> Option<Self> {
        if let Some(files) = &entry.files {
            used.extend(globs.iter().filter_map(|at| files.parts.get(*at).copied()));
            files.globs.taking_in_of(globs)?;
            used.push(files.part);
        }
        let groups = match &entry.name {
            _ if entry.fits_nothing => return None,
            None => None,
            Some(name) => {
                let groups = name.regex.captures(path.file_name())?;
                used.push(name.part);
                Some(groups)
            }
        };
        Some(Self { entry, groups })
    }
}

/// A value as a text; lists and tables as JSON.
fn as_text(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Text(text) => text.trim().to_owned(),
        Value::List(_) | Value::Table(_) => as_json(node).to_string(),
    }
}

fn as_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => text.trim().into(),
        Value::List(items) => items.iter().map(as_json).collect(),
        Value::Table(table) => {
            let entries = table.0.iter();
            let entries = entries.map(|entry| (entry.key.clone(), as_json(&entry.node)));
            entries.collect::<serde_json::Map<_, _>>().into()
        }
    }
}
