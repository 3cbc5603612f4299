//! Creates new files of a manual. Existing files are never overwritten.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::publish::atomic_file::{part_of, write_atomically};
use crate::publish::error::DiskError;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewFile {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl NewFile {
    /// A file with this path, relative to the manual's folder, and this content.
    pub(crate) fn new(path: &str, content: impl Into<Vec<u8>>) -> Self {
        Self {
            path: PathBuf::from(path),
            bytes: content.into(),
        }
    }

    /// The path, relative to the manual's folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The content.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The result of [`write_new`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NewFiles {
    /// The number of files written.
    pub written: usize,
    /// The files that already existed, and were left unchanged.
    pub kept: Vec<PathBuf>,
}

/// Writes each file that does not exist yet. A file is written completely or not at all, and an
/// existing file is never changed.
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

/// Writes all files, or none if one of them already exists or cannot be written.
///
/// # Errors
/// If a file already exists, or a folder or file cannot be written. The files and folders created
/// so far are then removed.
pub(crate) fn write_all_new(dir: &Path, files: &[NewFile]) -> Result<(), DiskError> {
    write_all_new_and(dir, files, || Ok(()))
}

/// Writes all new files and changes one file, or does neither. The file must still have the content
/// `before`.
///
/// # Errors
/// As for [`write_all_new`], and if the changed file has another content by now or cannot be written.
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(crate) fn write_all_new_and_change(
    dir: &Path,
    files: &[NewFile],
    change: (&Path, &[u8], &[u8]),
) -> Result<(), DiskError> {
    let (path, before, after) = change;
    let path = dir.join(path);
    write_all_new_and(dir, files, || {
        let now = fs::read(&path).map_err(DiskError::new("read", &path))?;
        if now != before {
            let changed = io::Error::other("another program has changed it meanwhile");
            return Err(DiskError::new("written", &path)(changed));
        }
        write_atomically(&path, after)
    })
}

fn write_all_new_and(
    dir: &Path,
    files: &[NewFile],
    last: impl FnOnce() -> Result<(), DiskError>,
) -> Result<(), DiskError> {
    let paths: Vec<PathBuf> = files.iter().map(|file| dir.join(&file.path)).collect();
    for path in &paths {
        refuse_existing(path).map_err(DiskError::new("written", path))?;
        refuse_way_out(dir, path).map_err(DiskError::new("written", path))?;
    }
    let new_folders = missing_folders(&paths);
    let mut put = 0;
    let done = write_all(&paths, files, &mut put).and_then(|()| last());
    if done.is_err() {
        // The first error is the one reported; failures of the roll-back are ignored.
        paths[..put]
            .iter()
            .for_each(|path| drop(fs::remove_file(path)));
        // The set is sorted, so a folder comes after its parents. Non-empty folders are kept.
        new_folders
            .iter()
            .rev()
            .for_each(|folder| drop(fs::remove_dir(folder)));
    }
    done
}

/// Writes every file to a temp file before the first one is renamed into place. `done` counts the
/// files that are in place.
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

/// Refuses a file in a folder that a link has in place of one of the folder's own.
fn refuse_way_out(dir: &Path, path: &Path) -> io::Result<()> {
    let below = path.ancestors().skip(1).take_while(|folder| *folder != dir);
    let existing = below.filter(|folder| folder.symlink_metadata().is_ok());
    for folder in existing {
        if !folder.canonicalize()?.starts_with(dir.canonicalize()?) {
            let why = format!(
                "`{}` is a link that leads out of the folder",
                folder.display()
            );
            return Err(io::Error::other(why));
        }
    }
    Ok(())
}

/// Writes the file to a temp file in the same folder. The temp file is deleted unless it is
/// renamed by [`put`].
fn prepare(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    refuse_existing(path)?;
    let mut part = part_of(&std::path::absolute(path)?)?;
    part.write_all(bytes)?;
    Ok(part.into_temp_path())
}

/// Renames a temp file to `path`. Fails if another process has created `path` meanwhile.
fn put(part: TempPath, path: &Path, bytes: &[u8]) -> io::Result<()> {
    match part.persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(error.error),
        // Some file systems have no rename that fails if the target exists.
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
    #[cfg(unix)]
    fn no_file_is_written_through_a_link_out_of_the_folder() {
        let dir = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("out")).unwrap();
        fs::create_dir(dir.path().join("in")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("in"), dir.path().join("own")).unwrap();
        let error = write_all_new(dir.path(), &[NewFile::new("out/a.md", "x")]).unwrap_err();
        assert!(
            error.to_string().contains("leads out of the folder"),
            "{error}"
        );
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        write_all_new(dir.path(), &[NewFile::new("own/a.md", "x")]).unwrap();
        assert!(dir.path().join("in/a.md").exists());
    }

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
        // The parent of a path is a file; and two files have the same path.
        for last in ["file/d.md", "a/b/c.md"] {
            let files = ["a/b/c.md", "a/e.md", last].map(|path| NewFile::new(path, "new"));
            assert!(write_all_new(dir.path(), &files).is_err());
            let left = fs::read_dir(dir.path()).unwrap().count();
            assert_eq!(left, 1, "{last}");
        }
    }
}
