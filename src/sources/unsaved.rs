//! Unsaved buffers of an editor.

use std::io;
use std::path::Path;

use crate::diagnostics::SourcePath;
use crate::git::{FileHistory, GitError};
use crate::sources::{FileState, Listing, MemorySources, OpenFile, Sources, Wanted};

/// Buffers that replace the files of other sources.
#[derive(Clone, Debug)]
pub struct UnsavedSources<S> {
    saved: S,
    buffers: MemorySources,
}

impl<S: Sources> UnsavedSources<S> {
    /// Wraps other sources, with no buffers yet.
    pub fn over(saved: S) -> Self {
        let nothing: [(&str, &str); 0] = [];
        Self {
            saved,
            buffers: MemorySources::new(nothing),
        }
    }

    /// Replaces a file by a buffer, or removes the buffer if `text` is `None`.
    pub fn set(&mut self, path: &SourcePath, text: Option<&str>) {
        self.buffers.set(path, text.map(str::as_bytes));
    }

    fn has_buffer(&self, path: &SourcePath) -> bool {
        self.buffers.state(path) == FileState::File
    }
}

impl<S: Sources> Sources for UnsavedSources<S> {
    fn root(&self) -> &Path {
        self.saved.root()
    }

    fn list(&self, folder: &SourcePath, wanted: &Wanted<'_>) -> io::Result<Listing> {
        let mut listing = self.saved.list(folder, wanted)?;
        let buffers = self.buffers.list(folder, wanted).unwrap_or_default();
        // Diagnostics of the file on the disk do not apply to its buffer.
        let has_buffer = |path: &SourcePath| buffers.files.binary_search(path).is_ok();
        listing
            .diagnostics
            .retain(|one| !has_buffer(&one.location.path));
        listing.files.extend(buffers.files);
        listing.files.sort();
        listing.files.dedup();
        Ok(listing)
    }

    fn open(&self, path: &SourcePath) -> io::Result<OpenFile> {
        match self.has_buffer(path) {
            true => self.buffers.open(path),
            false => self.saved.open(path),
        }
    }

    fn history(&self) -> Result<Option<FileHistory>, GitError> {
        self.saved.history()
    }

    fn state(&self, path: &SourcePath) -> FileState {
        match self.has_buffer(path) {
            true => FileState::File,
            false => self.saved.state(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources;
    use crate::sources::Selection;

    #[test]
    fn a_buffer_stands_in_place_of_its_file_until_it_is_taken_away() {
        let saved = MemorySources::new([("manual.toml", "title = \"M\"\n"), ("a.md", "saved")]);
        let mut sources = UnsavedSources::over(saved);
        let (a, b) = (SourcePath::new("a.md"), SourcePath::new("b.md"));
        sources.set(&a, Some("unsaved"));
        sources.set(&b, Some("new"));
        let text = |sources: &UnsavedSources<_>, path| {
            let read = sources::read_one(sources, path);
            read.map(|source| source.text().to_owned()).ok()
        };
        assert_eq!(text(&sources, &a).as_deref(), Some("unsaved"));
        assert_eq!(
            sources::read(&sources, &Selection::default())
                .unwrap()
                .pages,
            [a.clone(), b.clone()]
        );
        sources.set(&a, None);
        sources.set(&b, None);
        assert_eq!(text(&sources, &a).as_deref(), Some("saved"));
        assert_eq!(
            sources::read(&sources, &Selection::default())
                .unwrap()
                .pages,
            [a]
        );
    }
}
