//! What `clausebook transition --write` writes.

use super::*;

/// A manual that moves to ISO 9001:2026 and has excluded clauses of 2015.
fn excluding(clauses: &[&str]) -> ManualTest {
    let exclusions = clauses.iter().map(|clause| {
        format!(
            "[[exclusion]]\nclause = \"iso-9001-2015:{clause}\"\njustification = \"Customers design.\"\n\
             approved_by = \"Managing director\"\ndate = 2026-01-12\n"
        )
    });
    let exclusions: String = exclusions.collect();
    let config = config(&["iso-9001-2015", "iso-9001-2026"]) + READS_CLAIMS + &exclusions;
    let context = procedure("QP-01", "\"iso-9001-2015:4.1\"", "It is known.");
    ManualTest::new(&[("manual.toml", config), ("procedures/a.md", context)])
}

#[test]
fn proposals_and_drafts_cover_nothing_and_are_written_once() {
    let buying = procedure(
        "QP-07",
        "\"8.4.1\", \"7.3\", 9.1.3 a)",
        "Buyers score suppliers.\n\n## Rating {#rating clause=8.4.2}\n\nA to C.",
    );
    let test = moving(&[("procedures/a.md", buying)]);
    let write = [TO_2026.as_slice(), &["--write"]].concat();
    let run = test.run(&write);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let claims = fs::read_to_string(test.manual().join("claims.csv")).unwrap();
    let rows: Vec<&str> = claims
        .trim_start_matches('\u{feff}')
        .lines()
        .take(5)
        .collect();
    assert_data_eq!(
        rows.join("\n"),
        str![[r#"
document,clause,section,standard,status,note,extent
QP-07,7.3,,iso-9001-2026,proposed,ISO 9001:2015 7.3: People are also aware of the culture of quality and of ethical conduct.,partial
QP-07,8.4.1,,iso-9001-2026,proposed,ISO 9001:2015 8.4.1,
QP-07,8.4.2,rating,iso-9001-2026,proposed,ISO 9001:2015 8.4.2,
QP-07,9.1.3,,iso-9001-2026,proposed,ISO 9001:2015 9.1.3 a): Whether action on risks worked and whether action on opportunities worked are two questions.,partial
"#]]
    );
    for number in ["7.3", "8.4.1", "8.4.2", "9.1.3", "4.2", "10.1"] {
        let status = &test.clause("iso-9001-2026", number)["status"];
        assert_eq!(status, "planned", "{number}");
    }
    assert_eq!(test.errors(), []);
    let summary = &test.coverage()["standards"][1]["summary"];
    assert_eq!(
        (&summary["covered"], &summary["gap"]),
        (&0.into(), &0.into())
    );
    // A draft for each main clause, with a section for each requirement.
    let draft = fs::read_to_string(test.manual().join("procedures/leadership.md")).unwrap();
    assert!(draft.contains("\nstatus: draft"), "{draft}");
    assert!(
        draft.contains("clauses: [iso-9001-2026:5.1.1, iso-9001-2026:5.1.2"),
        "{draft}"
    );
    let before = crate::manual_test::files_below(&test.manual()).len();
    let again = test.run(&write);
    assert_eq!(again.status, 0, "{}", again.stderr);
    let after = fs::read_to_string(test.manual().join("claims.csv")).unwrap();
    assert_eq!(after, claims);
    assert_eq!(
        crate::manual_test::files_below(&test.manual()).len(),
        before
    );
}

#[test]
fn the_rows_of_a_person_stay_as_they_are() {
    let buying = procedure(
        "QP-07",
        "\"8.4.1\", \"7.3\", \"8.4.2\"",
        "Buyers score suppliers.",
    );
    let mine =
        "\u{feff}Document;Clause;Status;Note\r\nQP-07;iso-9001-2026:8.4.1;;\"mine; really\"\r\n";
    let test = moving(&[("procedures/a.md", buying), ("claims.csv", mine.to_owned())]);
    assert_eq!(test.clause("iso-9001-2026", "8.4.1")["status"], "covered");
    let write = [TO_2026.as_slice(), &["--write"]].concat();
    let run = test.run(&write);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let read = || fs::read_to_string(test.manual().join("claims.csv")).unwrap();
    let begin = "\u{feff}Document;Clause;Status;Note;extent\r\n\
                 QP-07;iso-9001-2026:8.4.1;;\"mine; really\";\r\nQP-07;iso-9001-2026:7.3;proposed;";
    let claims = read();
    assert!(claims.starts_with(begin), "{claims}");
    assert_eq!(test.clause("iso-9001-2026", "8.4.1")["status"], "covered");
    assert_eq!(test.clause("iso-9001-2026", "7.3")["status"], "planned");
    // A proposal that a person deletes stays deleted.
    let kept = claims.lines().filter(|line| !line.contains(":8.4.2;"));
    let kept: String = kept.map(|line| format!("{line}\n")).collect();
    test.write("claims.csv", &kept);
    let run = test.run(&write);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!read().contains(":8.4.2;"), "{}", read());
}

#[test]
fn before_anything_is_written_the_settings_have_to_be_there() {
    let buying = procedure("QP-07", "\"8.4.1\"", "Buyers score suppliers.");
    let test = ManualTest::new(&[("procedures/a.md", buying)]);
    let write = [TO_2026.as_slice(), &["--write"]].concat();
    let refused = |test: &ManualTest| {
        let run = test.run(&write);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(!test.manual().join("claims.csv").exists());
        run.stderr
    };
    assert_data_eq!(
        refused(&test),
        str![[r#"
error: nothing was written: add to manual.toml

    standards = ["iso-9001-2015", "iso-9001-2026"]

    [[claims]]
    file = "claims.csv"


"#]]
    );
    // The list itself is there without them.
    let run = test.run(&TO_2026);
    assert_eq!(run.status, 0);
    assert!(
        run.stdout
            .contains("so far: nothing, since manual.toml does not list iso-9001-2026")
    );
    // Claims that cannot be read would be missing from the proposals.
    let shared = procedure("QP-07", "\"9001:8.4.1\"", "Buyers score suppliers.");
    let error = refused(&moving(&[("procedures/a.md", shared)]));
    assert!(error.contains("the manual has mistakes"), "{error}");
    assert!(
        error.contains("`9001` may mean `iso-9001-2015` and `iso-9001-2026`"),
        "{error}"
    );
}

#[test]
fn what_was_excluded_is_said_wherever_it_has_to_be_decided_anew() {
    let test = excluding(&["8.3"]);
    let plan = plan(&test, "iso-9001-2015", "iso-9001-2026");
    let all = plan["requirements"].as_array().unwrap();
    let design = all.iter().find(|one| one["number"] == "8.3.4").unwrap();
    assert_eq!(design["from"][0]["excluded_because"], "Customers design.");
    let text = test.run(&TO_2026).stdout;
    let rows = text.lines().skip_while(|line| !line.starts_with("8.3.4 "));
    assert_data_eq!(
        rows.take(3).collect::<Vec<_>>().join("\n"),
        str![[r#"
8.3.4 Design and development controls                        was excluded           gap
    8.3.4 excluded (equal): no document
      excluded because: Customers design. (decide anew)
"#]]
    );
    let csv = test
        .run(&[TO_2026.as_slice(), &["--format", "csv"]].concat())
        .stdout;
    let row = csv.lines().find(|line| line.starts_with("8.3.4,")).unwrap();
    assert_eq!(
        row,
        "8.3.4,Design and development controls,excluded,open,gap,8.3.4,equal,,,Customers design."
    );
    let write = [TO_2026.as_slice(), &["--write"]].concat();
    let run = test.run(&write);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let told: Vec<&str> = run.stderr.lines().take(2).collect();
    assert_eq!(
        told,
        [
            "manual/claims.csv: 1 proposed claim",
            "manual/claims.csv: 6 requirements were excluded in the old edition, and the new one excludes nothing by that: \
             decide anew"
        ]
    );
    let read = || fs::read_to_string(test.manual().join("claims.csv")).unwrap();
    let claims = read();
    let rows: Vec<&str> = claims.lines().skip(2).take(1).collect();
    assert_eq!(
        rows,
        [
            "n/a,8.3.1,,iso-9001-2026,proposed,8.3.1 was excluded in ISO 9001:2015 because: Customers design. Decide \
             anew whether it applies.,"
        ]
    );
    assert_eq!(test.errors(), []);
    for number in ["8.3.1", "8.3.4", "8.3.6"] {
        assert_eq!(
            test.clause("iso-9001-2026", number)["status"],
            "gap",
            "{number}"
        );
    }
    assert_eq!(test.run(&write).status, 0);
    assert_eq!(read(), claims);
    assert_eq!(test.build().status, 0);
    let list = page(&test, "transitions/iso-9001-2015/iso-9001-2026.html");
    let row = list.text("#clause-8.3.4");
    let reason = "Excluded there because: Customers design. To be decided anew.";
    assert_eq!(row.matches(reason).count(), 1, "{row}");
}

#[test]
fn what_was_excluded_in_part_is_said_in_the_draft() {
    // 10.1 of 2026 corresponds to 10.1 and 10.3 of 2015.
    let test = excluding(&["10.3"]);
    let write = [TO_2026.as_slice(), &["--write"]].concat();
    let run = test.run(&write);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let draft = fs::read_to_string(test.manual().join("procedures/improvement.md")).unwrap();
    let notes: Vec<&str> = draft
        .lines()
        .filter(|line| line.starts_with("<!--"))
        .collect();
    assert_eq!(
        notes,
        [
            "<!-- 10.3 was excluded in ISO 9001:2015 because: Customers design. Decide anew whether it applies. -->"
        ]
    );
    assert_eq!(test.errors(), []);
}

#[test]
fn a_row_is_read_back_as_the_claim_of_the_document_that_it_was_written_for() {
    let ids = [
        "-QP", "=1", "+", "@x", "A, B", "A; B", "QP-1", "TBD", "none",
    ];
    let files: Vec<(String, String)> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| {
            let text = procedure(&format!("\"{id}\""), "\"8.4.1\"", "Buyers score suppliers.");
            (format!("procedures/p{at}.md"), text)
        })
        .collect();
    let mut files: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (&**path, text.clone()))
        .collect();
    files.push((
        "-odd, file.md",
        procedure("\"-odd\"", "\"8.4.1\"", "Buyers score suppliers."),
    ));
    let test = moving(&files);
    let write = [TO_2026.as_slice(), &["--write"]].concat();
    let run = test.run(&write);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert_eq!(test.errors(), []);
    let documents = |standard: &str| -> Vec<String> {
        let clause = test.clause(standard, "8.4.1");
        let claims = clause["claims"].as_array().unwrap().iter();
        let mut documents: Vec<String> = claims
            .map(|claim| claim["document"].as_str().unwrap().to_owned())
            .collect();
        documents.sort();
        documents
    };
    assert_eq!(documents("iso-9001-2026"), documents("iso-9001-2015"));
    assert_eq!(documents("iso-9001-2026").len(), 10);
    let claims = fs::read_to_string(test.manual().join("claims.csv")).unwrap();
    let cells = claims.lines().skip(1).take(10);
    let mut cells: Vec<&str> = cells
        .map(|line| line.split(",8.4.1,").next().unwrap())
        .collect();
    cells.sort_unstable();
    assert_eq!(
        cells,
        [
            "QP-1",
            "[[-odd]]",
            "none",
            "procedures/p0.md",
            "procedures/p1.md",
            "procedures/p2.md",
            "procedures/p3.md",
            "procedures/p4.md",
            "procedures/p5.md",
            "procedures/p7.md",
        ]
    );
}
