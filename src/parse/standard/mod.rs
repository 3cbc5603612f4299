//! Parses a standard's file, built in or the manual's own: TOML in the form of `docs/design.md`,
//! "Standards".

pub(super) mod applicability;
pub(super) mod clauses;
mod controls;
pub(super) mod crosswalks;
pub(super) mod edition_state;
pub(super) mod review_agenda;
mod tree;

use crate::diagnostics::{Diagnostic, Location, Source, Span, Spanned};
use crate::manual::{CatalogDamage, ClauseIx, Origin, Standard, StandardId};
use crate::parse;
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Entry, Table};
use crate::parse::toml;
use crate::rules;

pub(in crate::parse) const SETTINGS: [&str; 13] = [
    "id",
    "designation",
    "aliases",
    "title",
    "publisher",
    "edition",
    "language",
    "source",
    "clause",
    "applicability",
    "crosswalk",
    "edition_state",
    "management_review",
];
/// Reads a standard. Returns `None` if it has no usable id. Every mistake is reported.
pub(crate) fn parse_standard(
    source: &Source,
    origin: Origin,
) -> (Option<Standard>, Vec<Diagnostic>) {
    let (table, mut diagnostics) = toml::parse(source, 0..source.text().len());
    let mut decoder = Decoder::new(source.path());
    unknown(&mut decoder, &table, &SETTINGS);
    if is_misspelt("clause", &table.0, &SETTINGS) {
        // Without the clauses, nothing would be missing in the matrix.
        decoder.always_deny_from(0);
    }
    let mut standard = read(&mut decoder, &table, origin, diagnostics.is_empty());
    if standard.is_none() {
        decoder.always_deny_from(0);
    }
    let mut mistakes = decoder.diagnostics;
    if let Some(error) = diagnostics.first() {
        // Text behind a syntax error may be misread, and clauses may be missing.
        let from = parse::config::unsure_from(source, &table, error);
        mistakes.retain(|mistake| {
            (mistake.location.span.start as usize) < from && *mistake.rule != rules::UNKNOWN_CLAUSE
        });
        if let Some(standard) = &mut standard {
            standard.damage = Some(CatalogDamage::of(error));
        }
    }
    if diagnostics.is_empty() {
        mistakes.extend(parse::unread_notation::report(source, &table));
    }
    diagnostics.append(&mut mistakes);
    diagnostics.extend(parse::private_key::report(source));
    (standard, diagnostics)
}

fn read(decoder: &mut Decoder<'_>, table: &Table, origin: Origin, whole: bool) -> Option<Standard> {
    decoder.no_blank_settings(table, &["id", "title", "publisher", "edition"]);
    let id = match whole {
        true => {
            let known = (table, &SETTINGS[..]);
            let help = "add id = \"iso-9001-2015\"";
            decoder.required(
                "id",
                known,
                Span::start_of_file(),
                "the standard has no id",
                help,
            )
        }
        false => text(decoder, table, "id"),
    }?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    if !id.value.chars().all(fits) || id.value.starts_with('.') || id.value == "index" {
        let message = format!("`{}` cannot be the id of a standard", id.value);
        let help = "use small letters, digits, hyphens and dots: the id is part of addresses";
        decoder.report(&rules::INVALID_ID, id.span, message, help);
        return None;
    }
    let (stated, lost) = clauses::read(decoder, table);
    let clause_list = table.get("clause");
    let has_none = clause_list.is_none_or(|list| list.items().is_empty());
    let is_empty = has_none && !is_misspelt("clause", &table.0, &SETTINGS);
    if whole && is_empty {
        let help = "add [[clause]] with number = \"…\" and summary = \"…\"";
        let message = "the standard has no clause, so that it asks for nothing";
        let missing = decoder.diagnostic(&rules::MISSING_FIELD, id.span, message);
        decoder.diagnostics.push(missing.help(help).always_denied());
    }
    let before_tree = decoder.diagnostics.len();
    let controls = stated.iter().filter_map(|stated| {
        let span = stated.control_span?;
        Some((stated.clause.number.clone(), span))
    });
    let controls = controls.collect();
    let (clauses, by_number) = tree::arrange(decoder, stated);
    controls::report_shared(decoder, &clauses, &controls);
    // Which clauses are requirements depends on the tree.
    decoder.always_deny_from(before_tree);
    let title = text(decoder, table, "title").map(|text| text.value);
    let designation = text(decoder, table, "designation");
    let aliases = table
        .get("aliases")
        .map(|node| decoder.texts("aliases", node))
        .unwrap_or_default();
    let mut standard = Standard {
        designation_span: designation.as_ref().map(|text| text.span),
        designation: designation.map_or_else(|| id.value.clone(), |text| text.value),
        title: title.unwrap_or_default(),
        id: StandardId::new(&id.value),
        aliases,
        publisher: text(decoder, table, "publisher")
            .map(|t| t.value)
            .unwrap_or_default(),
        edition: text(decoder, table, "edition")
            .map(|t| t.value)
            .unwrap_or_default(),
        language: table
            .get("language")
            .and_then(|node| decoder.language("language", node)),
        source: text(decoder, table, "source").map(|t| t.value),
        clauses: clauses.into(),
        may_exclude: None,
        usual_exclusions: None,
        needs_reason: Vec::new(),
        statement: None,
        crosswalks: Vec::new(),
        edition_state: edition_state::read(decoder, table),
        management_review: None,
        origin,
        id_span: id.span,
        replaces_built_in: false,
        damage: lost,
        exclusions_damage: None,
        by_number,
    };
    let applicability = applicability::read(decoder, table, &standard);
    standard.may_exclude = applicability.may_exclude;
    standard.usual_exclusions = applicability.usual;
    standard.needs_reason = applicability.needs_reason;
    standard.statement = applicability.statement;
    standard.exclusions_damage = applicability.damage;
    standard.management_review = review_agenda::read(decoder, table, &standard);
    standard.crosswalks = crosswalks::read(decoder, table, &standard);
    Some(standard)
}

fn text(decoder: &mut Decoder<'_>, table: &Table, name: &str) -> Option<Spanned<String>> {
    decoder.text(name, table.get(name)?)
}

fn unknown(decoder: &mut Decoder<'_>, table: &Table, known: &[&'static str]) {
    let strange = |entry: &&Entry| !known.contains(&&*entry.key);
    for entry in table.0.iter().filter(strange) {
        decoder.unknown(
            &rules::UNKNOWN_SETTING,
            entry,
            "setting",
            known.iter().copied(),
        );
    }
}

fn clause(
    decoder: &mut Decoder<'_>,
    standard: &Standard,
    number: &Spanned<String>,
) -> Option<ClauseIx> {
    let found = standard.find(&number.value);
    if found.is_none() {
        let message = format!("clause {} is not in this standard", number.value);
        let known = standard.clauses.iter().map(|one| one.number.as_str());
        let diagnostic = decoder
            .diagnostic(&rules::UNKNOWN_CLAUSE, number.span, message)
            .nearest_of(&number.value, known, || {
                "name a clause listed above".to_owned()
            });
        decoder.diagnostics.push(diagnostic);
    }
    found
}

/// Reports a second standard with the same id. Standards are told apart by their ids.
pub(crate) fn duplicate_standard(standard: &Standard, first: &Standard) -> Option<Diagnostic> {
    let (Origin::Manual(path), Origin::Manual(other)) = (&standard.origin, &first.origin) else {
        return None;
    };
    let message = format!("`{}` is already the id of {other}", standard.id);
    let location = Location::new(path, standard.id_span);
    let help = "give this standard an id of its own: only the first file is taken";
    let twice = Diagnostic::new(&rules::DUPLICATE_ID, location, message).help(help);
    Some(twice.always_denied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;
    use crate::manual::Documented;

    fn parsed(text: &str) -> (Standard, Vec<Diagnostic>) {
        let source = Source::new(SourcePath::new("standards/x.toml"), text);
        let (standard, diagnostics) = parse_standard(&source, Origin::BuiltIn);
        (standard.unwrap(), diagnostics)
    }

    fn clauses(numbers: &[&str]) -> String {
        let list: String = numbers
            .iter()
            .map(|number| format!("[[clause]]\nnumber = \"{number}\"\n"))
            .collect();
        format!("id = \"x\"\n{list}")
    }

    #[test]
    fn what_nobody_can_read_of_a_clause_asks_for_no_less() {
        let clause = |lines: &str| {
            let text = format!("id = \"x\"\n[[clause]]\nnumber = \"1\"\n{lines}\n");
            let (standard, diagnostics) = parsed(&text);
            let clause = standard.clause(standard.find("1").unwrap()).clone();
            (clause, diagnostics.len())
        };
        for (items, exhaustive, reported) in [
            ("[\"a\", \"b\"]", true, 0),
            ("[\"a\", \"bc\"]", false, 1),
            ("[\"a\", [\"b\"]]", false, 1),
            ("[\"a\", \"\"]", false, 1),
        ] {
            let (clause, found) = clause(&format!("items = {items}\nexhaustive = true"));
            assert_eq!(clause.is_exhaustive, exhaustive, "{items}");
            assert_eq!(found, reported, "{items}");
        }
        for (records, expected) in [
            ("", Documented::None),
            ("records = \"none\"", Documented::None),
            ("records = \"retain\"", Documented::Retain),
            ("records = \"retian\"", Documented::Unknown),
            ("records = [\"retain\"]", Documented::Unknown),
        ] {
            assert_eq!(clause(records).0.records, expected, "{records}");
        }
        let below = "requirement = \"yess\"\n[[clause]]\nnumber = \"1.1\"";
        assert!(clause(below).0.requirement);
    }

    #[test]
    fn a_mistake_that_loses_a_requirement_is_always_denied() {
        for (text, lost) in [
            ("[[clause]]\ntitle = \"A\"\n", true),
            ("[[clause]]\nnumbr = \"2\"\n", true),
            ("[[clause]]\nnumber = \"2:1\"\n", true),
            ("[[clause]]\nnumber = [\"2\"]\n", true),
            ("[[clause]]\nnumber = \"2\u{200b}\"\n", true),
            ("[[clause]]\nnumber = \"1\"\n", true),
            ("[[clause]]\nnumber = \"1.1\"\nparent = \"9\"\n", true),
            ("[[clause]]\nnumber = \"1.1\"\nparent = [\"1\"]\n", true),
            ("[[clause]]\nnumber = \"1.1\"\nparnt = \"2\"\n", true),
            ("[[clauses]]\nnumber = \"2\"\n", true),
            ("[[clause]]\nnumber = \"2\"\nrecords = \"x\"\n", false),
            ("[[clause]]\nnumber = \"2\"\nnote = \"x\"\n", false),
            ("[[clause]]\nnumber = \"2\"\nitems = [\"ab\"]\n", false),
            ("language = \"German\"\n", false),
            ("[applicability]\nmay_exclude = [\"9\"]\n", false),
        ] {
            let (_, diagnostics) =
                parsed(&format!("id = \"x\"\n[[clause]]\nnumber = \"1\"\n{text}"));
            let found: Vec<bool> = diagnostics
                .iter()
                .map(|one| one.is_always_denied())
                .collect();
            assert!(!found.is_empty(), "{text}");
            assert!(
                found.iter().all(|found| *found == lost),
                "{text}: {diagnostics:?}"
            );
        }
        for text in [
            "title = \"T\"\n",
            "id = \"a/b\"\n",
            "id = \"x\"\nclause = []\n",
        ] {
            let source = Source::new(SourcePath::new("standards/x.toml"), text);
            let (_, diagnostics) = parse_standard(&source, Origin::BuiltIn);
            let lost = diagnostics.iter().filter(|one| one.is_always_denied());
            assert_eq!(lost.count(), 1, "{text}: {diagnostics:?}");
        }
    }

    #[test]
    fn a_requirement_under_a_misspelt_key_is_one() {
        let text = "id = \"x\"\n[[clause]]\nnumber = \"1\"\nrequirment = true\n\
                    [[clause]]\nnumber = \"1.1\"\n";
        let (standard, _) = parsed(text);
        assert!(standard.clauses.iter().all(|clause| clause.requirement));
    }

    #[test]
    fn the_tree_follows_the_numbers() {
        let (standard, diagnostics) = parsed(&clauses(&[
            "AC-2(1)", "AC-2", "4.10", "4.2", "4", "4.2.1", "AC",
        ]));
        assert_eq!(diagnostics, []);
        let numbers: Vec<_> = standard.clauses.iter().map(|c| c.number.as_str()).collect();
        assert_eq!(
            numbers,
            ["4", "4.2", "4.2.1", "4.10", "AC", "AC-2", "AC-2(1)"]
        );
        let parent = |n| {
            standard
                .clause(standard.find(n).unwrap())
                .parent
                .map(|p| standard.clause(p).number.as_str().to_owned())
        };
        assert_eq!(parent("4.2.1").as_deref(), Some("4.2"));
        assert_eq!(parent("AC-2(1)").as_deref(), Some("AC-2"));
        assert_eq!(parent("4"), None);
        let requirements: Vec<_> = standard
            .clauses
            .iter()
            .filter(|c| c.requirement)
            .map(|c| c.number.as_str())
            .collect();
        assert_eq!(requirements, ["4.2.1", "4.10", "AC-2(1)"]);
    }

    #[test]
    fn a_written_parent_overrides_and_a_circle_is_refused() {
        let text =
            "id = \"x\"\n[[clause]]\nnumber = \"1\"\nparent = \"2\"\n[[clause]]\nnumber = \"2\"\n";
        let (standard, diagnostics) = parsed(text);
        assert_eq!(diagnostics, []);
        assert_eq!(standard.clauses[ClauseIx(0)].number.as_str(), "2");
        assert!(!standard.clauses[ClauseIx(0)].requirement);
        let (standard, diagnostics) = parsed(&format!("{text}parent = \"1\"\n"));
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(standard.clauses.len(), 2, "no clause is lost");
    }

    #[test]
    fn requirements_that_would_be_one_control_are_told_at_the_id_that_is_written() {
        let told = |text: &str| -> Vec<(&str, u32, String)> {
            let (standard, diagnostics) = parsed(&format!("id = \"x\"\n{text}"));
            assert!(standard.clauses.len() > 1, "no clause is lost");
            let told = diagnostics.into_iter();
            told.map(|one| (one.rule.name, one.location.span.line, one.message))
                .collect()
        };
        let clause =
            |number: &str, rest: &str| format!("[[clause]]\nnumber = \"{number}\"\n{rest}");
        let same = |one: &str, other: &str, id: &str| {
            format!(
                "the requirements {one} and {other} have the same id of a control in OSCAL, `{id}`"
            )
        };
        let twice = [clause("4.1 a", ""), clause("4.1-a", "")].concat();
        assert_eq!(
            told(&twice),
            [("duplicate-id", 5, same("4.1 a", "4.1-a", "s4.1-a"))]
        );
        let first = [clause("1", "control = \"s2\"\n"), clause("2", "")].concat();
        assert_eq!(told(&first), [("duplicate-id", 4, same("1", "2", "s2"))]);
        let both = [
            clause("1", "control = \"x\"\n"),
            clause("2", "control = \"x\"\n"),
        ];
        assert_eq!(
            told(&both.concat()),
            [("duplicate-id", 7, same("1", "2", "x"))]
        );
        // That numbers differ in case only is another mistake.
        assert_eq!(told(&[clause("A", ""), clause("a", "")].concat()), []);
        // A heading is not listed in OSCAL, and ids that differ in case are different ids.
        let heading = [
            clause("A", ""),
            clause("A.1", "control = \"a\"\n"),
            clause("2", "control = \"A\"\n"),
        ];
        assert_eq!(told(&heading.concat()), []);
    }

    #[test]
    fn mistakes_are_reported_where_they_stand() {
        let (_, diagnostics) = parsed(
            "id = \"x\"\n[[clause]]\nnumber = 4.10\nrecords = \"keep\"\n[[clause]]\nnumber = \"4.10\"\n\
             [[clause]]\ntitle = \"?\"\n[applicability]\nmay_exclude = [\"9\"]\n",
        );
        let found: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.rule.name, d.location.span.line))
            .collect();
        assert_eq!(
            found,
            [
                ("invalid-value", 4),
                ("duplicate-id", 6),
                ("missing-field", 7),
                ("unknown-clause", 10)
            ]
        );
    }
}
