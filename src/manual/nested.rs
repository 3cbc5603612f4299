//! The manual's own names for the values of fields that hold tables (`docs/design.md`, "manual.toml").

use std::collections::BTreeMap;

use crate::manual::FieldType;

/// The names of the values of a type whose values are tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NestedNames {
    /// The type.
    pub(crate) of: &'static FieldType,
    /// The names.
    pub(crate) names: &'static [&'static str],
}

/// The types whose values are tables.
pub(crate) const NESTED: [NestedNames; 6] = [
    NestedNames {
        of: &FieldType::History,
        names: &["revision", "date", "change"],
    },
    NestedNames {
        of: &FieldType::Claims,
        names: &["clause", "section", "extent", "note", "status"],
    },
    NestedNames {
        of: &FieldType::Clauses,
        names: &["clause"],
    },
    NestedNames {
        of: &FieldType::Verification,
        names: &["verified", "date"],
    },
    NestedNames {
        of: &FieldType::Limits,
        names: &["lower", "upper", "centre"],
    },
    NestedNames {
        of: &FieldType::Samples,
        names: &["clause", "verdict", "sample", "note", "finding"],
    },
];

impl NestedNames {
    /// The names of the values of a type; `None` if its values are no tables.
    pub(crate) fn of(of: &FieldType) -> Option<&'static Self> {
        NESTED.iter().find(|nested| nested.of == of)
    }

    /// Whether a type has all of these names.
    pub(crate) fn have(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.names.contains(name))
    }
}

/// The parts of a nested name: `majorRevisions.comment`.
pub(crate) fn nested(name: &str) -> Option<(&str, &str)> {
    name.split_once('.')
        .filter(|(outer, inner)| !outer.is_empty() && !inner.is_empty())
}

/// Whether the names of histories (the manual's own name and ours) give each entry a day and no
/// revision.
pub(crate) fn is_history_by_day<'n>(names: impl Iterator<Item = (&'n str, &'n str)>) -> bool {
    let mut by_parent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (written, ours) in names {
        if let Some((outer, inner)) = nested(written) {
            by_parent.entry(outer).or_default().extend([inner, ours]);
        }
    }
    let mut parents = by_parent.values();
    parents.any(|names| names.contains(&"change") && !names.contains(&"revision"))
}
