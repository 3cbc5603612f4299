//! The words at the edges of a printed sheet: "Page 3 of 7", and whose sheet it is, of which day.
//! Only the style sheet can place them there, so the words are put into it.

use crate::pipeline::Compiled;
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

/// The words that say whose manual a sheet is of, as of which day, and that it is uncontrolled, as a
/// CSS custom property (`docs/design.md`, "Output").
pub(crate) fn origin(compiled: &Compiled, messages: &Messages) -> String {
    let config = &compiled.manual.config;
    let as_of = messages.date(compiled.coverage.as_of);
    let as_of = format!("{} {as_of}", messages.get("footer_as_of"));
    let words = [&*config.organisation, &*config.title, &*as_of];
    let words = words
        .into_iter()
        .chain([messages.get("print_uncontrolled")]);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(":root{{--sheet-of: {}}}", text(&words.join(" · ")))
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
