//! What a file holds, and whether that stands there already.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use sha2::Digest as _;

use super::staging::Staging;
use crate::digest::Digest;
use crate::publish::error::DiskError;
use crate::publish::file::{Identity, open_file};

/// What a file of a site holds.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this file holds.
    CopyOf(Box<dyn Original>),
}

/// A file that is copied. It may be opened more than once.
pub trait Original: std::fmt::Debug + Send + Sync {
    /// What messages call it.
    fn path(&self) -> PathBuf;

    /// Opens it: how many bytes it has, and its content.
    ///
    /// # Errors
    /// If it is not there, may not be read, or is no file.
    fn open(&self) -> io::Result<(u64, Box<dyn Read + Send>)>;
}

/// A file of the disk.
impl Original for PathBuf {
    fn path(&self) -> PathBuf {
        self.clone()
    }

    fn open(&self) -> io::Result<(u64, Box<dyn Read + Send>)> {
        let file = open_file(self)?;
        Ok((file.metadata()?.len(), Box::new(file)))
    }
}

/// A file of a site, made.
pub(super) struct Made {
    pub(super) digest: Digest,
    pub(super) bytes: u64,
    pub(super) outcome: Outcome,
}

/// What became of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It stands in the old site with the same content.
    Unchanged(Identity),
    /// It was written to the staging folder.
    Written,
}

/// Stages a file, unless the file `before` (of an earlier build, with what its manifest says) holds
/// the same.
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

/// Copies a file of any size through a small buffer.
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

/// Compares what a reader gives with a file; returns the file's identity where they are equal.
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

/// Reads until the buffer is full or there is no more.
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

/// A reader that hashes what goes through it.
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

/// Copies all that a reader gives into a new file; returns how many bytes.
pub(super) fn pour(reader: &mut impl Read, file: File) -> io::Result<u64> {
    let mut writer = BufWriter::with_capacity(64 * 1024, file);
    let bytes = io::copy(reader, &mut writer)?;
    writer.flush()?;
    Ok(bytes)
}
