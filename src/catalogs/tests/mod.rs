//! What becomes of files of other programs.

mod lists;
mod oscal;
mod tables;

use super::testing::{Files, lines, standard};
use super::{Choices, Columns, NamedFile};
use crate::manual::Language;

fn choices() -> Choices {
    Choices::default()
}

fn refusal(files: &[(&str, &str)], name: &str) -> String {
    let files = Files::new(files);
    files.import(name, &choices()).unwrap_err().to_string()
}
