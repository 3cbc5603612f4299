//! Clauses that a text names in words: `ISO 9001:2015, clause 8.4.1`, `§ 8.4.1`, `sections 6.2 and
//! 7.1 of ISO 13485`. A mention is no claim.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clause_cells;

/// Words before a clause number that say that it is one.
const MARKS: [&str; 12] = [
    "clause",
    "clauses",
    "subclause",
    "subclauses",
    "normabschnitt",
    "normkapitel",
    "normpunkt",
    "control",
    "controls",
    "criterion",
    "criteria",
    "annex",
];

/// First words of the names of standards.
const STANDARDS: [&str; 7] = ["iso", "iec", "en", "din", "nist", "soc", "cfr"];

/// Words between a mark and a number, or between two numbers.
const BETWEEN: [&str; 37] = [
    "clause",
    "clauses",
    "section",
    "sections",
    "subsection",
    "sec",
    "sect",
    "cl",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "chapter",
    "chapters",
    "requirement",
    "requirements",
    "abschnitt",
    "kapitel",
    "nr",
    "no",
    "and",
    "und",
    "or",
    "oder",
    "et",
    "y",
    "chapitre",
    "apartado",
    "punkt",
    "ziffer",
    "kap",
    "absatz",
    "artikel",
    "article",
    "numeral",
    "punto",
    "requisito",
];

/// A clause that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The number, such as `8.4.1`, `A.5.1` or `4.2.1b`.
    pub(crate) number: String,
    /// Its place in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// Whether the text calls it a control.
    pub(crate) is_control: bool,
}

/// Finds the clauses that a text names, in the order of the text. A number counts only behind a word
/// that says that it is a clause, or behind the name of a standard.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let words: Vec<Range<usize>> = words(text).collect();
    let bare = |range: &Range<usize>| {
        let word = text.get(range.clone()).unwrap_or_default();
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(range) = words.get(at) {
        let name = bare(range);
        let is_sign = text.get(range.clone()).is_some_and(|w| w.starts_with('§'))
            && !is_of_document(at, &|at: usize| words.get(at).map(bare));
        let (is_mark, skip) = match () {
            () if MARKS.contains(&name.as_str()) || is_sign => (true, 0),
            () if is_standard(&name) => (true, 1),
            () => (false, 0),
        };
        let next = at + 1;
        // A number may stand in the word of the sign: `§8.4.1`.
        if !is_sign || name.is_empty() {
            at = next;
        }
        if !is_mark {
            continue;
        }
        let is_control = name.starts_with("control") || name == "annex";
        let mut left = 2 + skip;
        while let Some(range) = words.get(at) {
            let word = text.get(range.clone()).unwrap_or_default();
            let numbers = numbers(word, range.start);
            let name = bare(range);
            if !numbers.is_empty() {
                found.extend(numbers.into_iter().map(|(number, range)| Mention {
                    number,
                    range,
                    is_control,
                }));
            } else if BETWEEN.contains(&name.as_str()) || name.is_empty() || is_item(word) {
            } else if left > 0
                && (name.starts_with(|c: char| c.is_ascii_digit()) || is_standard(&name))
            {
                left -= 1;
            } else {
                break;
            }
            at += 1;
        }
        at = at.max(next);
    }
    found
}

/// Whether a section sign stands behind the id of a document, whose section is meant: `SOP-001 §4.1`.
fn is_of_document(at: usize, word: &dyn Fn(usize) -> Option<String>) -> bool {
    let before = |by: usize| word(at.checked_sub(by)?);
    let is_id = before(1).is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    let is_named = (1..=3).any(|by| before(by).is_some_and(|word| is_standard(&word)));
    is_id && !is_named
}

/// Whether a word is the letter of an item behind a clause: `b)`, `c,`.
fn is_item(word: &str) -> bool {
    let letter = word.trim_matches([',', ';', '.', '(', ')']);
    letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn is_standard(word: &str) -> bool {
    let first = word.split(['/', ' ']).next().unwrap_or_default();
    STANDARDS.contains(&first)
}

/// The words of a text, by their places.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    text.split_whitespace().filter_map(move |word| {
        let start = from + text.get(from..)?.find(word)?;
        from = start + word.len();
        Some(start..from)
    })
}

/// The clause numbers that a word consists of: `8.4.1,`, `8.2.1/8.2.2`. Empty if it has anything
/// else.
fn numbers(word: &str, from: usize) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in word.split_inclusive(['/', ',', ';', '&']) {
        let inner = part.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let inner = match inner.contains('(') {
            true => inner,
            false => inner.trim_end_matches(')'),
        };
        if !inner.is_empty() {
            let numbers = match clause(inner) {
                Some(number) => vec![number],
                None => clause_cells::range(inner).unwrap_or_default(),
            };
            if numbers.is_empty() {
                return Vec::new();
            }
            let at = from + start + part.find(inner).unwrap_or_default();
            let place = at..at + inner.len();
            found.extend(numbers.into_iter().map(|number| (number, place.clone())));
        }
        start += part.len();
    }
    found
}

/// Returns a word if it has the form of a clause number with parts: `8.4.1`, `A.5.1`, `4.2.1b`,
/// `820.30(g)`.
fn clause(word: &str) -> Option<String> {
    let (number, item) = match word.strip_suffix(')') {
        Some(rest) => rest.split_once('(')?,
        None => match word.char_indices().next_back() {
            Some((at, 'a'..='z')) => word.split_at(at),
            _ => (word, ""),
        },
    };
    let is_item = item.len() <= 1 && item.bytes().all(|byte| byte.is_ascii_lowercase());
    let parts: Vec<&str> = number.split('.').collect();
    let is_number =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let first = parts.first()?;
    let is_annex = first.eq_ignore_ascii_case("a");
    let rest = parts.get(1..)?;
    let is_clause =
        is_item && !rest.is_empty() && rest.iter().all(is_number) && (is_number(first) || is_annex);
    is_clause.then(|| match is_annex {
        true => format!("A{}", &word[1..]),
        false => word.to_owned(),
    })
}

/// The clauses that a text names, with the number of mentions of each.
pub(crate) fn mentions_by_number(text: &str) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for mention in mentions(text) {
        *found.entry(mention.number).or_insert(0) += 1;
    }
    found
}

/// Describes the mentions in a sentence.
pub(crate) fn mentions_in_words(found: &BTreeMap<String, usize>) -> String {
    let words = found.iter().map(|(number, count)| match count {
        1 => format!("{number} once"),
        2 => format!("{number} twice"),
        count => format!("{number} {count} times"),
    });
    let words: Vec<String> = words.collect();
    format!(
        "the text names {} (a mention is no claim)",
        words.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_behind_a_standard_or_the_word_clause_are_mentions() {
        let text = "See 2.2. ISO 9001:2015, clause 8.4.1 and 8.4.2; ISO/IEC 27001 A.5.1 asks. \
                    Clause 8.4.1 is meant, not section 3.1.";
        let found = mentions_by_number(text);
        let found: Vec<(&str, usize)> = found.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        assert_eq!(found, [("8.4.1", 2), ("8.4.2", 1), ("A.5.1", 1)]);
    }

    #[test]
    fn a_mention_has_the_form_in_which_people_write_clauses() {
        for (text, expected) in [
            ("as § 8.4.1 says", "8.4.1"),
            ("as §8.4.1 says", "8.4.1"),
            ("| ISO 13485:2016 | 8.2.1 / 8.2.2 |", "8.2.1 8.2.2"),
            ("ISO 13485:2016, sections 6.2 and 7.1", "6.2 7.1"),
            ("ISO 9001:2015 8.4.1.", "8.4.1"),
            (
                "clause 7.3.2a, 4.2.1 b) and 8.1/8.2",
                "7.3.2a 4.2.1 8.1 8.2",
            ),
            ("§no number, §", ""),
            ("SOP-001 §4.1, as ISO 9001 § 8.4.1", "8.4.1"),
            ("21 CFR 820.30(g), 820.40", "820.30(g) 820.40"),
            ("controls a.5.1 (A.5.2)", "A.5.1 A.5.2"),
            ("version 2.1 of the form", ""),
            ("ISO 13485: 7.1 a, b, c 7.2.1", "7.1 7.2.1"),
            ("controls 8.20-8.22", "8.20 8.21 8.22"),
            ("clause 8.4 a buyer has 7.1", "8.4"),
            ("clause 4, § 83 MPDG", ""),
        ] {
            let found = mentions(text);
            let shown: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
            for one in found {
                let place = &text[one.range.clone()];
                let is_range = place.contains('-');
                assert!(
                    is_range || place.eq_ignore_ascii_case(&one.number),
                    "{text}: {place}"
                );
            }
        }
    }
}
