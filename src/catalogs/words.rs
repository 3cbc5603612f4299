//! Words of reports, and texts of other programs in one line.

use pulldown_cmark::{Event, Parser, TagEnd};

/// How many names a sentence lists before it only counts.
const FEW: usize = 5;

/// A number with what is counted.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first few names, and the number of the rest.
pub(super) fn first_few(names: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = names.iter().take(FEW).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(FEW) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// A text in one line, without doubled blanks and characters that cannot be seen.
pub(super) fn one_line(text: &str) -> String {
    let seen = text.chars().filter(|c| {
        c.is_whitespace() || !(c.is_control() || crate::manual::look_alike::is_invisible(*c))
    });
    let seen: String = seen.collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text with Markdown's marks, in one line; `None` if there are none.
pub(super) fn plain(text: &str) -> Option<String> {
    let is_marked = text.contains(['*', '_', '`', '\\', '[', '<', '&', '#', '>']);
    let plain = match is_marked {
        true => {
            let mut words = String::with_capacity(text.len());
            for event in Parser::new(text) {
                match event {
                    Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                        words.push_str(&text);
                    }
                    Event::SoftBreak | Event::HardBreak => words.push(' '),
                    Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => {
                        words.push(' ');
                    }
                    _ => {}
                }
            }
            one_line(&words)
        }
        false => one_line(text),
    };
    (!plain.is_empty()).then_some(plain)
}

/// Whether a text says that what it belongs to was withdrawn: "Withdrawn", "[Withdrawn: …]".
pub(super) fn says_withdrawn(text: &str) -> bool {
    let text = text.trim_start().trim_start_matches(['[', '(', '*', '_']);
    let Some((word, rest)) = text.split_at_checked("withdrawn".len()) else {
        return false;
    };
    let is_over = rest
        .chars()
        .next()
        .is_none_or(|next| !next.is_alphanumeric());
    let is_sentence = rest.trim_start().starts_with(char::is_lowercase);
    // "Withdrawn keys are destroyed" is a requirement.
    word.eq_ignore_ascii_case("withdrawn") && is_over && !is_sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words() {
        let title = "Sample *for Demonstration* and `tests`\n of  A_B";
        assert_eq!(
            plain(title).as_deref(),
            Some("Sample for Demonstration and tests of A_B")
        );
        assert_eq!(plain("  "), None);
        assert_eq!(plain("a\u{200b}b\u{7}").as_deref(), Some("ab"));
    }

    #[test]
    fn withdrawn_is_said_at_the_beginning() {
        for text in [
            "Withdrawn",
            "[Withdrawn: Incorporated into AC-6].",
            "withdrawn (see 4)",
            "[withdrawn]",
        ] {
            assert!(says_withdrawn(text), "{text}");
        }
        for text in [
            "",
            "Withdrawn keys are destroyed",
            "withdrawnly",
            "Not withdrawn",
            "With",
        ] {
            assert!(!says_withdrawn(text), "{text}");
        }
    }
}
