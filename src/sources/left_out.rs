//! Which files and folders are no part of the manual that they lie in.

use std::io::Read;

use crate::diagnostics::SourcePath;
use crate::publish::{MANIFEST_FILE, begins_manifest};
use crate::sources::{Entry, FileState, Sources};

/// Folders whose contents are surely nobody's manual, wherever they stand.
const FOREIGN_FOLDERS: [&str; 2] = ["node_modules", "__pycache__"];

/// Files that systems and programs leave in any folder that is opened.
const LEFT_BEHIND: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// What https://bford.info/cachedir/ and Python put into folders that programs fill.
const FOREIGN_MARKS: [&str; 2] = ["CACHEDIR.TAG", "pyvenv.cfg"];

/// How much of a manifest tells that it is one; the list of files behind that may be long.
const BEGIN_OF_MANIFEST: u64 = 512;

/// Whether a listing of the manual takes in a file or folder: not if it is hidden, or a folder that
/// is surely something else than a part of a manual.
pub(super) fn is_of_manual(sources: &dyn Sources, path: &SourcePath, entry: Entry) -> bool {
    !is_left_out(path) && (entry == Entry::File || !is_foreign(sources, path))
}

/// Whether a file or folder, by its name, is no part of the manual.
pub(crate) fn is_left_out(path: &SourcePath) -> bool {
    let hidden = |part: &str| part.starts_with('.') || FOREIGN_FOLDERS.contains(&part);
    let mut parts = path.as_str().split('/');
    let name = path.file_name();
    parts.clone().any(hidden)
        || parts.next() == Some("themes")
        || LEFT_BEHIND.contains(&name)
        // How office programs mark a file as open, and how editors keep the one before.
        || name.starts_with("~$")
        || name.ends_with('~')
}

/// Whether a file, by its name, may say that the folder in which it lies is no part of a manual.
pub fn decides_of_folder(path: &SourcePath) -> bool {
    let name = path.file_name();
    name == MANIFEST_FILE || FOREIGN_MARKS.contains(&name)
}

/// Whether a folder holds what some program has filled it with: a site that was built, a cache, an
/// environment of Python.
fn is_foreign(sources: &dyn Sources, folder: &SourcePath) -> bool {
    let file = |name: &str| SourcePath::new(&format!("{folder}/{name}"));
    let holds = |name: &&str| sources.state(&file(name)) == FileState::File;
    FOREIGN_MARKS.iter().any(holds) || is_site(sources, &file(MANIFEST_FILE))
}

fn is_site(sources: &dyn Sources, manifest: &SourcePath) -> bool {
    if sources.state(manifest) != FileState::File {
        return false;
    }
    let mut begin = Vec::new();
    let read = sources
        .open(manifest)
        .and_then(|file| file.content.take(BEGIN_OF_MANIFEST).read_to_end(&mut begin));
    read.is_ok() && begins_manifest(&begin)
}
