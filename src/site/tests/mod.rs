//! Tests of pages, and the tools for them.

pub(crate) mod fixture;
pub(crate) mod invariants;
pub(crate) mod rendered_page;
pub(crate) mod translations;
