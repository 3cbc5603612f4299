//! Lines that begin with a colon and are no definition.

use std::borrow::Cow;

/// Stands for such a colon while the parser reads the page: as long as a colon, and a sign of no
/// meaning to it.
const STAND_IN: char = ';';

/// The text for the parser: the same length, with no colon at the start of a line unless a
/// definition (`: meaning`) or a table's delimiter row (`:--|--:`) begins there. The parser takes
/// every colon for a definition, and so misreads `:::note` and `:smile:`.
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

/// The text of an event as the author wrote it: `written` is the source where it stands, if the
/// parser may have read stand-ins there.
pub(crate) fn as_written<'t>(text: &'t str, written: Option<&'t str>) -> &'t str {
    let stands_in = |(read, written)| read == written || (read, written) == (b';', b':');
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
