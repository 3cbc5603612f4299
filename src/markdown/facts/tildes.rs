//! `~~` that the parser does not read as strike-through. Two of them that seem to strike out what
//! stands between are reported, and it counts as struck out (`docs/design.md`, "What a claim is").

use std::ops::Range;

use crate::manual::{PassageIx, Struck};
use crate::markdown::facts::says::SaidHere;
use crate::markdown::page::Page;
use crate::markdown::sought;
use crate::rules;

/// The signs of a page that may be the first of a pair.
#[derive(Debug, Default)]
pub(crate) struct Tildes {
    /// The first sign since the last pair with which struck text may begin.
    opener: Option<Sign>,
    /// The last sign. It pairs with another one in its block, whatever is beside them.
    last: Option<Sign>,
}

/// A run of tildes that strikes nothing, for example because of a blank behind it.
#[derive(Clone, Debug)]
struct Sign {
    range: Range<usize>,
    /// The open block.
    block: usize,
    /// Whether struck text may begin here: a word follows directly, or the sign begins its line.
    opens: bool,
    /// Whether struck text may end here: a word is directly before it, or the sign ends its line.
    closes: bool,
    /// Whether it begins its line.
    begins_line: bool,
    /// What there was before it.
    before: Before,
}

/// How far a page was read at a sign.
#[derive(Clone, Debug)]
struct Before {
    claims: usize,
    passages: usize,
    pictures: usize,
    footnotes: usize,
    said: SaidHere,
    /// The section of the open heading, and whether the heading had words.
    heading: Option<(PassageIx, bool)>,
}

/// Writes text that has `~`, and finds signs in it. The parser may split the signs into two texts.
pub(crate) fn text_with_tildes(page: &mut Page<'_>, text: &str, start: usize) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'~', text.as_bytes()) {
        if at < from {
            continue;
        }
        let source = page.text.get(start + at..).unwrap_or_default();
        let length = source.len() - source.trim_start_matches('~').len();
        let before = page.text.get(..start + at).unwrap_or_default();
        if length == 0 || before.ends_with(['~', '\\']) {
            continue;
        }
        page.piece(&text[from..at], start + from);
        page.flush_text();
        note_sign(page, start + at..start + at + length);
        from = at;
    }
    page.piece(&text[from..], start + from);
}

fn note_sign(page: &mut Page<'_>, range: Range<usize>) {
    let sign = Sign::at(page, range);
    let opener = page.tildes.opener.take();
    let last = page.tildes.last.take();
    let in_block = last.filter(|first| first.block == sign.block && first.pairs_in_block(&sign));
    // A single tilde is rather a sign for "about" or a part of a path.
    let is_double = sign.range.len() > 1;
    match (opener, in_block) {
        (Some(first), _) if is_double && sign.closes => strike(page, &first, &sign),
        (opener, Some(first)) => {
            page.tildes.opener = opener.filter(|opener| opener.range != first.range);
            strike(page, &first, &sign);
        }
        (opener, None) => {
            let opens = is_double && sign.opens;
            page.tildes.opener = opener.or_else(|| opens.then(|| sign.clone()));
            page.tildes.last = Some(sign);
        }
    }
}

impl Sign {
    /// The sign in a range of the page that is read.
    fn at(page: &Page<'_>, range: Range<usize>) -> Self {
        let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let before = page.text.get(..range.start).unwrap_or_default();
        let behind = page.text.get(range.end..).unwrap_or_default();
        let begins_line = begins_line(before);
        Self {
            block: page.tasks.block(),
            opens: begins_line || is_word(behind.chars().next()),
            closes: ends_line(behind) || is_word(before.chars().next_back()),
            begins_line,
            before: Before {
                claims: page.body.claims.len(),
                passages: page.passages.count(),
                pictures: page.body.pictures.len(),
                footnotes: page.footnotes.counting.len(),
                said: page.said.here(),
                heading: page
                    .heading
                    .as_ref()
                    .map(|open| (open.passage, open.has_other)),
            },
            range,
        }
    }

    /// Whether the sign and a later one in its block seem to strike out what stands between.
    fn pairs_in_block(&self, end: &Self) -> bool {
        match (self.range.len(), end.range.len()) {
            (1, 1) => self.begins_line && end.closes && !end.opens,
            (1, _) | (_, 1) => self.opens && end.closes && !end.opens,
            _ => true,
        }
    }
}

/// How far a line is looked at beside a sign, in bytes. This bounds the cost of long lines.
const FARTHEST: usize = 512;

/// Whether no word is on the line, or in the cell, before its end. Marks of lists are no words.
fn begins_line(before: &str) -> bool {
    let before = &before[before.floor_char_boundary(before.len().saturating_sub(FARTHEST))..];
    let line = before.rsplit(['\n', '\r', '|']).next().unwrap_or_default();
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = number.len() < line.len() && number.starts_with(['.', ')']);
    let ticked = line.strip_prefix(['x', 'X']);
    let marks = match ticked.filter(|rest| rest.starts_with(']')) {
        Some(rest) => rest,
        None if is_number => number,
        None => line,
    };
    !marks.contains(char::is_alphanumeric)
}

/// Whether no word is on the line, or in the cell, behind its beginning. Attributes of a heading are
/// no words.
fn ends_line(behind: &str) -> bool {
    let behind = &behind[..behind.floor_char_boundary(FARTHEST)];
    let line = behind.split(['\n', '\r', '|', '{']).next();
    !line.is_some_and(|line| line.contains(char::is_alphanumeric))
}

/// Reports two signs, and strikes out what stands between them.
fn strike(page: &mut Page<'_>, first: &Sign, end: &Sign) {
    const WHY: Struck = Struck::BetweenSigns;
    let before = &first.before;
    for claim in page.body.claims.iter_mut().skip(before.claims) {
        claim.struck = Some(WHY.beside(claim.struck));
    }
    page.passages.strike_since(before.passages, WHY);
    strike_headings(page, before);
    page.body.pictures.truncate(before.pictures);
    page.footnotes.strike_since(before.footnotes, WHY);
    page.said.take_back(before.said);
    sought::strike(page, &(first.range.start..end.range.end), WHY);
    let span = page.span_elsewhere(first.range.clone());
    let message = "`~~` strikes out nothing here: readers see the signs, and what stands between them \
                   counts as struck out";
    let help = "write ~~words~~ within one paragraph, item or cell, without a blank inside; or \\~~ \
                where the signs are meant";
    page.report(&rules::UNREAD_STRIKE, span, message, help);
}

/// Strikes out the headings between a first sign and this point, each with its section.
fn strike_headings(page: &mut Page<'_>, before: &Before) {
    page.passages
        .strike_since(before.passages, Struck::BetweenSigns);
    let open = page.heading.as_ref().map(|open| open.passage);
    let has_words_before = match before.heading {
        Some((passage, has_words)) if open == Some(passage) => has_words,
        Some((passage, false)) => {
            page.passages.strike(passage, Struck::BetweenSigns);
            false
        }
        _ => false,
    };
    if let Some(heading) = &mut page.heading
        && heading.has_other
        && !has_words_before
    {
        heading.has_struck = true;
        heading.has_other = false;
        heading.is_between_signs = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_a_sign_are_no_words() {
        for before in ["", "a\n", "## ", "> - ", "12. ", "- [x] ", "| a | ", "**"] {
            assert!(begins_line(before), "{before}");
        }
        for before in ["a ", "## A ", "12 ", "x ", "1.2 "] {
            assert!(!begins_line(before), "{before}");
        }
    }

    #[test]
    fn attributes_behind_a_sign_are_no_words() {
        for behind in ["", "\nb", " {clause=1}\nb", " | b |", "** ##"] {
            assert!(ends_line(behind), "{behind}");
        }
        assert!(!ends_line(" b"));
    }
}
