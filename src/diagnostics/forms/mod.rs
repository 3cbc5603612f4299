//! Renders a report in one of the output formats.

mod folded;
mod github;
mod human;
mod json;
mod junit;
mod placing;
pub(crate) mod printable;
mod sarif;
#[cfg(test)]
mod testing;
mod wording;

use std::path::Path;
use std::str::FromStr;

pub use crate::diagnostics::forms::placing::ManualFolder;
use crate::diagnostics::forms::placing::Placing;
use crate::diagnostics::location::{Source, SourcePath};
use crate::diagnostics::report::Report;
use crate::diagnostics::rule::Rule;

/// The output formats of a report (`docs/design.md`, "Command line").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, with the line of the file.
    #[default]
    Human,
    /// JSON with the schema `clausebook.diagnostics/1`.
    Json,
    /// SARIF 2.1.0, as code-hosting pages and editors read it.
    Sarif,
    /// JUnit XML, as build servers read it.
    Junit,
    /// Workflow commands of GitHub, which annotate files.
    Github,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Human,
        Self::Json,
        Self::Sarif,
        Self::Junit,
        Self::Github,
    ];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
        }
    }
}

impl FromStr for Format {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        let named = |format: &Self| format.word() == word;
        Self::ALL.into_iter().find(named).ok_or(())
    }
}

/// Renders a report; every line of the result ends in a line break.
///
/// The path of `folder` is put before each file's path, except in [`Format::Json`], whose paths are
/// relative to the manual's folder. `source` gives the text of a file, if there is one. `colour` applies only to
/// [`Format::Human`].
pub fn render<'s>(
    report: &Report,
    format: Format,
    folder: ManualFolder<'_>,
    source: impl Fn(&SourcePath) -> Option<&'s Source>,
    colour: bool,
) -> String {
    let placing = Placing {
        folder: folder.path.trim_end_matches('/'),
        base: folder.base,
        source: &source,
    };
    match format {
        Format::Human => human::render(report, &placing, colour),
        Format::Json => json::render(report, &placing),
        Format::Sarif => sarif::render(report, &placing),
        Format::Junit => junit::render(report, &placing),
        Format::Github => github::render(report, &placing),
    }
}

/// Renders a report for people as commands print it: findings first, many findings of one rule
/// summarised, then each mistake. `list_all` gives the command that lists all findings of a rule;
/// without it no findings are summarised.
pub(crate) fn render_folded<'s>(
    report: &Report,
    folder: &str,
    source: impl Fn(&SourcePath) -> Option<&'s Source>,
    colour: bool,
    list_all: Option<&dyn Fn(&Rule) -> String>,
) -> String {
    let placing = Placing {
        folder: folder.trim_end_matches('/'),
        base: None,
        source: &source,
    };
    folded::render(report, &placing, colour, list_all)
}

/// The URI of a folder on the disk, by its absolute path.
pub(crate) fn file_uri(folder: &Path) -> String {
    let path = folder.to_string_lossy().replace('\\', "/");
    format!("{}/", sarif::absolute_uri(path.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_word() {
        for format in Format::ALL {
            assert_eq!(format.word().parse(), Ok(format));
        }
        assert_eq!("xml".parse::<Format>(), Err(()));
    }
}
