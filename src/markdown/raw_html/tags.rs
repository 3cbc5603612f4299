//! Splits raw HTML into tags and text. It finds the tags; `sanitise` decides what is safe.

use std::ops::Range;

use html5ever::data::NAMED_ENTITIES;

/// A token of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum RawToken<'a> {
    Text(&'a str),
    Open(RawTag<'a>),
    Close(RawTag<'a>),
    /// A comment, a declaration or an instruction, which is not shown.
    Nothing,
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawTag<'a> {
    /// The element's name in lower case.
    pub(crate) name: String,
    /// The whole tag as written.
    pub(crate) written: &'a str,
    /// The text between the name and the end of the tag.
    attributes: &'a str,
    /// The byte offset of `attributes` in the HTML.
    attributes_at: usize,
}

/// An attribute as written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawAttribute<'a> {
    /// Its name in lower case.
    pub(crate) name: String,
    /// Its value, without quotation marks; entities are still in it.
    pub(crate) value: &'a str,
    /// The byte range of the value in the HTML.
    pub(crate) range: Range<usize>,
}

/// Splits HTML into tags and text.
pub(crate) fn tokens(html: &str) -> Tokens<'_> {
    Tokens {
        html,
        at: 0,
        unended: 0,
    }
}

/// The tokens of a text.
#[derive(Debug)]
pub(crate) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The number of tags so far that have no end.
    unended: u8,
}

/// The greatest number of tags without an end that are examined. Each costs a search up to the end
/// of the text.
const MOST_UNENDED: u8 = 16;

impl<'a> Iterator for Tokens<'a> {
    type Item = RawToken<'a>;

    fn next(&mut self) -> Option<RawToken<'a>> {
        let rest = &self.html[self.at..];
        if rest.is_empty() {
            return None;
        }
        let (token, length) = match rest.strip_prefix('<') {
            Some(inner) => self.tag(rest, inner),
            None => text(rest, 0),
        };
        self.at += length;
        Some(token)
    }
}

impl<'a> Tokens<'a> {
    /// The byte offset of the next token.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn tag(&mut self, rest: &'a str, inner: &'a str) -> (RawToken<'a>, usize) {
        let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        if inner.starts_with("!--") {
            // The shortest comment is `<!-->`.
            let end = rest[2..].find("-->").map_or(rest.len(), |at| 2 + at + 3);
            return (RawToken::Nothing, end);
        }
        if inner.starts_with("![CDATA[") {
            return (RawToken::Nothing, until("]]>"));
        }
        if inner.starts_with(['!', '?']) {
            return (RawToken::Nothing, until(">"));
        }
        let closing = inner.starts_with('/');
        let name_at = 1 + usize::from(closing);
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            return text(rest, 1);
        }
        let name =
            rest[name_at..].find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let Some(attributes_at) = name.map(|length| name_at + length) else {
            return text(rest, 1);
        };
        let end = match self.unended < MOST_UNENDED {
            true => tag_end(rest, attributes_at),
            false => None,
        };
        let Some(end) = end else {
            self.unended = self.unended.saturating_add(1);
            return text(rest, 1);
        };
        let tag = RawTag {
            name: rest[name_at..attributes_at].to_ascii_lowercase(),
            written: &rest[..end],
            attributes: &rest[attributes_at..end - 1],
            attributes_at: self.at + attributes_at,
        };
        let token = match closing {
            true => RawToken::Close(tag),
            false => RawToken::Open(tag),
        };
        (token, end)
    }
}

/// Returns the text up to the next `<` at or after `from`, and its length in bytes.
fn text(rest: &str, from: usize) -> (RawToken<'_>, usize) {
    let end = rest[from..].find('<').map_or(rest.len(), |at| from + at);
    (RawToken::Text(&rest[..end]), end)
}

/// Returns the byte offset after the `>` that ends a tag. A `>` in a quoted value does not end it.
/// A quotation mark begins a value only after `=`.
fn tag_end(tag: &str, from: usize) -> Option<usize> {
    let bytes = tag.as_bytes();
    let mut at = from;
    let mut behind_equals = false;
    loop {
        match bytes.get(at)? {
            b'>' => return Some(at + 1),
            quote @ (b'"' | b'\'') if behind_equals => {
                at += 1 + tag[at + 1..].find(char::from(*quote))?;
                behind_equals = false;
            }
            b'=' => behind_equals = true,
            byte if byte.is_ascii_whitespace() => {}
            _ => behind_equals = false,
        }
        at += 1;
    }
}

impl<'a> RawTag<'a> {
    /// The tag's attributes, in order.
    pub(crate) fn attributes(&self) -> Vec<RawAttribute<'a>> {
        let mut found = Vec::new();
        let text = self.attributes;
        let space = |c: char| c.is_ascii_whitespace();
        let mut at = 0;
        loop {
            let skipped = text[at..].trim_start_matches(|c| space(c) || c == '/');
            at = text.len() - skipped.len();
            if skipped.is_empty() {
                return found;
            }
            // An `=` at the beginning of a name belongs to the name.
            let first = skipped.chars().next().map_or(0, char::len_utf8);
            let stop = |c: char| space(c) || matches!(c, '/' | '=');
            let name = skipped[first..]
                .find(stop)
                .map_or(skipped.len(), |n| first + n);
            let name_range = at..at + name;
            at += name;
            let behind = text[at..].trim_start_matches(space);
            let value = match behind.strip_prefix('=') {
                Some(value) => {
                    let value = value.trim_start_matches(space);
                    at = text.len() - value.len();
                    let range = value_range(value);
                    let inner = at + range.start..at + range.end;
                    // Skips the closing quotation mark of a quoted value.
                    at = (inner.end + range.start).min(text.len());
                    inner
                }
                None => at..at,
            };
            found.push(RawAttribute {
                name: text[name_range].to_ascii_lowercase(),
                value: &text[value.clone()],
                range: self.attributes_at + value.start..self.attributes_at + value.end,
            });
        }
    }
}

/// The byte range of the value that begins here, without its quotation marks.
fn value_range(value: &str) -> Range<usize> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) => 1..value[1..].find(quote).map_or(value.len(), |end| 1 + end),
        None => {
            0..value
                .find(|c: char| c.is_ascii_whitespace())
                .unwrap_or(value.len())
        }
    }
}

/// The length of the longest name of an entity, in bytes, with its semicolon.
const LONGEST_ENTITY: usize = 33;

/// Decodes the entities of a text. What is no entity stays as written.
pub(crate) fn decoded(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut bytes = rest.bytes().take(LONGEST_ENTITY);
        let end = bytes.position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..=end])?, end))) {
            Some(((first, second), end)) => {
                decoded.push(first);
                decoded.extend(second);
                rest = &rest[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The characters of an entity, whose name ends with its semicolon.
fn entity(name: &str) -> Option<(char, Option<char>)> {
    let Some(number) = name.strip_prefix('#') else {
        let (first, second) = NAMED_ENTITIES.get(name)?;
        let second = char::from_u32(*second).filter(|second| *second != '\0');
        return Some((char::from_u32(*first)?, second));
    };
    let number = number.strip_suffix(';')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code)?, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> Vec<String> {
        let shown = tokens(html).map(|token| match token {
            RawToken::Text(text) => format!("text {text}"),
            RawToken::Open(tag) => {
                let attributes = tag.attributes().into_iter();
                attributes.fold(format!("open {}", tag.name), |line, attribute| {
                    assert_eq!(&html[attribute.range.clone()], attribute.value);
                    format!("{line} {}={}", attribute.name, attribute.value)
                })
            }
            RawToken::Close(tag) => format!("close {}", tag.name),
            RawToken::Nothing => "nothing".to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn html_is_cut_into_tags_and_text() {
        assert_eq!(
            shown("a <B>b</b ><!-- <i> -->c<br/><!DOCTYPE x>"),
            [
                "text a ", "open b", "text b", "close b", "nothing", "text c", "open br", "nothing"
            ]
        );
        assert_eq!(shown("1 < 2 <3"), ["text 1 ", "text < 2 ", "text <3"]);
    }

    #[test]
    fn a_tag_ends_behind_its_attributes() {
        assert_eq!(
            shown("<a href=\"x>y\" Title='a \"b\"' é=1 open  b = c/d>t"),
            ["open a href=x>y title=a \"b\" é=1 open= b=c/d", "text t"]
        );
        assert_eq!(shown("<a \"x>"), ["open a \"x="]);
        assert_eq!(shown("<a = b>"), ["open a == b="]);
    }

    #[test]
    fn what_is_never_closed_is_text_or_nothing() {
        assert_eq!(shown("<a href=\"x>"), ["text <a href=\"x>"]);
        assert_eq!(shown("<div"), ["text <div"]);
        assert_eq!(shown("a<!-- b"), ["text a", "nothing"]);
        assert_eq!(shown("<!-->b"), ["nothing", "text b"]);
    }

    #[test]
    fn entities_of_values_are_decoded() {
        assert_eq!(decoded("a&amp;b&#32;&#x41;&nope;&"), "a&b A&nope;&");
        assert_eq!(
            decoded("caf&eacute;&nbsp;&NotEqualTilde;&am;"),
            "café\u{a0}≂\u{338}&am;"
        );
        assert_eq!(decoded("&CounterClockwiseContourIntegral;"), "∳");
    }
}
