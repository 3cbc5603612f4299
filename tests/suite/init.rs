//! `init` creates a new manual without errors.

use std::fs;
use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::manual_test::{AS_OF, Run, clausebook, files_below, run};

/// The most lines of a screen.
const SCREEN: usize = 25;

/// Runs the program in a folder, with the words of a command line.
fn run_in(folder: &Path, words: &[&str]) -> Run {
    let mut command = clausebook();
    command
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795392000");
    run(command.args(words))
}

/// The paths of the files in a folder, sorted.
fn names_below(folder: &Path) -> Vec<String> {
    let files = files_below(folder).into_iter();
    let mut names: Vec<String> = files.map(|(name, _)| name).collect();
    names.sort();
    names
}

fn built_in_standards() -> Vec<String> {
    let list = run(clausebook().args(["standards", "list"])).stdout;
    let id = |line: &str| line.split_whitespace().next().unwrap().to_owned();
    list.lines().map(id).collect()
}

#[test]
fn a_new_manual_covers_nothing_yet_and_plans_everything() {
    let folder = tempfile::tempdir().unwrap();
    let begun = run_in(
        folder.path(),
        &["init", "new", "--standard", "iso-9001-2015"],
    );
    assert_eq!(begun.status, 0, "{}", begun.stderr);
    let manual = folder.path().join("new");
    let coverage = run_in(&manual, &["coverage", "--format", "json", "--as-of", AS_OF]);
    let coverage: serde_json::Value = serde_json::from_str(&coverage.stdout).unwrap();
    let summary = &coverage["standards"][0]["summary"];
    assert_eq!(summary["covered"], 0);
    assert_eq!(summary["gap"], 0, "a stub stands for every main clause");
    assert_eq!(summary["planned"], summary["requirements"]);
}

#[test]
fn the_first_build_for_every_standard_is_green_and_fits_on_a_screen() {
    let folder = tempfile::tempdir().unwrap();
    let standards = built_in_standards();
    assert!(standards.len() > 20, "{standards:?}");
    for id in standards {
        let begun = run_in(folder.path(), &["init", &id, "--standard", &id]);
        assert_eq!(begun.status, 0, "{id}: {}", begun.stderr);
        let manual = folder.path().join(&id);
        for command in ["check", "build"] {
            let run = run_in(&manual, &[command]);
            assert_eq!(run.status, 0, "{id}: {}", run.stderr);
            let lines = run.stdout.lines().count() + run.stderr.lines().count();
            assert!(lines <= SCREEN, "{id}: {lines} lines of {command}");
        }
    }
}

/// The next steps are run as they are printed, from the folder in which `init` was run.
#[test]
fn the_next_steps_can_be_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let begun = run_in(
        folder.path(),
        &["init", "--standard", "ISO 9001:2015", "it's a manual"],
    );
    assert_eq!(begun.stdout, "");
    assert_data_eq!(
        &begun.stderr,
        str![[r#"
17 files written to it's a manual
  the stubs are owned by the Quality manager; --owner ROLE names another role

Next:
  cd "it's a manual"
  clausebook build      # writes the site: open site/index.html
  clausebook coverage   # shows the matrix: all is planned, nothing covered

Then write what is done into procedures/qp-01-context-of-the-organization.md.
Let each section claim its requirement, as it says there; once somebody has approved the text,
set the status to approved and give approver and effective date.

"#]]
    );
    let steps = begun.stderr.lines().filter(|line| line.starts_with("  c"));
    let steps: Vec<&str> = steps.collect();
    let mut shell = std::process::Command::new("sh");
    let program = clausebook().get_program().to_owned();
    let function = format!(
        "clausebook() {{ {program:?} \"$@\"; }}\nset -e\n{}",
        steps.join("\n")
    );
    let ran = run(shell.arg("-c").arg(function).current_dir(folder.path()));
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let manual = folder.path().join("it's a manual");
    assert!(manual.join("site/index.html").exists());
    let ignored = fs::read_to_string(manual.join(".gitignore")).unwrap();
    assert!(ignored.contains("\n/site/\n/pdf/\n"), "{ignored}");
}

#[test]
fn stubs_stand_in_the_standard_s_own_order_with_a_section_for_each_titled_clause() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["init", "csf", "--standard", "NIST CSF", "--owner", "CISO"];
    let begun = run_in(folder.path(), &words);
    assert_eq!(begun.status, 0, "{}", begun.stderr);
    let stubs = folder.path().join("csf/procedures");
    assert_eq!(
        names_below(&stubs),
        [
            "qp-01-govern.md",
            "qp-02-identify.md",
            "qp-03-protect.md",
            "qp-04-detect.md",
            "qp-05-respond.md",
            "qp-06-recover.md"
        ]
    );
    let recover = fs::read_to_string(stubs.join("qp-06-recover.md")).unwrap();
    assert_data_eq!(
        recover,
        str![[r#"
---
id: QP-06
title: RECOVER
kind: procedure
revision: 0
status: draft   # draft | review | approved | obsolete
owner: CISO
# approver: …   # once it is approved
# effective: …   # once it is approved
# review_due: …
# review_interval: 12 months
clauses: [RC]
# records: […]
# roles: […]
# supersedes: […]
history: [{ revision: 0, date: 2026-11-23, change: First draft }]
---
## Purpose

Say what this procedure is for, and for whom.

## Incident Recovery Plan Execution

### RC.RP-01

What [[clause:RC.RP-01]] asks for, in short: The recovery portion of the incident response plan is executed once initiated from the incident response process.

Say here who does what, when, and what is recorded. Then let this section claim the requirement: write `{clause=RC.RP-01}` behind its heading.
...
## Incident Recovery Communication

### RC.CO-03

What [[clause:RC.CO-03]] asks for, in short: Recovery activities and progress in restoring operational capabilities are communicated to designated internal and external stakeholders.

Say here who does what, when, and what is recorded. Then let this section claim the requirement: write `{clause=RC.CO-03}` behind its heading.

### RC.CO-04

What [[clause:RC.CO-04]] asks for, in short: Public updates on incident recovery are shared using approved methods and messaging.

Say here who does what, when, and what is recorded. Then let this section claim the requirement: write `{clause=RC.CO-04}` behind its heading.

"#]]
    );
}

#[test]
fn markdown_that_is_there_is_taken_in_or_left_out_so_that_the_manual_builds() {
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path();
    for (path, text) in [
        (
            "README.md",
            "# Handbook\n\nSee [a](docs/a.md) and [c](docs/c.md).\n",
        ),
        ("docs/a.md", "---\nlayout: default\n---\n# A\n"),
        ("docs/b [draft], 1.md", "```\nnever closed\n"),
        ("docs/c.md", "# C\n"),
        (
            "procedures/buying.md",
            "---\nid: qp-01\ntitle: Buying\nkind: procedure\nrevision: 1\nstatus: draft\nowner: \
             Buyer\n---\nText.\n",
        ),
        ("standards/x.toml", "not = \"ours\"\n"),
        (".gitignore", "*.tmp\n"),
    ] {
        fs::create_dir_all(manual.join(path).parent().unwrap()).unwrap();
        fs::write(manual.join(path), text).unwrap();
    }
    let begun = run_in(manual, &["init", ".", "--standard", "soc2"]);
    assert_eq!(begun.status, 0, "{}", begun.stderr);
    assert_data_eq!(
        begun.stderr,
        str![[r#"
29 files written to .
  the stubs are owned by the Quality manager; --owner ROLE names another role
  kept as it was: .gitignore; add the lines /site/ and /pdf/ to it
  1 Markdown file that was here: not controlled yet, and without claims, until front-matter gives an id and a kind (`clausebook explain uncontrolled-page`)
  `clausebook adopt .` says which settings make documents of them as they are, and proposes their claims
  4 files left out by `exclude` in manual.toml, because `clausebook check` finds errors there: README.md, docs/a.md, docs/b [draft], 1.md and 1 more; take a line out there to see them

Next:
  clausebook build      # writes the site: open site/index.html
...
"#]]
    );
    let settings = fs::read_to_string(manual.join("manual.toml")).unwrap();
    let excluded = "exclude = [\n    \"README.md\",\n    \"docs/a.md\",\n    \
                    \"docs/b ?draft?? 1.md\",\n    \"standards/x.toml\",\n]\n";
    assert!(settings.contains(excluded), "{settings}");
    // The id QP-01 is taken.
    let stubs = names_below(&manual.join("procedures"));
    assert_eq!(stubs[1], "qp-02-control-environment.md");
    let built = run_in(manual, &["build"]);
    assert_eq!(built.status, 0, "{}", built.stderr);
    assert!(!built.stderr.contains("setting-without-effect"));
}

#[test]
fn init_never_writes_over_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("manual.toml"), "title = \"Mine\"\n").unwrap();
    for dir in [".", "below"] {
        let begun = run_in(folder.path(), &["init", dir, "--standard", "iso-9001-2015"]);
        assert_eq!(begun.status, 2, "{}", begun.stderr);
    }
    assert_eq!(files_below(folder.path()).len(), 1);
    let text = fs::read_to_string(folder.path().join("manual.toml")).unwrap();
    assert_eq!(text, "title = \"Mine\"\n");
}

#[test]
fn a_wrong_call_begins_nothing_and_says_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let refused = |words: &[&str]| {
        let begun = run_in(folder.path(), &[&["init"], words].concat());
        assert_eq!(begun.status, 2, "{words:?}");
        begun.stderr
    };
    for (words, expected) in [
        (
            &["new", "--standard", "iso-9001-2051"][..],
            "error: there is no standard `iso-9001-2051`; did you mean `iso-9001-2015`?\n",
        ),
        (
            &["new", "--standard", "iso9001"],
            "error: `iso9001` may mean iso-9001-1994, iso-9001-2008, iso-9001-2015, \
             iso-9001-2026: write one of them\n",
        ),
        (
            &["--standard", "ISO27001"],
            "error: name the folder of the new manual: clausebook init manual --standard \
             iso-iec-27001-2022\n",
        ),
        (
            &["file", "--standard", "ISO27001"],
            "error: `file` is a file: name a folder for the new manual\n",
        ),
    ] {
        assert_eq!(refused(words), expected);
    }
    let asked = refused(&["my manual"]);
    let begin = "error: name the standard that the manual is to meet: clausebook init 'my manual' \
                 --standard iso-9001-2015; there are 21cfr820-qmsr-2026, ";
    assert!(asked.starts_with(begin), "{asked}");
    assert_eq!(names_below(folder.path()), ["file"]);
}
