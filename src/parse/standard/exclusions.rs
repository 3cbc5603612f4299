//! Reads `[applicability]`: which clauses may be excluded, and which usually are.

use super::{clause, unknown};
use crate::manual::{ClauseIx, Standard};
use crate::parse::decode::{Decoder, is_misspelt};
use crate::parse::node::{Node, Table};

pub(in crate::parse) const SETTINGS: [&str; 2] = ["may_exclude", "usual"];

/// The rules of a standard for exclusions. `None` means all clauses.
#[derive(Default)]
pub(super) struct Exclusions {
    pub(super) may_exclude: Option<Vec<ClauseIx>>,
    pub(super) usual: Option<Vec<ClauseIx>>,
}

impl Exclusions {
    /// The rules where the table cannot be read: no clause may be excluded.
    fn unread() -> Self {
        Self {
            may_exclude: Some(Vec::new()),
            usual: None,
        }
    }
}

pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table, standard: &Standard) -> Exclusions {
    let Some(node) = table.get("applicability").filter(|node| !node.is_blank()) else {
        return match is_misspelt("applicability", &table.0, &super::SETTINGS) {
            true => Exclusions::unread(),
            false => Exclusions::default(),
        };
    };
    let Some(table) = decoder.table("applicability", node) else {
        return Exclusions::unread();
    };
    unknown(decoder, table, &SETTINGS);
    decoder.no_blank_settings(table, &[]);
    let mut clauses = |node: &Node, name: &str| {
        let numbers = decoder.texts(name, node);
        let found = numbers.iter();
        found
            .filter_map(|number| clause(decoder, standard, number))
            .collect()
    };
    let may_exclude = match table.get("may_exclude") {
        Some(node) => Some(clauses(node, "may_exclude")),
        None => is_misspelt("may_exclude", &table.0, &SETTINGS).then(Vec::new),
    };
    let usual = table.get("usual").map(|node| clauses(node, "usual"));
    Exclusions { may_exclude, usual }
}
