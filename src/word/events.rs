//! Events: findings of the walk that the report has to mention.

use crate::word::ooxml::names::{Element, Node, Space};

/// A finding, and the index of the block where it was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) kind: EventKind,
    pub(super) block: usize,
}

/// A tracked change that nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) text: String,
    pub(super) author: Option<String>,
    pub(super) day: Option<String>,
}

impl Change {
    /// Reads the author and the day (`YYYY-MM-DD`) of a change.
    pub(super) fn of(node: Node<'_>, text: String) -> Self {
        let author = node.word_attribute("author").map(str::to_owned);
        let day = node.word_attribute("date");
        let day = day.and_then(|date| date.get(..10)).map(str::to_owned);
        Self { text, author, day }
    }
}

/// The kind of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EventKind {
    Inserted(Change),
    Deleted(Change),
    Hidden(String),
    Comment {
        author: String,
        text: String,
        at: String,
    },
    Contents,
    TextBox,
    Formula,
    /// A picture that browsers cannot draw was replaced by a sentence.
    Picture,
    /// Content was left out; the text says what.
    Left(String),
    /// Content was changed; the text says how.
    Changed(String),
    /// Somebody should check this.
    Doubtful(String),
    /// A picture without a description, by the name of its file.
    Undescribed(String),
    /// A bold line that may be a heading.
    MayBeHeading(String),
    /// A cross-reference shows a number that differs from its heading's number.
    OutOfDate(String),
}

/// Returns the text within a change. For an insertion, deleted text inside it is left out.
pub(super) fn words(node: Node<'_>, with_deleted: bool) -> String {
    let mut text = String::new();
    collect(node, with_deleted, &mut text);
    text
}

fn collect(node: Node<'_>, with_deleted: bool, text: &mut String) {
    for child in node.elements() {
        match child.name() {
            (Space::Word, "t") | (Space::Math, "t") => {
                text.push_str(&child.own_text());
            }
            (Space::Word, "delText") if with_deleted => {
                text.push_str(&child.own_text());
            }
            (Space::Word, "del" | "moveFrom") if !with_deleted => {}
            (Space::Word, "tab" | "br" | "cr") => text.push(' '),
            (Space::Word, "p") => {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
                collect(child, with_deleted, text);
            }
            (Space::Compatibility, "Fallback") => {}
            _ => collect(child, with_deleted, text),
        }
    }
}
