//! What must hold of every page, whatever it shows.

pub(crate) mod fixture;
pub(crate) mod invariants;
pub(crate) mod rendered_page;
pub(crate) mod translations;
