//! Finds the files that a style sheet refers to.

/// The addresses in `url(…)` and `@import "…"`, each with its byte offset.
pub(super) fn references(css: &str) -> impl Iterator<Item = (String, usize)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = css.get(at..).filter(|rest| !rest.is_empty()) {
            if let Some(comment) = rest.strip_prefix("/*") {
                at += 2 + comment.find("*/").map_or(comment.len(), |end| end + 2);
            } else if let Some(begin) = behind(rest, "url(") {
                let (address, from, end) = address(&rest[begin..], ')');
                let place = at + begin + from;
                at += begin + end;
                return Some((address, place));
            } else if let Some(begin) = behind(rest, "@import") {
                let blank = rest[begin..].len() - rest[begin..].trim_start().len();
                let begin = begin + blank;
                at += begin;
                if rest[begin..].starts_with(['"', '\'']) {
                    let (address, from, end) = address(&rest[begin..], ';');
                    let place = at + from;
                    at += end;
                    return Some((address, place));
                }
            } else {
                at += rest.chars().next().map_or(1, char::len_utf8);
            }
        }
        None
    })
}

/// The byte offset behind a word if the text begins with it, ignoring case.
fn behind(text: &str, word: &str) -> Option<usize> {
    let begin = text.as_bytes().get(..word.len())?;
    begin
        .eq_ignore_ascii_case(word.as_bytes())
        .then_some(word.len())
}

/// An address, with or without quotation marks; the byte offsets where it begins and where the text
/// behind it begins.
fn address(text: &str, end: char) -> (String, usize, usize) {
    let blank = text.len() - text.trim_start().len();
    let inner = &text[blank..];
    match inner.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => {
            let inner = &inner[1..];
            let length = inner.find(quote).unwrap_or(inner.len());
            let behind = blank + 1 + length;
            (
                inner[..length].to_owned(),
                blank + 1,
                (behind + 1).min(text.len()),
            )
        }
        None => {
            let length = inner.find(end).unwrap_or(inner.len());
            (inner[..length].trim().to_owned(), blank, blank + length)
        }
    }
}
