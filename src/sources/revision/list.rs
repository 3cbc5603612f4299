//! Lists the files of a folder in a commit, with those that its links lead to.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::path::PathBuf;

use super::paths::{Found, joined, target_of};
use super::{File, RevisionSources};
use crate::diagnostics::{Diagnostic, SourcePath};
use crate::manual::Endings;
use crate::sources::memory::is_in_taken_folder;
use crate::sources::refusals;
use crate::sources::{Entry, FileRole, Listing, Wanted, role};

/// The maximum number of folders that are entered through links: links to folders with links
/// multiply.
const MOST_LINKED_FOLDERS: usize = 1_000;

/// The maximum number of files that are listed in those folders.
const MOST_LINKED_FILES: usize = 100_000;

/// A folder of the repository.
struct Folder {
    /// Its path in the repository.
    real: String,
    /// Its path in the manual.
    shown: SourcePath,
    /// The repository paths of the folders that contain the links on the way.
    through: Vec<String>,
    /// Whether it is a folder of the manual, reached a second time through a link.
    is_in_manual: bool,
}

/// Lists a folder like `DiskSources` lists it in a checkout of the commit.
pub(super) fn list(
    sources: &RevisionSources,
    folder: &SourcePath,
    wanted: &Wanted<'_>,
) -> io::Result<Listing> {
    let real = match sources.find(folder, true) {
        Found::Folder(real) => real,
        Found::File(_) => return Err(io::ErrorKind::NotADirectory.into()),
        Found::Nothing | Found::Outside => return Err(io::ErrorKind::NotFound.into()),
    };
    let mut walk = Walk {
        sources,
        wanted,
        top: real.clone(),
        files: Vec::new(),
        diagnostics: Vec::new(),
        waiting: VecDeque::from([Folder {
            real,
            shown: folder.clone(),
            through: Vec::new(),
            is_in_manual: false,
        }]),
        linked_folders: 0,
        linked_files: 0,
    };
    while let Some(folder) = walk.waiting.pop_front() {
        walk.folder(&folder);
    }
    walk.files.sort();
    walk.files.dedup();
    walk.diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
    Ok(Listing {
        files: walk.files,
        diagnostics: walk.diagnostics,
        links: Vec::new(),
    })
}

struct Walk<'a> {
    sources: &'a RevisionSources,
    wanted: &'a Wanted<'a>,
    /// The listed folder, as a path in the repository. Links may lead anywhere in it.
    top: String,
    files: Vec<SourcePath>,
    diagnostics: Vec<Diagnostic>,
    waiting: VecDeque<Folder>,
    linked_folders: usize,
    linked_files: usize,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Folder) {
        let inside = match folder.real.as_str() {
            "" => String::new(),
            real => format!("{real}/"),
        };
        let mut taken = HashMap::new();
        let files = self.sources.files.range(inside.clone()..);
        let files = files.take_while(|(path, _)| path.starts_with(&inside));
        for (path, file) in files {
            let shown = match folder.shown.as_str() {
                "" => SourcePath::new(&path[inside.len()..]),
                shown => SourcePath::new(&format!("{shown}/{}", &path[inside.len()..])),
            };
            let entry = match file {
                File::Submodule => Entry::Folder,
                _ => Entry::File,
            };
            let is_taken = is_in_taken_folder(&shown, &folder.shown, self.wanted, &mut taken)
                && (self.wanted.takes)(&shown, entry);
            if !is_taken {
                continue;
            }
            self.linked_files += usize::from(!folder.through.is_empty());
            if self.linked_files > MOST_LINKED_FILES {
                return self.stop(&folder.shown);
            }
            if self.sources.odd.contains(path) {
                self.diagnostics.push(refusals::odd_name(&shown));
                continue;
            }
            match file {
                File::Content { .. } => self.add(folder, path, shown),
                File::Link(target) => self.link(folder, path, target, shown),
                File::Submodule => self.diagnostics.push(refusals::refusal(
                    &shown,
                    "this is another repository (a submodule), of which the commit has no files",
                    "read a checkout of the commit with its submodules, or leave the folder out \
                     (`exclude` in manual.toml)",
                )),
            }
        }
    }

    /// Adds a file. A page or a standard in a folder that is reached a second time is skipped.
    fn add(&mut self, folder: &Folder, path: &str, shown: SourcePath) {
        if folder.is_in_manual && is_read_once(&shown, self.wanted.endings) {
            return;
        }
        if let Some(names) = self.sources.clashes.get(path) {
            let names: Vec<(SourcePath, PathBuf)> = names
                .iter()
                .map(|name| (shown.clone(), name.clone()))
                .collect();
            self.diagnostics.push(refusals::written_twice(&names));
        }
        self.files.push(shown);
    }

    /// Whether a link leads to a page or a standard that is already read at its own path. The home
    /// page is an exception: `index.md` has its own role even if it is a link.
    fn is_read_where_it_lies(&self, real: Option<&str>, shown: &SourcePath) -> bool {
        let below = real.and_then(|real| match self.sources.folder.as_str() {
            "" => Some(real),
            folder => real.strip_prefix(folder)?.strip_prefix('/'),
        });
        let Some(below) = below.map(SourcePath::new) else {
            return false;
        };
        let takes = self.wanted.takes;
        let folders = std::iter::successors(Some(below.folder()), |folder| {
            Some(folder.rsplit_once('/')?.0)
        });
        let mut folders = folders.filter(|folder| !folder.is_empty());
        let endings = self.wanted.endings;
        is_read_once(shown, endings)
            && shown.as_str() != "index.md"
            && role(&below, endings) == role(shown, endings)
            && takes(&below, Entry::File)
            && folders.all(|folder| takes(&SourcePath::new(folder), Entry::Folder))
    }

    /// Follows a link if that is allowed.
    fn link(&mut self, folder: &Folder, path: &str, target: &str, shown: SourcePath) {
        let real = target_of(path, target);
        let found = self.sources.find_in_repository(path, true);
        let is_below = |folder: &str| {
            let real = match &found {
                Found::Folder(real) => real,
                _ => real.as_deref().unwrap_or_default(),
            };
            folder.is_empty() || real == folder || real.starts_with(&format!("{folder}/"))
        };
        let is_in_manual = is_below(&self.sources.folder);
        match &found {
            Found::Nothing => return self.diagnostics.push(refusals::leads_nowhere(&shown)),
            Found::Outside => {
                let refusal = refusals::leads_out_of_repository(&shown, target);
                return self.diagnostics.push(refusal);
            }
            _ if !is_in_manual && !is_below(&self.top) && !self.wanted.follow_links => {
                let refusal = refusals::leads_out_of_manual(&shown, target);
                return self.diagnostics.push(refusal);
            }
            _ => {}
        }
        let real = match found {
            Found::Folder(real) => real,
            Found::File(File::Content { .. }) => {
                if !self.is_read_where_it_lies(real.as_deref(), &shown) {
                    self.add(folder, path, shown);
                }
                return;
            }
            _ => return self.diagnostics.push(refusals::leads_nowhere(&shown)),
        };
        let mut through = folder.through.clone();
        through.extend(path.rsplit_once('/').map(|(parent, _)| parent.to_owned()));
        let is_circle = |parent: &String| {
            real.is_empty() || *parent == real || parent.starts_with(&format!("{real}/"))
        };
        if through.iter().any(is_circle) {
            let is_manual = joined("", &self.sources.folder).as_deref() == Some(&real);
            let above = match is_manual {
                true => "the manual's folder".to_owned(),
                false => format!("`{real}`"),
            };
            return self.diagnostics.push(refusals::leads_back(&shown, &above));
        }
        if !(self.wanted.takes)(&shown, Entry::Folder) {
            return;
        }
        self.linked_folders += 1;
        if self.linked_folders > MOST_LINKED_FOLDERS {
            return self.stop(&shown);
        }
        self.waiting.push_back(Folder {
            real,
            shown,
            through,
            is_in_manual,
        });
    }

    /// Stops following links.
    fn stop(&mut self, path: &SourcePath) {
        self.waiting.clear();
        self.diagnostics.push(refusals::too_many_links(path));
    }
}

/// Whether a file is read only once, even if links lead to it: a page or a standard.
fn is_read_once(path: &SourcePath, endings: &Endings) -> bool {
    matches!(
        role(path, endings),
        Some(FileRole::Page | FileRole::Standard)
    )
}
