//! References in the text fields of front-matter: `[[QP-07]]`, `[[clause:8.4.1|text]]`.

use std::ops::Range;

use super::references::{Wiki, on_one_line, wiki};
use crate::manual::Target;

/// A reference in a text that is not Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InText {
    /// The byte range of the reference, with its brackets.
    pub(crate) range: Range<usize>,
    /// The target.
    pub(crate) target: Target,
    /// What stands in its place where a text can hold no link: the author's words, else the name of
    /// the target.
    pub(crate) shown: String,
    /// Whether the author gave the words.
    pub(crate) has_words: bool,
}

/// The references in a text, in order. One after a backslash is none.
pub(crate) fn references_in(text: &str) -> Vec<InText> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(end) = text[from..].find("]]").map(|at| from + at) {
        let open = text[from..end].rfind("[[").map(|at| from + at);
        from = end + 2;
        let Some(open) = open.filter(|open| !text[..*open].ends_with('\\')) else {
            continue;
        };
        let inner = &text[open + 2..end];
        let (name, words) = match inner.split_once('|') {
            Some((name, words)) => (name, on_one_line(words)),
            None => (inner, String::new()),
        };
        if let Wiki::Inside(target, name) = wiki(name) {
            let has_words = !words.is_empty();
            found.push(InText {
                range: open..end + 2,
                target,
                shown: if has_words { words } else { name },
                has_words,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_double_brackets_is_a_reference() {
        let shown = |text: &str| -> Vec<(String, String, bool)> {
            references_in(text)
                .into_iter()
                .map(|one| (text[one.range].to_owned(), one.shown, one.has_words))
                .collect()
        };
        let one =
            |range: &str, shown: &str, has_words| (range.to_owned(), shown.to_owned(), has_words);
        assert_eq!(
            shown("See [[QP-07]] and [[QP-09#release|the\n  release]]."),
            [
                one("[[QP-07]]", "QP-07", false),
                one("[[QP-09#release|the\n  release]]", "the release", true)
            ]
        );
        assert_eq!(
            shown("[[clause: 8.4.1]]"),
            [one("[[clause: 8.4.1]]", "8.4.1", false)]
        );
        assert_eq!(shown("[[ [[A-1]] ]]"), [one("[[A-1]]", "A-1", false)]);
        for none in [
            "",
            "[[",
            "]]",
            "[[]]",
            "[[ ]]",
            r"\[[A-1]]",
            "[[A-1",
            "[[satisfies:8.4.1]]",
            "[[https://a.b]]",
        ] {
            assert_eq!(shown(none), [], "{none}");
        }
    }
}
