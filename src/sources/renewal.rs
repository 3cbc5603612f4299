//! Single files of a manual's folder after a change.

use std::fs;
use std::path::Path;

use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::sources::{FileRole, ManualFiles, read_one};

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// Nothing.
    Gone,
    /// A file.
    File,
    /// A folder, a link, or something else.
    Other,
}

/// What lies at a path of a manual's folder now.
pub fn state(root: &Path, path: &SourcePath) -> FileState {
    match fs::symlink_metadata(root.join(path.as_str())) {
        Ok(found) if found.is_file() => FileState::File,
        Ok(_) => FileState::Other,
        Err(_) => FileState::Gone,
    }
}

impl ManualFiles {
    /// Takes in what became of one file that is no page, in a folder that is a part of the manual.
    /// `false` where nothing is other than before.
    pub fn renew(&mut self, path: &SourcePath, role: FileRole) -> bool {
        let is_there = state(&self.root, path) != FileState::Gone;
        match role {
            FileRole::Page => false,
            FileRole::Asset => list(&mut self.assets, path, is_there),
            FileRole::Table => {
                let listed = list(&mut self.assets, path, is_there);
                let read = is_there.then(|| read_one(&self.root, path));
                let (table, error) = apart(read);
                let exchanged = exchange(&mut self.tables, path, table);
                let errors = reexchange(&mut self.unread_tables, path, error);
                listed || exchanged || errors
            }
            // Without its settings a folder is no manual: they are gone for a moment.
            FileRole::Config if !is_there => false,
            FileRole::Config => {
                let (config, error) = apart(Some(read_one(&self.root, path)));
                let text =
                    |config: &Option<Source>| config.as_ref().map(|one| one.text().to_owned());
                let differs = text(&config) != text(&self.config);
                self.config = config;
                reexchange(&mut self.diagnostics, path, error) || differs
            }
            FileRole::Standard => {
                let (standard, error) = apart(is_there.then(|| read_one(&self.root, path)));
                let exchanged = exchange(&mut self.standards, path, standard);
                reexchange(&mut self.diagnostics, path, error) || exchanged
            }
        }
    }
}

fn apart(read: Option<Result<Source, Diagnostic>>) -> (Option<Source>, Option<Diagnostic>) {
    match read {
        None => (None, None),
        Some(Ok(source)) => (Some(source), None),
        Some(Err(error)) => (None, Some(error)),
    }
}

/// Lists a path, or takes it from the list.
fn list(paths: &mut Vec<SourcePath>, path: &SourcePath, is_there: bool) -> bool {
    match (paths.binary_search(path), is_there) {
        (Ok(_), true) | (Err(_), false) => return false,
        (Ok(at), false) => drop(paths.remove(at)),
        (Err(at), true) => paths.insert(at, path.clone()),
    }
    true
}

/// Puts a text in the place of the one before.
fn exchange(sources: &mut Vec<Source>, path: &SourcePath, new: Option<Source>) -> bool {
    let found = sources.binary_search_by(|source| source.path().cmp(path));
    match (found, new) {
        (Err(_), None) => return false,
        (Ok(at), Some(new)) if sources[at].text() == new.text() => return false,
        (Ok(at), Some(new)) => sources[at] = new,
        (Ok(at), None) => drop(sources.remove(at)),
        (Err(at), Some(new)) => sources.insert(at, new),
    }
    true
}

/// Puts a diagnostic of a file in the place of those before.
fn reexchange(all: &mut Vec<Diagnostic>, path: &SourcePath, new: Option<Diagnostic>) -> bool {
    let old: Vec<Diagnostic> = all
        .extract_if(.., |one| one.location.path == *path)
        .collect();
    let differs = old.iter().ne(&new);
    all.extend(new);
    differs
}
