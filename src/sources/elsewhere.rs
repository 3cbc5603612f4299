//! Reads files outside a manual that a command names.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Reads a whole file. If it has more than `most` bytes, `most` + 1 bytes are returned, so that the
/// caller sees that it is too large.
///
/// # Errors
/// If it does not exist, cannot be read, or is not a file.
pub(crate) fn read_elsewhere(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    // Opening a named pipe blocks until another process writes to it.
    if !path.metadata()?.is_file() {
        return Err(io::Error::other("it is no file"));
    }
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Lists the files in a folder and in the folders below it, in the order of their paths. Links, and
/// files and folders whose names begin with a dot, are left out.
///
/// # Errors
/// If a folder cannot be read.
pub(crate) fn files_elsewhere(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_too_large_is_read_up_to_where_that_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "1234567").unwrap();
        assert_eq!(read_elsewhere(&path, 7).unwrap(), b"1234567");
        assert_eq!(read_elsewhere(&path, 3).unwrap(), b"1234");
        assert!(read_elsewhere(folder.path(), 7).is_err());
    }

    #[test]
    fn the_files_of_a_folder_are_listed_in_order_without_hidden_ones() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("b/.git")).unwrap();
        for name in ["b/2.docx", "a.docx", "b/.git/x", ".hidden", "b/1.docx"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let files = files_elsewhere(folder.path()).unwrap();
        let names = files
            .iter()
            .map(|file| file.strip_prefix(folder.path()).unwrap());
        let names: Vec<&Path> = names.collect();
        assert_eq!(names, ["a.docx", "b/1.docx", "b/2.docx"].map(Path::new));
    }
}
