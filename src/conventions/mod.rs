//! How people write documents that were not made for Clausebook: the names of their fields and
//! kinds, values that nobody has filled in, clauses that a text names in words.
//!
//! `import word`, `adopt` and tables of claims use the same rules.

mod clause_cells;
mod codes;
mod denials;
mod field;
mod labels;
mod languages;
mod mentions;
mod placeholders;

pub(crate) use clause_cells::{bracketed, clauses_of_cell, range};
pub(crate) use codes::code;
pub(crate) use denials::{
    Met, Says, Topic, are_of_gaps, is_open_state, is_report, leads_to_exclusions, leads_to_gaps,
    met_by_state, says_of, topic_of_heading,
};
pub(crate) use field::Field;
pub(crate) use labels::{Column, Labels, folded};
pub(crate) use languages::{LANGUAGES, frequent_words};
pub(crate) use mentions::{joined, joined_behind, mentions, mentions_by_number, mentions_in_words};
pub(crate) use placeholders::is_placeholder;
