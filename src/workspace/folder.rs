//! A manual's folder as it was last read: each file's part, and hashes that show whether a page's
//! text has changed.

use std::hash::BuildHasher;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use crate::approvals::ContentFiles;
use crate::assemble::{
    Assembled, Parts, ReadClaimsFiles, Settings, assemble_page, read_claims_files,
};
use crate::diagnostics::{Diagnostic, Source, SourcePath};
use crate::manual::{
    ApprovalFiles, IssuedTexts, ReadApprovals, ReadMarkup, ReadSigners, ReadTable,
};
use crate::parse::{ParsedPage, parse_page};
use crate::pipeline;
use crate::rules;
use crate::sources;
use crate::sources::{
    FileRole, FileState, FollowedLink, ManualFiles, Selection, Sources, SourcesError, Touched,
};

/// A manual's folder as it was last read.
pub(crate) struct Folder {
    sources: Arc<dyn Sources>,
    /// Decides which files of the folder belong to the manual.
    selection: Selection,
    /// The content of all files but the pages.
    files: ManualFiles,
    settings: Arc<Settings>,
    approvals: Vec<Arc<ReadApprovals>>,
    signers: Arc<ReadSigners>,
    /// The digests of the files that documents with approvals embed or link to.
    digests: Arc<ContentFiles>,
    tables: Vec<Arc<ReadTable>>,
    claims_files: Arc<ReadClaimsFiles>,
    markups: Vec<Arc<ReadMarkup>>,
    /// The texts in which documents were issued, read when the manual was opened. Edits do not
    /// change them.
    issued: Arc<IssuedTexts>,
    /// The pages that can be read, sorted by path.
    pages: Vec<Page>,
    /// The errors of the pages that cannot be read, by path.
    unread: Vec<Diagnostic>,
}

/// A page as it was last read.
#[derive(Clone)]
struct Page {
    path: SourcePath,
    /// The hash of its text; `None` if it must be parsed again, since the settings look for
    /// something else in texts.
    text: Option<u64>,
    parsed: Arc<ParsedPage>,
    assembled: Arc<Assembled>,
}

/// The result of taking in changes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Renewed {
    /// Whether parts of the manual differ from before.
    pub(crate) parts: bool,
    /// Whether the theme may differ from before.
    pub(crate) theme: bool,
}

/// What has to be read again for a touched path.
enum Look {
    /// Nothing: the path is no part of the manual.
    Away,
    /// A file that belongs to the manual now or did before.
    AtFile(SourcePath, FileRole),
    AtTheme,
    /// The whole folder: the effect of the change cannot be determined from the path.
    AtEverything,
}

/// With more touched paths than this, the whole folder is read again.
const MOST_PATHS: usize = 2_000;

impl Folder {
    pub(crate) fn open(sources: Arc<dyn Sources>) -> Result<Self, SourcesError> {
        let selection = pipeline::selection(&*sources)?;
        let files = sources::read(&*sources, &selection)?;
        let settings = Arc::new(pipeline::settings(&files));
        let (pages, unread) = read_pages(&*sources, &files.pages, &settings, &[]);
        let assembled: Vec<Arc<Assembled>> = pages
            .iter()
            .map(|page| Arc::clone(&page.assembled))
            .collect();
        let issued = pipeline::issued(&*sources, &settings, &assembled);
        let mut folder = Self {
            issued,
            sources,
            selection,
            settings,
            approvals: pipeline::approvals_of(&files),
            signers: Arc::new(pipeline::signers(&files)),
            digests: Arc::default(),
            tables: pipeline::tables(&files),
            claims_files: Arc::default(),
            markups: pipeline::markups(&files),
            pages,
            unread,
            files,
        };
        folder.read_claims_files();
        folder.hash(None);
        Ok(folder)
    }

    pub(crate) fn sources(&self) -> &Arc<dyn Sources> {
        &self.sources
    }

    pub(crate) fn links(&self) -> &[FollowedLink] {
        &self.files.links
    }

    /// Returns the manual's parts as they are now.
    pub(crate) fn parts(&self) -> Parts {
        let pages = self.pages.iter().map(|page| Arc::clone(&page.assembled));
        let unread = self.unread.iter().cloned();
        Parts {
            issued: Arc::clone(&self.issued),
            settings: Arc::clone(&self.settings),
            pages: pages.collect(),
            tables: self.tables.clone(),
            claims_files: Arc::clone(&self.claims_files),
            markups: self.markups.clone(),
            assets: self.files.assets.clone(),
            keys: self.files.keys.clone(),
            approvals: ApprovalFiles {
                approvals: self.approvals.clone(),
                signers: Arc::clone(&self.signers),
                digests: Arc::clone(&self.digests),
            },
            diagnostics: self
                .files
                .diagnostics
                .iter()
                .cloned()
                .chain(unread)
                .collect(),
        }
    }

    /// Whether a touched path may concern the manual.
    pub(crate) fn concerns(&self, touched: &Touched) -> bool {
        !matches!(self.look(touched), Look::Away)
    }

    /// Whether this is a file of the manual that does not exist at the moment.
    pub(crate) fn misses(&self, touched: &Touched) -> bool {
        match touched {
            Touched::Path(path) => self.knows(path) && self.sources.state(path) == FileState::Gone,
            Touched::Theme | Touched::Everything => false,
        }
    }

    /// Reads the touched files again.
    pub(crate) fn take_in(&mut self, touched: &[Touched]) -> Renewed {
        let mut result = Renewed::default();
        let mut is_enough = touched.len() <= MOST_PATHS;
        let mut at_files = Vec::new();
        for one in touched {
            match self.look(one) {
                Look::Away => {}
                Look::AtTheme => result.theme = true,
                Look::AtFile(path, role) => at_files.push((path, role)),
                Look::AtEverything => is_enough = false,
            }
            result.theme |= *one == Touched::Everything;
        }
        result.parts = match is_enough {
            true => self.read_files(at_files),
            false => self.read_everything(),
        };
        result
    }

    fn look(&self, touched: &Touched) -> Look {
        let path = match touched {
            Touched::Path(path) => path,
            Touched::Theme => return Look::AtTheme,
            Touched::Everything => return Look::AtEverything,
        };
        let Some(role) = self.selection.role(path) else {
            return self.look_at_excluded(path);
        };
        let is_reported = self
            .files
            .diagnostics
            .iter()
            .any(|one| one.location.path == *path);
        if is_reported
            || sources::decides_of_folder(path)
            || sources::may_hold_misplaced_approvals(path)
        {
            return Look::AtEverything;
        }
        let known = self.knows(path);
        match self.sources.state(path) {
            state if (state == FileState::File) != known && self.settings.depend_on_page(path) => {
                Look::AtEverything
            }
            FileState::File if known || self.holds(path.folder()) => {
                Look::AtFile(path.clone(), role)
            }
            FileState::Gone if known => Look::AtFile(path.clone(), role),
            // An unknown path that no longer exists needs no read, unless it was a folder of the
            // manual.
            FileState::Gone if !self.holds(path.as_str()) => Look::Away,
            _ => Look::AtEverything,
        }
    }

    /// Decides for an excluded path. Such a path matters only for the diagnostic on `exclude`
    /// patterns that match nothing.
    fn look_at_excluded(&self, path: &SourcePath) -> Look {
        let is_unused = |one: &Diagnostic| *one.rule == rules::SETTING_WITHOUT_EFFECT;
        let may_matter = || {
            self.sources.state(path) == FileState::Gone
                || self.files.diagnostics.iter().any(is_unused)
        };
        match self.selection.excludes(path) && may_matter() {
            true => Look::AtEverything,
            false => Look::Away,
        }
    }

    /// Whether this is a file of the manual.
    fn knows(&self, path: &SourcePath) -> bool {
        let is = |source: &Source| source.path() == path;
        self.page(path).is_ok()
            || self.files.assets.binary_search(path).is_ok()
            || self.unread.iter().any(|one| one.location.path == *path)
            || self.files.config.as_ref().is_some_and(is)
            || self.files.standards.iter().any(is)
    }

    /// Whether a file of the manual is in the folder or below it.
    fn holds(&self, folder: &str) -> bool {
        if folder.is_empty() {
            return true;
        }
        let within = |path: &SourcePath| {
            let below = path.as_str().strip_prefix(folder);
            below.is_some_and(|below| below.starts_with('/'))
        };
        // In the sorted lists, all paths that begin with the folder's name are adjacent.
        let from = |path: &SourcePath| path.as_str() < folder;
        let begins = |path: &SourcePath| path.as_str().starts_with(folder);
        let pages = &self.pages[self.pages.partition_point(|page| from(&page.path))..];
        let mut pages = pages
            .iter()
            .map(|page| &page.path)
            .take_while(|path| begins(path));
        let assets = &self.files.assets;
        let assets = &assets[assets.partition_point(from)..];
        let mut assets = assets.iter().take_while(|path| begins(path));
        let mut standards = self.files.standards.iter().map(Source::path);
        pages.any(within) || assets.any(within) || standards.any(within)
    }

    fn page(&self, path: &SourcePath) -> Result<usize, usize> {
        self.pages.binary_search_by(|page| page.path.cmp(path))
    }

    /// Reads these files again. Returns whether anything differs from before.
    fn read_files(&mut self, touched: Vec<(SourcePath, FileRole)>) -> bool {
        let mut pages = Vec::new();
        let mut settings = false;
        let mut tables = false;
        let mut markups = false;
        let mut others = false;
        let mut approvals = false;
        let all: Vec<SourcePath> = touched.iter().map(|(path, _)| path.clone()).collect();
        for (path, role) in touched {
            match role {
                FileRole::Approvals | FileRole::Signers => approvals |= self.renew(&path, role),
                FileRole::Page => pages.push(path),
                FileRole::Config | FileRole::Standard => settings |= self.renew(&path, role),
                FileRole::Table => tables |= self.renew(&path, role),
                FileRole::Markup => markups |= self.renew(&path, role),
                FileRole::Asset => others |= self.renew(&path, role),
            }
        }
        if tables {
            self.tables = pipeline::tables(&self.files);
        }
        if markups {
            self.markups = pipeline::markups(&self.files);
        }
        if approvals {
            self.approvals = pipeline::approvals_of(&self.files);
            self.signers = Arc::new(pipeline::signers(&self.files));
        }
        if settings {
            let are_parsed = self.use_settings(pipeline::settings(&self.files));
            // With other settings, other files may belong to the manual.
            if !are_parsed || Selection::new(&self.settings.config) != self.selection {
                self.read_everything();
                return true;
            }
        }
        if settings || tables || others {
            self.read_claims_files();
        }
        let pages = self.read_touched_pages(&pages);
        let hashed = self.hash(Some(&all));
        pages || settings || tables || markups || others || approvals || hashed
    }

    /// Computes the digests of the files that documents with approvals embed or link to. With
    /// `touched`, only the touched files and those without a digest are read; with `None`, all are.
    /// Returns whether anything differs from before.
    fn hash(&mut self, touched: Option<&[SourcePath]>) -> bool {
        let pages = self.pages.iter().map(|page| &*page.assembled);
        let wanted = pipeline::files_to_hash(pages, &self.approvals, &self.files.assets);
        let is_known = |path: &SourcePath| touched.is_some_and(|touched| !touched.contains(path));
        let (mut digests, mut unknown) = (ContentFiles::new(), Vec::new());
        for path in wanted {
            match self.digests.get(&path).filter(|_| is_known(&path)) {
                Some(digest) => drop(digests.insert(path, *digest)),
                None => unknown.push(path),
            }
        }
        digests.extend(sources::digests(&*self.sources, unknown));
        let differs = digests != *self.digests;
        if differs {
            self.digests = Arc::new(digests);
        }
        differs
    }

    /// Reads the claims of tables again, by the current settings.
    fn read_claims_files(&mut self) {
        let config = &self.settings.config;
        let read = read_claims_files(config, &self.tables, &self.files.assets);
        self.claims_files = Arc::new(read);
    }

    fn renew(&mut self, path: &SourcePath, role: FileRole) -> bool {
        self.files.renew(&*self.sources, path, role)
    }

    fn read_touched_pages(&mut self, touched: &[SourcePath]) -> bool {
        let read: Vec<_> = touched
            .par_iter()
            .map(|path| {
                let known = self.page(path).ok().map(|at| &self.pages[at]);
                let page = read_page(&*self.sources, &self.settings, path, known);
                let is_there = page.is_ok() || self.sources.state(path) != FileState::Gone;
                (path, is_there.then_some(page))
            })
            .collect();
        let mut changed = false;
        for (path, page) in read {
            let unread = self.unread.len();
            self.unread.retain(|one| one.location.path != *path);
            changed |= self.unread.len() < unread;
            match (page, self.page(path)) {
                (Some(Ok(page)), Ok(at)) => {
                    changed |= !Arc::ptr_eq(&page.assembled, &self.pages[at].assembled);
                    self.pages[at] = page;
                }
                (Some(Ok(page)), Err(at)) => {
                    changed = true;
                    self.pages.insert(at, page);
                }
                (gone, found) => {
                    let error = gone.and_then(Result::err);
                    changed |= error.is_some() || found.is_ok();
                    self.unread.extend(error);
                    if let Ok(at) = found {
                        self.pages.remove(at);
                    }
                }
            }
        }
        changed
    }

    /// Interprets every parsed page again, by other settings. Returns whether that is enough; if not,
    /// the pages must be parsed again.
    fn use_settings(&mut self, settings: Settings) -> bool {
        let before = std::mem::replace(&mut self.settings, Arc::new(settings));
        let are_parsed = self.settings.config.finds_like(&before.config);
        let reading = self.settings.reading();
        self.pages.par_iter_mut().for_each(|page| match are_parsed {
            true => page.assembled = Arc::new(assemble_page(reading, &page.parsed)),
            false => page.text = None,
        });
        are_parsed
    }

    /// Reads the whole folder again, and parses the pages that have changed. Returns `false` if the
    /// folder cannot be read.
    fn read_everything(&mut self) -> bool {
        // A folder may be missing for a moment, as in a checkout; the last state is then kept.
        let Ok(selection) = pipeline::selection(&*self.sources) else {
            return false;
        };
        let Ok(files) = sources::read(&*self.sources, &selection) else {
            return false;
        };
        self.selection = selection;
        let texts = |sources: &[Source]| -> Vec<(SourcePath, String)> {
            let text = |source: &Source| (source.path().clone(), source.text().to_owned());
            sources.iter().map(text).collect()
        };
        let config = |files: &ManualFiles| files.config.as_ref().map(|one| one.text().to_owned());
        // Which page is the home page depends on the pages that are there.
        let for_settings = |files: &ManualFiles| -> Vec<SourcePath> {
            let pages = files.pages.iter();
            let needed = pages.filter(|path| self.settings.depend_on_page(path));
            needed.cloned().collect()
        };
        let same_settings = config(&files) == config(&self.files)
            && texts(&files.standards) == texts(&self.files.standards)
            && for_settings(&files) == for_settings(&self.files);
        let same_markups = files.unread_markups == self.files.unread_markups
            && texts(&files.markups) == texts(&self.files.markups);
        let same_tables = files.unread_tables == self.files.unread_tables
            && texts(&files.tables) == texts(&self.files.tables);
        if !same_settings {
            self.use_settings(pipeline::settings(&files));
        }
        if !same_markups {
            self.markups = pipeline::markups(&files);
        }
        if !same_tables {
            self.tables = pipeline::tables(&files);
        }
        let approvals = pipeline::approvals_of(&files);
        if approvals != self.approvals {
            self.approvals = approvals;
        }
        self.signers = Arc::new(pipeline::signers(&files));
        let before = std::mem::take(&mut self.pages);
        (self.pages, self.unread) =
            read_pages(&*self.sources, &files.pages, &self.settings, &before);
        self.files = files;
        self.read_claims_files();
        self.hash(None);
        true
    }
}

/// Reads the pages of a folder; pages with unchanged text are taken from `before`.
fn read_pages(
    sources: &dyn Sources,
    paths: &[SourcePath],
    settings: &Settings,
    before: &[Page],
) -> (Vec<Page>, Vec<Diagnostic>) {
    let read: Vec<Result<Page, Diagnostic>> = paths
        .par_iter()
        .map(|path| {
            let known = before.binary_search_by(|page| page.path.cmp(path)).ok();
            read_page(sources, settings, path, known.map(|at| &before[at]))
        })
        .collect();
    let mut pages = Vec::with_capacity(read.len());
    let mut unread = Vec::new();
    for page in read {
        match page {
            Ok(page) => pages.push(page),
            Err(error) => unread.push(error),
        }
    }
    (pages, unread)
}

fn read_page(
    from: &dyn Sources,
    settings: &Settings,
    path: &SourcePath,
    known: Option<&Page>,
) -> Result<Page, Diagnostic> {
    let source = sources::read_one(from, path)?;
    let text = Some(FxBuildHasher.hash_one(source.text()));
    if let Some(known) = known.filter(|known| known.text == text) {
        return Ok(known.clone());
    }
    let parsed = Arc::new(parse_page(settings.config.page_settings(), &source));
    Ok(Page {
        path: path.clone(),
        text,
        assembled: Arc::new(assemble_page(settings.reading(), &parsed)),
        parsed,
    })
}
