//! Text that is still to be written: placeholders, and the sentences that `init` and `new` write
//! (`docs/design.md`, "What a claim is").
//!
//! Only words are compared. Case, punctuation, line breaks and formatting do not matter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::manual::look_alike::is_invisible;
use crate::markdown::facts::stub_sentences::behind_sentence;

/// Placeholder words. Two words may be one placeholder: `to do`, `n/a`, `T.B.D.`
const PLACEHOLDERS: [&str; 7] = ["tbd", "tbc", "tba", "todo", "fixme", "xxx", "na"];

/// The length of the longest placeholder, in bytes.
const LONGEST: usize = 5;

/// Words that may stand between two placeholders.
const BETWEEN: [&str; 10] = ["and", "or", "und", "oder", "et", "ou", "y", "e", "o", "u"];

/// Whether a block of text has no content: nothing but punctuation, placeholders and sentences that
/// `init` and `new` write to be replaced.
pub(crate) fn says_nothing(text: &str) -> bool {
    content(text).is_none()
}

/// The text from the first word on that is neither part of a placeholder nor of a sentence to be
/// replaced.
pub(crate) fn content(text: &str) -> Option<&str> {
    let mut words = Words::of(text);
    let mut is_behind_placeholder = false;
    loop {
        let here = words;
        let word = words.next()?;
        if let Some(behind) = behind_placeholder(here) {
            (words, is_behind_placeholder) = (behind, true);
        } else if let Some(behind) = behind_sentence(here) {
            (words, is_behind_placeholder) = (behind, false);
        } else if is_behind_placeholder
            && BETWEEN.iter().any(|known| is_same(word, known))
            && behind_placeholder(words).is_some()
        {
            is_behind_placeholder = false;
        } else {
            return Some(here.rest);
        }
    }
}

/// The words behind the placeholder that begins here; `None` if none does.
fn behind_placeholder(mut words: Words<'_>) -> Option<Words<'_>> {
    let first = words.next()?;
    if is_of_x(&plain(first)) {
        return Some(words);
    }
    let mut written = String::with_capacity(LONGEST);
    let mut found = None;
    let mut next = Some(first);
    while let Some(word) = next
        .map(plain)
        .filter(|word| written.len() + word.len() <= LONGEST)
    {
        written.push_str(&word.to_ascii_lowercase());
        if PLACEHOLDERS.contains(&written.as_str()) {
            found = Some(words);
        }
        next = words.next();
    }
    found
}

/// Whether a word is at least three letters x and nothing else.
fn is_of_x(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
}

/// A word in plain letters: wide ones (`ＴＢＤ`) are those that they look like.
fn plain(word: &str) -> Cow<'_, str> {
    // A wide letter has three bytes. Longer words are no placeholder.
    match word.is_ascii() || word.len() > 3 * LONGEST {
        true => Cow::Borrowed(word),
        false => Cow::Owned(word.nfkc().collect()),
    }
}

/// The words of a text: runs of letters and digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words<'t> {
    pub(crate) rest: &'t str,
}

impl<'t> Words<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { rest: text }
    }

    /// The words behind these words, if the text begins with them.
    pub(crate) fn behind(mut self, known: &str) -> Option<Self> {
        for known in Words::of(known) {
            if !is_same(self.next()?, known) {
                return None;
            }
        }
        Some(self)
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        let is_letter = |c: char| match c.is_ascii() {
            true => c.is_ascii_alphanumeric(),
            false => c.is_alphanumeric() && !is_invisible(c),
        };
        let begin = self.rest.find(is_letter)?;
        let word = &self.rest[begin..];
        let end = word.find(|c| !is_letter(c)).unwrap_or(word.len());
        self.rest = &word[end..];
        Some(&word[..end])
    }
}

/// Whether two words differ at most in case.
fn is_same(one: &str, other: &str) -> bool {
    let lower = |word: &'_ str| {
        word.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    one.eq_ignore_ascii_case(other) || (!one.is_ascii() && lower(one) == lower(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_say_nothing_in_any_case_and_within_brackets() {
        for text in [
            "",
            " \n",
            "TBD",
            "[tbc]",
            "(T.B.A.)",
            "TODO:",
            "To do",
            "FixMe!",
            "XXX",
            "n/a",
            "N.A.",
            "NA",
            "— … ---",
            "<todo>",
            "N/A.",
            "xxxx",
            "«TODO»",
            "\u{200b}\u{2060}",
            "\u{3164} \u{feff}T\u{200b}BD\u{200b}",
            "ＴＢＤ / Ｎ／Ａ",
        ] {
            assert!(says_nothing(text), "{text}");
        }
        for text in [
            "TODO: ask",
            "a",
            "1",
            "tbds",
            "品",
            "not applicable",
            "x",
            "xx",
            "T",
            "nab",
            "to",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn several_placeholders_say_nothing_either() {
        for text in [
            "TBD / TBD",
            "TBD/TBC",
            "tbd,n/a;TODO",
            "TBD - T.B.C.",
            "TBD and TBC",
            "TODO und FIXME, oder n. a.",
            "N/A TBD",
        ] {
            assert!(says_nothing(text), "{text}");
        }
        for text in [
            "and",
            "TBD and",
            "TBD and more",
            "TBD Y",
            "TBD/2",
            "Y and TBD",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
