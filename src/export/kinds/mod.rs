//! Writes the table of kinds, for the terminal and for programs.

mod json;
mod table;

pub(crate) use json::kinds_json;
pub(crate) use table::{kind_table, kinds_table};
