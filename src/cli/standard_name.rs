//! Finds a standard by what a user calls it: `iso-9001-2015`, `ISO 9001:2015`, `iso9001:2015`.

use super::Failure;
use crate::diagnostics::nearest;
use crate::manual::{Manual, Standard, StandardIx};

/// The most standards that a message asks to choose from.
const MOST_NEAR: usize = 6;

/// The standard with this name.
///
/// # Errors
/// If no standard or several have the name. The message names those that may be meant.
pub(super) fn find<'a>(name: &str, all: &[&'a Standard]) -> Result<&'a Standard, Failure> {
    match named(name, all).as_slice() {
        [one] => Ok(one),
        [] => Err(Failure::Message(unknown(name, all))),
        several => Err(Failure::Message(ambiguous(name, several))),
    }
}

/// The standard of a manual with this name.
///
/// # Errors
/// If the manual lists no standard or several with the name. The message names those that it lists.
pub(super) fn listed(name: &str, manual: &Manual) -> Result<StandardIx, Failure> {
    let standards: Vec<&Standard> = manual.standards.iter().map(|one| &**one).collect();
    let message = match named(name, &standards).as_slice() {
        [one] => {
            let mut all = manual.standards.enumerated();
            match all.find(|(_, standard)| standard.id == one.id) {
                Some((ix, _)) => return Ok(ix),
                None => unlisted(name, &standards),
            }
        }
        [] => unlisted(name, &standards),
        several => ambiguous(name, several),
    };
    Err(Failure::Message(message))
}

fn unlisted(name: &str, listed: &[&Standard]) -> String {
    let listed = match listed {
        [] => "no standard".to_owned(),
        listed => ids(listed).join(", "),
    };
    format!("the manual does not follow `{name}`; manual.toml lists {listed}")
}

fn ambiguous(name: &str, several: &[&Standard]) -> String {
    format!(
        "`{name}` may mean {}: write one of them",
        ids(several).join(", ")
    )
}

/// The standards with this name: by id; else by id, designation or alias in any case; else by one of
/// these without regard to blanks and punctuation.
fn named<'a>(name: &str, all: &[&'a Standard]) -> Vec<&'a Standard> {
    let letters = letters(name);
    let by_id = |standard: &Standard| standard.id.as_str() == name;
    let by_name = |standard: &Standard| standard.is_named(name);
    let by_letters =
        |standard: &Standard| !letters.is_empty() && names_of(standard).any(|one| one == letters);
    let levels: [&dyn Fn(&Standard) -> bool; 3] = [&by_id, &by_name, &by_letters];
    let found = levels.into_iter().map(|is_named| -> Vec<&Standard> {
        let found = all.iter().filter(|standard| is_named(standard));
        found.copied().collect()
    });
    found
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn unknown(name: &str, all: &[&Standard]) -> String {
    let written = letters(name);
    let is_near = |standard: &&&Standard| {
        written.len() > 2 && names_of(standard).any(|known| known.contains(&written))
    };
    let near: Vec<&Standard> = all.iter().filter(is_near).copied().collect();
    let hint = match near.len() {
        1..=MOST_NEAR => format!("did you mean {}?", alternatives(&ids(&near))),
        _ => match nearest(name, ids(all)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "there are {} (`clausebook standards list` says more of each)",
                ids(all).join(", ")
            ),
        },
    };
    format!("there is no standard `{name}`; {hint}")
}

/// "`a`, `b` or `c`".
fn alternatives(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn ids<'a>(standards: &[&'a Standard]) -> Vec<&'a str> {
    standards
        .iter()
        .map(|standard| standard.id.as_str())
        .collect()
}

/// The id, the designation and the aliases of a standard, letters and digits alone.
fn names_of(standard: &Standard) -> impl Iterator<Item = String> {
    let names = [standard.id.as_str(), standard.designation.as_str()];
    names.into_iter().chain(standard.alias_names()).map(letters)
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standards;

    fn found(name: &str) -> String {
        let all = standards::all();
        let all: Vec<&Standard> = all.iter().collect();
        match find(name, &all) {
            Ok(standard) => standard.id.to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_standard_is_understood_as_people_write_it() {
        for (written, expected) in [
            ("iso-9001-2015", "iso-9001-2015"),
            ("ISO-9001-2015", "iso-9001-2015"),
            ("iso9001:2015", "iso-9001-2015"),
            ("ISO27001", "iso-iec-27001-2022"),
            ("iso/iec27001", "iso-iec-27001-2022"),
            ("9002", "iso-9002-1994"),
            ("nist csf", "nist-csf-2.0"),
            ("NIST-800-53", "nist-800-53r5"),
            ("soc2", "soc2-tsc-2017"),
        ] {
            assert_eq!(found(written), expected, "{written}");
        }
    }

    #[test]
    fn what_may_mean_several_or_none_names_what_there_is() {
        let several = "may mean iso-9001-1994, iso-9001-2008, iso-9001-2015, iso-9001-2026: write \
                       one of them";
        for written in ["iso9001", "ISO 9001", "9001"] {
            assert_eq!(found(written), format!("`{written}` {several}"));
        }
        assert_eq!(
            found("nist"),
            "there is no standard `nist`; did you mean `nist-800-171r3`, `nist-800-53r5` or \
             `nist-csf-2.0`?"
        );
        assert_eq!(
            found("iso-9001-2051"),
            "there is no standard `iso-9001-2051`; did you mean `iso-9001-2015`?"
        );
        assert!(found("…").starts_with("there is no standard `…`; there are 21cfr820-qmsr-2026, "));
    }
}
