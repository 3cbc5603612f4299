//! The text of a new page: the fields of its kind, and a section for each requirement. `init`, `new`
//! and the examples of `kinds` are written here, so that all new files have one form.

mod file_name;
mod sections;

use std::fmt::Write;

pub(super) use file_name::FileNames;
pub(super) use sections::{Section, sections};

use crate::manual::{
    Audiences, Class, Condition, Config, Date, Field, FieldType, Kind, Need, OpenWhen, Stubs,
};

/// The facts from which a new page is written.
pub(super) struct Page<'a> {
    /// The settings of the manual: its language, and its own names of fields and values.
    pub(super) config: &'a Config,
    pub(super) kind: &'a Kind,
    pub(super) id: &'a str,
    pub(super) title: &'a str,
    pub(super) owner: Owner<'a>,
    /// The clauses, as the page writes them.
    pub(super) clauses: &'a [String],
    pub(super) sections: &'a [Section],
    pub(super) today: Date,
    /// Values that are known already, by the names of their fields: a word of a list as the program
    /// knows it, anything else as YAML.
    pub(super) given: &'a [(&'static str, String)],
    /// The text; without one, the sentence that is to be replaced.
    pub(super) body: Option<&'a str>,
}

/// The owner of a new page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner<'a> {
    /// The role that the user named.
    Named(&'a str),
    /// The role that is likely. The page asks to look at it again.
    Likely(&'a str),
    /// No role is likely. The field is left blank.
    Unknown,
}

/// A line of front-matter.
enum Line {
    /// The field and its value.
    Given(String),
    /// The field without a value. The field is required, so `check` reports it.
    Blank,
    /// An optional field, as a comment.
    Offered(String),
    /// No line.
    Absent,
}

impl Page<'_> {
    /// The whole file.
    pub(super) fn text(&self) -> String {
        let mut text = "---\n".to_owned();
        for field in &self.kind.fields {
            self.write_field(&mut text, field);
        }
        text.push_str("---\n");
        match self.kind.class {
            Class::Document => self.write_sections(&mut text),
            Class::Record => match self.body {
                Some(body) => text.push_str(body),
                None => {
                    text.push_str(self.stubs().record);
                    text.push('\n');
                }
            },
        }
        text
    }

    fn write_field(&self, text: &mut String, field: &Field) {
        let name = self.own_name(field.name.as_str());
        let note = self.note(field);
        let note = match note.is_empty() {
            true => note,
            false => format!("   # {note}"),
        };
        // Writing to a `String` cannot fail.
        let _ = match self.line(field) {
            Line::Given(value) => writeln!(text, "{name}: {value}{note}"),
            Line::Blank => writeln!(text, "{name}:{note}"),
            Line::Offered(value) => writeln!(text, "# {name}: {value}{note}"),
            Line::Absent => Ok(()),
        };
    }

    fn line(&self, field: &Field) -> Line {
        let name = field.name.as_str();
        match name {
            "id" => return Line::Given(quoted(self.id)),
            "title" => return Line::Given(quoted(self.title)),
            "kind" => return Line::Given(self.own_word(name, self.kind.name.as_str())),
            "revision" if self.kind.class == Class::Document => return Line::Given("0".to_owned()),
            "owner" => {
                return match self.owner {
                    Owner::Named(owner) | Owner::Likely(owner) => Line::Given(quoted(owner)),
                    Owner::Unknown => Line::Blank,
                };
            }
            "audience" if self.given(name).is_none() => {
                let audiences = self.config.audiences.iter();
                let names: Vec<&str> = audiences.flat_map(Audiences::names).collect();
                return match names.is_empty() {
                    true => Line::Absent,
                    false => Line::Offered(names.join(" | ")),
                };
            }
            _ => {}
        }
        if let Some(value) = self.given(name) {
            return Line::Given(match &field.of {
                FieldType::OneOf(_) => self.own_word(name, value),
                _ => value.to_owned(),
            });
        }
        let required = field.need == Need::Required;
        match &field.of {
            FieldType::Claims | FieldType::Clauses if !self.clauses.is_empty() => {
                let clauses: Vec<String> = self.clauses.iter().map(|one| quoted(one)).collect();
                Line::Given(format!("[{}]", clauses.join(", ")))
            }
            FieldType::Language if !required => Line::Absent,
            FieldType::OneOf(words) => match self.first_word(field, words) {
                Some(word) => Line::Given(self.own_word(name, word)),
                None if required => Line::Blank,
                None => Line::Offered(self.words(name, words)),
            },
            FieldType::Number if !required => Line::Offered(match field.range {
                (Some(least), Some(most)) => format!("{least} to {most}"),
                _ => "0".to_owned(),
            }),
            FieldType::Date if required || self.kind.since.contains(&field.name) => {
                Line::Given(self.today.to_string())
            }
            FieldType::History => Line::Given(format!(
                "[{{ revision: 0, date: {}, change: First draft }}]",
                self.today
            )),
            _ if required => Line::Blank,
            of => Line::Offered(example(of).to_owned()),
        }
    }

    fn given(&self, field: &str) -> Option<&str> {
        let found = self.given.iter().find(|(name, _)| *name == field);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of a new page's `state` or `status`: the open state, else the first word. `None`
    /// for other fields, whose value people must choose.
    fn first_word<'w>(&self, field: &Field, words: &'w [String]) -> Option<&'w str> {
        if !matches!(field.name.as_str(), "state" | "status") {
            return None;
        }
        let open = match &self.kind.open {
            OpenWhen::Fields(Condition::Is(name, open)) if *name == field.name => {
                words.iter().find(|word| open.contains(word))
            }
            OpenWhen::Fields(Condition::IsNot(name, closed)) if *name == field.name => {
                words.iter().find(|word| !closed.contains(word))
            }
            _ => None,
        };
        open.or(words.first()).map(String::as_str)
    }

    /// The required fields that the new page leaves blank, by their names in this manual.
    pub(super) fn blank_fields(&self) -> Vec<String> {
        let fields = self.kind.fields.iter();
        let blank = fields.filter(|field| matches!(self.line(field), Line::Blank));
        blank
            .map(|field| self.own_name(field.name.as_str()))
            .collect()
    }

    /// The comment after a field, for the person who fills it in.
    fn note(&self, field: &Field) -> String {
        let line = self.line(field);
        match (&field.of, field.name.as_str()) {
            (_, name) if self.given(name).is_some() => String::new(),
            _ if matches!(line, Line::Offered(_)) => match field.need {
                Need::OnceApproved => "once it is approved".to_owned(),
                _ => String::new(),
            },
            (FieldType::OneOf(words), name) => self.words(name, words),
            (_, "owner") if !matches!(self.owner, Owner::Named(_)) => {
                "a role, never a person's name".to_owned()
            }
            (of, _) if matches!(line, Line::Blank) => match of {
                FieldType::Reference => "an id".to_owned(),
                _ => "to be filled in".to_owned(),
            },
            _ => String::new(),
        }
    }

    fn words(&self, field: &str, words: &[String]) -> String {
        let words: Vec<String> = words
            .iter()
            .map(|word| self.own_word(field, word))
            .collect();
        words.join(" | ")
    }

    /// The name of a field in this manual: the one from `[fields]`, if there is one.
    fn own_name(&self, field: &str) -> String {
        let mut names = self.config.field_names.iter();
        let own = names.find(|(_, ours)| *ours == field);
        own.map_or(field, |(own, _)| own).to_owned()
    }

    /// The word for a value in this manual: the one from `[values]`, if there is one.
    fn own_word(&self, field: &str, word: &str) -> String {
        let words = self.config.field_values.get(field);
        let own = words.and_then(|words| words.iter().find(|(_, ours)| *ours == word));
        own.map_or(word.to_owned(), |(own, _)| quoted(own))
    }

    /// The placeholder sentences in the manual's language.
    fn stubs(&self) -> &'static Stubs {
        Stubs::of(&self.config.language)
    }

    fn write_sections(&self, text: &mut String) {
        let title = self.kind.title.to_lowercase();
        let stubs = self.stubs();
        let _ = write!(
            text,
            "## Purpose\n\n{}{title}{}\n",
            stubs.purpose.0, stubs.purpose.1
        );
        for section in self.sections {
            section.write(text, stubs);
        }
    }
}

/// A text as YAML, and within lists: plain if YAML reads it as the same text, else quoted.
pub(super) fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:".contains(c);
    let ends = |c: char| c.is_ascii_alphanumeric();
    if text.starts_with(ends) && text.ends_with(ends) && text.chars().all(plain) && text != "null" {
        return text.to_owned();
    }
    serde_json::Value::from(text).to_string()
}

/// An example value for a field of this type.
fn example(of: &FieldType) -> &'static str {
    match of {
        FieldType::Number => "0",
        FieldType::Date => "…",
        FieldType::Flag => "yes",
        FieldType::Interval => "12 months",
        FieldType::Period => "month",
        FieldType::Claims | FieldType::Clauses => "[\"8.4.1\"]",
        FieldType::Texts | FieldType::References | FieldType::Evidence => "[…]",
        FieldType::Verification => "{ verified: yes, date: … }",
        FieldType::Limits => "{ lower: …, upper: … }",
        FieldType::Table => "values.csv",
        FieldType::Language => "de",
        FieldType::Samples => "[{ clause: \"8.4.1\", verdict: conforms, note: … }]",
        FieldType::Text
        | FieldType::Id
        | FieldType::OneOf(_)
        | FieldType::Reference
        | FieldType::History => "…",
    }
}
