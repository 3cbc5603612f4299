//! The only reader of the disk: a manual's folder becomes texts and paths.
//!
//! [`find_manual`] finds the folder, [`read`] takes all of it but the pages' texts, [`read_one`] one
//! file, [`read_reported`] those of a report, and [`read_theme`] a theme. What a file is for follows from its path alone: [`role`].

mod locate;
mod renewal;
mod role;
mod text;
mod theme;
mod walk;

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use thiserror::Error;

pub use crate::sources::locate::find_manual;
pub use crate::sources::renewal::{FileState, state};
pub use crate::sources::role::{FileRole, role};
pub use crate::sources::text::{MOST_BYTES, read_one, read_reported};
pub use crate::sources::theme::{ThemeFiles, read_theme};
pub use crate::sources::walk::decides_of_folder;

use crate::diagnostics::{Diagnostic, Source, SourcePath};

/// The name of a manual's settings: the file that makes a folder a manual.
pub const CONFIG_FILE: &str = "manual.toml";

/// What stands in a manual's folder. Every list is sorted by path.
#[derive(Clone, Debug)]
pub struct ManualFiles {
    /// The manual's folder.
    pub root: PathBuf,
    /// `manual.toml`; `None` where it cannot be read, which is among the diagnostics.
    pub config: Option<Source>,
    /// The Markdown files.
    pub pages: Vec<SourcePath>,
    /// The TOML files of the folder `standards/`.
    pub standards: Vec<Source>,
    /// The CSV files that can be read as text; they are among the assets as well.
    pub tables: Vec<Source>,
    /// Why a CSV file is not among the tables. It matters only where a page takes its values from
    /// that file: any other CSV file is copied as it is.
    pub unread_tables: Vec<Diagnostic>,
    /// The files that are copied as they are.
    pub assets: Vec<SourcePath>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why no manual could be read at all.
#[derive(Debug, Error)]
pub enum FilesError {
    /// Neither the place where the search began nor a folder above it is a manual.
    #[error(
        "there is no manual here: neither `{}` nor a folder above it has a {CONFIG_FILE}, and there \
         is no folder `manual` with one; `clausebook init manual --standard iso-9001-2015` begins a \
         new manual, and `--manual DIR` names one that is elsewhere", start.display()
    )]
    NoManual {
        /// Where the search began.
        start: PathBuf,
    },
    /// The folder that was asked for has no `manual.toml`.
    #[error(
        "`{0}` has no {CONFIG_FILE}, so it is no manual; `clausebook init {0} --standard \
         iso-9001-2015` begins one there", folder.display()
    )]
    NoConfig {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder that was asked for is not there, or is no folder.
    #[error("there is no folder `{}`", .0.display())]
    NoFolder(PathBuf),
    /// A folder or file without which nothing can be done cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A theme's name that names no folder.
    #[error("`{0}` cannot be the name of a theme: write the name of a folder in themes/")]
    ThemeName(String),
}

/// Reads a manual's folder, all files but the Markdown ones: of those there are so many that each
/// is read when it is parsed ([`read_one`]). `skip` are folders that are no part of the manual, such
/// as the one that the site is written to.
///
/// # Errors
/// If the folder is not there or has no `manual.toml`. What is wrong with single files is among the
/// diagnostics, and the rest is read all the same.
pub fn read(root: &Path, skip: &[PathBuf]) -> Result<ManualFiles, FilesError> {
    if !root.is_dir() {
        return Err(FilesError::NoFolder(root.to_owned()));
    }
    if !root.join(CONFIG_FILE).is_file() {
        return Err(FilesError::NoConfig {
            folder: root.to_owned(),
        });
    }
    let (found, diagnostics) = walk::walk(root, skip);
    let mut files = ManualFiles {
        root: root.to_owned(),
        config: None,
        pages: Vec::new(),
        standards: Vec::new(),
        tables: Vec::new(),
        unread_tables: Vec::new(),
        assets: Vec::new(),
        diagnostics,
    };
    let texts: Vec<Option<Result<Source, Diagnostic>>> = found
        .par_iter()
        .map(|(path, role)| {
            let is_read = !matches!(role, FileRole::Asset | FileRole::Page);
            is_read.then(|| read_one(root, path))
        })
        .collect();
    for ((path, role), text) in found.into_iter().zip(texts) {
        match role {
            FileRole::Asset | FileRole::Table => files.assets.push(path),
            FileRole::Page => files.pages.push(path),
            FileRole::Config | FileRole::Standard => {}
        }
        match (role, text) {
            (FileRole::Config, Some(Ok(source))) => files.config = Some(source),
            (FileRole::Standard, Some(Ok(source))) => files.standards.push(source),
            (FileRole::Table, Some(Ok(source))) => files.tables.push(source),
            (FileRole::Table, Some(Err(diagnostic))) => files.unread_tables.push(diagnostic),
            (_, Some(Err(diagnostic))) => files.diagnostics.push(diagnostic),
            (FileRole::Asset | FileRole::Page, _) | (_, None) => {}
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests;
