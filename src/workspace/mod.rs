//! A manual that is being edited: kept in memory, and brought up to date when its files change.
//!
//! An update runs the same stages as any build and reuses the results that a change does not
//! affect. Its output is byte for byte the output of a complete build. If an error in the manual or
//! its theme prevents a build, the last good state is kept.

mod folder;

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Judged, Level, Location, Report, Rule, render_folded};
use crate::manual::{Config, Date};
use crate::pipeline;
use crate::pipeline::Compiled;
use crate::rules;
use crate::site::{LoadedTheme, Renderer, Theme};
use crate::site_output;
use crate::site_output::SiteError;
use crate::sources;
use crate::sources::{FollowedLink, Sources, SourcesError, Touched};
use crate::workspace::folder::Folder;

/// A manual that is being edited.
pub struct Workspace {
    folder: Folder,
    latest: Arc<Compiled>,
    /// Whether the theme was read without errors and has not changed since.
    is_theme_good: bool,
    good: Option<Arc<GoodManual>>,
    report: Arc<Report>,
}

/// The last state of the manual that could be built.
pub struct GoodManual {
    /// The manual.
    pub compiled: Arc<Compiled>,
    /// Its theme.
    pub theme: Arc<Theme>,
    /// The parsed templates and messages of the theme.
    pub loaded_theme: Arc<LoadedTheme>,
}

impl Workspace {
    /// Reads a manual and computes its state on a day.
    ///
    /// # Errors
    /// If the folder is no manual.
    pub fn open(sources: Arc<dyn Sources>, as_of: Date) -> Result<Self, SourcesError> {
        let folder = Folder::open(sources)?;
        let latest = Arc::new(pipeline::compile(folder.parts(), as_of));
        let mut workspace = Self {
            folder,
            report: Arc::clone(&latest.report),
            latest,
            is_theme_good: false,
            good: None,
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

    /// The errors that keep the manual from being built, rendered for people; empty if it can be
    /// built.
    pub fn errors(&self) -> String {
        match self.report.stops_build() {
            true => {
                let mistakes = self.report.only(Judged::stops_build);
                self.shown(&mistakes, false, None)
            }
            false => String::new(),
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
    pub fn update(&mut self, touched: &[Touched], as_of: Date) -> bool {
        let renewed = self.folder.take_in(touched);
        let is_same = !renewed.parts && as_of == self.latest.coverage.as_of;
        if is_same && !renewed.theme {
            return false;
        }
        if !is_same {
            let good = self.good.as_ref().map(|good| &*good.compiled);
            let before: Vec<&Compiled> = std::iter::once(&*self.latest).chain(good).collect();
            let compiled = pipeline::recompile(self.folder.parts(), as_of, &before);
            drop_elsewhere(std::mem::replace(&mut self.latest, Arc::new(compiled)));
        }
        self.report = Arc::clone(&self.latest.report);
        self.is_theme_good &= !renewed.theme;
        self.show();
        true
    }

    /// Makes the latest state the good one, if it can be built. The theme is read again if it may
    /// differ from that of the last good state.
    fn show(&mut self) {
        if self.report.stops_build() {
            return;
        }
        let config = &self.latest.manual.config;
        let before = self.good.as_ref().filter(|_| self.is_theme_good);
        let same = before.filter(|good| Arc::ptr_eq(&good.compiled.manual.config, config));
        let loaded_theme =
            same.map(|good| (Arc::clone(&good.theme), Arc::clone(&good.loaded_theme)));
        let loaded_theme = loaded_theme.map_or_else(|| self.themed(config), Ok);
        self.is_theme_good = loaded_theme.is_ok();
        match loaded_theme {
            Ok((theme, loaded_theme)) => {
                let compiled = Arc::clone(&self.latest);
                let good = GoodManual {
                    compiled,
                    theme,
                    loaded_theme,
                };
                drop_elsewhere(self.good.replace(Arc::new(good)));
            }
            Err(error) => {
                let config = &self.latest.manual.config;
                let location = Location::new(&config.path, config.theme.name.span);
                let diagnostic = Diagnostic::new(&rules::THEME_ERROR, location, error.to_string());
                Arc::make_mut(&mut self.report).entries.push(Judged {
                    diagnostic,
                    level: Level::Deny,
                });
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
