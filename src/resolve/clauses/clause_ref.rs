//! Resolves the written name of a clause, or explains what to write instead.

use super::item::{find_item, split_item, unknown_item};
use super::several::several;
use super::standard_ref::{find_standard, no_standard, spaced};
use crate::diagnostics::{Fix, Location, Rule, Span, Spanned, nearest};
use crate::manual::{ClauseKey, Item, Manual, StandardIx, StatedClaim};
use crate::parse::decode::list_words;
use crate::rules;

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
    pub(super) standard: Option<StandardIx>,
    /// Whether the error depends on the list of standards in `manual.toml`.
    pub(super) depends_on_list: bool,
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
        Some((name, number)) => match find_standard(manual, name.trim(), Some(number.trim())) {
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
    find_clause_beside(manual, &stated.clause, stated.standard.as_ref())
}

/// Finds a clause that is written with a standard beside it.
///
/// # Errors
/// As [`find_stated_clause`].
pub(crate) fn find_clause_beside(
    manual: &Manual,
    clause: &Spanned<String>,
    standard: Option<&Spanned<String>>,
) -> Result<FoundClause, Box<(Span, ClauseError)>> {
    let text = clause.value.trim();
    let found = match standard.filter(|_| !text.contains(':')) {
        None => find_clause(manual, text),
        Some(name) => {
            let standard = find_standard(manual, name.value.trim(), None);
            let standard = standard.map_err(|error| Box::new((name.span, error)))?;
            find_in(manual, standard, text, text)
        }
    };
    found.map_err(|error| Box::new((clause.span, error)))
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
