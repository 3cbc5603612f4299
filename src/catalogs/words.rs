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

/// What a text says of whether the clause that it belongs to was withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Withdrawn {
    /// It is not.
    No,
    /// The text begins with the word and goes on: "Withdrawn in 2020", "Withdrawn badges are destroyed".
    Perhaps,
    /// The text is the word alone, or the word and a colon: "Withdrawn", "\[Withdrawn: Incorporated into
    /// AC-2\]".
    Yes,
}

/// Reads what a text says of whether its clause was withdrawn.
pub(super) fn says_withdrawn(text: &str) -> Withdrawn {
    let text = text.trim().trim_start_matches(['[', '(', '*', '_']);
    let Some((word, rest)) = text.split_at_checked("withdrawn".len()) else {
        return Withdrawn::No;
    };
    if !word.eq_ignore_ascii_case("withdrawn") || rest.starts_with(char::is_alphanumeric) {
        return Withdrawn::No;
    }
    let rest = rest.trim_start_matches(['*', '_']).trim_start();
    let is_over = rest
        .trim_start_matches([']', ')', '*', '_', '.'])
        .is_empty();
    match is_over || rest.starts_with([':', '：']) {
        true => Withdrawn::Yes,
        false => Withdrawn::Perhaps,
    }
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
    fn withdrawn_is_the_word_alone_or_before_a_colon() {
        for text in [
            "Withdrawn",
            " withdrawn. ",
            "WITHDRAWN",
            "[Withdrawn]",
            "(withdrawn)",
            "**Withdrawn**",
            "[Withdrawn: Incorporated into AC-2].",
            "[Withdrawn: Incorporated into AC-2]",
            "Withdrawn: moved to 5.1",
            "Withdrawn : moved to 5.1",
        ] {
            assert_eq!(says_withdrawn(text), Withdrawn::Yes, "{text}");
        }
        for text in [
            "Withdrawn PIV cards are destroyed",
            "Withdrawn keys are destroyed",
            "Withdrawn, lost or stolen badges",
            "Withdrawn (or expired) certificates",
            "(Withdrawn) badges",
            "[Withdrawn] Old title",
            "withdrawn (see 4)",
            "Withdrawn – see 4",
            "Withdrawn. Badges are destroyed.",
        ] {
            assert_eq!(says_withdrawn(text), Withdrawn::Perhaps, "{text}");
        }
        for text in [
            "",
            "withdrawnly",
            "Withdrawn1",
            "Not withdrawn",
            "Badges: withdrawn",
            "With",
        ] {
            assert_eq!(says_withdrawn(text), Withdrawn::No, "{text}");
        }
    }
}
