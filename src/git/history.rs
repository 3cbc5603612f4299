//! The history of the files of a folder, commit by commit.

use std::collections::HashSet;

use super::revision::day_of;
use super::{Commit, GitError, ObjectId, Objects, Repository};
use crate::diagnostics::SourcePath;
use crate::manual::Date;

/// The history of the files of a folder up to a commit.
pub struct FileHistory {
    repository: Repository,
    objects: Objects,
    /// The last commit.
    tip: String,
    /// The folder's path in the repository.
    folder: String,
}

/// The change of a file in a commit of the first-parent line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileChange {
    /// The position of the commit in the list of all commits with changes: 0 is the last one.
    pub(crate) position: usize,
    /// The commit.
    pub(crate) commit: ObjectId,
    /// The day of the commit's committer date, in UTC.
    pub(crate) day: Date,
    /// The file's path in the folder.
    pub(crate) path: SourcePath,
    /// The file's path before; `None` if the file is new, or was outside the folder.
    pub(crate) before: Option<SourcePath>,
    /// The file's content after the commit; `None` if the file was deleted.
    pub(crate) content: Option<ObjectId>,
}

impl FileHistory {
    /// Opens the history of the files of a folder up to the commit that is checked out.
    ///
    /// # Errors
    /// If the folder is in no repository that git can read.
    pub(crate) fn of_checkout(folder: &std::path::Path) -> Result<Self, GitError> {
        let repository = Repository::find(folder)?;
        Ok(Self {
            objects: repository.objects(),
            folder: repository.prefix().to_owned(),
            tip: "HEAD".to_owned(),
            repository,
        })
    }

    /// Opens the history of the files of a folder of the repository up to a commit.
    pub(crate) fn up_to(commit: &Commit, repository: Repository, folder: &str) -> Self {
        Self {
            objects: repository.objects(),
            folder: folder.to_owned(),
            tip: commit.id.as_str().to_owned(),
            repository,
        }
    }

    /// Whether the clone is shallow: its first commits are missing.
    pub(crate) fn is_shallow(&self) -> bool {
        self.repository.is_shallow()
    }

    /// Whether the repository has no commit yet.
    pub(crate) fn has_no_commit(&self) -> bool {
        self.repository
            .commit(&super::Revision::Named(self.tip.clone()))
            .is_err()
    }

    /// Returns all changes of the files on the first-parent line, the last one first, in one run of
    /// git. A merge counts as one change.
    ///
    /// # Errors
    /// If git fails.
    pub(crate) fn changes(&self) -> Result<Vec<FileChange>, GitError> {
        let mut asked: Vec<String> = [
            "log",
            "--first-parent",
            "-m",
            "--raw",
            "-z",
            "--no-abbrev",
            "-M",
            "--no-ext-diff",
            "--no-show-signature",
            "--format=%H %ct",
            "--end-of-options",
            &self.tip,
            "--",
        ]
        .map(str::to_owned)
        .to_vec();
        if !self.folder.is_empty() {
            asked.push(format!(":(top,literal){}", self.folder));
        }
        let told = self.repository.git.output(&asked)?;
        Ok(self.read(&told))
    }

    /// Returns every content that a file had, in all commits (side branches included) and under all
    /// its names, the last one first.
    ///
    /// # Errors
    /// If git fails.
    pub(crate) fn contents_of(&self, file: &SourcePath) -> Result<Vec<ObjectId>, GitError> {
        let told = self.repository.git.output(&[
            "--literal-pathspecs",
            "log",
            "-m",
            "--follow",
            "--format=",
            "--raw",
            "--no-abbrev",
            "--no-ext-diff",
            "--no-show-signature",
            "--end-of-options",
            &self.tip,
            "--",
            file.as_str(),
        ])?;
        let told = String::from_utf8_lossy(&told);
        // A line is `:100644 100644 OLD NEW M<TAB>path`. NEW is all zeros if the file is gone.
        let ids = told.lines().filter_map(|line| line.split(' ').nth(3));
        let ids = ids.filter(|id| !id.bytes().all(|byte| byte == b'0'));
        let mut contents: Vec<ObjectId> = Vec::new();
        let mut seen = HashSet::new();
        contents.extend(
            ids.filter_map(ObjectId::new)
                .filter(|id| seen.insert(id.clone())),
        );
        Ok(contents)
    }

    /// Returns the bytes of a file; `None` if this clone does not have them.
    pub(crate) fn content(&self, content: &ObjectId) -> Option<Vec<u8>> {
        self.objects.read(content).ok()
    }

    /// Returns the text of a file; `None` if it is not UTF-8, or this clone does not have it.
    pub(crate) fn text(&self, content: &ObjectId) -> Option<String> {
        String::from_utf8(self.content(content)?).ok()
    }

    /// Parses the output of `git log`: `HASH SECONDS` for each commit, then `:100644 100644 OLD NEW
    /// M` for each file and its path, or two paths for a renamed or copied file. Each part ends
    /// with NUL.
    fn read(&self, told: &[u8]) -> Vec<FileChange> {
        let mut parts = told.split(|byte| *byte == 0);
        let mut commit = None;
        let mut changes: Vec<FileChange> = Vec::new();
        while let Some(part) = parts.next() {
            let text = String::from_utf8_lossy(part);
            let text = text.trim_start_matches('\n');
            let Some(raw) = text.strip_prefix(':') else {
                commit = head(text).or(commit);
                continue;
            };
            let mut words = raw.split(' ');
            let (id, how) = (words.nth(3).and_then(ObjectId::new), words.next());
            let (Some(id), Some(how)) = (id, how) else {
                continue;
            };
            let Some(first) = parts.next() else { break };
            let (before, after) = match how.starts_with(['R', 'C']) {
                true => (Some(first), parts.next().unwrap_or_default()),
                false => ((!how.starts_with('A')).then_some(first), first),
            };
            let (Some((commit, day)), Some(path)) = (&commit, self.in_folder(after)) else {
                continue;
            };
            let position = changes
                .last()
                .map_or(0, |last| match last.commit == *commit {
                    true => last.position,
                    false => last.position + 1,
                });
            changes.push(FileChange {
                position,
                commit: ObjectId::clone(commit),
                day: *day,
                path,
                before: before.and_then(|path| self.in_folder(path)),
                content: (!how.starts_with('D')).then_some(id),
            });
        }
        changes
    }

    /// Converts a path of the repository to one of the folder; `None` if it lies outside.
    fn in_folder(&self, path: &[u8]) -> Option<SourcePath> {
        let path = SourcePath::new(&String::from_utf8_lossy(path));
        let below = path.as_str().strip_prefix(&self.folder)?;
        let below = match self.folder.is_empty() {
            true => below,
            false => below.strip_prefix('/')?,
        };
        Some(SourcePath::new(below))
    }
}

fn head(text: &str) -> Option<(ObjectId, Date)> {
    let (id, seconds) = text.trim().split_once(' ')?;
    Some((ObjectId::new(id)?, day_of(seconds)))
}
