//! Resolves the written name of a clause, or explains what to write instead.

use crate::diagnostics::{Fix, Location, Rule, Span, nearest};
use crate::manual::{ClauseIx, ClauseKey, Item, Manual, Standard, StandardIx, StatedClaim};
use crate::parse::decode::list_words;
use crate::{rules, standards};

/// A clause that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundClause {
    /// The clause.
    pub clause: ClauseKey,
    /// The named item of the clause, such as `b)`; `None` for the whole clause.
    pub item: Option<Item>,
}

/// Why a text does not name a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClauseError {
    /// The violated rule.
    pub rule: &'static Rule,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The help as an edit, if one clause is probably meant.
    pub fix: Option<Fix>,
    /// The standard that does not have the clause; `None` if the standard itself was not found.
    standard: Option<StandardIx>,
    /// Whether the error depends on the list of standards in `manual.toml`.
    depends_on_list: bool,
}

impl ClauseError {
    /// The mistake in `manual.toml` or in a catalog that caused the error, if any.
    pub(in crate::resolve) fn caused_by<'a>(&self, manual: &'a Manual) -> Option<&'a Location> {
        let of_file = self
            .standard
            .and_then(|ix| manual.standard(ix).damage.as_ref())
            .and_then(|damage| damage.told_at(&manual.config.rules));
        let of_list = manual.config.damaged.standards.as_ref();
        of_file.or_else(|| of_list.filter(|_| self.depends_on_list))
    }
}

/// Finds the clause that a text names: `8.4.1`, `iso-9002-1994:4.6.2`, `9001:8.4.1`, `4.2.1 b)`.
/// A bare number means the manual's first standard (`docs/design.md`, "Claims").
///
/// # Errors
/// If there is no such clause, item or standard, or the text names several clauses.
pub(crate) fn find_clause(manual: &Manual, text: &str) -> Result<FoundClause, ClauseError> {
    let text = text.trim();
    match text.rsplit_once(':') {
        Some((name, number)) => match find_standard(manual, name.trim()) {
            Ok(standard) => find_in(manual, standard, text, number.trim()),
            Err(error) => Err(spaced(manual, text).unwrap_or(error)),
        },
        None if manual.standards.is_empty() || manual.config.damaged.is_first_standard_unknown => {
            Err(spaced(manual, text).unwrap_or_else(|| no_standard(manual, text)))
        }
        None => {
            let found = find_in(manual, StandardIx(0), text, text);
            found.map_err(|error| ClauseError {
                depends_on_list: error.rule == &rules::UNKNOWN_CLAUSE,
                ..error
            })
        }
    }
}

/// Finds the clause that a claim states. A standard that the clause's text names counts before the
/// one that the claim gives beside it.
///
/// # Errors
/// As [`find_clause`], with the place of the text that is wrong.
pub(crate) fn find_stated_clause(
    manual: &Manual,
    stated: &StatedClaim,
) -> Result<FoundClause, Box<(Span, ClauseError)>> {
    let text = stated.clause.value.trim();
    let beside = stated.standard.as_ref().filter(|_| !text.contains(':'));
    let found = match beside {
        None => find_clause(manual, text),
        Some(name) => {
            let standard = find_standard(manual, name.value.trim());
            let standard = standard.map_err(|error| Box::new((name.span, error)))?;
            find_in(manual, standard, text, text)
        }
    };
    found.map_err(|error| Box::new((stated.span(), error)))
}

/// Finds a clause of a standard by its number. `text` is the whole written text, and ends with the
/// number.
fn find_in(
    manual: &Manual,
    standard: StandardIx,
    text: &str,
    number: &str,
) -> Result<FoundClause, ClauseError> {
    let catalog = manual.standard(standard);
    let found = |clause, item| {
        let clause = ClauseKey { standard, clause };
        Ok(FoundClause { clause, item })
    };
    if let Some(clause) = catalog.find(number) {
        return found(clause, None);
    }
    if let Some((clause, item)) = find_item(catalog, number) {
        let known = &catalog.clause(clause).items;
        if known.is_empty() || known.contains(&item.letter()) {
            return found(clause, Some(item));
        }
        return Err(unknown_item(catalog, standard, clause, &item));
    }
    let prefix = if text.contains(':') {
        format!("{}:", catalog.id)
    } else {
        String::new()
    };
    Err(several(catalog, &prefix, number)
        .or_else(|| spaced(manual, text))
        .unwrap_or_else(|| unknown(manual, standard, text, number)))
}

pub(in crate::resolve) fn find_standard(
    manual: &Manual,
    name: &str,
) -> Result<StandardIx, ClauseError> {
    let named: Vec<StandardIx> = manual
        .standards
        .positions()
        .filter(|ix| manual.standard(*ix).is_named(name))
        .collect();
    let ids = || manual.standards.iter().map(|standard| standard.id.as_str());
    let error = |message, help| {
        Err(ClauseError {
            rule: &rules::UNKNOWN_STANDARD,
            message,
            help,
            fix: None,
            standard: None,
            depends_on_list: true,
        })
    };
    match named.as_slice() {
        [one] => Ok(*one),
        [] => {
            let built_in = standards::ids();
            if built_in.iter().any(|id| id == name) {
                let message = format!("`{name}` is not among the standards of manual.toml");
                return error(
                    message,
                    format!("add `{name}` to standards, or take the clause out"),
                );
            }
            let message = format!("there is no standard `{name}` in this manual");
            match nearest(name, ids()) {
                Some(near) => {
                    let error = error(message, format!("did you mean `{near}`?"));
                    error.map_err(|error| ClauseError {
                        fix: Some(Fix::new(name, near)),
                        ..error
                    })
                }
                None => {
                    let ids = list_words(&ids().collect::<Vec<_>>());
                    error(message, format!("manual.toml lists {ids}"))
                }
            }
        }
        several => {
            // An id is never ambiguous, even if another standard has the same text as an alias.
            if let Some(exact) = several
                .iter()
                .find(|ix| manual.standard(**ix).id.as_str() == name)
            {
                return Ok(*exact);
            }
            let ids: Vec<&str> = several
                .iter()
                .map(|ix| manual.standard(*ix).id.as_str())
                .collect();
            let message = format!("`{name}` may mean {}", list_words(&ids));
            error(message, "write the id of the one that is meant".to_owned())
        }
    }
}

fn no_standard(manual: &Manual, text: &str) -> ClauseError {
    let (message, help) = match manual.config.standards.first() {
        Some(first) => (
            format!(
                "{text} would be a clause of `{}`, which is not known",
                first.value
            ),
            "correct the first of the standards in manual.toml",
        ),
        None => (
            format!("the manual has no standard in which {text} could be a clause"),
            "list the standards in manual.toml",
        ),
    };
    ClauseError {
        rule: &rules::UNKNOWN_CLAUSE,
        message,
        help: help.to_owned(),
        fix: None,
        standard: None,
        depends_on_list: true,
    }
}

/// The maximum length in bytes of the part after the clause's number in the name of an item.
const LONGEST_ITEM: usize = 16;

/// Splits the name of an item (`4.2.1 b)`, `4.2.1(b)`, `4.2.1b`, `4.2.1.b`, `9.3.2 c) 1)`) into a
/// clause of the standard and the item.
fn find_item(standard: &Standard, number: &str) -> Option<(ClauseIx, Item)> {
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
fn unknown_item(
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
fn split_item(number: &str) -> Option<(&str, String)> {
    let inner = number.strip_suffix(')').unwrap_or(number).trim_end();
    let (at, letter) = inner.char_indices().next_back()?;
    let before = inner[..at].trim_end_matches(['(', ' ']);
    let single = before.ends_with(|c: char| c.is_ascii_digit() || c == ')') || before.len() < at;
    (letter.is_ascii_alphabetic() && single && !before.is_empty())
        .then(|| (before.trim_end(), format!("{letter})")))
}

/// The error for several clauses written as one: a range, or a list with commas, semicolons,
/// slashes, `&` or `and`. The help lists the clauses. `None` if the text is neither.
fn several(standard: &Standard, prefix: &str, number: &str) -> Option<ClauseError> {
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

/// The error for a standard's name and a number without a colon between them: `ISO 9001:2015 8.4`.
fn spaced(manual: &Manual, text: &str) -> Option<ClauseError> {
    let error = |standard: &Standard, rest: &str| ClauseError {
        rule: &rules::INVALID_CLAUSE,
        message: format!("`{text}` does not say where the standard ends and the clause begins"),
        help: if rest.is_empty() {
            format!("name a clause of it: `{}:4.1`", standard.id)
        } else {
            format!("write `{}:{rest}`", standard.id)
        },
        fix: (!rest.is_empty()).then(|| Fix::new(text, format!("{}:{rest}", standard.id))),
        standard: None,
        depends_on_list: false,
    };
    manual.standards.iter().find_map(|standard| {
        let names = std::iter::once(standard.designation.as_str())
            .chain(standard.aliases.iter().map(String::as_str))
            .chain([standard.id.as_str()]);
        names
            .filter_map(|name| {
                let head = text
                    .get(..name.len())
                    .filter(|head| head.eq_ignore_ascii_case(name))?;
                let rest = &text[head.len()..];
                (rest.is_empty() || rest.starts_with([' ', ',']))
                    .then(|| (name.len(), rest.trim_start_matches([' ', ',']).trim()))
            })
            .max()
            .map(|(_, rest)| error(standard, rest.trim_start_matches("clause ").trim()))
    })
}

/// The error for a number that the standard does not have. `text` is the whole written text, and
/// ends with the number.
fn unknown(manual: &Manual, standard: StandardIx, text: &str, number: &str) -> ClauseError {
    let catalog = manual.standard(standard);
    let base = split_item(number).map_or(number, |(base, _)| base);
    let elsewhere: Vec<String> = manual
        .standards
        .iter()
        .filter(|other| other.id != catalog.id)
        .filter(|other| other.find(number).is_some() || other.find(base).is_some())
        .map(|other| format!("{}:{number}", other.id))
        .collect();
    let (message, help, instead) = if elsewhere.is_empty() {
        let message = format!("{} has no clause {number}", catalog.designation);
        let known = catalog.clauses.iter().map(|clause| clause.number.as_str());
        match nearest(base, known) {
            Some(near) => {
                // The suggestion keeps the item: without it, the claim would be on the whole
                // clause.
                let near = format!("{near}{}", &number[base.len()..]);
                let before = &text[..text.len() - number.len()];
                let instead = format!("{before}{near}");
                (message, format!("did you mean `{near}`?"), Some(instead))
            }
            None => {
                let id = &catalog.id;
                let first = number.split([' ', ',']).next().unwrap_or_default();
                let help = match catalog.find(first) {
                    Some(_) => format!("write `{first}` and nothing else"),
                    None => format!("`clausebook standards show {id}` lists its clauses"),
                };
                (message, help, None)
            }
        }
    } else {
        let words: Vec<&str> = elsewhere.iter().map(String::as_str).collect();
        let message = format!(
            "{} has no clause {number}, but another standard has",
            catalog.designation
        );
        let instead = (elsewhere.len() == 1).then(|| elsewhere[0].clone());
        (message, format!("write {}", list_words(&words)), instead)
    };
    ClauseError {
        rule: &rules::UNKNOWN_CLAUSE,
        message,
        help,
        fix: instead.map(|instead| Fix::new(text, instead)),
        standard: Some(standard),
        depends_on_list: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Spanned;
    use crate::manual::{ClaimOrigin, Extent};
    use crate::resolve::testing::manual_of;

    fn number(manual: &Manual, text: &str) -> Result<(String, Option<String>), (String, String)> {
        match find_clause(manual, text) {
            Ok(found) => {
                let standard = &manual.standard(found.clause.standard).id;
                let number = &manual.clause(found.clause).number;
                Ok((
                    format!("{standard}:{number}"),
                    found.item.map(|item| item.to_string()),
                ))
            }
            Err(error) => Err((error.rule.name.to_owned(), error.help)),
        }
    }

    fn ok(name: &str, item: Option<&str>) -> Result<(String, Option<String>), (String, String)> {
        Ok((name.to_owned(), item.map(str::to_owned)))
    }

    #[test]
    fn a_bare_number_means_the_first_standard() {
        let manual = manual_of(&["iso-9002-1994", "iso-9001-2015"], &[]);
        assert_eq!(number(&manual, "4.6.2"), ok("iso-9002-1994:4.6.2", None));
        assert_eq!(number(&manual, "4.20"), ok("iso-9002-1994:4.20", None));
        assert_eq!(
            number(&manual, "9001:8.4.1"),
            ok("iso-9001-2015:8.4.1", None)
        );
        assert_eq!(
            number(&manual, "ISO 9001:2015:8.4.1"),
            ok("iso-9001-2015:8.4.1", None)
        );
        assert_eq!(
            number(&manual, "iso-9001-2015: 8.4.1"),
            ok("iso-9001-2015:8.4.1", None)
        );
    }

    #[test]
    fn a_number_of_another_standard_is_never_guessed() {
        let manual = manual_of(&["iso-9002-1994", "iso-9001-2015"], &[]);
        let (rule, help) = number(&manual, "8.4.1").unwrap_err();
        assert_eq!(
            (&*rule, &*help),
            ("unknown-clause", "write `iso-9001-2015:8.4.1`")
        );
    }

    #[test]
    fn a_standard_beside_a_claim_is_meant_where_the_clause_names_none() {
        let manual = manual_of(&["iso-9002-1994", "iso-9001-2015"], &[]);
        let span = |start| Span {
            start,
            ..Span::default()
        };
        let stated = |standard: &str, clause: &str| StatedClaim {
            clause: Spanned::new(clause.to_owned(), span(1)),
            standard: Some(Spanned::new(standard.to_owned(), span(2))),
            file: None,
            read_by: None,
            origin: ClaimOrigin::Document,
            extent: Extent::Full,
            note: None,
            struck: None,
            is_proposed: false,
        };
        let found = |standard, clause| {
            let found = find_stated_clause(&manual, &stated(standard, clause));
            found
                .map(|found| manual.standard(found.clause.standard).id.to_string())
                .map_err(|error| (error.0.start, error.1.rule.name))
        };
        assert_eq!(found("9001", "4.1"), Ok("iso-9001-2015".to_owned()));
        assert_eq!(
            found("9001", "iso-9002-1994:4.1"),
            Ok("iso-9002-1994".to_owned())
        );
        assert_eq!(found("9001", "4.20"), Err((1, "unknown-clause")));
        assert_eq!(found("soc2", "4.1"), Err((2, "unknown-standard")));
    }

    #[test]
    fn an_item_is_part_of_its_clause() {
        let manual = manual_of(&["iso-9002-1994", "iso-9001-2015"], &[]);
        for text in [
            "4.2.1 b)",
            "4.2.1(b)",
            "4.2.1b",
            "4.2.1 (b)",
            "4.2.1 b",
            "4.2.1b)",
            "4.2.1.b",
            "4.2.1 B)",
        ] {
            assert_eq!(
                number(&manual, text),
                ok("iso-9002-1994:4.2.1", Some("b)")),
                "{text}"
            );
        }
        assert!(number(&manual, "4.99 b)").is_err());
        assert!(number(&manual, "4.2.1(9)").is_err());
        assert!(number(&manual, "4.2.1 bc").is_err());
        for text in ["4.2.1 c) 1)", "4.2.1(c)(1)", "4.2.1.c.1", "4.2.1c1"] {
            assert_eq!(
                number(&manual, text),
                ok("iso-9002-1994:4.2.1", Some("c) 1)")),
                "{text}"
            );
        }
    }

    #[test]
    fn where_the_items_are_listed_no_other_is_one() {
        let manual = manual_of(&["iso-9001-2015"], &[]);
        assert_eq!(
            number(&manual, "7.2 d)"),
            ok("iso-9001-2015:7.2", Some("d)"))
        );
        let (rule, help) = number(&manual, "7.2 e)").unwrap_err();
        assert_eq!(
            (&*rule, &*help),
            ("unknown-item", "its items are `a)`, `b)`, `c)` and `d)`")
        );
    }

    #[test]
    fn several_clauses_in_one_are_written_out() {
        let manual = manual_of(&["iso-9001-2015"], &[]);
        for (text, list) in [
            ("8.4.1-8.4.3", "`8.4.1`, `8.4.2` and `8.4.3`"),
            ("8.4.1–3", "`8.4.1`, `8.4.2` and `8.4.3`"),
            ("8.5.1/2/3", "`8.5.1`, `8.5.2` and `8.5.3`"),
            ("8.4.1, 8.4.2", "`8.4.1` and `8.4.2`"),
            ("9.1.1 a, b, c", "`9.1.1 a)`, `9.1.1 b)` and `9.1.1 c)`"),
            ("6.2.3/4/5", "`6.2.3`, `6.2.4` and `6.2.5`"),
            ("77.1-77.3", "`77.1`, `77.2` and `77.3`"),
        ] {
            let (rule, help) = number(&manual, text).unwrap_err();
            assert_eq!(rule, "invalid-clause", "{text}");
            assert!(help.ends_with(list), "{text}: {help}");
        }
        let (rule, help) = number(&manual, "ISO 9001:2015 8.4").unwrap_err();
        assert_eq!(
            (&*rule, &*help),
            ("invalid-clause", "write `iso-9001-2015:8.4`")
        );
    }

    #[test]
    fn an_unknown_or_ambiguous_standard_is_named() {
        let manual = manual_of(&["iso-9001-2008", "iso-9001-2015"], &[]);
        let (rule, help) = number(&manual, "9001:8.4").unwrap_err();
        assert_eq!(rule, "unknown-standard");
        assert!(help.contains("the one that is meant"), "{help}");
        assert!(number(&manual, "iso-9001-2015:8.4").is_ok());
        let (rule, help) = number(&manual, "iso-13485-2016:7.3").unwrap_err();
        assert_eq!(rule, "unknown-standard");
        assert!(help.contains("add `iso-13485-2016`"), "{help}");
    }
}
