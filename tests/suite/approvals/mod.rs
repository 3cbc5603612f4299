//! Approvals: a document is only in force with the approved text, and signatures are OpenSSH
//! signatures.

mod signatures;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::{assert_data_eq, str};

use self::signatures::Keys;
use crate::manual_test::{ManualTest, Run, clausebook, files_below, run};
use crate::rendered_page::RenderedPage;

const CONFIG: &str = "title = \"M\"\nstandards = [\"iso-9001-2015\"]\n\
    [rules]\nunaddressed-requirement = \"allow\"\nevidence-missing = \"allow\"\n\
    [variables]\ncompany = \"Harrow\"\nunused = \"x\"\n";

const PAGE: &str = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: approved\n\
    owner: Purchasing manager\napprover: Quality manager\neffective: 2026-02-01\nreview_due: 2027-02-01\n\
    clauses: [8.4.1]\n---\n\
    At {{ company }} we inspect each lot. ![The flow](img/flow.png)\n";

const PATH: &str = "procedures/purchasing.md";
const FILE: &str = "approvals/QP-07.toml";

fn manual() -> ManualTest {
    ManualTest::new(&[
        ("manual.toml", CONFIG),
        (PATH, PAGE),
        ("procedures/img/flow.png", "picture"),
    ])
}

/// A manual whose document was approved on 1 March 2026.
fn approved() -> ManualTest {
    let test = manual();
    approve(&test, "2026-03-01", &["QP-07"]);
    test
}

/// The Unix time of noon (UTC) of a day, in seconds.
fn epoch(day: &str) -> String {
    let date: clausebook::Date = day.parse().unwrap();
    let noon = date.at(12, 0, 0, 0);
    let noon = jiff::tz::Offset::UTC
        .to_timestamp(noon)
        .unwrap()
        .as_second();
    noon.to_string()
}

fn try_approve(test: &ManualTest, day: &str, arguments: &[&str]) -> Run {
    let mut all = vec!["approve"];
    all.extend(arguments);
    test.run_with(&all, &[("SOURCE_DATE_EPOCH", &epoch(day))])
}

#[track_caller]
fn approve(test: &ManualTest, day: &str, arguments: &[&str]) -> Run {
    let run = try_approve(test, day, arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run
}

/// The status of 8.4.1, and the reason why its first claim counts or does not count.
fn status(test: &ManualTest) -> String {
    let clause = test.clause("iso-9001-2015", "8.4.1");
    let claim = &clause["claims"][0];
    format!(
        "{} {}",
        clause["status"].as_str().unwrap(),
        claim["why"].as_str().unwrap()
    )
}

/// The diagnostics of `check` except `planned-requirement`: severity, rule, location and message.
fn told(test: &ManualTest) -> Vec<String> {
    let all = test.diagnostics().into_iter();
    let told = all.filter(|one| one.rule != "planned-requirement");
    told.map(|one| {
        format!(
            "{} {} {}: {}",
            one.severity,
            one.rule,
            one.location(),
            one.message
        )
    })
    .collect()
}

#[test]
fn one_changed_word_and_the_clause_is_no_longer_covered() {
    let test = approved();
    assert_eq!(status(&test), "covered covers");
    assert_eq!(told(&test), [] as [String; 0]);
    test.write(PATH, PAGE.replace("each lot", "no lot"));
    assert_eq!(status(&test), "planned changed-since-approval");
    assert_eq!(
        told(&test),
        [
            "warning changed-since-approval procedures/purchasing.md:2:5: QP-07 is not in force: its text changed since it was approved on 2026-03-01"
        ]
    );
    let explained = test.run(&["coverage", "--explain", "8.4.1"]).stdout;
    assert!(
        explained.contains("does not count yet: the Quality manager approved the document on 2026-03-01, and since then its text changed"),
        "{explained}"
    );
    let csv = test.run(&["coverage", "--format", "csv"]).stdout;
    let row = csv.lines().find(|line| line.contains("8.4.1,")).unwrap();
    assert!(row.contains("planned"), "{row}");
    let table = test.run(&["coverage"]).stdout;
    let row = table.lines().find(|line| line.contains("8.4.1 ")).unwrap();
    assert!(row.contains("changed since approval"), "{row}");
    assert_eq!(test.build().status, 0);
    let page = |path: &str| RenderedPage::new(&fs::read_to_string(test.site().join(path)).unwrap());
    let notice = "Changed since approval Changed since the Quality manager approved it on 1 Mar 2026 (its text), \
                  so it is not in force. Do not work to it until it is approved.";
    assert_eq!(page("documents/QP-07.html").text(".notice"), notice);
    let gaps = page("gaps.html").text("main");
    assert!(
        gaps.contains(
            "QP-07 was changed since its approval: raise its revision and have it approved."
        ),
        "{gaps}"
    );
    let list = fs::read_to_string(test.site().join("documents/index.csv")).unwrap();
    let row = list.lines().find(|line| line.starts_with("QP-07")).unwrap();
    assert!(row.ends_with(",not in force,2026-02-01,Purchasing manager,Quality manager,2027-02-01,,,iso-9001-2015:8.4.1,,,,,procedures/purchasing.md,changed-since-approval,2026-03-01,"), "{row}");
    let home = page("index.html").text(".coverage-panel");
    assert!(home.contains("0 of 65 requirements covered"), "{home}");
    let clause = page("standards/iso-9001-2015/8.4.1.html").text("main");
    assert!(
        clause.contains("The documents that claim it are not in force yet."),
        "{clause}"
    );
    test.write(PATH, PAGE);
    assert_eq!(status(&test), "covered covers");
    assert_eq!(test.build().status, 0);
    let home = page("index.html").text(".coverage-panel");
    assert!(home.contains("1 of 65 requirements covered"), "{home}");
    assert!(page("documents/QP-07.html").texts(".notice").is_empty());
}

#[test]
fn what_a_reader_sees_of_a_document_is_approved_and_nothing_else() {
    let changed = "planned changed-since-approval";
    let covered = "covered covers";
    let test = approved();
    test.write(PATH, PAGE.replace('\n', "\r\n"));
    assert_eq!(status(&test), covered, "other line ends");
    test.write(PATH, format!("\u{feff}{PAGE}"));
    assert_eq!(status(&test), covered, "a byte order mark");
    test.write(PATH, format!("{PAGE}\n"));
    assert_eq!(status(&test), changed, "a line more");
    fs::remove_file(test.manual().join(PATH)).unwrap();
    test.write("moved/buying.md", PAGE);
    test.write("moved/img/flow.png", "picture");
    assert_eq!(
        status(&test),
        covered,
        "the file and its pictures were moved"
    );
    test.write("moved/img/flow.png", "another picture");
    assert_eq!(status(&test), changed, "another picture");
    fs::remove_file(test.manual().join("moved/img/flow.png")).unwrap();
    assert_eq!(status(&test), changed, "no picture");
    test.write("moved/img/flow.png", "picture");
    test.write("manual.toml", CONFIG.replace("Harrow", "Narrow"));
    assert_eq!(status(&test), changed, "another value of a variable");
    test.write(
        "manual.toml",
        CONFIG.replace("unused = \"x\"", "unused = \"y\""),
    );
    assert_eq!(
        status(&test),
        covered,
        "a variable that the text does not use"
    );
}

#[test]
fn the_latest_approval_that_counts_decides() {
    let test = approved();
    let other = PAGE.replace("each lot", "each tenth lot");
    test.write(PATH, &other);
    approve(&test, "2026-05-01", &["QP-07"]);
    assert_eq!(status(&test), "covered covers");
    test.write(PATH, PAGE);
    assert_eq!(status(&test), "planned changed-since-approval");
    // On the day before it, the later approval is in the future and does not count.
    let before = test.judged_on("2026-04-30");
    assert_eq!(status(&before), "covered covers");
    // Before the first approval there is none, and the manual does not require one.
    let before = before.judged_on("2026-02-28");
    assert_eq!(status(&before), "covered covers");
    before.write(
        "manual.toml",
        format!("{CONFIG}[approval]\nrequired = true\n"),
    );
    assert_eq!(status(&before), "planned not-approved");
    assert_eq!(
        told(&before),
        [
            "warning not-approved procedures/purchasing.md:2:5: QP-07 is not in force: nobody has approved it, and manual.toml asks for that"
        ]
    );
}

#[test]
fn an_approval_of_another_revision_or_in_another_role_does_not_count() {
    let test = approved();
    test.write(PATH, PAGE.replace("revision: 3", "revision: 4"));
    assert_eq!(status(&test), "planned not-approved");
    assert_eq!(
        told(&test),
        [
            "warning not-approved procedures/purchasing.md:2:5: QP-07 is not in force: its approvals are of other revisions, the latest of 3, but it is at 4"
        ]
    );
    let run = approve(&test, "2026-05-01", &["QP-07", "--as", "Managing director"]);
    assert!(run.stderr.contains("its approver is the Quality manager: an approval by another role is kept, and does not count"), "{}", run.stderr);
    assert_eq!(status(&test), "planned not-approved");
    assert_eq!(
        told(&test),
        [
            "warning approved-by-other approvals/QP-07.toml:21:7: the Managing director approved QP-07, whose approver is the Quality manager: the approval does not count",
            "warning not-approved procedures/purchasing.md:2:5: QP-07 is not in force: the Managing director approved it, and its approver is the Quality manager",
        ]
    );
    approve(&test, "2026-05-02", &["QP-07", "--as", "quality  MANAGER"]);
    assert_eq!(status(&test), "covered covers");
}

#[test]
fn drafts_are_not_compared_and_supersession_asks_for_no_approval() {
    let test = approved();
    test.write(PATH, PAGE.replace("status: approved", "status: draft"));
    assert_eq!(status(&test), "planned draft");
    assert_eq!(told(&test), [] as [String; 0]);
    test.write(PATH, PAGE);
    let newer = PAGE
        .replace("QP-07", "QP-08")
        .replace("clauses: [8.4.1]", "supersedes: [QP-07]");
    test.write("procedures/newer.md", newer);
    test.write(
        "manual.toml",
        format!("{CONFIG}[approval]\nrequired = true\n"),
    );
    assert_eq!(status(&test), "gap superseded");
}

#[test]
fn what_is_wrong_in_a_file_of_approvals_is_told_and_approves_nothing() {
    let test = approved();
    let file = fs::read_to_string(test.manual().join(FILE)).unwrap();
    test.write(
        FILE,
        format!("<<<<<<< ours\n{file}=======\n>>>>>>> theirs\n"),
    );
    assert_eq!(status(&test), "planned not-approved");
    assert_eq!(
        told(&test),
        [
            "error syntax-error approvals/QP-07.toml:1:1: `<<<<<<<` marks a merge conflict that is not resolved"
        ]
    );
    let run = try_approve(&test, "2026-05-01", &["QP-07"]);
    assert_eq!(
        (run.status, &*run.stderr),
        (
            2,
            "error: approvals/QP-07.toml cannot be read, so that nothing is added to it; mend it first, line 1: `<<<<<<<` marks a merge conflict that is not resolved\n"
        )
    );
    // The digest in the statement was edited by hand.
    let forged = file
        .replacen("sha256: ", "sha256: 0000", 1)
        .replacen("0000", "", 1);
    let at = forged.find("sha256: ").unwrap() + 8;
    let forged = format!("{}{}{}", &forged[..at], "0".repeat(64), &forged[at + 64..]);
    test.write(FILE, &forged);
    assert_eq!(status(&test), "planned not-approved");
    assert_eq!(
        told(&test),
        [
            "error invalid-approval approvals/QP-07.toml:10:11: the content does not match the statement's `sha256`: one of them was changed"
        ]
    );
    // The file is copied to the approvals of another document.
    test.write(FILE, &file);
    test.write(
        "procedures/b.md",
        PAGE.replace("QP-07", "QP-08")
            .replace("clauses: [8.4.1]\n", "clauses: [8.6]\n"),
    );
    assert_eq!(test.clause("iso-9001-2015", "8.6")["status"], "covered");
    test.write("approvals/QP-08.toml", &file);
    assert_eq!(test.clause("iso-9001-2015", "8.6")["status"], "planned");
    assert_eq!(
        told(&test),
        [
            "error invalid-approval approvals/QP-08.toml:3:11: this is an approval of QP-07, in the file of QP-08: it does not count"
        ]
    );
    // Approvals of a document that does not exist, and approvals in a file with the wrong path.
    fs::remove_file(test.manual().join("approvals/QP-08.toml")).unwrap();
    test.write("approvals/QP-77.toml", file.replace("QP-07", "QP-77"));
    test.write("approvals/old/QP-07.toml", &file);
    assert_eq!(
        told(&test),
        [
            "warning approval-without-document approvals/QP-77.toml:1:1: there is no document `QP-77` to which these approvals belong",
            "error invalid-approval approvals/old/QP-07.toml:1:1: the approvals of QP-07 stand in a file that is not named for it, so that they do not count",
        ]
    );
}

#[test]
fn exclude_leaves_no_approval_out() {
    let test = approved();
    test.write(PATH, PAGE.replace("each lot", "no lot"));
    for pattern in ["approvals/**", "approvals", "**/*.toml", "**"] {
        test.write(
            "manual.toml",
            format!("exclude = [\"{pattern}\", \"!procedures/**\"]\n{CONFIG}"),
        );
        if pattern != "**" {
            assert_eq!(status(&test), "planned changed-since-approval", "{pattern}");
        }
    }
}

#[test]
fn a_folder_that_is_not_read_approves_nothing() {
    let test = approved();
    test.write(PATH, PAGE.replace("each lot", "no lot"));
    // Files that mark a folder as a cache or a site do not hide the approvals.
    test.write(
        "approvals/CACHEDIR.TAG",
        "Signature: 8a477f597d28d172789f06886806bc55",
    );
    test.write(
        "approvals/manifest.json",
        "{\"schema\": \"clausebook.manifest/1\"}",
    );
    assert_eq!(status(&test), "planned changed-since-approval");
    // A link to a folder outside the manual is not followed.
    let away = test.beside("away");
    fs::rename(test.manual().join("approvals"), &away).unwrap();
    std::os::unix::fs::symlink(&away, test.manual().join("approvals")).unwrap();
    assert_eq!(status(&test), "planned not-approved");
    assert_eq!(test.only("unreadable-file").location(), "approvals:1:1");
}

#[test]
fn an_approval_that_was_moved_or_renamed_is_not_forgotten() {
    let misplaced = |path: &str| {
        format!(
            "error invalid-approval {path}:1:1: the approvals of QP-07 stand in a file that is not named for it, so that they do not count, and QP-07 is not approved"
        )
    };
    for path in [
        "approvals/QP-07.md",
        "QP-07.toml",
        "freigaben/QP-07.toml",
        "old approvals/notes.md",
    ] {
        let test = approved();
        test.write(PATH, PAGE.replace("each lot", "no lot"));
        let text = fs::read_to_string(test.manual().join(FILE)).unwrap();
        fs::remove_file(test.manual().join(FILE)).unwrap();
        test.write(path, text);
        assert_eq!(status(&test), "planned not-approved", "{path}");
        assert_eq!(told(&test), [misplaced(path)]);
    }
    // A folder in place of the file.
    let test = approved();
    fs::remove_file(test.manual().join(FILE)).unwrap();
    fs::create_dir(test.manual().join(FILE)).unwrap();
    assert_eq!(status(&test), "planned not-approved");
    assert_eq!(
        told(&test),
        [
            "error invalid-approval approvals/QP-07.toml:1:1: this is a folder, and a file of approvals has this name: it is not known what was approved"
        ]
    );
    // Other files of these names, and a page that shows an approval in code, hold none.
    let test = approved();
    let text = fs::read_to_string(test.manual().join(FILE)).unwrap();
    test.write("tool.toml", "document = \"QP-07\"\nsha256 = \"x\"\n");
    test.write("odd.toml", [0xff, 0]);
    test.write(
        "approvals/README.md",
        format!("# How\n\n```toml\n{text}```\n"),
    );
    assert_eq!(status(&test), "covered covers");
    let rules: Vec<String> = test.errors().into_iter().map(|one| one.rule).collect();
    assert_eq!(rules, [""; 0]);
}

#[test]
fn approvals_signers_and_keys_are_never_published() {
    let test = approved();
    let keys = Keys::new(&test);
    keys.allow(&test, "\"Quality manager\"");
    let key = fs::read_to_string(keys.private()).unwrap();
    test.write("keys/signing", key);
    test.write("manual.toml", format!("publish = [\"**\"]\n{CONFIG}"));
    assert_eq!(test.build().status, 0);
    let files = files_below(&test.site());
    let leaked: Vec<&String> = files
        .iter()
        .filter(|(name, path)| {
            let content = fs::read(path).unwrap();
            let has = |what: &[u8]| content.windows(what.len()).any(|part| part == what);
            name.contains("approvals")
                || name.contains("allowed_signers")
                || has(b"PRIVATE KEY")
                || has(b"statement =")
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(leaked, [] as [&String; 0]);
}

#[test]
fn approve_says_what_to_write_first() {
    let draft = PAGE
        .replace("status: approved", "status: draft")
        .replace("effective: 2026-02-01\n", "");
    let test = ManualTest::new(&[("manual.toml", CONFIG), (PATH, &*draft)]);
    test.write(
        "records/a.md",
        "---\nid: AU-1\ntitle: A\nkind: audit\nowner: QM\n---\n",
    );
    for (id, said) in [
        (
            "QP-07",
            "QP-07 (procedures/purchasing.md) cannot be approved as it is: write `status: approved` and `effective: …`, the day from which it holds first, for that is part of what is approved",
        ),
        ("QP-7", "there is no document `QP-7`; did you mean `QP-07`?"),
        (
            "AU-1",
            "`AU-1` is a record, and only documents are approved",
        ),
    ] {
        let run = try_approve(&test, "2026-03-01", &[id]);
        assert_eq!((run.status, run.stderr), (2, format!("error: {said}\n")));
    }
    assert!(!test.manual().join("approvals").exists());
    test.write(PATH, PAGE);
    // If one document cannot be approved, no document is approved.
    let run = try_approve(&test, "2026-03-01", &["QP-07", "QP-99"]);
    assert_eq!(run.status, 2);
    let run = try_approve(&test, "2026-03-01", &["QP-07", "--meaning", "two\nlines"]);
    assert_eq!(
        (run.status, &*run.stderr),
        (
            2,
            "error: `--meaning` takes one line of text, and not a blank one\n"
        )
    );
    assert!(!test.manual().join("approvals").exists());
}

#[test]
fn a_file_of_approvals_reads_as_what_was_said() {
    // The as-of date of the run is not the date of the approval.
    let test = approved().judged_on("2020-01-01");
    let run = approve(
        &test,
        "2026-05-01",
        &["QP-07", "--meaning", "it's '''read'''"],
    );
    assert_eq!(run.stdout, "manual/approvals/QP-07.toml\n");
    assert_data_eq!(
        fs::read_to_string(test.manual().join(FILE)).unwrap(),
        str![[r#"
[[approval]]
statement = '''
document: QP-07
revision: 3
sha256: [..]
role: Quality manager
meaning: approved for use
date: 2026-03-01
'''
content = '''
text [..]
variable "company" "Harrow"
file "img/flow.png" [..]
'''

[[approval]]
statement = """
document: QP-07
revision: 3
sha256: [..]
role: Quality manager
meaning: it's '''read'''
date: 2026-05-01
"""
content = '''
text [..]
variable "company" "Harrow"
file "img/flow.png" [..]
'''

"#]]
    );
}

#[test]
fn what_has_changed_since_is_shown_from_the_history() {
    let test = manual();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(test.manual()).args([
            "-c",
            "user.name=A",
            "-c",
            "user.email=a@example.org",
        ]);
        let run = run(command.args(arguments));
        assert_eq!(run.status, 0, "{}", run.stderr);
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "first"]);
    let run = approve(&test, "2026-03-01", &["QP-07"]);
    assert!(
        run.stderr
            .contains("it has no approval yet: read the whole of it"),
        "{}",
        run.stderr
    );
    git(&["mv", PATH, "procedures/buying.md"]);
    test.write(
        "procedures/buying.md",
        PAGE.replace("each lot", "each tenth lot"),
    );
    test.write("manual.toml", CONFIG.replace("Harrow", "Narrow"));
    git(&["add", "."]);
    git(&["commit", "-qm", "second"]);
    let run = approve(&test, "2026-05-01", &["QP-07"]);
    assert_data_eq!(
        run.stderr,
        str![[r#"
QP-07 Purchasing, revision 3 (procedures/buying.md)
  approved by the Quality manager, 2026-05-01; SHA-256 of what is approved: [..]
  its last approval is of 2026-03-01, by the Quality manager, in revision 3. What has changed since:
    At {{ company }} we inspect each {+tenth +}lot. [..]
  the variable `company`: "Harrow" → "Narrow"

"#]]
    );
    let run = approve(&test, "2026-05-02", &["QP-07"]);
    assert!(run.stderr.contains("its last approval is of 2026-05-01, by the Quality manager, in revision 3; nothing has changed since"), "{}", run.stderr);
}

#[test]
fn the_page_says_who_approved_what() {
    let test = approved();
    let keys = Keys::new(&test);
    keys.allow(&test, "\"Quality manager\"");
    approve(
        &test,
        "2026-05-01",
        &["QP-07", "--sign", keys.private().to_str().unwrap()],
    );
    assert_eq!(test.build().status, 0);
    let page =
        RenderedPage::new(&fs::read_to_string(test.site().join("documents/QP-07.html")).unwrap());
    let text = page.text("table.approvals");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "Revision | Date | Role | Meaning | Signature | Text"
    );
    assert!(
        lines[1].starts_with("3 | 1 May 2026 | Quality manager | approved for use | SHA256:"),
        "{text}"
    );
    assert!(
        lines[2].starts_with("3 | 1 Mar 2026 | Quality manager | approved for use | none | "),
        "{text}"
    );
    assert!(
        page.text(".control-block")
            .contains("Quality manager, 1 May 2026"),
        "{}",
        page.text(".control-block")
    );
}
