//! Diagnostics for entries that cannot be files of a manual, shared by all sources.

use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::rules;

/// An entry that cannot be read, with what to do about it.
pub(super) fn refusal(path: &SourcePath, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&rules::UNREADABLE_FILE, Location::file(path), what).help(help)
}

/// A name that is not valid on every operating system.
pub(super) fn odd_name(path: &SourcePath) -> Diagnostic {
    let what = "the path is not UTF-8, or has a backslash or a control character in it";
    refusal(path, what, "rename the file or folder")
}

/// A link whose target does not exist.
pub(super) fn leads_nowhere(path: &SourcePath) -> Diagnostic {
    refusal(
        path,
        "the link leads nowhere",
        "take the link away, or mend it",
    )
}

/// A link that leads to a folder that contains it.
pub(super) fn leads_back(path: &SourcePath, above: &str) -> Diagnostic {
    let what = format!("the link leads back to {above}, in which it stands");
    refusal(path, &what, "take the link away")
}

/// A link that leads out of the repository.
pub(super) fn leads_out_of_repository(path: &SourcePath, to: &str) -> Diagnostic {
    let what = format!("the link leads out of the repository, to `{to}`");
    let help = "move the target into the repository: other people do not have files outside it, \
                and they are never read";
    refusal(path, &what, help)
}

/// A link that leads out of the manual though the settings do not allow it.
pub(super) fn leads_out_of_manual(path: &SourcePath, to: &str) -> Diagnostic {
    let what = format!("the link leads out of the manual, to `{to}`");
    let help = "put the file or folder itself here, or write follow_links = true under \
                [reading] in manual.toml";
    refusal(path, &what, help)
}

/// Too many files and folders that are reached through links.
pub(super) fn too_many_links(path: &SourcePath) -> Diagnostic {
    refusal(
        path,
        "links lead to too many files: no further links are followed",
        "take links away that lead to folders with links in them",
    )
}

/// Several files whose names look the same.
pub(super) fn written_twice(files: &[(SourcePath, PathBuf)]) -> Diagnostic {
    let names = files.iter().map(|(_, real)| format!("`{}`", name(real)));
    let names: Vec<String> = names.collect();
    let (path, _) = &files[0];
    let message = format!(
        "several files have the same name, written in different forms of Unicode: {}",
        names.join(" and ")
    );
    Diagnostic::new(&rules::CLASHING_NAMES, Location::file(path), message)
        .help("keep one of them, or rename one")
}

/// A file name with the code points of its non-ASCII characters, since names in different Unicode
/// normalisation forms look the same.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut shown = String::new();
    for letter in name.chars() {
        match letter.is_ascii() {
            true => shown.push(letter),
            false => shown.extend(letter.escape_unicode()),
        }
    }
    shown
}
