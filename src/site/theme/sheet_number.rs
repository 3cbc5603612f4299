//! "Page 3 of 7" at the foot of a printed sheet. Only the style sheet knows the page numbers, so
//! the words around them are put into it.

use crate::site::theme::messages::Messages;

/// The words as CSS custom properties, for the `@page` rule of the theme.
pub(crate) fn declarations(messages: &Messages) -> String {
    const PAGE: &str = "\u{1}";
    const PAGES: &str = "\u{2}";
    let numbers = [("page", PAGE.into()), ("pages", PAGES.into())];
    let sentence = messages.with("sheet-number", numbers);
    let (before, rest) = sentence.split_once(PAGE).unwrap_or((&sentence, ""));
    let (between, after) = rest.split_once(PAGES).unwrap_or((rest, ""));
    format!(
        ":root{{--sheet-before: {};--sheet-between: {};--sheet-after: {}}}",
        text(before),
        text(between),
        text(after)
    )
}

/// A text as a CSS string.
fn text(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Theme;

    #[test]
    fn the_words_stand_around_the_numbers() {
        for (language, expected) in [
            (
                "en",
                ":root{--sheet-before: \"Page \";--sheet-between: \" of \";--sheet-after: \"\"}",
            ),
            (
                "de",
                ":root{--sheet-before: \"Seite \";--sheet-between: \" von \";--sheet-after: \"\"}",
            ),
        ] {
            let messages = Messages::new(&Theme::built_in(), language).unwrap();
            assert_eq!(declarations(&messages), expected);
        }
    }

    #[test]
    fn a_text_cannot_end_early() {
        assert_eq!(text("a\"b\\c\n"), "\"a\\\"b\\\\c\"");
    }
}
