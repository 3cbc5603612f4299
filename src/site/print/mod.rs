//! The whole manual on one page, for paper.

pub(crate) mod matrix;
pub(crate) mod page;
