//! From the folder to everything that is known of the manual: what most commands begin with.

use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use super::{Common, Failure, as_of, printing};
use crate::diagnostics::{Report, Source, SourcePath};
use crate::pipeline::{self, Compiled};
use crate::sources;

/// A manual, read and compiled.
pub(super) struct Loaded {
    /// The manual's folder.
    pub(super) root: PathBuf,
    pub(super) compiled: Compiled,
}

impl Loaded {
    /// Reads and compiles the manual that the arguments mean; `skip` are folders inside it that
    /// are no part of it.
    ///
    /// It is not freed: a command ends when it is done with the manual, and taking a big one apart
    /// would keep its user waiting.
    pub(super) fn new(common: &Common, skip: &[PathBuf]) -> Result<ManuallyDrop<Self>, Failure> {
        let as_of = as_of::date(common)?;
        let here = std::env::current_dir()?;
        let root = sources::find_manual(&here, common.manual.as_deref())?;
        let start = Instant::now();
        let parts = pipeline::read(&root, skip)?;
        let pages = format!("{} pages", parts.pages.len());
        printing::step(common, "read and parsed", start, &pages);
        let start = Instant::now();
        let compiled = pipeline::compile(parts, as_of);
        printing::step(common, "resolved and judged", start, "");
        Ok(ManuallyDrop::new(Self { root, compiled }))
    }

    /// The manual's folder as the reader reaches it from here; nothing where it is here.
    pub(super) fn folder(&self) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let shown: PathBuf = self
            .root
            .strip_prefix(&here)
            .unwrap_or(&self.root)
            .components()
            .collect();
        shown.to_string_lossy().replace('\\', "/")
    }

    /// The texts of the files that a report is about. They are read again: while a manual is
    /// compiled, nobody holds the text of all its pages.
    pub(super) fn sources(&self, report: &Report) -> HashMap<SourcePath, Source> {
        sources::read_reported(&self.root, report)
    }
}
