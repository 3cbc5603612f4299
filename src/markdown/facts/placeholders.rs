//! Placeholders for text that is still to be written.

use crate::manual::STUBS;
use crate::manual::look_alike::is_invisible;

/// Placeholder words, in lower case and without dots.
const PLACEHOLDERS: [&str; 7] = ["tbd", "tbc", "tba", "todo", "fixme", "xxx", "n/a"];

/// Whether a block of text has no content: it is blank, has only punctuation and placeholder words,
/// or is a sentence that `init` and `new` write to be replaced.
pub(crate) fn says_nothing(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.all(is_placeholder) || is_stub(text)
}

fn is_placeholder(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() || is_invisible(c));
    let Some(first) = word.bytes().next() else {
        return true;
    };
    // A cheap test that rules out most words.
    let begins = |known: &&str| known.as_bytes().first() == Some(&first.to_ascii_lowercase());
    if word.len() > 12 || !PLACEHOLDERS.iter().any(begins) {
        return false;
    }
    let word: String = word.chars().filter(|c| *c != '.').collect();
    let word = word.to_lowercase();
    PLACEHOLDERS.contains(&&*word) || (word.len() >= 3 && word.bytes().all(|byte| byte == b'x'))
}

fn is_stub(text: &str) -> bool {
    // A cheap test that rules out most texts.
    let begins = text.split_whitespace().next().unwrap_or_default();
    let known = |sentence: &str| sentence.starts_with(begins);
    if !STUBS
        .iter()
        .any(|stub| known(stub.purpose.0) || known(stub.section) || known(stub.record))
    {
        return false;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    STUBS.iter().any(|stub| {
        let (before, behind) = stub.purpose;
        let (claim_before, claim_behind) = stub.claim;
        let is_purpose = text.len() >= before.len() + behind.len()
            && text.starts_with(before)
            && text.ends_with(behind);
        let is_section = text.strip_prefix(stub.section).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty() || (rest.starts_with(claim_before) && rest.ends_with(claim_behind))
        });
        is_purpose || is_section || text == stub.record
    })
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
            "FixMe!",
            "XXX",
            "n/a",
            "— … ---",
            "TBD / TBD",
            "<todo>",
            "N/A.",
            "xxxx",
            "«TODO»",
            "\u{200b}\u{2060}",
            "\u{3164} \u{feff}TBD\u{200b}",
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
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn sentences_to_be_replaced_are_known_in_each_language() {
        for stub in &STUBS {
            let purpose = format!("{}procedure{}", stub.purpose.0, stub.purpose.1);
            let section = format!(
                "{}\n{} {{clause=8.4.1}} {}",
                stub.section, stub.claim.0, stub.claim.1
            );
            for text in [&*purpose, stub.section, &*section, stub.record] {
                assert!(says_nothing(text), "{text}");
                assert!(!says_nothing(&format!("{text} And more.")), "{text}");
            }
        }
    }
}
