//! The git repository that contains a folder.

use std::path::{Path, PathBuf};

use super::command::Git;
use super::{GitError, Objects};

/// The git repository that contains a folder.
#[derive(Debug)]
pub(crate) struct Repository {
    pub(super) git: Git,
    /// The folder's path in the repository, without a trailing slash. Empty for the top folder and
    /// for a bare repository.
    prefix: String,
    /// The common git folder, which contains the objects.
    common: PathBuf,
    is_shallow: bool,
}

impl Repository {
    /// Finds the repository of an existing folder.
    ///
    /// # Errors
    /// If git is not installed, or the folder is in no repository that git can read.
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

    /// The folder's path in the repository, without a trailing slash.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether the clone is shallow: its first commits are missing.
    pub(crate) fn is_shallow(&self) -> bool {
        self.is_shallow
    }

    /// The common git folder, which also contains `lfs/objects`.
    pub(crate) fn common_folder(&self) -> &Path {
        &self.common
    }

    /// Returns a reader for the repository's objects.
    pub(crate) fn objects(&self) -> Objects {
        Objects::new(self.git.clone())
    }
}
