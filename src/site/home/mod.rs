//! The home page and its dashboard, and what a server shows in place of a missing page.

pub(crate) mod dashboard;
pub(crate) mod not_found;
pub(crate) mod page;
