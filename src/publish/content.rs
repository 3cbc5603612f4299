//! The content of a site's file, and whether the old site already has the same content.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::Digest as _;

use super::staging::Staging;
use crate::digest::Digest;
use crate::publish::error::DiskError;
use crate::publish::file::{Identity, open_file};

/// The content of a site's file.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The content of this file.
    CopyOf(Box<dyn Original>),
}

/// A source file that is copied into the site. It may be opened more than once.
pub trait Original: std::fmt::Debug + Send + Sync {
    /// The path for error messages.
    fn path(&self) -> PathBuf;

    /// Opens the file. Returns its size in bytes and a reader of its content.
    ///
    /// # Errors
    /// If the file does not exist, may not be read, or is not a regular file.
    fn open(&self) -> io::Result<(u64, Box<dyn Read + Send>)>;
}

/// A file on disk.
impl Original for PathBuf {
    fn path(&self) -> PathBuf {
        self.clone()
    }

    fn open(&self) -> io::Result<(u64, Box<dyn Read + Send>)> {
        let file = open_file(self)?;
        Ok((file.metadata()?.len(), Box::new(file)))
    }
}

/// A file of the new site: its digest, its size in bytes, and whether it was staged.
pub(super) struct Made {
    pub(super) digest: Digest,
    pub(super) bytes: u64,
    pub(super) outcome: Outcome,
}

/// Whether a file had to be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The old site has the file with the same content.
    Unchanged(Identity),
    /// The file was written to the staging folder.
    Written,
}

/// Stages a file, unless the old site's file already has the same content.
///
/// `before` is the path of the old site's file and the digest that the old manifest lists.
pub(super) fn stage(
    content: &Content,
    address: &str,
    before: Option<(PathBuf, Digest)>,
    staging: &Staging<'_>,
) -> Result<Made, DiskError> {
    match content {
        Content::Bytes(bytes) => {
            let digest = Digest::of(bytes);
            let same = before
                .filter(|(_, listed)| *listed == digest)
                .and_then(|(path, _)| {
                    compare(bytes.as_slice(), bytes.len() as u64, &path)
                        .ok()
                        .flatten()
                });
            let outcome = match same {
                Some(identity) => Outcome::Unchanged(identity),
                None => {
                    staging.write(address, bytes)?;
                    Outcome::Written
                }
            };
            Ok(Made {
                digest,
                bytes: bytes.len() as u64,
                outcome,
            })
        }
        Content::CopyOf(original) => {
            copy(&**original, address, before.map(|(path, _)| path), staging)
        }
    }
}

/// Compares or copies a file of any size through a small buffer.
fn copy(
    original: &dyn Original,
    address: &str,
    before: Option<PathBuf>,
    staging: &Staging<'_>,
) -> Result<Made, DiskError> {
    let source = original.path();
    let open = || original.open().map_err(DiskError::new("read", &source));
    if let Some(before) = before {
        let (size, content) = open()?;
        let mut reader = Hashing::new(content);
        if let Ok(Some(identity)) = compare(&mut reader, size, &before) {
            return Ok(Made {
                digest: Digest::finish(reader.hasher),
                bytes: size,
                outcome: Outcome::Unchanged(identity),
            });
        }
    }
    let mut reader = Hashing::new(open()?.1);
    let bytes = staging.write_from(address, &source, &mut reader)?;
    Ok(Made {
        digest: Digest::finish(reader.hasher),
        bytes,
        outcome: Outcome::Written,
    })
}

/// Compares a reader's content with a file. Returns the file's identity if they are equal.
fn compare(mut new: impl Read, size: u64, path: &Path) -> io::Result<Option<Identity>> {
    let mut old = open_file(path)?;
    let metadata = old.metadata()?;
    if metadata.len() != size {
        return Ok(None);
    }
    let (mut a, mut b) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        let read = fill(&mut new, &mut a)?;
        if fill(&mut old, &mut b)? != read || a[..read] != b[..read] {
            return Ok(None);
        }
        if read < a.len() {
            return Ok(Some(Identity::of(&metadata)));
        }
    }
}

/// Reads until the buffer is full or the reader ends. Returns the number of bytes read.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

/// A reader that hashes the bytes it returns.
struct Hashing {
    content: Box<dyn Read + Send>,
    hasher: sha2::Sha256,
}

impl Hashing {
    fn new(content: Box<dyn Read + Send>) -> Self {
        Self {
            content,
            hasher: sha2::Sha256::new(),
        }
    }
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.content.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        Ok(read)
    }
}

/// Copies a reader's content into a new file. Returns the number of bytes.
pub(super) fn pour(reader: &mut impl Read, file: File) -> io::Result<u64> {
    let mut writer = BufWriter::with_capacity(64 * 1024, file);
    let bytes = io::copy(reader, &mut writer)?;
    writer.flush()?;
    Ok(bytes)
}
