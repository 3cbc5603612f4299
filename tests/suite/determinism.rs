//! Same input, same day, same bytes: on one thread or four.

use std::fs;

use crate::manual_test::{files_below, run};
use crate::sample::{self, on_sample};

#[test]
fn the_number_of_threads_changes_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let one = folder.path().join("one");
    let mut build = on_sample(&["build", "-o"]);
    let run = run(build.arg(&one).env("RAYON_NUM_THREADS", "1"));
    assert_eq!(run.status, 0, "{}", run.stderr);
    // The other was built on four, whatever this machine has.
    let (one, four) = (files_below(&one), files_below(sample::site()));
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
        let printed =
            |threads: &str| run(on_sample(&arguments).env("RAYON_NUM_THREADS", threads)).stdout;
        let one = printed("1");
        assert!(!one.is_empty());
        assert_eq!(one, printed("4"), "{arguments:?}");
    }
}
