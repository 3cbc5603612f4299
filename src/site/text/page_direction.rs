//! The writing direction of what authors wrote outside the texts of pages: titles, fields of records,
//! notes, cells of registers.
//!
//! Templates put such texts into elements of many kinds. On a page with a letter of a script that runs
//! from right to left, each element with such a letter gets `dir="auto"`: the browser then takes the
//! direction from the element's own text, and the words around it stay in their order. Other pages, and
//! elements with a `dir` of their own, stay unchanged.

use crate::site::text::direction::{is_right_to_left, tag_length};

/// Elements whose text has a direction of its own.
const DIRECTED: [&str; 24] = [
    "a",
    "blockquote",
    "button",
    "caption",
    "dd",
    "div",
    "dt",
    "figcaption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "label",
    "legend",
    "li",
    "option",
    "p",
    "q",
    "span",
    "summary",
    "td",
    "th",
];
/// Elements without an end tag.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements whose content stays as it is: it is no text, or is always written from left to right.
const LEFT_ALONE: [&str; 8] = [
    "code", "pre", "script", "style", "svg", "template", "textarea", "title",
];
/// The number of open elements among which an end tag looks for its begin.
const DEEPEST: usize = 64;

const AUTO: &str = " dir=\"auto\"";

/// An open element.
struct Open<'h> {
    name: &'h str,
    /// The byte offset at which an attribute can be written.
    at: usize,
    /// Whether it can get the attribute: it has none yet, and its text has a direction.
    can_get: bool,
}

/// Adds the directions to the HTML of a page that begins at a byte offset of `out`.
pub(crate) fn add_directions(out: &mut Vec<u8>, begin: usize) {
    let Some(html) = out
        .get(begin..)
        .and_then(|html| std::str::from_utf8(html).ok())
    else {
        return;
    };
    if html.is_ascii() || !html.chars().any(is_right_to_left) {
        return;
    }
    let places = places(html);
    let mut directed = String::with_capacity(html.len() + places.len() * AUTO.len());
    let mut done = 0;
    for at in places {
        directed.push_str(&html[done..at]);
        directed.push_str(AUTO);
        done = at;
    }
    directed.push_str(&html[done..]);
    out.truncate(begin);
    out.extend_from_slice(directed.as_bytes());
}

/// The byte offsets at which the attribute is to be written, in order.
fn places(html: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        mark(&html[at..at + found], &mut open, &mut places);
        at += found;
        let tag = &html[at..];
        if let Some(comment) = tag.strip_prefix("<!--") {
            at += comment.find("-->").map_or(tag.len(), |end| end + 7);
            continue;
        }
        let length = tag_length(tag);
        let (tag, behind) = tag.split_at(length);
        let inside = tag.get(1..).unwrap_or_default();
        if let Some(name) = inside.strip_prefix('/') {
            close(name_of(name), &mut open);
        } else {
            let name = name_of(inside);
            let is_ended = VOID.contains(&name) || tag.ends_with("/>");
            if LEFT_ALONE.contains(&name) && !is_ended {
                at += length + end_of(name, behind);
                continue;
            }
            if !is_ended {
                open.push(Open {
                    name,
                    at: at + 1 + name.len(),
                    can_get: DIRECTED.contains(&name) && !tag.contains(" dir="),
                });
            }
        }
        at += length;
    }
    places.sort_unstable();
    places
}

/// Marks the innermost element with a direction, if the text has a letter from right to left.
fn mark(text: &str, open: &mut [Open<'_>], places: &mut Vec<usize>) {
    if text.is_ascii() || !text.chars().any(is_right_to_left) {
        return;
    }
    let innermost = open.iter_mut().rev();
    let mut innermost = innermost.filter(|one| DIRECTED.contains(&one.name));
    if let Some(element) = innermost.next().filter(|one| one.can_get) {
        element.can_get = false;
        places.push(element.at);
    }
}

/// Closes the last element of this name, with those in it.
fn close(name: &str, open: &mut Vec<Open<'_>>) {
    let from = open.len().saturating_sub(DEEPEST);
    if let Some(at) = open[from..].iter().rposition(|one| one.name == name) {
        open.truncate(from + at);
    }
}

fn name_of(tag: &str) -> &str {
    let length = tag.find(|c: char| !c.is_ascii_alphanumeric());
    &tag[..length.unwrap_or(tag.len())]
}

/// The length of the content of an element and its end tag. One within it of the same name is not
/// looked for: none of these elements contains itself.
fn end_of(name: &str, behind: &str) -> usize {
    let end = behind.find(&format!("</{name}"));
    end.map_or(behind.len(), |end| end + tag_length(&behind[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn directed(html: &str) -> String {
        let mut out = format!("begin{html}").into_bytes();
        add_directions(&mut out, 5);
        String::from_utf8(out).unwrap().split_off(5)
    }

    #[test]
    fn each_element_with_a_text_from_right_to_left_gets_a_direction() {
        for (html, expected) in [
            ("<p>Über</p>", "<p>Über</p>"),
            (
                "<td><a href=\"x\">נוהל</a> rev 3</td><td>x</td>",
                "<td><a dir=\"auto\" href=\"x\">נוהל</a> rev 3</td><td>x</td>",
            ),
            (
                "<h1><b>1</b> נוהל<br>נוהל</h1>",
                "<h1 dir=\"auto\"><b>1</b> נוהל<br>נוהל</h1>",
            ),
            (
                "<li>نص <span>x</span> <span>نص</span></li>",
                "<li dir=\"auto\">نص <span>x</span> <span dir=\"auto\">نص</span></li>",
            ),
            ("<p dir=\"ltr\">נ</p>", "<p dir=\"ltr\">נ</p>"),
            ("<p><em>נ</em></p>", "<p dir=\"auto\"><em>נ</em></p>"),
        ] {
            assert_eq!(directed(html), expected);
        }
    }

    #[test]
    fn what_is_no_text_stays_as_it_is() {
        for html in [
            "<title>נ</title>",
            "<script>\"<p>נ</p>\"</script>",
            "<svg><text>נ</text></svg>",
            "<p><code>נ</code></p>",
            "<p title=\"<b>נ\"></p>",
            "<!-- <p>נ</p> -->",
            "נ",
            "<main>נ</main>",
            "<p>x</p></p></div>נ",
            "<p",
            "<!-- נ",
            "<script>נ",
        ] {
            assert_eq!(directed(html), html);
        }
    }

    #[test]
    fn a_page_of_any_depth_takes_linear_time() {
        let html = format!("{}נ{}", "<div>".repeat(200_000), "</b>".repeat(200_000));
        let began = std::time::Instant::now();
        assert!(directed(&html).contains("<div dir=\"auto\">נ"));
        assert!(began.elapsed().as_secs() < 5);
    }
}
