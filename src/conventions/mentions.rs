//! Clauses that a text names in words: `ISO 9001:2015, clause 8.4.1`, `§ 8.4.1`, `sections 6.2 and
//! 7.1 of ISO 13485`. A mention is no claim.

use std::collections::BTreeMap;
use std::ops::Range;

use super::clause_cells;

/// Words before a clause number that say that it is one.
const MARKS: [&str; 15] = [
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
    "anhang",
    "annexe",
    "anexo",
];

/// First words of the names of standards.
const STANDARDS: [&str; 7] = ["iso", "iec", "en", "din", "nist", "soc", "cfr"];

/// Words for a clause of any document. Before a number they say that it is one of a standard only if the
/// standard's name follows: `section 7.4 of ISO 9001`, `Kapitel 7.5 der ISO 9001`.
const SECTIONS: [&str; 56] = [
    "section",
    "sections",
    "subsection",
    "subsections",
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
    "point",
    "points",
    "abschnitt",
    "abschnitte",
    "abschnitten",
    "abschnitts",
    "kapitel",
    "kapiteln",
    "kapitels",
    "nr",
    "no",
    "punkt",
    "punkte",
    "punkten",
    "ziffer",
    "ziffern",
    "kap",
    "abs",
    "absatz",
    "artikel",
    "article",
    "articles",
    "chapitre",
    "chapitres",
    "paragraphe",
    "paragraphes",
    "exigence",
    "exigences",
    "apartado",
    "apartados",
    "cláusula",
    "cláusulas",
    "capítulo",
    "capítulos",
    "numeral",
    "punto",
    "puntos",
    "requisito",
    "requisitos",
    "artículo",
    "artículos",
];

/// Further words between a mark and a number, or between two numbers.
const BETWEEN: [&str; 8] = ["clause", "clauses", "and", "und", "or", "oder", "et", "y"];

/// Words for the annex of a standard, whose controls may lack its letter.
const ANNEXES: [&str; 4] = ["annex", "anhang", "annexe", "anexo"];

/// A clause that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The number, such as `8.4.1`, `A.5.1` or `4.2.1b`.
    pub(crate) number: String,
    /// Its place in the text, in bytes.
    pub(crate) range: Range<usize>,
    /// Whether the text calls it a control.
    pub(crate) is_control: bool,
    /// Whether only a section sign says that it is a clause, as of any document.
    pub(crate) is_sign: bool,
    /// The last clause of the range to which it belongs.
    pub(crate) last: Option<String>,
}

/// Finds the clauses that a text names, in the order of the text. A number counts only behind a word
/// that says that it is a clause, or behind the name of a standard.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let words: Vec<Range<usize>> = words(text).collect();
    let bare = |range: &Range<usize>| {
        let word = text.get(range.clone()).unwrap_or_default();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        without_article(&word.to_lowercase()).to_owned()
    };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(range) = words.get(at) {
        let name = bare(range);
        let is_section = text.get(range.clone()).is_some_and(|w| w.starts_with('§'));
        let is_word = MARKS.contains(&name.as_str());
        let word = |at: usize| {
            let word = words.get(at).and_then(|range| text.get(range.clone()));
            word.unwrap_or_default()
        };
        let is_own = (is_section || is_word) && !is_of_document(at, is_section, &word)
            || SECTIONS.contains(&name.as_str()) && is_of_standard(at, &word);
        let is_sign = is_section && is_own;
        let (is_mark, skip) = match () {
            () if is_own => (true, 0),
            // `en` is a word of French and Spanish.
            () if is_standard(&name) && !matches!(word(at), "en" | "En") => (true, 1),
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
        let is_annex = ANNEXES.contains(&name.as_str());
        let is_control = name.starts_with("control") || is_annex;
        let mut has_letter = false;
        let mut left = 2 + skip;
        while let Some(range) = words.get(at) {
            let word = text.get(range.clone()).unwrap_or_default();
            let numbers = numbers(word, range.start);
            let name = bare(range);
            if !numbers.is_empty() {
                // `Annex A 7.1` has the letter before all of its numbers.
                let whole = |number: String| match has_letter && !number.starts_with('A') {
                    true => format!("A.{number}"),
                    false => number,
                };
                found.extend(numbers.into_iter().map(|(number, range, last)| Mention {
                    number: whole(number),
                    range,
                    is_control,
                    is_sign,
                    last: last.map(&whole),
                }));
            } else if is_annex && matches!(word, "A" | "A," | "A:" | "A.") {
                has_letter = true;
            } else if BETWEEN.contains(&name.as_str())
                || SECTIONS.contains(&name.as_str())
                || clause_cells::TO.contains(&name.as_str())
                || name.is_empty()
                || is_item(word)
            {
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
    let mut spanned: Vec<Mention> = Vec::with_capacity(found.len());
    for mention in found {
        let before = spanned.last_mut();
        let joined = before.and_then(|before| {
            let first = (before.number.as_str(), &before.range);
            let joined = joined(text, first, (&mention.number, &mention.range))?;
            before.last = Some(joined.last.clone());
            Some((joined, before.clone()))
        });
        let Some((joined, before)) = joined else {
            spanned.push(mention);
            continue;
        };
        spanned.extend(joined.between.into_iter().map(|number| Mention {
            number,
            ..before.clone()
        }));
        spanned.push(Mention {
            last: Some(joined.last.clone()),
            number: joined.last,
            ..mention
        });
    }
    spanned
}

/// The clauses of a range behind its first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Joined {
    /// Those between its ends.
    pub(crate) between: Vec<String>,
    /// Its last one, with the letters of the first.
    pub(crate) last: String,
}

/// The clauses of a range whose ends a word such as "to" joins: `A.5.15 to A.5.18`, `A.6.1 - 6.3`. `None`
/// if nothing joins them.
pub(crate) fn joined(
    text: &str,
    (first, from): (&str, &Range<usize>),
    (last, to): (&str, &Range<usize>),
) -> Option<Joined> {
    let between = text.get(from.end..to.start)?.trim();
    let is_sign = matches!(between, "-" | "–" | "—");
    if !is_sign && !clause_cells::TO.contains(&between.to_lowercase().as_str()) {
        return None;
    }
    if let Some(mut all) = clause_cells::range(&format!("{first}-{last}")) {
        let last = all.pop()?;
        let between = all.into_iter().skip(1).collect();
        return Some(Joined { between, last });
    }
    // The ends of a range lie in two chapters: `A.5.30 - 6.2`.
    let letters = clause_cells::letters(first);
    let lacks_letters = !letters.is_empty() && clause_cells::letters(last).is_empty();
    lacks_letters.then(|| Joined {
        between: Vec::new(),
        last: format!("{letters}{last}"),
    })
}

/// The clauses that follow a clause with letters as the first one of a range whose last one lacks the
/// letters: `CC6.1 - 6.3`. With the end of the range, in bytes.
pub(crate) fn joined_behind(
    text: &str,
    first: &str,
    from: &Range<usize>,
) -> Option<(Joined, usize)> {
    let rest = text.get(from.end..)?;
    let mut words = words(rest);
    let (_, last) = (words.next()?, words.next()?);
    let word = rest.get(last.clone())?;
    let number = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    if !number.contains('.') || !clause_cells::is_dotted(number) {
        return None;
    }
    let to = from.end + last.start..from.end + last.start + number.len();
    let joined = joined(text, (first, from), (number, &to))?;
    Some((joined, to.end))
}

/// A word without the article that French writes at it: `article` of `l'article`.
fn without_article(word: &str) -> &str {
    let article = word.split_once(['\'', '’']);
    let rest = article.filter(|(article, _)| matches!(*article, "l" | "d" | "à l" | "de l"));
    rest.map_or(word, |(_, rest)| rest)
}

/// Whether the numbers behind a word are joined to the name of a standard: `section 7.4 of ISO 9001`,
/// `apartados 6.1 a 6.3 de la norma ISO 9001`.
fn is_of_standard<'t>(at: usize, word: &dyn Fn(usize) -> &'t str) -> bool {
    const FARTHEST: usize = 14;
    const JOINING: [&str; 9] = ["of", "from", "in", "der", "des", "de", "du", "del", "dello"];
    const BEFORE_NAME: [&str; 15] = [
        "the",
        "standard",
        "norm",
        "norme",
        "norma",
        "la",
        "le",
        "el",
        "international",
        "internationalen",
        "internationale",
        "internacional",
        "bs",
        "nf",
        "une",
    ];
    let mut has_number = false;
    let mut is_joined = false;
    for word in (at + 1..at + FARTHEST).map(word) {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let name = without_article(&lower);
        if !numbers(word, 0).is_empty() {
            has_number = true;
        } else if has_number && is_standard(name) {
            return is_joined || name.len() < lower.len();
        } else if has_number && JOINING.contains(&name) {
            is_joined = true;
        } else if !(is_joined && BEFORE_NAME.contains(&name)
            || !is_joined
                && (BETWEEN.contains(&name)
                    || SECTIONS.contains(&name)
                    || clause_cells::TO.contains(&name)
                    || is_item(word)))
        {
            return false;
        }
    }
    false
}

/// Whether the number behind a word is one of another document, whose name stands before the word or
/// behind the number: `SOP-001 §4.1`, `Legal Policy §5.2`, `DPA clause 4.3`, `clause 4.3 of this contract`.
fn is_of_document<'t>(at: usize, is_sign: bool, word: &dyn Fn(usize) -> &'t str) -> bool {
    let bare = |word: &'t str| word.trim_matches(|c: char| !c.is_alphanumeric());
    let before = |by: usize| at.checked_sub(by).map_or("", |at| bare(word(at)));
    let is_named = |by: usize| is_standard(&before(by).to_lowercase());
    if (1..=3).any(is_named) {
        return false;
    }
    let last = at.checked_sub(1).map_or("", word);
    let name = bare(last);
    // A sentence, a sign or an opening bracket ends the name before it.
    let is_joined = last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '*' | '"'));
    let is_capital =
        name.chars().count() > 1 && name.chars().all(|c| c.is_uppercase() || c.is_numeric());
    let is_acronym = is_capital && !SYSTEMS.contains(&name);
    let is_id = name.contains(|c: char| c.is_ascii_digit()) && name.contains(char::is_alphabetic);
    let begins = name.starts_with(char::is_uppercase) && at > 1 && !word(at - 2).ends_with('.');
    let is_document = |word: &str| DOCUMENTS.contains(&word.to_lowercase().as_str());
    if is_joined
        && (is_document(name)
            || is_acronym
            || is_sign && (is_id || name.contains(|c: char| c.is_ascii_digit()) || begins))
    {
        return true;
    }
    // `of this contract` behind the numbers.
    let is_number = |word: &&str| {
        let is_and = matches!(*word, "and" | "or" | "to" | "und" | "oder" | "et" | "y");
        word.contains(|c: char| c.is_ascii_digit()) || is_and
    };
    let next = (at + 1..at + 9).map(|at| bare(word(at)));
    let mut next = next.skip_while(is_number);
    let of = next.next().unwrap_or_default();
    if OF_THIS.contains(&of) {
        return next.next().is_some_and(is_own_part);
    }
    // Words in capitals belong to the name: `of the Information Security Manual`.
    let is_before_name = |word: &&str| word.len() < 5 || word.starts_with(char::is_uppercase);
    let is_part_of_name = |word: &&str| is_before_name(word) && !is_standard(&word.to_lowercase());
    OF.contains(&of) && {
        let mut next = next
            .take(5)
            .skip_while(|word| is_part_of_name(word) && !is_own_part(word));
        next.next().is_some_and(is_own_part)
    }
}

/// Whether behind "of this" a word is a document that has sections or clauses of its own.
fn is_own_part(word: &str) -> bool {
    /// Before a clause without "of", these are rather the manual itself.
    const OTHERS: [&str; 18] = [
        "manual",
        "lease",
        "licence",
        "license",
        "deed",
        "plan",
        "programme",
        "program",
        "statement",
        "document",
        "dokument",
        "dokuments",
        "vereinbarung",
        "accord",
        "bail",
        "manuel",
        "acuerdo",
        "convenio",
    ];
    let word = word.to_lowercase();
    let word = word.rsplit(['\'', '’']).next().unwrap_or_default();
    DOCUMENTS.contains(&word) || OTHERS.contains(&word)
}

/// Words that join a number to the name of the document that has it.
const OF: [&str; 7] = ["of", "der", "des", "de", "du", "del", "dello"];

/// Such words that say "of this", too.
const OF_THIS: [&str; 2] = ["dieses", "dieser"];

/// Documents that have sections or clauses of their own.
const DOCUMENTS: [&str; 30] = [
    "policy",
    "procedure",
    "agreement",
    "contract",
    "handbook",
    "guideline",
    "instruction",
    "act",
    "law",
    "code",
    "regulation",
    "directive",
    "statute",
    "terms",
    "charter",
    "richtlinie",
    "vertrag",
    "vertrags",
    "handbuch",
    "handbuchs",
    "gesetz",
    "gesetzes",
    "verordnung",
    "satzung",
    "politique",
    "contrat",
    "loi",
    "règlement",
    "contrato",
    "ley",
];

/// Acronyms of management systems, before which a clause is one of their standard.
const SYSTEMS: [&str; 12] = [
    "ISMS", "QMS", "EMS", "SGSI", "SMSI", "SMQ", "SGC", "BCMS", "OHSMS", "AIMS", "THE", "IN",
];

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
fn numbers(word: &str, from: usize) -> Vec<(String, Range<usize>, Option<String>)> {
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
            let last = numbers.last().filter(|_| numbers.len() > 1).cloned();
            let numbers = numbers.into_iter();
            found.extend(numbers.map(|number| (number, place.clone(), last.clone())));
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
    fn a_word_for_a_section_is_one_for_a_clause_before_the_name_of_a_standard() {
        for (text, expected) in [
            ("In line with section 7.4 of ISO/IEC 27001:2022", "7.4"),
            ("Gemäß Abschnitt 7.4 der ISO/IEC 27001:2022", "7.4"),
            ("Kapitel 6.1 bis 6.3 der ISO 9001", "6.1 6.2 6.3"),
            ("ISO/IEC 27001:2022, Abs. 9.2", "9.2"),
            ("Ziffer 9.3 der ISO 9001", "9.3"),
            ("l'article 7.5 de l'ISO 9001", "7.5"),
            ("chapitre 7.4 de la norme ISO 9001", "7.4"),
            ("paragraphe 6.2 de l’ISO/IEC 27001", "6.2"),
            ("articles 7.1 à 7.3 de l'ISO 9001", "7.1 7.2 7.3"),
            ("apartado 9.3 de la norma ISO 9001", "9.3"),
            ("cláusula 7.2 de ISO 9001", "7.2"),
            ("apartados 6.1 a 6.3 de ISO 9001", "6.1 6.2 6.3"),
            ("punto 7.5 de la ISO 9001", "7.5"),
            ("Capítulo 4.1 de la ISO 9001", "4.1"),
            ("ISO 27001 Annex A 7.1-7.3", "A.7.1 A.7.2 A.7.3"),
            ("Anhang A 7.1 und A.7.3", "A.7.1 A.7.3"),
            ("section 7.4 of the handbook", ""),
            ("section 7.4 of the handbook for ISO 9001", ""),
            ("Kapitel 7.4 und ISO 9001", ""),
            ("cláusula 7.2 del contrato", ""),
            ("en 7.5 horas", ""),
        ] {
            let found = mentions(text);
            let shown: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_range_gives_its_last_clause_the_letters_of_its_first() {
        let behind = |text: &str, first: &str| {
            let found = joined_behind(text, first, &(0..first.len()));
            found.map(|(joined, end)| {
                let mut all = joined.between;
                all.push(joined.last);
                (all.join(" "), text[..end].to_owned())
            })
        };
        let whole = |all: &str, text: &str| Some((all.to_owned(), text.to_owned()));
        assert_eq!(
            behind("CC6.1 - 6.3.", "CC6.1"),
            whole("CC6.2 CC6.3", "CC6.1 - 6.3")
        );
        assert_eq!(
            behind("A.6.1 à 6.3 et", "A.6.1"),
            whole("A.6.2 A.6.3", "A.6.1 à 6.3")
        );
        for (text, first) in [
            ("A.6.1 - 3 people", "A.6.1"),
            ("A.6.1 and 6.3", "A.6.1"),
            ("A.6.1 - A.6.3", "A.6.1"),
            ("A.6.1 -", "A.6.1"),
        ] {
            assert_eq!(behind(text, first), None, "{text}");
        }
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
            ("clauses 8.4.1 to 8.4.3", "8.4.1 8.4.2 8.4.3"),
            ("ISO 27001, A.6.1 - 6.3.", "A.6.1 A.6.2 A.6.3"),
            ("ISO 27001, A.7.1 – 7.3", "A.7.1 A.7.2 A.7.3"),
            ("ISO 27001, A.5.30 - 6.2", "A.5.30 A.6.2"),
            ("ISO 27001, A.6.1 à 6.3", "A.6.1 A.6.2 A.6.3"),
            ("ISO 27001, A.8.1 a A.8.3", "A.8.1 A.8.2 A.8.3"),
            ("controls 8.1 - 8.3 and 8.5", "8.1 8.2 8.3 8.5"),
            ("as Legal Policy §5.2 says", ""),
            ("as DPA §4.3 says", ""),
            ("per DPA clause 4.3", ""),
            ("as clause 4.3 of this contract says", ""),
            ("as identified in clause 6.1 of the Manual", ""),
            ("clause 6.1 of the Information Security Manual", ""),
            ("clauses 4.3 and 4.4 of the lease", ""),
            ("la clause 4.3 de l'accord", ""),
            ("Normabschnitt 4.3 dieses Vertrags", ""),
            ("clause 5.2 of ISO 27001 asks for a policy", "5.2"),
            ("clause 5.2 of the standard asks for a policy", "5.2"),
            ("as the ISMS clause 4.3 asks", "4.3"),
            ("Buyers meet clause 8.4.1 of the standard", "8.4.1"),
        ] {
            let found = mentions(text);
            let shown: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
            for one in found {
                let place = &text[one.range.clone()];
                let is_range = one.last.is_some();
                assert!(
                    is_range || place.eq_ignore_ascii_case(&one.number),
                    "{text}: {place}"
                );
            }
        }
    }
}
