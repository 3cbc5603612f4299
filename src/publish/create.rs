//! New files of a manual: written where nothing stands yet, and nowhere else.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::publish::atomic_file::part_of;
use crate::publish::error::DiskError;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewFile {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl NewFile {
    /// A file by its path relative to the manual's folder, with its text or bytes.
    pub(crate) fn new(path: &str, content: impl Into<Vec<u8>>) -> Self {
        Self {
            path: PathBuf::from(path),
            bytes: content.into(),
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
        let written = prepare(&path, &file.bytes).and_then(|part| put(part, &path, &file.bytes));
        match written {
            Ok(()) => done.written += 1,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                done.kept.push(file.path.clone());
            }
            Err(error) => return Err(DiskError::new("written", &path)(error)),
        }
    }
    Ok(done)
}

/// Writes all files, or none of them where one is there already or cannot be written. A file that is
/// there is never touched.
///
/// # Errors
/// If a file is there, or a folder or file cannot be written. The folder is as it was.
pub(crate) fn write_all_new(dir: &Path, files: &[NewFile]) -> Result<(), DiskError> {
    let paths: Vec<PathBuf> = files.iter().map(|file| dir.join(&file.path)).collect();
    for path in &paths {
        refuse_existing(path).map_err(DiskError::new("written", path))?;
    }
    let new_folders = missing_folders(&paths);
    let mut put = 0;
    let done = write_all(&paths, files, &mut put);
    if done.is_err() {
        // The error that is told is the first one: what cannot be taken back is seen in the folder.
        paths[..put]
            .iter()
            .for_each(|path| drop(fs::remove_file(path)));
        // A folder stands after those above it; only empty ones go.
        new_folders
            .iter()
            .rev()
            .for_each(|folder| drop(fs::remove_dir(folder)));
    }
    done
}

/// Each file is complete beside its place before the first one is put there. `done` counts those that
/// are in their places.
fn write_all(paths: &[PathBuf], files: &[NewFile], done: &mut usize) -> Result<(), DiskError> {
    let mut parts = Vec::with_capacity(files.len());
    for (path, file) in paths.iter().zip(files) {
        let part = prepare(path, &file.bytes).map_err(DiskError::new("written", path))?;
        parts.push(part);
    }
    for ((path, file), part) in paths.iter().zip(files).zip(parts) {
        put(part, path, &file.bytes).map_err(DiskError::new("written", path))?;
        *done += 1;
    }
    Ok(())
}

fn missing_folders(paths: &[PathBuf]) -> BTreeSet<&Path> {
    let mut missing = BTreeSet::new();
    for path in paths {
        let above = path.ancestors().skip(1);
        let absent = above.take_while(|folder| {
            !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err()
        });
        missing.extend(absent);
    }
    missing
}

fn refuse_existing(path: &Path) -> io::Result<()> {
    match path.symlink_metadata() {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => Ok(()),
    }
}

/// The whole file, beside the place that it is for. It goes again unless it is put there.
fn prepare(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    refuse_existing(path)?;
    let mut part = part_of(&std::path::absolute(path)?)?;
    part.write_all(bytes)?;
    Ok(part.into_temp_path())
}

/// Gives a complete file its name, if nothing has it, whoever was faster.
fn put(part: TempPath, path: &Path, bytes: &[u8]) -> io::Result<()> {
    match part.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
        // A file system on which nothing can be moved without the risk of a loss.
        Err(_) => {
            let mut new = OpenOptions::new().write(true).create_new(true).open(path)?;
            new.write_all(bytes)
                .inspect_err(|_| drop(fs::remove_file(path)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_never_touched() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("manual.toml"), "mine").unwrap();
        let files = [
            NewFile::new("manual.toml", "new"),
            NewFile::new("a/b.md", "x"),
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
    #[test]
    fn one_file_that_is_there_keeps_all_from_being_written() {
        let dir = tempfile::tempdir().unwrap();
        let manual = dir.path().join("manual");
        write_all_new(&manual, &[NewFile::new("a/b.md", "new")]).unwrap();
        fs::write(manual.join("a/b.md"), "mine").unwrap();
        let files = [NewFile::new("c/d.md", "new"), NewFile::new("a/b.md", "new")];
        assert!(write_all_new(&manual, &files).is_err());
        assert_eq!(fs::read_to_string(manual.join("a/b.md")).unwrap(), "mine");
        assert!(!manual.join("c").exists());
        write_all_new(&manual, &files[..1]).unwrap();
        assert_eq!(fs::read_to_string(manual.join("c/d.md")).unwrap(), "new");
    }

    #[test]
    fn one_file_that_cannot_be_written_takes_back_all() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "mine").unwrap();
        // Nothing is made in a file; and the second of two of one name finds the first.
        for last in ["file/d.md", "a/b/c.md"] {
            let files = ["a/b/c.md", "a/e.md", last].map(|path| NewFile::new(path, "new"));
            assert!(write_all_new(dir.path(), &files).is_err());
            let left = fs::read_dir(dir.path()).unwrap().count();
            assert_eq!(left, 1, "{last}");
        }
    }
}
