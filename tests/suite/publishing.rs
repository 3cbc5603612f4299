//! How a build changes the folder of the site (`docs/design.md`, "Writing it").

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::manual_test::{ManualTest, files_below};

const PAGE: &str = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\n\
                    status: approved\nowner: Buyer\napprover: Quality manager\n\
                    effective: 2026-02-01\nclauses: [8.4.1]\n---\nBuyers score suppliers.\n";

fn built() -> ManualTest {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    test
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder)
        .into_iter()
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

/// The files that the manifest lists, with their SHA-256.
fn manifest(site: &Path) -> BTreeMap<String, String> {
    let text = fs::read_to_string(site.join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    match &manifest["files"] {
        Value::Object(files) => files
            .iter()
            .map(|(name, entry)| {
                let hash = entry.as_str().or_else(|| entry["sha256"].as_str());
                (name.clone(), hash.unwrap().to_owned())
            })
            .collect(),
        files => files
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| {
                let text = |name: &str| entry[name].as_str().unwrap().to_owned();
                (text("path"), text("sha256"))
            })
            .collect(),
    }
}

#[test]
fn the_manifest_lists_every_file_with_its_hash() {
    let test = built();
    let mut computed = BTreeMap::new();
    for (name, bytes) in contents(&test.site()) {
        if name != "manifest.json" {
            let hash = Sha256::digest(&bytes);
            computed.insert(
                name,
                hash.iter()
                    .map(|byte| format!("{byte:02x}"))
                    .collect::<String>(),
            );
        }
    }
    assert_eq!(manifest(&test.site()), computed);
}

#[test]
fn an_unchanged_file_is_not_touched() {
    let test = built();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let files = files_below(&test.site());
    for (_, path) in &files {
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(old)
            .unwrap();
    }
    test.write(
        "procedures/purchasing.md",
        PAGE.replace("suppliers", "all suppliers"),
    );
    assert_eq!(test.build().status, 0);
    let touched = |path: &Path| fs::metadata(path).unwrap().modified().unwrap() != old;
    let is_touched = |name: &str| touched(&test.site().join(name));
    assert!(is_touched("documents/QP-07.html"));
    assert!(!is_touched("404.html"));
    let assets = files.iter().filter(|(name, _)| name.starts_with("assets/"));
    for (name, path) in assets {
        assert!(!touched(path), "{name} was written again");
    }
}

#[test]
fn a_page_that_is_gone_is_deleted_and_a_strangers_file_is_not() {
    let test = built();
    fs::write(test.site().join("notes.txt"), "mine").unwrap();
    fs::remove_file(test.manual().join("procedures/purchasing.md")).unwrap();
    let run = test.build();
    assert_eq!(fs::read(test.site().join("notes.txt")).unwrap(), b"mine");
    if run.status == 0 {
        assert!(!test.site().join("documents/QP-07.html").exists());
    }
    fs::remove_file(test.site().join("notes.txt")).unwrap();
    assert_eq!(test.build().status, 0);
    assert!(!test.site().join("documents/QP-07.html").exists());
}

#[test]
fn a_folder_with_other_peoples_files_is_refused() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    fs::create_dir(test.site()).unwrap();
    fs::write(test.site().join("thesis.txt"), "years of work").unwrap();
    let run = test.build();
    assert_eq!(run.status, 2, "{}", run.stderr);
    let left = contents(&test.site());
    assert_eq!(
        left,
        BTreeMap::from([("thesis.txt".to_owned(), b"years of work".to_vec())])
    );
}

#[test]
fn a_mistake_leaves_the_last_site_byte_for_byte() {
    let test = built();
    let before = contents(&test.site());
    test.write("procedures/purchasing.md", PAGE.replace("8.4.1", "99.9"));
    let run = test.build();
    assert_eq!(run.status, 1, "{}", run.stderr);
    assert!(contents(&test.site()) == before);
}

#[test]
fn a_denied_finding_is_published_and_told_by_the_exit_status() {
    let test = ManualTest::new(&[("procedures/purchasing.md", PAGE)]);
    let manual = crate::manual_test::PLAIN_MANUAL;
    test.write(
        "manual.toml",
        format!("{manual}[rules]\nunaddressed-requirement = \"deny\"\n"),
    );
    assert_eq!(test.build().status, 1);
    assert!(test.site().join("documents/QP-07.html").exists());
}

#[test]
fn building_twice_gives_the_same_bytes() {
    let test = built();
    let before = contents(&test.site());
    assert_eq!(test.build().status, 0);
    assert!(contents(&test.site()) == before);
}

#[test]
fn lists_lie_beside_their_pages_as_spreadsheets_read_them() {
    let page = "---\nid: QP-01\ntitle: Prüfung\nkind: procedure\nrevision: 1\nstatus: draft\n\
        owner: Buyer\n---\nx\n";
    let audit = "---\nid: AUD-01\ntitle: Audit\nkind: audit\nstate: planned\ndate: 2026-12-01\n\
        clauses: [8.1]\nowner: Buyer\n---\nx\n";
    let test = ManualTest::new(&[("a.md", page), ("b.md", audit)]);
    let run = test.build();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let file = |path: &str| std::fs::read(test.site().join(path)).unwrap();
    for list in [
        "documents/index",
        "registers/audits",
        "matrix/iso-9001-2015",
    ] {
        assert!(file(&format!("{list}.xlsx")).starts_with(b"PK"), "{list}");
        // Without a byte order mark Excel reads `ü` as two characters of a code page.
        let csv = file(&format!("{list}.csv"));
        let csv = csv.strip_prefix(b"\xef\xbb\xbf").unwrap();
        assert!(
            csv.is_ascii() || str::from_utf8(csv).unwrap().contains("Prüfung"),
            "{list}"
        );
    }
    for (page, list) in [
        ("documents/index.html", "index"),
        ("registers/audits.html", "audits"),
    ] {
        let html = String::from_utf8(file(page)).unwrap();
        let workbook = html.find(&format!("href=\"{list}.xlsx\"")).unwrap();
        let csv = html.find(&format!("href=\"{list}.csv\"")).unwrap();
        assert!(workbook < csv, "{page} offers the workbook first");
    }
    // Printed CSV is for programs, which would read the mark as part of the first column name.
    let printed = test.run(&["registers", "--format", "csv"]).stdout;
    assert!(printed.starts_with("id,"), "{printed}");
}
