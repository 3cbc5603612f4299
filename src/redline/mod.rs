//! What has changed between two texts of a page, as plain data: by words, tables by cells, moved
//! sections told as moved.
//!
//! [`redline`] compares two files as they are written. `read` takes a text apart into sections and
//! blocks, `sections` and `blocks` find out which of them belong together, `tables` and `words` compare
//! those. [`Redline::terminal`] prints what was found; the site makes a page of it.

mod blocks;
mod fields;
mod model;
mod read;
mod sections;
mod tables;
mod terminal;
mod words;

pub use model::Redline;

/// Compares two texts of a page, front-matter included.
///
/// ```
/// let old = "## Inspection\n\nWe inspect each lot.\n";
/// let new = "## Inspection\n\nWe inspect each tenth lot.\n";
/// assert_eq!(
///     clausebook::redline(old, new).terminal(false),
///     "## Inspection\n  We inspect each {+tenth +}lot.\n",
/// );
/// ```
pub fn redline(old: &str, new: &str) -> Redline {
    let (old, new) = (read::page(old), read::page(new));
    Redline {
        fields: fields::compare(&old.fields, &new.fields),
        sections: sections::compare(&old.sections, &new.sections),
    }
}

#[cfg(test)]
mod tests;
