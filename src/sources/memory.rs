//! Files in memory.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::SourcePath;
use crate::sources::{Entry, FileState, Listing, OpenFile, Sources, Wanted};

/// A manual that is held in memory.
///
/// ```
/// use clausebook::{MemorySources, read};
///
/// let manual = MemorySources::new([
///     ("manual.toml", "title = \"Manual\"\nstandards = [\"iso-9001-2015\"]\n"),
///     ("index.md", "# Welcome\n"),
/// ]);
/// let parts = read(&manual)?;
/// assert_eq!(parts.pages.len(), 1);
/// # Ok::<(), clausebook::SourcesError>(())
/// ```
#[derive(Clone, Debug)]
pub struct MemorySources {
    root: PathBuf,
    files: BTreeMap<SourcePath, Arc<[u8]>>,
}

impl MemorySources {
    /// A manual with these files: the path of each, relative to the manual's folder, and its
    /// content.
    pub fn new<P: AsRef<str>, C: AsRef<[u8]>>(files: impl IntoIterator<Item = (P, C)>) -> Self {
        let files = files.into_iter();
        Self {
            root: PathBuf::from("manual"),
            files: files
                .map(|(path, content)| (SourcePath::new(path.as_ref()), content.as_ref().into()))
                .collect(),
        }
    }

    /// Writes a file, or removes it if `content` is `None`.
    pub fn set(&mut self, path: &SourcePath, content: Option<&[u8]>) {
        match content {
            Some(content) => drop(self.files.insert(path.clone(), content.into())),
            None => drop(self.files.remove(path)),
        }
    }
}

impl Sources for MemorySources {
    fn root(&self) -> &Path {
        &self.root
    }

    fn list(&self, folder: &SourcePath, wanted: &Wanted<'_>) -> io::Result<Listing> {
        if self.state(folder) != FileState::Folder {
            return Err(io::ErrorKind::NotFound.into());
        }
        let below = self.files.keys().filter(|path| is_below(path, folder));
        let mut folders = HashMap::new();
        let taken = below.filter(|path| {
            is_in_taken_folder(path, folder, wanted, &mut folders)
                && (wanted.takes)(path, Entry::File)
        });
        Ok(Listing {
            files: taken.cloned().collect(),
            ..Listing::default()
        })
    }

    fn open(&self, path: &SourcePath) -> io::Result<OpenFile> {
        let content = self.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(OpenFile {
            size: content.len() as u64,
            content: Box::new(Cursor::new(Arc::clone(content))),
        })
    }

    fn state(&self, path: &SourcePath) -> FileState {
        if self.files.contains_key(path) {
            return FileState::File;
        }
        match path.as_str().is_empty() || self.files.keys().any(|file| is_below(file, path)) {
            true => FileState::Folder,
            false => FileState::Gone,
        }
    }
}

/// Whether a file is in a folder or in one below it.
fn is_below(file: &SourcePath, folder: &SourcePath) -> bool {
    let file = file.as_str();
    match folder.as_str() {
        "" => !file.starts_with("../"),
        folder => file
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/')),
    }
}

/// Whether `wanted` takes every folder between `top` and a file. `known` caches the answers by
/// folder.
pub(super) fn is_in_taken_folder(
    file: &SourcePath,
    top: &SourcePath,
    wanted: &Wanted<'_>,
    known: &mut HashMap<String, bool>,
) -> bool {
    let inside = file.folder();
    let begin = top.as_str().len();
    let ends = inside.char_indices().filter(|(_, c)| *c == '/');
    let ends = ends.map(|(at, _)| at).chain([inside.len()]);
    ends.filter(|end| *end > begin).all(|end| {
        let folder = &inside[..end];
        match known.get(folder) {
            Some(is_taken) => *is_taken,
            None => {
                let is_taken = (wanted.takes)(&SourcePath::new(folder), Entry::Folder);
                known.insert(folder.to_owned(), is_taken);
                is_taken
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources;
    use crate::sources::Selection;

    #[test]
    fn a_manual_in_memory_is_read_as_one_on_the_disk() {
        let manual = MemorySources::new([
            ("manual.toml", "title = \"M\"\n"),
            ("procedures/a.md", "A\n"),
            (".git/config", ""),
            (
                "old/manifest.json",
                "{\"schema\":\"clausebook.manifest/1\"}",
            ),
            ("old/documents/QP-01.html", ""),
            ("../themes/ours/style.css", ""),
            ("forms/f.docx", ""),
        ]);
        let files = sources::read(&manual, &Selection::default()).unwrap();
        let paths = |list: &[SourcePath]| -> Vec<String> {
            list.iter().map(SourcePath::to_string).collect()
        };
        assert_eq!(paths(&files.pages), ["procedures/a.md"]);
        assert_eq!(paths(&files.assets), ["forms/f.docx"]);
        let theme = sources::read_theme(&manual, "ours", false)
            .unwrap()
            .unwrap();
        assert_eq!(theme.into_keys().collect::<Vec<_>>(), ["style.css"]);
        let nothing: [(&str, &str); 0] = [];
        assert!(sources::read(&MemorySources::new(nothing), &Selection::default()).is_err());
    }
}
