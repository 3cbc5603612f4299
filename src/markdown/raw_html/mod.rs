//! HTML that the author wrote: cut into tags, put into the page so that it stays within its bounds,
//! and made safe when the page is made.

pub(crate) mod elements;
pub(crate) mod left_out;
pub(crate) mod read;
pub(crate) mod sanitise;
pub(crate) mod tags;
