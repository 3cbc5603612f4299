//! Writes out the clauses that a range or a list names, since each claim is on one clause.

use super::clause_ref::ClauseError;
use super::item::split_item;
use crate::manual::{ClauseIx, Standard};
use crate::parse::decode::list_words;
use crate::rules;

/// The error for several clauses written as one: a range, or a list with commas, semicolons,
/// slashes, `&` or `and`. The help lists the clauses. `None` if the text is neither.
pub(super) fn several(standard: &Standard, prefix: &str, number: &str) -> Option<ClauseError> {
    let parts: Vec<&str> = number
        .split([',', ';', '/', '&'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let clauses = if parts.len() > 1 {
        complete(standard, &parts)
    } else {
        range(standard, number)?
    };
    let quoted: Vec<String> = clauses
        .iter()
        .map(|clause| format!("{prefix}{clause}"))
        .collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    Some(ClauseError {
        rule: &rules::INVALID_CLAUSE,
        message: format!("`{number}` names several clauses, and each claim is one"),
        help: format!("write each as an entry of its own: {}", list_words(&quoted)),
        fix: None,
        standard: None,
        depends_on_list: false,
    })
}

/// Completes the parts of `6.2.3/4/5` and `7.1 a, b`: later parts may omit the beginning that they
/// share with the first.
fn complete(standard: &Standard, parts: &[&str]) -> Vec<String> {
    let mut base = parts[0].to_owned();
    let mut clauses = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let letter = part.trim_matches(['(', ')', ' ']);
        let is_letter = letter.len() == 1 && letter.chars().all(|c| c.is_ascii_alphabetic());
        if at == 0 || standard.find(part).is_some() && part.contains('.') {
            base = (*part).to_owned();
            clauses.push(match split_item(part) {
                Some((stem, item)) => format!("{stem} {item}"),
                None => base.clone(),
            });
        } else if is_letter {
            let stem = split_item(&base).map_or(base.as_str(), |(stem, _)| stem);
            clauses.push(format!("{stem} {letter})"));
        } else if part.chars().all(|c| c.is_ascii_digit()) {
            let stem = base.rsplit_once('.').map_or("", |(stem, _)| stem);
            clauses.push(if stem.is_empty() {
                (*part).to_owned()
            } else {
                format!("{stem}.{part}")
            });
        } else {
            base = (*part).to_owned();
            clauses.push(base.clone());
        }
    }
    clauses
}

/// The maximum number of clauses that a help lists.
const MOST_LISTED: usize = 40;

/// Lists the clauses of a range such as `8.4.1-8.4.3`.
fn range(standard: &Standard, number: &str) -> Option<Vec<String>> {
    let (from, to) = ["–", "—", "..", " to ", "-"].iter().find_map(|separator| {
        number.match_indices(separator).find_map(|(at, _)| {
            let (from, to) = (number[..at].trim(), number[at + separator.len()..].trim());
            let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric());
            let known = standard.find(from).is_some() || from.contains('.');
            (digits(from) && to.contains(|c: char| c.is_ascii_digit()) && digits(to) && known)
                .then_some((from, to))
        })
    })?;
    let last = if to.contains('.') {
        to.to_owned()
    } else {
        from.rsplit_once('.')
            .map_or(to.to_owned(), |(stem, _)| format!("{stem}.{to}"))
    };
    match (standard.find(from), standard.find(&last)) {
        (Some(first), Some(end)) if first < end => {
            let parent = standard.clause(first).parent;
            let siblings = (first.0..=end.0)
                .map(ClauseIx)
                .filter(|ix| standard.clause(*ix).parent == parent);
            Some(
                siblings
                    .map(|ix| standard.clause(ix).number.to_string())
                    .take(MOST_LISTED)
                    .collect(),
            )
        }
        _ => counted(from, &last),
    }
}

/// Lists a range of clauses that the standard does not have, by counting up the last part.
fn counted(from: &str, to: &str) -> Option<Vec<String>> {
    let split = |text: &str| {
        let (stem, last) = text.rsplit_once('.').unwrap_or(("", text));
        Some((stem.to_owned(), last.parse::<u32>().ok()?))
    };
    let ((stem, first), (other, last)) = (split(from)?, split(to)?);
    let number = |n: u32| {
        if stem.is_empty() {
            n.to_string()
        } else {
            format!("{stem}.{n}")
        }
    };
    if stem != other || last < first {
        return Some(vec![from.to_owned(), to.to_owned()]);
    }
    Some((first..=last).take(MOST_LISTED).map(number).collect())
}
