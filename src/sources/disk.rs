//! A manual's folder on the disk.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostics::SourcePath;
use crate::git::{FileHistory, GitError};
use crate::sources::walk::Walk;
use crate::sources::{FileState, Listing, OpenFile, Sources, Wanted};

/// A manual's folder on the disk.
#[derive(Clone, Debug)]
pub struct DiskSources {
    root: PathBuf,
    skip: Vec<PathBuf>,
}

/// What a changed path on the disk means to a manual.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touched {
    /// A file or folder that is or was in the manual.
    Path(SourcePath),
    /// A file of a theme.
    Theme,
    /// It cannot be determined what has changed.
    Everything,
}

impl DiskSources {
    /// The manual in this folder.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            skip: Vec::new(),
        }
    }

    /// Leaves out these folders, such as the output folder of the site.
    pub fn without(self, skip: &[PathBuf]) -> Self {
        Self {
            skip: skip.to_vec(),
            ..self
        }
    }

    /// What a changed path on the disk means to this manual.
    pub fn touched(&self, path: &Path) -> Touched {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return Touched::Theme;
        };
        // The paths of themes beside the manual begin with the manual's folder and `..`.
        if below.starts_with("themes") || below.starts_with("..") {
            return Touched::Theme;
        }
        match below.as_os_str().is_empty() || below.iter().any(is_odd) {
            true => Touched::Everything,
            false => Touched::Path(path_below(below)),
        }
    }

    /// The path on the disk of a file or folder. Its name there may use another Unicode
    /// normalisation form than `path`.
    pub(super) fn full(&self, path: &SourcePath) -> PathBuf {
        let full = match path.as_str() {
            "" => self.root.clone(),
            path => self.root.join(path),
        };
        if path.as_str().is_ascii() || full.symlink_metadata().is_ok() {
            return full;
        }
        let parts = path.as_str().split('/');
        let found = parts.fold(self.root.clone(), |folder, part| spelled(&folder, part));
        match found.symlink_metadata() {
            Ok(_) => found,
            Err(_) => full,
        }
    }
}

/// The path of an entry of a folder, with the name as it is written on the disk.
fn spelled(folder: &Path, name: &str) -> PathBuf {
    let direct = folder.join(name);
    if name.is_ascii() || direct.symlink_metadata().is_ok() {
        return direct;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let same = |entry: &fs::DirEntry| {
        let written = entry.file_name();
        written
            .to_str()
            .is_some_and(|written| SourcePath::new(written).as_str() == name)
    };
    let mut found: Vec<PathBuf> = entries.filter(same).map(|entry| entry.path()).collect();
    found.sort();
    found.into_iter().next().unwrap_or(direct)
}

impl Sources for DiskSources {
    fn root(&self) -> &Path {
        &self.root
    }

    fn list(&self, folder: &SourcePath, wanted: &Wanted<'_>) -> io::Result<Listing> {
        let top = self.full(folder);
        if !fs::metadata(&top)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let skip = self.skip.iter();
        let skip = skip.filter_map(|folder| fs::canonicalize(folder).ok());
        Walk::new(&self.root, &top, skip.collect(), wanted)?.listing(&top, folder)
    }

    fn open(&self, path: &SourcePath) -> io::Result<OpenFile> {
        let path = self.full(path);
        // Opening a named pipe blocks until another process writes to it.
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "it is no file"));
        }
        let file = File::open(path)?;
        Ok(OpenFile {
            size: file.metadata()?.len(),
            content: Box::new(file),
        })
    }

    fn history(&self) -> Result<Option<FileHistory>, GitError> {
        // Outside a repository, git need not be run.
        let Ok(folder) = fs::canonicalize(&self.root) else {
            return Ok(None);
        };
        match folder.ancestors().any(|above| above.join(".git").exists()) {
            true => FileHistory::of_checkout(&self.root).map(Some),
            false => Ok(None),
        }
    }

    fn state(&self, path: &SourcePath) -> FileState {
        match fs::symlink_metadata(self.full(path)) {
            Ok(found) if found.is_file() => FileState::File,
            Ok(found) if found.is_dir() => FileState::Folder,
            Ok(_) => FileState::Other,
            Err(_) => FileState::Gone,
        }
    }
}

/// Whether a name is not valid on every operating system.
pub(super) fn is_odd(part: &OsStr) -> bool {
    let odd = |byte: &u8| *byte == b'\\' || byte.is_ascii_control();
    part.to_str()
        .is_none_or(|name| name.as_bytes().iter().any(odd))
}

/// A path below a folder. Bytes that are not UTF-8 become replacement characters.
pub(super) fn path_below(below: &Path) -> SourcePath {
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    SourcePath::new(&parts.join("/"))
}
