//! Escapes characters that have a meaning in Markdown, in HTML or for Clausebook.

/// Escapes text within a line.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !(is_word(before) && is_word(next)),
            '{' => next == Some('{') && before != Some('{'),
            // The next run may continue this one without a space, and form a character reference.
            '&' => next.is_none_or(|next| next == '#' || next.is_ascii_alphabetic()),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// Escapes a heading's line, after which the heading's id is written in braces.
pub(super) fn heading(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        // `text` has escaped the first of two braces already.
        let before = out.len() - out.trim_end_matches('\\').len();
        if c == '{' && before.is_multiple_of(2) {
            out.push('\\');
        }
        out.push(c);
    }
    // Number signs at the end would be read as the heading's closing sequence.
    if out.ends_with('#') {
        out.insert(out.len() - 1, '\\');
    }
    out
}

/// Escapes the beginning of a finished line where a block starts with it.
pub(super) fn line_start(line: &str) -> String {
    let only = |sign: char| {
        let trimmed = line.trim();
        !trimmed.is_empty() && trimmed.chars().all(|c| c == sign || c == ' ')
    };
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let hashes = line.trim_start_matches('#');
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = line.len() - digits.len();
    if (1..=6).contains(&(line.len() - hashes.len())) && ends(hashes)
        || line.starts_with('>')
        || line.starts_with(['-', '+']) && (ends(&line[1..]) || only('-'))
        || only('=')
        || only('_')
        || line.starts_with(':')
        || line.starts_with("!!!")
        || line.starts_with("+++")
        || line.starts_with("=== ")
    {
        return format!("\\{line}");
    }
    if (1..=9).contains(&count) && digits.starts_with(['.', ')']) && ends(&digits[1..]) {
        return format!("{}\\{digits}", &line[..count]);
    }
    line.to_owned()
}

/// Escapes text within HTML.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Braces and brackets in the Word file are no variables or references of Clausebook.
            '{' => out.push_str("&#123;"),
            '[' => out.push_str("&#91;"),
            c => out.push(c),
        }
    }
    out
}

/// Percent-encodes an address for use in brackets or quotation marks.
pub(super) fn address(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '"' | '\\' | '|' | '`' | '{' | '}' | '[' | ']' | '*' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns a code span with as many backticks as its text needs.
pub(super) fn code(text: &str) -> String {
    let ticks = "`".repeat(longest_run(text, '`') + 1);
    let ticks = if text.contains('`') {
        ticks
    } else {
        "`".to_owned()
    };
    let blank = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{ticks}{blank}{text}{blank}{ticks}")
}

/// Returns the length of the longest run of a character.
pub(super) fn longest_run(text: &str, sign: char) -> usize {
    let runs = text.split(|c| c != sign).map(str::len);
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_is_escaped_and_nothing_else() {
        let specials =
            "* x, a|b, <tag>, [[x]], {{ y }}, under_score_d, `tick`, \\ back. A & B &amp;";
        assert_eq!(
            text(specials),
            "\\* x, a\\|b, \\<tag>, \\[\\[x\\]\\], \\{{ y }}, under_score_d, \\`tick\\`, \\\\ back. \
             A & B \\&amp;"
        );
        assert_eq!(text("_x_"), "\\_x\\_");
    }

    #[test]
    fn what_begins_a_block_is_escaped_only_where_one_begins() {
        for (line, written) in [
            ("# heading", "\\# heading"),
            ("#5", "#5"),
            ("1. one", "1\\. one"),
            ("1.2 x", "1.2 x"),
            ("12) x", "12\\) x"),
            ("- x", "\\- x"),
            ("-5 °C", "-5 °C"),
            ("---", "\\---"),
            ("===", "\\==="),
            ("> x", "\\> x"),
            (": x", "\\: x"),
            ("plain", "plain"),
        ] {
            assert_eq!(line_start(line), written);
        }
    }

    #[test]
    fn code_keeps_its_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`b"), "`` `b ``");
    }
}
