//! Resolves the names of clauses, and the claims and exclusions that contain them.

pub(crate) mod applicability;
pub(crate) mod claims;
mod clause_ref;
pub(crate) mod exclusions;
mod item;
mod several;
mod standard_ref;

pub(in crate::resolve) use applicability::states_applicability;
pub(crate) use clause_ref::{ClauseError, FoundClause, find_clause, find_stated_clause};
pub(in crate::resolve) use standard_ref::find_standard;
