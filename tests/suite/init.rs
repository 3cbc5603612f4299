//! `init` creates a new manual without errors.

use std::fs;

use crate::manual_test::{AS_OF, clausebook, files_below, run};

#[test]
fn a_new_manual_has_no_mistakes_and_covers_nothing_yet() {
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("new");
    let begun = run(clausebook()
        .arg("init")
        .arg(&manual)
        .args(["--standard", "iso-9001-2015"]));
    assert_eq!(begun.status, 0, "{}", begun.stderr);
    assert!(manual.join("manual.toml").exists());

    let mut check = clausebook();
    check
        .args(["check", "--as-of", AS_OF, "--manual"])
        .arg(&manual);
    let checked = run(&mut check);
    assert_eq!(checked.status, 0, "{}", checked.stderr);

    let mut coverage = clausebook();
    coverage
        .args(["coverage", "--format", "json", "--as-of", AS_OF, "--manual"])
        .arg(&manual);
    let coverage: serde_json::Value = serde_json::from_str(&run(&mut coverage).stdout).unwrap();
    let summary = &coverage["standards"][0]["summary"];
    assert_eq!(summary["covered"], 0);
    assert_eq!(summary["gap"], 0, "a stub stands for every main clause");
    assert_eq!(summary["planned"], summary["requirements"]);

    let mut build = clausebook();
    build
        .args(["build", "--as-of", AS_OF, "--manual"])
        .arg(&manual);
    build.arg("-o").arg(folder.path().join("site"));
    assert_eq!(run(&mut build).status, 0);
}

#[test]
fn init_never_writes_over_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("manual.toml"), "title = \"Mine\"\n").unwrap();
    let begun = run(clausebook()
        .arg("init")
        .arg(folder.path())
        .args(["--standard", "iso-9001-2015"]));
    assert_eq!(begun.status, 2, "{}", begun.stderr);
    assert_eq!(files_below(folder.path()).len(), 1);
    let text = fs::read_to_string(folder.path().join("manual.toml")).unwrap();
    assert_eq!(text, "title = \"Mine\"\n");
}

#[test]
fn an_unknown_standard_begins_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("new");
    let begun = run(clausebook()
        .arg("init")
        .arg(&manual)
        .args(["--standard", "iso-9001-2051"]));
    assert_eq!(begun.status, 2);
    assert_eq!(
        begun.stderr,
        "error: there is no standard `iso-9001-2051`; did you mean `iso-9001-2015`?\n"
    );
    assert!(!manual.exists());
}
