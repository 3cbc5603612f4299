//! A theme's files (`docs/design.md`, output): `themes/NAME` in the manual's folder or beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::sources::FilesError;

/// The files of a theme's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFiles {
    /// The folder.
    pub folder: PathBuf,
    /// The contents by path relative to the folder, with `/` between its parts.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Reads a theme: the folder `themes/NAME` in the manual's folder, else the one beside it. `None`
/// where there is neither.
///
/// # Errors
/// If the name is no folder's name, or a file of the theme cannot be read.
pub fn read_theme(root: &Path, name: &str) -> Result<Option<ThemeFiles>, FilesError> {
    let refused = |c: char| c.is_control() || r#"/\:"#.contains(c);
    if name.is_empty() || name.starts_with('.') || name.contains(refused) {
        return Err(FilesError::ThemeName(name.to_owned()));
    }
    let beside = root.join("..");
    let folder = [root, &beside]
        .map(|folder| folder.join("themes").join(name))
        .into_iter()
        .find(|folder| folder.is_dir());
    folder.map(read_folder).transpose()
}

fn read_folder(folder: PathBuf) -> Result<ThemeFiles, FilesError> {
    let unreadable = |path: &Path, source| FilesError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let mut files = BTreeMap::new();
    let entries = WalkDir::new(&folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    for entry in entries {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&folder).to_owned();
            unreadable(&path, error.into())
        })?;
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let bytes = fs::read(entry.path()).map_err(|error| unreadable(entry.path(), error))?;
            files.insert(parts.join("/"), bytes);
        }
    }
    Ok(ThemeFiles { folder, files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_in_the_manual_comes_before_one_beside_it() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path().join("manual");
        let write = |path: &str, text: &str| {
            let path = temp.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("themes/ours/css/style.css", "beside");
        write("themes/ours/.DS_Store", "");
        fs::create_dir_all(&root).unwrap();

        let theme = read_theme(&root, "ours").unwrap().unwrap();
        let expected = BTreeMap::from([("css/style.css".to_owned(), b"beside".to_vec())]);
        assert_eq!(theme.files, expected);

        write("manual/themes/ours/style.css", "inside");
        let theme = read_theme(&root, "ours").unwrap().unwrap();
        assert_eq!(theme.files["style.css"], b"inside");
        assert_eq!(read_theme(&root, "theirs").unwrap(), None);
    }

    #[test]
    fn a_name_that_leaves_the_folder_is_refused() {
        let temp = tempfile::tempdir().unwrap();
        for name in ["", "..", ".", "a/b", "../themes", "a\\b", "C:", ".git"] {
            let refused = read_theme(temp.path(), name);
            assert!(matches!(refused, Err(FilesError::ThemeName(_))), "{name:?}");
        }
    }
}
