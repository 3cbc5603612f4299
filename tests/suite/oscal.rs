//! `coverage --format oscal`: a component definition that the published schemas accept and that
//! compliance-trestle reads, and in which nothing in doubt reads as implemented.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::manual_test::{ManualTest, clausebook, run};

/// The schemas of OSCAL that the output is valid by: that of its own version and a later one.
const SCHEMAS: [&str; 2] = ["1.1.2", "1.2.1"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[track_caller]
fn assert_valid(file: &Value) {
    for version in SCHEMAS {
        let path = format!("tests/oscal/component-definition-{version}.schema.json");
        let schema: Value =
            serde_json::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        let mistakes = validator
            .iter_errors(file)
            .map(|mistake| format!("{}: {mistake}", mistake.instance_path()));
        let mistakes: Vec<String> = mistakes.collect();
        assert!(mistakes.is_empty(), "{version}: {mistakes:#?}");
    }
}

fn oscal(test: &ManualTest) -> Value {
    let run = test.run(&["coverage", "--format", "oscal"]);
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}\n{}", run.stderr))
}

/// What the file says of each requirement, by the number of its clause: the status in OSCAL's words.
fn states(file: &Value) -> BTreeMap<String, String> {
    let component = &file["component-definition"]["components"][0];
    let sets = component["control-implementations"]
        .as_array()
        .into_iter()
        .flatten();
    let requirements = sets.flat_map(|set| set["implemented-requirements"].as_array().unwrap());
    let states = requirements.map(|one| {
        let props = one["props"].as_array().unwrap();
        let value = |name: &str| {
            let prop = props.iter().find(|prop| prop["name"] == name).unwrap();
            prop["value"].as_str().unwrap().to_owned()
        };
        (value("clause"), value("implementation-status"))
    });
    states.collect()
}

const CONFIG: &str = "title = \" Odd \\\"title\\\"\\n \"\norganisation = \"Harrow & <Sons>\"\nstandards = [\"own\"]\n\
[[exclusion]]\nclause = \"own:6\"\njustification = \"\"\"Not\n\napplicable.\"\"\"\ndate = 2026-01-01\n\
[[exclusion]]\nclause = \"own:7\"\njustification = \" \"\n\
[[claims]]\nfile = \"claims.csv\"\nstandard = \"own\"\n";

const STANDARD: &str = "id = \"own\"\ndesignation = \"Own  rules\"\nsource = \"own rules {1}.xlsx\"\n\
[[clause]]\nnumber = \"1\"\ntitle = \" A\\u0009title \"\ncontrol = \"XX-1\"\n[[clause]]\nnumber = \"2\"\n\
[[clause]]\nnumber = \"3\"\n[[clause]]\nnumber = \"4\"\n[[clause]]\nnumber = \"5\"\n[[clause]]\nnumber = \"6\"\n\
[[clause]]\nnumber = \"7\"\n[[clause]]\nnumber = \"8\"\n[[clause]]\nnumber = \"§ 9 Ünder\"\n[[clause]]\nnumber = \"10\"\n\
[[clause]]\nnumber = \"10.1\"\n";

fn document(id: &str, rest: &str) -> (String, String) {
    let text = format!(
        "---\nid: {id}\ntitle: About {id}\nkind: procedure\nrevision: 1\nowner: Buyer\napprover: Manager\n{rest}---\n\
         Buyers order.\n"
    );
    (format!("procedures/{id} x.md"), text)
}

/// A manual with a requirement of each status, and with each way in which a claim is in doubt.
fn doubtful() -> ManualTest {
    let mut files = vec![
        ("manual.toml".to_owned(), CONFIG.to_owned()),
        ("standards/own.toml".to_owned(), STANDARD.to_owned()),
        (
            "claims.csv".to_owned(),
            "clause,document,status\n5,QP-1,proposed\n".to_owned(),
        ),
    ];
    let in_force = "status: approved\neffective: 2026-02-01\n";
    files.extend([
        document("QP-1", &format!("{in_force}clauses: [1, \"§ 9 Ünder\"]\n")),
        document(
            "QP-2",
            &format!("{in_force}review_due: 2026-03-01\nclauses: [2]\n"),
        ),
        document(
            "QP-3",
            &format!("{in_force}clauses: [{{ clause: 3, extent: partial }}, 10]\n"),
        ),
        document("QP-4", "status: draft\nclauses: [4]\n"),
        document(
            "QP-5",
            "status: obsolete\neffective: 2025-02-01\nclauses: [8]\n",
        ),
    ]);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (&**path, &**text))
        .collect();
    ManualTest::new(&files)
}

#[test]
fn only_what_is_covered_reads_as_implemented() {
    let test = doubtful();
    let file = oscal(&test);
    assert_valid(&file);
    let expected = [
        ("1", "implemented"),
        ("10.1", "partial"),
        ("2", "partial"),
        ("3", "partial"),
        ("4", "planned"),
        ("5", "planned"),
        ("6", "not-applicable"),
        ("§ 9 Ünder", "implemented"),
    ];
    let expected = expected.map(|(number, state)| (number.to_owned(), state.to_owned()));
    assert_eq!(states(&file), BTreeMap::from(expected));
    let component = &file["component-definition"]["components"][0];
    assert_eq!(component["title"], "Odd \"title\"");
    let set = &component["control-implementations"][0];
    assert!(
        set["description"]
            .as_str()
            .unwrap()
            .ends_with(" No document addresses 7, 8.")
    );
    assert_eq!(set["implemented-requirements"][0]["control-id"], "XX-1");
    let resource = &file["component-definition"]["back-matter"]["resources"][0];
    assert_eq!(
        set["source"],
        format!("#{}", resource["uuid"].as_str().unwrap())
    );
    assert_eq!(resource["rlinks"][0]["href"], "own%20rules%20%7B1%7D.xlsx");
}

#[test]
fn a_manual_without_a_document_is_valid_too() {
    let test = ManualTest::new(&[(
        "manual.toml",
        "title = \"\"\nstandards = [\"iso-9001-2015\"]\n",
    )]);
    let file = oscal(&test);
    assert_valid(&file);
    assert_eq!(states(&file), BTreeMap::new());
}

#[test]
fn the_same_manual_gives_the_same_bytes_and_things_keep_their_ids() {
    let test = doubtful();
    let print = || test.run(&["coverage", "--format", "oscal"]).stdout;
    let before = print();
    assert_eq!(before, print());
    let ids = |text: &str| {
        let file: Value = serde_json::from_str(text).unwrap();
        let set = &file["component-definition"]["components"][0]["control-implementations"][0];
        let requirements = set["implemented-requirements"].as_array().unwrap();
        let of_clause = |one: &Value| (one["props"][2]["value"].clone(), one["uuid"].clone());
        requirements
            .iter()
            .map(of_clause)
            .map(|(number, id)| format!("{number} {id}"))
            .collect::<Vec<String>>()
    };
    let (path, text) = document(
        "QP-4",
        "status: approved\neffective: 2026-02-01\nclauses: [4]\n",
    );
    test.write(&path, text.replace("revision: 1", "revision: 2"));
    let after = print();
    assert_ne!(before, after);
    assert_eq!(ids(&before), ids(&after));
}

/// A gap whose requirement has the id of a covered one.
#[test]
fn requirements_that_would_be_one_control_never_read_as_implemented() {
    let standard = "id = \"own\"\n[[clause]]\nnumber = \"2 a\"\n[[clause]]\nnumber = \"2-a\"\n\
                    [[clause]]\nnumber = \"3 b\"\n[[clause]]\nnumber = \"3-b\"\n[[clause]]\nnumber = \"4\"\n";
    let (_, page) = document(
        "QP-1",
        "status: approved\neffective: 2026-02-01\nclauses: [2 a, 3 b, 3-b]\n",
    );
    let test = ManualTest::new(&[
        ("manual.toml", "title = \"M\"\nstandards = [\"own\"]\n"),
        ("standards/own.toml", standard),
        ("procedures/50% #1.md", &*page),
    ]);
    let found: Vec<(String, String)> = test
        .diagnostics()
        .into_iter()
        .filter(|one| one.rule == "duplicate-id")
        .map(|one| (one.location(), one.message))
        .collect();
    let same = |one: &str, other: &str, id: &str| {
        format!("the requirements {one} and {other} have the same id of a control in OSCAL, `{id}`")
    };
    assert_eq!(
        found,
        [
            (
                "standards/own.toml:5:10".to_owned(),
                same("2 a", "2-a", "s2-a")
            ),
            (
                "standards/own.toml:9:10".to_owned(),
                same("3 b", "3-b", "s3-b")
            ),
        ]
    );
    let file = oscal(&test);
    assert_valid(&file);
    let expected = [
        ("2 a", "partial"),
        ("3 b", "implemented"),
        ("3-b", "implemented"),
    ];
    let expected = expected.map(|(number, state)| (number.to_owned(), state.to_owned()));
    assert_eq!(states(&file), BTreeMap::from(expected));
    let resources = &file["component-definition"]["back-matter"]["resources"];
    assert_eq!(
        resources[1]["rlinks"][0]["href"],
        "procedures/50%25%20%231.md"
    );
}

/// The component definition of the sample manual.
fn sample() -> (PathBuf, Value) {
    static FOLDER: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().unwrap());
    let path = folder.path().join("manual.json");
    let manual = root().join("manual");
    let mut command = clausebook();
    command.args([
        "coverage",
        "--format",
        "oscal",
        "--as-of",
        "2026-11-23",
        "--manual",
    ]);
    let run = run(command.arg(manual));
    assert_eq!(run.status, 0, "{}", run.stderr);
    fs::write(&path, &run.stdout).unwrap();
    (path, serde_json::from_str(&run.stdout).unwrap())
}

#[test]
fn the_sample_manual_is_valid_and_agrees_with_its_matrix() {
    let (_, file) = sample();
    assert_valid(&file);
    let mut command = clausebook();
    command.args([
        "coverage",
        "--format",
        "json",
        "--as-of",
        "2026-11-23",
        "--manual",
    ]);
    let json = run(command.arg(root().join("manual"))).stdout;
    let json: Value = serde_json::from_str(&json).unwrap();
    let sets = &file["component-definition"]["components"][0]["control-implementations"];
    for (at, standard) in json["standards"].as_array().unwrap().iter().enumerate() {
        let requirements = sets[at]["implemented-requirements"].as_array().unwrap();
        let count = |state: &str| {
            let is_it = |one: &&Value| one["props"][0]["value"] == state;
            requirements.iter().filter(is_it).count() as u64
        };
        let summary = |word: &str| standard["summary"][word].as_u64().unwrap();
        assert_eq!(count("implemented"), summary("covered"));
        assert_eq!(count("partial"), summary("overdue") + summary("partial"));
        assert_eq!(count("planned"), summary("planned"));
        assert_eq!(count("not-applicable"), summary("excluded"));
    }
}

/// Reads a component definition with compliance-trestle, and prints the state of each requirement.
const READER: &str = "
import pathlib, sys
from trestle.core.control_interface import ControlInterface
from trestle.oscal.component import ComponentDefinition
read = ComponentDefinition.oscal_read(pathlib.Path(sys.argv[1]))
for component in read.components:
    for implementation in component.control_implementations:
        for requirement in implementation.implemented_requirements:
            state = ControlInterface.get_status_from_props(requirement).state
            print(requirement.control_id, getattr(state, 'root', getattr(state, '__root__', state)))
";

/// `tests/run` installs compliance-trestle into this folder.
#[test]
fn compliance_trestle_reads_the_sample_manual() {
    let python = root().join("target/trestle/bin/python");
    if !python.exists() {
        eprintln!(
            "LEFT OUT: compliance-trestle is not installed; tests/run installs it where Python is"
        );
        return;
    }
    let (path, file) = sample();
    let output = Command::new(&python)
        .arg("-c")
        .arg(READER)
        .arg(&path)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    let read = String::from_utf8(output.stdout).unwrap();
    let sets = file["component-definition"]["components"][0]["control-implementations"]
        .as_array()
        .unwrap();
    let requirements = sets
        .iter()
        .flat_map(|set| set["implemented-requirements"].as_array().unwrap());
    let written = requirements.map(|one| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        format!(
            "{} {}",
            text(&one["control-id"]),
            text(&one["props"][0]["value"])
        )
    });
    let written: Vec<String> = written.collect();
    assert_eq!(read.lines().collect::<Vec<_>>(), written);
}
