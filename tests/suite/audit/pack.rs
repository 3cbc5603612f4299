//! `audit pack`: one folder to hand over.

use std::fs;
use std::path::Path;

use super::filled::Filled;
use super::manual;
use crate::manual_test::ManualTest;
use crate::repository::Repository;
use crate::workbook::Workbook;

#[test]
fn one_folder_has_the_site_the_workbook_of_the_scope_and_what_has_changed() {
    let test = manual();
    let folder = test.beside("pack");
    let run = test.run(&["audit", "pack", "AU-2", "-o", folder.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("the manual lies in no git repository"),
        "{}",
        run.stderr
    );
    let changes = fs::read_to_string(folder.join("audit/changes.md")).unwrap();
    assert!(changes.contains("They are left out: the manual lies in no git repository."));
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    for file in [
        "index.html",
        "verify.html",
        "audit/AU-2.xlsx",
        "audit/changes.md",
    ] {
        assert!(folder.join(file).is_file(), "{file}");
        assert!(sums.contains(&format!("  {file}\n")), "{file}");
    }
    assert_eq!(test.run(&["verify", folder.to_str().unwrap()]).status, 0);
    // The scope is 8.4: the rows of 8, 8.4, 8.4.1, 8.4.2 and 8.4.3, and no other document's claims.
    let mut workbook = Filled::read(&folder.join("audit/AU-2.xlsx"));
    let matrix = workbook.matrix();
    assert!(matrix.contains("<row r=\"6\"") && !matrix.contains("<row r=\"7\""));
    let strings = workbook.part("xl/sharedStrings.xml").clone();
    assert!(strings.contains("NC-2026-04 (Minor): Closed"), "{strings}");
    assert!(!strings.contains("iso-9001-2015:7.2"));
    // Written again, the folder is the same, and no file of others is touched.
    fs::write(folder.join("mine.txt"), "mine").unwrap();
    let run = test.run(&["audit", "pack", "AU-2", "-o", folder.to_str().unwrap()]);
    assert_ne!(run.status, 0);
    assert_eq!(fs::read_to_string(folder.join("mine.txt")).unwrap(), "mine");
}

#[test]
fn links_of_the_workbook_lead_to_pages_of_the_folder() {
    let test = manual();
    let folder = test.beside("pack");
    let run = test.run(&["audit", "pack", "AU-2", "-o", folder.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut workbook = Filled::read(&folder.join("audit/AU-2.xlsx"));
    let links = workbook.part("xl/worksheets/_rels/sheet2.xml.rels").clone();
    let targets: Vec<&str> = links
        .split("Target=\"")
        .skip(1)
        .filter_map(|one| one.split('"').next())
        .collect();
    assert!(targets.len() > 5, "{targets:?}");
    for target in targets {
        assert!(
            folder.join("audit").join(Path::new(target)).exists(),
            "{target}"
        );
    }
}

#[test]
fn what_changed_since_the_last_audit_is_in_the_folder() {
    let repository = Repository::new();
    for (path, text) in super::files() {
        repository.write(&format!("qms/{path}"), text);
    }
    repository.commit("2026-05-20", "Before the audit");
    let page = fs::read_to_string(repository.manual().join("qp.md")).unwrap();
    repository.write("qms/qp.md", page.replace("revision: 3", "revision: 4"));
    repository.commit("2026-09-01", "Revised");
    let folder = repository.folder().join("pack");
    let output = folder.to_str().unwrap();
    let run = repository.run(&[
        "audit",
        "pack",
        "AU-2",
        "-o",
        output,
        "--as-of",
        "2026-11-23",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let changes = fs::read_to_string(folder.join("audit/changes.md")).unwrap();
    assert!(
        changes.starts_with("The last audit before this one was on 2026-06-01."),
        "{changes}"
    );
    assert!(changes.contains("QP-07"), "{changes}");
    assert!(folder.join("changes.html").is_file());
}

#[test]
fn an_audit_is_named_by_its_id_and_an_edition_must_hold_it() {
    let test = manual();
    let folder = test.beside("pack");
    let output = folder.to_str().unwrap();
    let run = test.run(&["audit", "pack", "AU-22", "-o", output]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("there is no audit `AU-22`; did you mean `AU-2`?"),
        "{}",
        run.stderr
    );
    test.write(
        "manual.toml",
        format!("{}[audiences]\npublic = []\n", super::CONFIG),
    );
    let run = test.run(&[
        "audit",
        "pack",
        "AU-2",
        "-o",
        output,
        "--audience",
        "public",
    ]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.contains("the edition does not hold AU-2"),
        "{}",
        run.stderr
    );
    assert!(!folder.exists());
    // What the edition does not hold is not in the workbook.
    let audit = test.manual().join("records/audits/au-2.md");
    let text = fs::read_to_string(&audit).unwrap();
    fs::write(
        &audit,
        text.replace("state: planned", "state: planned\naudience: public"),
    )
    .unwrap();
    let run = test.run(&[
        "audit",
        "pack",
        "AU-2",
        "-o",
        output,
        "--audience",
        "public",
    ]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut workbook = Filled::read(&folder.join("audit/AU-2.xlsx"));
    let strings = workbook.part("xl/sharedStrings.xml");
    assert!(
        !strings.contains("QP-07") && !strings.contains("NC-2026-04"),
        "{strings}"
    );
    // It can be filled in and taken.
    workbook.row(4, "", "Conforms", "");
    let file = workbook.save(&test);
    let run = test.run(&["audit", "take", file.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn a_statement_and_a_transition_have_the_clauses_of_the_scope_alone() {
    let config = "title = \"Manual\"\nstandards = [\"iso-9001-2015\", \"iso-9001-2026\"]\n\n\
        [[applicability]]\nclause = \"8.4.1\"\nstandard = \"iso-9001-2015\"\nreason = \"contract\"\n\
        text = \"Customers ask for it.\"\n\n\
        [[applicability]]\nclause = \"7.2\"\nstandard = \"iso-9001-2015\"\nreason = \"contract\"\n\
        text = \"A secret of another department.\"\n";
    let page = "---\nid: QP-07\ntitle: Purchasing\nkind: procedure\nrevision: 3\nstatus: approved\n\
        owner: Buyer\napprover: Manager\neffective: 2026-02-01\nclauses: [\"iso-9001-2015:8.4.2\"]\n---\nText.\n";
    let other = page
        .replace("QP-07", "QP-99")
        .replace("Purchasing", "Secret training")
        .replace("8.4.2", "7.2");
    let audit = "---\nid: AU-2\ntitle: Purchasing again\nkind: audit\nowner: Manager\ndate: 2026-11-20\n\
        type: internal\nauditor: Ann Smith\nclauses: [\"iso-9001-2015:8.4\", \"iso-9001-2026:8.4\"]\n\
        state: planned\n---\nText.\n";
    let test = ManualTest::new(&[
        ("manual.toml", config),
        ("qp.md", page),
        ("other.md", &*other),
        ("records/audits/au-2.md", audit),
    ]);
    let folder = test.beside("pack");
    let run = test.run(&["audit", "pack", "AU-2", "-o", folder.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let workbook = Workbook::read(&folder.join("audit/AU-2.xlsx"));
    let numbers = |sheet: &str| -> Vec<String> {
        let rows = workbook.sheet(sheet).rows;
        rows.iter().skip(1).map(|row| row[0].clone()).collect()
    };
    let scope = ["8.4.1", "8.4.2", "8.4.3"];
    assert_eq!(numbers("Applicability ISO 9001 2015"), scope);
    assert_eq!(numbers("Transition to ISO 9001 2026"), scope);
    let mut workbook = Filled::read(&folder.join("audit/AU-2.xlsx"));
    let strings = workbook.part("xl/sharedStrings.xml").to_lowercase();
    assert!(
        strings.contains("customers ask for it") && !strings.contains("secret"),
        "{strings}"
    );
}
