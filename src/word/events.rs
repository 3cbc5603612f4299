//! What the walk has met and the report must say.

use super::names::{Element, Node, Space};

/// Something to tell, and the block of the text where it was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) kind: EventKind,
    pub(super) block: usize,
}

/// A change that nobody has accepted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) text: String,
    pub(super) author: Option<String>,
    pub(super) day: Option<String>,
}

impl Change {
    /// Reads who made a change, and when.
    pub(super) fn of(node: Node<'_>, text: String) -> Self {
        let author = node.word_attribute("author").map(str::to_owned);
        let day = node.word_attribute("date");
        let day = day.and_then(|date| date.get(..10)).map(str::to_owned);
        Self { text, author, day }
    }
}

/// What there is to tell.
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
    /// A picture that browsers cannot draw became a sentence.
    Picture,
    /// Left out, in words.
    Left(String),
    /// Changed, in words.
    Changed(String),
    /// Somebody should look at it.
    Doubtful(String),
    /// A reference whose number is not that of its heading.
    OutOfDate(String),
}

/// The words within a change; of an insertion without what was deleted in it.
pub(super) fn words(node: Node<'_>, with_deleted: bool) -> String {
    let mut text = String::new();
    collect(node, with_deleted, &mut text);
    text
}

fn collect(node: Node<'_>, with_deleted: bool, text: &mut String) {
    for child in node.elements() {
        match child.name() {
            (Space::Word, "t") | (Space::Math, "t") => {
                text.push_str(child.text().unwrap_or_default());
            }
            (Space::Word, "delText") if with_deleted => {
                text.push_str(child.text().unwrap_or_default());
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
