//! The differences between two states of a manual: for the terminal, as Markdown and as JSON.

mod facts;
mod json;
mod markdown;
mod table;

pub(crate) use json::diff_json;
pub(crate) use markdown::diff_markdown;
pub(crate) use table::diff_table;

use crate::compare::Comparison;
use crate::pipeline::Compiled;

/// Two states of a manual, and their differences.
pub(crate) struct Compared<'a> {
    pub(crate) old: &'a Compiled,
    pub(crate) new: &'a Compiled,
    /// The names of the earlier and the later state.
    pub(crate) names: [StateName; 2],
    pub(crate) comparison: &'a Comparison,
}

/// The name of a manual's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StateName {
    /// A commit, by the first characters of its id.
    Commit(String),
    /// The present files of a folder.
    Folder(String),
}

impl StateName {
    fn words(&self) -> String {
        match self {
            Self::Commit(commit) => format!("commit {commit}"),
            Self::Folder(folder) => format!("`{folder}`"),
        }
    }
}
