//! What a `manual.toml` that is there already lacks.

use std::collections::HashSet;

use super::write::Line;
use super::{Part, Settings, Sort};
use crate::conventions::folded;

/// A `manual.toml` that is there already.
pub(crate) struct Present<'t> {
    /// Its settings.
    pub(crate) settings: &'t toml::Table,
    /// The pages that are not controlled under it, by their positions in the survey.
    pub(crate) uncontrolled: HashSet<usize>,
}

impl Settings {
    /// The settings that a present `manual.toml` lacks, as text. What it says in its own way, and what
    /// a person took out of the entries for pages that are controlled now, is not missed.
    pub(crate) fn missing(&self, present: &Present<'_>) -> String {
        let parts = self.parts.iter().filter_map(|part| part.missing(present));
        let mut text = String::new();
        for part in parts {
            part.write(&mut text);
        }
        text.trim_start().to_owned()
    }
}

impl Part {
    fn missing(&self, present: &Present<'_>) -> Option<Part> {
        let settings = present.settings;
        let entries = |name: &str| {
            let list = settings.get(name).and_then(toml::Value::as_array);
            list.map_or(&[][..], Vec::as_slice)
        };
        let is_missing = match &self.sort {
            Sort::Table(path) => return self.missing_lines(path, settings),
            Sort::Defaults(pages) => {
                let gives_kind = self
                    .lines
                    .iter()
                    .any(|line| line.key.as_deref() == Some("kind"));
                gives_kind && pages.iter().any(|at| present.uncontrolled.contains(at))
            }
            Sort::General => entries("defaults").is_empty() && !present.uncontrolled.is_empty(),
            Sort::Metadata(names) => {
                let mut known: Vec<String> = Vec::new();
                for entry in entries("metadata") {
                    let table = entry.get("names").and_then(toml::Value::as_table);
                    known.extend(
                        table
                            .into_iter()
                            .flat_map(|table| table.keys())
                            .map(|key| folded(key)),
                    );
                }
                let is_read_by_pattern = entries("metadata")
                    .iter()
                    .any(|entry| entry.get("pattern").is_some());
                !is_read_by_pattern && names.iter().any(|name| !known.contains(name))
            }
            Sort::Claims(key, value) => !entries("claims").iter().any(|entry| {
                let found = entry.get(*key);
                let found = found.map(|found| found.get("clause").unwrap_or(found));
                found.and_then(toml::Value::as_str) == Some(value)
            }),
            // A person has taken it over, or not.
            Sort::Comment => false,
            Sort::Kind(name) => {
                let kinds = settings.get("kind").and_then(|kinds| kinds.get(name));
                kinds.is_none() && !present.uncontrolled.is_empty()
            }
        };
        is_missing.then(|| self.clone())
    }

    /// The lines whose keys a table lacks, and the items that one of its lists lacks.
    fn missing_lines(&self, path: &[&'static str], settings: &toml::Table) -> Option<Part> {
        let mut table = Some(settings);
        for name in path {
            table = table.and_then(|table| table.get(*name)?.as_table());
        }
        let lacks = |line: &Line| {
            let key = line.key.as_deref()?;
            let Some(found) = table.and_then(|table| table.get(key)) else {
                return Some(line.clone());
            };
            let known = found.as_array()?;
            let known: Vec<String> = known.iter().map(toml::Value::to_string).collect();
            let items = line.items().iter().filter(|item| !known.contains(item));
            let items: Vec<String> = items.cloned().collect();
            (!items.is_empty()).then(|| line.with_items(items))
        };
        let lines: Vec<Line> = self.lines.iter().filter_map(lacks).collect();
        (!lines.is_empty()).then(|| Part {
            lines,
            ..self.clone()
        })
    }
}
