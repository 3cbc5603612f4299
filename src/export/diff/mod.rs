//! What differs between two states of a manual: for people, as Markdown for a change notice, as JSON.

mod facts;
mod json;
mod markdown;
mod table;

pub(crate) use json::diff_json;
pub(crate) use markdown::diff_markdown;
pub(crate) use table::diff_table;

use crate::compare::Comparison;
use crate::pipeline::Compiled;

/// Two states of a manual, and what differs.
pub(crate) struct Compared<'a> {
    pub(crate) old: &'a Compiled,
    pub(crate) new: &'a Compiled,
    /// Which states these are: a commit, a folder.
    pub(crate) names: [StateName; 2],
    pub(crate) comparison: &'a Comparison,
}

/// Which state of a manual is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StateName {
    /// The commit, by its first characters.
    Commit(String),
    /// What lies in a folder.
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
