//! Decides which files of a folder belong to the manual: by its settings, and by fixed rules.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::{Config, Endings, PathGlob, PathGlobs};
use crate::rules;
use crate::sources::left_out::{is_foreign, is_hidden, is_left_out};
use crate::sources::role::{is_in_approvals, is_like_approvals};
use crate::sources::{CONFIG_FILE, Entry, FileRole, Sources, role};

/// A pattern of `exclude`, and whether it fits any entry that was found.
pub(super) struct UsedPattern<'a> {
    pattern: &'a PathGlob,
    is_used: AtomicBool,
}

impl UsedPattern<'_> {
    /// Marks the pattern as used if it fits an entry. The content of a folder that is left out is
    /// not listed, so there the pattern counts as used if it may fit something inside.
    pub(super) fn note(&self, path: &SourcePath, is_left_out_folder: bool) {
        if self.is_used.load(Ordering::Relaxed) {
            return;
        }
        let fits = self.pattern.fits(path);
        if fits || (is_left_out_folder && self.pattern.may_fit_in(path)) {
            self.is_used.store(true, Ordering::Relaxed);
        }
    }

    /// The diagnostic if it fits nothing.
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

/// The settings of `manual.toml` that decide which files are read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    exclude: PathGlobs,
    /// Whether symbolic links may lead out of the manual's folder.
    pub follow_links: bool,
    /// Which files are pages.
    pub(crate) endings: Endings,
}

impl Selection {
    /// Takes the selection from the settings.
    pub fn new(config: &Config) -> Self {
        Self {
            exclude: config.exclude.clone(),
            follow_links: config.reading.follow_links,
            endings: config.reading.endings.clone(),
        }
    }

    /// Whether the settings exclude a path.
    pub(crate) fn excludes(&self, path: &SourcePath) -> bool {
        self.exclude.take_in(path)
    }

    /// The patterns of `exclude`, none of which has been used yet.
    pub(super) fn patterns(&self) -> Vec<UsedPattern<'_>> {
        let patterns = self.exclude.all().iter();
        let unused = |pattern| UsedPattern {
            pattern,
            is_used: AtomicBool::new(false),
        };
        patterns.map(unused).collect()
    }

    /// The role of the file at a path; `None` if it is not part of the manual.
    pub fn role(&self, path: &SourcePath) -> Option<FileRole> {
        let role = role(path, &self.endings)?;
        let is_excluded = match role {
            // `manual.toml` cannot exclude itself. Without its approvals, an approved manual would
            // look as if approval had never been required.
            FileRole::Config | FileRole::Signers => false,
            FileRole::Approvals if is_in_approvals(path) => false,
            FileRole::Approvals
            | FileRole::Page
            | FileRole::Standard
            | FileRole::Table
            | FileRole::Markup
            | FileRole::Asset => self.exclude.take_in(path),
        };
        (!is_excluded).then_some(role)
    }

    /// Whether a listing of the manual includes a file or enters a folder.
    pub(super) fn takes(&self, sources: &dyn Sources, path: &SourcePath, entry: Entry) -> bool {
        match entry {
            Entry::File => self.role(path).is_some(),
            Entry::Folder => {
                let is_renamed = is_like_approvals(path.file_name()) && !is_hidden(path);
                // A marker file in the folder must not hide the approvals.
                path.as_str().eq_ignore_ascii_case("approvals")
                    || ((!is_left_out(path) || is_renamed)
                        && !self.exclude.take_in_folder(path)
                        && !is_foreign(sources, path))
            }
        }
    }
}
