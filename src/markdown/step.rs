//! An event of the Markdown parser.

use std::ops::Range;

use pulldown_cmark::Event;

/// A parser event with its byte range, and for a reference-style link or image the byte range of
/// the definition that has its address.
#[derive(Clone, Debug)]
pub(crate) struct Step<'e> {
    pub(crate) event: Event<'e>,
    pub(crate) range: Range<usize>,
    pub(crate) definition: Option<Range<usize>>,
}
