//! Compares two texts of a page and returns the changes as data: text by words, tables by cells,
//! and moved sections as moved.
//!
//! [`redline`] compares the source of two files. `read` splits a text into sections and blocks.
//! `sections` and `blocks` pair those of the two texts; `tables` and `words` compare them.
//! [`Redline::terminal`] formats the result for a terminal; the site shows it as a page.

mod blocks;
mod fields;
mod model;
mod read;
mod sections;
mod tables;
mod terminal;
mod words;

pub use model::Redline;
pub(crate) use model::{
    Block, Change, Content, Form, Piece, Row, Section, SectionChange, What, behind_line_break, runs,
};

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

/// The targets of the pictures in a text, as they are written.
pub(crate) fn pictures(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for block in read::page(text)
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
    {
        let cells = block.rows.iter().flatten();
        for token in block.words.iter().chain(cells.flatten()) {
            if let What::Picture { target, .. } = token {
                targets.push(target.clone());
            }
        }
    }
    targets
}

#[cfg(test)]
mod tests;
