//! Recognises the sentences that `init` and `new` write to be replaced, in each language.

use std::sync::LazyLock;

use crate::manual::{STUBS, Stubs};
use crate::markdown::facts::placeholders::{Words, content};

/// The greatest number of words that are inserted into a sentence, such as the name of a kind.
const MOST_INSERTED: usize = 24;

/// The first words of all sentences, in lower case. Few words of a text are one of them.
static FIRST_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sentences = STUBS.iter();
    let sentences =
        sentences.flat_map(|stubs| [stubs.section, stubs.record, stubs.purpose.0, stubs.claim.0]);
    let mut first: Vec<String> = sentences
        .filter_map(|sentence| Some(Words::of(sentence).next()?.to_lowercase()))
        .collect();
    first.sort_unstable();
    first.dedup();
    first
});

/// Whether one of the sentences may begin with this word.
fn begins_sentence(word: &str) -> bool {
    let mut first = FIRST_WORDS.iter();
    if word.is_ascii() {
        return first.any(|first| first.eq_ignore_ascii_case(word));
    }
    let word = word.to_lowercase();
    first.any(|first| *first == word)
}

/// The words behind the sentence that begins here; `None` if none does.
pub(crate) fn behind_sentence<'t>(words: Words<'t>) -> Option<Words<'t>> {
    let mut first = words;
    if !begins_sentence(first.next()?) {
        return None;
    }
    STUBS.iter().find_map(|stubs| {
        let known = |sentence| words.behind(sentence);
        let framed = |frame| behind_frame(words, frame);
        known(stubs.section)
            .or_else(|| known(stubs.record))
            .or_else(|| framed(stubs.purpose))
            .or_else(|| framed(stubs.claim))
    })
}

/// The words behind a sentence with a value inserted.
fn behind_frame<'t>(words: Words<'t>, frame: (&str, &str)) -> Option<Words<'t>> {
    let (before, behind) = frame;
    let mut words = words.behind(before)?;
    if Words::of(behind).next().is_none() {
        // The value is in brackets, at the end of the sentence.
        let inserted = words.rest.trim_start().strip_prefix('(')?;
        let (inserted, rest) = inserted.split_once(')')?;
        let is_short = Words::of(inserted).count() <= MOST_INSERTED;
        return is_short.then_some(Words::of(rest));
    }
    for _ in 0..=MOST_INSERTED {
        if let Some(words) = words.behind(behind) {
            return Some(words);
        }
        words.next()?;
    }
    None
}

/// The text behind the sentence of a section, wherever it stands.
pub(crate) fn behind_section_sentence(text: &str) -> Option<&str> {
    let mut words = Words::of(text);
    loop {
        let here = words;
        if !begins_sentence(words.next()?) {
            continue;
        }
        let mut known = STUBS.iter().map(|stubs| here.behind(stubs.section));
        if let Some(behind) = known.find_map(|behind| behind) {
            return Some(behind.rest);
        }
    }
}

/// A reference to a clause at the beginning of what a new file says about the clause.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked {
    /// The reference is within the first words that are written today: `What 8.4.1 asks for`.
    Framed(&'static Stubs),
    /// Only a colon and the summary follow, as they were written before.
    Bare,
}

impl Asked {
    /// What the text before the reference makes of it; `None` if it is only mentioned.
    pub(crate) fn of(before: &str) -> Option<Self> {
        let Some(rest) = content(before) else {
            return Some(Self::Bare);
        };
        let framed = STUBS.iter().find(|stubs| {
            let behind = Words::of(rest).behind(stubs.asked.0);
            behind.is_some_and(|mut words| words.next().is_none())
        });
        framed.map(Self::Framed)
    }

    /// What the text behind the reference makes of it. The outer `None` means that the block is the
    /// author's own text. The inner value is a text that may be the clause's summary.
    pub(crate) fn summary(self, behind: &str) -> Option<Option<&str>> {
        match self {
            Self::Framed(stubs) => {
                let is_ours = Words::of(behind).behind(stubs.asked.1).is_some();
                is_ours.then_some(None)
            }
            Self::Bare => {
                let summary = behind.trim_start_matches(':').trim();
                Some((!summary.is_empty()).then_some(summary))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::facts::placeholders::says_nothing;

    #[test]
    fn sentences_to_be_replaced_are_known_in_each_language() {
        for stubs in &STUBS {
            let purpose = format!("{}quality procedure{}", stubs.purpose.0, stubs.purpose.1);
            let claim = format!(
                "{} `{{clause=iso-9001-2015:8.4.1}}` {}",
                stubs.claim.0, stubs.claim.1
            );
            let section = format!("{}\n{claim}", stubs.section);
            for text in [&*purpose, stubs.section, &*section, stubs.record] {
                assert!(says_nothing(text), "{text}");
                assert!(says_nothing(&text.to_uppercase()), "{text}");
                assert!(says_nothing(text.trim_end_matches('.')), "{text}");
                assert!(says_nothing(&format!("TBD: {text} n/a")), "{text}");
                assert!(says_nothing(&format!("{text}{text}")), "{text}");
                assert!(!says_nothing(&format!("{text} And more.")), "{text}");
                assert!(!says_nothing(&format!("Buyers. {text}")), "{text}");
            }
            let first = stubs.section.split(' ').next().unwrap();
            assert!(!says_nothing(first), "{first}");
        }
    }

    #[test]
    fn other_words_within_a_sentence_are_text() {
        for text in [
            "Say here who does what, when, and what is written.",
            "Say here who does what, when.",
            "Say what this is for. The procedure is for all, and for whom it may concern.",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
