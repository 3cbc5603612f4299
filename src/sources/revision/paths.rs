//! Resolves paths of the manual in a commit, and follows the links in them.

use super::{File, RevisionSources};
use crate::diagnostics::SourcePath;

/// The maximum number of links in one path, which stops cycles.
const MOST_LINKS: usize = 40;

/// The entry of a commit at a path.
pub(super) enum Found<'a> {
    File(&'a File),
    /// A folder, with its path in the repository.
    Folder(String),
    Nothing,
    /// The path leads out of the repository.
    Outside,
}

impl RevisionSources {
    /// Finds the entry at a path of the manual. `follow` says whether a link at its end is
    /// followed.
    pub(super) fn find(&self, path: &SourcePath, follow: bool) -> Found<'_> {
        match joined(&self.folder, path.as_str()) {
            Some(path) => self.find_in_repository(&path, follow),
            None => Found::Outside,
        }
    }

    /// Finds the entry at a path of the repository.
    pub(super) fn find_in_repository(&self, path: &str, follow: bool) -> Found<'_> {
        let mut path = path.to_owned();
        for _ in 0..MOST_LINKS {
            let Some(at) = self.first_link(&path, follow) else {
                return match self.files.get(&path) {
                    Some(file) => Found::File(file),
                    None if self.folders.contains(&path) => Found::Folder(path),
                    None => Found::Nothing,
                };
            };
            let (link, rest) = path.split_at(at);
            let Some(File::Link(target)) = self.files.get(link) else {
                return Found::Nothing;
            };
            let Some(target) = target_of(link, target) else {
                return Found::Outside;
            };
            match joined(&target, rest.trim_start_matches('/')) {
                Some(next) => path = next,
                None => return Found::Outside,
            }
        }
        Found::Nothing
    }

    /// The byte offset behind the first link in a path.
    fn first_link(&self, path: &str, follow_last: bool) -> Option<usize> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let ends = ends.chain(follow_last.then_some(path.len()));
        let mut ends =
            ends.filter(|end| matches!(self.files.get(&path[..*end]), Some(File::Link(_))));
        ends.next()
    }
}

/// The target of a link as a path of the repository; `None` if it is absolute or leads out of the
/// repository.
pub(super) fn target_of(link: &str, target: &str) -> Option<String> {
    let folder = link.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_absolute = target.starts_with('/') || target.starts_with('\\');
    (!is_absolute).then(|| joined(folder, target)).flatten()
}

/// A path relative to a folder, resolved; `None` if it leads out of the repository.
pub(super) fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    // `SourcePath` normalises Unicode, so that names which look the same are equal.
    Some(SourcePath::new(&parts.join("/")).as_str().to_owned())
}

/// A path of a git tree as text, and whether it is not valid on every operating system.
pub(super) fn repository_path(path: &[u8]) -> (String, bool) {
    let text = String::from_utf8_lossy(path);
    let odd = |c: char| c == '\\' || c.is_control();
    let is_odd = matches!(text, std::borrow::Cow::Owned(_)) || text.contains(odd);
    (SourcePath::new(&text).as_str().to_owned(), is_odd)
}
