//! The differences between two states of a manual: `diff`, the pages of a site, and the change of
//! coverage.

use snapbox::{assert_data_eq, str};

use crate::manual_test::{PLAIN_MANUAL, Run, run};
use crate::rendered_page::RenderedPage;
use crate::repository::{Repository, procedure};

/// A manual in two states: one document was revised, one withdrawn and one added; one finding was
/// closed and another opened.
fn two_states() -> Repository {
    let repository = Repository::new();
    let page = |id: &str, revision, clauses: &str, text: &str| {
        procedure(id, revision, "2025-01-01", clauses, text)
    };
    let finding = |id: &str, state: &str| {
        format!(
            "---\nid: {id}\ntitle: Certificate missing\nkind: finding\nowner: Buyer\ndate: 2025-01-10\n\
             grade: minor\nclauses: [8.4.1]\nstate: {state}\ndue: 2030-01-01\n---\nText.\n"
        )
    };
    repository.write("qms/buying.md", page("QP-1", 1, "8.4.1", "## Suppliers\n\nBuyers choose suppliers.\n\n![Flow](flow.png)\n\n| Part | Limit |\n|---|---|\n| Ring | 5 mm |"));
    repository.write("qms/flow.png", "old");
    repository.write("qms/old.md", page("QP-2", 1, "8.6", "Parts are released."));
    repository.write("qms/f1.md", finding("F-1", "open"));
    repository.commit("2025-02-01", "The first manual");
    let history =
        "history:\n  - { revision: 2, date: 2025-06-01, change: \"Scoring | added\" }\n---\n## Sup";
    let new = page(
        "QP-1",
        2,
        "8.4.1, 8.4.2",
        "## Suppliers\n\nBuyers score suppliers.\n\n![Flow](flow.png)\n\n| Part | Limit |\n|---|---|\n| Ring | 6 mm |",
    );
    repository.write("qms/buying.md", new.replace("---\n## Sup", history));
    repository.write("qms/flow.png", "new");
    repository.git(&["rm", "-q", "qms/old.md"]);
    repository.write("qms/new.md", page("QP-3", 1, "9.2.1", "Audits are held."));
    repository.write("qms/f1.md", finding("F-1", "closed"));
    repository.write("qms/f2.md", finding("F-2", "open"));
    repository.commit("2025-06-01", "The second manual");
    repository
}

fn ok(run: &Run) -> &str {
    assert_eq!(run.status, 0, "{}", run.stderr);
    &run.stdout
}

#[test]
fn a_difference_is_told_for_people() {
    let repository = two_states();
    let run = repository.run(&["diff", "2025-02-01", "2025-07-01", "--text"]);
    let told = ok(&run).replace(&repository.git(&["rev-parse", "--short=10", "HEAD"]), "NEW");
    let told = told.replace(
        &repository.git(&["rev-parse", "--short=10", "HEAD~1"]),
        "OLD",
    );
    assert_data_eq!(
        told,
        str![[r#"
From commit OLD on 2025-02-01 to commit NEW on 2025-07-01

Documents added (1)
  QP-3 Title of QP-3, revision 1

Documents withdrawn (1)
  QP-2 Title of QP-2, revision 1

Documents revised (1)
  QP-1 Title of QP-1, revision 1 → 2
    revision 2: Scoring | added
      revision: [-1-]{+2+}
      clauses: 8.4.1
        {+8.4.2+}
      history: {+2, date: 2025-06-01, change: Scoring | added+}
      
      ## Suppliers
        Buyers [-choose-]{+score+} suppliers.
        …
        | Part | Limit |
        | Ring | [-5-]{+6+} mm |

ISO 9001:2015: 3.1 % covered (2 of 65) → 4.6 % covered (3 of 65)
  8.4.2 Type and extent of control: gap → covered
    a document in force whose review is not overdue claims it itself and in full
    QP-1 (new): covers it: the document is in force since 2025-01-01, review due on 2026-01-01
  8.6 Release of products and services: covered → gap
    nothing claims it
    QP-2: does not claim it any more
  9.2.1: gap → covered
    a document in force whose review is not overdue claims it itself and in full
    QP-3 (new): covers it: the document is in force since 2025-01-01, review due on 2026-01-01

Findings opened (1)
  F-2 Certificate missing

Findings closed (1)
  F-1 Certificate missing

"#]]
    );
}

#[test]
fn a_difference_is_markdown_for_a_change_notice() {
    let repository = two_states();
    let run = repository.run(&["diff", "HEAD~1", "HEAD", "--format", "markdown"]);
    let told = ok(&run).replace(&repository.git(&["rev-parse", "--short=10", "HEAD"]), "NEW");
    let told = told.replace(
        &repository.git(&["rev-parse", "--short=10", "HEAD~1"]),
        "OLD",
    );
    assert_data_eq!(
        told,
        str![[r#"
# Changes of Quality manual

From commit OLD on 2025-02-01 to commit NEW on 2025-06-01.

## Documents added

| Document | Title | Revision | What has changed |
| --- | --- | --- | --- |
| QP-3 | Title of QP-3 | 1 |  |

## Documents withdrawn

| Document | Title | Revision | What has changed |
| --- | --- | --- | --- |
| QP-2 | Title of QP-2 | 1 |  |

## Documents revised

| Document | Title | Revision | What has changed |
| --- | --- | --- | --- |
| QP-1 | Title of QP-1 | 1 → 2 | revision 2: Scoring /| added |

## ISO 9001:2015

4.6 % covered (3 of 65), before 3.1 % covered (2 of 65).

| Clause | Title | Status | Why |
| --- | --- | --- | --- |
| 8.4.2 | Type and extent of control | gap → covered | a document in force whose review is not overdue claims it itself and in full; QP-1 (new): covers it: the document is in force since 2025-01-01, review due on 2026-01-01 |
| 8.6 | Release of products and services | covered → gap | nothing claims it; QP-2: does not claim it any more |
| 9.2.1 |  | gap → covered | a document in force whose review is not overdue claims it itself and in full; QP-3 (new): covers it: the document is in force since 2025-01-01, review due on 2026-01-01 |

## Findings opened

- F-2 Certificate missing

## Findings closed

- F-1 Certificate missing

"#]]
    );
}

#[test]
fn a_difference_is_json_for_programs() {
    let repository = two_states();
    let run = repository.run(&[
        "diff",
        "HEAD~1",
        "--as-of",
        "2025-07-01",
        "--format",
        "json",
    ]);
    let told: serde_json::Value = serde_json::from_str(ok(&run)).unwrap();
    assert_eq!(told["schema"], "clausebook.diff/1");
    assert_eq!(told["old"]["as_of"], "2025-02-01");
    assert_eq!(told["new"]["folder"], ".");
    let ids = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|one| one["id"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let documents = &told["documents"];
    let found = ["added", "withdrawn", "revised", "changed"].map(|fate| ids(&documents[fate]));
    assert_eq!(found, [vec!["QP-3"], vec!["QP-2"], vec!["QP-1"], vec![]]);
    assert_eq!(
        documents["revised"][0]["history"][0]["change"],
        "Scoring | added"
    );
    let findings = &told["findings"];
    assert_eq!(
        [ids(&findings["opened"]), ids(&findings["closed"])],
        [vec!["F-2"], vec!["F-1"]]
    );
    let clauses = told["standards"][0]["clauses"].as_array().unwrap();
    let moved: Vec<String> = clauses
        .iter()
        .map(|one| format!("{} {} {}", one["number"], one["before"], one["after"]))
        .collect();
    let expected = [
        "\"8.4.2\" \"gap\" \"covered\"",
        "\"8.6\" \"covered\" \"gap\"",
        "\"9.2.1\" \"gap\" \"covered\"",
    ];
    assert_eq!(moved, expected);
}

#[test]
fn two_folders_can_be_compared_and_nothing_differs_from_itself() {
    let repository = two_states();
    let copy = repository.folder().join("copy");
    std::fs::create_dir(&copy).unwrap();
    std::fs::copy(
        repository.manual().join("manual.toml"),
        copy.join("manual.toml"),
    )
    .unwrap();
    let run = repository.run(&["diff", "../copy", ".", "--as-of", "2025-07-01"]);
    assert!(ok(&run).contains("Documents added (2)"), "{}", run.stdout);
    let run = repository.run(&["diff", ".", "--as-of", "2025-07-01"]);
    assert_eq!(
        ok(&run),
        "From `.` on 2025-07-01 to `.` on 2025-07-01\nNothing differs.\n"
    );
    let rev = repository.run(&["diff", "HEAD~1", "--rev", "HEAD~1"]);
    assert!(ok(&rev).ends_with("Nothing differs.\n"), "{}", rev.stdout);
}

/// Builds the site with the setting `since` and returns one of its pages, if it exists.
fn built(repository: &Repository, since: &str, page: &str) -> Option<String> {
    let config = format!("{PLAIN_MANUAL}[changes]\nsince = \"{since}\"\n");
    repository.write("qms/manual.toml", config);
    let run = repository.run(&["build", "--as-of", "2025-07-01", "-o", "../site"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    std::fs::read_to_string(repository.folder().join("site").join(page)).ok()
}

#[test]
fn the_site_shows_what_has_changed_since_a_day() {
    let repository = two_states();
    let page = built(&repository, "2025-03-01", "changes.html").unwrap();
    let page = page.replace(
        &repository.git(&["rev-parse", "--short=10", "HEAD~1"]),
        "OLD",
    );
    assert_data_eq!(
        RenderedPage::new(&page).linked("main"),
        str![[r#"
Changes
What has changed since 1 Mar 2025 (version OLD in the history of the manual).
New documents 1
Document | Revision | Change
[QP-3 Title of QP-3](documents/QP-3.html) | 1 |
Documents withdrawn 1
Document | Revision | Change
QP-2 Title of QP-2 | 1 |
Documents revised 1
Document | Revision | Change
[QP-1 Title of QP-1](documents/QP-1.html) | 1 → 2 | 2: Scoring | added / [Show what has changed](redlines/QP-1.html)
ISO 9001:2015
Before: 2 of 65 requirements covered
Now: 3 of 65 requirements covered
Clause | Before | Now | Why
[8.4.2 Type and extent of control](standards/iso-9001-2015/8.4.2.html) | Gap | Covered | A document in force addresses this clause itself, in full, and its review is not overdue. ([QP-1](documents/QP-1.html))
[8.6 Release of products and services](standards/iso-9001-2015/8.6.html) | Covered | Gap | No document claims it, nor a clause above it. (QP-2)
[9.2.1 Internal audit](standards/iso-9001-2015/9.2.1.html) | Gap | Covered | A document in force addresses this clause itself, in full, and its review is not overdue. ([QP-3](documents/QP-3.html))
Findings opened 1
[F-2 Certificate missing](records/F-2.html)
Findings closed 1
[F-1 Certificate missing](records/F-1.html)
"#]]
    );
}

#[test]
fn a_redline_can_be_read_without_colour_and_shows_pictures_before_and_after() {
    let repository = two_states();
    let page = built(&repository, "HEAD~1", "redlines/QP-1.html").unwrap();
    let commit = repository.git(&["rev-parse", "--short=10", "HEAD~1"]);
    let shown = RenderedPage::new(&page.replace(&commit, "OLD")).text("main");
    assert_data_eq!(
        shown,
        str![[r#"
QP-1 Title of QP-1Revision 2 · In force
Harrow Bearings Ltd · Quality manualUncontrolled when printed · As of 1 Jul 2025
What has changed in
QP-1 Title of QP-1
Compared with the last text of revision 1, of 1 Feb 2025 (version OLD in the history of the manual).
How to read it: [+inserted+] [−deleted−]
Data of the document
Revision | [−1−][+2+]
Clauses | 8.4.1 [+8.4.2+]
History | [+2, date: 2025-06-01, change: Scoring | added+]
Suppliers
Buyers [−choose−][+score+] suppliers.
before: flow.png now: flow.png
Part | Limit
Ring | [−5−][+6+] mm
"#]]
    );
    let site = repository.folder().join("site");
    let pictures = std::fs::read_dir(site.join("redlines/pictures")).unwrap();
    let pictures: Vec<_> = pictures
        .map(|one| std::fs::read(one.unwrap().path()).unwrap())
        .collect();
    assert_eq!(pictures, [b"old"]);
    let document = std::fs::read_to_string(site.join("documents/QP-1.html")).unwrap();
    let history = RenderedPage::new(&document).linked("[aria-labelledby=_history]");
    assert!(history.contains("(../redlines/QP-1.html)"), "{history}");
    assert!(!site.join("redlines/QP-3.html").exists());
}

#[test]
fn a_text_that_changed_since_it_was_approved_is_compared_with_the_approved_one() {
    let repository = two_states();
    let path = repository.manual().join("new.md");
    let text = std::fs::read_to_string(&path).unwrap();
    repository.write("qms/new.md", text.replace("held", "not held"));
    let page = built(&repository, "HEAD~1", "redlines/QP-3.html").unwrap();
    let page = RenderedPage::new(&page).text("main");
    assert!(page.contains("as it was issued on 1 Jun 2025"), "{page}");
    assert!(page.contains("Audits are [+not +]held."), "{page}");
}

/// What is approved is compared with the approved text, whatever the commits say, and without the
/// setting `since`: the text, the pictures, the variables and the other files.
#[test]
fn what_changed_since_an_approval_is_shown_on_its_own_page() {
    let repository = Repository::new();
    let config = |name: &str| format!("{PLAIN_MANUAL}[variables]\nname = \"{name}\"\n");
    repository.write("qms/manual.toml", config("Harrow"));
    let text = "## Choice\n\nBuyers of {{ name }} choose.\n\n![Flow](a-flow.png) [List](list.txt)";
    let page = procedure("QP-1", 1, "2025-01-01", "8.4.1", text);
    repository.write("qms/buying.md", &page);
    repository.write("qms/a-flow.png", "old");
    repository.write("qms/list.txt", "one");
    repository.commit("2025-02-01", "Wording before the approval");
    let approved = page.replace("choose.", "score.");
    repository.write("qms/buying.md", &approved);
    repository.commit("2025-02-10", "The wording that is approved");
    // 2025-02-11 in seconds.
    let mut command = repository.command();
    command
        .args(["approve", "QP-1"])
        .env("SOURCE_DATE_EPOCH", "1739232000");
    assert_eq!(run(&mut command).status, 0);
    repository.commit("2025-02-11", "The approval");
    let build = || {
        let run = repository.run(&["build", "--as-of", "2025-07-01", "-o", "../site"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let site = repository.folder().join("site");
        let read = move |page: &str| {
            let html = std::fs::read_to_string(site.join(page)).ok()?;
            Some(RenderedPage::new(&html))
        };
        let document = read("documents/QP-1.html").unwrap();
        let notices = document.texts_linked(".notice");
        (notices.join("\n"), read("redlines/QP-1.html"))
    };
    let (notice, redline) = build();
    assert_eq!((notice.as_str(), redline.is_none()), ("", true));
    repository.write("qms/buying.md", approved.replace("score.", "guess."));
    repository.write("qms/a-flow.png", "new");
    repository.write("qms/list.txt", "two");
    repository.write("qms/manual.toml", config("Narrow"));
    let (notice, redline) = build();
    assert!(
        notice.ends_with(
            "Do not work to it until it is approved. [Show what has changed](../redlines/QP-1.html)"
        ),
        "{notice}"
    );
    assert_data_eq!(
        redline.unwrap().text("main"),
        str![[r#"
QP-1 Title of QP-1Revision 1 · Changed since approval
Harrow Bearings Ltd · Quality manualUncontrolled when printed · As of 1 Jul 2025
Changed since approval
What has changed in
QP-1 Title of QP-1
Compared with revision 1 as the Quality manager approved it on 11 Feb 2025.
How to read it: [+inserted+] [−deleted−]
What else was approved with the text
the value of “name” | [−Harrow−][+Narrow+]
the file a-flow.png | has other contents than the approved file
the file list.txt | has other contents than the approved file
Choice
Buyers of Narrow [−score−][+guess+].
before: a-flow.png now: a-flow.png List
"#]]
    );
    let site = repository.folder().join("site");
    assert!(!site.join("changes.html").exists());
    let pictures = std::fs::read_dir(site.join("redlines/pictures")).unwrap();
    let pictures: Vec<_> = pictures
        .map(|one| std::fs::read(one.unwrap().path()).unwrap())
        .collect();
    assert_eq!(pictures, [b"old"]);
    // A new revision without an approval is compared with the approved text of the earlier one.
    repository.write(
        "qms/buying.md",
        approved.replace("revision: 1", "revision: 2"),
    );
    let (notice, redline) = build();
    assert!(notice.contains("(../redlines/QP-1.html)"), "{notice}");
    let redline = redline.unwrap().text("main");
    assert!(
        redline.contains(
            "Compared with revision 1 as the Quality manager approved it on 11 Feb 2025."
        ),
        "{redline}"
    );
    // Outside of a repository the page says what has changed, without a redline.
    std::fs::remove_dir_all(repository.folder().join(".git")).unwrap();
    repository.write("qms/buying.md", approved.replace("score.", "guess."));
    std::fs::remove_dir_all(&site).unwrap();
    let (notice, redline) = build();
    assert!(notice.ends_with("until it is approved."), "{notice}");
    assert!(redline.is_none());
}

#[test]
fn since_the_last_audit_or_review_and_where_it_cannot_be_told_is_said_once() {
    let repository = two_states();
    let says = |since: &str| {
        let config = format!("{PLAIN_MANUAL}[changes]\nsince = \"{since}\"\n");
        repository.write("qms/manual.toml", config);
        let run = repository.run(&["build", "--as-of", "2025-07-01", "-o", "../site"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(
            repository.folder().join("site/changes.html").exists(),
            !run.stderr.contains("the site shows no changes"),
        );
        let mut said = run
            .stderr
            .lines()
            .filter(|line| line.starts_with("the site shows"));
        (
            said.next().map(str::to_owned),
            said.next().map(str::to_owned),
        )
    };
    let none = |why: &str| {
        (
            Some(format!("the site shows no changes and no redlines: {why}")),
            None,
        )
    };
    assert_eq!(says("last-audit"), none("no audit has been held yet"));
    assert_eq!(says("last-review"), none("no review has been held yet"));
    let audit = "---\nid: A-1\ntitle: Audit\nkind: audit\nowner: Buyer\ntype: internal\nauditor: Ann\n\
                 date: 2025-04-01\nstate: done\nclauses: [8.4.1]\n---\nDone.\n";
    repository.write("qms/a.md", audit);
    assert_eq!(says("last-audit"), (None, None));
    assert!(
        says("nowhere")
            .0
            .unwrap()
            .contains("`nowhere` is no revision")
    );
}

#[test]
fn how_coverage_has_moved_is_written_and_drawn() {
    let repository = two_states();
    let run = repository.run(&["history", "--as-of", "2025-07-01"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let text = std::fs::read_to_string(repository.manual().join("history.csv")).unwrap();
    let (old, new) = (
        repository.git(&["rev-parse", "--short=10", "HEAD~1"]),
        repository.git(&["rev-parse", "--short=10", "HEAD"]),
    );
    let expected = [
        ("2025-02-01", &old, 2),
        ("2025-03-01", &old, 2),
        ("2025-04-01", &old, 2),
        ("2025-05-01", &old, 2),
        ("2025-06-01", &new, 3),
        ("2025-07-01", &new, 3),
    ];
    let rows = expected
        .map(|(day, commit, covered)| format!("{day},{commit},iso-9001-2015,{covered},65\n"));
    assert_eq!(
        text,
        format!("date,commit,standard,covered,of\n{}", rows.concat())
    );
    let run = repository.run(&["build", "--as-of", "2025-07-01", "-o", "../site"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let home = std::fs::read_to_string(repository.folder().join("site/index.html")).unwrap();
    let home = RenderedPage::new(&home).text(".objective");
    assert!(
        home.starts_with("ISO 9001:2015\n4.6 % covered on 1 Jul 2025: 3 of 65 requirements."),
        "{home}"
    );

    // A report of an earlier day has no later points.
    let run = repository.run(&["build", "--as-of", "2025-05-31", "-o", "../site"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let home = std::fs::read_to_string(repository.folder().join("site/index.html")).unwrap();
    let home = RenderedPage::new(&home).text(".objective");
    assert!(
        home.starts_with("ISO 9001:2015\n3.1 % covered on 1 May 2025: 2 of 65 requirements."),
        "{home}"
    );
    assert!(!home.contains("Jun 2025"), "{home}");

    repository.write("qms/history.csv", text.replace("2025-03-01", "last March"));
    let log = repository.printed(&["check", "--format", "json"]);
    assert!(log.contains("this is not a day, or not a number of requirements"));
    // A damaged first line, and what makes a row or the file unreadable, is told at its place.
    let rows = text.split_once('\n').unwrap().1;
    let first = "the first line is not `date,commit,standard,covered,of`";
    for (written, message, line, column) in [
        (text.replace("covered", "coverd"), first, 1, 22),
        (rows.to_owned(), first, 1, 1),
        (text.replace(",covered,of", ""), first, 1, 1),
        (
            text.replacen(",65\n", ",65,7\n", 1),
            "the row has 6 cells, the header 5",
            2,
            42,
        ),
        (
            format!("<<<<<<< a\n{text}=======\n{text}>>>>>>> b\n"),
            "`<<<<<<<` marks a merge conflict that is not resolved",
            1,
            1,
        ),
    ] {
        repository.write("qms/history.csv", &written);
        let log = repository.printed(&["check", "--format", "json"]);
        let log: serde_json::Value = serde_json::from_str(&log).unwrap();
        let told = log["diagnostics"].as_array().unwrap().iter();
        let told: Vec<_> = told
            .filter(|one| one["file"] == "history.csv")
            .map(|one| {
                (
                    one["message"].as_str().unwrap(),
                    one["line"].clone(),
                    one["column"].clone(),
                )
            })
            .collect();
        assert_eq!(told, [(message, line.into(), column.into())], "{written}");
    }
    repository.write("qms/history.csv", "week,sales\n1,2\n");
    let log = repository.printed(&["check", "--format", "json"]);
    assert!(!log.contains("history.csv"), "{log}");
    let run = repository.run(&["history", "--as-of", "2025-07-01"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("was not written by this command"),
        "{}",
        run.stderr
    );
}
