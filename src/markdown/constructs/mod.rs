//! The constructs of Markdown: for each, functions over the page that is read.

pub(crate) mod blocks;
pub(crate) mod endnotes;
pub(crate) mod footnotes;
pub(crate) mod images;
pub(crate) mod links;
pub(crate) mod open;
pub(crate) mod tables;
pub(crate) mod written;
