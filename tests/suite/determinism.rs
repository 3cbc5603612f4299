//! The same input and as-of date give the same bytes: for any number of threads, folder, order of
//! files, time zone and language.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::manual_test::{AS_OF, clausebook, files_below, run};
use crate::sample::{self, on_sample};

/// Environment variables that must not change the output.
const ELSEWHERE: [(&str, &str); 6] = [
    // 14 hours ahead of UTC, so that the local date is often the next day.
    ("TZ", "Pacific/Kiritimati"),
    ("LANG", "de_DE.UTF-8"),
    // In Turkish the lower case of `I` is a dotless `ı`.
    ("LC_ALL", "tr_TR.UTF-8"),
    ("LANGUAGE", "tr:de"),
    ("RAYON_NUM_THREADS", "1"),
    ("COLUMNS", "40"),
];

#[test]
fn threads_folder_order_time_zone_and_language_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("Qualität & more/the manual");
    copy_from_the_last(&sample_manual(), &manual);
    let site = folder.path().join("site");
    let mut build = on(&manual, &["build", "-o"]);
    let built = run(build.arg(&site).envs(ELSEWHERE));
    assert_eq!(built.status, 0, "{}", built.stderr);
    // The other site was built on four threads.
    assert_same_files(&site, sample::site());
}

#[test]
fn what_is_printed_does_not_depend_on_them_either() {
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("copy");
    copy_from_the_last(&sample_manual(), &manual);
    for arguments in [
        ["check", "--format", "json"],
        ["coverage", "--format", "json"],
        ["coverage", "--format", "csv"],
        ["registers", "--format", "json"],
    ] {
        let here = run(on_sample(&arguments).env("RAYON_NUM_THREADS", "4")).stdout;
        let there = run(on(&manual, &arguments).envs(ELSEWHERE)).stdout;
        assert!(!here.is_empty());
        assert_eq!(here, there, "{arguments:?}");
    }
}

#[test]
fn the_day_of_judgement_is_the_same_in_every_time_zone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("manual.toml"),
        crate::manual_test::PLAIN_MANUAL,
    )
    .unwrap();
    // A minute before and a minute after midnight UTC.
    for (seconds, day) in [("1795564740", "2026-11-24"), ("1795564860", "2026-11-25")] {
        for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
            let mut command = clausebook();
            command.args(["coverage", "--format", "json", "--manual"]);
            command.arg(folder.path()).env("TZ", zone);
            let printed = run(command.env("SOURCE_DATE_EPOCH", seconds)).stdout;
            let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
            assert_eq!(printed["as_of"], day, "{zone}");
        }
    }
}

fn sample_manual() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("manual")
}

/// The program with these arguments, on this manual and with the as-of date of the tests.
fn on(manual: &Path, arguments: &[&str]) -> Command {
    let mut command = clausebook();
    command.args(["--manual".as_ref(), manual.as_os_str()]);
    command.args(["--as-of", AS_OF, "--color", "never"]);
    command.args(arguments);
    command
}

/// Copies a folder's files in reverse order, since many file systems list files by creation.
fn copy_from_the_last(from: &Path, to: &Path) {
    for (name, path) in files_below(from).iter().rev() {
        let copy = to.join(name);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(path, copy).unwrap();
    }
}

fn assert_same_files(one: &Path, other: &Path) {
    let (one, other) = (files_below(one), files_below(other));
    let names = |files: &[(String, _)]| {
        let names = files.iter().map(|(name, _)| name.clone());
        names.collect::<Vec<_>>()
    };
    assert!(one.len() > 50);
    assert_eq!(names(&one), names(&other));
    for ((name, left), (_, right)) in one.iter().zip(&other) {
        assert!(
            fs::read(left).unwrap() == fs::read(right).unwrap(),
            "{name} differs"
        );
    }
}
