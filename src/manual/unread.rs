//! What of `manual.toml` could not be read.

use std::collections::BTreeSet;

use crate::diagnostics::Place;

/// What of `manual.toml` could not be read, so that what pages name may well be there: its own
/// mistake is reported, and what only follows from it is not. A mistake that the manual allows or
/// only warns of makes nothing unread, so that an error never becomes a success.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// The file has a syntax error, or cannot be read at all: nothing can be judged by it.
    pub is_broken: bool,
    /// Why names of standards, and the clauses of the first, cannot be looked up.
    pub standards: Option<Place>,
    /// The first standard that is listed is not known, so that a bare clause number means nothing.
    pub is_first_standard_unknown: bool,
    /// `[variables]`.
    pub variables: UnreadNames,
    /// `[kind.NAME]`.
    pub kinds: UnreadNames,
    /// `[fields]`: which field a name means.
    pub field_names: bool,
    /// `[values.FIELD]`: which word a word means.
    pub field_values: bool,
}

/// Names under which something stands that could not be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnreadNames {
    /// Any name may be one.
    pub all: bool,
    /// These.
    pub names: BTreeSet<String>,
}

impl Unread {
    /// Of a file that cannot be read at all.
    pub fn everything(place: Place) -> Self {
        let all = || UnreadNames {
            all: true,
            ..UnreadNames::default()
        };
        Self {
            is_broken: true,
            standards: Some(place),
            is_first_standard_unknown: true,
            variables: all(),
            kinds: all(),
            field_names: true,
            field_values: true,
        }
    }
}

impl UnreadNames {
    /// Whether something may stand under this name.
    pub fn may_have(&self, name: &str) -> bool {
        self.all || self.names.contains(name)
    }

    /// Whether anything is not known.
    pub fn has_any(&self) -> bool {
        self.all || !self.names.is_empty()
    }
}
