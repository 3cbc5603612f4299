//! New files of a manual: written where nothing stands yet, and nowhere else.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::publish::DiskError;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    path: PathBuf,
    text: String,
}

impl NewFile {
    /// A file by its path relative to the manual's folder, with its text.
    pub fn new(path: &str, text: String) -> Self {
        Self {
            path: PathBuf::from(path),
            text,
        }
    }
}

/// What became of new files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFiles {
    /// How many were written.
    pub written: usize,
    /// Those that were there already: they are as they were.
    pub kept: Vec<PathBuf>,
}

/// Writes each file that is not there yet. A file that is there is never touched.
///
/// # Errors
/// If a folder or file cannot be written.
pub fn write_new(dir: &Path, files: &[NewFile]) -> Result<NewFiles, DiskError> {
    let mut done = NewFiles::default();
    for file in files {
        let path = dir.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(DiskError::new("made", folder))?;
        }
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut new) => {
                let written = new.write_all(file.text.as_bytes());
                written.map_err(DiskError::new("written", &path))?;
                done.written += 1;
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                done.kept.push(file.path.clone());
            }
            Err(error) => return Err(DiskError::new("written", &path)(error)),
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
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
