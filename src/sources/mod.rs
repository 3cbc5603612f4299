//! Where a manual's files come from. Nothing else reads them.
//!
//! [`Sources`] lists, opens and tells the state of files. The disk is one of them ([`DiskSources`]), a
//! commit of a git repository another ([`RevisionSources`]);
//! [`UnsavedSources`] lays the buffers of an editor over another one, and [`MemorySources`] holds
//! files that were never written. [`read`] takes in a whole manual but the texts of its pages,
//! [`read_one`] one text, and [`read_theme`] a theme. What a file is for follows from its path alone:
//! [`role`].

mod digest;
mod disk;
mod elsewhere;
mod keys;
mod left_out;
mod locate;
mod manual_files;
mod memory;
mod refusals;
mod revision;
mod role;
mod selection;
mod text;
mod theme;
mod unsaved;
mod walk;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

pub(crate) use crate::sources::digest::digests;
pub use crate::sources::disk::{DiskSources, Touched};
pub(crate) use crate::sources::elsewhere::read_elsewhere;
pub(crate) use crate::sources::left_out::decides_of_folder;
pub(crate) use crate::sources::locate::{find_manual, is_manual};
pub use crate::sources::manual_files::read;
pub(crate) use crate::sources::manual_files::{ManualFiles, read_config};
pub use crate::sources::memory::MemorySources;
pub(crate) use crate::sources::revision::RevisionSources;
pub(crate) use crate::sources::role::{FileRole, role};
pub use crate::sources::selection::Selection;
pub use crate::sources::text::read_one;
pub(crate) use crate::sources::text::read_reported;
pub(crate) use crate::sources::theme::{has_theme, read_theme, unreadable_in_theme};
pub use crate::sources::unsaved::UnsavedSources;

use crate::diagnostics::{Diagnostic, SourcePath};
use crate::git::{FileHistory, GitError};
use crate::manual::Date;

/// The name of a manual's settings: the file that makes a folder a manual.
pub(crate) const CONFIG_FILE: &str = "manual.toml";

/// The file that says which keys sign for whom.
pub(crate) const SIGNERS_FILE: &str = "allowed_signers";

/// A manual's files, wherever they are kept. Paths are relative to the manual's folder; themes may
/// lie beside it, so that a path may begin with `../`.
pub trait Sources: Send + Sync {
    /// The manual's folder, as messages call it.
    fn root(&self) -> &Path;

    /// Every file in a folder and in those below it that is wanted, sorted by path. The empty path
    /// is the manual's own folder.
    ///
    /// # Errors
    /// If there is no such folder. What cannot be reached in it is in the listing.
    fn list(&self, folder: &SourcePath, wanted: &Wanted<'_>) -> io::Result<Listing>;

    /// Opens a file.
    ///
    /// # Errors
    /// If it is not there, may not be read, or is no file.
    fn open(&self, path: &SourcePath) -> io::Result<OpenFile>;

    /// What lies at a path now.
    fn state(&self, path: &SourcePath) -> FileState;

    /// The history of the files; `None` where they lie in no git repository.
    ///
    /// # Errors
    /// If there is a repository, and it cannot be read.
    fn history(&self) -> Result<Option<FileHistory>, GitError> {
        Ok(None)
    }
}

/// What a listing is to hold.
pub struct Wanted<'a> {
    /// Says of a file or folder whether the listing goes there.
    pub takes: &'a (dyn Fn(&SourcePath, Entry) -> bool + Sync),
    /// Whether links of the file system may lead out of the manual's folder.
    pub follow_links: bool,
}

/// What a listing meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file, or what is neither a file nor a folder.
    File,
    /// A folder.
    Folder,
}

/// The files of a folder.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The files, sorted by path.
    pub files: Vec<SourcePath>,
    /// What could not be reached or cannot be a file of a manual, sorted by path.
    pub diagnostics: Vec<Diagnostic>,
    /// The links of the file system that were followed.
    pub links: Vec<FollowedLink>,
}

/// A link of the file system that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedLink {
    /// The link's path in the manual.
    pub path: SourcePath,
    /// The file or folder of the disk that it leads to.
    pub target: PathBuf,
}

/// A file that was opened.
pub struct OpenFile {
    /// How many bytes it has now.
    pub size: u64,
    /// Its content.
    pub content: Box<dyn Read + Send>,
}

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Nothing.
    Gone,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, or what is neither a file nor a folder.
    Other,
}

/// Why no manual could be read at all.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// Neither the place where the search began nor a folder above it is a manual.
    #[error(
        "there is no manual here: neither `{}` nor a folder above it has a {CONFIG_FILE}, and there \
         is no folder `manual` with one; `clausebook init manual --standard iso-9001-2015` begins a \
         new manual, and `--manual DIR` names one that is elsewhere", start.display()
    )]
    NoManual {
        /// Where the search began.
        start: PathBuf,
    },
    /// The folder that was asked for has no `manual.toml`.
    #[error(
        "`{0}` has no file {CONFIG_FILE}, so it is no manual; `clausebook init {0} --standard \
         iso-9001-2015` begins one there", folder.display()
    )]
    NoConfig {
        /// The folder.
        folder: PathBuf,
    },
    /// A commit has no manual where one was looked for.
    #[error(
        "the commit {commit} of {day} has no {CONFIG_FILE} in `{0}`, so that there was no manual then",
        folder.display()
    )]
    NoConfigThen {
        /// The folder.
        folder: PathBuf,
        /// The commit.
        commit: String,
        /// Its day.
        day: Date,
    },
    /// The repository cannot be read.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The folder that was asked for is not there, or is no folder.
    #[error("there is no folder `{}`", .0.display())]
    NoFolder(PathBuf),
    /// A folder or file without which nothing can be done cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A theme's name that names no folder.
    #[error("`{0}` cannot be the name of a theme: write the name of a folder in themes/")]
    ThemeName(String),
}

#[cfg(test)]
mod tests;
