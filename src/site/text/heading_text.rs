//! The text of a heading.

use crate::manual::{Body, Heading, Manual};

/// A heading's text with its variables replaced by their values.
pub(crate) fn heading_text(manual: &Manual, body: &Body, heading: &Heading) -> String {
    let values = &manual.config.variables;
    let value = |name: &str| values.get(name).map_or("", |value| value);
    let pieces = heading.title.iter().map(|piece| body.filled(piece, value));
    pieces.collect()
}
