//! What of `manual.toml` could not be read.

use std::collections::BTreeSet;

use crate::diagnostics::Location;

/// What of `manual.toml` could not be read, so that what pages name may well be there: its own
/// mistake is reported, and what only follows from it is not. A mistake that the manual allows or
/// only warns of makes nothing unread, so that an error never becomes a success.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DamagedSettings {
    /// The file has a syntax error, or cannot be read at all: nothing can be judged by it.
    pub is_unusable: bool,
    /// Why names of standards, and the clauses of the first, cannot be looked up.
    pub standards: Option<Location>,
    /// The first standard that is listed is not known, so that a bare clause number means nothing.
    pub is_first_standard_unknown: bool,
    /// `[variables]`.
    pub variables: DamagedNames,
    /// `[kind.NAME]`.
    pub kinds: DamagedNames,
    /// `[fields]`: which field a name means.
    pub field_names: bool,
    /// `[values.FIELD]`: which word a word means.
    pub field_values: bool,
}

/// Names under which something stands that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DamagedNames {
    /// Any name may be one.
    pub all: bool,
    /// These.
    pub names: BTreeSet<String>,
}

impl DamagedSettings {
    /// Of a file that cannot be read at all.
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
            field_names: true,
            field_values: true,
        }
    }
}

impl DamagedNames {
    /// Whether something may stand under this name.
    pub fn may_have(&self, name: &str) -> bool {
        self.all || self.names.contains(name)
    }

    /// Whether anything is not known.
    pub fn has_any(&self) -> bool {
        self.all || !self.names.is_empty()
    }
}
