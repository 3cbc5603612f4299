//! Which files a manual's folder holds.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::publish;
use crate::rules;
use crate::sources::role::is_left_out;
use crate::sources::{FileRole, role};

/// Every file of the manual with what it is for, sorted by path, and what could not be reached.
pub(crate) fn walk(
    root: &Path,
    skip: &[PathBuf],
) -> (Vec<(SourcePath, FileRole)>, Vec<Diagnostic>) {
    let skip: Vec<PathBuf> = skip
        .iter()
        .filter_map(|p| fs::canonicalize(p).ok())
        .collect();
    let entries = WalkDir::new(root)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || is_of_manual(root, entry, &skip));
    let mut found = Vec::new();
    let mut diagnostics = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => match readable_path(root, &entry) {
                Ok(path) => found.extend(role(&path).map(|role| (path, role))),
                Err(diagnostic) => diagnostics.push(diagnostic),
            },
            Err(error) => diagnostics.extend(unreachable(root, &error)),
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    diagnostics.sort_by(|a: &Diagnostic, b| a.location.cmp(&b.location));
    (found, diagnostics)
}

/// Whether an entry is looked at: not if it is hidden, asked to be left out, or a folder that is
/// surely something else than a part of a manual.
fn is_of_manual(root: &Path, entry: &DirEntry, skip: &[PathBuf]) -> bool {
    if is_left_out(&relative(root, entry.path())) {
        return false;
    }
    if !entry.file_type().is_dir() {
        return true;
    }
    let folder = entry.path();
    let is_skipped = || fs::canonicalize(folder).is_ok_and(|real| skip.contains(&real));
    let holds = |name: &str| folder.join(name).is_file();
    !((!skip.is_empty() && is_skipped())
        || publish::is_site(folder)
        // What https://bford.info/cachedir/ and Python put into folders that programs fill.
        || holds("CACHEDIR.TAG")
        || holds("pyvenv.cfg"))
}

/// Whether a file, by its name, may say that the folder in which it lies is no part of a manual.
pub fn decides_of_folder(path: &SourcePath) -> bool {
    matches!(
        path.file_name(),
        "CACHEDIR.TAG" | "pyvenv.cfg" | "manifest.json"
    )
}

/// The path of a file that can be named and opened on every system.
fn readable_path(root: &Path, entry: &DirEntry) -> Result<SourcePath, Diagnostic> {
    let path = relative(root, entry.path());
    let refuse = |what: &str, help: &str| {
        let location = Location::file(&path);
        Err(Diagnostic::new(&rules::UNREADABLE_FILE, location, what).help(help))
    };
    let below = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let is_odd = |part: &OsStr| {
        let odd = |byte: &u8| *byte == b'\\' || byte.is_ascii_control();
        part.to_str()
            .is_none_or(|name| name.as_bytes().iter().any(odd))
    };
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
