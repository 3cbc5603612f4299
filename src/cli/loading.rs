//! From the folder to everything that is known of the manual: what most commands begin with.

use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::{Common, Failure, as_of, earlier, printing};
use crate::diagnostics::{Report, Source, SourcePath};
use crate::git::Revision;
use crate::manual::Date;
use crate::pipeline::{self, Compiled};
use crate::sources;
use crate::sources::{DiskSources, RevisionSources, Sources};

/// Which state of the manual a command reads.
#[derive(Debug, Args)]
pub(super) struct RevisionArgument {
    /// Read the manual as it was in a revision of its git repository: a commit, a tag, a branch, or a
    /// day, which means the last commit by then and the day on which the manual is judged
    #[arg(long, value_name = "REV")]
    pub(super) rev: Option<Revision>,
}

/// A manual, read and compiled.
pub(super) struct Loaded {
    /// The manual's folder.
    pub(super) root: PathBuf,
    pub(super) sources: Arc<dyn Sources>,
    pub(super) compiled: Compiled,
}

impl Loaded {
    /// Reads and compiles the manual that the arguments mean, as it is now; `skip` are folders inside
    /// it that are no part of it.
    pub(super) fn new(common: &Common, skip: &[PathBuf]) -> Result<ManuallyDrop<Self>, Failure> {
        let as_of = as_of::date(common)?;
        let root = find_manual(common)?;
        let sources = Arc::new(DiskSources::new(&root).without(skip));
        let loaded = Self::read(common, root, sources, as_of)?;
        earlier::tell(common, &loaded.compiled)?;
        Ok(loaded)
    }

    /// The same, as it was in a revision where one is asked for.
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

    /// The manual as it was in a revision, and which commit that is, told.
    pub(super) fn at_revision(
        common: &Common,
        revision: &Revision,
    ) -> Result<ManuallyDrop<Self>, Failure> {
        let as_of = match (common.as_of, revision) {
            (None, Revision::Day(day)) => *day,
            _ => as_of::date(common)?,
        };
        let here = std::env::current_dir()?;
        let sources = RevisionSources::open(&here, common.manual.as_deref(), revision)?;
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
    /// It is not freed: a command ends when it is done with the manual, and taking a big one apart
    /// would keep its user waiting.
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
        let compiled = pipeline::compile(parts, as_of);
        printing::step(common, "resolved and judged", start, "");
        Ok(ManuallyDrop::new(Self {
            root,
            sources,
            compiled,
        }))
    }

    /// The manual's folder as the reader reaches it from here; nothing where it is here.
    pub(super) fn folder(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let below = self.root.strip_prefix(&here).unwrap_or(&self.root);
        let shown = without_dot(below);
        shown.to_string_lossy().replace('\\', "/")
    }

    /// The texts of the files that a report is about. They are read again: while a manual is
    /// compiled, nobody holds the text of all its pages.
    pub(super) fn texts(&self, report: &Report) -> HashMap<SourcePath, Source> {
        sources::read_reported(&*self.sources, report)
    }
}

/// The folder of the manual that the arguments mean.
pub(super) fn find_manual(common: &Common) -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()?;
    Ok(sources::find_manual(&here, common.manual.as_deref())?)
}

/// A path as it was asked for, without a trailing slash or a leading `./`.
pub(super) fn without_dot(path: &Path) -> PathBuf {
    path.components().collect()
}
