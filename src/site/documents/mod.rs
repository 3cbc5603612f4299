//! Pages of documents: each document, the master list, and pages that are not controlled.

mod approvals;
pub(crate) mod document;
pub(crate) mod master_list;
pub(crate) mod suggestion;
pub(crate) mod uncontrolled;
