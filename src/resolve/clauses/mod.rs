//! Names of clauses: what stands where a clause is named, and the claims and exclusions that name one.

pub(crate) mod claims;
mod clause_ref;
pub(crate) mod exclusions;

pub(crate) use clause_ref::{ClauseError, FoundClause, find_clause};
