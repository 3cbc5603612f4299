//! Gives types to what `[[metadata]]` and `[[claims]]` of `manual.toml` find in texts and in tables
//! beside them.

mod claim_files;
mod claim_rows;
mod clause_cell;
mod metadata;
mod newest;

pub(crate) use claim_files::{ReadClaimsFiles, read_claims_files};
pub(super) use claim_files::{files_used, of_page};
pub(crate) use clause_cell::is_one_clause;
pub(super) use clause_cell::{is_whole_clause, items_of_clause, letter_of_clause};
pub(super) use metadata::TextFields;
pub(crate) use newest::{Newest, newest};
