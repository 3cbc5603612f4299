//! The text that a claim rests on (`docs/design.md`, "What a claim is").

use std::ops::Range;

use super::{Body, ReferenceIx, Struck};
use crate::index::{IndexVec, position};

position! {
    /// A passage of a page, by its position in [`Body::passages`].
    PassageIx
}

/// A passage of a text that a claim may rest on: the section of a heading with what is below it, or
/// the place of an id in the author's HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its parts, by their positions in [`Body::says`].
    pub parts: Range<u32>,
    /// Why claims that name it do not count, if it is struck out or in an open task.
    pub struck: Option<Struck>,
}

/// A picture of the manual in a part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The part, by its position in [`Body::says`].
    pub part: u32,
    /// The reference to its file.
    pub reference: ReferenceIx,
}

/// How much a part of a text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Nothing: the part is empty, struck out, or has only placeholders.
    #[default]
    Nothing,
    /// Only a table without a word in its body, as in forms.
    BlankTable,
    /// Words, code or a drawing.
    Words,
}

/// A variable in a part without other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The part, by its position in [`Body::says`].
    pub part: u32,
    /// Its position in [`Body::variables`].
    pub variable: u32,
}

/// A block that begins with a reference to a clause, as in files that `init` and `new` write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseQuote {
    /// The part, by its position in [`Body::says`].
    pub part: u32,
    /// The reference.
    pub reference: ReferenceIx,
    /// The text after the reference.
    pub text: String,
}

impl ClauseQuote {
    /// Whether the text equals this summary, ignoring case, spaces and punctuation.
    pub fn only_says(&self, summary: &str) -> bool {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        letters(&self.text) == letters(summary)
    }
}

/// Which passages of a text have content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidPassages {
    /// Whether the whole text has content.
    pub whole: bool,
    /// Whether each passage has content.
    pub passages: IndexVec<PassageIx, bool>,
}

impl Body {
    /// Which passages have content: words, code, a drawing, or a picture that exists. In a form a
    /// blank table counts, too. `is_there` says whether a reference leads to a file, `summary` gives
    /// the standard's summary of the clause that a reference names, and `fills` says whether the
    /// value of the variable with this name has content.
    pub fn said_passages<'s>(
        &self,
        is_form: bool,
        is_there: impl Fn(ReferenceIx) -> bool,
        summary: impl Fn(ReferenceIx) -> Option<&'s str>,
        fills: impl Fn(&str) -> bool,
    ) -> SaidPassages {
        let least = match is_form {
            true => Says::BlankTable,
            false => Says::Words,
        };
        let mut parts: Vec<bool> = self.says.iter().map(|says| *says >= least).collect();
        let quotes = self
            .quotes
            .iter()
            .filter(|quote| !summary(quote.reference).is_some_and(|text| quote.only_says(text)));
        let fillings = self.fillings.iter().filter(|filling| {
            let name = self.variables.get(filling.variable as usize);
            name.is_some_and(|name| fills(&name.value))
        });
        let pictures = self.pictures.iter();
        let pictures = pictures.filter(|picture| is_there(picture.reference));
        let others = quotes.map(|quote| quote.part);
        let others = others.chain(fillings.map(|filling| filling.part));
        for part in others.chain(pictures.map(|picture| picture.part)) {
            if let Some(says) = parts.get_mut(part as usize) {
                *says = true;
            }
        }
        // The number of parts with content before each part, and before the end.
        let mut before = Vec::with_capacity(parts.len() + 1);
        let mut count = 0_u32;
        for says in &parts {
            before.push(count);
            count += u32::from(*says);
        }
        before.push(count);
        let until = |part: u32| before.get(part as usize).copied().unwrap_or(count);
        let says = |passage: &Passage| until(passage.parts.start) < until(passage.parts.end);
        let passages: Vec<bool> = self.passages.iter().map(says).collect();
        SaidPassages {
            whole: count > 0,
            passages: passages.into(),
        }
    }
}
