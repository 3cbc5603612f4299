//! Reads a git repository through the program `git`.
//!
//! [`Repository`] finds the repository and resolves a revision or a day to a commit, `Tree` lists
//! the files of a commit, and [`Objects`] reads them. The module never writes or fetches, and runs
//! no program that the repository's own settings name.

mod command;
mod history;
mod objects;
mod repository;
mod revision;
mod tree;

use std::path::PathBuf;

use thiserror::Error;

pub(crate) use history::FileChange;
pub use history::FileHistory;
pub(crate) use objects::Objects;
pub(crate) use repository::Repository;
pub(crate) use revision::{Commit, Revision};
pub(crate) use tree::TreeKind;

use crate::manual::Date;

/// The hash of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ObjectId(String);

impl ObjectId {
    /// Reads a hash of at least 40 hexadecimal digits; `None` if the text is not one.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let is_hash = text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| Self(text.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 10 characters, for messages.
    pub(crate) fn short(&self) -> &str {
        self.0.get(..10).unwrap_or(&self.0)
    }
}

/// Why a repository cannot be read.
#[derive(Debug, Error)]
pub enum GitError {
    /// The program `git` was not found.
    #[error("this needs the program `git`, which is not on the PATH")]
    NoGit,
    /// The folder is in no repository.
    #[error("`{}` lies in no git repository", .0.display())]
    NoRepository(PathBuf),
    /// The repository has no commit yet.
    #[error("the git repository has no commit yet")]
    NoCommit,
    /// The revision does not exist.
    #[error(
        "`{0}` is no revision of the git repository: write a day (2025-06-01), a tag, a branch or the \
         hash of a commit"
    )]
    UnknownRevision(String),
    /// The day is before all commits.
    #[error("no commit was made on or before {day}; the first one is of {first}")]
    NoCommitBy {
        /// The day.
        day: Date,
        /// The day of the first commit.
        first: Date,
    },
    /// The day is before all commits of a shallow clone.
    #[error(
        "the clone is shallow: its commits begin with {first}, and it is not known what was there on \
         {day}; `git fetch --unshallow` brings the rest"
    )]
    ShallowBy {
        /// The day.
        day: Date,
        /// The day of the first commit in the clone.
        first: Date,
    },
    /// The program failed, with this reason.
    #[error("git cannot do this: {0}")]
    Refused(String),
    /// Running or reading the program failed.
    #[error("git cannot be run: {0}")]
    System(#[from] std::io::Error),
}

#[cfg(test)]
mod tests;
