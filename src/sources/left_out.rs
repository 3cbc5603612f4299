//! Which files and folders are no part of the manual that they lie in.

use std::io::Read;

use crate::diagnostics::SourcePath;
use crate::publish::{BEGIN_OF_PDF, MANIFEST_FILE, begins_manifest, is_marked_pdf};
use crate::sources::{FileState, Sources};

/// Folders whose contents are surely nobody's manual, wherever they stand.
const FOREIGN_FOLDERS: [&str; 2] = ["node_modules", "__pycache__"];

/// Files that systems and programs leave in any folder that is opened.
const LEFT_BEHIND: [&str; 2] = ["Thumbs.db", "desktop.ini"];

/// What https://bford.info/cachedir/ and Python put into folders that programs fill.
const FOREIGN_MARKS: [&str; 2] = ["CACHEDIR.TAG", "pyvenv.cfg"];

/// How much of a manifest tells that it is one; the list of files behind that may be long.
const BEGIN_OF_MANIFEST: u64 = 512;

/// What the names of files end with that editors and merges leave beside the one that they are about.
const LEFTOVER_ENDINGS: [&str; 5] = ["~", ".bak", ".orig", ".swo", ".swp"];

/// Whether a file or folder, by its name, is no part of the manual.
pub(super) fn is_left_out(path: &SourcePath) -> bool {
    let hidden = |part: &str| part.starts_with('.') || FOREIGN_FOLDERS.contains(&part);
    let mut parts = path.as_str().split('/');
    let name = path.file_name();
    parts.clone().any(hidden)
        || parts.next() == Some("themes")
        || LEFT_BEHIND.contains(&name)
        // How office programs mark a file as open.
        || name.starts_with("~$")
        || LEFTOVER_ENDINGS.iter().any(|ending| name.ends_with(ending))
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
}

/// Whether a file, by its name, may say that the folder in which it lies is no part of a manual.
pub(crate) fn decides_of_folder(path: &SourcePath) -> bool {
    let name = path.file_name();
    name == MANIFEST_FILE || FOREIGN_MARKS.contains(&name)
}

/// Whether a folder holds what some program has filled it with: a site that was built, a cache, an
/// environment of Python.
pub(super) fn is_foreign(sources: &dyn Sources, folder: &SourcePath) -> bool {
    let file = |name: &str| SourcePath::new(&format!("{folder}/{name}"));
    let holds = |name: &&str| sources.state(&file(name)) == FileState::File;
    FOREIGN_MARKS.iter().any(holds) || is_site(sources, &file(MANIFEST_FILE))
}

fn is_site(sources: &dyn Sources, manifest: &SourcePath) -> bool {
    sources.state(manifest) == FileState::File
        && begin(sources, manifest, BEGIN_OF_MANIFEST).is_some_and(|begin| begins_manifest(&begin))
}

/// Whether a file is a PDF that this program made of a manual.
pub(super) fn is_own_pdf(sources: &dyn Sources, path: &SourcePath) -> bool {
    path.extension().eq_ignore_ascii_case("pdf")
        && begin(sources, path, BEGIN_OF_PDF as u64).is_some_and(|begin| is_marked_pdf(&begin))
}

/// The first bytes of a file.
fn begin(sources: &dyn Sources, path: &SourcePath, most: u64) -> Option<Vec<u8>> {
    let mut begin = Vec::new();
    let file = sources.open(path).ok()?;
    file.content.take(most).read_to_end(&mut begin).ok()?;
    Some(begin)
}
