//! Cells that hold nothing but clauses: `8.4.1, 8.4.2`, `§ 4.2.1 b)`, `A.5.12-14`.

/// The most clauses that a range stands for.
const LONGEST: u32 = 60;

/// The clauses of a cell; `None` if it has anything else, or nothing. `is_lettered` says which words are
/// clauses with letters, such as `CC6.1`.
pub(crate) fn clauses_of_cell(
    cell: &str,
    is_lettered: impl Fn(&str) -> bool,
) -> Option<Vec<String>> {
    let mut found: Vec<String> = Vec::new();
    let parts = cell.split([',', ';', '\n', '/', '&']);
    for part in parts.flat_map(|part| part.split(" and ")) {
        let part = part.trim().trim_start_matches('§').trim();
        let part = part
            .strip_prefix("Clause ")
            .or_else(|| part.strip_prefix("clause "))
            .unwrap_or(part);
        if part.is_empty() {
            continue;
        }
        // `A 5.15` is the annex with a blank for its full stop.
        let joined = part.strip_prefix("A ").map(|rest| format!("A.{rest}"));
        let part = joined.as_deref().unwrap_or(part);
        if let Some(range) = range(part) {
            found.extend(range);
        } else if is_number(part) || is_lettered(part) {
            found.push(part.trim_end_matches('.').to_owned());
        } else if !is_letter(part) || found.is_empty() {
            return None;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The clauses in brackets at the end of a text: `Identification (8.5.2)`. `is_lettered` as for
/// [`clauses_of_cell`].
pub(crate) fn bracketed(text: &str, is_lettered: impl Fn(&str) -> bool) -> Option<Vec<String>> {
    let (_, inner) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
    clauses_of_cell(inner, is_lettered)
}

/// Words between the first and the last clause of a range.
pub(super) const TO: &[&str] = &[
    "to", "through", "thru", "until", "bis", "à", "au", "jusqu'à", "a", "al", "hasta",
];

/// The clauses of a range: `A.8.20-22`, `8.6-8.9`, `A.5.22–A.5.27`, `CC6.1-6.3`, `8.1 to 8.3`.
pub(crate) fn range(text: &str) -> Option<Vec<String>> {
    let in_words = || {
        let mut to = TO.iter();
        to.find_map(|to| text.split_once(&format!(" {to} ")))
    };
    let (first, last) = text.split_once(['-', '–', '—']).or_else(in_words)?;
    let (first, last) = (first.trim(), last.trim());
    let (stem, from) = first.rsplit_once('.')?;
    let to = match last.rsplit_once('.') {
        // `A.8.6-8.9` leaves out the letter.
        Some((other, to)) => (stem == other || without_letters(stem) == other).then_some(to)?,
        None => last,
    };
    if !is_dotted(without_letters(first)) {
        return None;
    }
    let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
    let is_range = from < to && to - from < LONGEST;
    is_range.then(|| (from..=to).map(|last| format!("{stem}.{last}")).collect())
}

/// A number without the letters in front of it: `8.1` of `A.8.1`, `6.1` of `CC6.1`.
fn without_letters(number: &str) -> &str {
    let digits = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
    digits.strip_prefix('.').unwrap_or(digits)
}

/// The letters in front of a number, with their full stop: `A.` of `A.8.1`, `CC` of `CC6.1`.
pub(super) fn letters(number: &str) -> &str {
    let length = number.len() - without_letters(number).len();
    number.get(..length).unwrap_or_default()
}

/// Whether a text is a number of parts without letters.
pub(super) fn is_dotted(number: &str) -> bool {
    let is_part =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    number.split('.').all(is_part)
}

/// Whether a text is a clause number, with the letter of an item behind it or not.
fn is_number(text: &str) -> bool {
    let number = text.strip_prefix("A.").unwrap_or(text);
    let number = number.trim_end_matches('.');
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase() || "() .".contains(c));
    let item = number.get(digits.len()..).unwrap_or_default();
    let letters = item.chars().filter(char::is_ascii_lowercase).count();
    let mut parts = digits.split('.');
    // `5.x` stands for any clause of its chapter.
    let is_open = item.starts_with('.') && item.ends_with(['x', 'n']);
    letters <= 1
        && !is_open
        && digits.len() <= 12
        && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is the letter of an item alone, which belongs to the clause before it.
fn is_letter(text: &str) -> bool {
    let letter = text.trim_matches(['(', ')', '.']);
    letter.len() == 1 && letter.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_clauses_or_something_else() {
        let clauses = |cell: &str| {
            let found = clauses_of_cell(cell, |word| word == "CC6.1");
            found.map(|found| found.join(" ")).unwrap_or_default()
        };
        for (cell, expected) in [
            ("8.4.1", "8.4.1"),
            ("8.2.1., 8.2.2", "8.2.1 8.2.2"),
            ("4.2.1 b)", "4.2.1 b)"),
            ("7.1 a, b, c / 7.2", "7.1 a 7.2"),
            ("§ 8.4 and clause 8.5", "8.4 8.5"),
            ("A.5.12-14; CC6.1", "A.5.12 A.5.13 A.5.14 CC6.1"),
            ("A.8.6-8.8", "A.8.6 A.8.7 A.8.8"),
            ("A.5.22–A.5.23", "A.5.22 A.5.23"),
            ("A.5.22 to A.5.24", "A.5.22 A.5.23 A.5.24"),
            ("8.1 bis 8.3", "8.1 8.2 8.3"),
            ("A.8.1 a A.8.3", "A.8.1 A.8.2 A.8.3"),
            ("A.6.1 - 6.2", "A.6.1 A.6.2"),
            ("A 5.15", "A.5.15"),
            ("5.x", ""),
            ("CC6.1-6.2", "CC6.1 CC6.2"),
            ("8.4 Purchasing", ""),
            ("2024-01-02", ""),
            ("8.9-8.6", ""),
            ("8.4-9.1", ""),
            ("a", ""),
            ("All", ""),
            ("", ""),
        ] {
            assert_eq!(clauses(cell), expected, "{cell}");
        }
    }
}
