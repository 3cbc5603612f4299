//! Writing HTML directly, where a template would be too slow or is not available.

use std::cell::Cell;

use pulldown_cmark_escape::escape_html;

/// Writes text, escaped for an element or for an attribute in quotation marks.
pub(crate) fn escape_into(out: &mut String, text: &str) {
    // Writing into a `String` cannot fail.
    let _ = escape_html(out, text);
}

thread_local! {
    static SPARE: Cell<String> = const { Cell::new(String::new()) };
}

/// The largest allocation, in bytes, that is kept for the next text.
const LARGEST_SPARE: usize = 256 * 1024;

/// An empty text, with the spare allocation of this thread if there is one. Pages are made of many
/// small texts and a few large ones, and the system's allocator is slow if the two alternate.
pub(crate) fn spare() -> String {
    SPARE.take()
}

/// Keeps the allocation of a text that is no longer needed, for the next text on this thread.
pub(crate) fn give_back(mut text: String) {
    if text.capacity() <= LARGEST_SPARE {
        text.clear();
        SPARE.set(text);
    }
}

/// A text, escaped for HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Writes an attribute.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape_into(out, value);
    out.push('"');
}

/// A link.
pub(crate) fn link(href: &str, text: &str) -> String {
    let mut out = String::with_capacity(href.len() + text.len() + 24);
    link_into(&mut out, href, text, None);
    out
}

/// Writes a link. `language` is the tag of the language of its text, if that is not the language of the
/// page.
pub(crate) fn link_into(out: &mut String, href: &str, text: &str, language: Option<&str>) {
    out.push_str("<a");
    attribute(out, "href", href);
    if let Some(language) = language {
        attribute(out, "lang", language);
    }
    out.push('>');
    escape_into(out, text);
    out.push_str("</a>");
}

/// A `time` element: `iso` for machines, `text` for readers.
pub(crate) fn time(iso: &str, text: &str) -> String {
    let mut out = String::with_capacity(iso.len() + text.len() + 32);
    out.push_str("<time");
    attribute(&mut out, "datetime", iso);
    out.push('>');
    escape_into(&mut out, text);
    out.push_str("</time>");
    out
}

/// Copies HTML and adds a prefix to each id and to each reference to an id of the same text, so
/// that several texts can be on one page. The HTML may be passed in pieces, but a piece must not
/// end within a name.
pub(crate) struct IdPrefixer<'p> {
    prefix: &'p str,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    Tag,
    /// In an attribute's value, which ends with this quotation mark.
    Value(u8),
}

/// The beginnings of attributes whose values are ids, and of attributes whose values are references
/// to ids.
const IDS: [&str; 4] = [
    "id=\"",
    "for=\"",
    "aria-labelledby=\"",
    "aria-describedby=\"",
];
const REFERENCES: [&str; 3] = ["href=\"#", "marker-start=\"url(#", "marker-end=\"url(#"];

impl<'p> IdPrefixer<'p> {
    /// A prefix for the ids of one text.
    pub(crate) fn new(prefix: &'p str) -> Self {
        Self {
            prefix,
            state: State::Text,
        }
    }

    /// Copies a piece of HTML.
    pub(crate) fn copy(&mut self, html: &str, out: &mut String) {
        let bytes = html.as_bytes();
        let mut copied = 0;
        let mut at = 0;
        while at < bytes.len() {
            match self.state {
                State::Text => match html[at..].find('<') {
                    Some(found) => {
                        at += found + 1;
                        self.state = State::Tag;
                    }
                    None => break,
                },
                State::Tag => match bytes[at] {
                    b'>' => {
                        self.state = State::Text;
                        at += 1;
                    }
                    quote @ (b'"' | b'\'') => {
                        self.state = State::Value(quote);
                        at += 1;
                    }
                    b' ' | b'\n' => {
                        at += 1;
                        let rest = &html[at..];
                        let name = IDS.iter().chain(&REFERENCES);
                        if let Some(name) = name.into_iter().find(|name| rest.starts_with(**name)) {
                            at += name.len();
                            out.push_str(&html[copied..at]);
                            out.push_str(self.prefix);
                            copied = at;
                            self.state = State::Value(b'"');
                        }
                    }
                    _ => at += 1,
                },
                State::Value(quote) => match html[at..].find(char::from(quote)) {
                    Some(found) => {
                        at += found + 1;
                        self.state = State::Tag;
                    }
                    None => break,
                },
            }
        }
        out.push_str(&html[copied..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefixed(pieces: &[&str]) -> String {
        let mut prefixer = IdPrefixer::new("p-");
        let mut out = String::new();
        for piece in pieces {
            prefixer.copy(piece, &mut out);
        }
        out
    }

    #[test]
    fn ids_and_references_to_them_get_the_prefix() {
        assert_eq!(
            prefixed(&[
                "<p id=\"a\">x <a class=\"f\" href=\"#a\">1</a> <a href=\"b.html#a\">2</a></p>"
            ]),
            "<p id=\"p-a\">x <a class=\"f\" href=\"#p-a\">1</a> <a href=\"b.html#a\">2</a></p>"
        );
    }

    #[test]
    fn text_that_looks_like_an_id_is_left_alone() {
        let text =
            "write id=\"a\" and <code> id=\"b\"</code> <img alt=\"> id='c'\" title=' id=\"d\"'>";
        assert_eq!(prefixed(&[text]), text);
    }

    #[test]
    fn pieces_may_end_within_a_tag() {
        assert_eq!(
            prefixed(&["<img src=\"", "x.png", "\" id=\"i\"> id=\"t\""]),
            "<img src=\"x.png\" id=\"p-i\"> id=\"t\""
        );
    }

    #[test]
    fn attributes_are_escaped() {
        let mut out = String::new();
        attribute(&mut out, "title", "\"A & B\" <c>");
        assert_eq!(out, " title=\"&quot;A &amp; B&quot; &lt;c&gt;\"");
    }
}
