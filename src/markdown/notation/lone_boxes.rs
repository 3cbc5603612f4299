//! Masks the boxes that stand alone at the beginning of an item.

use std::borrow::Cow;

/// Returns the text for the parser, which has the same length. A box `[ ]` with nothing behind it, and a
/// blank line below it, is written as one sign: the parser reads it as the whole item, and puts the
/// text of the item behind the list.
pub(crate) fn with_masked_boxes(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'[', text.as_bytes()) {
        let sign = match text.get(at..at + 3) {
            Some("[ ]") => "☐",
            Some("[x]" | "[X]") => "☑",
            _ => continue,
        };
        if stands_alone(text, at) {
            masked.push_str(&text[copied..at]);
            masked.push_str(sign);
            copied = at + sign.len();
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(&text[copied..]);
    Cow::Owned(masked)
}

/// Whether a sign of the parser's text stands in for a box that is written so.
pub(super) fn is_box(read: u8, written: u8) -> bool {
    // The bytes of `☐` and `☑`.
    matches!(
        (read, written),
        (0xE2, b'[') | (0x98, b' ' | b'x' | b'X') | (0x90 | 0x91, b']')
    )
}

/// Whether the box at this byte offset is all that its line has behind the mark of an item, and text of
/// the item follows behind a blank line.
fn stands_alone(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let before = &text[line..at];
    let mark = before.trim_end_matches([' ', '\t']);
    let is_mark = mark.split_whitespace().last().is_some_and(|mark| {
        let number = mark.trim_end_matches(['.', ')']);
        matches!(mark, "-" | "*" | "+")
            || number.len() < mark.len() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let mut below = text[at + 3..].split('\n').map(without_quotes);
    let is_blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
    if !is_mark || mark.len() == before.len() || !is_blank(below.next()) || !is_blank(below.next())
    {
        return false;
    }
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let next = below.find(|line| !line.trim().is_empty());
    next.is_some_and(|next| indent(next) > indent(without_quotes(before)))
}

/// A line without the marks of quotations.
fn without_quotes(line: &str) -> &str {
    match line.trim_start_matches([' ', '\t']).strip_prefix('>') {
        Some(inner) => without_quotes(inner.strip_prefix(' ').unwrap_or(inner)),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_boxes_alone_in_an_item_with_text_below_are_masked() {
        for (text, masked) in [
            ("- [ ]\n\n  text\n", "- ☐\n\n  text\n"),
            ("1. [x] \n\n   text\n", "1. ☑ \n\n   text\n"),
            ("> - [ ]\n>\n>   text\n", "> - ☐\n>\n>   text\n"),
        ] {
            assert_eq!(with_masked_boxes(text), masked);
        }
        for text in [
            "- [ ] text\n\n  more\n",
            "- [ ]\n  text\n",
            "- [ ]\n\ntext\n",
            "- [ ]\n- [ ]\n",
            "a [ ]\n\n  text\n",
            "-[ ]\n\n  text\n",
            "- [ ]\n",
        ] {
            assert_eq!(with_masked_boxes(text), text);
        }
    }
}
