//! The text of a page: its body, its headings, and HTML written by hand.

pub(crate) mod body;
pub(crate) mod direction;
pub(crate) mod heading_text;
pub(crate) mod headings;
pub(crate) mod html;
pub(crate) mod links;
pub(crate) mod page_direction;
pub(crate) mod print_ids;
mod raw_title;
