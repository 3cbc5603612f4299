//! What follows from a mistake elsewhere is not told beside it, and is told where the manual lets the
//! mistake pass.

use crate::manual_test::{ManualTest, Told, one, told};

const SETTINGS: &str = "title = \"M\"\norganisation = \"O\"\nstandards = [\"small\"]\n";

const STANDARD: &str = "id = \"small\"
designation = \"Small:2020\"

[[clause]]
number = \"1\"
title = \"Purchasing\"

[[clause]]
number = \"2\"
title = \"Selling\"
";

const PAGE: &str = "---
id: QP-1
title: Purchasing
kind: procedure
revision: 1
status: approved
owner: Buyer
approver: Quality manager
effective: 2026-02-01
clauses: [1, 2]
---
Buyers score each supplier.
";

/// A manual of two clauses, which QP-1 claims, with these files and these further settings.
fn manual(settings: &str, standard: &str, files: &[(&str, &str)]) -> ManualTest {
    let settings = format!("{SETTINGS}{settings}");
    let mut all = vec![
        ("manual.toml", settings.as_str()),
        ("standards/small.toml", standard),
        ("procedures/a.md", PAGE),
    ];
    all.extend_from_slice(files);
    ManualTest::new(&all)
}

/// The diagnostics by rule, file, line and column.
fn places(test: &ManualTest) -> Vec<(String, String, u64, u64)> {
    let place = |(rule, file, line, column, _): Told| (rule, file, line, column);
    told(test).into_iter().map(place).collect()
}

fn place(rule: &str, file: &str, line: u64, column: u64) -> (String, String, u64, u64) {
    (rule.to_owned(), file.to_owned(), line, column)
}

#[test]
fn a_clause_without_a_number_is_not_missed_elsewhere() {
    let standard = STANDARD.replace("number = \"1\"", "numbr = \"1\"");
    let mistake = "unknown setting `numbr`";
    let test = manual("", &standard, &[]);
    let here = one("unknown-setting", "standards/small.toml", 5, 1, mistake);
    assert_eq!(told(&test), [here]);
    let help = test.only("unknown-setting").help;
    assert!(
        help.ends_with("1 mention of a clause is not checked yet"),
        "{help}"
    );

    // The requirement would be missing from the matrix, so that no level lets the mistake pass.
    for level in ["allow", "warn"] {
        let rules = format!("[rules]\nunknown-setting = \"{level}\"\n");
        let test = manual(&rules, &standard, &[]);
        let here = one("unknown-setting", "standards/small.toml", 5, 1, mistake);
        assert_eq!(told(&test), [here], "{level}");
        assert_eq!(test.run(&["check", "-q"]).status, 1, "{level}");
    }
}

#[test]
fn an_applicability_that_cannot_be_read_is_told_by_itself() {
    let exclusion = "[[exclusion]]\nclause = \"2\"\njustification = \"Nothing is sold.\"\n\
                     approved_by = \"Managing director\"\n";
    for (written, rule, line, column) in [
        ("applicability = \"no\"\n", "invalid-value", 3, 17),
        (
            "aplicability = { may_exclude = [\"2\"] }\n",
            "unknown-setting",
            3,
            1,
        ),
        (
            "applicability = { may_exlude = [\"2\"] }\n",
            "unknown-setting",
            3,
            19,
        ),
        (
            "applicability = { may_exclude = [\"9\"] }\n",
            "unknown-clause",
            3,
            34,
        ),
    ] {
        let standard = STANDARD.replacen("\n\n", &format!("\n{written}\n"), 1);
        let test = manual(exclusion, &standard, &[]);
        assert_eq!(
            places(&test),
            [place(rule, "standards/small.toml", line, column)],
            "{written}"
        );
        // What cannot be read permits nothing.
        assert_eq!(test.clause("small", "2")["status"], "covered", "{written}");
    }
}

#[test]
fn a_record_that_is_open_because_of_a_mistake_asks_for_no_due_date() {
    let record = |kind: &str, fields: &str| {
        format!("---\nid: R-1\ntitle: T\nkind: {kind}\nowner: Buyer\n{fields}---\nText.\n")
    };
    for (kind, fields, line, column) in [
        (
            "finding",
            "grade: observation\nstate: closed\ndate: spring\n",
            8,
            7,
        ),
        (
            "action",
            "type: correction\nstate: closed\ncompleted: spring\n",
            8,
            12,
        ),
        ("feedback", "date: 2026-01-01\ntype: Praise\n", 7, 7),
        ("review", "next: 2026-06-01\ndate: spring\n", 7, 7),
        (
            "objective",
            "target: 5\ndirection: at-least\nperiod: month\ndata:\n  - { period: 2026-01, value: x }\n",
            10,
            31,
        ),
    ] {
        let page = record(kind, fields);
        let test = manual("", STANDARD, &[("records/r.md", &page)]);
        assert_eq!(
            places(&test),
            [place("invalid-value", "records/r.md", line, column)],
            "{kind}"
        );
    }
    let settings = "[rules]\ninvalid-value = \"allow\"\n";
    let page = record("finding", "grade: minor\nstate: closed\ndate: spring\n");
    let test = manual(settings, STANDARD, &[("records/r.md", &page)]);
    assert!(
        places(&test).contains(&place("no-due-date", "records/r.md", 2, 5)),
        "{:?}",
        places(&test)
    );
}

#[test]
fn a_table_that_cannot_be_read_is_told_by_itself() {
    let page = "---\nid: R-1\ntitle: T\nkind: objective\nowner: Buyer\ntarget: 5\n\
                direction: at-least\nperiod: month\ndata: r.csv\n---\nText.\n";
    let test = manual("", STANDARD, &[("records/r.md", page)]);
    test.write("records/r.csv", b"\xff\xfep\0e\0");
    assert_eq!(
        places(&test),
        [place("unreadable-file", "records/r.csv", 1, 1)]
    );
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_that_is_refused_is_not_missed() {
    for (settings, path) in [
        ("[[claims]]\nfile = \"claims.csv\"\n", "claims.csv"),
        ("home = \"start.md\"\n", "start.md"),
        ("publish = [\"down/*\"]\n", "down/x.bin"),
        ("[theme]\nlogo = \"logo.png\"\n", "logo.png"),
    ] {
        let test = manual(settings, STANDARD, &[("down/.keep", "")]);
        std::fs::write(test.beside("secret"), "secret").unwrap();
        std::os::unix::fs::symlink(test.beside("secret"), test.manual().join(path)).unwrap();
        assert_eq!(places(&test), [place("unreadable-file", path, 1, 1)]);
    }
}

/// A theme is a folder of the manual like any other.
#[cfg(unix)]
#[test]
fn a_theme_behind_a_link_that_leads_out_is_not_published() {
    use std::os::unix::fs::symlink;
    for inside in [false, true] {
        let test = manual("theme = \"ours\"\n", STANDARD, &[("themes/.keep", "")]);
        let folder = test.beside("elsewhere");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("plan.txt"), "secret").unwrap();
        let link = test.manual().join("themes/ours");
        let path = match inside {
            false => {
                symlink(&folder, link).unwrap();
                "themes/ours"
            }
            true => {
                std::fs::create_dir(&link).unwrap();
                symlink(folder, link.join("x")).unwrap();
                "themes/ours/x"
            }
        };
        assert_eq!(places(&test), [place("unreadable-file", path, 1, 1)]);
        assert_eq!(test.build().status, 1);
        assert!(!test.site().exists());
        test.write(
            "manual.toml",
            format!("{SETTINGS}theme = \"ours\"\n[reading]\nfollow_links = true\n"),
        );
        assert_eq!(places(&test), []);
    }
}

/// A page that cannot be read is told by itself: no reference to it is, and no section of it.
#[test]
fn a_page_that_cannot_be_read_is_not_missed_elsewhere() {
    let fields = "title: Selling\nkind: procedure\nrevision: 1\nstatus: draft\nowner: Seller\n";
    let text = "## Scope\n\nSellers sell.\n";
    let settings = "[fields]\n\"Document No\" = \"id\"\n";
    for (settings, damaged, line, column) in [
        (
            "",
            format!("---\nid: QP-7 # the third\n{fields}records: [\n---\n{text}"),
            8,
            10,
        ),
        ("", format!("---\nid QP-7\n{fields}---\n{text}"), 3, 6),
        (
            settings,
            format!("---\nDocument No: QP-7\n{fields}records: [\n---\n{text}"),
            8,
            10,
        ),
        ("", format!("---\nid: QP-7\n{fields}\n{text}"), 1, 1),
        ("", format!("---\nid: QP-7\n{fields}---\n```\n{text}"), 9, 1),
        ("", format!("---\nidd: QP-7\n{fields}---\n{text}"), 2, 1),
        ("", format!("id: QP-7\n{fields}\n{text}"), 1, 1),
    ] {
        let refers = "---\nid: QP-8\ntitle: Tender\nkind: procedure\nrevision: 1\nstatus: draft\n\
            owner: Seller\nsupersedes: [QP-7]\n---\n\
            See [[QP-7]], [[QP-7#scope]], [it](b.md), [part](b.md#scope).\n";
        let files = [("procedures/b.md", &*damaged), ("procedures/c.md", refers)];
        let test = manual(settings, STANDARD, &files);
        let told = places(&test);
        let [(_, file, at_line, at_column)] = &*told else {
            panic!("{damaged}: {told:?}")
        };
        assert_eq!(
            (&**file, *at_line, *at_column),
            ("procedures/b.md", line, column),
            "{damaged}"
        );
    }
}

/// A section that is missing for another reason is told.
#[test]
fn what_a_readable_page_lacks_is_told_beside_a_mistake_in_its_front_matter() {
    let damaged = "---\nid: QP-7\ntitle: [\n---\n## Scope\n";
    let refers = "[a](b.md#scope) [b](b.md#scop) [[QP-9]]\n";
    let settings = "[rules]\nuncontrolled-page = \"allow\"\n";
    let files = [("b.md", damaged), ("c.md", refers)];
    let test = manual(settings, STANDARD, &files);
    assert_eq!(
        places(&test),
        [
            place("syntax-error", "b.md", 3, 8),
            place("broken-reference", "c.md", 1, 21),
            place("broken-reference", "c.md", 1, 34),
        ]
    );
}

#[test]
fn a_page_that_is_no_text_is_not_missed_elsewhere() {
    let test = manual(
        "",
        STANDARD,
        &[(
            "c.md",
            "[[QP-7]] [[qp-7]] [it](procedures/QP-7-Selling.md)\n",
        )],
    );
    test.write("procedures/QP-7-Selling.md", b"---\nid: QP-7\n---\n\xff\n");
    let told = places(&test);
    let told: Vec<_> = told
        .iter()
        .map(|(rule, file, ..)| (&**rule, &**file))
        .collect();
    assert_eq!(
        told,
        [
            ("uncontrolled-page", "c.md"),
            ("unreadable-file", "procedures/QP-7-Selling.md"),
        ]
    );
}
