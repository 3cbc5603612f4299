//! Reads the files of a manual's folder, and updates them when single files change.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Location, Source, SourcePath};
use crate::manual::Endings;
use crate::rules;
use crate::sources::keys::is_key;
use crate::sources::left_out::is_own_pdf;
use crate::sources::role::{is_place_of_approvals, may_hold_misplaced_approvals};
use crate::sources::selection::UsedPattern;
use crate::sources::{
    CONFIG_FILE, Entry, FileRole, FileState, FollowedLink, Selection, Sources, SourcesError,
    Wanted, read_one,
};

/// The files of a manual's folder. Every list is sorted by path.
#[derive(Clone, Debug, Default)]
pub struct ManualFiles {
    /// `manual.toml`; `None` if it cannot be read, which is reported in the diagnostics.
    pub config: Option<Source>,
    /// The Markdown files.
    pub pages: Vec<SourcePath>,
    /// The TOML files of the folder `standards/`.
    pub standards: Vec<Source>,
    /// The CSV files that can be read as text. They are also listed as assets.
    pub tables: Vec<Source>,
    /// Why the other CSV files cannot be read as text. It matters only if a page takes its values
    /// from such a file: other CSV files are copied unchanged.
    pub unread_tables: Vec<Diagnostic>,
    /// The HTML, SVG, XML and CSS files that can be read as text. They are also listed as assets.
    pub markups: Vec<Source>,
    /// Why the other files of these formats cannot be read as text. It matters only if such a file
    /// is published.
    pub unread_markups: Vec<Diagnostic>,
    /// The files of approvals that can be read as text. They are also listed as assets.
    pub approvals: Vec<Source>,
    /// The file `allowed_signers`, if it can be read as text. It is also listed as an asset.
    pub signers: Option<Source>,
    /// The files that are copied unchanged.
    pub assets: Vec<SourcePath>,
    /// The assets that contain keys or passwords. They are never published.
    pub keys: Vec<SourcePath>,
    /// The symbolic links through which some of the files are reached.
    pub links: Vec<FollowedLink>,
    /// The files that cannot be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads `manual.toml`. If it is a link, it may lead out of the manual: whether the settings allow
/// that is only known then ([`refused_link`]).
///
/// # Errors
/// If there is no manual. The inner result is an error if the file cannot be read as text, or is a
/// link out of the repository.
pub(crate) fn read_config(
    sources: &dyn Sources,
) -> Result<Result<Source, Diagnostic>, SourcesError> {
    let folder = || sources.root().to_owned();
    if sources.state(&SourcePath::new("")) != FileState::Folder {
        return Err(SourcesError::NoFolder(folder()));
    }
    let config = SourcePath::new(CONFIG_FILE);
    match sources.state(&config) {
        FileState::Gone | FileState::Folder => Err(SourcesError::NoConfig { folder: folder() }),
        FileState::File | FileState::Other => Ok(match refused_link(sources, &config, true) {
            Some(refused) => Err(refused),
            None => read_one(sources, &config),
        }),
    }
}

/// Why a file of the manual is not read, if it is a link, or behind one, that leads too far.
/// `follow_links` is whether the settings let links lead out of the manual.
pub(crate) fn refused_link(
    sources: &dyn Sources,
    path: &SourcePath,
    follow_links: bool,
) -> Option<Diagnostic> {
    let is_link = |path: &str| sources.state(&SourcePath::new(path)) == FileState::Other;
    let above = std::iter::successors(Some(path.as_str()), |path| {
        path.rsplit_once('/').map(|(folder, _)| folder)
    });
    let link = SourcePath::new(above.filter(|path| is_link(path)).last()?);
    let is_above = |folder: &SourcePath| {
        let below = link.as_str().strip_prefix(folder.as_str());
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    };
    let takes = |path: &SourcePath, _| is_above(path);
    let wanted = Wanted {
        takes: &takes,
        follow_links,
        endings: &Endings::default(),
    };
    let listing = sources.list(&SourcePath::new(""), &wanted).ok()?;
    let mut diagnostics = listing.diagnostics.into_iter();
    diagnostics.find(|one| one.location.path == link)
}

/// Lists the files of a folder that `selection` takes, be it a manual or not.
///
/// # Errors
/// If the folder does not exist or cannot be read. What in it cannot be read is left out.
pub(crate) fn list(
    sources: &dyn Sources,
    selection: &Selection,
) -> Result<Vec<SourcePath>, SourcesError> {
    if sources.state(&SourcePath::new("")) == FileState::Gone {
        return Err(SourcesError::NoFolder(sources.root().to_owned()));
    }
    let takes = |path: &SourcePath, entry| selection.takes(sources, path, entry);
    let wanted = Wanted {
        takes: &takes,
        follow_links: selection.follow_links,
        endings: &selection.endings,
    };
    let listing = sources.list(&SourcePath::new(""), &wanted);
    let listing = listing.map_err(|source| SourcesError::Unreadable {
        path: sources.root().to_owned(),
        source,
    })?;
    Ok(listing.files)
}

/// Reads a manual's folder. The Markdown files are only listed: there are so many that each is read
/// when it is parsed ([`read_one`]). `selection` is taken from the settings and decides which files
/// belong to the manual.
///
/// # Errors
/// If the folder does not exist or has no `manual.toml`. Mistakes in single files are reported in
/// the diagnostics, and the other files are still read.
pub fn read(sources: &dyn Sources, selection: &Selection) -> Result<ManualFiles, SourcesError> {
    let config = read_config(sources)?;
    let patterns = selection.patterns();
    let in_place_of_approvals: Mutex<BTreeSet<SourcePath>> = Mutex::default();
    let takes = |path: &SourcePath, entry| {
        if entry == Entry::Folder && is_place_of_approvals(path) {
            let folders = in_place_of_approvals.lock();
            folders
                .unwrap_or_else(PoisonError::into_inner)
                .insert(path.clone());
        }
        let is_taken = selection.takes(sources, path, entry);
        let is_left_out_folder = entry == Entry::Folder && !is_taken;
        for pattern in &patterns {
            pattern.note(path, is_left_out_folder);
        }
        is_taken
    };
    let wanted = Wanted {
        takes: &takes,
        follow_links: selection.follow_links,
        endings: &selection.endings,
    };
    let listing = sources.list(&SourcePath::new(""), &wanted);
    let listing = listing.map_err(|source| SourcesError::Unreadable {
        path: sources.root().to_owned(),
        source,
    })?;
    let files = listing.files.into_par_iter();
    let files: Vec<(SourcePath, FileRole)> = files
        .filter_map(|path| selection.role(&path).map(|role| (path, role)))
        .filter(|(path, _)| path.as_str() != CONFIG_FILE && !is_own_pdf(sources, path))
        .map(
            |(path, role)| match holds_misplaced_approvals(sources, &path) {
                true => (path, FileRole::Approvals),
                false => (path, role),
            },
        )
        .collect();
    let texts: Vec<Option<Result<Source, Diagnostic>>> = files
        .par_iter()
        .map(|(path, role)| {
            let is_read = !matches!(role, FileRole::Asset | FileRole::Page);
            is_read.then(|| read_one(sources, path))
        })
        .collect();
    let mut manual = ManualFiles {
        diagnostics: listing.diagnostics,
        links: listing.links,
        ..ManualFiles::default()
    };
    // If `manual.toml` is a pipe, the listing reports it too.
    let config_path = SourcePath::new(CONFIG_FILE);
    let is_config = |one: &mut Diagnostic| one.location.path == config_path;
    let refused = manual.diagnostics.extract_if(.., is_config).next();
    let config = match (config, refused) {
        (Ok(_), Some(refused)) => Err(refused),
        (config, _) => config,
    };
    manual.add(config_path, FileRole::Config, Some(config));
    let folders = in_place_of_approvals.into_inner();
    let folders = folders.unwrap_or_else(PoisonError::into_inner);
    manual
        .diagnostics
        .extend(folders.iter().map(folder_for_file));
    let unused = patterns.iter().filter_map(UsedPattern::diagnostic);
    manual.diagnostics.extend(unused);
    for ((path, role), text) in files.into_iter().zip(texts) {
        manual.add(path, role, text);
    }
    let assets = manual.assets.par_iter();
    let keys = assets.filter(|path| is_key(sources, path));
    manual.keys = keys.cloned().collect();
    Ok(manual)
}

/// Whether a file outside of its place, or with the ending of a page, has the fields of an approval:
/// somebody moved or renamed a file of `approvals/`, and what was approved must not be forgotten.
fn holds_misplaced_approvals(sources: &dyn Sources, path: &SourcePath) -> bool {
    if !may_hold_misplaced_approvals(path) {
        return false;
    }
    let Ok(source) = read_one(sources, path) else {
        return false;
    };
    let text = source.text();
    let has_fields = ["document:", "sha256:"]
        .into_iter()
        .all(|field| text.contains(field));
    // A page may show an approval as an example, in code.
    let mut is_code = false;
    let mut has_head = |line: &str| {
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        !is_code && line.starts_with("[[approval]]")
    };
    has_fields && text.lines().any(|line| has_head(line.trim()))
}

/// The mistake of a folder that has the name of a file of approvals.
fn folder_for_file(path: &SourcePath) -> Diagnostic {
    let message = "this is a folder, and a file of approvals has this name: it is not known what was \
                   approved";
    let location = Location::file(path);
    Diagnostic::new(&rules::INVALID_APPROVAL, location, message)
        .help("put the file back, or take the folder away")
}

impl ManualFiles {
    fn add(&mut self, path: SourcePath, role: FileRole, text: Option<Result<Source, Diagnostic>>) {
        match role {
            FileRole::Asset
            | FileRole::Table
            | FileRole::Markup
            | FileRole::Approvals
            | FileRole::Signers => self.assets.push(path),
            FileRole::Page => self.pages.push(path),
            FileRole::Config | FileRole::Standard => {}
        }
        match (role, text) {
            (FileRole::Config, Some(Ok(source))) => self.config = Some(source),
            (FileRole::Standard, Some(Ok(source))) => self.standards.push(source),
            (FileRole::Approvals, Some(Ok(source))) => self.approvals.push(source),
            (FileRole::Signers, Some(Ok(source))) => self.signers = Some(source),
            (FileRole::Table, Some(Ok(source))) => self.tables.push(source),
            (FileRole::Table, Some(Err(diagnostic))) => self.unread_tables.push(diagnostic),
            (FileRole::Markup, Some(Ok(source))) => self.markups.push(source),
            (FileRole::Markup, Some(Err(diagnostic))) => self.unread_markups.push(diagnostic),
            (_, Some(Err(diagnostic))) => self.diagnostics.push(diagnostic),
            (FileRole::Asset | FileRole::Page, _) | (_, None) => {}
        }
    }

    /// Updates one file that is not a page, in a folder that belongs to the manual. Returns `false`
    /// if nothing has changed.
    pub fn renew(&mut self, sources: &dyn Sources, path: &SourcePath, role: FileRole) -> bool {
        let is_there = sources.state(path) != FileState::Gone && !is_own_pdf(sources, path);
        let read = || is_there.then(|| read_one(sources, path));
        let is_asset = !matches!(role, FileRole::Page | FileRole::Config | FileRole::Standard);
        let is_key = is_asset && is_there && is_key(sources, path);
        let keys = listed(&mut self.keys, path, is_key);
        match role {
            FileRole::Page => false,
            FileRole::Asset => listed(&mut self.assets, path, is_there) || keys,
            FileRole::Table => {
                let listed = listed(&mut self.assets, path, is_there);
                let (table, error) = text_or_error(read());
                let exchanged = exchange(&mut self.tables, path, table);
                let errors = exchange_diagnostics(&mut self.unread_tables, path, error);
                listed || exchanged || errors || keys
            }
            FileRole::Approvals => {
                let listed = listed(&mut self.assets, path, is_there);
                let (approvals, error) = text_or_error(read());
                let exchanged = exchange(&mut self.approvals, path, approvals);
                exchange_diagnostics(&mut self.diagnostics, path, error) || listed || exchanged
            }
            FileRole::Signers => {
                let listed = listed(&mut self.assets, path, is_there);
                let (signers, error) = text_or_error(read());
                let differs =
                    signers.as_ref().map(Source::text) != self.signers.as_ref().map(Source::text);
                self.signers = signers;
                exchange_diagnostics(&mut self.diagnostics, path, error) || listed || differs
            }
            FileRole::Markup => {
                let listed = listed(&mut self.assets, path, is_there);
                let (markup, error) = text_or_error(read());
                let exchanged = exchange(&mut self.markups, path, markup);
                let errors = exchange_diagnostics(&mut self.unread_markups, path, error);
                listed || exchanged || errors || keys
            }
            // A folder without settings is not a manual, so the file is only missing for a moment.
            FileRole::Config if !is_there => false,
            FileRole::Config => {
                let (config, error) = text_or_error(read());
                let text =
                    |config: &Option<Source>| config.as_ref().map(Source::text).map(str::to_owned);
                let differs = text(&config) != text(&self.config);
                self.config = config;
                exchange_diagnostics(&mut self.diagnostics, path, error) || differs
            }
            FileRole::Standard => {
                let (standard, error) = text_or_error(read());
                let exchanged = exchange(&mut self.standards, path, standard);
                exchange_diagnostics(&mut self.diagnostics, path, error) || exchanged
            }
        }
    }
}

fn text_or_error(read: Option<Result<Source, Diagnostic>>) -> (Option<Source>, Option<Diagnostic>) {
    match read {
        None => (None, None),
        Some(Ok(source)) => (Some(source), None),
        Some(Err(error)) => (None, Some(error)),
    }
}

/// Adds a path to a sorted list, or removes it. Returns whether the list has changed.
fn listed(paths: &mut Vec<SourcePath>, path: &SourcePath, is_there: bool) -> bool {
    match (paths.binary_search(path), is_there) {
        (Ok(_), true) | (Err(_), false) => return false,
        (Ok(at), false) => drop(paths.remove(at)),
        (Err(at), true) => paths.insert(at, path.clone()),
    }
    true
}

/// Replaces, adds or removes the text of a file. Returns whether the list has changed.
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

/// Replaces the diagnostics of a file. Returns whether they have changed.
fn exchange_diagnostics(
    all: &mut Vec<Diagnostic>,
    path: &SourcePath,
    new: Option<Diagnostic>,
) -> bool {
    let old: Vec<Diagnostic> = all
        .extract_if(.., |one| one.location.path == *path)
        .collect();
    let differs = old.iter().ne(&new);
    all.extend(new);
    differs
}
