//! The texts of pages, in which results show the words that were found.

use std::borrow::Cow;

use super::pages::SearchPage;
use crate::manual::{Target, TextPiece};
use crate::markdown::{Hole, Piece, code_texts, decoded, made_safe};

/// The maximum length of the texts of a page in bytes. Results for words behind it show the
/// beginning of the page.
const LONGEST: usize = 24 * 1024;

/// The elements that stand within a line, so that the text before and after their tags is one.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "u",
];

impl SearchPage<'_> {
    /// The texts of its sections: first that above the first heading. Blocks of text are separated
    /// by line ends. `holds` says whether the manual has a page of an id, whose name a link without
    /// words shows.
    pub(crate) fn passages(&self, holds: impl Fn(&str) -> bool) -> Vec<String> {
        let Some(fragment) = self.fragment else {
            return match self.summary.is_empty() {
                true => Vec::new(),
                false => vec![self.summary.clone().into_owned()],
            };
        };
        let fragment = made_safe(fragment);
        let mut all = vec![String::new()];
        let mut room = LONGEST;
        let mut add = |all: &mut Vec<String>, text: &str| {
            let Some(last) = all.last_mut() else {
                return;
            };
            let begin = last.len();
            let text = &text[..text.floor_char_boundary(room)];
            append(last, text);
            room -= (last.len() - begin).min(room);
        };
        for piece in fragment.pieces() {
            match piece {
                Piece::Html(html) => lines(html, |text| add(&mut all, text)),
                Piece::Hole(Hole::HeadingOpen(_)) => add(&mut all, "\n"),
                Piece::Hole(Hole::HeadingEnd(heading)) => {
                    // The result shows the title of the section by itself.
                    all.resize(heading.0 as usize + 1, String::new());
                    all.push(String::new());
                }
                Piece::Hole(Hole::Variable(at)) => {
                    add(&mut all, self.text_piece(&TextPiece::Variable(at)));
                }
                Piece::Hole(Hole::LinkText(at)) => {
                    let references = self.body.map(|body| &body.references);
                    match references.map(|all| &all[at.0 as usize].target) {
                        Some(Target::Id { id, .. }) if holds(id) => add(&mut all, id),
                        Some(Target::Clause(number)) => add(&mut all, number),
                        _ => add(&mut all, "…"),
                    }
                }
                Piece::Hole(Hole::Code(at)) => {
                    if let Some(block) = fragment.code(at) {
                        add(&mut all, "\n");
                        code_texts(block, |text| add(&mut all, text));
                        add(&mut all, "\n");
                    }
                }
                Piece::Hole(_) => {}
            }
        }
        for text in &mut all {
            text.truncate(text.trim_end().len());
        }
        all
    }
}

/// Appends a text with each run of white space as one space, or as one line end if it has any.
fn append(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '\n' => {
                out.truncate(out.trim_end().len());
                if !out.is_empty() {
                    out.push('\n');
                }
            }
            letter if letter.is_whitespace() => {
                if !out.is_empty() && !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            letter => out.push(letter),
        }
    }
}

/// Calls `found` with the texts of HTML, and with a line end for each tag of an element that does
/// not stand within a line.
fn lines(html: &str, mut found: impl FnMut(&str)) {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let text = spaced(&rest[..at]);
        found(&text);
        let tag = &rest[at + 1..];
        let name = tag.trim_start_matches('/');
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
        let name = &name[..end.unwrap_or(name.len())];
        if !name.is_empty() && !INLINE.contains(&name) {
            found("\n");
        }
        match tag.find('>') {
            Some(end) => rest = &tag[end + 1..],
            None => return,
        }
    }
    found(&spaced(rest));
}

/// A text of HTML as plain text. Line ends in it are no more than spaces.
fn spaced(html: &str) -> Cow<'_, str> {
    match html.contains(['\n', '&']) {
        true => decoded(html).replace('\n', " ").into(),
        false => html.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_elements_within_a_line_are_not() {
        let mut out = String::new();
        let html =
            "<p>Scrap\nis &lt;2 % of <b>all</b>\n pieces.</p>\n<ul><li>One</li><li>Two</li></ul>";
        lines(html, |text| append(&mut out, text));
        assert_eq!(out.trim_end(), "Scrap is <2 % of all pieces.\nOne\nTwo");
    }
}
