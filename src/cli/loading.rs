//! From the folder to everything that is known of the manual: what most commands begin with.

use std::collections::HashMap;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::Instant;

use super::{Common, Failure, as_of, printing};
use crate::diagnostics::{Source, SourcePath};
use crate::files::{self, ManualFiles};
use crate::pipeline::{self, Compiled};

/// A manual, read and compiled.
pub(super) struct Loaded {
    pub(super) files: ManualFiles,
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
        let root = files::find_manual(&here, common.manual.as_deref())?;
        let start = Instant::now();
        let mut files = files::read(&root, skip)?;
        printing::step(
            common,
            "read",
            start,
            &format!("{} pages", files.pages.len()),
        );
        let start = Instant::now();
        let parsed = pipeline::parse(&files);
        printing::step(common, "parsed", start, "");
        let start = Instant::now();
        let compiled = pipeline::compile(&parsed, as_of);
        printing::step(common, "resolved and judged", start, "");
        let entries = compiled.report.entries.iter();
        let shown = entries.map(|entry| &entry.diagnostic.place.path).collect();
        files.keep_pages(&shown);
        Ok(ManuallyDrop::new(Self { files, compiled }))
    }

    /// The manual's folder as the reader reaches it from here; nothing where it is here.
    pub(super) fn folder(&self) -> String {
        let root = &self.files.root;
        let here = std::env::current_dir().unwrap_or_default();
        let shown: PathBuf = root
            .strip_prefix(&here)
            .unwrap_or(root)
            .components()
            .collect();
        shown.to_string_lossy().replace('\\', "/")
    }

    /// The texts of the manual's files, by path.
    pub(super) fn sources(&self) -> HashMap<&SourcePath, &Source> {
        let files = &self.files;
        let all = files
            .pages
            .iter()
            .chain(&files.standards)
            .chain(&files.tables)
            .chain(&files.config);
        all.map(|source| (source.path(), source)).collect()
    }
}
