//! An event of the parser's.

use std::ops::Range;

use pulldown_cmark::Event;

/// An event, where it stands, and where the address stands that a link takes from elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Step<'e> {
    pub(crate) event: Event<'e>,
    pub(crate) range: Range<usize>,
    pub(crate) definition: Option<Range<usize>>,
}
