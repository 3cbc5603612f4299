//! The report on a conversion, for the person who imports the file.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::events::{Change, Event, EventKind};
use super::model::{Block, one_line};
use super::sections::Sections;

/// The kind of a report entry, in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Sort {
    /// A tracked insertion that nobody has accepted in Word; it is in the text.
    TakenUndecided,
    /// A tracked deletion that nobody has accepted in Word; it is not in the text.
    LeftOutUndecided,
    /// Content that was left out.
    LeftOut,
    /// Content that was left out because the site generates it.
    Replaced,
    /// Content that was converted to another form.
    Changed,
    /// Content that is probably out of date in the Word file.
    OutOfDate,
    /// Content that somebody should check.
    Doubtful,
    /// Content that was moved to the front matter.
    Taken,
    /// The text of headers and footers.
    Page,
    /// Clauses that the text mentions.
    Mentioned,
    /// Front-matter fields that were not set.
    NotSet,
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TakenUndecided => "taken in, please decide: ",
            Self::LeftOutUndecided => "left out, please decide: ",
            Self::LeftOut | Self::Replaced => "left out: ",
            Self::Changed => "changed: ",
            Self::OutOfDate => "seems out of date: ",
            Self::Doubtful => "doubtful: ",
            Self::Taken => "taken into the front-matter: ",
            Self::Page => "",
            Self::Mentioned => "mentioned: ",
            Self::NotSet => "not set: ",
        })
    }
}

/// An entry of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The kind of the entry.
    pub sort: Sort,
    /// A sentence or a list.
    pub text: String,
    /// The heading of the section that the entry is about.
    pub heading: Option<String>,
}

impl Entry {
    /// Creates an entry about the whole file.
    pub(super) fn new(sort: Sort, text: impl Into<String>) -> Self {
        Self {
            sort,
            text: text.into(),
            heading: None,
        }
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.sort, self.text)?;
        match &self.heading {
            Some(heading) => write!(f, " (below \"{heading}\")"),
            None => Ok(()),
        }
    }
}

/// The report of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// The entries, sorted by kind; those that need a decision come first.
    pub entries: Vec<Entry>,
}

impl Report {
    /// Whether something was left out that a reader of the Word file could miss.
    pub(crate) fn has_losses(&self) -> bool {
        let lost = |entry: &Entry| matches!(entry.sort, Sort::LeftOut | Sort::LeftOutUndecided);
        self.entries.iter().any(lost)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in &self.entries {
            writeln!(f, "  {entry}")?;
        }
        Ok(())
    }
}

/// Turns events into entries; similar events under the same heading become one entry.
pub(super) fn entries(events: &[Event], blocks: &[Block], sections: &Sections) -> Vec<Entry> {
    let heading = |event: &Event| {
        let heading = sections.heading(blocks, event.block)?;
        Some(heading.title())
    };
    let mut groups: Vec<(Sort, Option<String>, Vec<&Event>)> = Vec::new();
    let mut known: HashMap<(Sort, &str, Option<String>), usize> = HashMap::new();
    for event in events {
        let sort = sort(&event.kind);
        let place = match event.kind {
            EventKind::Contents => None,
            _ => heading(event),
        };
        let key = (sort, group(&event.kind), place.clone());
        let at = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.2.push(event),
            None => groups.push((sort, place, vec![event])),
        }
    }
    groups.sort_by_key(|group| group.0);
    let entries = groups.into_iter().map(|(sort, heading, events)| Entry {
        sort,
        text: text(&events),
        heading,
    });
    entries.collect()
}

fn sort(kind: &EventKind) -> Sort {
    match kind {
        EventKind::Inserted(_) => Sort::TakenUndecided,
        EventKind::Deleted(_) => Sort::LeftOutUndecided,
        EventKind::Hidden(_) | EventKind::Comment { .. } | EventKind::Left(_) => Sort::LeftOut,
        EventKind::Contents => Sort::Replaced,
        EventKind::TextBox | EventKind::Formula | EventKind::Picture | EventKind::Changed(_) => {
            Sort::Changed
        }
        EventKind::Doubtful(_) | EventKind::Undescribed(_) | EventKind::MayBeHeading(_) => {
            Sort::Doubtful
        }
        EventKind::OutOfDate(_) => Sort::OutOfDate,
    }
}

/// Returns the group of an event within its kind; events of one group share an entry.
fn group(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Hidden(_) => "hidden",
        EventKind::Comment { .. } => "comment",
        EventKind::Undescribed(_) => "undescribed",
        EventKind::MayBeHeading(_) => "heading",
        _ => "",
    }
}

fn text(events: &[&Event]) -> String {
    let Some(first) = events.first() else {
        return String::new();
    };
    match &first.kind {
        EventKind::Inserted(_) => changes(events, "insertion"),
        EventKind::Deleted(_) => changes(events, "deletion"),
        EventKind::Hidden(_) => {
            let texts = events.iter().filter_map(|event| match &event.kind {
                EventKind::Hidden(text) => Some(quoted(text)),
                _ => None,
            });
            format!("hidden text {}", texts.collect::<Vec<_>>().join(", "))
        }
        EventKind::Comment { .. } => {
            let texts = events.iter().filter_map(|event| match &event.kind {
                EventKind::Comment { author, text, at } => Some(comment(author, text, at)),
                _ => None,
            });
            let texts: Vec<String> = texts.collect();
            format!("{}: {}", count(events.len(), "comment"), texts.join("; "))
        }
        EventKind::Undescribed(_) => undescribed(events),
        EventKind::MayBeHeading(_) => may_be_headings(events),
        EventKind::Contents => "table of contents (the site makes its own)".to_owned(),
        _ => mixed(events),
    }
}

fn undescribed(events: &[&Event]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for event in events {
        if let EventKind::Undescribed(name) = &event.kind
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    match names.as_slice() {
        [name] => format!("the picture {name} has no description: write one in its brackets"),
        names => format!(
            "{} pictures have no description: write one in the brackets of each: {}",
            names.len(),
            names.join(", ")
        ),
    }
}

fn may_be_headings(events: &[&Event]) -> String {
    let lines = events.iter().filter_map(|event| match &event.kind {
        EventKind::MayBeHeading(text) => Some(quoted(text)),
        _ => None,
    });
    let lines: Vec<String> = lines.collect();
    match lines.as_slice() {
        [line] => format!("{line} may be a heading: it stayed a bold line"),
        lines => format!(
            "{} lines may be headings: they stayed bold lines: {}",
            lines.len(),
            lines.join(", ")
        ),
    }
}

fn comment(author: &str, text: &str, at: &str) -> String {
    let text = quoted(text);
    let author = match author.is_empty() {
        true => String::new(),
        false => format!("{author}: "),
    };
    match at.is_empty() {
        true => format!("{author}{text}"),
        false => format!("{author}{text} at {}", quoted(at)),
    }
}

fn changes(events: &[&Event], name: &str) -> String {
    let changes: Vec<&Change> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Inserted(change) | EventKind::Deleted(change) => Some(change),
            _ => None,
        })
        .collect();
    let texts = changes
        .iter()
        .map(|change| format!("\"{}\"", change.text.replace('\n', " ")));
    let texts: Vec<String> = texts.collect();
    let mut by: Vec<&str> = Vec::new();
    let authors = changes.iter().filter_map(|change| change.author.as_deref());
    let days = changes.iter().filter_map(|change| change.day.as_deref());
    for word in authors.chain(days) {
        if !by.contains(&word) {
            by.push(word);
        }
    }
    let by = match by.is_empty() {
        true => String::new(),
        false => format!(" ({})", by.join(", ")),
    };
    let count = count(changes.len(), name);
    format!("{count} nobody has accepted yet: {}{by}", texts.join(", "))
}

/// Text boxes, formulas and pictures are counted; other events are listed.
fn mixed(events: &[&Event]) -> String {
    let of = |kind: &EventKind| events.iter().filter(|event| event.kind == *kind).count();
    let mut parts = Vec::new();
    let counted = [
        (
            EventKind::TextBox,
            "text box",
            "text boxes",
            "a quotation",
            "quotations",
        ),
        (
            EventKind::Formula,
            "formula",
            "formulas",
            "plain letters",
            "plain letters",
        ),
        (
            EventKind::Picture,
            "picture that browsers cannot draw",
            "pictures that browsers cannot draw",
            "a sentence with its file",
            "sentences with their files",
        ),
    ];
    for (kind, one, many, one_became, many_became) in counted {
        match of(&kind) {
            0 => {}
            1 => parts.push(format!("1 {one} became {one_became}")),
            number => parts.push(format!("{number} {many} became {many_became}")),
        }
    }
    let mut said = HashSet::new();
    for event in events {
        let text = match &event.kind {
            EventKind::Left(text)
            | EventKind::Changed(text)
            | EventKind::Doubtful(text)
            | EventKind::OutOfDate(text) => text.clone(),
            _ => continue,
        };
        if said.insert(text.clone()) {
            parts.push(text);
        }
    }
    parts.join("; ")
}

fn count(number: usize, name: &str) -> String {
    match number {
        1 => format!("1 {name}"),
        number => format!("{number} {name}s"),
    }
}

/// Returns the text on one line in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", one_line(text))
}
