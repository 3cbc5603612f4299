//! The reader's documentation in `docs/`: pages that are made from what the program says about
//! itself are up to date, examples work, and links lead somewhere.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite docs` updates the pages that are made.

#[cfg(all(feature = "pdf", feature = "serve", feature = "xlsx"))]
mod commands;
mod examples;
mod fields;
mod links;
mod markdown;
mod rules;

use std::path::{Path, PathBuf};

use snapbox::data::DataFormat;
use snapbox::{Data, IntoData, assert_data_eq};

use crate::manual_test::{clausebook, run};

/// The folder of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of `docs/`, sorted.
fn pages() -> Vec<PathBuf> {
    let entries = root().join("docs").read_dir().unwrap();
    let mut pages: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|page| page.extension().is_some_and(|end| end == "md"));
    pages.sort();
    pages
}

/// Compares a page of `docs/` with what it should be.
fn assert_up_to_date(name: &str, page: &str) {
    let file = root().join("docs").join(name);
    let committed = Data::read_from(&file, Some(DataFormat::Text)).raw();
    assert_data_eq!(page.to_owned().into_data().raw(), committed);
}

/// The sentence at the top of a page that is made.
fn made_from(command: &str) -> String {
    format!(
        "<!-- Made from `{command}` by tests/suite/docs. To update it: \
         SNAPSHOTS=overwrite cargo test --test suite docs -->\n"
    )
}

/// The standard output of the program, in a folder without a manual.
fn printed(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let run = run(clausebook().args(arguments).current_dir(folder.path()));
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}
