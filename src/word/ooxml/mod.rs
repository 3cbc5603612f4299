//! The format of Word files: the archive, the names of its XML, and the tables of styles, numberings
//! and symbols that a text refers to.

mod markup;
pub(super) mod names;
pub(super) mod numbering;
pub(super) mod package;
pub(super) mod styles;
pub(super) mod symbols;
