//! A folder in memory, for the tests of this module.

use std::collections::BTreeMap;

use super::{Choices, Folder, Imported, NamedFile, Refusal, import};
use crate::diagnostics::{Source, SourcePath};
use crate::manual::{Origin, Standard};
use crate::parse::parse_standard;

/// Files by their paths.
pub(super) struct Files(BTreeMap<String, Vec<u8>>);

impl Files {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        let files = files.iter();
        Self(
            files
                .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
                .collect(),
        )
    }

    /// Imports one of them.
    pub(super) fn import(&self, name: &str, choices: &Choices) -> Result<Imported, Refusal> {
        let file = NamedFile {
            name: name.to_owned(),
            bytes: self.0[name].clone(),
        };
        import(&file, self, choices)
    }
}

impl Folder for Files {
    fn names(&self, folder: &str) -> Vec<String> {
        let names = self
            .0
            .keys()
            .filter_map(|path| match path.rsplit_once('/') {
                Some((of, name)) if of == folder => Some(name.to_owned()),
                None if folder.is_empty() => Some(path.clone()),
                _ => None,
            });
        names.collect()
    }

    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Refusal> {
        match path.contains("unreadable") {
            true => Err(Refusal::Beside(path.to_owned(), "is locked".to_owned())),
            false => Ok(self.0.get(path).cloned()),
        }
    }
}

/// The catalog that an import wrote, as a manual reads it.
pub(super) fn standard(imported: &Imported) -> Standard {
    let path = SourcePath::new("standards/x.toml");
    let source = Source::new(path.clone(), &imported.toml);
    let (standard, diagnostics) = parse_standard(&source, Origin::Manual(path));
    assert_eq!(diagnostics, [], "{}", imported.toml);
    standard.unwrap()
}

/// Each clause in a line: its number, an asterisk if it is a requirement, the one above it, its title.
pub(super) fn lines(imported: &Imported) -> Vec<String> {
    let standard = standard(imported);
    let line = |(_, clause): (_, &crate::manual::Clause)| {
        let mark = if clause.requirement { "*" } else { "" };
        let above = clause
            .parent
            .map(|above| standard.clause(above).number.to_string());
        let above = above.map(|above| format!(" < {above}")).unwrap_or_default();
        let title = clause.title.as_ref().map(|title| format!(": {title}"));
        format!(
            "{}{mark}{above}{}",
            clause.number,
            title.unwrap_or_default()
        )
    };
    standard.iter().map(line).collect()
}
