//! Tests of the projects that are known.

use super::*;
use crate::sources::{MemorySources, Selection, list};

fn found(files: &[(&str, &str)]) -> Option<Project> {
    let sources = MemorySources::new(files.iter().copied());
    let listed = list(&sources, &Selection::default()).unwrap();
    find(&sources, &listed)
}

#[test]
fn a_component_of_opencontrol_states_the_controls_that_it_satisfies() {
    let component = "name: Audit Policy\nsatisfies:\n- control_key: AU-1\n  standard_key: NIST-800-53\n  \
                     implementation_status: implemented\n  narrative:\n  - text: |\n      We audit\n      \
                     daily.\n- control_key: AU-2 (3)\n  standard_key: NIST-800-53\n- control_key: AU-3\n  \
                     standard_key: NIST-800-53\n  implementation_status: none\n";
    let project = found(&[
        (
            "opencontrol.yaml",
            "schema_version: \"1.0.0\"\nname: freedonia\n",
        ),
        ("components/AU_policy/component.yaml", component),
        ("standards/NIST.yaml", "name: NIST-800-53\n"),
    ])
    .unwrap();
    assert_eq!(project.title.as_deref(), Some("freedonia"));
    assert_eq!(project.exclude, ["opencontrol.yaml", "standards/NIST.yaml"]);
    let claims: Vec<(&str, &str)> = project
        .claims
        .iter()
        .map(|claim| (&*claim.clause, &*claim.sentence))
        .collect();
    assert_eq!(
        claims,
        [
            ("AU-1", "AU-1 (implemented): We audit daily."),
            ("AU-2(3)", "AU-2 (3):")
        ]
    );
    assert_eq!(project.remarks.len(), 1);
    let id = ("id", "AU_policy".to_owned());
    assert!(project.documents[0].fields.contains(&id));
}

#[test]
fn folders_of_doorstop_have_their_prefix() {
    let settings = "settings:\n  digits: 3\n  prefix: REQ\n  sep: ''\n";
    let project = found(&[
        ("reqs/.doorstop.yml", settings),
        ("reqs/REQ001.yml", "active: true\ntext: |\n  It shall.\n"),
        ("reqs/other.yml", "a: b\n"),
        ("README.md", "# R\n"),
    ])
    .unwrap();
    assert_eq!(project.program, "doorstop");
    assert_eq!(project.documents(), 1);
    assert_eq!(project.documents[0].files, "reqs/REQ*.yml");
}

#[test]
fn values_of_rdm_stand_in_its_data() {
    let project = found(&[
        ("config.yml", "md_extensions:\n- x\n"),
        ("data/device.yml", "name: \"DEVICE\"\nlist: [1]\n"),
        ("documents/plan.md", "{{device.name}}\n"),
    ])
    .unwrap();
    let variables: Vec<_> = project.variables.into_iter().collect();
    assert_eq!(variables, [("device.name".to_owned(), "DEVICE".to_owned())]);
}

#[test]
fn other_folders_are_projects_of_none() {
    assert_eq!(
        found(&[("config.yml", "theme: x\n"), ("a.md", "Text.\n")]),
        None
    );
    assert_eq!(
        found(&[("opencontrol.yaml", ": [\n"), ("a/component.yaml", "- b\n")]),
        None
    );
}
