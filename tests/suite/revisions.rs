//! A manual that is read from a commit is equal to a checkout of that commit.

use std::fs;

use crate::manual_test::{PLAIN_MANUAL, clausebook, run};
use crate::repository::{Repository, git, procedure};

/// A manual with thirty weekly commits, and the days of the commits. Documents are added, revised,
/// withdrawn and moved; records are opened and closed.
fn thirty_weeks() -> (Repository, Vec<String>) {
    let repository = Repository::new();
    let mut days = Vec::new();
    for week in 0..30_u32 {
        let day = format!("2025-{:02}-{:02}", 1 + week / 4, 2 + 7 * (week % 4));
        let clauses = [
            "4.1", "5.2", "7.1.5.1", "8.4.1", "8.4.2", "8.6", "9.2", "10.2",
        ];
        let id = week % 8;
        let clause = clauses[id as usize];
        let path = format!(
            "qms/procedures/{}QP-{id}.md",
            if week > 15 { "new/" } else { "" }
        );
        if week == 16 {
            repository.git(&["mv", "qms/procedures", "qms/moved"]);
            fs::create_dir_all(repository.folder().join("qms/procedures")).unwrap();
            repository.git(&["mv", "qms/moved", "qms/procedures/new"]);
        }
        let text = format!("Text of week {week}.");
        let mut page = procedure(&format!("QP-{id}"), week, &day, clause, &text);
        if week % 5 == 3 {
            page = page.replace("status: approved", "status: draft");
        }
        repository.write(&path, page);
        let state = if week % 3 == 2 { "closed" } else { "open" };
        let finding = format!(
            "---\nid: F-{}\ntitle: Finding\nkind: finding\nowner: Buyer\ndate: {day}\ngrade: minor\n\
             clauses: [{clause}]\nstate: {state}\n---\nText.\n",
            week % 6
        );
        repository.write(&format!("qms/records/F-{}.md", week % 6), finding);
        repository.commit(&day, &format!("Week {week}"));
        days.push(day);
    }
    (repository, days)
}

#[test]
fn the_matrix_of_a_past_day_is_that_of_a_checkout() {
    let (repository, days) = thirty_weeks();
    let commits = repository.git(&["rev-list", "--reverse", "HEAD"]);
    let commits: Vec<&str> = commits.lines().collect();
    // The days of some commits, and a day between two commits.
    let cases = [0, 3, 5, 8, 12, 16, 19, 22, 26, 29].map(|week| (week, days[week].clone()));
    let between = (17, days[17].replace("-09", "-12"));
    for (week, day) in cases.into_iter().chain([between]) {
        let checkout = tempfile::tempdir().unwrap();
        let there = checkout.path().join("copy");
        let clone = git(repository.folder(), "2026-01-01")
            .args(["clone", "-q", "."])
            .arg(&there)
            .output()
            .unwrap();
        assert!(clone.status.success());
        let output = git(&there, "2026-01-01")
            .args(["checkout", "-q", commits[week]])
            .output();
        assert!(output.unwrap().status.success());
        for command in [
            vec!["coverage", "--format", "json"],
            vec!["registers", "--format", "json"],
            vec!["check", "--format", "json"],
        ] {
            let then = repository.printed(&[&command[..], &["--rev", &day]].concat());
            let mut in_checkout = clausebook();
            in_checkout.current_dir(there.join("qms")).args(&command);
            let in_checkout = run(in_checkout.args(["--as-of", &day]));
            assert_eq!(then, in_checkout.stdout, "{command:?} on {day}");
        }
    }
}

#[test]
fn a_site_of_a_revision_has_the_bytes_of_a_site_of_its_checkout() {
    let (repository, days) = thirty_weeks();
    repository.write(
        "qms/pictures/flow.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    repository.write("qms/a.md", "# A\n\n![Flow](pictures/flow.svg)\n");
    repository.write("themes/own/css/own.css", "p { color: red }\n");
    repository.commit("2025-12-01", "With a picture");
    let tip = repository.git(&["rev-parse", "HEAD"]);
    let of = |arguments: &[&str], name: &str| {
        let site = repository.folder().join(name);
        let fixed = [
            "build",
            "-q",
            "--as-of",
            "2025-12-02",
            "-o",
            site.to_str().unwrap(),
        ];
        let run = repository.run(&[&fixed[..], arguments].concat());
        assert!(run.status < 2, "{}", run.stderr);
        fs::read_to_string(site.join("manifest.json")).unwrap()
    };
    let now = of(&[], "now");
    repository.write("qms/a.md", "# B\n");
    repository.commit("2025-12-03", "Without it");
    assert_eq!(of(&["--rev", &tip], "then"), now);
    assert!(!days.is_empty());
}

#[test]
fn which_commit_is_read_is_printed() {
    let repository = Repository::new();
    repository.commit("2025-03-04", "The first manual");
    let id = repository.git(&["rev-parse", "--short=10", "HEAD"]);
    let run = repository.run(&["coverage", "--rev", "2025-06-01", "--format", "json"]);
    assert!(
        run.stdout.contains("\"as_of\": \"2025-06-01\""),
        "{}",
        run.stdout
    );
    assert_eq!(
        run.stderr.lines().next(),
        Some(&*format!(
            "reading the commit {id} of 2025-03-04: The first manual"
        ))
    );
    let run = repository.run(&[
        "coverage",
        "--rev",
        "2025-06-01",
        "--as-of",
        "2025-07-01",
        "--format",
        "json",
    ]);
    assert!(
        run.stdout.contains("\"as_of\": \"2025-07-01\""),
        "{}",
        run.stdout
    );
}

#[test]
fn what_cannot_be_read_from_git_is_said_and_ends_with_2() {
    let repository = Repository::new();
    let says = |arguments: &[&str]| {
        let run = repository.run(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    assert_eq!(
        says(&["check", "--rev", "HEAD"]),
        "error: `HEAD` is no revision of the git repository: write a day (2025-06-01), a tag, a branch or \
         the hash of a commit\n"
    );
    assert_eq!(
        says(&["check", "--rev", "2025-06-01"]),
        "error: the git repository has no commit yet\n"
    );
    repository.commit("2025-03-04", "The first manual");
    assert_eq!(
        says(&["check", "--rev", "2025-03-03"]),
        "error: no commit was made on or before 2025-03-03; the first one is of 2025-03-04\n"
    );
    assert!(says(&["check", "--rev=--output=x"]).starts_with("error: `--output=x` is no revision"));
    let id = repository.git(&["rev-parse", "--short=10", "HEAD"]);
    assert_eq!(
        says(&["check", "--rev", "HEAD", "--manual", ".."]),
        format!(
            "error: the commit {id} of 2025-03-04 has no manual.toml in `..`, so that there was no manual \
             then\n"
        )
    );

    let alone = tempfile::tempdir().unwrap();
    fs::write(alone.path().join("manual.toml"), "title = \"M\"\n").unwrap();
    let outside = run(clausebook()
        .current_dir(alone.path())
        .args(["check", "--rev", "HEAD"]));
    assert_eq!(outside.status, 2);
    assert!(
        outside.stderr.ends_with("lies in no git repository\n"),
        "{}",
        outside.stderr
    );
    let no_git = run(repository
        .command()
        .env("PATH", "")
        .args(["check", "--rev", "HEAD"]));
    assert_eq!(no_git.status, 2);
    assert_eq!(
        no_git.stderr,
        "error: this needs the program `git`, which is not on the PATH\n"
    );
}

#[test]
fn a_folder_that_is_gone_and_a_bare_or_shallow_clone_can_be_read() {
    let repository = Repository::new();
    let page = procedure("QP-1", 1, "2025-01-01", "8.4.1", "We buy.");
    repository.write("qms/a.md", &page);
    repository.commit("2025-03-04", "One");
    repository.git(&["mv", "qms", "handbook"]);
    repository.commit("2025-04-04", "Two");
    let asked = ["coverage", "--format", "csv", "--rev", "2025-03-10"];
    let from = |folder: &std::path::Path, manual: &str| {
        let mut command = clausebook();
        command.current_dir(folder).args(asked);
        run(command.args(["--manual", manual]))
    };
    let gone = from(repository.folder(), "qms");
    assert_eq!(gone.status, 0, "{}", gone.stderr);
    assert!(gone.stdout.contains("QP-1"));

    let clones = tempfile::tempdir().unwrap();
    for (name, how) in [("bare", "--bare"), ("shallow", "--depth=1")] {
        let source = format!("file://{}", repository.folder().display());
        let clone = git(clones.path(), "2026-01-01")
            .args(["clone", "-q", how, &source, name])
            .output();
        assert!(clone.unwrap().status.success());
    }
    let bare = from(clones.path(), "bare/qms");
    assert_eq!(
        (bare.status, bare.stdout.as_str()),
        (0, gone.stdout.as_str()),
        "{}",
        bare.stderr
    );
    let shallow = from(clones.path(), "shallow/handbook");
    assert_eq!(
        (shallow.status, shallow.stderr.as_str()),
        (
            2,
            "error: the clone is shallow: its commits begin with 2025-04-04, and it is not known what was \
             there on 2025-03-10; `git fetch --unshallow` brings the rest\n"
        )
    );
}

#[test]
fn the_environment_of_a_hook_changes_nothing() {
    let (repository, other) = (Repository::new(), Repository::new());
    repository.write(
        "qms/a.md",
        procedure("QP-1", 1, "2025-01-01", "8.4.1", "We buy."),
    );
    repository.commit("2025-03-04", "One");
    other.commit("2025-03-04", "Another");
    let mut command = repository.command();
    command.env("GIT_DIR", other.folder().join(".git"));
    command.env("GIT_WORK_TREE", other.folder());
    let run = run(command.args(["coverage", "--format", "csv", "--rev", "HEAD"]));
    assert!(run.stdout.contains("QP-1"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn odd_names_links_and_submodules_are_read_or_told_as_in_a_checkout() {
    use std::os::unix::fs::symlink;

    let (repository, other) = (Repository::new(), Repository::new());
    let config = format!("{PLAIN_MANUAL}[reading]\nfollow_links = true\n");
    repository.write("qms/manual.toml", config);
    let page = |id: &str| procedure(id, 1, "2025-01-01", "8.4.1", "We buy.");
    repository.write("qms/with blank \"quoted\" ü.md", page("QP-1"));
    repository.write("qms/e\u{301}t\u{e9}.md", page("QP-2"));
    repository.write("qms/line\nbreak.md", page("QP-3"));
    repository.write("shared/common.md", page("QP-4"));
    repository.write("qms/-rf.md", page("QP-5"));
    let link = |target: &str, name: &str| symlink(target, repository.manual().join(name)).unwrap();
    link("-rf.md", "again.md");
    link("../shared", "shared");
    link("nowhere.md", "dangling.md");
    link("../../outside.md", "outside.md");
    link(".", "circle");
    repository.commit("2025-03-04", "Odd");
    let then = repository.printed(&[
        "check",
        "--rev",
        "HEAD",
        "--format",
        "json",
        "--as-of",
        "2025-04-01",
    ]);
    // In the working tree, a target outside the repository would be reported with its path on disk.
    link("nowhere.md", "x");
    fs::remove_file(repository.manual().join("outside.md")).unwrap();
    fs::remove_file(repository.manual().join("x")).unwrap();
    let now = repository.printed(&["check", "--format", "json", "--as-of", "2025-04-01"]);
    let messages = |log: &str| {
        let log: serde_json::Value = serde_json::from_str(log).unwrap();
        let all = log["diagnostics"].as_array().unwrap().clone();
        let told = all.into_iter().filter(|one| one["file"] != "outside.md");
        told.map(|one| one.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(messages(&then), messages(&now));
    assert!(
        then.contains("the link leads out of the repository, to `../../outside.md`"),
        "{then}"
    );

    other.commit("2025-01-01", "Other");
    let url = other.folder().to_str().unwrap();
    repository.git(&["submodule", "add", "-q", url, "qms/foreign"]);
    repository.commit("2025-03-05", "With another repository");
    let then = repository.printed(&["check", "--rev", "HEAD", "--format", "json"]);
    assert!(
        then.contains("this is another repository (a submodule)"),
        "{then}"
    );
}

#[test]
fn contents_that_git_lfs_keeps_are_read_where_they_are_and_told_where_not() {
    let repository = Repository::new();
    let hash = "a".repeat(64);
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize 7\n");
    repository.write("qms/picture.png", pointer);
    repository.write("qms/index.md", "# Home\n\n![Picture](picture.png)\n");
    repository.commit("2025-03-04", "With a picture");
    let build = || repository.run(&["build", "-q", "--rev", "HEAD", "-o", "../site"]);
    let run = build();
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(
        run.stderr.contains("`git lfs fetch` downloads it"),
        "{}",
        run.stderr
    );
    repository.write(&format!(".git/lfs/objects/aa/aa/{hash}"), "picture");
    assert_eq!(build().status, 0);
    let published = repository.folder().join("site/files/picture.png");
    let found = walkdir::WalkDir::new(repository.folder().join("site")).into_iter();
    let found = found
        .map(Result::unwrap)
        .find(|one| one.file_name() == "picture.png");
    assert_eq!(
        fs::read(found.map_or(published, walkdir::DirEntry::into_path)).unwrap(),
        b"picture"
    );
}

#[test]
fn a_day_in_the_past_says_whose_text_is_not_in_the_manual() {
    let repository = Repository::new();
    let page = procedure("QP-1", 3, "2025-06-01", "8.4.1", "We buy.");
    let history = "history:\n  - { revision: 1, date: 2024-01-01, change: First }\n  - { revision: 2, \
                   date: 2024-06-01, change: Second }\n  - { revision: 3, date: 2025-06-01, change: Third }\n---\nWe";
    repository.write("qms/a.md", page.replace("---\nWe", history));
    let told = |day: &str| {
        let run = repository.run(&["coverage", "--format", "json", "--as-of", day]);
        let said = run
            .stderr
            .lines()
            .take_while(|line| !line.starts_with("warning["));
        said.map(str::to_owned).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        told("2024-12-31"),
        "on 2024-12-31 there was an earlier revision of QP-1 (revision 2, now 3): its text is not in the \
         manual; in a git repository, `--rev 2024-12-31` reads the manual as it was"
    );
    assert_eq!(told("2025-06-01"), "");
    assert_eq!(told("2023-12-31"), "");
    assert_eq!(told("2999-12-31"), "");
}

/// The diagnostics of the rule `changed-without-revision`, each with location and message.
fn changed(repository: &Repository) -> Vec<String> {
    let log = repository.printed(&["check", "--format", "json"]);
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    let all = log["diagnostics"].as_array().unwrap();
    let told = all
        .iter()
        .filter(|one| one["rule"] == "changed-without-revision");
    told.map(|one| {
        let message = one["message"].as_str().unwrap();
        format!(
            "{}:{}: {message}",
            one["file"].as_str().unwrap(),
            one["line"]
        )
    })
    .collect()
}

#[test]
fn a_text_that_changes_after_its_revision_was_set_is_told() {
    let repository = Repository::new();
    let page = |revision, text: &str| procedure("QP-1", revision, "2025-01-01", "8.4.1", text);
    let write = |revision, text: &str| repository.write("qms/a.md", page(revision, text));
    write(1, "We inspect each lot.");
    assert!(changed(&repository).is_empty(), "nothing was committed yet");
    repository.commit("2025-03-04", "One");
    let id = repository.git(&["rev-parse", "--short=10", "HEAD"]);
    assert!(changed(&repository).is_empty());

    write(1, "Nobody inspects each lot.");
    let told = format!(
        "a.md:2: the text of QP-1 has changed since revision 1 was approved (2025-03-04 in commit {id})"
    );
    assert_eq!(
        changed(&repository),
        [told.as_str()],
        "the working tree counts"
    );
    repository.commit("2025-03-05", "Two");
    assert_eq!(changed(&repository), [told.as_str()]);

    write(1, "We  inspect\n\neach lot.");
    assert!(changed(&repository).is_empty(), "white space is no change");
    write(1, "We inspect each lot.");
    repository.commit("2025-03-06", "As it was");
    assert!(changed(&repository).is_empty());

    write(2, "Nobody inspects.");
    assert!(
        changed(&repository).is_empty(),
        "the new revision is not committed yet"
    );
    repository.commit("2025-03-07", "Three");
    assert!(changed(&repository).is_empty());
    repository.write(
        "qms/a.md",
        page(2, "Nobody inspects.").replace("owner: Buyer", "owner: Seller"),
    );
    assert!(changed(&repository).is_empty(), "the text is the same");

    let draft = page(2, "A draft.").replace("approved", "draft");
    repository.write("qms/a.md", draft);
    repository.commit("2025-03-08", "Four");
    write(2, "Somebody inspects.");
    repository.commit("2025-03-09", "Five");
    assert!(
        changed(&repository).is_empty(),
        "the status was set later than the revision"
    );
    write(2, "Somebody inspects nothing.");
    assert_eq!(changed(&repository).len(), 1);

    repository.write(
        "qms/manual.toml",
        format!("{PLAIN_MANUAL}[rules]\nchanged-without-revision = \"deny\"\n"),
    );
    assert_eq!(repository.run(&["check", "-q"]).status, 1);
}

#[test]
fn a_file_that_moves_and_a_merge_are_followed() {
    let repository = Repository::new();
    let long = "We inspect each lot by the plan of the customer, and write down what we see.";
    let page = |revision, text: &str| procedure("QP-1", revision, "2025-01-01", "8.4.1", text);
    repository.write("qms/a.md", page(1, long));
    repository.commit("2025-03-04", "One");
    fs::create_dir_all(repository.folder().join("qms/new")).unwrap();
    repository.git(&["mv", "qms/a.md", "qms/new/b.md"]);
    repository.commit("2025-03-05", "Moved");
    assert!(changed(&repository).is_empty());
    repository.write("qms/new/b.md", page(1, &long.replace("each", "no")));
    assert_eq!(
        changed(&repository).len(),
        1,
        "changed since it lay elsewhere"
    );
    repository.write("qms/new/b.md", page(1, long));

    // On a branch the text changes before the revision; the merge commit brings both at once.
    repository.git(&["checkout", "-q", "-b", "work"]);
    repository.write("qms/new/b.md", page(1, &long.replace("each", "every")));
    repository.commit("2025-03-06", "Text");
    repository.write(
        "qms/new/b.md",
        page(2, &long.replace("each", "every second")),
    );
    repository.commit("2025-03-07", "Revision");
    repository.write(
        "qms/new/b.md",
        page(2, &long.replace("each", "every third")),
    );
    repository.commit("2025-03-08", "More");
    assert_eq!(changed(&repository).len(), 1);
    repository.git(&["checkout", "-q", "main"]);
    repository.git_on(
        &["merge", "-q", "--no-ff", "-m", "Merge", "work"],
        "2025-03-09",
    );
    assert!(changed(&repository).is_empty());
}

#[test]
fn where_git_tells_nothing_it_is_said_once_and_nothing_fails() {
    let page = procedure("QP-1", 1, "2025-01-01", "8.4.1", "We buy.");
    let says = |run: &crate::manual_test::Run| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        let said = run
            .stderr
            .lines()
            .filter(|line| line.starts_with("changes without"));
        said.map(str::to_owned).collect::<Vec<_>>()
    };
    let alone = crate::manual_test::ManualTest::new(&[("a.md", page.as_str())]);
    let none =
        "changes without a revision are not looked for: the manual lies in no git repository";
    assert_eq!(says(&alone.run(&["check"])), [none]);
    let no_git = run(clausebook()
        .args(["check", "--manual"])
        .arg(alone.manual())
        .env("PATH", ""));
    assert_eq!(
        says(&no_git),
        [none],
        "git is not run where there is no repository"
    );

    let repository = Repository::new();
    repository.write("qms/a.md", &page);
    repository.commit("2025-03-04", "One");
    repository.commit("2025-03-05", "Two");
    let no_git = run(repository.command().env("PATH", "").arg("check"));
    let why = "this needs the program `git`, which is not on the PATH";
    assert_eq!(
        says(&no_git),
        [format!(
            "changes without a revision are not looked for: {why}"
        )]
    );
    let clones = tempfile::tempdir().unwrap();
    let source = format!("file://{}", repository.folder().display());
    let clone = git(clones.path(), "2026-01-01")
        .args(["clone", "-q", "--depth=1", &source, "s"])
        .output();
    assert!(clone.unwrap().status.success());
    let shallow = run(clausebook()
        .current_dir(clones.path().join("s/qms"))
        .arg("check"));
    let why = "the git repository is a shallow clone (`git fetch --unshallow` brings the rest)";
    assert_eq!(
        says(&shallow),
        [format!(
            "changes without a revision are not looked for: {why}"
        )]
    );
    let rule = format!("{PLAIN_MANUAL}[rules]\nchanged-without-revision = \"allow\"\n");
    repository.write("qms/manual.toml", rule);
    let allowed = run(repository.command().env("PATH", "").arg("check"));
    assert!(
        says(&allowed).is_empty(),
        "git is not run for a rule that is allowed"
    );
}

#[test]
fn the_example_of_the_rule_triggers_it_once_it_was_committed_with_another_text() {
    let rule = clausebook::stages::find_rule("changed-without-revision").unwrap();
    let repository = Repository::new();
    for (path, text) in rule.example {
        repository.write(&format!("qms/{path}"), text.replace("another", "the first"));
    }
    repository.commit("2026-02-01", "Committed");
    for (path, text) in rule.example {
        repository.write(&format!("qms/{path}"), text);
    }
    assert_eq!(changed(&repository).len(), 1);
}
