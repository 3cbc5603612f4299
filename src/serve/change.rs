//! Changes of files, as the system reports them.

use crate::sources::Touched;

/// One or more files that have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) touched: Vec<Touched>,
    /// Whether the system reports that the writer has finished with the files.
    pub(super) is_done: bool,
}
