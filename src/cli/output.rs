//! Writes the output of a command to the standard output or to a file, but never over a file of the
//! manual.

use std::fs;
use std::io::Write;
use std::path::Path;

use super::Failure;
use super::loading::Loaded;
use crate::diagnostics::SourcePath;
use crate::publish;
use crate::sources::{FileRole, role};

/// Writes the output to a file, else to the standard output. `extension` is the usual one of the
/// output's format.
pub(super) fn write(
    loaded: &Loaded,
    file: Option<&Path>,
    extension: &str,
    answer: &[u8],
) -> Result<(), Failure> {
    match file {
        None => Ok(std::io::stdout().lock().write_all(answer)?),
        Some(file) => {
            refuse_missing_folder(file)?;
            refuse_file_of_manual(loaded, file, extension)?;
            Ok(publish::write_atomically(file, answer)?)
        }
    }
}

/// Fails if the folder of `file` does not exist: a misspelt path makes no folders.
fn refuse_missing_folder(file: &Path) -> Result<(), Failure> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.is_dir()) {
        None => Ok(()),
        Some(folder) => Err(Failure::Message(format!(
            "`{}` cannot be written: there is no folder `{}`",
            file.display(),
            folder.display()
        ))),
    }
}

/// Fails if `file` is a file of the manual.
pub(super) fn refuse_file_of_manual(
    loaded: &Loaded,
    file: &Path,
    extension: &str,
) -> Result<(), Failure> {
    match path_in_manual(loaded, file) {
        Some(path) if is_of_manual(loaded, &path, extension) => Err(Failure::Message(format!(
            "`{}` is a file of the manual and stays as it is: name another file with -o",
            file.display()
        ))),
        _ => Ok(()),
    }
}

/// The path of an existing file relative to the manual's folder. `None` if the file does not exist
/// or is not in the folder.
fn path_in_manual(loaded: &Loaded, file: &Path) -> Option<SourcePath> {
    let (file, root) = (
        fs::canonicalize(file).ok()?,
        fs::canonicalize(&loaded.root).ok()?,
    );
    let below = file.strip_prefix(root).ok()?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    Some(SourcePath::new(&parts?.join("/")))
}

fn is_of_manual(loaded: &Loaded, path: &SourcePath, extension: &str) -> bool {
    let manual = &loaded.compiled.manual;
    match role(path, &manual.config.reading.endings) {
        Some(
            FileRole::Config
            | FileRole::Page
            | FileRole::Standard
            | FileRole::Approvals
            | FileRole::Signers,
        ) => true,
        // An unused file with the same extension may be the output of an earlier run.
        Some(FileRole::Asset | FileRole::Table | FileRole::Markup) => {
            let same_form = path.extension().eq_ignore_ascii_case(extension);
            let is_used = loaded.compiled.resolved.published.contains(path);
            is_used || (!same_form && manual.assets.binary_search(path).is_ok())
        }
        None => path.as_str().starts_with("themes/"),
    }
}
