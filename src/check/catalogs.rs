//! Findings about files in `standards/` that are no catalogs, so that their requirements are in no
//! matrix.

use std::collections::HashSet;

use crate::diagnostics::{Diagnostic, Location, SourcePath};
use crate::manual::Manual;
use crate::resolve::Resolved;
use crate::rules;

/// The folder of the manual's own catalogs.
const STANDARDS: &str = "standards/";

/// The endings of files that `standards import` reads.
const IMPORTED: [&str; 8] = ["csv", "json", "tsv", "txt", "xlsm", "xlsx", "yaml", "yml"];

pub(super) fn check(manual: &Manual, resolved: &Resolved, diagnostics: &mut Vec<Diagnostic>) {
    let from = manual
        .assets
        .partition_point(|path| path.as_str() < STANDARDS);
    let assets = manual.assets[from..].iter();
    let in_folder = assets.take_while(|path| path.as_str().starts_with(STANDARDS));
    let mut in_folder = in_folder.peekable();
    if in_folder.peek().is_none() {
        return;
    }
    let claims = manual
        .config
        .claims_files
        .iter()
        .map(|file| &file.path.value);
    let claims: HashSet<&SourcePath> = claims.collect();
    // A list that lies beside the catalog that was made of it.
    let standards = manual.standards.iter();
    let sources: HashSet<&str> = standards.filter_map(|one| one.source.as_deref()).collect();
    let is_used = |path: &SourcePath| {
        resolved.published.contains(path)
            || claims.contains(path)
            || sources.contains(path.file_name())
    };
    // A folder of its own is no list beside catalogs.
    let is_direct = |path: &&SourcePath| format!("{}/", path.folder()) == STANDARDS;
    let unused = in_folder.filter(is_direct).filter(|path| !is_used(path));
    diagnostics.extend(unused.map(report));
}

fn report(path: &SourcePath) -> Diagnostic {
    let message =
        format!("`{path}` is no catalog, so that it adds no requirement: catalogs are TOML files");
    let ending = path.extension().to_ascii_lowercase();
    let help = match IMPORTED.contains(&&*ending) {
        true => {
            let stem = path
                .file_name()
                .rsplit_once('.')
                .map_or("", |(stem, _)| stem);
            format!(
                "run `clausebook standards import {path} -o {STANDARDS}{stem}.toml` in the manual's folder, and name the \
                 new standard in manual.toml; or name the file under `exclude`"
            )
        }
        false => {
            "move it out of `standards/`, or name it under `exclude` in manual.toml".to_owned()
        }
    };
    Diagnostic::new(&rules::NO_CATALOG, Location::file(path), message).help(help)
}
