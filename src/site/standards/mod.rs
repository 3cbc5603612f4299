//! Pages of standards: their clauses, and how those of two standards correspond.

pub(crate) mod clause;
pub(crate) mod crosswalk;
pub(crate) mod overview;
pub(crate) mod standard;
