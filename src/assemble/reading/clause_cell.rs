//! Splits a cell that names several clauses (`docs/design.md`, "Claims in tables and other
//! notations").

use std::ops::Range;

/// A clause that a cell names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedClause {
    /// The clause, in full: a letter has the number that it belongs to before it.
    pub(super) clause: String,
    /// Where in the cell it is written.
    pub(super) range: Range<usize>,
    /// Why it is not certain which clause is meant, if it is not.
    pub(super) doubt: Option<Doubt>,
}

/// Why it is not certain which clause a part of a cell means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// `6.2.3, 4`: clause 4, or clause 6.2.4.
    Shortened,
    /// `7.1, a`: an item of a clause that is named as a whole before it.
    BehindWhole,
    /// `9001:8.4.1, 8.4.2`: a clause of the same standard, or of the one that a bare number means.
    BesideStandard,
}

/// Words between two clauses.
const AND: [&str; 4] = ["and", "und", "et", "y"];

/// Whether a cell with this text names one clause, and exactly this.
pub(crate) fn is_one_clause(text: &str) -> bool {
    let named = split(text);
    matches!(named.as_slice(), [one] if one.doubt.is_none() && one.clause == text)
}

/// The clauses that a cell names. They are separated by commas, semicolons, `&`, line ends, words for
/// "and", and slashes between whole numbers. Whatever else stands there is part of a clause, and is
/// reported where no clause is called so.
pub(super) fn split(text: &str) -> Vec<NamedClause> {
    let mut clauses: Vec<NamedClause> = Vec::new();
    let mut so_far = SoFar::default();
    for range in pieces(text) {
        let piece = &text[range.clone()];
        if so_far.has_words
            && is_words(piece)
            && let Some(before) = clauses.last_mut()
        {
            before.range.end = range.end;
            continue;
        }
        let before = clauses.last();
        let clause = match letter(piece).zip(before) {
            Some((letter, before)) => with_letter(&before.clause, letter),
            None => None,
        };
        let doubt = match (&clause, before) {
            (Some(_), Some(before)) => {
                is_whole_clause(&before.clause).then_some(Doubt::BehindWhole)
            }
            _ => so_far.doubt(piece),
        };
        so_far.note(piece);
        clauses.push(NamedClause {
            clause: clause.unwrap_or_else(|| piece.to_owned()),
            range,
            doubt,
        });
    }
    for named in &mut clauses {
        // Words were added to it.
        if named.clause.len() < named.range.len()
            && text[named.range.clone()].starts_with(&named.clause)
        {
            text[named.range.clone()].clone_into(&mut named.clause);
        }
    }
    clauses
}

/// The items that a text names of one clause, each in full: `7.1 a, b, c`. `None` for any other text.
pub(in crate::assemble) fn items_of_clause(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    if !text.contains([',', ';', '&', ' ']) {
        return None;
    }
    let named = split(text);
    let (_, letters) = named.split_first()?;
    let is_letter = |one: &NamedClause| {
        one.doubt.is_none() && letter(&text[one.range.clone()]).is_some() && one.clause.len() > 1
    };
    let are_items = !letters.is_empty() && letters.iter().all(is_letter);
    are_items.then(|| {
        named
            .into_iter()
            .map(|one| (one.clause, one.range))
            .collect()
    })
}

/// Whether a clause is named without an item: `7.1`, and not `7.1 a`.
pub(in crate::assemble) fn is_whole_clause(clause: &str) -> bool {
    let stem = clause.trim_end_matches([')', '.']);
    !stem.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// The item that a letter names behind a clause: `b` behind `7.1 a`.
pub(in crate::assemble) fn letter_of_clause(before: &str, text: &str) -> Option<String> {
    letter(text)
        .filter(|text| !text.contains(|c: char| c.is_ascii_uppercase()))
        .and_then(|letter| with_letter(before, letter))
}

/// Whether a piece only has words. Behind `5.1 Leadership`, `and commitment` goes on with it, and both
/// are reported as one.
fn is_words(piece: &str) -> bool {
    letter(piece).is_none() && !piece.contains(|c: char| c.is_ascii_digit())
}

/// The parts between separators.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, sign) in text.match_indices([',', ';', '&', '\n']) {
        between_words(text, start..at, &mut pieces);
        start = at + sign.len();
    }
    between_words(text, start..text.len(), &mut pieces);
    pieces
}

/// The parts of a text between commas and line ends, without white space around them.
pub(super) fn between_commas(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    let pieces = text.split_inclusive([',', '\n']).map(move |piece| {
        let begin = start;
        start += piece.len();
        let inner = piece.trim_end_matches([',', '\n']);
        let blank = inner.len() - inner.trim_start().len();
        begin + blank..begin + blank + inner.trim().len()
    });
    pieces.filter(|range| !range.is_empty())
}

/// Splits a part at words for "and".
fn between_words(text: &str, range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let mut start = range.start;
    for word in part.split_whitespace() {
        let at = offset(text, word);
        // `7.1 x, y` names an item y.
        let is_alone = part.trim() == word;
        if !is_alone && AND.iter().any(|and| word.eq_ignore_ascii_case(and)) {
            between_slashes(text, start..at, pieces);
            start = at + word.len();
        }
    }
    between_slashes(text, start..range.end, pieces);
}

/// Splits a part at slashes, if all that stands between them are whole numbers.
fn between_slashes(text: &str, range: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let part = text[range].trim();
    let numbers: Vec<&str> = part.split('/').map(str::trim).collect();
    let are_whole = numbers.iter().all(|number| is_whole(number, numbers[0]));
    let found = match are_whole {
        true => numbers,
        false => vec![part],
    };
    let found = found.into_iter().filter(|piece| !piece.is_empty());
    pieces.extend(found.map(|piece| {
        let at = offset(text, piece);
        at..at + piece.len()
    }));
}

/// Whether a text behind a slash is written in full like the first one: `8.4.2` behind `8.4.1`, and
/// not `2`.
fn is_whole(number: &str, first: &str) -> bool {
    let begins = |text: &str| text.chars().next().map(|c| c.is_ascii_digit());
    number.contains(|c: char| c.is_ascii_digit())
        && begins(number) == begins(first)
        && (number.contains('.') || !first.contains('.'))
}

/// Where a part of a text begins in it.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// The letter of an item: `b`, `b)`, `(b)`.
fn letter(piece: &str) -> Option<&str> {
    let inner = piece.trim_start_matches('(').trim_end_matches([')', '.']);
    let is_letter = inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_letter.then_some(piece)
}

/// The item of the clause that was named before.
fn with_letter(before: &str, letter: &str) -> Option<String> {
    let stem = before.trim_end_matches([')', '.']);
    let last = stem.chars().next_back()?;
    let stem = match last.is_ascii_alphabetic() {
        true => stem[..stem.len() - 1].trim_end_matches([' ', '(', '.']),
        false => before,
    };
    let ends_number = |c: char| c.is_ascii_digit() || c == ')';
    if !stem.ends_with(ends_number) {
        return None;
    }
    Some(match letter.starts_with('(') {
        true => format!("{stem}{letter}"),
        false => format!("{stem} {})", letter.trim_end_matches([')', '.'])),
    })
}

/// What the clauses so far say about a shorter one behind them.
#[derive(Default)]
struct SoFar {
    /// Whether one of them names its standard.
    names_standard: bool,
    /// The first number of the last one that has several.
    first: Option<u32>,
    /// Whether the last one has words behind its number.
    has_words: bool,
}

impl SoFar {
    fn doubt(&self, piece: &str) -> Option<Doubt> {
        if self.names_standard && !piece.contains(':') {
            return Some(Doubt::BesideStandard);
        }
        let (first, number) = self.first.zip(piece.parse::<u32>().ok())?;
        (number <= first).then_some(Doubt::Shortened)
    }

    fn note(&mut self, piece: &str) {
        self.names_standard |= piece.contains(':');
        let is_word = |word: &str| word.len() > 1 && word.chars().all(char::is_alphabetic);
        self.has_words = piece.split_whitespace().skip(1).any(is_word);
        if let Some((first, _)) = piece.split_once('.') {
            self.first = first.trim().parse().ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clauses(text: &str) -> Vec<String> {
        let named = split(text).into_iter();
        named
            .map(|one| match one.doubt {
                None => one.clause,
                Some(_) => format!("{}?", one.clause),
            })
            .collect()
    }

    #[test]
    fn a_cell_is_split_where_people_separate_clauses() {
        for (text, expected) in [
            ("8.4.1", &["8.4.1"][..]),
            ("8.4.1, 8.4.2;8.5", &["8.4.1", "8.4.2", "8.5"]),
            ("A.5.1 and A.5.2", &["A.5.1", "A.5.2"]),
            ("4.1 und 4.2 ET 4.3 y 4.4", &["4.1", "4.2", "4.3", "4.4"]),
            ("A.5.1 & A.5.2, and A.5.3", &["A.5.1", "A.5.2", "A.5.3"]),
            ("8.4.1/8.4.2 / 8.4.3", &["8.4.1", "8.4.2", "8.4.3"]),
            ("AC-2(1)/AC-3", &["AC-2(1)", "AC-3"]),
            ("4/5/6", &["4", "5", "6"]),
            ("8.5.1\n8.5.2", &["8.5.1", "8.5.2"]),
            ("CC6.1,,CC6.2,", &["CC6.1", "CC6.2"]),
            (
                "iso-9001-2015:8.4, iso-9001-2015:8.5",
                &["iso-9001-2015:8.4", "iso-9001-2015:8.5"],
            ),
        ] {
            assert_eq!(clauses(text), expected, "{text}");
        }
    }

    #[test]
    fn letters_belong_to_the_number_before_them() {
        for (text, expected) in [
            ("7.1 a, b, c", &["7.1 a", "7.1 b)", "7.1 c)"][..]),
            ("7.1 a) and b)", &["7.1 a)", "7.1 b)"]),
            ("820.30(a), (b)", &["820.30(a)", "820.30(b)"]),
            (
                "4.2.1.b, c.; 4.3 x, y",
                &["4.2.1.b", "4.2.1 c)", "4.3 x", "4.3 y)"],
            ),
            ("7.1, a, b", &["7.1", "7.1 a)?", "7.1 b)"]),
            ("14971:8.a, b", &["14971:8.a", "14971:8 b)"]),
            ("A, B", &["A", "B"]),
        ] {
            assert_eq!(clauses(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_left_over_stays_to_be_reported() {
        for (text, expected) in [
            ("6.2.3/4/5", &["6.2.3/4/5"][..]),
            ("PR.AA-01/02", &["PR.AA-01/02"]),
            ("8.4.1-8.4.3", &["8.4.1-8.4.3"]),
            ("A.5.1 A.5.2", &["A.5.1 A.5.2"]),
            ("8.4 Purchasing, goods", &["8.4 Purchasing, goods"]),
            (
                "5.1 Leadership and commitment, 5.2 Policy",
                &["5.1 Leadership and commitment", "5.2 Policy"],
            ),
            ("8.4, goods", &["8.4", "goods"]),
            ("GV.OC, GV.RM", &["GV.OC", "GV.RM"]),
            ("9.3.2 c) 1), 2)", &["9.3.2 c) 1)", "2)"]),
            ("7.1 a-c", &["7.1 a-c"]),
        ] {
            assert_eq!(clauses(text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_mean_two_clauses_is_in_doubt() {
        assert_eq!(clauses("6.2.3, 4, 5"), ["6.2.3", "4?", "5?"]);
        assert_eq!(clauses("4.1, 5, 6.2"), ["4.1", "5", "6.2"]);
        assert_eq!(clauses("9001:8.4.1, 8.4.2"), ["9001:8.4.1", "8.4.2?"]);
        assert_eq!(clauses("8.4.1, 9001:8.4.2"), ["8.4.1", "9001:8.4.2"]);
    }

    #[test]
    fn each_clause_has_its_place_in_the_cell() {
        let text = " 8.4.1 und  8.4.2 / 8.4.3, b ";
        let places = split(text).into_iter().map(|one| &text[one.range]);
        assert_eq!(places.collect::<Vec<_>>(), ["8.4.1", "8.4.2", "8.4.3", "b"]);
        assert!(split("").is_empty() && split(" , & ").is_empty());
    }
}
