//! Reads a manual as it was in a commit, without a checkout.

mod list;
mod locate;
mod paths;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostics::SourcePath;
use crate::git::{
    Commit, FileHistory, GitError, ObjectId, Objects, Repository, Revision, TreeKind,
};
use crate::sources::revision::locate::Place;
use crate::sources::revision::paths::{Found, repository_path};
use crate::sources::{FileState, Listing, OpenFile, Sources, SourcesError, Wanted};

/// The beginning of a Git LFS pointer file.
const LFS: &[u8] = b"version https://git-lfs.github.com/spec/v1\n";

/// The maximum size of a pointer file in bytes.
const MOST_LFS: u64 = 1024;

/// A manual as it was in a commit.
pub(crate) struct RevisionSources {
    /// The manual's folder, as shown in messages. It need not exist now.
    root: PathBuf,
    /// Its path in the repository; empty if it is the repository's root.
    folder: String,
    /// An existing folder in the repository.
    at: PathBuf,
    commit: Commit,
    objects: Objects,
    /// The folder in which Git LFS stores contents.
    lfs: PathBuf,
    files: BTreeMap<String, File>,
    folders: BTreeSet<String>,
    /// The paths that are not valid on every operating system.
    odd: BTreeSet<String>,
    /// The different names in git that become the same path, by that path.
    clashes: BTreeMap<String, Vec<PathBuf>>,
}

/// The entry of a commit at a path.
enum File {
    /// A file.
    Content { id: ObjectId, size: u64 },
    /// A symbolic link, with its target as written.
    Link(String),
    /// Another repository (a submodule).
    Submodule,
}

impl RevisionSources {
    /// Opens the manual as it was in a revision. `here` is the folder in which the command runs,
    /// and `asked` the manual's folder if the command names one. That folder need not exist now.
    ///
    /// # Errors
    /// If there is no repository, the revision does not exist, or it has no manual in that folder.
    pub(crate) fn open(
        here: &Path,
        asked: Option<&Path>,
        revision: &Revision,
    ) -> Result<Self, SourcesError> {
        let place = Place::new(here, asked)?;
        let repository = Repository::find(place.folder())?;
        let commit = repository.commit(revision)?;
        let mut sources = Self {
            root: PathBuf::new(),
            folder: String::new(),
            at: place.folder().to_owned(),
            objects: repository.objects(),
            lfs: repository.common_folder().join("lfs/objects"),
            files: BTreeMap::new(),
            folders: BTreeSet::from([String::new()]),
            odd: BTreeSet::new(),
            clashes: BTreeMap::new(),
            commit,
        };
        sources.take_in(&repository)?;
        (sources.folder, sources.root) = place.manual(repository.prefix(), &sources)?;
        Ok(sources)
    }

    /// The commit that is read.
    pub(crate) fn commit(&self) -> &Commit {
        &self.commit
    }

    fn take_in(&mut self, repository: &Repository) -> Result<(), GitError> {
        let mut names: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        for entry in repository.tree(&self.commit)?.entries {
            let (path, is_odd) = repository_path(&entry.path);
            let file = match entry.kind {
                TreeKind::File => File::Content {
                    id: entry.id,
                    size: entry.size,
                },
                TreeKind::Link => {
                    let target = self.objects.read(&entry.id)?;
                    File::Link(String::from_utf8_lossy(&target).into_owned())
                }
                TreeKind::Submodule => File::Submodule,
            };
            if is_odd {
                self.odd.insert(path.clone());
            }
            let above = path.match_indices('/').map(|(at, _)| path[..at].to_owned());
            self.folders.extend(above);
            let name = PathBuf::from(String::from_utf8_lossy(&entry.path).into_owned());
            names.entry(path.clone()).or_default().push(name);
            self.files.entry(path).or_insert(file);
        }
        names.retain(|_, names| names.len() > 1);
        self.clashes = names;
        Ok(())
    }

    /// The path on the disk where Git LFS stores the content of a pointer file; `None` if the file
    /// is not a pointer.
    fn lfs_content(&self, pointer: &[u8]) -> Option<PathBuf> {
        let text = str::from_utf8(pointer.strip_prefix(LFS)?).ok()?;
        let mut lines = text.lines();
        let hash = lines.find_map(|line| line.strip_prefix("oid sha256:"))?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| self.lfs.join(&hash[..2]).join(&hash[2..4]).join(hash))
    }
}

impl Sources for RevisionSources {
    fn root(&self) -> &Path {
        &self.root
    }

    fn list(&self, folder: &SourcePath, wanted: &Wanted<'_>) -> io::Result<Listing> {
        list::list(self, folder, wanted)
    }

    fn open(&self, path: &SourcePath) -> io::Result<OpenFile> {
        let Found::File(File::Content { id, size }) = self.find(path, true) else {
            return Err(io::ErrorKind::NotFound.into());
        };
        if *size > MOST_LFS {
            return Ok(OpenFile {
                size: *size,
                content: self.objects.open(id, *size)?,
            });
        }
        let content = self.objects.read(id)?;
        let Some(elsewhere) = self.lfs_content(&content) else {
            return Ok(OpenFile {
                size: *size,
                content: Box::new(io::Cursor::new(content)),
            });
        };
        let file = std::fs::File::open(elsewhere).map_err(|_| {
            io::Error::other(
                "its content is in Git LFS and not on this computer; `git lfs fetch` downloads it",
            )
        })?;
        Ok(OpenFile {
            size: file.metadata()?.len(),
            content: Box::new(file) as Box<dyn Read + Send>,
        })
    }

    fn history(&self) -> Result<Option<FileHistory>, GitError> {
        let repository = Repository::find(&self.at)?;
        Ok(Some(FileHistory::up_to(
            &self.commit,
            repository,
            &self.folder,
        )))
    }

    fn state(&self, path: &SourcePath) -> FileState {
        match self.find(path, false) {
            Found::File(File::Content { .. }) => FileState::File,
            Found::File(File::Link(_)) => FileState::Other,
            Found::File(File::Submodule) | Found::Folder(_) => FileState::Folder,
            Found::Nothing | Found::Outside => FileState::Gone,
        }
    }
}
