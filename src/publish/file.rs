//! Opens and reads files on disk, and detects whether a file was replaced or changed.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

/// The name prefix of staging folders and of their temp files.
pub(super) const PREFIX: &str = ".clausebook-site-";

/// Opens a regular file for reading. Anything else is an error, because opening a named pipe
/// blocks until another process writes to it.
pub(super) fn open_file(path: &Path) -> io::Result<File> {
    match path.metadata()?.is_file() {
        true => File::open(path),
        false => Err(io::Error::other("it is no file")),
    }
}

/// The text of a file.
pub(super) fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    open_file(path)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Identifies a state of a file: its size in bytes, its modification time, and its device and inode
/// numbers where the system has them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity {
    bytes: u64,
    modified: Option<SystemTime>,
    node: Option<(u64, u64)>,
}

impl Identity {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self {
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
            node: node(metadata),
        }
    }

    /// Whether the path still has the same file in the same state.
    pub(super) fn holds(self, path: &Path) -> bool {
        path.symlink_metadata()
            .is_ok_and(|found| found.is_file() && Self::of(&found) == self)
    }
}

/// The file's device and inode numbers, on systems that have them.
#[cfg(unix)]
fn node(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> Option<(u64, u64)> {
    None
}
