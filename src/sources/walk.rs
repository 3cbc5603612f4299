//! Walks through a folder on the disk, and through its links as far as they may be followed.

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostics::{Diagnostic, SourcePath};
use crate::sources::disk::{is_odd, path_below};
use crate::sources::refusals;
use crate::sources::{Entry, FileRole, FollowedLink, Listing, Wanted, role};

/// The maximum numbers of folders that are entered through links and of entries found in them:
/// links to folders with links multiply.
const MOST_LINKED_FOLDERS: usize = 1_000;
const MOST_LINKED_FILES: usize = 100_000;

/// Folders of the operating system that contain no user's files.
const SYSTEM_FOLDERS: [&str; 4] = ["/dev", "/proc", "/run", "/sys"];

/// A walk through a folder.
pub(super) struct Walk<'a> {
    wanted: &'a Wanted<'a>,
    /// The canonical paths of folders that are left out.
    skip: Vec<PathBuf>,
    /// The canonical paths of the manual's folder and of the listed folder. Links may lead anywhere
    /// in them.
    homes: [PathBuf; 2],
    /// The git repository that contains the manual. No link may lead out of it.
    repository: Option<PathBuf>,
    /// Each file with its path on the disk.
    files: Vec<(SourcePath, PathBuf)>,
    diagnostics: Vec<Diagnostic>,
    links: Vec<FollowedLink>,
    waiting: VecDeque<LinkedFolder>,
    linked_folders: usize,
    linked_files: usize,
    /// Whether the limit of linked folders or files was reached.
    has_stopped: bool,
}

/// A folder that a link leads to.
struct LinkedFolder {
    real: PathBuf,
    shown: SourcePath,
    /// The canonical paths of the folders that contain the links on the way.
    through: Vec<PathBuf>,
    is_in_manual: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        root: &Path,
        top: &Path,
        skip: Vec<PathBuf>,
        wanted: &'a Wanted<'a>,
    ) -> io::Result<Self> {
        let root = fs::canonicalize(root)?;
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        Ok(Self {
            wanted,
            skip,
            repository: repository.map(Path::to_owned),
            homes: [root, fs::canonicalize(top)?],
            files: Vec::new(),
            diagnostics: Vec::new(),
            links: Vec::new(),
            waiting: VecDeque::new(),
            linked_folders: 0,
            linked_files: 0,
            has_stopped: false,
        })
    }

    /// Lists a folder. `shown` is its path in the manual.
    pub(super) fn listing(mut self, top: &Path, shown: &SourcePath) -> io::Result<Listing> {
        let top = LinkedFolder {
            real: top.to_owned(),
            shown: shown.clone(),
            through: Vec::new(),
            is_in_manual: false,
        };
        if !self.is_refused(&top.shown) {
            self.folder(&top);
        }
        while let Some(folder) = self.waiting.pop_front() {
            self.folder(&folder);
        }
        self.files.sort();
        let same = self.files.chunk_by(|(one, _), (other, _)| one == other);
        let twice = same
            .filter(|files| files.len() > 1)
            .map(refusals::written_twice);
        self.diagnostics.extend(twice);
        self.diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
        let mut files: Vec<SourcePath> = self.files.into_iter().map(|(path, _)| path).collect();
        files.dedup();
        Ok(Listing {
            files,
            diagnostics: self.diagnostics,
            links: self.links,
        })
    }

    /// Whether the listed folder is a link that leads too far, which is reported. The manual's own
    /// folder may be a link to any place.
    fn is_refused(&mut self, shown: &SourcePath) -> bool {
        let mut place = self.homes[0].clone();
        for part in shown.as_str().split('/').filter(|part| !part.is_empty()) {
            match part {
                ".." => drop(place.pop()),
                part => place.push(part),
            }
        }
        let target = self.homes[1].clone();
        let plain = |path: &Path| SourcePath::new(&path.to_string_lossy());
        let is_link = !shown.as_str().is_empty() && plain(&target) != plain(&place);
        let is_inside = target.starts_with(&self.homes[0]);
        is_link && !is_inside && self.is_too_far(shown, &target)
    }

    fn folder(&mut self, folder: &LinkedFolder) {
        let is_linked = !folder.through.is_empty();
        let (wanted, skip) = (self.wanted, std::mem::take(&mut self.skip));
        let is_taken = |entry: &DirEntry| {
            let path = shown(folder, entry.path());
            match entry.file_type().is_dir() {
                true => (wanted.takes)(&path, Entry::Folder) && !is_skipped(&skip, entry.path()),
                false => (wanted.takes)(&path, Entry::File),
            }
        };
        let entries = WalkDir::new(&folder.real)
            .min_depth(1)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(is_taken);
        for entry in entries {
            self.linked_files += usize::from(is_linked);
            if is_linked && self.linked_files > MOST_LINKED_FILES {
                self.stop(&folder.shown);
                break;
            }
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let path = shown(folder, entry.path());
                    let below = entry.path().strip_prefix(&folder.real);
                    if below.unwrap_or(entry.path()).iter().any(is_odd) {
                        self.diagnostics.push(refusals::odd_name(&path));
                    } else if entry.path_is_symlink() {
                        self.link(folder, entry.path(), path, &skip);
                    } else if entry.file_type().is_file() {
                        self.add(folder, path, entry.path());
                    } else {
                        self.refuse_device(&path);
                    }
                }
                Err(error) => {
                    let path = shown(folder, error.path().unwrap_or(&folder.real));
                    let why = error.io_error().map(io::Error::to_string);
                    self.unreadable(&path, &why.unwrap_or_default());
                }
            }
        }
        self.skip = skip;
    }

    /// Adds a file. A page or a standard in a folder that is reached a second time is skipped.
    fn add(&mut self, folder: &LinkedFolder, path: SourcePath, real: &Path) {
        let is_read_once = matches!(
            role(&path, self.wanted.endings),
            Some(FileRole::Page | FileRole::Standard)
        );
        if !(is_read_once && folder.is_in_manual) {
            self.files.push((path, real.to_owned()));
        }
    }

    /// Adds a file that a link leads to, unless it is a page or a standard that is already read at
    /// its own path.
    fn add_linked(&mut self, folder: &LinkedFolder, path: &SourcePath, link: &Path, target: &Path) {
        let is_read_once = matches!(
            role(path, self.wanted.endings),
            Some(FileRole::Page | FileRole::Standard)
        );
        let below = target.strip_prefix(&self.homes[0]).map(path_below);
        let is_listed = |real: SourcePath| {
            let folders = std::iter::successors(Some(real.folder()), |folder| {
                Some(folder.rsplit_once('/')?.0)
            });
            let mut folders = folders.filter(|folder| !folder.is_empty());
            let takes = self.wanted.takes;
            role(&real, self.wanted.endings) == role(path, self.wanted.endings)
                && takes(&real, Entry::File)
                && folders.all(|folder| takes(&SourcePath::new(folder), Entry::Folder))
        };
        // `index.md` is the home page even if it is a link.
        let is_home = path.as_str() == "index.md";
        if is_home || !(is_read_once && below.is_ok_and(is_listed)) {
            self.add(folder, path.clone(), link);
        }
    }

    /// Follows a link if that is allowed.
    fn link(&mut self, folder: &LinkedFolder, link: &Path, path: SourcePath, skip: &[PathBuf]) {
        let target = match fs::canonicalize(link) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.diagnostics.push(refusals::leads_nowhere(&path));
            }
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                return self.unreadable(&path, &error.to_string());
            }
            Err(_) => {
                return self.refuse(
                    &path,
                    "the link cannot be followed: it leads back to itself",
                    "take the link away, or mend it",
                );
            }
        };
        let is_in_manual = target.starts_with(&self.homes[0]);
        if !is_in_manual && !target.starts_with(&self.homes[1]) && self.is_too_far(&path, &target) {
            return;
        }
        let Ok(found) = fs::metadata(&target) else {
            return self.unreadable(&path, "it was removed");
        };
        if found.is_dir() {
            let parent = link
                .parent()
                .and_then(|parent| fs::canonicalize(parent).ok());
            let mut through = folder.through.clone();
            through.extend(parent);
            if through.iter().any(|folder| folder.starts_with(&target)) {
                return self.refuse_circle(&path, &target);
            }
            if !(self.wanted.takes)(&path, Entry::Folder) || skip.contains(&target) {
                return;
            }
            self.linked_folders += 1;
            if self.linked_folders > MOST_LINKED_FOLDERS {
                return self.stop(&path);
            }
            self.waiting.push_back(LinkedFolder {
                real: target.clone(),
                shown: path.clone(),
                through,
                is_in_manual,
            });
        } else if found.is_file() {
            self.add_linked(folder, &path, link, &target);
        } else {
            return self.refuse_device(&path);
        }
        self.links.push(FollowedLink { path, target });
    }

    /// Reports a link that leads out of the manual, unless the settings allow it. Returns whether
    /// the link was refused.
    fn is_too_far(&mut self, path: &SourcePath, target: &Path) -> bool {
        let shown = target.display();
        let is_system = SYSTEM_FOLDERS
            .iter()
            .any(|system| target.starts_with(system));
        let is_outside = self
            .repository
            .as_ref()
            .is_some_and(|repository| !target.starts_with(repository));
        if is_system {
            let what = format!("the link leads to `{shown}`, which is the system's own");
            self.refuse(path, &what, "take the link away");
        } else if is_outside {
            let diagnostic = refusals::leads_out_of_repository(path, &shown.to_string());
            self.diagnostics.push(diagnostic);
        } else if !self.wanted.follow_links {
            let diagnostic = refusals::leads_out_of_manual(path, &shown.to_string());
            self.diagnostics.push(diagnostic);
        }
        is_system || is_outside || !self.wanted.follow_links
    }

    fn refuse_circle(&mut self, path: &SourcePath, target: &Path) {
        let above = match target.strip_prefix(&self.homes[0]) {
            Ok(below) if below.as_os_str().is_empty() => "the manual's folder".to_owned(),
            Ok(below) => format!("`{}`", path_below(below)),
            Err(_) => format!("`{}`", target.display()),
        };
        self.diagnostics.push(refusals::leads_back(path, &above));
    }

    fn refuse_device(&mut self, path: &SourcePath) {
        self.refuse(
            path,
            "this is neither a file nor a folder",
            "keep devices, pipes and sockets out of the manual's folder",
        );
    }

    /// Stops following links.
    fn stop(&mut self, path: &SourcePath) {
        self.waiting.clear();
        if std::mem::replace(&mut self.has_stopped, true) {
            return;
        }
        self.diagnostics.push(refusals::too_many_links(path));
    }

    fn unreadable(&mut self, path: &SourcePath, why: &str) {
        self.refuse(
            path,
            &format!("this cannot be read: {why}"),
            "let the user who builds the manual read it, or move it elsewhere",
        );
    }

    fn refuse(&mut self, path: &SourcePath, what: &str, help: &str) {
        self.diagnostics.push(refusals::refusal(path, what, help));
    }
}

fn is_skipped(skip: &[PathBuf], folder: &Path) -> bool {
    !skip.is_empty() && fs::canonicalize(folder).is_ok_and(|real| skip.contains(&real))
}

/// The path in the manual of an entry of a folder.
fn shown(folder: &LinkedFolder, path: &Path) -> SourcePath {
    let below = path_below(path.strip_prefix(&folder.real).unwrap_or(path));
    match (folder.shown.as_str(), below.as_str()) {
        ("", _) => below,
        (_, "") => folder.shown.clone(),
        (folder, below) => SourcePath::new(&format!("{folder}/{below}")),
    }
}
