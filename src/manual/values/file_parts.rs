//! The parts of a page's file name.

use crate::diagnostics::SourcePath;

/// The parts of the name of a page's file: `purchasing.de.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileParts<'a> {
    /// The name without its ending: `purchasing`.
    pub(crate) stem: &'a str,
}

/// Takes the name of a page's file apart.
pub(crate) fn file_parts(path: &SourcePath) -> FileParts<'_> {
    let name = path.file_name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    FileParts { stem }
}

/// The names of the page that a link to a folder leads to, in their order.
const INDEX_NAMES: [&str; 3] = ["index.md", "README.md", "readme.md"];

/// The page that stands for a folder, if it is there: `index.md`, else `README.md`.
pub(crate) fn folder_index(
    folder: &str,
    is_there: impl Fn(&SourcePath) -> bool,
) -> Option<SourcePath> {
    let path = |name: &&str| match folder {
        "" => SourcePath::new(name),
        folder => SourcePath::new(&format!("{folder}/{name}")),
    };
    INDEX_NAMES.iter().map(path).find(is_there)
}
