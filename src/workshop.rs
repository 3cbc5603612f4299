//! A manual that is being written: kept in memory, and brought up to date when its files change.
//!
//! The stages are those of any build. What a change does not touch is not parsed again, and what
//! comes out is byte for byte what a build from nothing gives. A manual that cannot be built, for a
//! mistake in it or in its theme, leaves the last good one in place.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{
    Diagnostic, Format, Judged, Level, Place, Report, Source, SourcePath, render,
};
use crate::files::{self, FileRole, FilesError, ManualFiles, role};
use crate::manual::Date;
use crate::parse::{ParsedPage, parse_page};
use crate::pipeline::{self, Compiled, Parsed};
use crate::rules;
use crate::site::{Renderer, Theme};
use crate::site_files::{self, SiteError};

/// A manual that is being written.
pub struct Workshop {
    root: PathBuf,
    /// Folders inside the manual that are no part of it.
    skip: Vec<PathBuf>,
    parsed: Parsed,
    /// By page, what tells whether its text is still the one that was parsed.
    texts: HashMap<SourcePath, u64>,
    good: Option<Arc<GoodManual>>,
    report: Report,
}

/// The last state of the manual that could be built.
pub struct GoodManual {
    /// The manual.
    pub compiled: Compiled,
    /// Its theme.
    pub theme: Theme,
}

/// The most pages that are read one by one; above that the whole folder is read again.
const MOST_PAGES: usize = 64;

impl Workshop {
    /// Reads a manual, as it is on a day.
    ///
    /// # Errors
    /// If the folder is no manual.
    pub fn open(root: &Path, skip: &[PathBuf], as_of: Date) -> Result<Self, FilesError> {
        let files = files::read(root, skip)?;
        let mut workshop = Self {
            root: root.to_owned(),
            skip: skip.to_vec(),
            parsed: pipeline::parse(&files),
            texts: files.pages.iter().map(text_of).collect(),
            good: None,
            report: Report {
                entries: Vec::new(),
            },
        };
        drop(files);
        workshop.compile(as_of, None);
        Ok(workshop)
    }

    /// The manual's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The last state that could be built, if there was one.
    pub fn good(&self) -> Option<&Arc<GoodManual>> {
        self.good.as_ref()
    }

    /// What is wrong with the manual as it is now.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// What keeps the manual from being built, for people; empty where nothing does.
    pub fn errors(&self) -> String {
        if !self.report.stops_build() {
            return String::new();
        }
        let mut report = self.report.clone();
        report.entries.retain(|entry| entry.level == Level::Deny);
        self.shown(&report, false)
    }

    /// A report for people, with the lines that it is about.
    pub fn shown(&self, report: &Report, colour: bool) -> String {
        let mut sources: HashMap<SourcePath, Source> = HashMap::new();
        for entry in &report.entries {
            let path = &entry.diagnostic.place.path;
            if !sources.contains_key(path)
                && let Ok(source) = files::read_one(&self.root, path)
            {
                sources.insert(path.clone(), source);
            }
        }
        render(report, Format::Human, "", |path| sources.get(path), colour)
    }

    /// Takes in what became of files, given by their full paths; a path that is a folder, or that
    /// the manual does not know, is looked into.
    pub fn update(&mut self, touched: &[PathBuf], as_of: Date) {
        let known = self.known_pages(touched);
        let is_enough = known.is_some_and(|pages| self.read_pages(&pages));
        if !is_enough {
            self.read_all();
        }
        // Where only pages were touched, the theme is the one that was good before.
        let theme = self.good.as_ref().filter(|_| is_enough);
        let theme = theme.map(|good| good.theme.clone());
        self.compile(as_of, theme);
    }

    /// The pages that were touched, if nothing else was.
    fn known_pages(&self, touched: &[PathBuf]) -> Option<Vec<usize>> {
        if touched.len() > MOST_PAGES {
            return None;
        }
        let mut known = Vec::new();
        for path in touched {
            let below = path.strip_prefix(&self.root).ok()?;
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            let path = SourcePath::new(&parts.join("/"));
            match role(&path) {
                // Hidden files and what editors leave behind. A theme's files are read again with
                // everything else.
                None if below.components().count() > 0 && !below.starts_with("themes") => {}
                Some(FileRole::Page) => {
                    let pages = &self.parsed.pages;
                    let at = pages.binary_search_by(|page| page.path.cmp(&path));
                    known.push(at.ok()?);
                }
                _ => return None,
            }
        }
        Some(known)
    }

    /// Reads these pages again; `false` where one of them can no longer be read.
    fn read_pages(&mut self, pages: &[usize]) -> bool {
        for at in pages {
            let path = self.parsed.pages[*at].path.clone();
            let Ok(source) = files::read_one(&self.root, &path) else {
                return false;
            };
            let (path, text) = text_of(&source);
            if self.texts.insert(path, text) != Some(text) {
                self.parsed.pages[*at] = Arc::new(parse_page(&source));
            }
        }
        true
    }

    /// Reads everything again, and parses what has changed.
    fn read_all(&mut self) {
        // A folder that is gone for a moment, as in a checkout, is as good as unchanged.
        let Ok(mut files) = files::read(&self.root, &self.skip) else {
            return;
        };
        let pages = self.parse_changed(&files);
        self.texts = files.pages.iter().map(text_of).collect();
        files.pages = Vec::new();
        self.parsed = Parsed {
            pages,
            ..pipeline::parse(&files)
        };
    }

    fn parse_changed(&self, files: &ManualFiles) -> Vec<Arc<ParsedPage>> {
        let kept: HashMap<&SourcePath, &Arc<ParsedPage>> = self
            .parsed
            .pages
            .iter()
            .map(|page| (&page.path, page))
            .collect();
        let sources = files.pages.par_iter();
        sources
            .map(|source| {
                let (path, text) = text_of(source);
                let same = self.texts.get(&path) == Some(&text);
                match kept.get(&path) {
                    Some(page) if same => Arc::clone(page),
                    _ => Arc::new(parse_page(source)),
                }
            })
            .collect()
    }

    /// Gives the parts their meaning; what can be built becomes the good manual, with this theme or
    /// else the one that the settings name.
    fn compile(&mut self, as_of: Date, theme: Option<Theme>) {
        let compiled = pipeline::compile(&self.parsed, as_of);
        self.report = compiled.report.clone();
        if self.report.stops_build() {
            return;
        }
        match theme.map_or_else(|| self.themed(&compiled), Ok) {
            Ok(theme) => self.good = Some(Arc::new(GoodManual { compiled, theme })),
            Err(error) => {
                let config = &compiled.manual.config;
                let place = Place::new(&config.path, config.theme.name.spot);
                let diagnostic = Diagnostic::new(&rules::THEME_ERROR, place, error.to_string());
                self.report.entries.push(Judged {
                    diagnostic,
                    level: Level::Deny,
                });
            }
        }
    }

    /// The theme, if its templates can be read.
    fn themed(&self, compiled: &Compiled) -> Result<Theme, SiteError> {
        let theme = site_files::theme(&self.root, &compiled.manual.config)?;
        Renderer::new(site_files::inputs(compiled), &theme)?;
        Ok(theme)
    }
}

/// What tells whether a text is still the same.
fn text_of(source: &Source) -> (SourcePath, u64) {
    let mut hasher = DefaultHasher::new();
    source.text().hash(&mut hasher);
    (source.path().clone(), hasher.finish())
}
