//! Masks the colons at the beginning of lines that are not definitions.

use std::borrow::Cow;

use super::lone_boxes::is_box;

/// Replaces a masked colon in the text that the parser reads. It has the length of a colon and no
/// meaning in Markdown.
const STAND_IN: char = ';';

/// Returns the text for the parser, which has the same length. A colon at the beginning of a line
/// is masked unless a definition (`: meaning`) or a table's delimiter row (`:--|--:`) begins there.
/// The parser reads every colon there as a definition, and so misreads `:::note` and `:smile:`.
pub(crate) fn with_masked_colons(text: &str) -> Cow<'_, str> {
    let mut with_masked_colons = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b':', text.as_bytes()) {
        if begins_line(text, at) && !is_definition(&text[at + 1..]) {
            with_masked_colons.push_str(&text[copied..at]);
            with_masked_colons.push(STAND_IN);
            copied = at + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    with_masked_colons.push_str(&text[copied..]);
    Cow::Owned(with_masked_colons)
}

/// Returns the text of an event as the author wrote it. `written` is the source of the event, if
/// colons and boxes in it may be masked, and letters of lists replaced.
pub(crate) fn as_written<'t>(text: &'t str, written: Option<&'t str>) -> &'t str {
    let stands_in = |(read, written): (u8, u8)| {
        read == written
            || matches!((read, written), (b';', b':') | (b'1', b'(') | (b' ', b')'))
            || (matches!(read, b'1' | b')') && written.is_ascii_lowercase())
            || is_box(read, written)
    };
    match written {
        Some(written)
            if written.len() == text.len() && text.bytes().zip(written.bytes()).all(stands_in) =>
        {
            written
        }
        _ => text,
    }
}

fn begins_line(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\t', '>']);
    before.is_empty() || before.ends_with(['\n', '\r'])
}

fn is_definition(behind: &str) -> bool {
    match behind.bytes().next() {
        None | Some(b' ' | b'\t' | b'\n' | b'\r') => true,
        Some(b'-') => {
            let row = behind.trim_start_matches(['-', ':', '|', ' ', '\t']);
            row.is_empty() || row.starts_with(['\n', '\r'])
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colons_that_would_be_misread_are_shielded() {
        for text in [
            "Term\n: Meaning: more\n:\n",
            "a|b\n:--|:-:\n",
            "no:colon\n- a:b\n",
        ] {
            assert_eq!(with_masked_colons(text), text);
        }
        assert_eq!(
            with_masked_colons("Hi\n:::note\n> :smile: x\n:-)\n:::"),
            "Hi\n;::note\n> ;smile: x\n;-)\n;::"
        );
    }
}
