//! How people write documents that were not made for Clausebook: the names of their fields and
//! kinds, values that nobody has filled in, clauses that a text names in words.
//!
//! `import word` and `adopt` use the same rules.

mod clause_cells;
mod codes;
mod field;
mod labels;
mod mentions;
mod placeholders;

pub(crate) use clause_cells::{clauses_of_cell, range};
pub(crate) use codes::code;
pub(crate) use field::Field;
pub(crate) use labels::{Column, Labels, folded};
pub(crate) use mentions::{mentions, mentions_by_number, mentions_in_words};
pub(crate) use placeholders::is_placeholder;
