//! The names that people use for the fields of a document.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Field;

/// The built-in lists of labels.
const BUILT_IN: &str = include_str!("labels.toml");

/// The names of fields, kinds and columns, as people write them.
#[derive(Clone, Debug)]
pub(crate) struct Labels {
    fields: HashMap<String, Field>,
    kinds: HashMap<String, String>,
    history: HashMap<String, Vec<Column>>,
    /// Labels that are also common as values; they count as labels only with a colon.
    weak: HashSet<String>,
    /// The labels of a document's status, which is no field of its own.
    status: HashSet<String>,
    /// The words of headings, by their part in them.
    heading_words: HashMap<String, HeadingWord>,
    /// The beginnings of words that say that a section shows an example.
    examples: Vec<String>,
}

/// The part of a word in a heading of document control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadingWord {
    /// It says by itself that the section is about the control of a document: `approval`.
    Alone,
    /// It says so beside a word for a document: `information`.
    With,
    /// A word for a document: `policy`.
    Document,
    /// It says nothing: `and`.
    Between,
}

/// A column of a table of revisions, or the heading of that table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Revision,
    Date,
    Change,
    Title,
}

impl Default for Labels {
    fn default() -> Self {
        let mut labels = Self {
            fields: HashMap::new(),
            kinds: HashMap::new(),
            history: HashMap::new(),
            weak: HashSet::new(),
            status: HashSet::new(),
            heading_words: HashMap::new(),
            examples: Vec::new(),
        };
        for (table, name, words) in lists(BUILT_IN) {
            for word in words {
                labels.add(table, name, word);
                // Words in capital letters are often written without accents.
                let bare = without_accents(word);
                if bare != word && !labels.knows(table, &bare) {
                    labels.add(table, name, &bare);
                }
            }
        }
        labels
    }
}

impl Labels {
    fn add(&mut self, table: &str, name: &str, word: &str) {
        match table {
            "fields" => {
                if let Some(field) = Field::named(name) {
                    self.fields.insert(folded(word), field);
                }
            }
            "weak" => {
                self.weak.insert(folded(word));
            }
            "status" => {
                self.status.insert(folded(word));
            }
            "kinds" => {
                self.kinds.insert(folded(word), name.to_owned());
            }
            "history" => {
                let column = match name {
                    "revision" => Column::Revision,
                    "date" => Column::Date,
                    "change" => Column::Change,
                    _ => Column::Title,
                };
                self.history.entry(folded(word)).or_default().push(column);
            }
            "headings" => {
                let part = match name {
                    "alone" => HeadingWord::Alone,
                    "with" => HeadingWord::With,
                    "document" => HeadingWord::Document,
                    "between" => HeadingWord::Between,
                    _ => return self.examples.push(folded(word)),
                };
                self.heading_words.insert(folded(word), part);
            }
            _ => {}
        }
    }

    /// The built-in lists.
    pub(crate) fn built_in() -> &'static Self {
        static LABELS: LazyLock<Labels> = LazyLock::new(Labels::default);
        &LABELS
    }

    /// Whether a heading says that its section is about the control of the document in which it
    /// stands: `Document control`, `3. Revision history`, `Review and approval`.
    pub(crate) fn is_control_heading(&self, heading: &str) -> bool {
        let heading = folded(heading);
        let words = heading.split(' ');
        let words: Vec<&str> = words.skip_while(|word| is_number(word)).collect();
        if self.is_column(&words.join(" "), Column::Title) {
            return true;
        }
        let parts = words
            .iter()
            .map(|word| self.heading_words.get(*word).copied());
        let Some(parts) = parts.collect::<Option<Vec<HeadingWord>>>() else {
            return false;
        };
        let has = |part| parts.contains(&part);
        has(HeadingWord::Alone) || has(HeadingWord::With) && has(HeadingWord::Document)
    }

    /// Whether a text is a word for a document: `Document`, `Policy`.
    pub(crate) fn is_document_word(&self, text: &str) -> bool {
        let word = self.heading_words.get(&folded(text));
        word == Some(&HeadingWord::Document)
    }

    /// Whether a heading says that its section shows an example of something.
    pub(crate) fn is_example_heading(&self, heading: &str) -> bool {
        let heading = folded(heading);
        let mut words = heading.split(' ');
        words.any(|word| {
            let mut beginnings = self.examples.iter();
            beginnings.any(|beginning| word.starts_with(&**beginning))
        })
    }

    /// Whether a table of the lists has a word.
    fn knows(&self, table: &str, word: &str) -> bool {
        let word = folded(word);
        match table {
            "fields" => self.fields.contains_key(&word),
            "kinds" => self.kinds.contains_key(&word),
            _ => false,
        }
    }

    /// Whether a label is one of a document's status.
    pub(crate) fn is_status(&self, label: &str) -> bool {
        self.status.contains(&folded(label))
    }

    /// Returns the field for a label.
    pub(crate) fn field(&self, label: &str) -> Option<Field> {
        self.fields.get(&folded(label)).copied()
    }

    /// Returns the field for the whole text of a cell; a weak label needs a colon.
    pub(crate) fn field_of_cell(&self, text: &str) -> Option<Field> {
        let is_weak = self.weak.contains(&folded(text)) && !text.trim_end().ends_with([':', '：']);
        self.field(text).filter(|_| !is_weak)
    }

    /// Returns the field for the first words of a text, those words, and the rest. The longest
    /// match wins.
    pub(crate) fn leading<'t>(&self, text: &'t str) -> Option<(Field, &'t str, &'t str)> {
        let ends = text.char_indices().filter(|(_, c)| c.is_whitespace());
        let mut ends: Vec<usize> = ends.map(|(at, _)| at).take(5).collect();
        ends.reverse();
        ends.into_iter().find_map(|end| {
            let (label, rest) = text.split_at(end);
            Some((self.field(label)?, label, rest.trim()))
        })
    }

    /// Returns the kind of document for a word.
    pub(crate) fn kind(&self, word: &str) -> Option<&str> {
        self.kinds.get(&folded(word)).map(String::as_str)
    }

    /// Returns the kind named by the first or the last words of a title. If they name different
    /// kinds, as in `Procedure for the Backup Policy`, the result is `None`.
    pub(crate) fn kind_in(&self, title: &str) -> Option<(&str, String)> {
        let words: Vec<&str> = title.split_whitespace().collect();
        let longest = 3.min(words.len());
        let named = |span: Option<&[&str]>| {
            let text = span?.join(" ");
            Some((self.kind(&text)?, text))
        };
        let counts = || (1..=longest).rev();
        let first = counts().find_map(|count| named(words.get(..count)));
        let last = counts().find_map(|count| named(words.get(words.len() - count..)));
        match (first, last) {
            (Some(first), Some(last)) => (first.0 == last.0).then_some(last),
            (first, last) => last.or(first),
        }
    }

    /// Whether a label names this column of a table of revisions, or its heading.
    pub(crate) fn is_column(&self, label: &str, column: Column) -> bool {
        // A note in brackets says how the column is filled in: `Date (YYYY-MM-DD)`.
        let words = label
            .split('(')
            .next()
            .filter(|words| !words.trim().is_empty());
        let known = self.history.get(&folded(words.unwrap_or(label)));
        known.is_some_and(|columns| columns.contains(&column))
    }
}

/// Whether a word is the number of a section: `3`, `iv`, `a`.
fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
        || word.len() == 1
        || word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
}

/// Reduces a text to lower-case letters and digits, with one space for each run of other
/// characters, in the Unicode form NFC.
pub(crate) fn folded(text: &str) -> String {
    let lower: String = text.to_lowercase().nfc().collect();
    let lower = lower.replace(['#', '№'], " no ");
    let words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns a text without the accents of its letters.
fn without_accents(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Parses the lists of `labels.toml`: table, name, words. Only the subset of TOML with tables and
/// lists of strings is supported.
pub(super) fn lists(text: &str) -> Vec<(&str, &str, Vec<&str>)> {
    let mut lists: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    let mut table = "";
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with('#') {
            continue;
        }
        let mut words = line;
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
        {
            table = name;
            continue;
        }
        if let Some((name, rest)) = line.split_once(" = [") {
            lists.push((table, name, Vec::new()));
            words = rest;
        }
        if let Some((_, _, list)) = lists.last_mut() {
            list.extend(words.split('"').skip(1).step_by(2));
        }
    }
    lists
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_four_languages_whatever_their_signs() {
        let labels = Labels::default();
        for (label, field) in [
            ("Document No.:", Field::Id),
            ("Dokument-Nr.", Field::Id),
            ("GÜLTIG AB", Field::Effective),
            ("Approuvé par :", Field::Approver),
            ("Próxima revisión", Field::ReviewDue),
        ] {
            assert_eq!(labels.field(label), Some(field), "{label}");
        }
        assert_eq!(labels.field("Author"), None);
        assert_eq!(labels.field("REFERENCE"), Some(Field::Id));
        assert_eq!(
            labels.field("Pro\u{301}xima revisio\u{301}n"),
            Some(Field::ReviewDue)
        );
        assert_eq!(labels.kind("MODE OPERATOIRE"), Some("instruction"));
        assert!(labels.is_status("Document status:") && !labels.is_status("Revision status of"));
        assert_eq!(labels.kind("Verfahrensanweisung"), Some("procedure"));
    }

    #[test]
    fn headings_of_document_control_are_known_in_four_languages() {
        let labels = Labels::default();
        for heading in [
            "Document control",
            "1. Document Information",
            "Metadata",
            "Policy details",
            "Approval and Review",
            "IV. Revision History",
            "Cover",
            "Dokumentenlenkung",
            "Freigabe und Änderungshistorie",
            "Contrôle du document",
            "Control del documento",
            "Informations sur le document",
        ] {
            assert!(labels.is_control_heading(heading), "{heading}");
        }
        for heading in [
            "Open points",
            "Process control",
            "Control of documents",
            "Information",
            "Status",
            "Head",
            "The policy",
            "3",
            "",
        ] {
            assert!(!labels.is_control_heading(heading), "{heading}");
        }
        for heading in [
            "Example of a head",
            "Muster",
            "Vorlagen",
            "Plantilla",
            "Exemples",
        ] {
            assert!(labels.is_example_heading(heading), "{heading}");
        }
        assert!(!labels.is_example_heading("Document control"));
    }

    #[test]
    fn every_word_of_the_lists_is_written_as_it_is_looked_up() {
        for (_, _, words) in lists(BUILT_IN) {
            assert!(!words.is_empty());
            for word in words {
                assert_eq!(folded(word), word);
            }
        }
    }

    #[test]
    fn a_label_may_stand_before_its_value_without_a_colon() {
        let labels = Labels::default();
        let found = labels
            .leading("Rev. 3")
            .map(|(field, _, rest)| (field, rest));
        assert_eq!(found, Some((Field::Revision, "3")));
        assert!(labels.is_column("Released Date\n(YYYY-MM-DD)", Column::Date));
        let title = labels.kind_in("Access Control Policy");
        assert_eq!(title.map(|(kind, _)| kind), Some("policy"));
        assert_eq!(labels.kind_in("Procedure for the Backup Policy"), None);
    }
}
