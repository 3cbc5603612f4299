//! Compares names that people cannot tell apart.

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(crate) use crate::diagnostics::{code_point, is_invisible};

/// A text in Unicode NFC, the form in which names are compared: a letter with a mark is one
/// character.
pub(crate) fn composed(text: &str) -> String {
    match text.is_ascii() || is_nfc(text) {
        true => text.to_owned(),
        false => text.nfc().collect(),
    }
}

/// The first invisible character of a text as its code point: `U+200D`.
pub(crate) fn invisible_in(text: &str) -> Option<String> {
    let letter = text.chars().find(|letter| is_invisible(*letter))?;
    Some(code_point(letter))
}

/// The form in which roles and persons are compared. Names are equal in it if they differ only in
/// case, white space, Unicode composition or invisible characters.
pub(crate) fn as_people_read(name: &str) -> String {
    if name.is_ascii() {
        let lower = name.to_ascii_lowercase();
        return lower.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }
    let seen = name.nfc().filter(|letter| !is_invisible(*letter));
    // By way of the upper case, `ß` and `SS` are the same. The lower case of some letters with marks
    // is not in NFC.
    let upper = seen.flat_map(char::to_uppercase);
    let lower: String = upper.flat_map(char::to_lowercase).nfc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form in which ids are compared for clashes. Names are equal in it if they differ only in
/// case, invisible characters, kinds of blanks or dashes, wide letters, or look-alike letters of
/// other alphabets.
pub(crate) fn as_it_looks(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let seen = name.nfkc().filter(|letter| !is_invisible(*letter));
    let latin = seen.map(|letter| match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        blank if blank.is_whitespace() => ' ',
        letter => as_latin(letter),
    });
    let upper = latin.flat_map(char::to_uppercase);
    upper.flat_map(char::to_lowercase).nfc().collect()
}

/// The Latin letter that a Cyrillic or Greek letter looks like; other letters unchanged.
fn as_latin(letter: char) -> char {
    const PAIRS: [(&str, &str); 4] = [
        ("АВЕЅІЈКМНОРСТУХ", "ABESIJKMHOPCTYX"),
        ("аеоросухѕіј", "aeopocyxsij"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
        ("ονι", "ovi"),
    ];
    let found = PAIRS.iter().find_map(|(others, ours)| {
        let at = others.chars().position(|other| other == letter)?;
        ours.chars().nth(at)
    });
    found.unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_the_same_whatever_their_case_and_blanks() {
        for same in [
            "Goods-in  inspector",
            "goods-in inspector",
            " GOODS-IN\u{a0}Inspector\u{200b}",
        ] {
            assert_eq!(as_people_read(same), "goods-in inspector", "{same:?}");
        }
        assert_eq!(as_people_read("Pru\u{308}fer"), as_people_read("PRÜFER"));
        assert_ne!(as_people_read("Buyer 1"), as_people_read("Buyer 2"));
    }

    #[test]
    fn look_alikes_have_one_look() {
        for same in [
            "QP-07",
            "qp-07",
            "QP\u{2011}07",
            "QP\u{2013}07",
            "Q\u{200d}P-07",
            "Q\u{420}-07",
        ] {
            assert_eq!(as_it_looks(same), "qp-07", "{same:?}");
        }
        assert_ne!(as_it_looks("QP-07"), as_it_looks("QP-O7"));
        assert_eq!(invisible_in("Q\u{200d}P").as_deref(), Some("U+200D"));
    }
}
