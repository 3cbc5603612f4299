//! New files of a manual: written where nothing stands yet, and nowhere else.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::publish::atomic_file::part_of;
use crate::publish::error::DiskError;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewFile {
    path: PathBuf,
    text: String,
}

impl NewFile {
    /// A file by its path relative to the manual's folder, with its text.
    pub(crate) fn new(path: &str, text: String) -> Self {
        Self {
            path: PathBuf::from(path),
            text,
        }
    }
}

/// What became of new files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewFiles {
    /// How many were written.
    pub written: usize,
    /// Those that were there already: they are as they were.
    pub kept: Vec<PathBuf>,
}

/// Writes each file that is not there yet, whole or not at all. A file that is there is never touched.
///
/// # Errors
/// If a folder or file cannot be written.
pub(crate) fn write_new(dir: &Path, files: &[NewFile]) -> Result<NewFiles, DiskError> {
    let mut done = NewFiles::default();
    for file in files {
        let path = dir.join(&file.path);
        match write_one(&path, &file.text) {
            Ok(()) => done.written += 1,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                done.kept.push(file.path.clone());
            }
            Err(error) => return Err(DiskError::new("written", &path)(error)),
        }
    }
    Ok(done)
}

fn write_one(path: &Path, text: &str) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let path = std::path::absolute(path)?;
    let mut part = part_of(&path)?;
    part.write_all(text.as_bytes())?;
    match part.persist_noclobber(&path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
        // A file system on which nothing can be moved without the risk of a loss.
        Err(_) => {
            let mut new = OpenOptions::new().write(true).create_new(true).open(path)?;
            new.write_all(text.as_bytes())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_there_is_never_touched() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("manual.toml"), "mine").unwrap();
        let files = [
            NewFile::new("manual.toml", "new".into()),
            NewFile::new("a/b.md", "x".into()),
        ];
        let done = write_new(dir.path(), &files).unwrap();
        assert_eq!(
            done,
            NewFiles {
                written: 1,
                kept: vec!["manual.toml".into()]
            }
        );
        assert_eq!(
            fs::read_to_string(dir.path().join("manual.toml")).unwrap(),
            "mine"
        );
        assert_eq!(write_new(dir.path(), &files).unwrap().written, 0);
    }
}
