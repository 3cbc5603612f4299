//! The conclusions as settings of `manual.toml`, with comments that a person can read and mend.

mod beginning;
mod claims;
mod documents;
mod missing;
mod names;
mod unused;
mod write;

pub(crate) use missing::Present;
pub(crate) use unused::{without, without_refused};

use std::fmt::Write as _;

use super::inference::Inference;
use super::project::Project;
use super::standard_names::StandardNames;
use crate::diagnostics::SourcePath;
use write::Line;

/// The settings, in the order of `manual.toml`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    parts: Vec<Part>,
}

/// A part of the settings.
#[derive(Clone, Debug)]
struct Part {
    /// The head: empty for the beginning of the file, `[fields]`, `[[defaults]]`.
    head: String,
    /// Comments above the head.
    comments: Vec<String>,
    lines: Vec<Line>,
    sort: Sort,
    /// Whether its settings are comments until a person takes them over.
    is_commented: bool,
}

/// What a part is, which decides whether a `manual.toml` has it already.
#[derive(Clone, Debug)]
enum Sort {
    /// Single settings, each by its key, of the table at this path.
    Table(Vec<&'static str>),
    /// An entry of `[[defaults]]`, for the pages at these positions of the survey.
    Defaults(Vec<usize>),
    /// What all documents get.
    General,
    /// An entry of `[[metadata]]` with these names.
    Metadata(Vec<String>),
    /// An entry of `[[claims]]` with this value of this key.
    Claims(&'static str, String),
    /// A kind of the manual's own.
    Kind(String),
    /// What a person may take over.
    Comment,
}

/// What the settings say that does not follow from the texts.
pub(crate) struct Given<'p> {
    /// The title, and where it is from.
    pub(crate) title: String,
    pub(crate) title_from: String,
    /// The project of another program.
    pub(crate) project: Option<&'p Project>,
    /// Whether there are proposals, which stand in a file.
    pub(crate) has_proposals: bool,
    /// What would stop the first build: files that cannot be read, and mistakes by their rules.
    pub(crate) unreadable: &'p [SourcePath],
    pub(crate) stops: &'p [Stop],
}

/// A rule whose mistakes would stop the first build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    pub(crate) rule: &'static str,
    pub(crate) count: usize,
    /// The first of their places.
    pub(crate) example: String,
}

/// The file with the proposed claims.
pub(crate) use crate::proposed_claims::CLAIMS_FILE;

impl Settings {
    /// Writes the conclusions as settings.
    pub(crate) fn new(inference: &Inference<'_>, given: &Given<'_>, names: &StandardNames) -> Self {
        let mut settings = Self::default();
        settings.push(beginning::beginning(inference, given, names));
        settings.push(beginning::reading(inference, given));
        settings.push(names::fields(inference));
        settings.push(names::statuses(inference));
        settings.push(names::kind_words(inference));
        settings.push(names::class_fields(inference, names));
        settings.push(names::variables(inference, given));
        settings.parts.extend(names::own_kinds(inference, given));
        settings.push(documents::metadata(inference));
        settings.parts.extend(documents::of_project(given));
        settings
            .parts
            .extend(inference.entries.iter().map(documents::entry));
        settings.push(documents::general(inference));
        settings
            .parts
            .extend(claims::claims(inference, given, names));
        settings.parts.extend(claims::exclusions(inference, names));
        settings.push(beginning::rules(given));
        settings
    }

    fn push(&mut self, part: Part) {
        if !part.lines.is_empty() {
            self.parts.push(part);
        }
    }

    /// The text of a new `manual.toml`.
    pub(crate) fn text(&self, files: usize) -> String {
        let mut text = format!(
            "# Written by `clausebook adopt`, which read {}. Each setting says what it rests on: read\n\
             # it, and mend it where it is wrong. `adopt` never changes this file again; run once more, it\n\
             # says what it would add.\n",
            counted(files, "Markdown file")
        );
        for part in &self.parts {
            part.write(&mut text);
        }
        text
    }
}

impl Part {
    fn new(head: &str, sort: Sort) -> Self {
        Self {
            head: head.to_owned(),
            comments: Vec::new(),
            lines: Vec::new(),
            sort,
            is_commented: false,
        }
    }

    fn table(head: &str, path: &[&'static str]) -> Self {
        Self::new(head, Sort::Table(path.to_vec()))
    }

    fn write(&self, text: &mut String) {
        text.push('\n');
        for comment in &self.comments {
            write::comment(text, comment);
        }
        let mut settings = String::new();
        if !self.head.is_empty() {
            let _ = writeln!(settings, "{}", self.head);
        }
        write::lines(&mut settings, &self.lines);
        match self.is_commented {
            true => settings.lines().for_each(|line| {
                let _ = writeln!(text, "# {line}");
            }),
            false => text.push_str(&settings),
        }
    }
}

/// A number and what is counted.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn verb(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}
