//! Raw HTML: split into tags, written to the page so that it stays within its construct, and
//! sanitised when the page is written.

pub(crate) mod elements;
pub(crate) mod left_out;
pub(crate) mod read;
pub(crate) mod sanitise;
pub(crate) mod tags;
