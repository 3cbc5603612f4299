//! A standard's file: TOML in the form of `docs/design.md`, standards, built in or a manual's own.

use std::collections::HashMap;

use super::decode::Decoder;
use super::node::{Entry, Node, Table};
use crate::diagnostics::{Diagnostic, Location, Source, Spanned};
use crate::manual::{
    Clause, ClauseIx, ClauseNumber, Crosswalk, Documented, Origin, Standard, StandardId,
};
use crate::parse;
use crate::parse::toml;
use crate::rules;

const SETTINGS: [&str; 9] = [
    "id",
    "designation",
    "aliases",
    "title",
    "publisher",
    "edition",
    "clause",
    "applicability",
    "crosswalk",
];
const CLAUSE: [&str; 8] = [
    "number",
    "title",
    "summary",
    "records",
    "items",
    "exhaustive",
    "requirement",
    "parent",
];

/// Reads a standard. `None` where it has no id that could be named; every mistake is reported.
pub(crate) fn parse_standard(
    source: &Source,
    origin: Origin,
) -> (Option<Standard>, Vec<Diagnostic>) {
    let (table, mut diagnostics) = toml::parse(source, 0..source.text().len());
    let mut decoder = Decoder::new(source.path());
    unknown(&mut decoder, &table, &SETTINGS);
    let mut standard = read(&mut decoder, &table, origin, diagnostics.is_empty());
    let mut mistakes = decoder.diagnostics;
    if let Some(error) = diagnostics.first() {
        // What stands behind it may be read as what it is not, and clauses may be missing.
        let from = parse::damaged::unsure_from(source, &table, error);
        mistakes.retain(|mistake| {
            (mistake.location.span.start as usize) < from && *mistake.rule != rules::UNKNOWN_CLAUSE
        });
        if let Some(standard) = &mut standard {
            standard.broken_at = Some(error.location.clone());
        }
    }
    diagnostics.append(&mut mistakes);
    diagnostics.extend(parse::private_key::report(source));
    (standard, diagnostics)
}

fn read(decoder: &mut Decoder<'_>, table: &Table, origin: Origin, whole: bool) -> Option<Standard> {
    let Some(id) = text(decoder, table, "id") else {
        if whole {
            let message = "the standard has no id";
            decoder.report(
                &rules::MISSING_FIELD,
                start(),
                message,
                "add id = \"iso-9001-2015\"",
            );
        }
        return None;
    };
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
    if !id.value.chars().all(fits) || id.value.starts_with('.') || id.value == "index" {
        let message = format!("`{}` cannot be the id of a standard", id.value);
        let help = "use small letters, digits, hyphens and dots: the id is part of addresses";
        decoder.report(&rules::INVALID_ID, id.span, message, help);
        return None;
    }
    let stated = read_clauses(decoder, table);
    let (clauses, by_number) = arrange(decoder, stated);
    let title = text(decoder, table, "title").map(|text| text.value);
    let designation = text(decoder, table, "designation").map(|text| text.value);
    let words = |decoder: &mut Decoder<'_>, name| {
        let texts = table
            .get(name)
            .map(|node| decoder.texts(name, node))
            .unwrap_or_default();
        texts.into_iter().map(|text| text.value).collect()
    };
    let mut standard = Standard {
        designation: designation.unwrap_or_else(|| id.value.clone()),
        title: title.unwrap_or_default(),
        id: StandardId::new(&id.value),
        aliases: words(decoder, "aliases"),
        publisher: text(decoder, table, "publisher")
            .map(|t| t.value)
            .unwrap_or_default(),
        edition: text(decoder, table, "edition")
            .map(|t| t.value)
            .unwrap_or_default(),
        clauses: clauses.into(),
        may_exclude: None,
        usual_exclusions: None,
        crosswalks: Vec::new(),
        origin,
        id_span: id.span,
        replaces_built_in: false,
        broken_at: None,
        by_number,
    };
    let applicability = applicability(decoder, table, &standard);
    standard.may_exclude = applicability.may_exclude;
    standard.usual_exclusions = applicability.usual;
    standard.crosswalks = crosswalks(decoder, table, &standard);
    Some(standard)
}

fn start() -> crate::diagnostics::Span {
    crate::diagnostics::Span {
        line: 1,
        column: 1,
        start: 0,
        end: 0,
    }
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

/// A clause before its place in the tree is known.
struct StatedClause {
    clause: Clause,
    requirement: Option<bool>,
    parent: Option<Spanned<String>>,
}

fn read_clauses(decoder: &mut Decoder<'_>, table: &Table) -> Vec<StatedClause> {
    let mut seen: HashMap<String, ()> = HashMap::new();
    let mut clauses = Vec::new();
    for item in table.get("clause").map(Node::items).unwrap_or_default() {
        let Some(table) = decoder.table("clause", item) else {
            continue;
        };
        unknown(decoder, table, &CLAUSE);
        let Some(number) = text(decoder, table, "number") else {
            let help = "add number = \"8.4.1\"";
            decoder.report(
                &rules::MISSING_FIELD,
                item.span,
                "a clause has no number",
                help,
            );
            continue;
        };
        if number.value.contains([':', '/', '|', '#']) || number.value.chars().any(char::is_control)
        {
            let message = format!("`{}` cannot be a clause number", number.value);
            decoder.invalid(
                number.span,
                message,
                "colons, slashes, bars and hashes mean something else",
            );
            continue;
        }
        if seen.insert(number.value.clone(), ()).is_some() {
            let message = format!("clause {} is listed twice", number.value);
            decoder.report(
                &rules::DUPLICATE_ID,
                number.span,
                message,
                "keep one of them",
            );
            continue;
        }
        let words = Documented::ALL.map(Documented::word);
        let records = table.get("records").map(|node| {
            let word = decoder.one_of("records", node, words.into_iter());
            let known = word.and_then(|word| {
                let mut all = Documented::ALL.into_iter();
                all.find(|documented| documented.word() == word.value)
            });
            // What nobody can read may ask for records.
            known.unwrap_or(Documented::Unknown)
        });
        let exhaustive = table
            .get("exhaustive")
            .and_then(|node| decoder.flag("exhaustive", node));
        let (items, all_items) = items(decoder, table);
        // What nobody can read may say that it is one.
        let requirement = table
            .get("requirement")
            .map(|node| decoder.flag("requirement", node).unwrap_or(true));
        clauses.push(StatedClause {
            clause: Clause {
                number: ClauseNumber::new(&number.value),
                title: text(decoder, table, "title").map(|text| text.value),
                summary: text(decoder, table, "summary")
                    .map(|t| t.value)
                    .unwrap_or_default(),
                records: records.unwrap_or_default(),
                is_exhaustive: exhaustive == Some(true) && all_items && !items.is_empty(),
                items,
                requirement: false,
                parent: None,
                children: Vec::new(),
            },
            requirement,
            parent: text(decoder, table, "parent"),
        });
    }
    clauses
}

/// The letters of a clause's items, and whether each of them could be read.
fn items(decoder: &mut Decoder<'_>, table: &Table) -> (Vec<char>, bool) {
    let Some(node) = table.get("items") else {
        return (Vec::new(), true);
    };
    let mut letters: Vec<char> = Vec::new();
    let written = decoder.texts("items", node);
    let mut all = written.len() == node.items().len();
    for item in written {
        let mut written = item.value.chars();
        match (written.next(), written.next()) {
            (Some(letter), None) if letter.is_ascii_alphabetic() => {
                let letter = letter.to_ascii_lowercase();
                if !letters.contains(&letter) {
                    letters.push(letter);
                }
            }
            _ => {
                all = false;
                let message = format!("`{}` is no item: an item is one letter", item.value);
                decoder.invalid(item.span, message, "write items = [\"a\", \"b\", \"c\"]");
            }
        }
    }
    letters.sort_unstable();
    (letters, all)
}

/// Puts the clauses into reading order: parents before their children, siblings by number.
fn arrange(
    decoder: &mut Decoder<'_>,
    mut stated: Vec<StatedClause>,
) -> (Vec<Clause>, HashMap<ClauseNumber, ClauseIx>) {
    stated.sort_by(|a, b| a.clause.number.cmp(&b.clause.number));
    let at: HashMap<ClauseNumber, usize> = stated
        .iter()
        .enumerate()
        .map(|(at, s)| (s.clause.number.clone(), at))
        .collect();
    let parents = parents(decoder, &stated, &at);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); stated.len()];
    for (child, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(child);
        }
    }
    // Depth first, without recursion: a file may nest as deep as it likes.
    let mut order = Vec::with_capacity(stated.len());
    let mut open: Vec<usize> = (0..stated.len())
        .rev()
        .filter(|at| parents[*at].is_none())
        .collect();
    while let Some(next) = open.pop() {
        order.push(next);
        open.extend(children[next].iter().rev());
    }
    let mut new_ix = vec![ClauseIx(0); stated.len()];
    for (to, from) in order.iter().enumerate() {
        new_ix[*from] = ClauseIx(to as u32);
    }
    let mut taken: Vec<Option<StatedClause>> = stated.into_iter().map(Some).collect();
    let clauses: Vec<Clause> = order
        .iter()
        .filter_map(|from| {
            let stated = taken[*from].take()?;
            let children: Vec<ClauseIx> = children[*from].iter().map(|c| new_ix[*c]).collect();
            Some(Clause {
                requirement: stated.requirement.unwrap_or(children.is_empty()),
                parent: parents[*from].map(|parent| new_ix[parent]),
                children,
                ..stated.clause
            })
        })
        .collect();
    let numbers = clauses.iter().enumerate();
    let by_number = numbers
        .map(|(at, clause)| (clause.number.clone(), ClauseIx(at as u32)))
        .collect();
    (clauses, by_number)
}

/// Each clause's parent: as written, else the longest other number that is a prefix of it at a
/// separator.
fn parents(
    decoder: &mut Decoder<'_>,
    stated: &[StatedClause],
    at: &HashMap<ClauseNumber, usize>,
) -> Vec<Option<usize>> {
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(stated.len());
    for (own, clause) in stated.iter().enumerate() {
        let by_number = || {
            clause
                .clause
                .number
                .ancestors()
                .find_map(|above| at.get(above).copied())
        };
        parents.push(match &clause.parent {
            None => by_number(),
            Some(parent) => match at.get(&*parent.value) {
                Some(found) if *found != own => Some(*found),
                _ => {
                    let message = format!("the parent `{}` is no other clause", parent.value);
                    let known = at.keys().map(ClauseNumber::as_str);
                    let diagnostic = decoder
                        .diagnostic(&rules::UNKNOWN_CLAUSE, parent.span, message)
                        .nearest_of(&parent.value, known, || {
                            "name a clause of this standard".to_owned()
                        });
                    decoder.diagnostics.push(diagnostic);
                    by_number()
                }
            },
        });
    }
    // Written parents can make a circle, which would leave its clauses out of the tree.
    for own in 0..parents.len() {
        let mut above = parents[own];
        let mut steps = 0;
        while let Some(next) = above {
            steps += 1;
            if next == own || steps > parents.len() {
                if let Some(parent) = &stated[own].parent {
                    let message = "the parents of this clause lead back to it";
                    decoder.invalid(parent.span, message, "name a clause above it");
                }
                parents[own] = None;
                break;
            }
            above = parents[next];
        }
    }
    parents
}

/// What a standard's file says of exclusions; where it says nothing, all may be, and all are usual.
#[derive(Default)]
struct Applicability {
    may_exclude: Option<Vec<ClauseIx>>,
    usual: Option<Vec<ClauseIx>>,
}

fn applicability(decoder: &mut Decoder<'_>, table: &Table, standard: &Standard) -> Applicability {
    let node = table.get("applicability");
    let Some(table) = node.and_then(|node| decoder.table("applicability", node)) else {
        return Applicability::default();
    };
    unknown(decoder, table, &["may_exclude", "usual"]);
    let mut clauses = |name: &str| {
        let numbers = decoder.texts(name, table.get(name)?);
        let found = numbers.iter();
        let found = found.filter_map(|number| clause(decoder, standard, number));
        Some(found.collect())
    };
    Applicability {
        may_exclude: clauses("may_exclude"),
        usual: clauses("usual"),
    }
}

fn crosswalks(decoder: &mut Decoder<'_>, table: &Table, standard: &Standard) -> Vec<Crosswalk> {
    let mut crosswalks = Vec::new();
    for item in table.get("crosswalk").map(Node::items).unwrap_or_default() {
        let Some(table) = decoder.table("crosswalk", item) else {
            continue;
        };
        unknown(decoder, table, &["standard", "pairs"]);
        let Some(other) = text(decoder, table, "standard") else {
            let message = "a crosswalk names no standard";
            decoder.report(
                &rules::MISSING_FIELD,
                item.span,
                message,
                "add standard = \"…\"",
            );
            continue;
        };
        let pairs = table
            .get("pairs")
            .and_then(|node| decoder.table("pairs", node));
        let mut read = Vec::new();
        for entry in pairs.map(|pairs| pairs.0.as_slice()).unwrap_or_default() {
            let own = Spanned::new(entry.key.clone(), entry.key_spot);
            let others = decoder.texts(&entry.key, &entry.node);
            if let Some(own) = clause(decoder, standard, &own) {
                read.push((
                    own,
                    others.iter().map(|o| ClauseNumber::new(&o.value)).collect(),
                ));
            }
        }
        read.sort_by_key(|(own, _): &(ClauseIx, Vec<ClauseNumber>)| *own);
        crosswalks.push(Crosswalk {
            standard: StandardId::new(&other.value),
            pairs: read,
        });
    }
    crosswalks
}

fn clause(
    decoder: &mut Decoder<'_>,
    standard: &Standard,
    number: &Spanned<String>,
) -> Option<ClauseIx> {
    let found = standard.find(&number.value);
    if found.is_none() {
        let message = format!("clause {} is not in this standard", number.value);
        decoder.report(
            &rules::UNKNOWN_CLAUSE,
            number.span,
            message,
            "name a clause listed above",
        );
    }
    found
}

/// A second standard with the same id cannot be told from the first.
pub(crate) fn duplicate_standard(
    path: &crate::diagnostics::SourcePath,
    id: &StandardId,
) -> Diagnostic {
    let message = format!("the standard `{id}` is there already");
    Diagnostic::new(&rules::DUPLICATE_ID, Location::file(path), message)
        .help("give the manual's own standard another id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::SourcePath;

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
            ("[\"a\", \"\"]", false, 0),
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
