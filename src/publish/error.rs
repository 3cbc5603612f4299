//! Why a site was not published.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::publish::address::AddressError;

/// Why a site was not published. The old site is unchanged, unless the error says otherwise.
#[derive(Debug, Error)]
pub enum PublishError<E> {
    /// The content of a file could not be generated.
    #[error("`{address}` could not be made")]
    Content {
        /// The file's address.
        address: String,
        /// The error of the caller's function.
        error: E,
    },
    /// The folder cannot take the site.
    #[error(transparent)]
    Target(#[from] TargetError),
}

impl<E> From<AddressError> for PublishError<E> {
    fn from(error: AddressError) -> Self {
        Self::Target(error.into())
    }
}

impl<E> From<DiskError> for PublishError<E> {
    fn from(error: DiskError) -> Self {
        Self::Target(error.into())
    }
}

/// Why a folder cannot take a site.
#[derive(Debug, Error)]
pub enum TargetError {
    /// A file's address cannot be written, or two files share one.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The target is the manual's own folder.
    #[error(
        "`{}` is the manual itself; write the site to a folder of its own, such as `site` in it",
        .0.display()
    )]
    IsManual(PathBuf),
    /// The target cannot be a site's folder: it is a file, or the root of a file system.
    #[error("`{}` cannot hold a site: {why}", target.display())]
    NoFolder {
        /// The target.
        target: PathBuf,
        /// What the target is instead of a folder.
        why: &'static str,
    },
    /// The target contains files that no earlier build wrote.
    #[error(
        "`{}` has files that no build wrote: {}{}; nothing was written. Choose another folder with \
         -o, or move these files away",
        target.display(),
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
        if *more { " and more" } else { "" }
    )]
    Foreign {
        /// The target.
        target: PathBuf,
        /// The addresses of the first of these files, sorted.
        names: Vec<String>,
        /// Whether there are more of them.
        more: bool,
    },
    /// A file or folder could not be read or written.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The new site could not be put in place, and the old one could not be restored.
    #[error(
        "the site could not be put in place ({source}), and now there is none: the old one is `{}`; \
         move it back to `{}`", old.display(), target.display()
    )]
    Stranded {
        /// Where the old site is now.
        old: PathBuf,
        /// Where the old site was.
        target: PathBuf,
        /// Why the new site could not be put in place.
        source: io::Error,
    },
}

/// A file or folder that could not be read or written.
#[derive(Debug, Error)]
#[error("`{}` cannot be {action}: {source}", path.display())]
pub struct DiskError {
    /// The failed action, as a participle: `read`, `written` …
    pub action: &'static str,
    /// The file or folder.
    pub path: PathBuf,
    /// Why it failed.
    pub source: io::Error,
}

impl DiskError {
    pub(crate) fn new(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self {
            action,
            path: path.to_owned(),
            source,
        }
    }
}
