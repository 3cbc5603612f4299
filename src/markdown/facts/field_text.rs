//! Whether a text outside of a page, such as a setting that gives a reason, has any content.

use crate::diagnostics::{Source, SourcePath};
use crate::manual::PageSettings;
use crate::markdown::facts::placeholders::says_nothing;
use crate::markdown::parse_body;
use crate::markdown::variables::without_variables;

/// Whether the text of a field or a setting has no content: only placeholders, comments, markup
/// without words, variables, and words that are struck out or seem to be. Such a text is judged like the text of
/// a page.
pub(crate) fn field_says_nothing(text: &str) -> bool {
    const MARKUP: [char; 5] = ['~', '<', '&', '[', '`'];
    // No variable is read there, so that none has words.
    let text = &*without_variables(text);
    if says_nothing(text) {
        return true;
    }
    if !text.contains(MARKUP) {
        return false;
    }
    // In a field, a number sign begins no heading.
    let text = text.trim_start().trim_start_matches('#');
    let source = Source::new(SourcePath::new(""), text);
    let body = parse_body(&source, 0, PageSettings::default()).body;
    !body
        .said_passages(false, |_| true, |_| None, |_| false)
        .whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn struck_words_comments_and_markup_say_nothing() {
        for text in [
            "~~No design.~~",
            "~~ No design. ~~",
            "~~No design.~~ TBD",
            "<del>No design.</del>",
            "<s>No design.",
            "<!-- No design. -->",
            "<!-- why? --> n/a",
            "&nbsp;",
            "<br>",
            "<span></span>",
            "[](a.md)",
            "[comment]: # (No design.)",
            "# ~~No design.~~",
            "{{ why }}",
            "{{why}} ({{ a.b }}), <br>",
            "TBD {{ why }}",
        ] {
            assert!(field_says_nothing(text), "{text}");
        }
        for text in [
            "No design.",
            "~~No design.~~ Customers supply every drawing.",
            "[[QP-07]]",
            "[the letter](letter.pdf)",
            "About ~5 drawings a year.",
            "# 1 of our customers designs.",
            "Fewer than <5 drawings.",
            "`DES-1`",
            "`{{ why }}`",
            "{{ company }} designs nothing.",
        ] {
            assert!(!field_says_nothing(text), "{text}");
        }
    }
}
