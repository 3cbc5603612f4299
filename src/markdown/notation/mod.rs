//! Notations that the Markdown parser does not know. Before a text is parsed, they are replaced by
//! ones that it knows; [`Notation`] has the text for the parser, the byte offsets of the text as it
//! was written, and what the replaced parts mean.

mod callouts;
mod columns;
mod definition_colons;
mod first_line;
mod lettered;
mod lone_boxes;
mod offsets;

#[cfg(test)]
mod tests;

pub(crate) use callouts::{Callout, CalloutKind, CalloutTitle};
pub(crate) use definition_colons::as_written;
pub(crate) use lettered::{LetterForm, LetteredList, list_at};

use std::borrow::Cow;
use std::ops::Range;

use self::definition_colons::with_masked_colons;
use self::lone_boxes::with_masked_boxes;
use self::offsets::Offsets;

/// A text in the notation that the parser knows.
#[derive(Debug)]
pub(crate) struct Notation<'t> {
    /// The text for the parser.
    pub(crate) text: Cow<'t, str>,
    offsets: Offsets,
    /// The notices and tabs of other programs, in the order of the text.
    pub(crate) callouts: Vec<Callout>,
    /// The lists whose items have letters, in the order of the text.
    pub(crate) lists: Vec<LetteredList>,
}

impl<'t> Notation<'t> {
    /// Prepares a text for the parser. With `admonitions`, the notices of other programs are read.
    pub(crate) fn of(text: &'t str, admonitions: bool) -> Self {
        let rewritten = callouts::rewritten(text, admonitions);
        let (text, offsets, callouts) = match rewritten {
            Some(it) => (Cow::Owned(it.text), it.offsets, it.callouts),
            None => (Cow::Borrowed(text), Offsets::default(), Vec::new()),
        };
        let (text, mut lists) = match lettered::numbered(&text) {
            Some((text, lists)) => (Cow::Owned(text), lists),
            None => (text, Vec::new()),
        };
        for list in &mut lists {
            list.start = offsets.written(list.start..list.start + 1).start;
        }
        Self {
            text: masked(text),
            offsets,
            callouts,
            lists,
        }
    }

    /// Whether there is a notice or a tab that is read only by a setting.
    pub(crate) fn has_admonitions(&self) -> bool {
        self.callouts.iter().any(|callout| !callout.is_quotation)
    }

    /// Whether the parser reads the text as it was written.
    pub(crate) fn is_unchanged(&self) -> bool {
        matches!(self.text, Cow::Borrowed(_))
    }

    /// The byte range of the text as it was written that a range of the parser's text stands for.
    pub(crate) fn written(&self, range: Range<usize>) -> Range<usize> {
        self.offsets.written(range)
    }
}

fn masked(text: Cow<'_, str>) -> Cow<'_, str> {
    masked_by(masked_by(text, with_masked_colons), with_masked_boxes)
}

fn masked_by<'t>(text: Cow<'t, str>, mask: fn(&str) -> Cow<'_, str>) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => mask(text),
        Cow::Owned(text) => match mask(&text) {
            Cow::Borrowed(_) => Cow::Owned(text),
            Cow::Owned(masked) => Cow::Owned(masked),
        },
    }
}
