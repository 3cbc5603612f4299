//! A second run keeps what people changed; folders that cannot be adopted are refused.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::{Folder, company};

#[test]
fn a_second_run_writes_nothing_new() {
    let folder = company();
    folder.adopt();
    let first = folder.files();
    let again = folder.adopt();
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(folder.files(), first);
    assert!(
        again
            .stdout
            .ends_with("\nNothing new was written to docs\n"),
        "{}",
        again.stdout
    );
}

#[test]
fn a_second_run_keeps_what_a_person_changed() {
    let folder = company();
    folder.adopt();
    let settings = folder
        .read("manual.toml")
        .replace("to be named", "Quality manager");
    folder.write("manual.toml", &settings);
    let claims = folder.read("claims.csv");
    let rows: Vec<&str> = claims.lines().collect();
    // One row is deleted, one is confirmed, the third one stays.
    let mended = [
        rows[0],
        &rows[2].replace("proposed", ""),
        rows[3],
        rows[4],
        "",
    ]
    .join("\n");
    folder.write("claims.csv", &mended);
    folder.write(
        "procedures/SOP-014 Release.md",
        "# Release\n\nClause 8.6 of ISO 9001:2015.\n",
    );
    let again = folder.adopt();
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert_eq!(folder.read("manual.toml"), settings);
    let after = folder.read("claims.csv");
    let added = after.strip_prefix(&mended).expect("what was there stays");
    assert!(
        added.starts_with(
            "procedures/SOP-014 Release.md,8.6,,iso-9001-2015,proposed,Clause 8.6 of ISO 9001:2015.\n,,,,,"
        ),
        "{added}"
    );
    assert_eq!(added.lines().count(), 2);
}

#[test]
fn a_manual_that_is_there_stays_and_is_told_what_it_lacks() {
    let folder = company();
    let own = "title = \"Mine\"\nstandards = [\"iso-9001-2015\"]\n\n[[defaults]]\nfiles = [\"policies/**\"]\n\
               kind = \"policy\"\nid = \"{stem}\"\nstatus = \"draft\"\nowner = \"CEO\"\nrevision = \"1\"\n";
    folder.write("manual.toml", own);
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 0, "{}", adopted.stderr);
    assert_eq!(folder.read("manual.toml"), own);
    let told = adopted
        .stdout
        .split("These settings would add to it:\n\n")
        .nth(1);
    let told = told
        .unwrap_or_default()
        .split("\n\nLook at next")
        .next()
        .unwrap_or_default();
    assert_data_eq!(
        told,
        str![[r##"
# Fields that texts state in a table or in lines with labels.
# "Owner": 2 files
# "Version": 1 file
[[metadata]]
names = { Owner = "owner", Version = "revision" }

# 2 files with the code SOP in the name.
[[defaults]]
files = ["procedures/SOP-*.md"]
kind = "procedure"

# Claims that `adopt` proposes, each with the sentence on which it rests. Delete the word "proposed"
# in a row to make it a claim, and the row if it is none.
[[claims]]
file = "claims.csv"
"##]]
    );
}

#[test]
fn a_folder_without_documents_is_refused() {
    for files in [
        &[][..],
        &[("a.txt", "Text.\n")],
        &[("README.md", "# Acme\n\nWe meet ISO 9001:2015, 8.4.1.\n")],
    ] {
        let folder = Folder::new(files);
        let before = folder.files();
        let adopted = folder.adopt();
        assert_eq!(adopted.status, 2, "{}", adopted.stdout);
        assert!(
            adopted.stderr.contains("nothing was written"),
            "{}",
            adopted.stderr
        );
        assert_eq!(folder.files(), before);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let folder = company();
    let outside = folder.0.path().join("outside.csv");
    fs::write(&outside, "mine\n").unwrap();
    std::os::unix::fs::symlink(&outside, folder.path().join("claims.csv")).unwrap();
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 2, "{}", adopted.stdout);
    assert_eq!(fs::read_to_string(&outside).unwrap(), "mine\n");
    assert!(!folder.path().join("manual.toml").exists());
}

#[test]
fn a_folder_inside_a_manual_is_refused() {
    let folder = company();
    fs::write(folder.0.path().join("manual.toml"), "title = \"Outer\"\n").unwrap();
    let adopted = folder.adopt();
    assert_eq!(adopted.status, 2);
    assert!(
        adopted.stderr.contains("lies in the manual"),
        "{}",
        adopted.stderr
    );
}
