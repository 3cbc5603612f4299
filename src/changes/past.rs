//! The history of the manual's files in git, read once.

use std::collections::HashMap;

use crate::diagnostics::SourcePath;
use crate::digest::Digest;
use crate::git::{FileChange, FileHistory, GitError, ObjectId};
use crate::sources::Sources;

/// The most contents of a file that are searched, newest first. An approved text is rarely older.
const MOST_CONTENTS: usize = 500;

/// The history of the manual's files.
pub(super) struct Past {
    pub(super) history: FileHistory,
    /// All changes of files on the first-parent line, the last one first.
    pub(super) changes: Vec<FileChange>,
    /// The positions of the changes at each path.
    by_path: HashMap<SourcePath, Vec<usize>>,
}

impl Past {
    /// Reads the history; `None` if the manual is in no git repository.
    pub(super) fn read(from: &dyn Sources) -> Result<Option<Self>, GitError> {
        let Some(history) = from.history()? else {
            return Ok(None);
        };
        let changes = history.changes()?;
        let mut by_path: HashMap<SourcePath, Vec<usize>> = HashMap::new();
        for (at, change) in changes.iter().enumerate() {
            by_path.entry(change.path.clone()).or_default().push(at);
        }
        Ok(Some(Self {
            history,
            changes,
            by_path,
        }))
    }

    /// The changes of the file at a path, the last one first.
    pub(super) fn of(&self, path: &SourcePath) -> impl Iterator<Item = &FileChange> {
        let at = self.by_path.get(path).into_iter().flatten();
        at.filter_map(|at| self.changes.get(*at))
    }
}

/// The text of a page with this SHA-256, with LF at the ends of its lines. `None` if the history
/// does not have it. All commits are searched, side branches included, and all names of the file.
pub(crate) fn text_with(
    history: &FileHistory,
    path: &SourcePath,
    digest: Digest,
) -> Option<String> {
    let contents = history.contents_of(path).ok()?;
    text_among(history, contents.iter(), digest)
}

/// The text with this SHA-256 among contents, with LF at the ends of its lines.
pub(super) fn text_among<'c>(
    history: &FileHistory,
    contents: impl Iterator<Item = &'c ObjectId>,
    digest: Digest,
) -> Option<String> {
    contents.take(MOST_CONTENTS).find_map(|content| {
        let text = history.text(content)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        (Digest::of_text(text) == digest).then(|| text.replace("\r\n", "\n"))
    })
}

/// The content with this SHA-256 among contents.
pub(super) fn content_among<'c>(
    history: &FileHistory,
    mut contents: impl Iterator<Item = &'c ObjectId>,
    digest: Digest,
) -> Option<(&'c ObjectId, Vec<u8>)> {
    contents.by_ref().take(MOST_CONTENTS).find_map(|id| {
        let content = history.content(id)?;
        (Digest::of(&content) == digest).then_some((id, content))
    })
}
