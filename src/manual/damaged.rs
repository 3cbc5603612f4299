//! The parts of `manual.toml` that could not be read.

use std::collections::BTreeSet;

use crate::diagnostics::Location;

/// The parts of `manual.toml` that could not be read. A name in a page may be defined in them, so
/// only the mistake in `manual.toml` is reported, not unknown names that may follow from it. A
/// mistake whose level is allow or warn damages nothing: otherwise errors would be suppressed
/// although no error is reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DamagedSettings {
    /// Whether the file has a syntax error or cannot be read, so that none of its settings is
    /// reliable.
    pub is_unusable: bool,
    /// The place of the mistake because of which names of standards, and clauses of the first
    /// standard, cannot be looked up.
    pub standards: Option<Location>,
    /// Whether the first listed standard is unknown. A bare clause number then has no meaning.
    pub is_first_standard_unknown: bool,
    /// The damaged names of `[variables]`.
    pub variables: DamagedNames,
    /// The damaged names of `[kind.NAME]`.
    pub kinds: DamagedNames,
    /// Whether `[audiences]` is damaged.
    pub audiences: bool,
    /// Whether `[fields]` or `[reading]` is damaged, so that it is uncertain which field a name means,
    /// and whether it has a meaning.
    pub field_names: bool,
    /// Whether `[values.FIELD]` is damaged, so that the built-in word that a word means is
    /// uncertain.
    pub field_values: bool,
    /// Whether `[[defaults]]` is damaged, so that it is uncertain which pages are controlled, and
    /// which fields they have.
    pub defaults: bool,
}

/// Names whose definitions could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DamagedNames {
    /// Whether any name may be damaged.
    pub all: bool,
    /// The damaged names, as far as they are known.
    pub names: BTreeSet<String>,
}

impl DamagedSettings {
    /// The damage of a file that cannot be read at all.
    pub fn everything(location: Location) -> Self {
        let all = || DamagedNames {
            all: true,
            ..DamagedNames::default()
        };
        Self {
            is_unusable: true,
            standards: Some(location),
            is_first_standard_unknown: true,
            variables: all(),
            kinds: all(),
            audiences: true,
            field_names: true,
            field_values: true,
            defaults: true,
        }
    }
}

impl DamagedNames {
    /// Whether the definition of this name may be damaged.
    pub fn may_have(&self, name: &str) -> bool {
        self.all || self.names.contains(name)
    }

    /// Whether any definition is damaged.
    pub fn has_any(&self) -> bool {
        self.all || !self.names.is_empty()
    }
}
