//! Compares the program's output for the sample manual, and the hash of every file of its site,
//! with snapshots. Every changed byte fails a test; the diff shows whether the change was intended.
//!
//! `SNAPSHOTS=overwrite cargo test --test suite sample` updates the files in `snapshots/`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};
use snapbox::data::DataFormat;
use snapbox::{Data, IntoData, assert_data_eq};

use super::{run_on_sample, site};

const STANDARDS: [&str; 3] = ["iso-9002-1994", "iso-9001-2015", "iso-9001-2026"];

/// Clauses with every status, and with every reason for a status that the sample manual has.
const EXPLAINED: [&str; 16] = [
    // Covered: by one claim, by the better of two claims, with an additional partial claim, with
    // evidence on file.
    "iso-9002-1994:4.1.1",
    "iso-9002-1994:4.20.1",
    "iso-9002-1994:4.11.2",
    "iso-9001-2015:8.4.2",
    // Overdue.
    "iso-9002-1994:4.20.2",
    "iso-9001-2015:9.1.3",
    // Partial: a partial claim, and a claim on a clause above.
    "iso-9002-1994:4.6.4.1",
    "iso-9001-2015:6.1.1",
    "iso-9001-2015:5.1.1",
    // Planned: a claim of a draft, and of a document that becomes effective later.
    "iso-9001-2015:4.1",
    "iso-9001-2015:8.5.6",
    "iso-9001-2015:4.2",
    // Excluded: the clause itself, and a clause above it.
    "iso-9002-1994:4.19",
    "iso-9001-2015:8.3.1",
    // Headings: one with the worst status of its clauses, and one whose clauses are all excluded.
    "iso-9001-2015:8",
    "iso-9001-2015:8.3",
];

#[test]
#[cfg_attr(
    not(feature = "diagrams"),
    ignore = "without drawings each diagram is reported"
)]
fn what_check_reports() {
    let run = run_on_sample(&["check"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    assert_is("check.txt", run.stderr);
    assert_is("check.json", printed(&["check", "--format", "json"]));
}

#[test]
fn the_matrix_of_each_standard_in_each_form() {
    for standard in STANDARDS {
        for (format, ending) in [("table", "txt"), ("json", "json"), ("csv", "csv")] {
            let text = printed(&["coverage", standard, "--format", format]);
            assert_is(&format!("coverage/{standard}.{ending}"), text);
        }
    }
}

#[test]
fn how_statuses_come_about() {
    let mut text = String::new();
    for clause in EXPLAINED {
        let explained = printed(&["coverage", "--explain", clause]);
        assert!(!explained.is_empty(), "{clause} is not explained");
        let _ = writeln!(
            text,
            "$ clausebook coverage --explain {clause}\n{explained}"
        );
    }
    for status in [
        "covered", "overdue", "partial", "planned", "gap", "excluded",
    ] {
        assert!(
            text.contains(&format!("\n{status} on ")),
            "no clause is {status}"
        );
    }
    assert_is("explain.txt", text);
}

#[test]
fn the_registers_in_each_form() {
    let json = printed(&["registers", "--format", "json"]);
    let records: Value = serde_json::from_str(&json).unwrap();
    let kinds: BTreeSet<&str> = records["records"]
        .as_array()
        .unwrap()
        .iter()
        .map(|record| record["kind"].as_str().unwrap())
        .collect();
    // A CSV of one register has the columns of its kind.
    for kind in kinds {
        let text = printed(&["registers", kind, "--format", "csv"]);
        assert_is(&format!("registers/{kind}.csv"), text);
    }
    assert_is("registers/all.json", json);
    assert_is(
        "registers/all.csv",
        printed(&["registers", "--format", "csv"]),
    );
    assert_is("registers/all.txt", printed(&["registers"]));
}

#[test]
#[cfg_attr(
    not(all(
        feature = "charts",
        feature = "diagrams",
        feature = "highlighting",
        feature = "xlsx"
    )),
    ignore = "without drawings, colours and workbooks the files are others"
)]
fn the_files_of_the_site() {
    let text = std::fs::read_to_string(site().join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    let (mut list, mut words) = (String::new(), Sha256::new());
    for (path, hash) in manifest["files"].as_object().unwrap() {
        let hash = hash.as_str().unwrap();
        if path.starts_with("search/v-") {
            // Almost every change of a text changes most of these files, so they share one hash.
            words.update(format!("{hash} {path}\n"));
        } else {
            let _ = writeln!(list, "{} {path}", short(hash));
        }
    }
    let words: String = words
        .finalize()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let _ = writeln!(list, "{} search/v-*.js together", short(&words));
    assert_is("site.txt", list);
}

/// Shortens a hash to 16 digits, which are enough to see a change.
fn short(hash: &str) -> &str {
    &hash[..16]
}

/// The standard output of a run that must succeed.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let run = run_on_sample(arguments);
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

/// Compares a text with a snapshot byte for byte. `SNAPSHOTS=overwrite` writes the snapshot
/// instead.
#[track_caller]
fn assert_is(name: &str, text: String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/sample/snapshots");
    let expected = Data::read_from(&file.join(name), Some(DataFormat::Text)).raw();
    assert_data_eq!(text.into_data().raw(), expected);
}
