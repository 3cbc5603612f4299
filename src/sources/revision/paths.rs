//! What a path of the manual means in a commit, links on the way followed.

use super::{File, RevisionSources};
use crate::diagnostics::SourcePath;

/// The most links on the way to one file: those that lead to each other end nowhere.
const MOST_LINKS: usize = 40;

/// What a commit has at a path.
pub(super) enum Found<'a> {
    File(&'a File),
    /// A folder, by its path in the repository.
    Folder(String),
    Nothing,
    /// The path leads out of the repository.
    Outside,
}

impl RevisionSources {
    /// What lies at a path of the manual. A link at its end is followed where that is asked for.
    pub(super) fn find(&self, path: &SourcePath, follow: bool) -> Found<'_> {
        match joined(&self.folder, path.as_str()) {
            Some(path) => self.find_in_repository(&path, follow),
            None => Found::Outside,
        }
    }

    /// What lies at a path of the repository.
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

    /// Where the first link on a path ends.
    fn first_link(&self, path: &str, follow_last: bool) -> Option<usize> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        let ends = ends.chain(follow_last.then_some(path.len()));
        let mut ends =
            ends.filter(|end| matches!(self.files.get(&path[..*end]), Some(File::Link(_))));
        ends.next()
    }
}

/// Where a link of the repository leads, as a path of the repository.
pub(super) fn target_of(link: &str, target: &str) -> Option<String> {
    let folder = link.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_absolute = target.starts_with('/') || target.starts_with('\\');
    (!is_absolute).then(|| joined(folder, target)).flatten()
}

/// A path seen from a folder; `None` where it leads out of the repository.
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
    // Two names that are the same to a reader are the same.
    Some(SourcePath::new(&parts.join("/")).as_str().to_owned())
}

/// A path of a tree as text, and whether it is one that not every system can have.
pub(super) fn repository_path(path: &[u8]) -> (String, bool) {
    let text = String::from_utf8_lossy(path);
    let odd = |c: char| c == '\\' || c.is_control();
    let is_odd = matches!(text, std::borrow::Cow::Owned(_)) || text.contains(odd);
    (SourcePath::new(&text).as_str().to_owned(), is_odd)
}
