//! Reads the name of an item of a clause: `4.2.1 b)`, `4.2.1(b)`, `4.2.1b`, `9.3.2 c) 1)`.

use super::clause_ref::ClauseError;
use crate::manual::{ClauseIx, Item, Standard, StandardIx};
use crate::parse::decode::list_words;
use crate::rules;

/// The maximum length in bytes of the part after the clause's number in the name of an item.
const LONGEST_ITEM: usize = 16;

/// Splits the name of an item (`4.2.1 b)`, `4.2.1(b)`, `4.2.1b`, `4.2.1.b`, `9.3.2 c) 1)`) into a
/// clause of the standard and the item.
pub(super) fn find_item(standard: &Standard, number: &str) -> Option<(ClauseIx, Item)> {
    let mut ends = number.char_indices().rev();
    ends.find_map(|(end, _)| {
        if number.len() - end > LONGEST_ITEM {
            return None;
        }
        let clause = standard.find(number.get(..end)?.trim_end())?;
        let item = read_item(&number[end..])?;
        Some((clause, item))
    })
}

/// Reads a letter and, optionally, the number of a part, each possibly surrounded by blanks, dots
/// or brackets.
fn read_item(text: &str) -> Option<Item> {
    let separators = [' ', '.', '(', ')'];
    let mut parts = text.split(separators).filter(|part| !part.is_empty());
    let first = parts.next()?;
    let letter = first.chars().next().filter(char::is_ascii_alphabetic)?;
    let rest = &first[1..];
    let number = match (rest.is_empty(), parts.next()) {
        (true, None) => return Some(Item::new(letter)),
        (true, Some(number)) => number,
        (false, None) => rest,
        (false, Some(_)) => return None,
    };
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    (is_number && parts.next().is_none()).then(|| Item::part(letter, number))
}

/// The error for a letter that is not among the clause's listed items.
pub(super) fn unknown_item(
    catalog: &Standard,
    standard: StandardIx,
    clause: ClauseIx,
    item: &Item,
) -> ClauseError {
    let clause = catalog.clause(clause);
    let known: Vec<String> = clause
        .items
        .iter()
        .map(|letter| format!("{letter})"))
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    ClauseError {
        rule: &rules::UNKNOWN_ITEM,
        message: format!(
            "{} {} has no item {item}",
            catalog.designation, clause.number
        ),
        help: format!("its items are {}", list_words(&known)),
        fix: None,
        standard: Some(standard),
        depends_on_list: false,
    }
}

/// Splits `4.2.1 b)`, `4.2.1(b)` or `4.2.1b` into a possible clause number and the item as
/// displayed.
pub(super) fn split_item(number: &str) -> Option<(&str, String)> {
    let inner = number.strip_suffix(')').unwrap_or(number).trim_end();
    let (at, letter) = inner.char_indices().next_back()?;
    let before = inner[..at].trim_end_matches(['(', ' ']);
    let single = before.ends_with(|c: char| c.is_ascii_digit() || c == ')') || before.len() < at;
    (letter.is_ascii_alphabetic() && single && !before.is_empty())
        .then(|| (before.trim_end(), format!("{letter})")))
}
