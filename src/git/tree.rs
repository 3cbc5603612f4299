//! The files of a commit.

use super::{Commit, GitError, ObjectId, Repository};

/// The files of a commit, by their paths in the repository.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    /// The entries, sorted by the bytes of their paths.
    pub(crate) entries: Vec<TreeEntry>,
}

/// An entry of a commit: a file, a symbolic link or a submodule.
#[derive(Clone, Debug)]
pub(crate) struct TreeEntry {
    /// The path in the repository, as the bytes that git stores.
    pub(crate) path: Vec<u8>,
    pub(crate) kind: TreeKind,
    pub(crate) id: ObjectId,
    /// The size in bytes; 0 for a submodule.
    pub(crate) size: u64,
}

/// The kind of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TreeKind {
    /// A file.
    File,
    /// A symbolic link. Its content is the target.
    Link,
    /// A submodule: a commit of another repository.
    Submodule,
}

impl Repository {
    /// Lists the files of a commit in the whole repository.
    ///
    /// # Errors
    /// If git fails.
    pub(crate) fn tree(&self, commit: &Commit) -> Result<Tree, GitError> {
        let asked = [
            "ls-tree",
            "-r",
            "-l",
            "-z",
            "--full-tree",
            "--end-of-options",
        ];
        let listed = self
            .git
            .output(&[&asked[..], &[commit.id.as_str()]].concat())?;
        let entries = listed.split(|byte| *byte == 0);
        Ok(Tree {
            entries: entries.filter_map(entry).collect(),
        })
    }
}

/// Parses a line of `git ls-tree`: `100644 blob HASH 123<TAB>procedures/purchasing.md`.
fn entry(line: &[u8]) -> Option<TreeEntry> {
    let tab = memchr::memchr(b'\t', line)?;
    let mut words = str::from_utf8(&line[..tab]).ok()?.split_whitespace();
    let (mode, _, id, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let kind = match mode {
        "120000" => TreeKind::Link,
        "160000" => TreeKind::Submodule,
        _ => TreeKind::File,
    };
    Some(TreeEntry {
        path: line[tab + 1..].to_owned(),
        kind,
        id: ObjectId::new(id)?,
        size: size.parse().unwrap_or_default(),
    })
}
