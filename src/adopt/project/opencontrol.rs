//! A project of OpenControl: components in YAML, each with the controls that it satisfies.

use super::{Documents, Project, StatedClaim, text};
use crate::adopt::inference::glob;
use crate::diagnostics::{Source, SourcePath};
use crate::parse::node::{Node, Table};
use crate::parse::parse_yaml;
use crate::sources::Sources;

/// It has a list of its components at its root.
pub(super) fn find(sources: &dyn Sources, files: &[SourcePath]) -> Option<Project> {
    let names = ["opencontrol.yaml", "opencontrol.yml"];
    let source = names.iter().find_map(|name| text(sources, name))?;
    let settings = parse_yaml(&source)?;
    settings.get("schema_version")?;
    let name = settings.get("name").and_then(Node::text).map(str::to_owned);
    let mut project = Project {
        program: "OpenControl",
        file: source.path().to_string(),
        title: name,
        ..Project::default()
    };
    let mut skipped = 0;
    for file in files {
        let is_component = matches!(file.file_name(), "component.yaml" | "component.yml");
        let Some(component) = is_component
            .then(|| text(sources, file.as_str()))
            .flatten()
            .and_then(|source: Source| parse_yaml(&source))
        else {
            continue;
        };
        project.ending = Some(if file.extension() == "yml" {
            "yml"
        } else {
            "yaml"
        });
        skipped += claims(file, &component, &mut project);
        project.documents.push(documents(file, &component));
    }
    if project.documents.is_empty() {
        return None;
    }
    project.exclude = exclude(files);
    if skipped > 0 {
        project.remarks.push(format!(
            "{} of its components as not implemented or not applicable: nothing is proposed for them",
            match skipped {
                1 => "1 control is marked in one".to_owned(),
                many => format!("{many} controls are marked in some"),
            }
        ));
    }
    Some(project)
}

/// The YAML files that are no components.
fn exclude(files: &[SourcePath]) -> Vec<String> {
    let is_yaml = |file: &&SourcePath| matches!(file.extension(), "yaml" | "yml");
    let is_component =
        |file: &SourcePath| matches!(file.file_name(), "component.yaml" | "component.yml");
    let others = files
        .iter()
        .filter(is_yaml)
        .filter(|file| !is_component(file));
    others.map(|file| glob(file.as_str())).collect()
}

/// A component is a document with the name of its folder as its id.
fn documents(file: &SourcePath, component: &Table) -> Documents {
    let folder = file.folder().rsplit('/').next().unwrap_or_default();
    let name = component.get("name").and_then(Node::text).unwrap_or(folder);
    Documents {
        comment: String::new(),
        files: glob(file.as_str()),
        count: 1,
        fields: vec![
            ("id", folder.to_owned()),
            ("title", name.trim().to_owned()),
            ("kind", "component".to_owned()),
        ],
        pattern: None,
    }
}

/// Adds the controls that a component satisfies. Returns how many it names as not implemented.
fn claims(file: &SourcePath, component: &Table, project: &mut Project) -> usize {
    const NOT_DONE: [&str; 5] = [
        "none",
        "planned",
        "not applicable",
        "unsatisfied",
        "unimplemented",
    ];
    let mut skipped = 0;
    for control in component
        .get("satisfies")
        .map(Node::items)
        .unwrap_or_default()
    {
        let Some(control) = control.table() else {
            continue;
        };
        let field = |name: &str| control.get(name).and_then(Node::text).map(str::trim);
        let (Some(clause), Some(standard)) = (field("control_key"), field("standard_key")) else {
            continue;
        };
        let statuses = control
            .get("implementation_statuses")
            .or(control.get("implementation_status"));
        let statuses: Vec<&str> = statuses
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .filter_map(Node::text)
            .collect();
        let is_not_done = |status: &&str| NOT_DONE.contains(&status.trim().to_lowercase().as_str());
        if !statuses.is_empty() && statuses.iter().all(is_not_done) {
            skipped += 1;
            continue;
        }
        let narrative = control
            .get("narrative")
            .map(Node::items)
            .unwrap_or_default();
        let text = narrative
            .iter()
            .find_map(|part| part.table()?.get("text")?.text());
        let text = text.unwrap_or_default().split_whitespace().take(40);
        let text: Vec<&str> = text.collect();
        let status = match &*statuses {
            [] => String::new(),
            statuses => format!(" ({})", statuses.join(", ")),
        };
        project.claims.push(StatedClaim {
            document: file.clone(),
            standard: standard.to_owned(),
            // Enhancements are written with and without a blank.
            clause: clause.replace(" (", "("),
            sentence: format!("{clause}{status}: {}", text.join(" "))
                .trim_end()
                .to_owned(),
        });
    }
    skipped
}
