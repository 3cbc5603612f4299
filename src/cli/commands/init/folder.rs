//! The folder of a new manual, which may have files already. They are judged as pages of the manual
//! before anything is written.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use crate::cli::Failure;
use crate::cli::commands::new::taken_ids;
use crate::diagnostics::{Judged, SourcePath};
use crate::manual::Date;
use crate::pipeline::{self, Compiled};
use crate::publish::NewFile;
use crate::sources::{CONFIG_FILE, DiskSources, FileState, Sources, UnsavedSources};

/// How often the folder is judged again without the files in which errors were found. A file that
/// refers to a file that is left out has an error as well. After that all its pages are left out.
const MOST_ROUNDS: usize = 5;

/// The folder of a new manual.
pub(super) struct Folder {
    /// `None` if there is no folder yet.
    sources: Option<UnsavedSources<DiskSources>>,
    today: Date,
    /// The pages that were there before, as far as they are part of the manual.
    pages: usize,
}

impl Folder {
    pub(super) fn new(dir: &Path, today: Date) -> Self {
        let sources = UnsavedSources::over(DiskSources::new(dir));
        Self {
            sources: dir.is_dir().then_some(sources),
            today,
            pages: 0,
        }
    }

    /// The number of Markdown files that were there before and are pages of the manual without
    /// front-matter.
    pub(super) fn pages(&self) -> usize {
        self.pages
    }

    /// The ids of the pages that are there, in lower case.
    pub(super) fn taken_ids(&mut self, settings: &str) -> Result<HashSet<String>, Failure> {
        let compiled = self.judged(settings)?;
        Ok(compiled.map_or_else(HashSet::new, |compiled| taken_ids(&compiled.manual)))
    }

    /// The files that are there and must be left out, so that the manual with the new files has no
    /// errors. `settings` is the text of `manual.toml` that leaves out these files.
    pub(super) fn left_out(
        &mut self,
        new: &[NewFile],
        settings: impl Fn(&[SourcePath]) -> String,
    ) -> Result<Vec<SourcePath>, Failure> {
        let Some(sources) = &mut self.sources else {
            return Ok(Vec::new());
        };
        let mut ours: HashSet<SourcePath> = HashSet::from([SourcePath::new(CONFIG_FILE)]);
        for file in new {
            let path = SourcePath::new(&file.path().to_string_lossy());
            if let (FileState::Gone, Ok(text)) =
                (sources.state(&path), std::str::from_utf8(file.bytes()))
            {
                sources.set(&path, Some(text));
                ours.insert(path);
            }
        }
        let mut left_out: BTreeSet<SourcePath> = BTreeSet::new();
        for round in 0..=MOST_ROUNDS {
            let listed: Vec<SourcePath> = left_out.iter().cloned().collect();
            let Some(compiled) = self.judged(&settings(&listed))? else {
                break;
            };
            let pages = compiled.manual.page_keys();
            let pages = pages.filter_map(|page| compiled.manual.path(page));
            let theirs = |path: &&SourcePath| !ours.contains(*path);
            self.pages = compiled
                .manual
                .uncontrolled
                .iter()
                .filter(|page| theirs(&&page.path))
                .count();
            let mistakes = compiled.report.entries.iter();
            let mistakes = mistakes.filter(|entry| entry.stops_build());
            let mistaken = mistakes.map(|entry: &Judged| &entry.diagnostic.location.path);
            let before = left_out.len();
            left_out.extend(mistaken.filter(theirs).cloned());
            if left_out.len() == before {
                break;
            }
            if round + 1 == MOST_ROUNDS {
                left_out.extend(pages.filter(theirs).cloned());
            }
        }
        Ok(left_out.into_iter().collect())
    }

    /// Judges the folder with this `manual.toml`.
    fn judged(&mut self, settings: &str) -> Result<Option<Compiled>, Failure> {
        let Some(sources) = &mut self.sources else {
            return Ok(None);
        };
        sources.set(&SourcePath::new(CONFIG_FILE), Some(settings));
        let parts = pipeline::read(sources)?;
        Ok(Some(pipeline::compile(parts, self.today)))
    }
}
