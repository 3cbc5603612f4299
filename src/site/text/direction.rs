//! The writing direction: blocks of a text in Arabic or Hebrew run from right to left.
//!
//! A text without letters of such a script stays unchanged. In other texts each block gets a `dir`
//! attribute. A block that holds only words gets `dir="auto"`, so that the browser determines the
//! direction. A block that holds other blocks gets the direction of its first letter, because a
//! browser skips inner blocks with a `dir` of their own.

/// The HTML of a text with the directions of its blocks. The author's own `dir` attributes are
/// kept.
pub(crate) fn with_directions(html: String) -> String {
    if html.is_ascii() || !html.chars().any(is_right_to_left) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    // The byte offsets in `out` for the `dir` attributes of the blocks whose first letter has not
    // been read yet.
    let mut open: Vec<usize> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        directed(&mut out, &mut open, text);
        let (tag, behind) = tag.split_at(tag_length(tag));
        push_tag(&mut out, &mut open, tag);
        rest = behind;
    }
    directed(&mut out, &mut open, rest);
    insert(&mut out, &mut open, LTR);
    out
}

const LTR: &str = " dir=\"ltr\"";
const RTL: &str = " dir=\"rtl\"";

/// Writes text between tags. Its first letter determines the direction of the open blocks.
fn directed(out: &mut String, open: &mut Vec<usize>, text: &str) {
    if !open.is_empty()
        && let Some(letter) = first_letter(text)
    {
        let direction = if is_right_to_left(letter) { RTL } else { LTR };
        insert(out, open, direction);
    }
    out.push_str(text);
}

/// The first letter of a text, without the letters in entity names (`&quot;`).
fn first_letter(text: &str) -> Option<char> {
    let mut is_name = false;
    text.chars().find(|c| {
        is_name = match c {
            '&' => true,
            ';' => false,
            _ => is_name,
        };
        !is_name && c.is_alphabetic()
    })
}

/// Writes a direction at each of these byte offsets.
fn insert(out: &mut String, open: &mut Vec<usize>, direction: &str) {
    let Some(first) = open.first().copied() else {
        return;
    };
    let tail = out.split_off(first);
    let mut done = first;
    for at in open.drain(..) {
        out.push_str(&tail[done - first..at - first]);
        out.push_str(direction);
        done = at;
    }
    out.push_str(&tail[done - first..]);
}

/// Writes a tag. For the opening tag of a block it writes the direction, or records where the
/// direction belongs.
fn push_tag(out: &mut String, open: &mut Vec<usize>, tag: &str) {
    let name = tag.get(1..).unwrap_or_default();
    let length = name.find(|c: char| !c.is_ascii_alphanumeric());
    let name = &name[..length.unwrap_or(name.len())];
    let end = out.len() + 1 + name.len();
    out.push_str(tag);
    if tag.contains(" dir=") {
        return;
    }
    match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th" | "dt" | "dd" | "summary"
        | "caption" | "figcaption" => out.insert_str(end, " dir=\"auto\""),
        "ul" | "ol" | "li" | "dl" | "table" | "blockquote" => open.push(end),
        _ => {}
    }
}

/// The length in bytes of the tag that begins here. A `>` within quotation marks does not end it.
pub(super) fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// Whether a character belongs to a script that runs from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::with_directions;

    #[test]
    fn a_text_of_other_scripts_stays_as_it_is() {
        let html = "<p>Über 8.4</p><ul><li>a</li></ul>";
        assert_eq!(with_directions(html.to_owned()), html);
    }

    #[test]
    fn blocks_run_in_the_direction_of_their_letters() {
        for (html, directed) in [
            ("<p>فحص</p>", "<p dir=\"auto\">فحص</p>"),
            (
                "<ul class=\"x\">\n<li>12 فحص</li>\n<li>QP</li>\n</ul>",
                "<ul dir=\"rtl\" class=\"x\">\n<li dir=\"rtl\">12 فحص</li>\n<li dir=\"ltr\">QP</li>\n</ul>",
            ),
            (
                "<blockquote><p>Words.</p></blockquote><p>בדיקה</p>",
                "<blockquote dir=\"ltr\"><p dir=\"auto\">Words.</p></blockquote><p dir=\"auto\">בדיקה</p>",
            ),
            (
                "<table><tr><td>פ</td></tr></table><ol></ol>",
                "<table dir=\"rtl\"><tr><td dir=\"auto\">פ</td></tr></table><ol dir=\"ltr\"></ol>",
            ),
            ("<p dir=\"ltr\">פ</p>", "<p dir=\"ltr\">פ</p>"),
            (
                "<ul><li>&quot;פ&quot;</li></ul>",
                "<ul dir=\"rtl\"><li dir=\"rtl\">&quot;פ&quot;</li></ul>",
            ),
        ] {
            assert_eq!(with_directions(html.to_owned()), directed);
        }
    }

    #[test]
    fn nothing_is_written_into_the_value_of_an_attribute() {
        let html = "<span title=\"<p onclick=x> <li>\">פ</span><span title='\"<p>'>x</span>";
        assert_eq!(with_directions(html.to_owned()), html);
    }

    #[test]
    fn many_lists_without_a_letter_take_linear_time() {
        let html = format!("<p>פ</p>{}", "<ul><li>1</li></ul>".repeat(100_000));
        let began = std::time::Instant::now();
        assert!(with_directions(html).ends_with("<ul dir=\"ltr\"><li dir=\"ltr\">1</li></ul>"));
        assert!(began.elapsed().as_secs() < 5);
    }
}
