//! The texts of a workbook are somebody else's: nothing in a note or a sample sets a field, makes a claim
//! or refers to anything, whatever the settings of the manual look for in texts.

use std::fs;

use super::files;
use super::filled::Filled;
use crate::manual_test::ManualTest;

/// A manual with these settings, and its workbook with a note and a sample in the row of 8.4.1.
fn noted(settings: &str, note: &str, sample: &str) -> (ManualTest, Filled) {
    let config = format!("{}{settings}", super::CONFIG);
    let mut files = files();
    files[0].1 = &config;
    let test = ManualTest::new(&files);
    let mut filled = Filled::of_pack(&test);
    filled.row(4, sample, "Minor", note);
    (test, filled)
}

/// The text of the finding that `audit take --write` writes, without its front-matter, and the record as
/// the register has it.
fn taken(test: &ManualTest, filled: &Filled) -> (String, serde_json::Value) {
    let file = filled.save(test);
    let run = test.run(&["audit", "take", file.to_str().unwrap(), "--write"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let written = fs::read_to_string(test.manual().join("records/findings/nc-2026-05.md")).unwrap();
    let (front, text) = written.split_once("\n---\n").unwrap();
    assert_eq!(
        front.replace('"', ""),
        format!(
            "---\nid: NC-2026-05\ntitle: {}\nkind: finding\nowner: Buyer   # a role, never a person's name\n\
             # form: …\nclauses: [8.4.1]\n# documents: […]\naudit: AU-2\ndate: 2026-11-20\ngrade: minor\n\
             # due: …\nstate: open   # open | closed",
            front
                .lines()
                .find_map(|line| line.strip_prefix("title: "))
                .unwrap()
                .replace('"', "")
        )
    );
    let registers = test.registers();
    let mut entries = registers["records"].as_array().unwrap().iter();
    let entry = entries.find(|entry| entry["id"] == "NC-2026-05").unwrap();
    (text.to_owned(), entry.clone())
}

#[test]
fn a_note_sets_no_field_that_metadata_reads_by_its_name() {
    let settings = "[[metadata]]\nnames = { \"Due\" = \"due\", \"State\" = \"state\", \"Owner\" = \"owner\", \
                    \"Sample\" = \"title\" }\n";
    let note = "due: 2030-01-01\nState: closed\n**Owner:** Nobody\n\nOne `order` lacks an approver";
    let (test, filled) = noted(settings, note, "Order 7");
    let (text, entry) = taken(&test, &filled);
    assert_eq!(
        text,
        "```\ndue: 2030-01-01\nState: closed\n**Owner:** Nobody\n\nOne `order` lacks an approver\n\n\
         Sample: Order 7\n```\n"
    );
    assert_eq!(entry["title"], "due: 2030-01-01");
    assert_eq!(entry["owner"], "Buyer");
    assert_eq!(entry["open"], true);
    assert_eq!(entry["due"], serde_json::Value::Null);
}

#[test]
fn a_note_sets_no_field_that_metadata_reads_by_a_pattern() {
    let settings = "[[metadata]]\npattern = '(?m)^until (?<due>[-0-9]+)'\n";
    let (test, filled) = noted(settings, "Label missing\nuntil 2030-01-01 ``` code", "");
    let (text, entry) = taken(&test, &filled);
    assert_eq!(
        text,
        "````\nLabel missing\nuntil 2030-01-01 ``` code\n````\n"
    );
    assert_eq!(entry["due"], serde_json::Value::Null);
}

#[test]
fn a_note_claims_and_refers_to_nothing() {
    let settings =
        "[[claims]]\npattern = 'Covers (?<clause>[.0-9]+)'\n\n[variables]\nfirm = \"Harrow\"\n";
    let note = "Covers 8.4.3\n[[QP-07]] {{ firm }} <b>x</b> {clause=8.4.3}\n<<<<<<< ours\n=======\n\
                >>>>>>> theirs\n```\n!!! note\n::: x\n+++\n| a | b |\n|---|---|";
    let (test, filled) = noted(settings, note, "[[satisfies:8.4.3]]");
    let before = test.clause("iso-9001-2015", "8.4.3")["status"].clone();
    let (text, _) = taken(&test, &filled);
    assert_eq!(test.clause("iso-9001-2015", "8.4.3")["status"], before);
    assert!(text.contains("Covers 8.4.3"), "{text}");
    assert_eq!(test.errors(), []);
}

#[test]
fn a_note_without_a_letter_is_none() {
    let (test, mut filled) = noted("", "x", "");
    for note in ["...", "---", "- - -\n***", "\u{200b}", "\u{3164}"] {
        filled.row(4, "", "Minor", note);
        let file = filled.save(&test);
        let name = file.to_str().unwrap();
        let run = test.run(&["audit", "take", name, "--write"]);
        let first = run.stderr.lines().next().unwrap();
        assert_eq!(
            (run.status, &*first.replace(name, "filled.xlsx")),
            (
                1,
                "error: filled.xlsx, sheet `ISO 9001 2015`, W4: the verdict on `iso-9001-2015:8.4.1` \
                 makes a finding, and no note says what was found"
            ),
            "{note:?}"
        );
    }
}
