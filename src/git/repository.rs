//! The repository that a folder lies in.

use std::path::{Path, PathBuf};

use super::command::Git;
use super::{GitError, Objects};

/// The repository that a folder lies in.
#[derive(Debug)]
pub(crate) struct Repository {
    pub(super) git: Git,
    /// The folder's path in the repository, without a slash at its end; empty for the top and in a
    /// repository without files of its own (a bare one).
    prefix: String,
    /// Where the objects of the repository lie.
    common: PathBuf,
    is_shallow: bool,
}

impl Repository {
    /// Finds the repository of a folder that is there.
    ///
    /// # Errors
    /// If there is no git, or the folder lies in no repository that git reads.
    pub(crate) fn find(folder: &Path) -> Result<Self, GitError> {
        let git = Git::new(folder);
        let asked = [
            "rev-parse",
            "--is-shallow-repository",
            "--git-common-dir",
            "--show-prefix",
        ];
        let answer = match git.output(&asked) {
            Err(GitError::Refused(why)) if why.starts_with("not a git repository") => {
                return Err(GitError::NoRepository(folder.to_owned()));
            }
            answer => answer?,
        };
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let mut lines = answer.splitn(3, '\n');
        let is_shallow = lines.next() == Some("true");
        let common = folder.join(lines.next().unwrap_or_default());
        let prefix = lines.next().unwrap_or_default().trim_end_matches('\n');
        Ok(Self {
            git,
            prefix: prefix.trim_end_matches('/').to_owned(),
            common,
            is_shallow,
        })
    }

    /// The folder's path in the repository, without a slash at its end.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether the first commits are missing.
    pub(crate) fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// Where git keeps what is no object of its own: `lfs/objects` among it.
    pub(crate) fn common_folder(&self) -> &Path {
        &self.common
    }

    /// Reads objects.
    pub(crate) fn objects(&self) -> Objects {
        Objects::new(self.git.clone())
    }
}
