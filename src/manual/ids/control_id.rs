//! The ids of controls in OSCAL, for what other programs read of a manual.

use std::fmt;
use std::sync::{Arc, LazyLock};

use regex::Regex;

/// The id of a control in an OSCAL catalog: `ac-2.1`. It is a token: a letter or `_`, then letters,
/// digits, `.`, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ControlId(Arc<str>);

impl ControlId {
    /// The id; `None` if the text is no token.
    pub fn new(text: &str) -> Option<Self> {
        let mut letters = text.chars();
        let is_token = letters.next().is_some_and(may_begin) && letters.all(may_follow);
        is_token.then(|| Self(text.into()))
    }

    /// The id that follows from a clause's number, in the way of NIST's catalogs: `AC-2(1)` is
    /// `ac-2.1`, and a number that begins with a digit gets an `s` in front: `8.4.1` is `s8.4.1`.
    pub fn of_number(number: &str) -> Self {
        let mut id = String::with_capacity(number.len() + 1);
        for letter in number.trim().to_lowercase().chars() {
            match letter {
                '(' => {
                    let end = id.trim_end_matches(['-', '.']).len();
                    id.truncate(end);
                }
                ')' => continue,
                _ => {}
            }
            if id.is_empty() && !may_begin(letter) {
                id.push('s');
            }
            id.push(match letter {
                '(' => '.',
                letter if may_follow(letter) => letter,
                _ => '-',
            });
        }
        if id.is_empty() {
            id.push('s');
        }
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ControlId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn may_begin(letter: char) -> bool {
    letter == '_' || letter.is_ascii_alphabetic() || (!letter.is_ascii() && is_letter(letter))
}

fn may_follow(letter: char) -> bool {
    matches!(letter, '_' | '.' | '-')
        || letter.is_ascii_alphanumeric()
        || (!letter.is_ascii() && (is_letter(letter) || is_digit(letter)))
}

/// Whether it is a letter of Unicode's category L, as the schema of OSCAL asks.
fn is_letter(letter: char) -> bool {
    static LETTER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{L}$").ok());
    is_match(&LETTER, letter)
}

fn is_digit(letter: char) -> bool {
    static DIGIT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\p{N}$").ok());
    is_match(&DIGIT, letter)
}

fn is_match(pattern: &LazyLock<Option<Regex>>, letter: char) -> bool {
    let pattern = pattern.as_ref();
    pattern.is_some_and(|pattern| pattern.is_match(letter.encode_utf8(&mut [0; 4])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_follows_from_the_number() {
        for (number, id) in [
            ("AC-2(1)", "ac-2.1"),
            ("AC-2", "ac-2"),
            ("AC-2 (1)", "ac-2.1"),
            ("8.4.1", "s8.4.1"),
            ("A.5.1", "a.5.1"),
            ("PR.AA-01", "pr.aa-01"),
            ("4.2.1 b)", "s4.2.1-b"),
            ("§ 7", "s--7"),
            ("Ü-1", "ü-1"),
            ("", "s"),
        ] {
            let found = ControlId::of_number(number);
            assert_eq!(found.as_str(), id, "{number}");
            assert_eq!(ControlId::new(found.as_str()), Some(found), "{number}");
        }
    }

    #[test]
    fn a_token_begins_with_a_letter() {
        for text in ["SP_800_171_03.09.01", "GV.OC-01", "_a", "é²"] {
            assert!(ControlId::new(text).is_some(), "{text}");
        }
        for text in ["", "8.4.1", "a b", "a(1)", "-a", "a:b"] {
            assert!(ControlId::new(text).is_none(), "{text}");
        }
    }
}
