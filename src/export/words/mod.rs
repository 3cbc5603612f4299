//! The words of the exports: for the results of `coverage` one file for each of its enums, and for the
//! state of an edition.

pub(crate) mod claim_reason;
pub(crate) mod clause_status;
pub(crate) mod document_state;
pub(crate) mod edition_state;
