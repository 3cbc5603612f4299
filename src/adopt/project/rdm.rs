//! A project of `rdm` (innolitics): Markdown with names in braces, whose values are in `data/`.

use std::collections::BTreeMap;

use super::{Project, text};
use crate::diagnostics::SourcePath;
use crate::parse::node::Value;
use crate::parse::parse_yaml;
use crate::sources::Sources;

/// It has settings for Markdown at its root, and data in YAML.
pub(super) fn find(sources: &dyn Sources, files: &[SourcePath]) -> Option<Project> {
    let source = text(sources, "config.yml")?;
    let settings = parse_yaml(&source)?;
    let keys = ["md_extensions", "project_management_backend"];
    if !keys.iter().any(|key| settings.get(key).is_some()) {
        return None;
    }
    Some(Project {
        program: "rdm",
        file: source.path().to_string(),
        variables: variables(sources, files),
        ..Project::default()
    })
}

/// The texts of `data/NAME.yml`, each as `NAME.KEY`.
fn variables(sources: &dyn Sources, files: &[SourcePath]) -> BTreeMap<String, String> {
    let mut variables = BTreeMap::new();
    for file in files.iter().filter(|file| file.folder() == "data") {
        let name = file.file_name().strip_suffix(".yml").unwrap_or_default();
        let Some(table) = text(sources, file.as_str()).and_then(|source| parse_yaml(&source))
        else {
            continue;
        };
        for entry in table.0 {
            if let Value::Text(value) = entry.node.value {
                variables.insert(format!("{name}.{}", entry.key), value.trim().to_owned());
            }
        }
    }
    variables
}
