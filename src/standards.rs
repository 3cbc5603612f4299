//! The standards that are built into the program, from the folder `standards/`.

use std::sync::OnceLock;

use rust_embed::RustEmbed;

use crate::diagnostics::{Source, SourcePath};
use crate::manual::{Origin, Standard};
use crate::parse::parse_standard;

#[derive(RustEmbed)]
#[folder = "standards/"]
#[include = "*.toml"]
struct Embedded;

/// The ids of the built-in standards, sorted.
pub(crate) fn ids() -> Vec<String> {
    let names = Embedded::iter().filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()));
    let mut ids: Vec<String> = names.collect();
    ids.sort();
    ids
}

/// Whether a built-in standard has this id.
pub(crate) fn is_built_in(id: &str) -> bool {
    Embedded::get(&format!("{id}.toml")).is_some()
}

/// The built-in standard with this id.
pub(crate) fn find(id: &str) -> Option<Standard> {
    let name = format!("{id}.toml");
    let file = Embedded::get(&name)?;
    let source = Source::new(
        SourcePath::new(&name),
        std::str::from_utf8(&file.data).ok()?,
    );
    parse_standard(&source, Origin::BuiltIn).0
}

/// Every built-in standard that a text names: by id, designation or alias.
pub(crate) fn named(name: &str) -> Vec<Standard> {
    match find(&name.to_ascii_lowercase()) {
        Some(standard) => vec![standard],
        None => {
            let named = all().iter().filter(|standard| standard.is_named(name));
            named.cloned().collect()
        }
    }
}

/// Every built-in standard. They are parsed once, since each unknown name in a list needs all of
/// them.
pub(crate) fn all() -> &'static [Standard] {
    static ALL: OnceLock<Vec<Standard>> = OnceLock::new();
    ALL.get_or_init(|| ids().iter().filter_map(|id| find(id)).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::manual::{Counterpart, Counterparts, Relation};

    #[test]
    fn every_built_in_standard_reads_without_a_mistake() {
        assert!(ids().iter().any(|id| id == "iso-9002-1994"));
        for id in ids() {
            let name = format!("{id}.toml");
            let file = Embedded::get(&name).unwrap();
            let text = std::str::from_utf8(&file.data).unwrap();
            let source = Source::new(SourcePath::new(&name), text);
            let (standard, diagnostics) = parse_standard(&source, Origin::BuiltIn);
            assert_eq!(diagnostics, [], "{id}");
            let standard = standard.unwrap();
            assert_eq!(standard.id.as_str(), id);
            for clause in standard.clauses.iter().filter(|clause| clause.requirement) {
                assert!(
                    !clause.summary.is_empty(),
                    "{id}:{} has no summary",
                    clause.number
                );
            }
        }
    }

    /// The facts of the built-in catalogs: numbers and titles, which clauses are requirements, and the
    /// documented information that they expect. `-` stands for what is not compared.
    const CLAUSES: &str = include_str!("../tests/facts/clauses.tsv");

    /// The published correspondences of new editions.
    const CROSSWALKS: &str = include_str!("../tests/facts/crosswalks.tsv");

    fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
        let rows = table.lines().skip(1);
        rows.map(|row| row.split('\t').collect())
    }

    #[test]
    fn catalogs_have_the_numbers_and_titles_of_the_standards() {
        let mut facts: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
        for row in rows(CLAUSES) {
            facts.entry(row[0]).or_default().push(row);
        }
        for (id, rows) in &facts {
            let standard = find(id).unwrap();
            assert_eq!(standard.clauses.len(), rows.len(), "{id}");
            for row in rows {
                let [_, number, kind, records, title] = row[..] else {
                    panic!("{row:?}");
                };
                let clause = standard.clause(standard.find(number).unwrap());
                let found = match clause.requirement {
                    true => "requirement",
                    false => "heading",
                };
                assert_eq!(found, kind, "{id} {number}");
                assert_eq!(
                    clause.title.as_deref().unwrap_or_default(),
                    title,
                    "{id} {number}"
                );
                if records != "-" {
                    assert_eq!(clause.records.word(), records, "{id} {number}");
                }
            }
        }
        // The only catalog that is not in the table: families, controls and enhancements in force.
        let left_out: Vec<String> = ids()
            .into_iter()
            .filter(|id| !facts.contains_key(id.as_str()))
            .collect();
        assert_eq!(left_out, ["nist-800-53r5"]);
        let controls = find("nist-800-53r5").unwrap();
        let asked = controls.clauses.iter().filter(|clause| clause.requirement);
        assert_eq!((controls.clauses.len(), asked.count()), (1027, 1007));
    }

    #[test]
    fn catalogs_have_as_many_requirements_as_the_standards() {
        let count = |id| {
            let standard = find(id).unwrap();
            let asked = standard.clauses.iter().filter(|clause| clause.requirement);
            (standard.clauses.len(), asked.count())
        };
        for (id, clauses, requirements) in [
            ("iso-9002-1994", 63, 48),
            ("iso-9001-1994", 72, 57),
            ("iso-9001-2008", 67, 51),
            ("iso-9001-2015", 91, 65),
            ("iso-9001-2026", 91, 65),
            ("iso-13485-2016", 91, 72),
            ("iso-14001-2015", 45, 32),
            ("iso-14001-2026", 49, 35),
            ("iso-45001-2018", 56, 40),
            ("iso-iec-27001-2022", 138, 123),
            ("iso-iec-42001-2023", 92, 70),
            ("iso-iec-17025-2017", 46, 39),
            ("iso-22301-2019", 64, 46),
            ("iso-22000-2018", 116, 84),
            ("soc2-tsc-2017", 81, 61),
            ("cmmc-2.0", 124, 110),
            ("nist-csf-2.0", 134, 106),
            ("nist-800-171r3", 114, 97),
        ] {
            assert_eq!(count(id), (clauses, requirements), "{id}");
        }
    }

    #[test]
    fn correspondences_name_clauses_that_are_there_and_say_no_more_than_is_published() {
        for standard in all() {
            for crosswalk in &standard.crosswalks {
                let other = find(crosswalk.standard.value.as_str()).unwrap();
                let pairs = crosswalk.pairs.iter().flat_map(|(_, others)| others);
                for number in pairs.map(|one| one.number.value.as_str()) {
                    assert!(other.find(number).is_some(), "{} {number}", other.id);
                }
            }
            if let Some(state) = &standard.edition_state {
                let by = state.replaced_by.as_ref();
                assert!(by.is_none_or(|by| is_built_in(by.value.as_str())));
            }
        }
        let mut expected = 0;
        for row in rows(CROSSWALKS) {
            let (from, to) = (find(row[0]).unwrap(), find(row[2]).unwrap());
            let counterparts = Counterparts::between(&from, &to);
            let of = counterparts.of(from.find(row[1]).unwrap());
            let number = |one: &&Counterpart| to.clause(one.clause).number.as_str() == row[3];
            let found = of.iter().find(number).unwrap_or_else(|| panic!("{row:?}"));
            // The same number says nothing of the content, which other sources do.
            let permitted: &[Relation] = match row[4] {
                "same-number" => &[Relation::Equal, Relation::Changed],
                "subset" => &[Relation::Subset],
                "superset" => &[Relation::Superset],
                "intersects" => &[Relation::Intersects],
                _ => &[Relation::Corresponds],
            };
            assert!(permitted.contains(&found.relation), "{row:?}");
            expected += 1;
        }
        assert_eq!(expected, 101);
        // And there are no others.
        for (from, to) in [
            ("iso-9001-2015", "iso-9001-2026"),
            ("iso-14001-2015", "iso-14001-2026"),
        ] {
            let stated = rows(CROSSWALKS).filter(|row| row[0] == from).count();
            let (from, to) = (find(from).unwrap(), find(to).unwrap());
            let counterparts = Counterparts::between(&from, &to);
            let all = from.clauses.positions().map(|ix| counterparts.of(ix).len());
            assert_eq!(all.sum::<usize>(), stated);
        }
    }

    #[test]
    fn a_standard_is_found_by_what_people_call_it() {
        let ids = |name| {
            named(name)
                .iter()
                .map(|s| s.id.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(ids("ISO 9001:2015"), ["iso-9001-2015"]);
        assert!(
            ids("9001").len() > 1,
            "several editions share the short name"
        );
        assert!(ids("iso-4711").is_empty());
    }
}
