//! Every rule: its name, its meaning, how to correct what it reports, and an example
//! (`docs/design.md`, "Diagnostics").
//!
//! The command `explain` and the output formats for machines use this table.

mod approvals;
mod audiences;
mod coverage;
mod exclusions;
mod findings;
mod languages;
mod mistakes;
mod records;
mod standards;

pub(crate) use approvals::*;
pub(crate) use audiences::*;
pub(crate) use coverage::*;
pub(crate) use exclusions::*;
pub(crate) use findings::*;
pub(crate) use languages::*;
pub(crate) use mistakes::*;
pub(crate) use records::*;
pub(crate) use standards::*;

use crate::diagnostics::Rule;

/// Every rule, by name.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let all = [
        mistakes::ALL,
        approvals::ALL,
        audiences::ALL,
        coverage::ALL,
        exclusions::ALL,
        findings::ALL,
        languages::ALL,
        records::ALL,
        standards::ALL,
    ];
    let mut rules: Vec<&'static Rule> = all.into_iter().flatten().copied().collect();
    rules.sort_by_key(|rule| rule.name);
    rules.into_iter()
}

/// The rule with this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// Declares rules and the list `ALL` of them.
macro_rules! rules {
    ($($id:ident: $sort:ident $name:literal {
        meaning: $meaning:expr,
        remedy: $remedy:expr,
        example: [$($example:expr),* $(,)?] $(,)?
    })*) => {
        $(
            #[doc = concat!("`", $name, "`: ", $meaning)]
            pub(crate) static $id: crate::diagnostics::Rule = crate::diagnostics::Rule {
                name: $name,
                sort: crate::diagnostics::Sort::$sort,
                meaning: $meaning,
                remedy: $remedy,
                example: &[$($example),*],
            };
        )*
        pub(super) static ALL: &[&crate::diagnostics::Rule] = &[$(&$id),*];
    };
}
use rules;
