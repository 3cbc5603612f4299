//! The id and the title from a file's name.

use super::super::model::one_line;
use super::{Candidate, Given, Page, Source, values};
use crate::conventions::{Field, folded};

/// Returns the id at the beginning of the file's name.
pub(super) fn id(given: &Given<'_>) -> Option<Candidate> {
    let (id, _) = id_of_file(stem(given.file))?;
    Some(Candidate::new(
        Field::Id,
        "",
        id,
        Source::FileName,
        given.labels,
    ))
}

/// Returns the title from the file's name; if a page header or footer has the same words, in their
/// spelling there. A name of one word may be a code; it is a title if the first heading, `heading`,
/// has the same word.
pub(super) fn title(given: &Given<'_>, heading: &str) -> Option<Candidate> {
    let name = stem(given.file);
    let (has_id, rest) = match id_of_file(name) {
        Some((_, rest)) => (true, rest),
        None => (false, name),
    };
    let rest = one_line(&rest.replace('_', " "));
    let rest = without_copy(rest.trim_matches(SIGNS));
    let rest = if rest.is_empty() { name } else { rest };
    if let Some((page, words)) = headed(given, rest) {
        let source = page.source();
        let mut candidate = Candidate::new(Field::Title, "", &words, source, given.labels);
        candidate.words = words;
        return Some(candidate);
    }
    let is_title = has_id || rest.contains(' ') || folded(rest) == folded(heading);
    // Names that a program gave have digits in each word.
    let is_word = |word: &str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        letters > 1 && !word.chars().any(|c| c.is_ascii_digit())
    };
    (is_title && rest.split(' ').any(is_word))
        .then(|| Candidate::new(Field::Title, "", rest, Source::FileName, given.labels))
}

/// The signs between the parts of a file's name.
const SIGNS: [char; 5] = [' ', '-', '–', '.', ','];

/// Returns a name without the number of a copy (`Calibration (2)`) or of a revision
/// (`Calibration Rev2`) at its end.
fn without_copy(name: &str) -> &str {
    const WORDS: [&str; 6] = ["rev", "revision", "version", "ver", "v", "r"];
    let sign = |c: char| c.is_ascii_digit() || "[]()._".contains(c) || SIGNS.contains(&c);
    let rest = name.trim_end_matches(sign);
    if rest.len() == name.len() || rest.is_empty() {
        return rest;
    }
    let start = rest.rfind(|c: char| !c.is_alphanumeric());
    let (before, last) = match start {
        Some(at) => (&rest[..at], rest[at..].trim_start_matches(SIGNS)),
        None => return rest,
    };
    match WORDS.contains(&last.to_lowercase().as_str()) {
        true => before.trim_end_matches(SIGNS),
        false => rest,
    }
}

/// Returns a header or footer with a segment that has the same words as the file's name.
fn headed<'g>(given: &Given<'g>, name: &str) -> Option<(&'g Page, String)> {
    let name = folded(name);
    given.pages.iter().find_map(|page| {
        let mut segments = page.segments.iter();
        let same = segments.find(|segment| folded(segment) == name)?;
        (!name.is_empty()).then(|| (page, same.clone()))
    })
}

/// Returns the id at the beginning of a file's name, such as `SOP-IT-002`, and the rest of the
/// name.
pub(super) fn id_of_file(stem: &str) -> Option<(&str, &str)> {
    const STANDARDS: [&str; 6] = ["ISO", "IEC", "DIN", "EN", "NIST", "BS"];
    let ends = |c: char| c.is_whitespace() || matches!(c, '_' | ',' | '(' | ':');
    let end = stem.find(ends).unwrap_or(stem.len());
    let mut word = stem.get(..end)?;
    let parts: Vec<&str> = word.split('-').collect();
    let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let last = parts.iter().rposition(|part| is_number(part));
    // Text after the last number behind a hyphen is no part of the id: `QP-07-Control`.
    if let Some(last) = last {
        let length: usize = parts.iter().take(last + 1).map(|part| part.len() + 1).sum();
        word = word.get(..length - 1)?;
    }
    let letters: String = word.chars().take_while(|c| c.is_alphabetic()).collect();
    let is_code = (1..=6).contains(&letters.chars().count())
        && letters.chars().all(char::is_uppercase)
        && (letters.chars().count() > 1 || word.contains('-'))
        && !STANDARDS.contains(&letters.as_str());
    let is_upper = !word.chars().any(char::is_lowercase);
    let rest = stem.get(word.len()..)?;
    (is_code && is_upper && values::is_id(word)).then_some((word, rest))
}

/// Returns a file's name without folder and extension.
pub(super) fn stem(file: &str) -> &str {
    let name = name(file);
    &name[..name.len() - ending(name).len()]
}

/// Returns the ending of a file's name, with its dot.
pub(in crate::word) fn ending(file: &str) -> &str {
    let name = name(file);
    match name.rfind('.') {
        Some(at) if at > 0 => &name[at..],
        _ => "",
    }
}

fn name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_in_a_files_name_is_in_capitals_and_ends_with_its_number() {
        for (stem, id) in [
            ("SOP-IT-002", Some("SOP-IT-002")),
            ("QP-07 Control of suppliers", Some("QP-07")),
            ("QP-07-Control", Some("QP-07")),
            ("QF-0023-2_final", Some("QF-0023-2")),
            ("s01-rich", None),
            ("ISO-9001 notes", None),
            ("Manual 2024", None),
        ] {
            assert_eq!(id_of_file(stem).map(|(id, _)| id), id, "{stem}");
        }
        assert_eq!(stem("a/b/QP-07.v2.docx"), "QP-07.v2");
    }

    #[test]
    fn the_number_of_a_copy_or_of_a_revision_is_no_part_of_the_title() {
        for (name, title) in [
            ("Calibration (2)", "Calibration"),
            ("Change notice Rev2", "Change notice"),
            ("Change notice v1.0", "Change notice"),
            ("Assign a lorry-2", "Assign a lorry"),
            ("Rev", "Rev"),
            ("Plan", "Plan"),
        ] {
            assert_eq!(without_copy(name), title);
        }
    }
}
