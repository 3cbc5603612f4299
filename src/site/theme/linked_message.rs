//! Sentences with links: messages whose arguments may be links.

use std::borrow::Cow;

use fluent_bundle::FluentValue;
use serde::Serialize;

use crate::site::theme::messages::Messages;

/// A sentence as a list of pieces. Templates lay it out with the component `sentence`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct LinkedMessage {
    pieces: Vec<Piece>,
    /// The roles whose move it is, in the order in which the sentence names their pages.
    #[serde(skip)]
    movers: Vec<String>,
}

/// A piece of a sentence; it is a link if it has an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Piece {
    text: String,
    href: Option<String>,
}

/// The value of an argument of a message.
#[derive(Clone, Debug)]
pub(crate) enum Argument<'a> {
    /// A text of the manual, inserted unchanged.
    Text(Cow<'a, str>),
    /// A link: its address and its text, and the role whose move it is to change that page.
    Link(String, Cow<'a, str>, Option<&'a str>),
    /// A number, by which the message may select its form.
    Number(usize),
    /// A word of the program, by which the message selects its form.
    Choice(&'static str),
}

impl<'a> Argument<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn link(href: String, text: impl Into<Cow<'a, str>>) -> Self {
        Self::Link(href, text.into(), None)
    }

    /// The same for a link to a page that a role has to change.
    pub(crate) fn moved_by(self, role: Option<&'a str>) -> Self {
        match self {
            Self::Link(href, text, _) => Self::Link(href, text, role),
            other => other,
        }
    }
}

impl LinkedMessage {
    /// This sentence followed by another.
    pub(crate) fn then(mut self, next: Self) -> Self {
        if !self.pieces.is_empty() && !next.pieces.is_empty() {
            self.push(" ", None);
        }
        for piece in next.pieces {
            self.push(&piece.text, piece.href);
        }
        for mover in next.movers {
            self.add_mover(&mover);
        }
        self
    }

    /// The same sentence as one that a role has to act on, if there is such a role.
    pub(crate) fn moved_by(mut self, role: Option<&str>) -> Self {
        if let Some(role) = role {
            self.add_mover(role);
        }
        self
    }

    /// The roles whose move it is, each once.
    pub(crate) fn movers(&self) -> &[String] {
        &self.movers
    }

    fn add_mover(&mut self, role: &str) {
        if !self.movers.iter().any(|known| known == role) {
            self.movers.push(role.to_owned());
        }
    }

    /// The text without links, for places that take plain text.
    pub(crate) fn text(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    /// Whether the sentence has no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// A sentence without links.
    pub(crate) fn without_links(text: &str) -> Self {
        let mut sentence = Self::default();
        sentence.push(text, None);
        sentence
    }

    /// The text without links.
    #[cfg(test)]
    pub(crate) fn plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }

    fn push(&mut self, text: &str, href: Option<String>) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.href.is_none() && href.is_none() => last.text.push_str(text),
            _ => self.pieces.push(Piece {
                text: text.to_owned(),
                href,
            }),
        }
    }
}

/// Arguments are represented in the formatted message by characters of a private-use range, so that
/// texts of the manual are never parsed as part of a message. This is the first of these
/// characters.
const FIRST_MARK: u32 = 0xE000;

impl Messages {
    /// A message as a sentence, by its name in the file.
    pub(crate) fn sentence(&self, name: &str, arguments: &[(&str, Argument<'_>)]) -> LinkedMessage {
        let values = arguments
            .iter()
            .zip(FIRST_MARK..)
            .map(|((name, argument), at)| {
                let value = match argument {
                    Argument::Number(number) => FluentValue::from(*number),
                    Argument::Choice(word) => FluentValue::from(*word),
                    Argument::Text(_) | Argument::Link(..) => {
                        FluentValue::from(char::from_u32(at).map_or_else(String::new, String::from))
                    }
                };
                (*name, value)
            });
        let message = self.with(name, values);
        let mut sentence = LinkedMessage::default();
        let mut plain_from = 0;
        for (at, c) in message.char_indices() {
            let argument = u32::from(c)
                .checked_sub(FIRST_MARK)
                .and_then(|at| arguments.get(at as usize));
            let Some((_, argument)) = argument else {
                continue;
            };
            sentence.push(&message[plain_from..at], None);
            plain_from = at + c.len_utf8();
            match argument {
                Argument::Text(text) => sentence.push(text, None),
                Argument::Link(href, text, mover) => {
                    sentence.push(text, Some(href.clone()));
                    if let Some(mover) = mover {
                        sentence.add_mover(mover);
                    }
                }
                Argument::Number(_) | Argument::Choice(_) => {}
            }
        }
        sentence.push(&message[plain_from..], None);
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Theme;

    fn messages() -> Messages {
        let messages = "due = { $document }, due { $date }: { $many ->\n    [one] review it\n   *[other] review one of { $many }\n    }\n";
        let file = ("messages/en.ftl".to_owned(), messages.as_bytes().to_vec());
        Messages::new(&Theme::with_files([file].into()), "en").unwrap()
    }

    #[test]
    fn links_and_texts_take_their_places() {
        let sentence = messages().sentence(
            "due",
            &[
                ("document", Argument::link("a.html".to_owned(), "QP-03")),
                ("date", Argument::text("1 Aug 2026")),
                ("many", Argument::Number(3)),
            ],
        );
        assert_eq!(sentence.plain(), "QP-03, due 1 Aug 2026: review one of 3");
        assert_eq!(sentence.pieces[0].href.as_deref(), Some("a.html"));
        assert_eq!(sentence.pieces.len(), 2, "{sentence:?}");
    }

    #[test]
    fn a_text_of_the_manual_is_never_read_as_a_mark() {
        let sentence = messages().sentence(
            "due",
            &[
                ("document", Argument::text("\u{e001}{ $date }")),
                ("date", Argument::text("today")),
                ("many", Argument::Number(1)),
            ],
        );
        assert_eq!(sentence.plain(), "\u{e001}{ $date }, due today: review it");
    }

    #[test]
    fn sentences_follow_each_other_with_a_space() {
        let one = messages().sentence("month-1", &[]);
        let two = messages().sentence("month-2", &[]);
        assert_eq!(one.then(two).plain(), "Jan Feb");
        assert_eq!(
            LinkedMessage::default()
                .then(messages().sentence("month-3", &[]))
                .plain(),
            "Mar"
        );
    }
}
