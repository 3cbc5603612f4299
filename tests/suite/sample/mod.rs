//! The sample manual: its site, which is built once for all tests, and snapshots of the program's
//! output for it.

mod snapshots;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::manual_test::{AS_OF, Run, clausebook, run};

/// The sample manual's site. The first test that asks for it builds it, on four threads.
pub(crate) fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample-site");
        if site.exists() {
            // A build keeps unchanged files, but this build has to write every file.
            std::fs::remove_dir_all(&site).unwrap();
        }
        let mut build = on_sample(&["build", "-o"]);
        let run = run(build.arg(&site).env("RAYON_NUM_THREADS", "4"));
        assert_eq!(run.status, 0, "{}", run.stderr);
        site
    })
}

/// Runs the program on the sample manual.
fn run_on_sample(arguments: &[&str]) -> Run {
    run(&mut on_sample(arguments))
}

/// The program with these arguments, on the sample manual and with the as-of date of the tests.
pub(crate) fn on_sample(arguments: &[&str]) -> Command {
    let mut command = clausebook();
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--manual", "manual", "--as-of", AS_OF, "--color", "never"])
        .args(arguments);
    command
}
