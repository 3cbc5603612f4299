//! TOML as text, for files that people read on: texts in quotation marks, keys, comments in lines.

use std::fmt::Write as _;

/// The width that lines have where they can be broken.
pub(crate) const WIDTH: usize = 100;

/// A text in quotation marks, in one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A key, quoted if it has to be.
pub(crate) fn key(text: &str) -> String {
    let is_bare = !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    match is_bare {
        true => text.to_owned(),
        false => quoted(text),
    }
}

/// Writes a comment in lines of the usual width.
pub(crate) fn comment(text: &mut String, words: &str) {
    let mut line = String::from("#");
    for word in harmless(words).split_whitespace() {
        if line.len() > 1 && line.chars().count() + word.chars().count() + 1 > WIDTH {
            let _ = writeln!(text, "{line}");
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(text, "{line}");
}

/// The text of a comment, which may hold no control character.
pub(crate) fn harmless(text: &str) -> String {
    let shown = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    shown.collect()
}
