//! A manual that is being edited: kept in memory, and brought up to date when its files change.
//!
//! An update runs the same stages as any build and reuses the results that a change does not
//! affect. Its output is byte for byte the output of a complete build. If an error in the manual or
//! its theme prevents a build, the last good state is kept.

mod folder;

use std::sync::Arc;

use crate::changes::{Finder, SiteChanges};
use crate::diagnostics::{Diagnostic, Judged, Level, Location, Report, Rule, judge, render_folded};
use crate::edition;
use crate::edition::Held;
use crate::manual::{Config, JudgedOn};
use crate::pipeline;
use crate::pipeline::Compiled;
use crate::rules;
use crate::site::{LoadedTheme, Renderer, Theme, ThemeError};
use crate::site_output;
use crate::site_output::{SiteError, SiteFile};
use crate::sources;
use crate::sources::{FollowedLink, Sources, SourcesError, Touched};
use crate::workspace::folder::Folder;

/// A manual that is being edited.
pub struct Workspace {
    folder: Folder,
    latest: Arc<Compiled>,
    /// The audience for which an edition is shown; `None` if the whole manual is shown.
    audience: Option<String>,
    finder: Finder,
    /// Why the settings ask for changes and none are shown.
    no_changes: Option<String>,
    /// Whether the theme was read without errors and has not changed since.
    is_theme_good: bool,
    good: Option<Arc<GoodManual>>,
    report: Arc<Report>,
    /// Whether the edition would say names that it must not say.
    says_withheld_names: bool,
}

/// The last state of the manual that could be built.
pub struct GoodManual {
    /// The whole manual, from which the next state is computed.
    whole: Arc<Compiled>,
    /// The manual that is shown: the whole one or an edition of it.
    pub compiled: Arc<Compiled>,
    /// The changes that its site shows.
    changes: Option<SiteChanges>,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// The parsed templates and messages of the theme.
    pub loaded_theme: Arc<LoadedTheme>,
}

impl GoodManual {
    /// A renderer of its pages.
    ///
    /// # Errors
    /// If a template of the theme asks for a value that is not there.
    pub fn renderer(&self) -> Result<Renderer<'_>, ThemeError> {
        Renderer::with_loaded_theme(&self.compiled, self.changes.as_ref(), &self.loaded_theme)
    }

    /// The files of its site, without those of the search index.
    pub fn files(&self) -> Vec<SiteFile> {
        let mut files = site_output::list(&self.compiled, &self.theme);
        let changes = self.changes.iter();
        files.extend(changes.flat_map(|one| site_output::list_changes(&self.compiled, one)));
        files
    }
}

impl Workspace {
    /// Reads a manual and computes its state on a day.
    ///
    /// # Errors
    /// If the folder is no manual.
    pub fn open(sources: Arc<dyn Sources>, on: impl Into<JudgedOn>) -> Result<Self, SourcesError> {
        Self::open_for(sources, on, None)
    }

    /// Reads a manual, of which the edition for an audience is shown; the whole manual without one.
    ///
    /// # Errors
    /// If the folder is no manual.
    pub fn open_for(
        sources: Arc<dyn Sources>,
        on: impl Into<JudgedOn>,
        audience: Option<String>,
    ) -> Result<Self, SourcesError> {
        let finder = Finder::new(sources.root().to_owned());
        let folder = Folder::open(sources)?;
        let latest = Arc::new(pipeline::compile_on(folder.parts(), on.into()));
        let mut workspace = Self {
            folder,
            report: Arc::clone(&latest.report),
            latest,
            audience,
            finder,
            no_changes: None,
            is_theme_good: false,
            good: None,
            says_withheld_names: false,
        };
        workspace.show();
        Ok(workspace)
    }

    /// The source of the manual's files.
    pub fn sources(&self) -> &Arc<dyn Sources> {
        self.folder.sources()
    }

    /// The symbolic links through which some of the files are reached.
    pub fn links(&self) -> &[FollowedLink] {
        self.folder.links()
    }

    /// The last state that could be built, if there was one.
    pub fn good(&self) -> Option<&Arc<GoodManual>> {
        self.good.as_ref()
    }

    /// The diagnostics of the current state.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The current state of the whole manual, whether it can be built or not.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn latest(&self) -> &Compiled {
        &self.latest
    }

    /// Why the settings ask for changes and the site shows none.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn no_changes(&self) -> Option<&str> {
        self.no_changes.as_deref()
    }

    /// Whether the current state cannot be shown. The last good state is then shown.
    pub fn is_stopped(&self) -> bool {
        self.report.stops_build() || self.says_withheld_names
    }

    /// The errors that keep the manual from being built, rendered for people; empty if it can be
    /// built.
    pub fn errors(&self) -> String {
        if !self.is_stopped() {
            return String::new();
        }
        let stops = |one: &Judged| {
            one.stops_build() || (one.level == Level::Deny && edition::is_about_names(one))
        };
        self.shown(&self.report.only(stops), false, None)
    }

    /// The errors for readers of the pages. Readers of an edition are only told that there are
    /// errors: the errors themselves quote lines of the whole manual.
    #[cfg_attr(not(feature = "serve"), allow(dead_code))]
    pub(crate) fn errors_for_readers(&self) -> String {
        match self.audience.is_some() && self.is_stopped() {
            true => "The manual has mistakes. They are printed where it is served.".to_owned(),
            false => self.errors(),
        }
    }

    /// Renders a report for people, with the source lines that it concerns. `list_all` returns the
    /// command that lists all findings of a rule; with it, many findings of one rule are folded
    /// into one.
    pub fn shown(
        &self,
        report: &Report,
        colour: bool,
        list_all: Option<&dyn Fn(&Rule) -> String>,
    ) -> String {
        let sources = sources::read_reported(&**self.sources(), report);
        render_folded(report, "", |path| sources.get(path), colour, list_all)
    }

    /// Whether a touched path may concern the manual.
    pub fn concerns(&self, touched: &Touched) -> bool {
        self.folder.concerns(touched)
    }

    /// Whether the file belonged to the manual when it was last read and does not exist at the
    /// moment.
    pub fn misses(&self, touched: &Touched) -> bool {
        self.folder.misses(touched)
    }

    /// Takes in changes. A path that is a folder, or is unknown to the manual, causes a full read
    /// of the folder. Returns whether the state differs from before.
    pub fn update(&mut self, touched: &[Touched], on: impl Into<JudgedOn>) -> bool {
        let on = on.into();
        let renewed = self.folder.take_in(touched);
        let is_same = !renewed.parts && on == self.latest.coverage.judged_on();
        if is_same && !renewed.theme {
            return false;
        }
        if !is_same {
            let good = self.good.as_ref().map(|good| &*good.whole);
            let before: Vec<&Compiled> = std::iter::once(&*self.latest).chain(good).collect();
            let compiled = pipeline::recompile(self.folder.parts(), on, &before);
            drop_elsewhere(std::mem::replace(&mut self.latest, Arc::new(compiled)));
        }
        self.is_theme_good &= !renewed.theme;
        self.show();
        true
    }

    /// Makes the latest state the good one, if it can be built.
    fn show(&mut self) {
        self.report = Arc::clone(&self.latest.report);
        self.says_withheld_names = false;
        let made = match self.held() {
            Ok(held) => {
                self.check_names(held.as_ref());
                match self.is_stopped() {
                    true => return,
                    false => self.made(held.as_ref()),
                }
            }
            Err(diagnostic) => Err(diagnostic),
        };
        match made {
            Ok(good) => drop_elsewhere(self.good.replace(Arc::new(good))),
            Err(diagnostic) => Arc::make_mut(&mut self.report).entries.push(Judged {
                diagnostic,
                level: Level::Deny,
            }),
        }
    }

    /// The pages of the edition that is shown; `None` if the whole manual is shown.
    fn held(&self) -> Result<Option<Held>, Diagnostic> {
        let Some(audience) = &self.audience else {
            return Ok(None);
        };
        let manual = &self.latest.manual;
        let unknown = || {
            let message = format!(
                "the edition for `{audience}` is served, and [audiences] has no `{audience}`"
            );
            let location = Location::file(&manual.config.path);
            Diagnostic::new(&rules::UNKNOWN_AUDIENCE, location, message).help(format!(
                "add `{audience} = []` to [audiences], or serve another edition"
            ))
        };
        Held::new(manual, audience).map(Some).ok_or_else(unknown)
    }

    /// Adds what the edition must not say to the report.
    fn check_names(&mut self, held: Option<&Held>) {
        let Some(held) = held else {
            return;
        };
        let found = edition::left_out(&self.latest, &**self.sources(), std::slice::from_ref(held));
        let names = judge(found, &self.latest.manual.config.rules);
        self.says_withheld_names = names.errors() > 0;
        if !names.entries.is_empty() {
            self.report = Arc::new(self.report.with(names));
        }
    }

    /// Makes everything that is needed to show the latest state. The theme is read again if it may
    /// differ from that of the last good state.
    fn made(&mut self, held: Option<&Held>) -> Result<GoodManual, Diagnostic> {
        let config = Arc::clone(&self.latest.manual.config);
        let before = self.good.as_ref().filter(|_| self.is_theme_good);
        let same = before.filter(|good| Arc::ptr_eq(&good.whole.manual.config, &config));
        // The messages in the language of a new page may have a mistake.
        let same = same.filter(|good| good.loaded_theme.has_words_for(&self.latest.manual));
        let loaded_theme =
            same.map(|good| (Arc::clone(&good.theme), Arc::clone(&good.loaded_theme)));
        let loaded_theme = loaded_theme.map_or_else(|| self.themed(&config), Ok);
        self.is_theme_good = loaded_theme.is_ok();
        let failed = |error: SiteError| match error {
            SiteError::Unread(path) => {
                let message = "the file can no longer be read".to_owned();
                Diagnostic::new(&rules::UNREADABLE_FILE, Location::file(&path), message)
            }
            error => {
                let location = Location::new(&config.path, config.theme.name.span);
                Diagnostic::new(&rules::THEME_ERROR, location, error.to_string())
            }
        };
        let (theme, loaded_theme) = loaded_theme.map_err(failed)?;
        let whole = Arc::clone(&self.latest);
        let from = Arc::clone(self.sources());
        let (compiled, changes) = match held {
            Some(held) => {
                let edition = site_output::edition(&*from, &whole, held, &theme);
                (Arc::new(edition.map_err(failed)?), None)
            }
            None => (Arc::clone(&whole), self.changes(&*from)),
        };
        Ok(GoodManual {
            whole,
            compiled,
            changes,
            theme,
            loaded_theme,
        })
    }

    /// The changes that the site of the latest state shows.
    fn changes(&mut self, from: &dyn Sources) -> Option<SiteChanges> {
        self.no_changes = None;
        match self.finder.find(from, &self.latest) {
            Ok(changes) => changes,
            Err(error) => {
                self.no_changes = Some(error.to_string());
                None
            }
        }
    }

    /// Reads the theme and checks that its templates can be rendered.
    fn themed(&self, config: &Config) -> Result<(Arc<Theme>, Arc<LoadedTheme>), SiteError> {
        let theme = site_output::theme(&**self.sources(), config)?;
        let loaded_theme = LoadedTheme::read(&theme, &config.language)?;
        Renderer::with_loaded_theme(&self.latest, None, &loaded_theme)?;
        Ok((Arc::new(theme), Arc::new(loaded_theme)))
    }
}

/// Drops a value on a thread of its own. Freeing a big manual takes long, the caller is needed for
/// the new one, and the threads of the pool are about to be used.
pub(crate) fn drop_elsewhere(value: impl Send + 'static) {
    let sweeper = std::thread::Builder::new().name("sweeper".to_owned());
    // If no thread can be started, the value is dropped here instead.
    let _ = sweeper.spawn(move || drop(value));
}
