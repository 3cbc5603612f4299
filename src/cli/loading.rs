//! Finds, reads and compiles the manual; most commands begin with this.

use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::{Common, Failure, as_of, earlier, printing};
use crate::changes::{Finder, SiteChanges};
use crate::diagnostics::{Report, Source, SourcePath, file_uri, judge};
use crate::edition;
use crate::edition::Held;
use crate::git::{Commit, Revision};
use crate::manual::{Date, IssuedTexts, JudgedOn, WhyUnknown};
use crate::pipeline::{self, Compiled};
use crate::sources;
use crate::sources::{DiskSources, RevisionSources, Sources};

/// Which state of the manual a command reads.
#[derive(Debug, Args)]
pub(super) struct RevisionArgument {
    /// Read the manual as it was in a revision of its git repository: a commit, a tag, a branch, or
    /// a day, which means the last commit by then and the day on which the manual is judged
    #[arg(long, value_name = "REV")]
    pub(super) rev: Option<Revision>,
}

/// A manual, read and compiled.
pub(super) struct Loaded {
    /// The manual's folder.
    pub(super) root: PathBuf,
    pub(super) sources: Arc<dyn Sources>,
    pub(super) compiled: Compiled,
    /// The changes that the site shows, once they are looked for.
    pub(super) changes: Option<SiteChanges>,
}

impl Loaded {
    /// Reads and compiles the present state of the manual, and reports earlier revisions (see
    /// [`earlier::tell`]). `skip` are folders inside it that are not part of it.
    pub(super) fn new(common: &Common, skip: &[PathBuf]) -> Result<ManuallyDrop<Self>, Failure> {
        let as_of = as_of::date(common)?;
        let root = find_manual(common)?;
        let sources = Arc::new(DiskSources::new(&root).without(skip));
        let loaded = Self::read(common, root, sources, as_of)?;
        earlier::tell(common, &loaded.compiled)?;
        Ok(loaded)
    }

    /// Reads and compiles the manual: the revision of `--rev`, else the present state.
    pub(super) fn at(
        common: &Common,
        asked: &RevisionArgument,
        skip: &[PathBuf],
    ) -> Result<ManuallyDrop<Self>, Failure> {
        match &asked.rev {
            None => Self::new(common, skip),
            Some(revision) => Self::at_revision(common, revision),
        }
    }

    /// Reads and compiles the present state of the manual, without a report of earlier revisions.
    pub(super) fn now(common: &Common) -> Result<ManuallyDrop<Self>, Failure> {
        let root = find_manual(common)?;
        let sources = Arc::new(DiskSources::new(&root));
        Self::read(common, root, sources, as_of::date(common)?)
    }

    /// Reads and compiles the manual of a revision, judged on the revision's day, for a comparison.
    /// Returns the commit as well.
    pub(super) fn then(
        common: &Common,
        revision: &Revision,
    ) -> Result<(ManuallyDrop<Self>, Commit), Failure> {
        let sources = Self::sources(common, revision)?;
        let commit = sources.commit().clone();
        let day = match revision {
            Revision::Day(day) => *day,
            Revision::Named(_) => commit.day,
        };
        let root = sources.root().to_owned();
        let loaded = Self::read(common, root, Arc::new(sources), day)?;
        Ok((loaded, commit))
    }

    fn sources(common: &Common, revision: &Revision) -> Result<RevisionSources, Failure> {
        let here = std::env::current_dir()?;
        let asked = common.manual.as_deref();
        Ok(RevisionSources::open(&here, asked, revision)?)
    }

    /// Reads and compiles the manual of a revision, and prints which commit is read.
    fn at_revision(common: &Common, revision: &Revision) -> Result<ManuallyDrop<Self>, Failure> {
        let as_of = match (common.as_of, revision) {
            (None, Revision::Day(day)) => *day,
            _ => as_of::date(common)?,
        };
        let sources = Self::sources(common, revision)?;
        let commit = sources.commit();
        let text = format!(
            "reading the commit {} of {}: {}",
            commit.id.short(),
            commit.day,
            commit.subject
        );
        printing::say(common, &text);
        let root = sources.root().to_owned();
        Self::read(common, root, Arc::new(sources), as_of)
    }

    /// Reads and compiles a manual.
    ///
    /// The result is never dropped: the process ends soon after the command is done, and dropping a
    /// large manual takes noticeable time.
    fn read(
        common: &Common,
        root: PathBuf,
        sources: Arc<dyn Sources>,
        as_of: Date,
    ) -> Result<ManuallyDrop<Self>, Failure> {
        let start = Instant::now();
        let parts = pipeline::read(&*sources)?;
        let pages = format!("{} pages", parts.pages.len());
        printing::step(common, "read and parsed", start, &pages);
        let start = Instant::now();
        let today = as_of::today()?;
        let compiled = pipeline::compile_on(parts, JudgedOn { as_of, today });
        printing::step(common, "resolved and judged", start, "");
        Ok(ManuallyDrop::new(Self {
            root,
            sources,
            compiled,
            changes: None,
        }))
    }

    /// What these editions must not say: ids and titles of pages that they do not hold.
    pub(super) fn names_left_out(&self, editions: &[Held]) -> Report {
        let found = edition::left_out(&self.compiled, &*self.sources, editions);
        judge(found, &self.compiled.manual.config.rules)
    }

    /// Finds the changes that the site shows, or prints why it shows none.
    pub(super) fn find_changes(&mut self, common: &Common) {
        let mut finder = Finder::new(self.root.clone());
        match finder.find(&*self.sources, &self.compiled) {
            Ok(found) => self.changes = found,
            Err(error) => printing::say(common, &no_changes(&error)),
        }
    }

    /// Prints why the check for changes without a new revision was skipped, if it was.
    pub(super) fn tell_unknown(&self, common: &Common) {
        let IssuedTexts::Unknown(why) = &*self.compiled.manual.issued else {
            return;
        };
        let why = match why {
            WhyUnknown::NoRepository => "the manual lies in no git repository",
            WhyUnknown::Shallow => {
                "the git repository is a shallow clone (`git fetch --unshallow` brings the rest)"
            }
            WhyUnknown::Git(said) => said,
        };
        let text = format!("changes without a revision are not looked for: {why}");
        printing::say(common, &text);
    }

    /// The manual's folder relative to the current folder if it is below it, else absolute; empty
    /// if it is the current folder.
    pub(super) fn folder(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let below = self.root.strip_prefix(&here).unwrap_or(&self.root);
        let shown = without_dot(below);
        shown.to_string_lossy().replace('\\', "/")
    }

    /// The URI of the current folder, which the manual's folder is relative to.
    pub(super) fn base(&self) -> Option<String> {
        let here = std::env::current_dir().ok()?;
        Some(file_uri(&here))
    }

    /// The texts of the files that a report refers to. They are read again, because the compiled
    /// manual does not keep the texts of its pages.
    pub(super) fn texts(&self, report: &Report) -> HashMap<SourcePath, Source> {
        sources::read_reported(&*self.sources, report)
    }
}

/// Finds the manual's folder, from `--manual` or the current folder.
pub(super) fn find_manual(common: &Common) -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    Ok(sources::find_manual(&here, common.manual.as_deref())?)
}

/// The sentence that says why a site shows no changes.
pub(super) fn no_changes(error: &dyn std::fmt::Display) -> String {
    format!("the site shows no changes and no redlines: {error}")
}

/// A path without a trailing slash or a leading `./`.
pub(super) fn without_dot(path: &Path) -> PathBuf {
    path.components().collect()
}
