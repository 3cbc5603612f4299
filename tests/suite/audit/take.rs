//! `audit take`: findings and samples from a filled-in workbook.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::filled::Filled;
use super::manual;
use crate::manual_test::{ManualTest, Run};

/// The rows of the audit's scope: 8, 8.4, 8.4.1, 8.4.2, 8.4.3.
const ROWS: [u32; 5] = [2, 3, 4, 5, 6];

fn take(test: &ManualTest, filled: &Filled, more: &[&str]) -> Run {
    let file = filled.save(test);
    let mut arguments = vec!["audit", "take", file.to_str().unwrap()];
    arguments.extend(more);
    test.run(&arguments)
}

fn files(test: &ManualTest) -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["records/audits", "records/findings"] {
        for file in fs::read_dir(test.manual().join(folder)).unwrap() {
            let path = file.unwrap().path();
            files.push(format!(
                "{}\n{}",
                path.display(),
                fs::read_to_string(&path).unwrap()
            ));
        }
    }
    files.sort();
    files
}

#[test]
fn what_was_sampled_and_found_is_written_once() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled
        .row(ROWS[2], "Orders 4711 to 4715", "Conforms", "")
        .row(
            ROWS[3],
            "Order 4716",
            "Minor",
            "The order lacks an approver. =cmd [[satisfies:8.4.1]] ~~x~~\n\nSecond",
        )
        .row(ROWS[4], "", " observation ", "Consider a list");
    let before = files(&test);
    let run = take(&test, &filled, &[]);
    assert_eq!((run.status, files(&test)), (0, before), "{}", run.stderr);
    assert_data_eq!(
        run.stdout,
        str![[r#"
8.4.1  conforms
8.4.2  minor        NC-2026-05 The order lacks an approver (records/findings/nc-2026-05.md)
8.4.3  observation  NC-2026-06 Consider a list (records/findings/nc-2026-06.md)
3 samples in records/audits/au-2.md, 2 new findings

"#]]
    );
    assert_data_eq!(
        run.stderr,
        str![[r#"
nothing was written: `--write` writes it

"#]]
    );
    let run = take(&test, &filled, &["--write"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let read = |path: &str| fs::read_to_string(test.manual().join(path)).unwrap();
    assert_data_eq!(
        read("records/audits/au-2.md"),
        str![[r#"
---
id: AU-2
title: Purchasing again
kind: audit   # planned in May
owner: Manager
date: 2026-11-20
type: internal
auditor: Ann Smith
clauses: [8.4]
state: planned
sampled:
  - { clause: "8.4.1", verdict: "conforms", sample: "Orders 4711 to 4715" }
  - { clause: "8.4.2", verdict: "minor", sample: "Order 4716", note: "The order lacks an approver. =cmd [/x5Bsatisfies:8.4.1]] ~~x~~/n/nSecond", finding: "NC-2026-05" }
  - { clause: "8.4.3", verdict: "observation", note: "Consider a list", finding: "NC-2026-06" }
---
Two hours.

"#]]
    );
    assert_data_eq!(
        read("records/findings/nc-2026-05.md"),
        str![[r#"
---
id: NC-2026-05
title: "The order lacks an approver"
kind: finding
owner: Buyer   # a role, never a person's name
# form: …
clauses: [8.4.2]
# documents: […]
audit: AU-2
date: 2026-11-20
grade: minor
# due: …
state: open   # open | closed
---
The order lacks an approver. =cmd /[/[satisfies:8.4.1/]/] /~/~x/~/~

Second

Sample: Order 4716

"#]]
    );
    // Everything resolves, and the matrix knows of the findings.
    let run = test.run(&["check", "--format", "json"]);
    assert!(
        !run.stdout.contains("\"severity\": \"error\""),
        "{}",
        run.stdout
    );
    let coverage = test.coverage();
    let clauses = coverage["standards"][0]["clauses"].as_array().unwrap();
    let clause = clauses
        .iter()
        .find(|clause| clause["number"] == "8.4.2")
        .unwrap();
    assert_eq!(clause["open_findings"]["minor"], 1);
    assert_eq!(clause["status"], "covered");
    // Taken again, nothing is written again.
    let after = files(&test);
    let run = take(&test, &filled, &["--write"]);
    assert_eq!((run.status, &*run.stdout, files(&test)), (0, "", after));
    assert_data_eq!(
        run.stderr,
        str![[r#"
3 rows were taken before: there is nothing to write

"#]]
    );
}

#[test]
fn what_to_write_once_the_audit_was_held_is_said() {
    let told = |date: &str, state: &str| {
        let test = manual();
        let path = "records/audits/au-2.md";
        let audit = fs::read_to_string(test.manual().join(path)).unwrap();
        let audit = audit
            .replace("2026-11-20", date)
            .replace("state: planned", &format!("state: {state}"));
        test.write(path, audit);
        let mut filled = Filled::of_pack(&test);
        filled.row(ROWS[2], "", "Major", "No evaluation");
        let run = take(&test, &filled, &["--write"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stderr
    };
    let once = "once AU-2 was held, write `state: done` into records/audits/au-2.md, and as `date` the day on \
        which it was held (now 2026-11-20, for which it is planned)";
    let past = told("2026-11-20", "planned");
    assert!(past.contains(once), "{past}");
    assert!(!past.contains("is dated"), "{past}");
    let ahead = told("2026-12-09", "planned");
    assert!(
        ahead.contains(
            "note: AU-2 is dated 2026-12-09, which is after 2026-11-23, so new findings are dated 2026-11-23; if \
             it was held already, first write the day on which it was held, 2026-11-23 or earlier, as `date: …` \
             into records/audits/au-2.md"
        ),
        "{ahead}"
    );
    let held = told("2026-11-20", "done");
    assert!(!held.contains("was held"), "{held}");
}

#[test]
fn a_second_day_adds_to_the_first() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled.row(ROWS[2], "", "Major", "No evaluation");
    assert_eq!(take(&test, &filled, &["--write"]).status, 0);
    filled.row(ROWS[3], "", "Major", "No criteria");
    let run = take(&test, &filled, &["--write"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_data_eq!(
        run.stdout,
        str![[r#"
8.4.2  major        NC-2026-06 No criteria (records/findings/nc-2026-06.md)
1 sample in records/audits/au-2.md, 1 new finding; 1 row was taken before

"#]]
    );
    // Another verdict on a clause that was taken is not written beside the first.
    let before = files(&test);
    filled.row(ROWS[3], "", "Minor", "No criteria");
    let run = take(&test, &filled, &["--write"]);
    assert_eq!((run.status, files(&test)), (1, before));
    assert!(
        run.stderr
            .contains("AU-2 has 8.4.2 already, otherwise: major (records/audits/au-2.md:13)"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_finding_that_was_written_without_its_sample_is_not_written_again() {
    let test = manual();
    let audit = fs::read(test.manual().join("records/audits/au-2.md")).unwrap();
    let mut filled = Filled::of_pack(&test);
    filled.row(ROWS[2], "", "Major", "No evaluation");
    assert_eq!(take(&test, &filled, &["--write"]).status, 0);
    let findings = fs::read_dir(test.manual().join("records/findings"))
        .unwrap()
        .count();
    test.write("records/audits/au-2.md", audit);
    let run = take(&test, &filled, &["--write"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("NC-2026-05, which is there already"),
        "{}",
        run.stdout
    );
    assert_eq!(
        fs::read_dir(test.manual().join("records/findings"))
            .unwrap()
            .count(),
        findings
    );
}

#[test]
fn the_site_shows_what_was_sampled() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled.row(ROWS[2], "Order <4711>", "Minor", "No approver");
    assert_eq!(take(&test, &filled, &["--write"]).status, 0);
    let audit = test.manual().join("records/audits/au-2.md");
    let text = fs::read_to_string(&audit)
        .unwrap()
        .replace("state: planned", "state: done");
    fs::write(&audit, text).unwrap();
    assert_eq!(test.build().status, 0);
    let page = |path: &str| fs::read_to_string(test.site().join(path)).unwrap();
    let audit = page("records/AU-2.html");
    let table = &audit[audit.find("id=\"_sampled\"").unwrap()..];
    for part in [
        "8.4.1",
        "Minor",
        "Order &lt;4711&gt;",
        "No approver",
        "NC-2026-05.html",
    ] {
        assert!(table.contains(part), "{part}");
    }
    let clause = page("standards/iso-9001-2015/8.4.1.html");
    assert!(clause.contains("AU-2</b> Purchasing again</a> <span class=\"soft\">Ann Smith</span> <span class=\"badge is-minor\">Minor</span>"), "{clause}");
}

#[test]
fn the_workbook_of_the_site_is_taken_for_a_named_audit() {
    let test = manual();
    assert_eq!(test.build().status, 0);
    let mut filled = Filled::read(&test.site().join("matrix/iso-9001-2015.xlsx"));
    let row =
        (2..120).find(|row| filled.matrix().contains(&format!("<c r=\"A{row}\"")) && *row == 60);
    filled.row(row.unwrap(), "", "Conforms", "");
    let run = take(&test, &filled, &[]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("with --audit ID"), "{}", run.stderr);
    let run = take(&test, &filled, &["--audit", "AU-3"]);
    assert!(
        run.stderr.contains("did you mean `AU-1`?") || run.stderr.contains("did you mean `AU-2`?"),
        "{}",
        run.stderr
    );
    let run = take(&test, &filled, &["--audit", "au-2"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("1 sample in records/audits/au-2.md"),
        "{}",
        run.stdout
    );
}

#[test]
fn the_words_of_the_workbook_are_those_of_the_manual() {
    let test = manual();
    test.write(
        "manual.toml",
        format!("language = \"de\"\n{}", super::CONFIG),
    );
    let mut filled = Filled::of_pack(&test);
    let column = filled.column("Urteil");
    filled.text(&format!("{column}4"), "erfüllt");
    let run = take(&test, &filled, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("8.4.1  conforms"), "{}", run.stdout);
}

#[test]
fn findings_are_of_the_manual_s_own_kind() {
    let test = manual();
    test.write(
        "manual.toml",
        format!(
            "{}[fields]\nStichproben = \"sampled\"\nStufe = \"grade\"\n[values.grade]\n\"Neben\" = \"minor\"\n\
             [kind.deviation]\nclass = \"record\"\nrole = \"finding\"\ntitle = \"Deviation\"\nprefix = \"DEV\"\n\
             fields = {{ audit = \"reference\", date = \"date\", grade = {{ one_of = [\"major\", \"minor\"] }}, \
             process = {{ type = \"text\", required = true }}, state = {{ one_of = [\"open\", \"closed\"] }} }}\n",
            super::CONFIG
        ),
    );
    for id in ["DEV-1", "DEV-2"] {
        let text = format!(
            "---\nid: {id}\ntitle: T\nkind: deviation\nowner: Buyer\nprocess: P\nstate: closed\n---\nText.\n"
        );
        test.write(&format!("records/dev/{id}.md"), text);
    }
    let old = "records/findings/nc-2026-04.md";
    let text = fs::read_to_string(test.manual().join(old)).unwrap();
    test.write(old, text.replace("grade:", "Stufe:"));
    let mut filled = Filled::of_pack(&test);
    filled.row(ROWS[2], "", "Minor", "No evaluation");
    let run = take(&test, &filled, &["--write"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("fill in process of the findings"),
        "{}",
        run.stderr
    );
    let audit = fs::read_to_string(test.manual().join("records/audits/au-2.md")).unwrap();
    assert!(
        audit.contains("\nStichproben:\n  - { clause: \"8.4.1\""),
        "{audit}"
    );
    let finding = test.manual().join("records/dev/dev-3.md");
    let finding = fs::read_to_string(finding).unwrap();
    assert!(finding.contains("\nStufe: Neben\n"), "{finding}");
    assert!(
        finding.contains("\nkind: deviation\n") && finding.contains("\nprocess:"),
        "{finding}"
    );
    // A grade that no kind of findings has.
    filled.row(ROWS[3], "", "Observation", "A remark");
    let run = take(&test, &filled, &[]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("NC-2026-05"), "{}", run.stdout);
}

#[test]
fn nothing_is_written_where_one_file_cannot_be() {
    let test = manual();
    let mut filled = Filled::of_pack(&test);
    filled
        .row(ROWS[2], "", "Major", "One")
        .row(ROWS[3], "", "Major", "Two");
    // A file that is no page has the name of the second finding's file.
    fs::create_dir(test.manual().join("records/findings/nc-2026-06.md")).unwrap();
    let before = fs::read_to_string(test.manual().join("records/audits/au-2.md")).unwrap();
    let run = take(&test, &filled, &["--write"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(
        !test
            .manual()
            .join("records/findings/nc-2026-05.md")
            .exists()
    );
    let after = fs::read_to_string(test.manual().join("records/audits/au-2.md")).unwrap();
    assert_eq!(before, after);
}
