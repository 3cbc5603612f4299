//! Writes the front matter, each field with a comment that names its source.

use super::super::report::{Entry, Sort, quoted};
use super::decide::{Decision, Set};
use super::file_name::id_of_file;
use super::history::History;
use super::phrases::Phrases;
use super::values::Fit;
use super::{Candidate, Given, Source, values_agree};
use crate::conventions::Field;

/// The column of the comments, if the field before them is short enough.
const COLUMN: usize = 31;

/// The data for the front matter of a document.
pub(super) struct Writer<'w> {
    pub(super) given: &'w Given<'w>,
    pub(super) phrases: &'static Phrases,
    pub(super) found: &'w [Candidate],
    pub(super) decisions: &'w [(Field, Decision)],
    pub(super) history: Option<&'w History>,
    /// Whether the file says something about its status.
    pub(super) says_status: bool,
}

impl Writer<'_> {
    /// Returns the front matter with its `---` lines.
    pub(super) fn text(&self) -> String {
        let (before, after) = self.phrases.imported;
        let file = self
            .given
            .file
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        let file: String = file.chars().filter(|c| !c.is_control()).collect();
        let mut text = format!("---\n# {before}{file}{after}\n");
        for (field, decision) in self.decisions {
            if *field == Field::Owner {
                let comment = if self.says_status {
                    self.phrases.never
                } else {
                    ""
                };
                line("status", "draft", comment, &mut text);
            }
            if !field.is_required() && matches!(decision, Decision::Missing) {
                continue;
            }
            let value = match decision {
                Decision::Set(set) => scalar(&set.value),
                Decision::Missing if *field == Field::Kind => "procedure".to_owned(),
                _ => String::new(),
            };
            let comment = self.comment(*field, decision);
            line(field.name(), &value, &comment, &mut text);
        }
        self.history(&mut text);
        text.push_str("---\n");
        text
    }

    fn history(&self, text: &mut String) {
        let Some(history) = self.history else {
            return;
        };
        let place = match &history.title {
            Some(title) => format!("{} {}", self.phrases.table_below, quoted(title)),
            None => self.phrases.table.to_owned(),
        };
        line("history", "", &place, text);
        for change in &history.changes {
            let mut parts = vec![format!("revision: {}", scalar(&change.revision))];
            if let Some(date) = &change.date {
                parts.push(format!("date: {date}"));
            }
            parts.push(format!("change: {}", in_quotes(&change.change)));
            text.push_str(&format!("  - {{ {} }}\n", parts.join(", ")));
        }
    }

    fn comment(&self, field: Field, decision: &Decision) -> String {
        let phrases = self.phrases;
        let of = |candidate: &Candidate| phrases.source(&candidate.source, &candidate.words);
        match decision {
            Decision::Set(set) => self.set(field, set),
            Decision::Conflict(candidates) => {
                format!("{} {}", phrases.differ, values(phrases, candidates))
            }
            Decision::Person(candidate) => {
                let place = phrases.place(&candidate.source);
                format!("{place} {} {}", phrases.person, quoted(&candidate.words))
            }
            Decision::Ambiguous(candidate) => {
                let place = phrases.place(&candidate.source);
                format!("{place} {} {}", phrases.ambiguous, quoted(&candidate.words))
            }
            Decision::Blank(candidate) => match candidate.raw.is_empty() {
                true => of(candidate).replace(&candidate.words, candidate.words.trim_end()),
                false => format!("{} {}", phrases.placeholder, quoted(&candidate.words)),
            },
            Decision::Missing => self.missing(field),
        }
    }

    fn set(&self, field: Field, set: &Set) -> String {
        let phrases = self.phrases;
        let properties = self.given.properties;
        let mut text = phrases.source(&set.first.source, &set.first.words);
        let first = phrases.place(&set.first.source);
        let mut also: Vec<String> = Vec::new();
        let mut add = |place: String| {
            if place != first && !also.contains(&place) {
                also.push(place);
            }
        };
        let is_said = field == Field::Id || field == Field::Title;
        let pages = self.given.pages.iter();
        for page in pages.filter(|page| is_said && page.says(&set.value)) {
            add(phrases.page(page.is_header).to_owned());
        }
        for candidate in &set.also {
            add(phrases.place(&candidate.source));
        }
        if field == Field::Title && values_agree(&properties.title, &set.value) {
            add(phrases.core.to_owned());
        }
        if !also.is_empty() {
            text.push_str(&format!("; {} {}", phrases.also, also.join(", ")));
        }
        let is_other = !properties.title.is_empty()
            && field == Field::Title
            && !values_agree(&properties.title, &set.value);
        if is_other {
            text.push_str(&format!(
                " ({} {})",
                phrases.other_title,
                quoted(&properties.title)
            ));
        }
        if field == Field::Revision
            && !properties.savings.is_empty()
            && properties.savings != set.value
        {
            let (before, after) = phrases.not_savings;
            text.push_str(&format!(" ({before}{}{after})", properties.savings));
        }
        text
    }

    fn missing(&self, field: Field) -> String {
        let phrases = self.phrases;
        let properties = self.given.properties;
        let not_found = phrases.not_found;
        match field {
            Field::Kind => phrases.guess.to_owned(),
            Field::Revision if !properties.savings.is_empty() => {
                let (before, after) = phrases.savings;
                format!("{not_found} ({before}{}{after})", properties.savings)
            }
            Field::Owner if !properties.creator.is_empty() => {
                format!("{not_found} ({})", phrases.creator)
            }
            Field::Title if !properties.title.is_empty() => {
                let title = quoted(&properties.title);
                format!("{not_found} ({} {title})", phrases.other_title)
            }
            Field::Id => match self.named_id() {
                Some((place, id)) => {
                    format!("{not_found} ({place} {} {})", phrases.names, quoted(&id))
                }
                None => not_found.to_owned(),
            },
            _ => not_found.to_owned(),
        }
    }

    /// Returns a word of a header or footer that may be the id.
    fn named_id(&self) -> Option<(&'static str, String)> {
        self.given.pages.iter().find_map(|page| {
            let mut words = page.text.split_whitespace();
            let found = words.find_map(|word| id_of_file(word).map(|(id, _)| id.to_owned()))?;
            Some((self.phrases.page(page.is_header), found))
        })
    }

    /// Returns the report's entries on the fields.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let english = Phrases::english();
        let mut entries = Vec::new();
        let mut missing = Vec::new();
        for (field, decision) in self.decisions {
            let name = field.name();
            let text = match decision {
                Decision::Set(_) => continue,
                Decision::Missing => {
                    if field.is_required() {
                        missing.push(name);
                    }
                    continue;
                }
                Decision::Blank(_) => {
                    missing.push(name);
                    continue;
                }
                Decision::Conflict(candidates) => format!(
                    "{name}: the places differ, so none was taken: {}",
                    values(english, candidates)
                ),
                Decision::Person(candidate) => format!(
                    "{name}: {} in the {} names a person, not a role: not set",
                    quoted(&candidate.words),
                    english.place(&candidate.source)
                ),
                Decision::Ambiguous(candidate) => format!(
                    "{name}: {} in the {} can be read in two ways: not set",
                    quoted(&candidate.words),
                    english.place(&candidate.source)
                ),
            };
            entries.push(Entry::new(Sort::Doubtful, text));
        }
        // Persons whose text was removed from the document, but who set no field, are reported.
        let unset = self.found.iter().filter(|candidate| {
            let is_person = candidate.fit == Fit::Person;
            let is_set = self.decisions.iter().any(|(field, decision)| {
                *field == candidate.field && matches!(decision, Decision::Set(_))
            });
            is_person && is_set
        });
        for candidate in unset {
            let text = format!("{} names a person: not taken", quoted(&candidate.words));
            entries.push(Entry::new(Sort::Doubtful, text));
        }
        let pages: Vec<String> = self
            .given
            .pages
            .iter()
            .filter(|page| !page.text.is_empty())
            .map(|page| format!("{}: {}", english.page(page.is_header), quoted(&page.text)))
            .collect();
        if !pages.is_empty() {
            entries.push(Entry::new(Sort::Page, pages.join("; ")));
        }
        if !missing.is_empty() {
            let text = format!("{} (not found)", missing.join(", "));
            entries.push(Entry::new(Sort::NotSet, text));
        }
        entries.push(Entry::new(
            Sort::NotSet,
            "clauses (a claim is yours to make)",
        ));
        entries
    }
}

fn values(phrases: &Phrases, candidates: &[Candidate]) -> String {
    let values = candidates.iter().map(|candidate| {
        let value = match &candidate.source {
            Source::Words => candidate.words.clone(),
            _ => candidate.raw.clone(),
        };
        format!("{} ({})", quoted(&value), phrases.place(&candidate.source))
    });
    values.collect::<Vec<_>>().join(", ")
}

fn line(name: &str, value: &str, comment: &str, text: &mut String) {
    let mut line = format!("{name}:");
    if !value.is_empty() {
        line.push(' ');
        line.push_str(value);
    }
    let length = line.chars().count();
    let gap = if length < COLUMN { COLUMN - length } else { 3 };
    text.push_str(&line);
    if !comment.is_empty() {
        let comment: String = comment.chars().filter(|c| !c.is_control()).collect();
        text.push_str(&" ".repeat(gap));
        text.push_str("# ");
        text.push_str(comment.trim_end());
    }
    text.push('\n');
}

/// Writes a value as YAML, in quotation marks if YAML would not read it as this text.
fn scalar(value: &str) -> String {
    const WORDS: [&str; 8] = ["true", "false", "yes", "no", "on", "off", "null", "~"];
    let plain_sign = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '-' | '_' | '.' | ',' | '/' | '(' | ')' | '&' | '\'' | '’' | '–'
            )
    };
    let starts = value.chars().next().is_some_and(char::is_alphanumeric);
    let is_number = value
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | 'x' | '_'))
        && value.chars().next().is_some_and(|c| c.is_ascii_digit());
    let is_date = value.len() == 10 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let is_whole = !value.starts_with('0') && value.bytes().all(|byte| byte.is_ascii_digit());
    let is_plain = starts
        && value.chars().all(plain_sign)
        && value == value.trim()
        && !WORDS.contains(&value.to_lowercase().as_str())
        && (!is_number || is_whole || is_date);
    match is_plain {
        true => value.to_owned(),
        false => in_quotes(value),
    }
}

fn in_quotes(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_in_quotes_where_yaml_would_read_something_else() {
        for plain in [
            "QP-07",
            "3",
            "2026-02-01",
            "Control of externally provided processes",
        ] {
            assert_eq!(scalar(plain), plain);
        }
        assert_eq!(scalar("05"), "\"05\"");
        assert_eq!(scalar("4.10"), "\"4.10\"");
        assert_eq!(scalar("no"), "\"no\"");
        assert_eq!(scalar("A: b # c \"d\""), "\"A: b # c \\\"d\\\"\"");
    }
}
