//! Reads `[applicability]`: which clauses may be excluded, which usually are, and for which the standard
//! asks for a reason.

use super::{clause, unknown};
use crate::manual::{CatalogDamage, ClauseIx, Standard};
use crate::parse::decode::{Decoder, is_misspelt, misspelt};
use crate::parse::node::{Node, Table};

pub(in crate::parse) const SETTINGS: [&str; 4] =
    ["may_exclude", "usual", "needs_reason", "statement"];

/// The rules of a standard for exclusions and reasons. `None` means all clauses.
#[derive(Default)]
pub(super) struct Applicability {
    pub(super) may_exclude: Option<Vec<ClauseIx>>,
    pub(super) usual: Option<Vec<ClauseIx>>,
    pub(super) needs_reason: Vec<ClauseIx>,
    pub(super) statement: Option<ClauseIx>,
    /// The mistake because of which fewer clauses may be excluded than the file says.
    pub(super) damage: Option<CatalogDamage>,
}

/// Reads `[applicability]`. If it cannot be read, no clause may be excluded.
pub(super) fn read(decoder: &mut Decoder<'_>, table: &Table, standard: &Standard) -> Applicability {
    let unread = |damage: Option<CatalogDamage>| Applicability {
        may_exclude: Some(Vec::new()),
        damage,
        ..Applicability::default()
    };
    let Some(node) = table.get("applicability").filter(|node| !node.is_blank()) else {
        let Some(entry) = misspelt("applicability", &table.0, &super::SETTINGS) else {
            return Applicability::default();
        };
        let mut reported = decoder.diagnostics.iter();
        let mistake = reported.find(|one| one.location.span == entry.key_spot);
        return unread(mistake.map(CatalogDamage::of));
    };
    let told = decoder.diagnostics.len();
    let Some(table) = decoder.table("applicability", node) else {
        return unread(decoder.diagnostics.get(told).map(CatalogDamage::of));
    };
    unknown(decoder, table, &SETTINGS);
    decoder.no_blank_settings(table, &[]);
    let clauses = |decoder: &mut Decoder<'_>, node: &Node, name: &str| {
        let numbers = decoder.texts(name, node);
        let found = numbers.iter();
        found
            .filter_map(|number| clause(decoder, standard, number))
            .collect()
    };
    let may_exclude = match table.get("may_exclude") {
        Some(node) => Some(clauses(decoder, node, "may_exclude")),
        None => is_misspelt("may_exclude", &table.0, &SETTINGS).then(Vec::new),
    };
    let damage = decoder.diagnostics.get(told).map(CatalogDamage::of);
    let usual = table.get("usual");
    let usual = usual.map(|node| clauses(decoder, node, "usual"));
    let needs_reason = table.get("needs_reason");
    let needs_reason = needs_reason.map(|node| clauses(decoder, node, "needs_reason"));
    let statement = table
        .get("statement")
        .and_then(|node| decoder.text("statement", node))
        .and_then(|number| clause(decoder, standard, &number));
    Applicability {
        damage: damage.filter(|_| may_exclude.is_some()),
        may_exclude,
        usual,
        needs_reason: needs_reason.unwrap_or_default(),
        statement,
    }
}
