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
    use super::*;

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

    #[test]
    fn iso_9002_has_48_requirements_and_iso_9001_has_65() {
        let count = |id| {
            find(id)
                .unwrap()
                .clauses
                .iter()
                .filter(|c| c.requirement)
                .count()
        };
        assert_eq!((count("iso-9002-1994"), count("iso-9001-2015")), (48, 65));
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
