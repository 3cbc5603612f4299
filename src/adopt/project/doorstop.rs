//! A project of `doorstop`: folders of requirements, a file each, in YAML or in Markdown.

use std::collections::BTreeMap;

use super::{Documents, Project, text};
use crate::adopt::inference::glob;
use crate::diagnostics::SourcePath;
use crate::parse::node::Table;
use crate::parse::parse_yaml;
use crate::sources::Sources;

/// Each folder of requirements has a hidden file with its settings.
pub(super) fn find(sources: &dyn Sources, files: &[SourcePath]) -> Option<Project> {
    let mut folders: BTreeMap<&str, Vec<&SourcePath>> = BTreeMap::new();
    for file in files {
        let is_item = file.extension() == "yml" || file.extension() == "md";
        if is_item {
            folders.entry(file.folder()).or_default().push(file);
        }
    }
    let mut project = Project {
        program: "doorstop",
        ..Project::default()
    };
    for (folder, files) in folders {
        let settings_file = match folder {
            "" => ".doorstop.yml".to_owned(),
            folder => format!("{folder}/.doorstop.yml"),
        };
        let Some(prefix) = text(sources, &settings_file)
            .and_then(|source| parse_yaml(&source))
            .and_then(|settings| prefix(&settings))
        else {
            continue;
        };
        if project.file.is_empty() {
            project.file = settings_file;
        }
        let begins = |file: &&&SourcePath| file.file_name().starts_with(&prefix);
        let count = |ending: &str| {
            let items = files.iter().filter(begins);
            items.filter(|file| file.extension() == ending).count()
        };
        for (ending, pattern) in [
            // The first line of the header, which doorstop writes as a block.
            ("yml", Some(r"(?m)^header: \|\n  (?<title>.+)$")),
            ("md", None),
        ] {
            let count = count(ending);
            if count == 0 {
                continue;
            }
            if ending == "yml" {
                project.ending = Some("yml");
            }
            let folder = if folder.is_empty() {
                String::new()
            } else {
                format!("{}/", glob(folder))
            };
            project.documents.push(Documents {
                comment: format!("The doorstop document {prefix}."),
                files: format!("{folder}{}*.{ending}", glob(&prefix)),
                count: if ending == "yml" { count } else { 0 },
                fields: vec![("kind", "requirement".to_owned())],
                pattern,
            });
        }
    }
    if project.documents.is_empty() {
        return None;
    }
    if project.ending.is_some() {
        project.remarks.push(
            "items in YAML are shown as they are written; `doorstop publish all DIR --markdown` makes \
             pages of them that read better"
                .to_owned(),
        );
    }
    Some(project)
}

fn prefix(settings: &Table) -> Option<String> {
    let settings = settings.get("settings")?.table()?;
    let prefix = settings.get("prefix")?.text()?.trim();
    (!prefix.is_empty()).then(|| prefix.to_owned())
}
