//! Clause numbers: text that sorts by its parts (`docs/design.md`, "Standards").

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use crate::by_parts::compare_by_parts;

/// A clause's number as its standard writes it: `8.4.1`, `A.5.1`, `AC-2(1)`, `PR.AA-01`.
///
/// It is text, never a decimal: `4.10` is not `4.1`. Numbers sort by their parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClauseNumber(Arc<str>);

impl ClauseNumber {
    /// Wraps the number unchanged.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The texts that could be this number's parent, the longest first: the text before each
    /// separator (`.`, `(`, `-`, space).
    pub fn ancestors(&self) -> impl Iterator<Item = &str> {
        self.0
            .char_indices()
            .rev()
            .filter(|(at, c)| *at > 0 && matches!(c, '.' | '(' | '-' | ' '))
            .map(|(at, _)| &self.0[..at])
    }
}

impl fmt::Display for ClauseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for ClauseNumber {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Ord for ClauseNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_by_parts(&self.0, &other.0)
    }
}

impl PartialOrd for ClauseNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(numbers: &[&str]) -> Vec<String> {
        let mut numbers: Vec<_> = numbers.iter().map(|n| ClauseNumber::new(n)).collect();
        numbers.sort();
        numbers.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn numbers_sort_by_their_parts() {
        assert_eq!(
            sorted(&["4.10", "4.2", "4", "4.1.1", "4.1"]),
            ["4", "4.1", "4.1.1", "4.2", "4.10"]
        );
        assert_eq!(
            sorted(&["820.100", "820.20", "820.5"]),
            ["820.5", "820.20", "820.100"]
        );
        assert_eq!(
            sorted(&["AC-10", "AC-2(10)", "AC-2(1)", "AC-2", "AT-1"]),
            ["AC-2", "AC-2(1)", "AC-2(10)", "AC-10", "AT-1"]
        );
        assert_eq!(sorted(&["A.5.1", "10.2", "4.1"]), ["4.1", "10.2", "A.5.1"]);
        assert_eq!(
            sorted(&["PR.AA-02", "PR.AA-01", "PR"]),
            ["PR", "PR.AA-01", "PR.AA-02"]
        );
    }

    #[test]
    fn a_number_is_text_and_not_a_decimal() {
        assert_ne!(ClauseNumber::new("4.10"), ClauseNumber::new("4.1"));
        assert_ne!(
            ClauseNumber::new("4.01").cmp(&ClauseNumber::new("4.1")),
            Ordering::Equal,
            "equal parts, unequal texts"
        );
    }

    #[test]
    fn ancestors_stand_before_separators() {
        let of = |n| {
            ClauseNumber::new(n)
                .ancestors()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(of("8.4.1"), ["8.4", "8"]);
        assert_eq!(of("AC-2(1)"), ["AC-2", "AC"]);
        assert_eq!(of("PR.AA-01"), ["PR.AA", "PR"]);
        assert!(of("8").is_empty());
    }
}
