//! The command line: exit status, standard output and standard error (`docs/design.md`, "Command
//! line").

use snapbox::{assert_data_eq, str};

use crate::manual_test::{ManualTest, PLAIN_MANUAL, clausebook, run};

const BROKEN: &str = "---\nid: QP-07\ntitle: P\nkind: procedure\nrevision: 3\nstatus: approved\n\
                      owner: Buyer\napprover: Quality manager\neffective: 2026-02-01\n\
                      clauses: [99.9]\n---\n";

fn sound() -> ManualTest {
    ManualTest::new(&[("p.md", BROKEN.replace("99.9", "8.4.1"))])
}

fn broken() -> ManualTest {
    ManualTest::new(&[("p.md", BROKEN)])
}

#[test]
fn exit_0_when_nothing_is_denied() {
    assert_eq!(sound().run(&["check"]).status, 0);
    assert_eq!(sound().build().status, 0);
    assert_eq!(sound().run(&["coverage"]).status, 0);
}

#[test]
fn exit_1_when_something_is_denied() {
    for format in ["human", "json", "sarif", "junit", "github"] {
        assert_eq!(
            broken().run(&["check", "--format", format]).status,
            1,
            "{format}"
        );
    }
    assert_eq!(broken().build().status, 1);
}

#[test]
fn coverage_prints_what_can_be_computed_either_way() {
    let run = broken().run(&["coverage", "--format", "json"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("clausebook.coverage/1"));
    assert!(run.stderr.contains("unknown-clause"));
}

/// A manual with one error and with 65 requirements that no document claims.
fn drowned() -> ManualTest {
    ManualTest::new(&[("p.md", BROKEN)])
}

#[test]
fn an_answer_does_not_drown_in_findings() {
    let checked = drowned().run(&["check"]);
    assert_data_eq!(
        checked.stderr,
        str![[r#"
warning[replaced-edition]: ISO 9001:2015 was replaced by ISO 9001:2026 on 2026-09-16; certificates to it end on 2029-09-30 (from one source)
...
warning[unaddressed-requirement]: 65 findings
  no document addresses ISO 9001:2015 4.1 Understanding the organization and its context
    --> manual/manual.toml:3:14
  no document addresses ISO 9001:2015 4.2 Understanding the needs and expectations of interested parties
    --> manual/manual.toml:3:14
  no document addresses ISO 9001:2015 4.3 Determining the scope of the quality management system
    --> manual/manual.toml:3:14
  and 62 more: clausebook --manual [..]/manual --as-of 2026-11-23 check --rule unaddressed-requirement
...
error[unknown-clause]: ISO 9001:2015 has no clause 99.9
...
1 error, which stops a build; 66 warnings
changes without a revision are not looked for: the manual lies in no git repository

"#]]
    );
    let each = drowned().run(&["check", "-v"]).stderr;
    assert_eq!(each.matches("[unaddressed-requirement]").count(), 65);
}

#[test]
fn one_rule_is_listed_alone() {
    let test = drowned();
    let listed = test.run(&["check", "--rule", "unaddressed-requirement"]);
    assert_eq!(listed.status, 0, "the mistake is of another rule");
    let all = listed.stderr.matches("warning[unaddressed-requirement]");
    assert_eq!(all.count(), 65);
    assert!(!listed.stderr.contains("unknown-clause"));
    assert_eq!(test.run(&["check", "--rule", "unknown-clause"]).status, 1);
    let both = [
        "--rule",
        "unknown-clause",
        "--rule",
        "unaddressed-requirement",
    ];
    let both = test.run(&[&["check", "--format", "json"], &both[..]].concat());
    assert_eq!(both.stdout.matches("\"rule\":").count(), 66);
    let unknown = test.run(&["check", "--rule", "unaddressed-requirment"]);
    assert_eq!(unknown.status, 2);
    assert!(
        unknown
            .stderr
            .contains("did you mean `unaddressed-requirement`?")
    );
}

#[test]
fn check_writes_to_a_file_and_never_over_one_of_the_manual() {
    let test = drowned();
    let file = test.beside("findings.json");
    let file = file.to_str().unwrap();
    let run = test.run(&["check", "--format", "json", "-o", file]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let written = std::fs::read_to_string(file).unwrap();
    assert_eq!(written, test.run(&["check", "--format", "json"]).stdout);
    let page = test.manual().join("p.md");
    assert_eq!(test.run(&["check", "-o", page.to_str().unwrap()]).status, 2);
    assert_eq!(std::fs::read_to_string(page).unwrap(), BROKEN);
}

#[test]
fn other_answers_come_with_mistakes_and_without_findings() {
    for call in [
        &["coverage"][..],
        &["registers"],
        &["coverage", "--explain", "8.4.1"],
    ] {
        let run = drowned().run(call);
        assert_eq!(run.status, 1, "{call:?}");
        assert!(run.stderr.contains("error[unknown-clause]"), "{call:?}");
        assert!(!run.stderr.contains("warning"), "{call:?}: {}", run.stderr);
    }
    let test = sound();
    let settings = format!("{PLAIN_MANUAL}\n[rules]\nunaddressed-requirement = \"deny\"\n");
    test.write("manual.toml", settings);
    let run = test.run(&["coverage"]);
    assert_eq!(run.status, 1);
    assert_data_eq!(
        run.stderr,
        str![[r#"
64 denied findings: clausebook --manual [..]/manual --as-of 2026-11-23 check

"#]]
    );
    let built = test.build();
    assert_eq!(built.status, 1);
    assert!(
        built
            .stderr
            .contains("denied finding[unaddressed-requirement]: 64 findings")
    );
    assert!(
        test.site().join("index.html").exists(),
        "a finding stops no build"
    );
}

#[test]
#[cfg(not(any(feature = "pdf", feature = "serve", feature = "xlsx")))]
fn what_the_program_was_built_without_is_said_plainly() {
    for (call, said) in [
        (&["pdf", "QP-07", "-o", "x.pdf"][..], "`clausebook pdf`"),
        (&["serve", "--port", "4400"], "`clausebook serve`"),
        (&["coverage", "--format", "xlsx"], "workbooks"),
    ] {
        let run = sound().run(call);
        let text = format!("error: this program was built without {said}");
        assert_eq!(run.status, 2, "{call:?}");
        assert!(run.stderr.starts_with(&text), "{}", run.stderr);
        assert!(run.stdout.is_empty());
    }
}

#[test]
fn exit_2_when_the_call_is_wrong_or_there_is_no_manual() {
    let test = sound();
    assert_eq!(test.run(&["chek"]).status, 2);
    assert_eq!(test.run(&["check", "--format", "pdf"]).status, 2);
    assert_eq!(test.run(&["coverage", "no-such-standard"]).status, 2);
    assert_eq!(test.run(&["coverage", "--explain", "99.9"]).status, 2);
    assert_eq!(test.run(&["explain", "no-such-rule"]).status, 2);
    let mut elsewhere = clausebook();
    let run = run(elsewhere.args(["check", "--manual", "no-such-folder"]));
    assert_eq!(run.status, 2);
    assert_eq!(run.stdout, "");
    assert_data_eq!(
        run.stderr,
        str![[r#"
error: there is no folder `no-such-folder`

"#]]
    );
    assert_eq!(sound().judged_on("2026-02-30").run(&["check"]).status, 2);
}

#[test]
fn machines_read_stdout_and_people_stderr() {
    let run = broken().run(&["check", "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok());
    let run = broken().run(&["check"]);
    assert_eq!(run.stdout, "");
    let mut told = run.stderr.split("\n\n");
    let error = told.find(|told| told.starts_with("error")).unwrap();
    assert_data_eq!(
        error,
        str![[r#"
error[unknown-clause]: ISO 9001:2015 has no clause 99.9
  --> manual/p.md:10:11
   |
10 | clauses: [99.9]
   |           ^^^^
   |
   = help: `clausebook standards show iso-9001-2015` lists its clauses
"#]]
    );
}

#[test]
fn no_colour_where_nobody_watches() {
    let run = broken().run(&["check"]);
    assert!(!run.stderr.contains('\u{1b}'));
    let run = broken().run(&["check", "--color", "always"]);
    assert!(run.stderr.contains('\u{1b}'));
}

#[test]
fn the_day_comes_from_the_option_then_from_the_environment() {
    let test = sound();
    let as_of = |option: &[&str], seconds: &str| {
        let mut command = clausebook();
        command
            .args(["coverage", "--format", "json", "--manual"])
            .arg(test.manual());
        let run = run(command.args(option).env("SOURCE_DATE_EPOCH", seconds));
        let coverage: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        coverage["as_of"].as_str().unwrap().to_owned()
    };
    assert_eq!(as_of(&[], "86400"), "1970-01-02");
    assert_eq!(as_of(&[], "86399"), "1970-01-01");
    assert_eq!(as_of(&["--as-of", "2026-11-23"], "86400"), "2026-11-23");
}

#[test]
fn the_manual_is_found_from_a_folder_inside_it() {
    let test = sound();
    test.write("procedures/deep/q.md", "Text.\n");
    let mut command = clausebook();
    command
        .args(["coverage", "--format", "csv"])
        .current_dir(test.manual().join("procedures/deep"));
    assert_eq!(run(&mut command).status, 0);
}

#[test]
fn one_standard_alone_by_any_of_its_names() {
    let both = PLAIN_MANUAL.replace(
        "[\"iso-9001-2015\"]",
        "[\"iso-9002-1994\", \"iso-9001-2015\"]",
    );
    let test = ManualTest::new(&[("manual.toml", both)]);
    for name in ["iso-9001-2015", "9001", "ISO 9001"] {
        let run = test.run(&["coverage", name, "--format", "json"]);
        let coverage: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let standards = coverage["standards"].as_array().unwrap();
        assert_eq!(standards.len(), 1, "{name}");
        assert_eq!(standards[0]["id"], "iso-9001-2015", "{name}");
    }
}

#[test]
fn a_broken_configuration_is_told_with_its_place() {
    for manual in [
        "title = \"M\nstandards = []\n",
        "title = 3\n",
        "",
        "\u{feff}[[",
    ] {
        let test = ManualTest::new(&[("manual.toml", manual)]);
        let run = test.run(&["check"]);
        assert!(run.status == 1 || run.status == 2, "{manual:?}");
        assert!(
            run.stderr.contains("manual.toml"),
            "{manual:?}: {}",
            run.stderr
        );
    }
}
