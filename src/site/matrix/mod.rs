//! The coverage matrix: its rows, its grid, and the claims behind its cells.

pub(crate) mod claims;
pub(crate) mod grid;
pub(crate) mod grid_page;
pub(crate) mod page;
pub(crate) mod row;
