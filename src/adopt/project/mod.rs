//! Projects of other programs, by their own files.

mod comply;
mod doorstop;
mod opencontrol;
mod rdm;

use std::collections::BTreeMap;

use crate::diagnostics::{Source, SourcePath};
use crate::sources::{FileState, Sources, read_one};

/// A project of another program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Project {
    /// The program.
    pub(crate) program: &'static str,
    /// The file by which it is known.
    pub(crate) file: String,
    /// The title and the organisation that its settings name.
    pub(crate) title: Option<String>,
    pub(crate) organisation: Option<String>,
    /// The values of names in braces that its files give.
    pub(crate) variables: BTreeMap<String, String>,
    /// The ending of its documents, if they are no Markdown.
    pub(crate) ending: Option<&'static str>,
    /// Patterns of its files that are no documents.
    pub(crate) exclude: Vec<String>,
    /// Its documents, if they are no Markdown.
    pub(crate) documents: Vec<Documents>,
    /// The claims that its files state in a form of their own.
    pub(crate) claims: Vec<StatedClaim>,
    /// What a person should know about it.
    pub(crate) remarks: Vec<String>,
}

/// Documents of a project for which one entry of the settings is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Documents {
    /// What a person reads above the entry.
    pub(crate) comment: String,
    /// The files, as a pattern.
    pub(crate) files: String,
    /// How many files they are.
    pub(crate) count: usize,
    /// The fields that the entry gives.
    pub(crate) fields: Vec<(&'static str, String)>,
    /// A pattern by which the texts give fields.
    pub(crate) pattern: Option<&'static str>,
}

/// A claim that a file of a project states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatedClaim {
    /// The document.
    pub(crate) document: SourcePath,
    /// The name that the project gives to the standard.
    pub(crate) standard: String,
    pub(crate) clause: String,
    /// What the file says about it.
    pub(crate) sentence: String,
}

/// Finds out of which program a folder is a project. `files` are its files, sorted.
pub(super) fn find(sources: &dyn Sources, files: &[SourcePath]) -> Option<Project> {
    comply::find(sources)
        .or_else(|| opencontrol::find(sources, files))
        .or_else(|| rdm::find(sources, files))
        .or_else(|| doorstop::find(sources, files))
}

impl Project {
    /// Whether some of its documents are of this kind.
    pub(crate) fn has_kind(&self, kind: &str) -> bool {
        let mut fields = self
            .documents
            .iter()
            .flat_map(|documents| &documents.fields);
        fields.any(|(field, value)| *field == "kind" && value == kind)
    }

    /// How many of them get no id by their entry.
    pub(crate) fn without_id(&self) -> usize {
        let has_id = |one: &&Documents| one.fields.iter().any(|(field, _)| *field == "id");
        let without = self.documents.iter().filter(|one| !has_id(one));
        without.map(|one| one.count).sum()
    }

    /// How many documents it has that are no Markdown.
    pub(crate) fn documents(&self) -> usize {
        self.documents.iter().map(|documents| documents.count).sum()
    }
}

/// The text of a file, if it is there and can be read.
fn text(sources: &dyn Sources, path: &str) -> Option<Source> {
    let path = SourcePath::new(path);
    let is_file = sources.state(&path) == FileState::File;
    is_file.then(|| read_one(sources, &path).ok()).flatten()
}

#[cfg(test)]
mod tests;
