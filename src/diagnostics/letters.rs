//! Invisible characters, and how messages show them.

/// Whether a character is invisible: joiners, marks of direction, soft hyphens.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// The code point of a character: `U+200B`.
pub(crate) fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// A message on one line, with invisible characters made visible. Texts of files may have line
/// breaks and invisible characters.
pub(super) fn in_one_line(sentence: String) -> String {
    if !sentence.contains(|c: char| c.is_control() || is_invisible(c)) {
        return sentence;
    }
    let mut shown = String::with_capacity(sentence.len());
    let mut is_quoted = false;
    for letter in sentence.chars() {
        is_quoted ^= letter == '`';
        match letter {
            '\r' => {}
            '\n' if is_quoted => shown.push('⏎'),
            '\t' if is_quoted => shown.push('⇥'),
            '\n' | '\t' => shown.push(' '),
            // Outside of quoted names they are part of the spelling of some languages.
            letter if is_quoted && is_invisible(letter) => {
                shown.push_str(&format!("<{}>", code_point(letter)));
            }
            letter => shown.push(letter),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_stands_in_one_line_and_hides_no_letter_of_a_name() {
        let written = "`draft\u{200b}` is no status,\r\nand `a\tb` is none; می\u{200c}خواهم";
        assert_eq!(
            in_one_line(written.to_owned()),
            "`draft<U+200B>` is no status, and `a⇥b` is none; می\u{200c}خواهم"
        );
    }
}
