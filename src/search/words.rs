//! Splits a text into words. The search script applies the same rules to the typed query.
//!
//! A word consists of letters and digits, in lower case, without accents and in their compatible
//! form (NFKD, `ß` as `ss`), so that full-width digits and composed letters are found. The
//! characters `.`, `-`, `/` and `_` join letters and digits: `8.4.1` and `QP-07` are words, and so is
//! each of their parts of at least two bytes. A single ASCII letter is not a word. Chinese, Japanese
//! and Thai have no spaces between words: each pair of neighbouring characters is a word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The maximum length of an indexed word, in bytes.
const LONGEST: usize = 40;

/// The classes of bytes, as bit flags. A run of bytes has the union of their classes.
mod class {
    /// A lower-case letter or a digit.
    pub(super) const LOWER: u8 = 1;
    /// A capital letter.
    pub(super) const CAPITAL: u8 = 2;
    /// A character that joins letters and digits.
    pub(super) const JOINT: u8 = 4;
    /// A byte of a character beyond ASCII, which may or may not belong to a word.
    pub(super) const BEYOND: u8 = 8;
}

/// The class of each byte; 0 for a byte between words.
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => class::LOWER,
            b'A'..=b'Z' => class::CAPITAL,
            b'.' | b'-' | b'/' | b'_' => class::JOINT,
            0x80.. => class::BEYOND,
            _ => 0,
        };
        byte += 1;
    }
    classes
}

/// Calls `found` with each word of a text. `buffer` is reused to save allocations.
pub(super) fn words(text: &str, buffer: &mut String, mut found: impl FnMut(&str)) {
    let mut at = 0;
    while let Some((run, holds)) = next_run(text, &mut at) {
        if holds == class::LOWER {
            keep(run, &mut found);
            continue;
        }
        let run = run.trim_matches(is_joint);
        if run.is_empty() {
            continue;
        }
        let folded = match holds & (class::CAPITAL | class::BEYOND) {
            0 => run,
            _ => fold(run, buffer),
        };
        if holds & class::BEYOND != 0 {
            // The compatible form of a character can contain signs: `1⁄2`.
            let is_sign = |letter: char| !letter.is_alphanumeric() && !is_joint(letter);
            for word in folded.split(is_sign) {
                keep_by_script(word.trim_matches(is_joint), &mut found);
            }
        } else {
            keep_with_parts(folded, &mut found);
        }
    }
}

/// Keeps a word and its parts between joints.
fn keep_with_parts(word: &str, found: &mut impl FnMut(&str)) {
    keep(word, found);
    if word.contains(is_joint) {
        for part in word.split(is_joint).filter(|part| part.len() > 1) {
            keep(part, found);
        }
    }
}

/// Keeps a word; of its parts in a script without spaces, each pair of characters.
fn keep_by_script(word: &str, found: &mut impl FnMut(&str)) {
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let is_spaceless = is_spaceless(letter);
        let end = rest.find(|letter| is_spaceless != self::is_spaceless(letter));
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        if !is_spaceless {
            keep_with_parts(part.trim_matches(is_joint), found);
            continue;
        }
        let mut ends = part.char_indices().skip(2).map(|(at, _)| at);
        for (begin, _) in part.char_indices() {
            match ends.next() {
                Some(end) => keep(&part[begin..end], found),
                // The last pair, or the only character.
                None => {
                    keep(&part[begin..], found);
                    break;
                }
            }
        }
    }
}

/// Whether a character is of a script without spaces between words: Thai, Japanese, Chinese.
fn is_spaceless(letter: char) -> bool {
    matches!(
        u32::from(letter),
        0x0e00..=0x0e7f | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff
            | 0x20000..=0x2fa1f
    )
}

/// Returns the next run of letters, digits and joints from `at` on, and the union of its classes.
/// `at` is then the byte offset behind the run.
fn next_run<'t>(text: &'t str, at: &mut usize) -> Option<(&'t str, u8)> {
    let bytes = text.as_bytes();
    let class = |byte: &u8| CLASSES[usize::from(*byte)];
    let mut begin = *at;
    loop {
        let rest = bytes.get(begin..)?;
        begin += rest.iter().position(|byte| class(byte) != 0)?;
        if class(&bytes[begin]) != class::BEYOND {
            break;
        }
        match letter_at(text, begin) {
            (true, _) => break,
            (false, width) => begin += width,
        }
    }
    let mut end = begin;
    let mut holds = 0;
    loop {
        for class in bytes[end..].iter().map(class) {
            if class == 0 || class == class::BEYOND {
                break;
            }
            holds |= class;
            end += 1;
        }
        match bytes.get(end).map(class) {
            Some(class::BEYOND) => match letter_at(text, end) {
                (true, width) => end += width,
                (false, _) => break,
            },
            _ => break,
        }
        holds |= class::BEYOND;
    }
    *at = end;
    Some((&text[begin..end], holds))
}

/// Whether the character at a byte offset is a letter, its accent or a digit, and its length in
/// bytes.
fn letter_at(text: &str, at: usize) -> (bool, usize) {
    let letter = text[at..].chars().next().unwrap_or_default();
    let belongs = letter.is_alphanumeric() || is_combining_mark(letter);
    (belongs, letter.len_utf8())
}

fn keep(word: &str, found: &mut impl FnMut(&str)) {
    let is_letter = word.len() == 1 && !word.as_bytes()[0].is_ascii_digit();
    if !word.is_empty() && word.len() <= LONGEST && !is_letter {
        found(word);
    }
}

fn is_joint(letter: char) -> bool {
    matches!(letter, '.' | '-' | '/' | '_')
}

/// Converts a word to lower case and to its compatible form, and removes accents.
fn fold<'b>(word: &str, buffer: &'b mut String) -> &'b str {
    buffer.clear();
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        let letters = word.nfkd().filter(|letter| !is_combining_mark(*letter));
        for letter in letters.flat_map(char::to_lowercase) {
            match letter {
                'ß' => buffer.push_str("ss"),
                letter => buffer.push(letter),
            }
        }
    }
    buffer
}

/// The name of the part of the vocabulary that contains a word, for a file name: its first two
/// letters, others than ASCII letters and digits as `u` and their hexadecimal code point.
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
    fn letters_of_any_alphabet_are_told_from_signs_of_any() {
        assert_eq!(of("«größe»—x2…naïve–ß"), ["grosse", "x2", "naive", "ss"]);
        assert_eq!(of("質問。回答 ٣٤"), ["質問", "回答", "٣٤"]);
        assert_eq!(of("a\u{301}b 100\u{a0}mm"), ["ab", "100", "mm"]);
    }

    #[test]
    fn text_in_any_form_has_the_same_words() {
        assert_eq!(of("ＱＰ-０７ ８.4"), ["qp-07", "qp", "07", "8.4"]);
        assert_eq!(of("Pru\u{308}fung ½"), ["prufung", "1", "2"]);
        assert_eq!(of("ｶﾝﾘ"), of("カンリ"));
    }

    #[test]
    fn scripts_without_spaces_are_split_into_pairs() {
        assert_eq!(of("品質管理QP"), ["品質", "質管", "管理", "qp"]);
        assert_eq!(of("品 的"), ["品", "的"]);
        let long = "品質".repeat(40);
        assert_eq!(of(&long).len(), 79);
    }

    #[test]
    fn parts_have_names_that_any_file_system_takes() {
        assert_eq!(shard("inspection"), "in");
        assert_eq!(shard("8.4.1"), "8u2e");
        assert_eq!(shard("7"), "7");
        assert_eq!(shard("質問"), "u8ceau554f");
    }
}
