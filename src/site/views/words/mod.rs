//! The words for the decisions of `coverage`: one table for each of its enums, with the names of
//! messages and classes, so that the words of a value are defined in one file.

pub(crate) mod claim_reason;
pub(crate) mod clause_status;
pub(crate) mod document_state;
