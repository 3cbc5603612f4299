//! A manual's folder on the disk.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::rules;
use crate::sources::left_out::is_left_out;
use crate::sources::{Entry, FileState, Listing, OpenFile, Sources, Takes};

/// A manual's folder on the disk.
#[derive(Clone, Debug)]
pub struct DiskSources {
    root: PathBuf,
    skip: Vec<PathBuf>,
}

/// What a path of the disk that was touched means to a manual.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Touched {
    /// A file or folder of the manual, or one that was.
    Path(SourcePath),
    /// A file of a theme.
    Theme,
    /// Nobody knows what was touched.
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

    /// The same without these folders, such as the one that the site is written to.
    pub fn without(self, skip: &[PathBuf]) -> Self {
        Self {
            skip: skip.to_vec(),
            ..self
        }
    }

    /// What a path of the disk means to this manual.
    pub fn touched(&self, path: &Path) -> Touched {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return Touched::Theme;
        };
        // The themes beside the manual are reached by way of its folder.
        if below.starts_with("themes") || below.starts_with("..") {
            return Touched::Theme;
        }
        let path = relative(&self.root, path);
        match below.as_os_str().is_empty() || below.iter().any(is_odd) {
            true => Touched::Everything,
            false => Touched::Path(path),
        }
    }

    fn full(&self, path: &SourcePath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// Whether this folder was to be left out.
    fn is_skipped(&self, skip: &[PathBuf], folder: &Path) -> bool {
        !skip.is_empty() && fs::canonicalize(folder).is_ok_and(|real| skip.contains(&real))
    }
}

impl Sources for DiskSources {
    fn root(&self) -> &Path {
        &self.root
    }

    fn list(&self, folder: &SourcePath, takes: &Takes<'_>) -> io::Result<Listing> {
        let top = match folder.as_str() {
            "" => self.root.clone(),
            folder => self.root.join(folder),
        };
        if !fs::metadata(&top)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let skip: Vec<PathBuf> = self
            .skip
            .iter()
            .filter_map(|folder| fs::canonicalize(folder).ok())
            .collect();
        let is_taken = |entry: &DirEntry| {
            let path = relative(&self.root, entry.path());
            match entry.file_type().is_dir() {
                true => takes(&path, Entry::Folder) && !self.is_skipped(&skip, entry.path()),
                false => takes(&path, Entry::File),
            }
        };
        let entries = WalkDir::new(&top)
            .follow_links(true)
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || is_taken(entry));
        let mut listing = Listing::default();
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => match readable_path(&self.root, &entry) {
                    Ok(path) => listing.files.push(path),
                    Err(diagnostic) => listing.diagnostics.push(diagnostic),
                },
                Err(error) => listing.diagnostics.extend(unreachable(&self.root, &error)),
            }
        }
        listing.files.sort();
        listing
            .diagnostics
            .sort_by(|a, b| a.location.cmp(&b.location));
        Ok(listing)
    }

    fn open(&self, path: &SourcePath) -> io::Result<OpenFile> {
        let path = self.full(path);
        // Who opens a named pipe waits until somebody writes to it.
        if !fs::metadata(&path)?.is_file() {
            return Err(io::Error::other("it is no file"));
        }
        let file = File::open(path)?;
        Ok(OpenFile {
            size: file.metadata()?.len(),
            content: Box::new(file),
        })
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

/// Whether a name cannot be written on every system.
fn is_odd(part: &OsStr) -> bool {
    let odd = |byte: &u8| *byte == b'\\' || byte.is_ascii_control();
    part.to_str()
        .is_none_or(|name| name.as_bytes().iter().any(odd))
}

/// The path of a file that can be named and opened on every system.
fn readable_path(root: &Path, entry: &DirEntry) -> Result<SourcePath, Diagnostic> {
    let path = relative(root, entry.path());
    let refuse = |what: &str, help: &str| {
        let location = Location::file(&path);
        Err(Diagnostic::new(&rules::UNREADABLE_FILE, location, what).help(help))
    };
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    if below.iter().any(is_odd) {
        refuse(
            "the path is not UTF-8, or has a backslash or a control character in it",
            "rename the file or folder",
        )
    } else if !entry.file_type().is_file() {
        refuse(
            "this is neither a file nor a folder",
            "keep devices, pipes and sockets out of the manual's folder",
        )
    } else {
        Ok(path)
    }
}

fn unreachable(root: &Path, error: &walkdir::Error) -> Option<Diagnostic> {
    let path = relative(root, error.path().unwrap_or(root));
    // A broken link that is hidden, such as an editor's lock, is nobody's concern.
    if is_left_out(&path) {
        return None;
    }
    let location = Location::file(&path);
    let report = |message: String| Diagnostic::new(&rules::UNREADABLE_FILE, location, message);
    if let Some(above) = error.loop_ancestor() {
        let above = relative(root, above);
        let above = if above.as_str().is_empty() {
            "the manual's folder".to_owned()
        } else {
            format!("`{above}`")
        };
        let message = format!("the link leads back to {above}, in which it stands");
        return Some(report(message).help("take the link away"));
    }
    let is_link = error
        .path()
        .and_then(|path| fs::symlink_metadata(path).ok())
        .is_some_and(|found| found.is_symlink());
    let not_found = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
    Some(match error.io_error() {
        Some(error) if is_link && not_found(error) => {
            report("the link leads nowhere".to_owned()).help("take the link away, or mend it")
        }
        Some(error) => report(format!("this cannot be read: {error}"))
            .help("let the user who builds the manual read it, or move it elsewhere"),
        None => report("this cannot be read".to_owned()),
    })
}

/// A path below the manual's folder; what is not UTF-8 in it is shown as a replacement character.
fn relative(root: &Path, path: &Path) -> SourcePath {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    SourcePath::new(&parts.join("/"))
}
