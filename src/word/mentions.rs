//! Clauses that a text mentions. A mention is no claim; it is only reported.

use std::collections::BTreeMap;

/// Returns the clause numbers that a text mentions, with the number of mentions.
pub(super) fn mentions(text: &str) -> BTreeMap<String, usize> {
    const MARKS: [&str; 9] = [
        "clause",
        "clauses",
        "subclause",
        "normabschnitt",
        "normkapitel",
        "normpunkt",
        "control",
        "controls",
        "criterion",
    ];
    const STANDARDS: [&str; 6] = ["iso", "iec", "en", "din", "nist", "soc"];
    const BETWEEN: [&str; 18] = [
        "clause",
        "clauses",
        "section",
        "sections",
        "chapter",
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
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.to_lowercase()
    };
    let mut found = BTreeMap::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let name = bare(word);
        let first = name.split(['/', ' ']).next().unwrap_or_default();
        let (is_mark, skip) = match () {
            () if MARKS.contains(&name.as_str()) => (true, 0),
            () if STANDARDS.contains(&first) => (true, 1),
            () => (false, 0),
        };
        at += 1;
        if !is_mark {
            continue;
        }
        let mut left = 2 + skip;
        while let Some(word) = words.get(at) {
            let text = bare(word);
            match clause(&text) {
                Some(number) => *found.entry(number).or_insert(0) += 1,
                None if BETWEEN.contains(&text.as_str()) || text.is_empty() => {}
                None if left > 0 && text.starts_with(|c: char| c.is_ascii_digit()) => left -= 1,
                None if left > 0 && STANDARDS.contains(&text.split('/').next().unwrap_or("")) => {
                    left -= 1;
                }
                None => break,
            }
            at += 1;
        }
    }
    found
}

/// Returns a word if it has the form of a clause number with parts: `8.4.1`, `A.5.1`.
fn clause(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split('.').collect();
    let number =
        |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let first = parts.first()?;
    let letter = first
        .strip_prefix(['a', 'A'])
        .filter(|rest| rest.is_empty())
        .is_some();
    let rest = parts.get(1..)?;
    let is_clause = !rest.is_empty() && rest.iter().all(number) && (number(first) || letter);
    is_clause.then(|| word.to_uppercase())
}

/// Describes the mentions in a sentence.
pub(super) fn words(found: &BTreeMap<String, usize>) -> String {
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
        let found = mentions(text);
        let found: Vec<(&str, usize)> = found.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        assert_eq!(found, [("8.4.1", 2), ("8.4.2", 1), ("A.5.1", 1)]);
    }
}
