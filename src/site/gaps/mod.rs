//! What is missing, worst first, with what would close it.

pub(crate) mod audits_due;
pub(crate) mod page;
