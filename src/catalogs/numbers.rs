//! The numbers of clauses, as other programs write them.

use crate::catalogs::words::one_line;
use crate::manual::ControlId;

/// A number in the form that a catalog can have: `AC-2 (1)` is `AC-2(1)`, and signs that mean something
/// else in a manual become hyphens.
pub(super) fn clean(number: &str) -> String {
    let number = one_line(number).replace(" (", "(");
    let number = number.trim_start_matches('§').trim();
    number.replace([':', '/', '|', '#'], "-")
}

/// The number that a label of OSCAL says: of `Account Management (03.01.01)`, which begins with the
/// title, that in brackets; of one with zeros that the id does not have (`AC-02(01)`, `ac-2.1`), the
/// one without.
pub(super) fn of_label(label: &str, title: &str, id: &str) -> String {
    let label = one_line(label);
    let behind_title = || {
        let (before, number) = label.strip_suffix(')')?.rsplit_once('(')?;
        let is_title = one_line(before).eq_ignore_ascii_case(&one_line(title));
        is_title.then(|| number.trim().to_owned())
    };
    let number = clean(&behind_title().unwrap_or_else(|| label.clone()));
    let short = unpadded(&number);
    match ControlId::of_number(&short).as_str() == id.to_lowercase() {
        true => short,
        false => number,
    }
}

/// A number without the zeros at the beginning of its parts.
fn unpadded(number: &str) -> String {
    let mut short = String::with_capacity(number.len());
    let mut letters = number.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let begins = before.is_none_or(|before: char| !before.is_ascii_digit());
        let goes_on = letters.peek().is_some_and(char::is_ascii_digit);
        if letter == '0' && begins && goes_on {
            continue;
        }
        short.push(letter);
        before = Some(letter);
    }
    short
}

/// Whether a text looks like the number of a clause: `4.10`, `AC-2(1)`, `CC6.1`, `PR.AA-01`, `A.5.1`.
pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim();
    let fits =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '(' | ')' | '_' | ' ' | '§' | ':');
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let is_short = text.chars().count() <= 24 && text.split_whitespace().count() <= 3;
    is_short
        && text.chars().all(fits)
        && (has_digit || (1..=3).contains(&letters))
        && !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_the_number() {
        for (label, title, id, number) in [
            ("AC-2 (1)", "Automated", "ac-2.1", "AC-2(1)"),
            ("AC-02(01)", "Automated", "ac-2.1", "AC-2(1)"),
            ("AC-10", "Sessions", "ac-10", "AC-10"),
            ("GOVERN (GV)", "GOVERN", "GV", "GV"),
            ("GV.OC-01", "GV.OC-01", "GV.OC-01", "GV.OC-01"),
            (
                "Personnel  Screening (03.09.01)",
                "Personnel Screening",
                "SP_800_171_03.09.01",
                "03.09.01",
            ),
            ("1.1.1", "Roles (and more)", "s1.1.1", "1.1.1"),
            ("A:1/2", "x", "y", "A-1-2"),
        ] {
            assert_eq!(of_label(label, title, id), number, "{label}");
        }
    }

    #[test]
    fn numbers_are_told_from_words() {
        for text in [
            "4.10",
            "4",
            "AC-2 (1)",
            "CC6.1",
            "A.5.1",
            "§ 7",
            "GV",
            "62304:5.1.8.c",
        ] {
            assert!(is_number(text), "{text}");
        }
        for text in [
            "",
            "Access Control",
            "Title",
            "Review 7 records each and every year",
            "a, b",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
