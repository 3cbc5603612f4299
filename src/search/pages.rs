//! The pages that can be searched, with their sections and texts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::manual::{Body, TextPiece};
use crate::markdown::{Fragment, Hole, Piece, code_texts, made_safe};

/// A page that can be found.
#[derive(Clone, Debug)]
pub(crate) struct SearchPage<'a> {
    /// Its address: the path of its file in the site.
    pub address: String,
    /// Its id or clause number.
    pub id: Option<&'a str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// The tag of the language of its title and its text; empty for a page in the words of the site.
    pub language: &'a str,
    /// The position of its group among the groups.
    pub group: u32,
    /// Its state: a CSS class and a word.
    pub state: Option<(&'a str, &'a str)>,
    /// The beginning of the line that a result shows; the beginning of the page's text follows.
    pub summary: Cow<'a, str>,
    /// The facts of its text: headings, excerpt, variables.
    pub body: Option<&'a Body>,
    /// The HTML of its text.
    pub fragment: Option<&'a Fragment>,
    /// The values of the variables that its text may use.
    pub variables: Option<&'a BTreeMap<String, String>>,
    /// Further text by which it is found.
    pub more: String,
}

/// The data that a result shows of a page, in the order in which it is written.
#[derive(Serialize)]
pub(super) struct Row<'a>(
    Cow<'a, str>,
    &'a str,
    &'a str,
    u32,
    &'a str,
    &'a str,
    Cow<'a, str>,
    Vec<(&'a str, Cow<'a, str>)>,
    &'a str,
);

/// The maximum length of an HTML entity, from `&` to `;`, in bytes.
const LONGEST_NAME: usize = 12;

/// The maximum length of a result's line in bytes, without the ellipsis.
const LONGEST: usize = 160;

/// The maximum length of a word in bytes: longer runs are texts without spaces between words.
const LONGEST_WORD: usize = 60;

impl SearchPage<'_> {
    /// Returns the data that a result shows: address, id, title, group, class and word of the
    /// state, line, the sections, each with anchor and title, and the language.
    pub(super) fn row(&self) -> Row<'_> {
        let (class, word) = self.state.unwrap_or_default();
        Row(
            encoded(&self.address),
            self.id.unwrap_or_default(),
            &self.title,
            self.group,
            class,
            word,
            self.line(),
            self.sections().collect(),
            self.language,
        )
    }

    /// The line that a result shows.
    fn line(&self) -> Cow<'_, str> {
        let excerpt = self.body.map_or(&[][..], |body| &body.excerpt);
        match excerpt {
            [] => shortened(&self.summary).into(),
            _ => {
                let excerpt = excerpt.iter().map(|piece| self.text_piece(piece));
                let all: String = [&*self.summary, " "].into_iter().chain(excerpt).collect();
                shortened(&all).into()
            }
        }
    }

    /// The sections of its text, in order, each with anchor and title.
    fn sections(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let body = self.body;
        let headings = body.map_or(&[][..], |body| &body.headings);
        headings.iter().map(move |heading| {
            let title = match &*heading.title {
                [only] => self.text_piece(only).into(),
                pieces => pieces.iter().map(|piece| self.text_piece(piece)).collect(),
            };
            (heading.id.as_str(), title)
        })
    }

    pub(super) fn text_piece<'t>(&'t self, piece: &'t TextPiece) -> &'t str {
        let value = |name: &str| {
            let values = self.variables;
            values
                .and_then(|all| all.get(name))
                .map_or("", |value| value)
        };
        self.body.map_or("", |body| body.filled(piece, value))
    }

    /// Calls `found` with each piece of its text: the section (0 is above the first heading),
    /// whether it is a heading, and the text.
    pub(super) fn texts(&self, mut found: impl FnMut(u32, bool, &str)) {
        for (at, (_, title)) in self.sections().enumerate() {
            found(at as u32 + 1, true, &title);
        }
        found(0, false, &self.more);
        let Some(fragment) = self.fragment else {
            return;
        };
        let fragment = made_safe(fragment);
        let mut section = 0;
        for piece in fragment.pieces() {
            match piece {
                Piece::Html(html) => between_tags(html, |text| found(section, false, text)),
                Piece::Hole(Hole::HeadingEnd(heading)) => section = heading.0 + 1,
                Piece::Hole(Hole::Variable(at)) => {
                    found(section, false, self.text_piece(&TextPiece::Variable(at)));
                }
                Piece::Hole(Hole::Code(at)) => {
                    if let Some(block) = fragment.code(at) {
                        code_texts(block, |text| found(section, false, text));
                    }
                }
                Piece::Hole(_) => {}
            }
        }
    }
}

/// Calls `found` with each piece of text between the tags and entities of HTML.
fn between_tags(html: &str, mut found: impl FnMut(&str)) {
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        if at > 0 {
            found(&rest[..at]);
        }
        rest = &rest[at..];
        let bytes = rest.as_bytes();
        let end = match rest.starts_with('<') {
            true => memchr::memchr(b'>', bytes),
            false => memchr::memchr(b';', &bytes[..bytes.len().min(LONGEST_NAME)]).or(Some(0)),
        };
        match end {
            Some(end) => rest = &rest[end + 1..],
            None => return,
        }
    }
    if !rest.is_empty() {
        found(rest);
    }
}

/// Shortens a text to the words that fit into a line.
fn shortened(text: &str) -> String {
    let mut line = String::with_capacity(LONGEST);
    for word in text.split_whitespace() {
        // A picture or badge that was left out may leave a space before a comma.
        let is_first = line.is_empty();
        let gap = match is_first || word.starts_with([',', '.', ';', ':', '!', '?', ')']) {
            true => "",
            false => " ",
        };
        let room = LONGEST.saturating_sub(line.len() + gap.len());
        let part = match word.len() <= room {
            true => word,
            // Some writing systems have no spaces.
            false if is_first || word.len() > LONGEST_WORD => {
                &word[..word.floor_char_boundary(room)]
            }
            false => "",
        };
        if !part.is_empty() {
            line.push_str(gap);
            line.push_str(part);
        }
        if part.len() < word.len() {
            line.push('…');
            break;
        }
    }
    line
}

/// Percent-encodes an address for a link.
fn encoded(address: &str) -> Cow<'_, str> {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const ESCAPED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'?')
        .add(b'<')
        .add(b'>');
    utf8_percent_encode(address, ESCAPED).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_tags_is_text() {
        let mut found = Vec::new();
        between_tags("a <b class=\"x\">c</b><i>d</i> e &lt;f&gt;", |text| {
            found.push(text.to_owned());
        });
        assert_eq!(found, ["a ", "c", "d", " e ", "f"]);
    }

    #[test]
    fn a_long_line_is_cut_between_words() {
        let text = "word ".repeat(60);
        let short = shortened(&text);
        assert!(
            short.len() <= LONGEST + 3 && short.ends_with("word…"),
            "{short}"
        );
    }

    #[test]
    fn white_space_is_made_one_and_none_stands_before_a_comma() {
        assert_eq!(shortened("One\ntwo  three ."), "One two three.");
        assert_eq!(shortened(" At , steel "), "At, steel");
        assert_eq!(shortened(""), "");
    }

    #[test]
    fn text_without_spaces_is_cut_at_a_character() {
        let short = shortened(&format!("序文 {}", "品".repeat(1000)));
        assert!(
            short.starts_with("序文 品品") && short.ends_with("品…"),
            "{short}"
        );
        assert!(short.len() <= LONGEST + 3, "{short}");
    }

    #[test]
    fn a_line_has_the_values_of_variables() {
        let text = crate::diagnostics::Spanned::new("company".to_owned(), Default::default());
        let body = Body {
            variables: vec![text],
            excerpt: vec![TextPiece::Variable(0), TextPiece::Text(" buys.".into())],
            ..Body::default()
        };
        let values = BTreeMap::from([("company".to_owned(), "Harrow".to_owned())]);
        let mut page = super::super::tests::page("QP-1", "Title", "");
        page.summary = "Record.".into();
        page.body = Some(&body);
        page.variables = Some(&values);
        assert_eq!(page.line(), "Record. Harrow buys.");
    }
}
