//! Checks the markup of a part before it is parsed. The parser reserves memory for each `<` and each
//! `=`, compares each attribute of an element with the others, and looks for each prefix among all that
//! are declared around it: a small file can make it take hours, or all memory.

use memchr::{memchr, memchr_iter, memmem};

use crate::word::refusal::Refusal;

/// The most elements within each other, because the functions that read the tree are recursive.
const MAX_DEPTH: usize = 256;

/// The most attributes of an element, with those that declare prefixes.
const MAX_ATTRIBUTES: usize = 256;

/// The most prefixes that are declared by an element and those around it.
const MAX_IN_SCOPE: usize = 512;

/// The most attributes of a part that declare prefixes.
const MAX_PREFIXES: usize = 20_000;

/// The most `<` of a part. The most elements have two each.
const MAX_TAGS: usize = 2_500_000;

/// The most `=` of a part.
const MAX_EQUAL_SIGNS: usize = 5_000_000;

/// Checks the markup of a part. What is no XML is left to the parser, which reads no further either.
pub(super) fn check(text: &str, path: &str) -> Result<(), Refusal> {
    let too_many = |most: usize, of: &str| {
        let what = format!("more than {most} {of} in `{path}`");
        Err(Refusal::limit(what, most.to_string()))
    };
    for (sign, most) in [(b'<', MAX_TAGS), (b'=', MAX_EQUAL_SIGNS)] {
        if memchr_iter(sign, text.as_bytes()).nth(most).is_some() {
            return too_many(most, &format!("signs `{}`", char::from(sign)));
        }
    }
    // The number of prefixes in scope within each open element.
    let mut open: Vec<usize> = Vec::new();
    let mut prefixes = 0;
    let mut rest = text;
    while let Some(found) = memchr(b'<', rest.as_bytes()) {
        let markup = &rest[found + 1..];
        let end = match markup.as_bytes() {
            [b'!', b'-', b'-', ..] => end_of(markup, 3, "-->"),
            [b'!', b'[', ..] => end_of(markup, 2, "]]>"),
            [b'?', ..] => end_of(markup, 1, "?>"),
            [b'/', ..] => {
                open.pop();
                end_of(markup, 1, ">")
            }
            _ => match Tag::read(markup) {
                Some(tag) => {
                    prefixes += tag.prefixes;
                    let in_scope = open.last().copied().unwrap_or(0) + tag.prefixes;
                    if tag.attributes > MAX_ATTRIBUTES {
                        return too_many(MAX_ATTRIBUTES, "attributes of one element");
                    } else if in_scope > MAX_IN_SCOPE {
                        return too_many(MAX_IN_SCOPE, "prefixes of namespaces in one place");
                    } else if prefixes > MAX_PREFIXES {
                        return too_many(MAX_PREFIXES, "declarations of namespaces");
                    }
                    if !tag.is_closed {
                        open.push(in_scope);
                    }
                    if open.len() > MAX_DEPTH {
                        let what =
                            format!("elements more than {MAX_DEPTH} levels deep in `{path}`");
                        return Err(Refusal::limit(what, format!("{MAX_DEPTH} levels")));
                    }
                    Some(tag.length)
                }
                None => None,
            },
        };
        let Some(end) = end else { return Ok(()) };
        rest = &markup[end..];
    }
    Ok(())
}

/// The offset behind the first `sign` that stands at `from` or later.
fn end_of(markup: &str, from: usize, sign: &str) -> Option<usize> {
    let found = memmem::find(&markup.as_bytes()[from..], sign.as_bytes())?;
    Some(from + found + sign.len())
}

/// The tag with which an element begins.
struct Tag {
    /// Its length in bytes, with `>` and without `<`.
    length: usize,
    /// How many attributes it has.
    attributes: usize,
    /// How many of them declare a prefix, or the namespace of names without one.
    prefixes: usize,
    /// Whether it is the whole element: `<br/>`.
    is_closed: bool,
}

impl Tag {
    /// Reads a tag from behind its `<`. `None` if it has no end.
    fn read(markup: &str) -> Option<Self> {
        let bytes = markup.as_bytes();
        let (mut attributes, mut prefixes) = (0, 0);
        let mut at = 0;
        loop {
            match *bytes.get(at)? {
                b'>' => break,
                b'=' => {
                    attributes += 1;
                    let name = markup[..at].trim_ascii_end();
                    let start =
                        name.rfind(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'');
                    let name = &name[start.map_or(0, |start| start + 1)..];
                    prefixes += usize::from(name.starts_with("xmlns"));
                    at += 1;
                }
                quote @ (b'"' | b'\'') => at += 2 + memchr(quote, &bytes[at + 1..])?,
                _ => at += 1,
            }
        }
        Some(Self {
            length: at + 1,
            attributes,
            prefixes,
            is_closed: bytes[..at].ends_with(b"/"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a part with this text; empty if it is read.
    fn said(text: &str) -> String {
        check(text, "x.xml").map_or_else(|refusal| refusal.to_string(), |()| String::new())
    }

    fn attributes(count: usize) -> String {
        (0..count).map(|at| format!(" a{at}='=\">'")).collect()
    }

    fn declarations(count: usize) -> String {
        (0..count)
            .map(|at| format!(" xmlns:p{at} = \"u\""))
            .collect()
    }

    #[test]
    fn markup_that_takes_the_parser_long_is_refused() {
        let limit = |what: &str, most: &str| {
            format!(
                "the file has more than {what} in `x.xml`; the limit is {most}. Split the document, or \
                 save it again in Word with compressed pictures"
            )
        };
        let nested = |levels: usize, each: usize| {
            let open: String = (0..levels)
                .map(|level| {
                    format!(
                        "<a{}>",
                        declarations(each).replace(":p", &format!(":q{level}-"))
                    )
                })
                .collect();
            format!("{open}{}", "</a>".repeat(levels))
        };
        let many = format!(
            "<a>{}</a>",
            format!("<b{}/>", declarations(200)).repeat(101)
        );
        for (text, expected) in [
            (format!("<a{}/>", attributes(256)), String::new()),
            (
                format!("<a{}/>", attributes(257)),
                limit("256 attributes of one element", "256"),
            ),
            (nested(2, 256), String::new()),
            (
                nested(3, 200),
                limit("512 prefixes of namespaces in one place", "512"),
            ),
            (many, limit("20000 declarations of namespaces", "20000")),
            (
                "<".repeat(MAX_TAGS + 1),
                limit("2500000 signs `<`", "2500000"),
            ),
            (
                "=".repeat(MAX_EQUAL_SIGNS + 1),
                limit("5000000 signs `=`", "5000000"),
            ),
        ] {
            let start: String = text.chars().take(60).collect();
            assert_eq!(said(&text), expected, "{start}");
        }
    }

    #[test]
    fn depth_counts_elements_and_nothing_that_looks_like_one() {
        let deep = |levels: usize, within: &str| {
            format!(
                "{}{within}{}",
                "<a b='/'>".repeat(levels),
                "</a>".repeat(levels)
            )
        };
        let no_elements = "<c/><!-- <d><d> --><![CDATA[<e><e>]]><?f <g> ?>";
        assert_eq!(said(&deep(256, no_elements)), "");
        assert_eq!(
            said(&deep(257, "")),
            "the file has elements more than 256 levels deep in `x.xml`; the limit is 256 levels. Split \
             the document, or save it again in Word with compressed pictures"
        );
        // The parser says what is wrong with these.
        for text in [
            "",
            "<",
            "<a",
            "<a b='",
            "<!--",
            "<![CDATA[",
            "<?",
            "</",
            "</a></a><a>",
            "<!D>",
        ] {
            assert_eq!(said(text), "", "{text}");
        }
    }
}
