//! What became of files, as the system tells it.

use crate::sources::Touched;

/// What became of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) touched: Vec<Touched>,
    /// Whether the one who writes them is done with them, as far as the system says so.
    pub(super) is_done: bool,
}
