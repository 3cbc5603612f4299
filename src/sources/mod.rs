//! Reads a manual's files. No other module reads them.
//!
//! [`Sources`] lists and opens files and reports their state. [`DiskSources`] reads a folder on the
//! disk, and [`RevisionSources`] a commit of a git repository. [`UnsavedSources`] puts an editor's
//! buffers in place of the files of other sources, and [`MemorySources`] holds files in memory.
//! [`read`] reads a whole manual without the texts of its pages, [`read_one`] reads one text, and
//! [`read_theme`] a theme. The path of a file alone decides its role: [`mod@role`].

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

pub(crate) use crate::diagnostics::CONFIG_FILE;
pub(crate) use crate::sources::digest::digests;
pub use crate::sources::disk::{DiskSources, Touched};
pub(crate) use crate::sources::elsewhere::{files_elsewhere, read_elsewhere};
pub(crate) use crate::sources::left_out::decides_of_folder;
pub(crate) use crate::sources::left_out::is_leftover;
pub(crate) use crate::sources::locate::{find_manual, is_manual};
pub use crate::sources::manual_files::read;
pub(crate) use crate::sources::manual_files::{ManualFiles, list, read_config, refused_link};
pub use crate::sources::memory::MemorySources;
pub(crate) use crate::sources::revision::RevisionSources;
pub(crate) use crate::sources::role::{FileRole, may_hold_misplaced_approvals, role};
pub use crate::sources::selection::Selection;
pub use crate::sources::text::read_one;
pub(crate) use crate::sources::text::{read_if_text, read_reported};
pub(crate) use crate::sources::theme::{has_theme, read_theme, unreadable_in_theme};
pub use crate::sources::unsaved::UnsavedSources;

use crate::diagnostics::{Diagnostic, SourcePath};
use crate::git::{FileHistory, GitError};
use crate::manual::{Date, Endings};
use crate::shell;

/// The file that lists the keys of the signers, in OpenSSH's format.
pub(crate) const SIGNERS_FILE: &str = "allowed_signers";

/// The files of a manual, from any place. Paths are relative to the manual's folder. A theme may be
/// in the folder beside it, so a path may begin with `../`.
pub trait Sources: Send + Sync {
    /// The manual's folder, as shown in messages.
    fn root(&self) -> &Path;

    /// All wanted files in a folder and the folders below it, sorted by path. The empty path is the
    /// manual's own folder.
    ///
    /// # Errors
    /// If there is no such folder. Files in it that cannot be read are reported in the listing.
    fn list(&self, folder: &SourcePath, wanted: &Wanted<'_>) -> io::Result<Listing>;

    /// Opens a file.
    ///
    /// # Errors
    /// If it does not exist, cannot be read, or is not a file.
    fn open(&self, path: &SourcePath) -> io::Result<OpenFile>;

    /// The current state of a path.
    fn state(&self, path: &SourcePath) -> FileState;

    /// The git history of the files; `None` if they are not in a git repository.
    ///
    /// # Errors
    /// If there is a repository that cannot be read.
    fn history(&self) -> Result<Option<FileHistory>, GitError> {
        Ok(None)
    }
}

/// The files that a listing includes.
pub struct Wanted<'a> {
    /// Whether the listing includes a file or enters a folder.
    pub takes: &'a (dyn Fn(&SourcePath, Entry) -> bool + Sync),
    /// Whether links of the file system may lead out of the manual's folder.
    pub follow_links: bool,
    /// Which files are pages.
    pub(crate) endings: &'a Endings,
}

/// The kind of an entry that a listing finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Anything other than a folder: a file, a link, a device.
    File,
    /// A folder.
    Folder,
}

/// The files of a folder.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// The files, sorted by path.
    pub files: Vec<SourcePath>,
    /// Entries that cannot be read or cannot be files of a manual, sorted by path.
    pub diagnostics: Vec<Diagnostic>,
    /// The symbolic links that were followed.
    pub links: Vec<FollowedLink>,
}

/// A symbolic link that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedLink {
    /// The link's path in the manual.
    pub path: SourcePath,
    /// The file or folder on the disk that it leads to.
    pub target: PathBuf,
}

/// An open file.
pub struct OpenFile {
    /// Its current size in bytes.
    pub size: u64,
    /// Its content.
    pub content: Box<dyn Read + Send>,
}

/// The state of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Nothing.
    Gone,
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, a device, a pipe or a socket.
    Other,
}

/// Why a manual could not be read at all.
#[derive(Debug, Error)]
pub enum SourcesError {
    /// Neither the folder where the search began nor a folder above it is a manual.
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
        "`{}` has no file {CONFIG_FILE}, so it is no manual; `clausebook init {} --standard \
         iso-9001-2015` begins one there", folder.display(), shell::path(folder)
    )]
    NoConfig {
        /// The folder.
        folder: PathBuf,
    },
    /// The commit has no manual in the folder that was looked for.
    #[error(
        "the commit {commit} of {day} has no {CONFIG_FILE} in `{0}`, so that there was no manual then",
        folder.display()
    )]
    NoConfigThen {
        /// The folder.
        folder: PathBuf,
        /// The commit.
        commit: String,
        /// The day of the commit.
        day: Date,
    },
    /// The repository cannot be read.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The folder that was asked for does not exist, or is not a folder.
    #[error("there is no folder `{}`", .0.display())]
    NoFolder(PathBuf),
    /// A required folder or file cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The name of a theme that cannot be the name of a folder.
    #[error("`{0}` cannot be the name of a theme: write the name of a folder in themes/")]
    ThemeName(String),
}

#[cfg(test)]
mod tests;
