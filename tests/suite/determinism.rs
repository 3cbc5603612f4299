//! Same input, same day, same bytes: on one thread or four.

use std::fs;
use std::path::Path;

use crate::manual_test::{AS_OF, clausebook, files_below, run};

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (one, four) = (folder.path().join("one"), folder.path().join("four"));
    build_sample(&one, "1");
    build_sample(&four, "4");
    let (one, four) = (files_below(&one), files_below(&four));
    let names = |files: &[(String, _)]| {
        files
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    assert!(one.len() > 50);
    assert_eq!(names(&one), names(&four));
    for ((name, left), (_, right)) in one.iter().zip(&four) {
        assert!(
            fs::read(left).unwrap() == fs::read(right).unwrap(),
            "{name} differs"
        );
    }
}

#[test]
fn what_is_printed_does_not_depend_on_threads_either() {
    for arguments in [
        ["check", "--format", "json"],
        ["coverage", "--format", "json"],
    ] {
        let printed = |threads: &str| {
            let mut command = clausebook();
            command
                .args(arguments)
                .args(["--manual", "manual", "--as-of", AS_OF]);
            run(command.env("RAYON_NUM_THREADS", threads)).stdout
        };
        let one = printed("1");
        assert!(!one.is_empty());
        assert_eq!(one, printed("4"), "{arguments:?}");
    }
}

fn build_sample(site: &Path, threads: &str) {
    let mut command = clausebook();
    command
        .args(["build", "--manual", "manual", "--as-of", AS_OF, "-o"])
        .arg(site);
    let run = run(command.env("RAYON_NUM_THREADS", threads));
    assert_eq!(run.status, 0, "{}", run.stderr);
}
