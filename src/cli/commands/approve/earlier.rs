//! Finds the approved text of a document in the history of the git repository.

use crate::cli::loading::Loaded;
use crate::digest::Digest;
use crate::git::FileHistory;
use crate::manual::Document;

/// The most versions of a file that are searched, newest first. An approved text is rarely older.
const MOST_TEXTS: usize = 500;

/// The text with this SHA-256; `None` if there is no git repository, or its history does not have
/// the text.
pub(super) fn text(loaded: &Loaded, document: &Document, digest: Digest) -> Option<String> {
    let history = FileHistory::of_checkout(&loaded.root).ok()?;
    let contents = history.contents_of(&document.path).ok()?;
    contents.iter().take(MOST_TEXTS).find_map(|content| {
        let text = history.text(content)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        (Digest::of_text(text) == digest).then(|| text.replace("\r\n", "\n"))
    })
}
