//! Tests the sample manual's site in a real browser. Each test here runs one `*.test.mjs` with
//! Node's test runner. `tests/run` installs the tools that they need.

// A panic is the right end for a test that cannot continue.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Names of Chromium and of browsers built on it, in the order in which they are tried.
const BROWSERS: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
];

/// The as-of date of the sample manual.
const AS_OF: &str = "2026-11-23";

#[test]
fn every_kind_of_page_reads_well_everywhere() {
    passes("pages");
}

#[test]
fn axe_finds_nothing() {
    passes("access");
}

#[test]
fn contrast_themes_leave_states_their_shapes() {
    passes("contrast");
}

#[test]
fn documents_show_diagrams_code_and_badges() {
    passes("document");
}

#[test]
fn the_keyboard_reaches_everything() {
    passes("keyboard");
}

#[test]
fn search_finds_from_a_server_and_from_the_folder() {
    passes("search");
}

#[test]
fn the_matrix_is_filtered_folded_and_explained() {
    passes("matrix");
}

#[test]
fn the_matrix_of_a_long_standard_is_filtered_and_cut_by_chapters() {
    passes("long");
}

#[test]
fn pages_of_changes_can_be_read_without_colour() {
    passes("changes");
}

#[test]
fn scripts_in_fields_do_not_run() {
    passes("payloads");
}

#[test]
fn links_reach() {
    passes("links");
}

#[test]
fn pages_print_as_controlled_documents() {
    passes("print");
}

#[test]
fn pdfs_have_bookmarks_and_say_on_every_sheet_what_they_are() {
    passes("pdf");
}

#[test]
fn every_browser_test_is_run_from_here() {
    let here = include_str!("main.rs");
    let files = std::fs::read_dir(folder()).unwrap();
    for file in files {
        let name = file.unwrap().file_name().into_string().unwrap();
        if let Some(test) = name.strip_suffix(".test.mjs") {
            assert!(here.contains(&format!("passes(\"{test}\")")), "{name}");
        }
    }
}

/// Runs `NAME.test.mjs`; its output is the message of a failure.
#[track_caller]
fn passes(name: &str) {
    let needed = ["playwright-core", "axe-core", "unpdf"]
        .map(|name| folder().join("node_modules").join(name));
    assert!(
        needed.iter().all(|package| package.is_dir()),
        "the packages of tests/browser are not installed: run tests/run, or `npm ci` in tests/browser"
    );
    let browser = browser().expect(
        "no Chromium is installed: run tests/run as root, or install one and put it into PATH, \
         or name it in CLAUSEBOOK_BROWSER",
    );
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .arg(format!("{name}.test.mjs"))
        .current_dir(folder())
        .env("CLAUSEBOOK_PROGRAM", env!("CARGO_BIN_EXE_clausebook"))
        .env("CLAUSEBOOK_SITE", site())
        .env("CLAUSEBOOK_ARTEFACTS", artefacts())
        .env("CLAUSEBOOK_BROWSER", browser)
        .output()
        .expect("node cannot be started: run tests/run as root, or install Node.js 18.19 or later");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8_lossy(&printed);
    assert!(output.status.success(), "{printed}");
    println!("{printed}");
}

/// The sample manual's site, built once by the program itself.
fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let site = artefacts().join("site");
        let output = Command::new(env!("CARGO_BIN_EXE_clausebook"))
            .args(["build", "--manual", "manual", "--as-of", AS_OF, "--output"])
            .arg(&site)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{printed}");
        site
    })
}

/// The folder that keeps the site and the screenshots of its pages for inspection.
fn artefacts() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("browser")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CLAUSEBOOK_BROWSER") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    BROWSERS
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}
