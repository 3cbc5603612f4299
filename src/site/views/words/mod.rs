//! What pages call what `coverage` decided: a table for each of its lists, with the names of messages
//! and classes, so that a value is given its words in one file.

pub(crate) mod claim_reason;
pub(crate) mod clause_status;
pub(crate) mod document_state;
