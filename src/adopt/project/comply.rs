//! A project of `comply` (strongdm): policies, narratives and procedures with fields before one line
//! `---`, and the criteria that they satisfy.

use super::{Project, text};
use crate::parse::parse_yaml;
use crate::sources::Sources;

/// It has its settings, or an example of them, at its root.
pub(super) fn find(sources: &dyn Sources) -> Option<Project> {
    let names = ["comply.yml", "comply.yml.example"];
    let source = names.iter().find_map(|name| text(sources, name))?;
    let settings = parse_yaml(&source)?;
    let name = settings.get("name").and_then(|name| name.text());
    settings.get("filePrefix")?;
    let variables = name.map(|name| (".Name".to_owned(), name.to_owned()));
    Some(Project {
        program: "comply",
        file: source.path().to_string(),
        organisation: name.map(str::to_owned),
        variables: variables.into_iter().collect(),
        ..Project::default()
    })
}
