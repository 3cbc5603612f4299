//! What of a folder is the manual: what its settings say, and what never is.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::{Config, PathGlob, PathGlobs};
use crate::rules;
use crate::sources::left_out::{is_foreign, is_left_out};
use crate::sources::{CONFIG_FILE, Entry, FileRole, Sources, role};

/// A pattern of `exclude`, and whether it fits something that was met.
pub(super) struct UsedPattern<'a> {
    pattern: &'a PathGlob,
    is_used: AtomicBool,
}

impl UsedPattern<'_> {
    /// Notes what was met. Into a folder that is left out nobody looks.
    pub(super) fn note(&self, path: &SourcePath, is_left_out_folder: bool) {
        if self.is_used.load(Ordering::Relaxed) {
            return;
        }
        let fits = self.pattern.fits(path);
        if fits || (is_left_out_folder && self.pattern.may_fit_in(path)) {
            self.is_used.store(true, Ordering::Relaxed);
        }
    }

    /// What is to be said of it where it fits nothing.
    pub(super) fn diagnostic(&self) -> Option<Diagnostic> {
        if self.is_used.load(Ordering::Relaxed) {
            return None;
        }
        let written = &self.pattern.written;
        let message = format!("`{}` fits no file of the manual's folder", written.value);
        let location = Location::new(&SourcePath::new(CONFIG_FILE), written.span);
        let help = "correct the pattern, or take it out: it is a path from the manual's folder, such \
                    as \"drafts/**\"";
        Some(Diagnostic::new(&rules::SETTING_WITHOUT_EFFECT, location, message).help(help))
    }
}

/// What `manual.toml` says of the files that are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    exclude: PathGlobs,
    /// Whether links of the file system may lead out of the manual's folder.
    pub follow_links: bool,
}

impl Selection {
    /// What these settings say.
    pub fn new(config: &Config) -> Self {
        Self {
            exclude: config.exclude.clone(),
            follow_links: config.follow_links,
        }
    }

    /// Whether the settings leave out what lies at a path.
    pub(crate) fn excludes(&self, path: &SourcePath) -> bool {
        self.exclude.take_in(path)
    }

    /// The patterns of `exclude`, each of which may fit nothing.
    pub(super) fn patterns(&self) -> Vec<UsedPattern<'_>> {
        let patterns = self.exclude.all().iter();
        let unused = |pattern| UsedPattern {
            pattern,
            is_used: AtomicBool::new(false),
        };
        patterns.map(unused).collect()
    }

    /// What the file at a path is for; `None` where it is no part of the manual.
    pub fn role(&self, path: &SourcePath) -> Option<FileRole> {
        let role = role(path)?;
        let is_excluded = match role {
            // Who leaves the settings out has no settings that could say so; who left approvals out
            // would have a manual that was never approved, and looks as if nobody had asked.
            FileRole::Config | FileRole::Approvals | FileRole::Signers => false,
            FileRole::Page
            | FileRole::Standard
            | FileRole::Table
            | FileRole::Markup
            | FileRole::Asset => self.exclude.take_in(path),
        };
        (!is_excluded).then_some(role)
    }

    /// Whether a listing of the manual takes in a file or goes into a folder.
    pub(super) fn takes(&self, sources: &dyn Sources, path: &SourcePath, entry: Entry) -> bool {
        match entry {
            Entry::File => self.role(path).is_some(),
            Entry::Folder => {
                // Nothing that lies in the folder of approvals makes it look as if there were none.
                path.as_str() == "approvals"
                    || (!is_left_out(path)
                        && !self.exclude.take_in_folder(path)
                        && !is_foreign(sources, path))
            }
        }
    }
}
