//! A file of the disk: opened, read, and known again.

use std::fs::{File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::time::SystemTime;

/// What the names of our folders begin with.
pub(super) const PREFIX: &str = ".clausebook-site-";

/// Opens a file to be read. Who opens a named pipe waits until somebody writes to it, so that
/// nothing but a file is ever opened.
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

/// What tells whether a file is still the one that was compared.
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

    /// Whether the file at a path is the one that was compared, as it was.
    pub(super) fn holds(self, path: &Path) -> bool {
        path.symlink_metadata()
            .is_ok_and(|found| found.is_file() && Self::of(&found) == self)
    }
}

/// The file's device and number on it, where the system has such.
#[cfg(unix)]
fn node(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> Option<(u64, u64)> {
    None
}
