//! The places of a page that name a clause, each with the sentence in which it stands.

use std::ops::Range;

use super::passages::{Passage, PassageSort, Passages};
use super::tables::{RowCell, is_history, row_cells};
use crate::adopt::standard_names::{Named, StandardAt, StandardNames};
use crate::conventions::{
    Column, Labels, Says, Topic, are_of_gaps, bracketed as clauses_in_brackets, folded,
    is_open_state, joined, joined_behind, mentions, range as clauses_of_range, says_of,
};

/// A place that names a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The clause, as a catalog writes it.
    pub(crate) clause: String,
    /// The standards that the text names for it; empty if it names none.
    pub(crate) standards: Vec<StandardAt>,
    /// How it names the clause.
    pub(crate) how: HowNamed,
    /// The sentence, row or heading.
    pub(crate) sentence: String,
    /// The section in which it stands.
    pub(crate) section: Option<String>,
    /// Of a row, the heading above its table.
    pub(crate) heading: Option<String>,
    /// The field of front-matter in which it stands.
    pub(crate) field: Option<String>,
    /// The cells of the row in which it stands.
    pub(crate) row: Option<Vec<RowCell>>,
    /// What the sentence or row says about the clause.
    pub(crate) says: Says,
    /// Whether only a section sign says that the number is a clause.
    pub(crate) is_sign: bool,
    /// The last clause of the range to which it belongs.
    pub(crate) last: Option<String>,
    /// The title that stands at the number.
    pub(crate) title: Option<String>,
}

impl Place {
    /// Whether it stands in a table.
    pub(crate) fn is_in_table(&self) -> bool {
        self.row.is_some()
    }
}

/// How a place names a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HowNamed {
    /// By a number behind the name of a standard or a word such as `clause`.
    Marked,
    /// By a number behind the word `control` or `annex`, which may lack the letter of the annex.
    Control,
    /// By a number with letters, such as `CC6.1`.
    Lettered,
    /// By a heading with a number and a title, both of which a catalog may have.
    Heading,
    /// By a heading with the number in brackets at its end.
    Bracketed,
    /// By a field of front-matter that names a standard, or nothing but clauses.
    Field,
}

/// The most characters of a sentence that are kept.
const LONGEST: usize = 280;

/// The places that name a clause, in the order of the text. What tells how the document was changed
/// names none.
pub(super) fn places(passages: &Passages, names: &StandardNames, labels: &Labels) -> Vec<Place> {
    let tables = passages.tables.iter();
    let histories: Vec<bool> = tables
        .map(|table| is_history(&table.heads, labels))
        .collect();
    let mut found = Vec::new();
    let mut is_in_history = false;
    for (at, passage) in passages.list.iter().enumerate() {
        if passage.sort == PassageSort::Heading {
            is_in_history = is_history_heading(&passage.text, labels);
            found.extend(numbered_heading(passage));
            found.extend(bracketed(passage));
        }
        let is_of_history = |at: usize| histories.get(at).copied().unwrap_or_default();
        if !is_in_history && !passage.table.is_some_and(is_of_history) {
            let row = passage.table.and_then(|table| row(passages, table, at));
            in_passage(passage, row.as_ref(), names, &mut found);
        }
    }
    found
}

/// A row of a table, with what it says about its clauses.
struct Row {
    cells: Vec<RowCell>,
    heading: Option<String>,
    says: Says,
}

/// The row that a passage is.
fn row(passages: &Passages, table: usize, at: usize) -> Option<Row> {
    let table = passages.tables.get(table)?;
    let cells = match at.checked_sub(table.at + 1) {
        None => &table.heads,
        Some(row) => table.rows.get(row)?,
    };
    let cells = row_cells(cells, &table.heads);
    let heads = || table.heads.iter().map(|head| &head.text);
    let head = |at: usize| table.heads.get(at).map_or("", |head| &head.text);
    let mut states = cells.iter().enumerate();
    let is_denied =
        are_of_gaps(heads()) || states.any(|(at, cell)| is_open_state(head(at), &cell.text));
    Some(Row {
        says: match is_denied {
            true => Says::Denied,
            false => Says::Addressed,
        },
        heading: table.heading.clone(),
        cells,
    })
}

/// What the section of a passage, and a sentence of it, say about the clause at a place.
fn says(passage: &Passage, sentence: &str, clause: &Range<usize>) -> Says {
    match passage.topic {
        Topic::Gaps => Says::Denied,
        Topic::Exclusions if passage.is_item => Says::Excluded,
        topic => match says_of(sentence, clause) {
            Says::Addressed if topic != Topic::Practice => Says::Denied,
            says => says,
        },
    }
}

/// Whether a heading, with or without a number in front, is that of a list of changes.
fn is_history_heading(heading: &str, labels: &Labels) -> bool {
    let title = heading.trim_start_matches(|c: char| !c.is_alphabetic());
    labels.is_column(title, Column::Title) || folded(title) == "changelog"
}

/// A number that a sentence names.
struct Number {
    range: Range<usize>,
    text: String,
    how: HowNamed,
    is_sign: bool,
    last: Option<String>,
}

fn in_passage(passage: &Passage, row: Option<&Row>, names: &StandardNames, found: &mut Vec<Place>) {
    let text = &passage.text;
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let ranges = match passage.sort {
        PassageSort::Text => sentences(text),
        PassageSort::Heading | PassageSort::Row => std::iter::once(0..text.len()).collect(),
    };
    for range in ranges {
        let sentence = text.get(range).unwrap_or_default();
        let named = names.all_in(sentence);
        // The name to which a word such as "of" leads is meant, else the one before a number, else the
        // first one.
        let meant_at = |range: &Range<usize>| {
            let before = named.iter().rev();
            let mut before = before.filter(|named| named.range.start <= range.start);
            behind(sentence, range.end, &named)
                .or_else(|| before.next())
                .or_else(|| named.first())
        };
        for number in numbers(sentence, &named, names) {
            let meant = meant_at(&number.range);
            let is_of_other = meant.is_some_and(|named| named.standards.is_empty());
            // A number with letters may be of another standard than the one that is named.
            let is_outdated = meant.is_some_and(|named| named.is_other_edition);
            if is_of_other && (number.how != HowNamed::Lettered || is_outdated) {
                continue;
            }
            let says = match (row, says(passage, sentence, &number.range)) {
                (Some(row), Says::Addressed) => row.says,
                (_, says) => says,
            };
            found.push(Place {
                standards: meant
                    .map(|named| named.standards.clone())
                    .unwrap_or_default(),
                how: number.how,
                sentence: shortened(sentence, &number.range),
                section: passage.section.clone(),
                field: None,
                heading: row.and_then(|row| row.heading.clone()),
                row: row.map(|row| row.cells.clone()),
                says,
                is_sign: number.is_sign,
                last: number.last,
                title: title_at(passage, sentence, &number.range),
                clause: number.text,
            });
        }
    }
}

/// The numbers that a sentence names, in its order.
fn numbers(sentence: &str, named: &[Named], names: &StandardNames) -> Vec<Number> {
    let mentions = mentions(sentence).into_iter().map(|mention| Number {
        how: match mention.is_control {
            true => HowNamed::Control,
            false => HowNamed::Marked,
        },
        range: mention.range,
        text: mention.number,
        is_sign: mention.is_sign,
        last: mention.last,
    });
    let mut numbers: Vec<Number> = mentions.collect();
    let mentioned = numbers.len();
    let mut before: Option<(String, Range<usize>)> = None;
    for (text, range) in names.lettered_in(sentence) {
        // The name of a standard holds no clause.
        let is_in_name = named.iter().any(|named| named.range.contains(&range.start));
        let mut known = numbers.iter().take(mentioned);
        let is_known = known.any(|known| known.range.contains(&range.start));
        if is_known || is_in_name {
            continue;
        }
        let between = before
            .as_ref()
            .and_then(|(first, from)| joined(sentence, (first.as_str(), from), (&text, &range)))
            .map_or_else(Vec::new, |joined| joined.between);
        let behind = joined_behind(sentence, &text, &range);
        let (behind, end) = match behind {
            Some((mut joined, end)) => {
                joined.between.push(joined.last);
                (joined.between, end)
            }
            None => (Vec::new(), range.end),
        };
        let all = between.into_iter().chain([text.clone()]).chain(behind);
        numbers.extend(all.map(|text| Number {
            range: range.start..end,
            text,
            how: HowNamed::Lettered,
            is_sign: false,
            last: None,
        }));
        before = Some((text, range));
    }
    numbers.sort_by_key(|number| number.range.start);
    numbers
}

/// The title that a text writes at a number: behind it in a heading, in the next cell of a row, or in
/// brackets.
fn title_at(passage: &Passage, sentence: &str, number: &Range<usize>) -> Option<String> {
    let behind = sentence.get(number.end..)?;
    let before = sentence.get(..number.start)?;
    let in_brackets = || {
        let inner = behind.trim_start().strip_prefix('(')?;
        Some(inner.split_once(')')?.0)
    };
    let begins = !before.contains(char::is_alphanumeric);
    let title = match passage.sort {
        PassageSort::Heading if begins => Some(behind),
        PassageSort::Row => {
            let next = behind
                .strip_prefix(" | ")
                .filter(|_| begins || before.ends_with("| "));
            // The title may stand in the cell of the number, too.
            let rest = behind.strip_prefix(' ').filter(|_| begins);
            next.or(rest)
                .map(|next| next.split(" | ").next().unwrap_or_default())
                .or_else(in_brackets)
        }
        PassageSort::Heading | PassageSort::Text => in_brackets(),
    };
    let title = title?.trim_matches(|c: char| !c.is_alphanumeric());
    let is_title = title.contains(' ') && !title.contains(|c: char| c.is_ascii_digit());
    let is_short = title.split_whitespace().count() <= 10;
    (is_title && is_short).then(|| one_line(title))
}

/// The standard whose name a word such as "of" joins to the numbers that end at a byte:
/// `clauses 8.4.1 and 8.4.2 of ISO 9001`.
fn behind<'n>(sentence: &str, end: usize, named: &'n [Named]) -> Option<&'n Named> {
    const OF: [&str; 12] = [
        "of", "from", "in", "under", "der", "des", "aus", "von", "nach", "de", "du", "della",
    ];
    const BETWEEN: [&str; 14] = [
        "and", "und", "or", "oder", "et", "y", "the", "la", "norm", "norme", "norma", "standard",
        "a", "à",
    ];
    let rest = sentence.get(end..)?;
    let mut from = end;
    let mut is_joined = false;
    for word in rest.split_inclusive(char::is_whitespace) {
        let start = from;
        from += word.len();
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.to_lowercase();
        let name = named
            .iter()
            .find(|named| is_joined && (start..from).contains(&named.range.start));
        if name.is_some() {
            return name;
        }
        let is_number = bare.contains(|c: char| c.is_ascii_digit()) || bare.len() <= 1;
        let is_of = OF.contains(&bare.as_str());
        if !(is_of || is_number || BETWEEN.contains(&bare.as_str())) {
            return None;
        }
        is_joined |= is_of;
    }
    None
}

/// A heading that begins with a number of parts: `8.4 Control of suppliers`.
fn numbered_heading(passage: &Passage) -> Option<Place> {
    let (number, title) = passage.text.trim().split_once(char::is_whitespace)?;
    let number = number.trim_end_matches(['.', ')', ':']);
    let is_number = number.split('.').count() > 1
        && number
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    (is_number && !title.trim().is_empty())
        .then(|| of_heading(passage, number.to_owned(), HowNamed::Heading, None))
}

/// A place that a heading as a whole is.
fn of_heading(passage: &Passage, clause: String, how: HowNamed, last: Option<String>) -> Place {
    let end = passage.text.len();
    Place {
        clause,
        standards: Vec::new(),
        how,
        sentence: one_line(&passage.text),
        section: passage.section.clone(),
        heading: None,
        field: None,
        row: None,
        says: says(passage, &passage.text, &(end..end)),
        is_sign: false,
        last,
        title: None,
    }
}

/// The clauses in brackets at the end of a heading: `Identification (8.5.2)`.
fn bracketed(passage: &Passage) -> Vec<Place> {
    let clauses = clauses_in_brackets(&passage.text, |_| false).unwrap_or_default();
    // The last clause of a range, if nothing else stands in the brackets.
    let inner = passage.text.trim().strip_suffix(')');
    let inner = inner.and_then(|text| Some(text.rsplit_once('(')?.1));
    let last = inner
        .and_then(clauses_of_range)
        .and_then(|mut all| all.pop());
    let clauses = clauses.into_iter();
    let clauses = clauses.filter(|clause| clause.contains('.') && !clause.starts_with('A'));
    clauses
        .map(|clause| of_heading(passage, clause, HowNamed::Bracketed, last.clone()))
        .collect()
}

/// Splits a passage into sentences. A full stop ends one if a blank and a capital letter follow, but
/// not behind an abbreviation or the number of an item.
fn sentences(text: &str) -> Vec<Range<usize>> {
    const ABBREVIATIONS: [&str; 18] = [
        "cl", "sect", "sec", "no", "nr", "art", "para", "ref", "vgl", "bzw", "ca", "dr", "mr",
        "ms", "st", "e.g", "i.e", "z.b",
    ];
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\n' {
            found.push(start..at);
            start = at + 1;
            continue;
        }
        let is_blank = chars.peek().is_some_and(|(_, next)| next.is_whitespace());
        if !matches!(c, '.' | '!' | '?') || !is_blank {
            continue;
        }
        let rest = text.get(at + 1..).unwrap_or_default().trim_start();
        let before = text.get(start..at).unwrap_or_default();
        let word = before.rsplit([' ', '(']).next().unwrap_or_default();
        let is_number = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        let is_abbreviation = ABBREVIATIONS.contains(&word.to_lowercase().as_str());
        let begins = rest.starts_with(|c: char| c.is_uppercase() || "\"“„'([§".contains(c));
        if begins && !is_abbreviation && !is_number {
            found.push(start..at + 1);
            start = at + 1;
        }
    }
    found.push(start..text.len());
    found.retain(|range| {
        let sentence = text.get(range.clone());
        sentence.is_some_and(|sentence| !sentence.trim().is_empty())
    });
    found
}

/// A sentence in one line. Of a long one, what stands around the place is kept.
fn shortened(sentence: &str, place: &Range<usize>) -> String {
    let whole = one_line(sentence);
    if whole.chars().count() <= LONGEST {
        return whole;
    }
    let before: Vec<char> = sentence
        .get(..place.start)
        .unwrap_or_default()
        .chars()
        .collect();
    let from = before.len().saturating_sub(LONGEST / 2);
    let begin: String = before.into_iter().skip(from).collect();
    let rest = sentence.get(place.start..).unwrap_or_default().chars();
    let end: String = rest.take(LONGEST / 2).collect();
    let dots = if from > 0 { "… " } else { "" };
    format!("{dots}{} …", one_line(&format!("{begin}{end}")))
}

/// A text with single spaces for white space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        let split = |text: &str| -> Vec<String> {
            let ranges = sentences(text).into_iter();
            ranges.map(|range| text[range].trim().to_owned()).collect()
        };
        assert_eq!(
            split("As of clause 8.4.1. Buyers buy, cl. 8.4 applies! See (e.g. Annex A). 1. First"),
            [
                "As of clause 8.4.1.",
                "Buyers buy, cl. 8.4 applies!",
                "See (e.g. Annex A). 1. First"
            ]
        );
        assert_eq!(split("one\ntwo"), ["one", "two"]);
        assert_eq!(split(" "), [""; 0]);
    }

    #[test]
    fn of_a_long_sentence_the_words_around_the_place_are_kept() {
        let long = format!(
            "{} clause 8.4.1 {}",
            "before ".repeat(100),
            "after ".repeat(100)
        );
        let at = long.find("8.4.1").unwrap();
        let short = shortened(&long, &(at..at + 5));
        assert!(short.contains("before clause 8.4.1 after"), "{short}");
        assert!(short.chars().count() < 300, "{short}");
    }
}
