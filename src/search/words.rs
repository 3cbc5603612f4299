//! What a word is. The script that searches does the same to what is typed.
//!
//! Letters and digits, in lower case and without accents. `.`, `-`, `/` and `_` between them join:
//! `8.4.1` and `QP-07` are words as a whole, and so is each of their parts of two letters or more.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is kept, in bytes.
const LONGEST: usize = 40;

/// Calls `found` with each word of a text; `buffer` is reused.
pub(super) fn words(text: &str, buffer: &mut String, mut found: impl FnMut(&str)) {
    for run in text.split(|letter: char| !(letter.is_alphanumeric() || is_joint(letter))) {
        let run = run.trim_matches(is_joint);
        if run.is_empty() {
            continue;
        }
        let folded = fold(run, buffer);
        if !folded.contains(is_joint) {
            keep(folded, &mut found);
            continue;
        }
        keep(folded, &mut found);
        for part in folded.split(is_joint).filter(|part| part.len() > 1) {
            keep(part, &mut found);
        }
    }
}

fn keep(word: &str, found: &mut impl FnMut(&str)) {
    let is_letter = word.len() == 1 && !word.as_bytes()[0].is_ascii_digit();
    if word.len() <= LONGEST && !is_letter {
        found(word);
    }
}

fn is_joint(letter: char) -> bool {
    matches!(letter, '.' | '-' | '/' | '_')
}

/// In lower case and without accents.
fn fold<'b>(word: &str, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        let letters = word.nfd().filter(|letter| !is_combining_mark(*letter));
        buffer.extend(letters.flat_map(char::to_lowercase));
    }
    buffer
}

/// The part of the vocabulary that a word stands in, as part of a file's name: its first two
/// letters.
pub(super) fn shard(word: &str) -> String {
    let mut name = String::with_capacity(4);
    for letter in word.chars().take(2) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else {
            name.push_str(&format!("u{:x}", u32::from(letter)));
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(text, &mut String::new(), |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn words_are_folded_and_numbers_stay_whole() {
        assert_eq!(of("Prüfung, Été!"), ["prufung", "ete"]);
        assert_eq!(of("QP-07 (8.4.1)."), ["qp-07", "qp", "07", "8.4.1"]);
        assert_eq!(of("A.5.1 – a b 7"), ["a.5.1", "7"]);
        assert_eq!(of("-- . _"), Vec::<String>::new());
    }

    #[test]
    fn parts_have_names_that_any_file_system_takes() {
        assert_eq!(shard("inspection"), "in");
        assert_eq!(shard("8.4.1"), "8u2e");
        assert_eq!(shard("7"), "7");
        assert_eq!(shard("質問"), "u8ceau554f");
    }
}
