//! The constructs of Markdown. Each has functions that take the page that is being read.

pub(crate) mod blocks;
pub(crate) mod callouts;
pub(crate) mod endnotes;
pub(crate) mod footnotes;
pub(crate) mod images;
pub(crate) mod links;
pub(crate) mod open;
pub(crate) mod tables;
pub(crate) mod written;
